//! The ledger and the calendar part by part: every part is what the whole has there, and what is remembered
//! from one question to the next is forgotten when the register changes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

use std::fs;
use std::path::Path;

use mengfu::Engine;
use mengfu::library::{
    Access, Agenda, AgendaQuery, LedgerQuery, Library, NewDecision, Order, Totals,
};
use mengfu::model::{Topic, WorldState};

const AT: &str = "2025-11-21T08:00:00Z";

fn open(folder: &Path) -> Library<'static> {
    let path = folder.join("a.mengfu");
    Library::open(Engine::embedded().unwrap(), &path, Access::Create).unwrap()
}

fn add(library: &Library<'_>, files: &[std::path::PathBuf]) {
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy();
        library.add(&name, &fs::read(file).unwrap(), AT).unwrap();
    }
}

fn examples() -> Vec<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|file| file.is_file() && !file.ends_with("README.md"));
    files.sort();
    files
}

fn everything() -> LedgerQuery {
    LedgerQuery::as_of("2026-01-01".parse().unwrap())
}

fn totals(library: &Library<'_>) -> Totals {
    library.ledger(&LedgerQuery { most: 1, ..everything() }).unwrap().totals
}

fn agenda(library: &Library<'_>, year: i32) -> Agenda {
    let as_of = "2026-01-01".parse().unwrap();
    let parties = Vec::new();
    library.agenda(&AgendaQuery { as_of, parties, year, month: None, skip: 0, most: 100 }).unwrap()
}

#[test]
fn the_parts_of_a_ledger_are_the_whole() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path());
    add(&library, &examples());
    for topics in [Vec::new(), vec![Topic::Trade]] {
        for order in [Order::Day, Order::Due, Order::Strength, Order::State] {
            for reverse in [false, true] {
                let query = LedgerQuery { topics: topics.clone(), order, reverse, ..everything() };
                // A connection that was asked nothing before remembers nothing.
                let whole = open(folder.path()).ledger(&query).unwrap();
                let mut parts = Vec::new();
                while parts.len() < whole.entries.len() {
                    let part = LedgerQuery { skip: parts.len(), most: 7, ..query.clone() };
                    let part = library.ledger(&part).unwrap();
                    assert_eq!(part.totals, whole.totals);
                    assert!(!part.entries.is_empty());
                    parts.extend(part.entries);
                }
                assert_eq!(parts, whole.entries, "{order:?} {reverse}");
            }
        }
    }
}

#[test]
fn numbers_follow_what_is_added_and_decided() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path());
    let files = examples();
    let (last, first) = files.split_last().unwrap();
    add(&library, first);
    let (before, years) = (totals(&library), agenda(&library, 2025).years);
    // Another program adds a file.
    add(&open(folder.path()), std::slice::from_ref(last));
    let added = totals(&library);
    assert!(added.entries > before.entries);
    assert_eq!(added, totals(&open(folder.path())));
    assert_eq!(agenda(&library, 2025), agenda(&open(folder.path()), 2025));
    assert_ne!(years, agenda(&library, 2025).years);
    // The same connection notes that something is done.
    let open_ones = LedgerQuery { open: true, most: 1, ..everything() };
    let one = library.ledger(&open_ones).unwrap().entries.remove(0).address;
    library.decide(&one, NewDecision::Status(WorldState::Done), AT, "某人", "").unwrap();
    let done = |totals: &Totals| totals.world.get(&WorldState::Done).copied().unwrap_or_default();
    assert_eq!(done(&totals(&library)), done(&added) + 1);
}
