//! What the invented statements of `examples/` mention, cite and say in formulas.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

use std::path::Path;

use mengfu::model::{Card, InstrumentId, Mention, Reading, Resolution, SlotUse, Turn};
use mengfu::{Engine, Packs, across};
use mengfu_link::Linker;
use mengfu_link::citation::resolve_all;
use mengfu_link::formula::{Column, Row, matrix};
use mengfu_link::mention::{Entry, directory};

/// Lanhai and Chiling.
const PAIR: &str = "X-48753d94-X-f7dc10b3";

/// All instruments of the examples in the order of time.
fn readings() -> Vec<(InstrumentId, Reading)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|path| path.is_file() && path.extension().is_some_and(|e| e != "md"));
    files.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/007_markdown.md"));
    files.sort();
    let engine = Engine::embedded().unwrap();
    let read = |path: &std::path::PathBuf| engine.read("x", &std::fs::read(path).unwrap()).unwrap();
    let mut sources: Vec<_> = files.iter().map(read).collect();
    across::fill_dates(&mut sources);
    let readings = sources.into_iter().flat_map(|source| source.reading.readings);
    let mut readings: Vec<_> =
        readings.map(|r| (InstrumentId(r.instrument.id.clone()), r)).collect();
    readings.sort_by_key(|(id, r)| (r.instrument.signed.clone(), id.clone()));
    readings
}

fn linker() -> &'static Linker {
    Packs::embedded().unwrap().linker("zh").unwrap()
}

fn entries() -> Vec<Entry> {
    let readings = readings();
    let mentions: Vec<Mention> =
        readings.iter().flat_map(|(id, r)| linker().mentions(id, r)).collect();
    let order: Vec<InstrumentId> = readings.into_iter().map(|(id, _)| id).collect();
    directory(&mentions, &order, &[])
}

fn entry(name: &str) -> Entry {
    entries().into_iter().find(|entry| entry.id.0 == name).unwrap_or_else(|| panic!("no {name}"))
}

#[test]
fn a_commission_is_one_entry_with_and_without_the_parties_before_it() {
    let commission = entry(&format!("mechanism:{PAIR}:政府间经贸合作委员会"));
    let names: Vec<_> = commission.names.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.contains(&"澜赤政府间经贸合作委员会"), "{names:?}");
    assert_eq!(commission.sittings.last().map(|s| s.number), Some(Some(8)));
}

#[test]
fn traditional_characters_make_no_second_entry() {
    let railway = entry("project:雪线铁路");
    assert_eq!(railway.names.len(), 2, "{:?}", railway.names);
}

#[test]
fn the_life_of_an_agreement_goes_from_negotiation_to_force() {
    let agreement = entry(&format!("instrument:{PAIR}:避免双重征税协定"));
    let stages: Vec<_> = agreement.life.iter().map(|step| format!("{:?}", step.stage)).collect();
    assert_eq!(stages, ["Negotiated", "Negotiated", "Signed", "InForce"]);
}

#[test]
fn every_name_is_one_entry() {
    let entries = entries();
    let mut titles: Vec<_> = entries.iter().flat_map(|e| e.names.iter().map(|(n, _)| n)).collect();
    let all = titles.len();
    titles.sort();
    titles.dedup();
    // Bodies of different pairs may be called the same: consultations of foreign ministries,
    // agreements on visas and groups for investment.
    assert!(all - titles.len() <= 3, "{} names twice", all - titles.len());
}

