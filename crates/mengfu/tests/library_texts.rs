//! What pages ask of a register about one statement: its text, its source, its acts and their chains.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

use std::collections::BTreeSet;
use std::path::Path;

use mengfu::Engine;
use mengfu::library::{Access, Day, LedgerQuery, Library, SourceAsked, StretchIs};
use mengfu::model::ActAddress;

const AT: &str = "2026-11-21T08:00:00Z";

/// A register of all examples.
fn library(folder: &Path) -> Library<'static> {
    let path = folder.join("r.mengfu");
    let library = Library::open(Engine::embedded().unwrap(), &path, Access::Create).unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let files = std::fs::read_dir(examples).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|p| p.is_file() && !p.ends_with("README.md")).collect();
    files.sort();
    for file in files {
        library.add(&file.to_string_lossy(), &std::fs::read(&file).unwrap(), AT).unwrap();
    }
    library
}

fn acts(library: &Library<'_>) -> Vec<ActAddress> {
    let mut acts = Vec::new();
    for one in library.list(&[]).unwrap() {
        for provision in library.text(&one.id).unwrap().provisions {
            let address = |act: u32| ActAddress {
                instrument: one.id.clone(),
                provision: provision.number,
                act,
            };
            acts.extend(provision.acts.iter().map(|act| address(act.number)));
        }
    }
    acts
}

#[test]
fn a_text_has_all_acts_with_all_their_links() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    for one in library.list(&[]).unwrap() {
        let text = library.text(&one.id).unwrap();
        let acts = text.provisions.iter().map(|p| p.acts.len()).sum::<usize>();
        assert_eq!(
            (text.listed.acts as usize, text.provisions.len()),
            (acts, one.provisions as usize)
        );
        for provision in &text.provisions {
            for act in &provision.acts {
                let address = ActAddress {
                    instrument: one.id.clone(),
                    provision: provision.number,
                    act: act.number,
                };
                let links = library.links(&address).unwrap();
                let known: BTreeSet<_> = links.iter().map(|l| (l.kind, l.later, &l.act)).collect();
                let told: Vec<_> =
                    act.links.iter().map(|l| l.act.as_ref().map(|a| a.to_string())).collect();
                let told: BTreeSet<_> =
                    act.links.iter().zip(&told).map(|(l, act)| (l.kind, l.later, act)).collect();
                assert_eq!(told, known, "{address}");
            }
        }
    }
}

#[test]
fn the_entry_of_an_act_is_that_of_the_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let day: Day = "2020-01-01".parse().unwrap();
    let ledger = library.ledger(&LedgerQuery::as_of(day)).unwrap();
    let mut entries = 0;
    for act in acts(&library) {
        let entry = library.entry(&act, day).unwrap();
        assert_eq!(entry.as_ref(), ledger.entries.iter().find(|e| e.address == act));
        entries += usize::from(entry.is_some());
    }
    assert_eq!(entries, ledger.totals.entries);
    assert!(entries > 50);
}

#[test]
fn a_chain_stands_in_the_order_of_time_and_holds_together() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let mut longest = 0;
    for act in acts(&library) {
        let chain = library.chain(&act).unwrap();
        assert_eq!(
            chain.iter().filter(|one| one.here).map(|one| &one.act).collect::<Vec<_>>(),
            [&act]
        );
        let days: Vec<_> = chain.iter().map(|one| one.when.day.clone()).collect();
        assert!(days.is_sorted(), "{act}: {days:?}");
        for link in chain.iter().flat_map(|one| &one.links) {
            assert!(chain.iter().any(|one| one.act == link.earlier));
        }
        longest = longest.max(chain.len());
    }
    assert!(longest > 2);
}

#[test]
fn a_passage_leads_from_act_to_act() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let acts = acts(&library);
    for pair in acts.windows(2).filter(|p| p[0].instrument == p[1].instrument) {
        let (one, next) = (library.passage(&pair[0]).unwrap(), library.passage(&pair[1]).unwrap());
        // A sentence without an act stands between some.
        assert!(one.next.is_none_or(|to| to == pair[1]));
        assert!(next.previous.is_none_or(|to| to == pair[0]));
    }
    let wrong = ActAddress { act: 99, ..acts[0].clone() };
    assert!(library.passage(&wrong).is_err() && library.chain(&wrong).is_err());
}

#[test]
fn the_stretches_of_a_source_are_the_whole_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    for one in library.list(&[]).unwrap() {
        let source = library.source(&one.id, SourceAsked::default()).unwrap();
        let mut at = 0;
        for stretch in &source.stretches {
            assert_eq!(stretch.start, at, "{}", one.id);
            at = stretch.end;
        }
        assert_eq!((at, source.pages), (source.length, 1));
        assert!(source.stretches.iter().any(|s| matches!(s.is, StretchIs::Part(1))));
        let marked = SourceAsked { page: None, marked: Some([at / 3, at / 2]) };
        let marked = library.source(&one.id, marked).unwrap();
        let whole = |stretches: &[mengfu::library::Stretch]| {
            stretches.iter().map(|s| s.text.as_str()).collect::<String>()
        };
        assert_eq!(whole(&marked.stretches), whole(&source.stretches));
        assert!(marked.stretches.iter().any(|s| s.marked));
    }
}

#[test]
fn a_large_source_is_shown_page_by_page() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let one = library.list(&[]).unwrap().into_iter().find(|one| one.complete).unwrap();
    let first = library.source(&one.id, SourceAsked::default()).unwrap();
    let text: String = first.stretches.iter().map(|s| s.text.as_str()).collect();
    let long = format!("{text}\n\n{}", "无关的文字。\n".repeat(12_000));
    let other = tempfile::tempdir().unwrap();
    let path = other.path().join("r.mengfu");
    let library = Library::open(Engine::embedded().unwrap(), &path, Access::Create).unwrap();
    library.add("long.txt", long.as_bytes(), AT).unwrap();
    let one = library.list(&[]).unwrap().remove(0);
    let mut whole = String::new();
    let mut page = 1;
    loop {
        let asked = SourceAsked { page: Some(page), marked: None };
        let source = library.source(&one.id, asked).unwrap();
        assert_eq!(source.page, page);
        whole.extend(source.stretches.iter().map(|s| s.text.as_str()));
        page += 1;
        if page > source.pages {
            break;
        }
    }
    assert!(page > 3);
    assert_eq!(whole, long);
}
