//! The register as a whole: adding in any order, making anew, the ledger, the journal.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

use std::fs;
use std::path::{Path, PathBuf};

use mengfu::Engine;
use mengfu::library::{Access, Day, LedgerQuery, Library, Order, Standing};

const AT: &str = "2026-11-21T08:00:00Z";

/// The files of the examples, or those of the folder that MENGFU_CORPUS names.
fn examples() -> Vec<(String, Vec<u8>)> {
    let folder = match std::env::var_os("MENGFU_CORPUS") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples"),
    };
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let name = |p: &Path| p.file_name().unwrap().to_string_lossy().into_owned();
    let files =
        files.iter().filter(|p| p.is_file() && !name(p).starts_with('.') && name(p) != "README.md");
    files.map(|p| (name(p), fs::read(p).unwrap())).collect()
}

fn library(folder: &Path, name: &str) -> Library<'static> {
    Library::open(Engine::embedded().unwrap(), &folder.join(name), Access::Create).unwrap()
}

fn at_last() -> Day {
    "2199-12-31".parse().unwrap()
}

#[test]
fn a_folder_of_statements_becomes_a_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path(), "a.mengfu");
    assert_eq!(library.standing().unwrap(), Standing::Empty);
    for (name, bytes) in examples() {
        let added = library.add(&name, &bytes, AT).unwrap();
        assert!(!added.known);
        assert!(!added.instruments.is_empty(), "{name}");
    }
    assert_eq!(library.standing().unwrap(), Standing::Current);
    let list = library.list(&[]).unwrap();
    assert!(list.len() >= 8);
    let ledger = library.ledger(&LedgerQuery::as_of(at_last())).unwrap();
    let commitments: u32 = list.iter().map(|l| l.commitments).sum();
    assert_eq!(ledger.totals.entries, commitments as usize);
    assert_eq!(ledger.entries.len(), commitments as usize);
    for entry in &ledger.entries {
        assert!(!entry.quote.is_empty());
        assert!(entry.strength.is_some(), "{}", entry.id);
    }
    let report = library.check().unwrap();
    assert_eq!(report.problems, []);
    for order in [Order::Day, Order::Due, Order::Strength, Order::State] {
        let query = LedgerQuery { order, most: 5, ..LedgerQuery::as_of(at_last()) };
        let page = library.ledger(&query).unwrap();
        assert_eq!(page.totals, ledger.totals);
        let whole = LedgerQuery { order, ..LedgerQuery::as_of(at_last()) };
        let mut whole = library.ledger(&whole).unwrap().entries;
        assert_eq!(page.entries, whole[..5]);
        let back = LedgerQuery { order, reverse: true, ..LedgerQuery::as_of(at_last()) };
        whole.reverse();
        assert_eq!(library.ledger(&back).unwrap().entries, whole);
    }
}

#[test]
fn whatever_the_order_the_same_comes_out() {
    let folder = tempfile::tempdir().unwrap();
    let files = examples();
    let forward = library(folder.path(), "forward.mengfu");
    for (name, bytes) in &files {
        forward.add(name, bytes, AT).unwrap();
    }
    let expected = forward.dump().unwrap();
    let mut shuffled = files.clone();
    // Neither forward nor backward: every seventh, wrapping around.
    shuffled.sort_by_key(|(name, _)| {
        name.bytes().fold(7_u32, |h, b| h.wrapping_mul(31) ^ u32::from(b))
    });
    let reversed: Vec<_> = files.iter().rev().cloned().collect();
    for (order, files) in [("backward", reversed), ("shuffled", shuffled)] {
        let other = library(folder.path(), order);
        for (at, (name, bytes)) in files.iter().enumerate() {
            // Some at once, some with their links made later.
            let read = other.engine().read(name, bytes).unwrap();
            other.add_read(&read, bytes, AT, at % 3 > 0).unwrap();
        }
        other.settle(|_| {}).unwrap();
        similar(&other.dump().unwrap(), &expected);
        assert_eq!(other.dump_truth().unwrap(), forward.dump_truth().unwrap());
        assert_eq!(other.check().unwrap().problems, []);
    }
    forward.rebuild(|_, _| {}).unwrap();
    similar(&forward.dump().unwrap(), &expected);
}

#[track_caller]
fn similar(found: &str, expected: &str) {
    let difference = found.lines().zip(expected.lines()).find(|(a, b)| a != b);
    assert_eq!(difference, None);
    assert_eq!(found.len(), expected.len());
}