#[test]
fn citations_among_the_examples_find_their_instruments() {
    let readings = readings();
    let cards: Vec<Card> = readings.iter().map(|(id, r)| linker().card(id, r)).collect();
    let mut found = Vec::new();
    for ((id, reading), card) in readings.iter().zip(&cards) {
        let cited = linker().cited(id, reading);
        for (one, resolution) in cited.iter().zip(resolve_all(&cited, card, &cards)) {
            if let Resolution::One { instrument, .. } = resolution {
                found.push(format!("{} {}", one.words, instrument));
            } else {
                let statement = one.kind.as_deref().is_some_and(|kind| kind.starts_with("joint"));
                let open = one.common && one.day.is_none();
                assert!(!statement || open, "{id} cites {} in vain", one.words);
            }
        }
    }
    assert!(found.contains(&format!(
        "《澜海共和国和赤岭王国关于友好合作关系基础的联合声明》 {PAIR}/1996-09-05"
    )));
    assert!(found.contains(
        &"《澜海共和国和云泽共和国联合新闻公报》 X-0808ed04-X-f7dc10b3/2021-10-08".to_owned()
    ));
    assert_eq!(found.len(), 10, "{found:#?}");
}

#[test]
fn formulas_become_firmer_and_go() {
    let readings = readings();
    let pair: Vec<_> = readings.iter().filter(|(id, _)| id.0.starts_with(PAIR)).collect();
    let uses: Vec<Vec<SlotUse>> =
        pair.iter().map(|(id, reading)| linker().formulas(id, reading)).collect();
    let columns: Vec<Column<'_>> = pair
        .iter()
        .zip(&uses)
        .map(|((id, reading), uses)| Column {
            instrument: id,
            complete: reading.instrument.complete,
            uses,
        })
        .collect();
    let rows = matrix(linker().families(), &columns);
    let turns = |formula: &str, slot: &str| -> Vec<Option<Turn>> {
        let row: &Row = rows.iter().find(|r| r.formula == formula && r.slot == slot).unwrap();
        row.cells.iter().map(|cell| cell.turn).collect()
    };
    let rank = turns("partnership", "rank");
    assert_eq!(rank.last(), Some(&Some(Turn::Firmer)), "{rank:?}");
    let terror = turns("three-forces", "terrorism");
    let expected = [None, None, Some(Turn::Appeared), Some(Turn::Looser), Some(Turn::Gone)];
    assert_eq!(terror, expected);
    let joined = turns("wto", "acceded");
    assert_eq!(joined.last(), Some(&Some(Turn::Appeared)));
}

#[test]
fn texts_told_by_their_day_are_cited_too() {
    let text = "澜海共和国和赤岭王国联合声明\n\n\
        应澜海共和国总统塔里安·沃洛邀请，赤岭王国首相维托·阿桑于2024年3月1日至3日对澜海共和国进行正式访问。\n\
        一、双方将恪守2008年4月16日在望潮签署的联合声明，认为该声明是两国关系的基础。\n\
        二、双方高度评价2016年联合声明的落实情况。双方将落实2009年联合声明。\n\n\
        澜海共和国总统 赤岭王国首相\n塔里安·沃洛 维托·阿桑\n2024年3月2日于望潮\n";
    let engine = Engine::embedded().unwrap();
    let read = engine.read("x", text.as_bytes()).unwrap();
    let reading = &read.reading.readings[0];
    let id = InstrumentId(reading.instrument.id.clone());
    let readings = readings();
    let mut cards: Vec<Card> = readings.iter().map(|(id, r)| linker().card(id, r)).collect();
    let citing = linker().card(&id, reading);
    cards.push(citing.clone());
    let cited = linker().cited(&id, reading);
    let found: Vec<String> = cited
        .iter()
        .zip(resolve_all(&cited, &citing, &cards))
        .map(|(one, resolution)| match resolution {
            Resolution::One { instrument, .. } => format!("{} {instrument}", one.words),
            other => format!("{} {other:?}", one.words),
        })
        .collect();
    let expected = [
        format!("2008年4月16日在望潮签署的联合声明 {PAIR}/2008-04-16"),
        format!("该声明 {PAIR}/2008-04-16"),
        format!("2016年联合声明 {PAIR}/2016-11-22"),
        "2009年联合声明 None".to_owned(),
    ];
    assert_eq!(found, expected);
    let mentions = linker().mentions(&id, reading);
    let known_by_citation = format!("instrument:{PAIR}:联合声明:2009");
    assert!(mentions.iter().any(|one| one.entity.0 == known_by_citation), "{mentions:#?}");
}
