//! What pages ask of a register: directories and formulas page by page, search within filters, facets.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use mengfu::Engine;
use mengfu::library::{
    Access, CitationShown, DirectoryOrder, DirectoryQuery, FormulaQuery, LedgerQuery, Library,
    ListQuery, SearchQuery,
};
use mengfu::model::{Decision, EntityKind, Kind, Resolution, Topic, WorldState};

const AT: &str = "2026-11-21T08:00:00Z";

fn library(folder: &Path) -> Library<'static> {
    let library =
        Library::open(Engine::embedded().unwrap(), &folder.join("a.mengfu"), Access::Create);
    let library = library.unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut files: Vec<_> = fs::read_dir(examples).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.is_file() && !file.ends_with("README.md")) {
        let name = file.file_name().unwrap().to_string_lossy();
        library.add(&name, &fs::read(file).unwrap(), AT).unwrap();
    }
    library
}

fn all_of(kind: EntityKind) -> DirectoryQuery {
    DirectoryQuery {
        kind,
        parties: Vec::new(),
        words: Vec::new(),
        order: DirectoryOrder::Mentions,
        skip: 0,
        most: 1_000,
    }
}

/// The lines of a page as the whole directory would have them.
#[track_caller]
fn the_same(library: &Library<'_>, query: &DirectoryQuery) {
    let page = library.directory_page(query).unwrap();
    let mut paged: Vec<_> =
        page.lines.into_iter().map(|line| (line.mentions, line.entry)).collect();
    let whole = library.directory(query.kind, &query.parties).unwrap();
    let mut whole: Vec<_> = whole
        .into_iter()
        .map(|mut entry| (std::mem::take(&mut entry.mentions).len(), entry))
        .collect();
    paged.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    whole.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    assert_eq!(page.total, whole.len());
    for (one, other) in paged.iter().zip(&whole) {
        assert_eq!((one.0, &one.1.title, &one.1.names), (other.0, &other.1.title, &other.1.names));
        assert_eq!((&one.1.first, &one.1.last), (&other.1.first, &other.1.last));
        assert_eq!((&one.1.life, &one.1.sittings), (&other.1.life, &other.1.sittings));
    }
}

#[test]
fn a_directory_page_by_page_is_the_directory() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    EntityKind::ALL.iter().for_each(|kind| the_same(&library, &all_of(*kind)));
    let query = all_of(EntityKind::Mechanism);
    let lines = library.directory_page(&query).unwrap().lines;
    let second =
        library.directory_page(&DirectoryQuery { skip: 2, most: 3, ..query.clone() }).unwrap();
    assert_eq!((second.total, second.lines.as_slice()), (lines.len(), &lines[2..5]));
    let words = vec!["贸".to_owned(), "委员".to_owned()];
    let found = library.directory_page(&DirectoryQuery { words, ..query.clone() }).unwrap();
    assert!(found.total > 0 && found.total < lines.len());
    // Merged entries keep their place among the others.
    let (one, other) = (lines[0].entry.id.clone(), lines[1].entry.id.clone());
    let merge = Decision::Merge { entity: one, into: other.clone() };
    library.decide_other(merge, AT, "a", "").unwrap();
    the_same(&library, &query);
    let merged = library.directory_page(&query).unwrap().lines;
    assert_eq!((merged.len(), &merged[0].entry.id), (lines.len() - 1, &other));
    assert_eq!(merged[0].mentions, lines[0].mentions + lines[1].mentions);
}

#[test]
fn counts_of_a_directory_follow_what_comes_and_goes() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let pages = |library: &Library<'_>| -> Vec<_> {
        EntityKind::ALL.iter().map(|k| library.directory_page(&all_of(*k)).unwrap()).collect()
    };
    let before = pages(&library);
    library.rebuild(|_, _| {}).unwrap();
    assert_eq!(pages(&library), before);
}

#[test]
fn an_entry_has_its_mentions_in_their_words() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    for entry in library.directory(EntityKind::Instrument, &[]).unwrap() {
        let page = library.entity_page(&entry.id, 0, 1_000).unwrap().unwrap();
        assert_eq!((page.total, &page.entry.mentions), (entry.mentions.len(), &entry.mentions));
        for one in &page.mentions {
            let [from, to] = one.marks[0];
            assert_eq!(one.text[from..to], one.mention.surface);
        }
    }
}

#[test]
fn a_search_stays_within_its_filters() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let query = SearchQuery { words: vec!["合作".to_owned()], most: 1_000, ..Default::default() };
    let all = library.search_within(&query).unwrap();
    assert!(all.total > 20 && all.hits.len() == all.total);
    let party = "X-48753d94".to_owned();
    let within = SearchQuery {
        parties: vec![party.clone()],
        from: "2000-01-01".parse().ok(),
        to: "2019-12-31".parse().ok(),
        kinds: vec![Kind::Commitment],
        topics: vec![Topic::Trade, Topic::Energy],
        ..query.clone()
    };
    let some = library.search_within(&within).unwrap();
    assert!(some.total > 0 && some.total < all.total);
    for hit in &some.hits {
        assert!(hit.parties.contains(&party));
        assert!(("2000"..="2019").contains(&&hit.day.as_deref().unwrap()[..4]));
        assert!(all.hits.contains(hit));
    }
    let page = SearchQuery { skip: 5, most: 5, ..query };
    assert_eq!(library.search_within(&page).unwrap().hits, all.hits[5..10]);
}

#[test]
fn a_formula_comes_partnership_by_partnership_with_english_titles() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    for family in library.formulas() {
        assert!(family.titles.contains_key("en"), "{}", family.id);
        assert!(family.slots.iter().all(|slot| slot.titles.contains_key("en")), "{}", family.id);
    }
    for used in library.formula_uses().unwrap() {
        let whole = library.formula(&used.formula, &[]).unwrap();
        let query =
            FormulaQuery { formula: used.formula.clone(), parties: Vec::new(), skip: 1, most: 1 };
        let page = library.formula_page(&query).unwrap();
        assert_eq!(page.partnerships, whole.len(), "{}", used.formula);
        assert!(page.matrices.iter().all(|one| whole.contains(one)), "{}", used.formula);
    }
}

#[test]
fn facets_tell_what_choosing_would_give() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let query = LedgerQuery {
        topics: vec![Topic::Trade],
        world: vec![WorldState::Overdue],
        facets: true,
        ..LedgerQuery::as_of("2026-01-01".parse().unwrap())
    };
    let facets = library.ledger(&query).unwrap().facets.unwrap();
    for (state, count) in &facets.world {
        let chosen = LedgerQuery { world: vec![*state], ..query.clone() };
        assert_eq!(library.ledger(&chosen).unwrap().totals.entries, *count, "{state:?}");
    }
    for (topic, count) in &facets.topics {
        let topics = vec![Topic::from_code(topic).unwrap()];
        let chosen = LedgerQuery { topics, ..query.clone() };
        assert_eq!(library.ledger(&chosen).unwrap().totals.entries, *count, "{topic}");
    }
    for (state, count) in &facets.text {
        let chosen = LedgerQuery { text: vec![*state], ..query.clone() };
        assert_eq!(library.ledger(&chosen).unwrap().totals.entries, *count, "{state:?}");
    }
}

#[test]
fn a_list_comes_page_by_page_from_either_end() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let party = library.list(&[]).unwrap()[0].parties[0].clone();
    for parties in [vec![], vec![party]] {
        let mut all = library.list(&parties).unwrap();
        for latest_first in [false, true] {
            let query = ListQuery { parties: parties.clone(), latest_first, skip: 1, most: 3 };
            let page = library.list_page(&query).unwrap();
            assert_eq!(page.total, all.len());
            let end = all.len().min(4);
            assert_eq!(page.statements, all[1..end]);
            all.reverse();
        }
    }
}

#[test]
fn a_word_is_found_alike_in_few_statements_and_in_all() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let sets: BTreeSet<Vec<String>> =
        library.list(&[]).unwrap().into_iter().map(|listed| listed.parties).collect();
    let today = "2026-11-21".parse().unwrap();
    let found = |words: &[&str], parties: &[String]| -> Vec<String> {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        let query = LedgerQuery { words, parties: parties.to_vec(), ..LedgerQuery::as_of(today) };
        library.ledger(&query).unwrap().entries.into_iter().map(|entry| entry.id).collect()
    };
    let mut some = 0;
    for words in
        [&["合作"][..], &["能"], &["双边贸易"], &["貿易"], &["愿", "合作"], &["5"], &["在世"]]
    {
        let all = found(words, &[]);
        some += usize::from(!all.is_empty());
        for parties in &sets {
            let within: BTreeSet<String> = found(&[], parties).into_iter().collect();
            let expected: Vec<_> = all.iter().filter(|id| within.contains(*id)).cloned().collect();
            assert_eq!(found(words, parties), expected, "{words:?} of {parties:?}");
        }
    }
    assert!(some >= 4, "{some}");
}

#[test]
fn whoever_cites_a_statement_is_found_without_asking_everybody() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let all = library.all_citations().unwrap();
    let mut cited = 0;
    for listed in library.list(&[]).unwrap() {
        let means = |one: &CitationShown| matches!(&one.resolution, Resolution::One { instrument, .. } if *instrument == listed.id);
        let expected: Vec<_> =
            all.iter().filter(|one| means(one)).map(|one| one.cited.clone()).collect();
        cited += expected.len();
        assert_eq!(library.cited_by(&listed.id).unwrap(), expected);
        let own: Vec<_> = all.iter().filter(|one| one.cited.by == listed.id).cloned().collect();
        assert_eq!(library.citations(&listed.id).unwrap(), own);
    }
    assert!(cited > 0);
}

#[test]
fn an_entry_is_found_by_its_name_as_in_the_whole_directory() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    for entry in library.directory(EntityKind::Mechanism, &[]).unwrap() {
        assert!(library.directory_entry(&entry.title).unwrap().contains(&entry));
        assert_eq!(library.directory_entry(&entry.id.0).unwrap(), [entry]);
    }
}
