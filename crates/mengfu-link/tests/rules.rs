//! Every rule of the pack for comparing does what its examples say.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

mod disk;

use std::collections::BTreeSet;

use mengfu_link::{Linker, check};

#[test]
fn the_rules_do_what_their_examples_say() {
    let linker = Linker::new(disk::pack()).unwrap();
    let faults = check::faults(&linker);
    assert!(faults.is_empty(), "{}", faults.iter().map(|f| format!("{f}\n")).collect::<String>());
}

#[test]
fn no_two_rules_have_one_name() {
    let pack = disk::pack();
    let mut names = BTreeSet::new();
    let twice: Vec<_> = pack.all_rules().iter().filter(|rule| !names.insert(&rule.name)).collect();
    assert!(twice.is_empty(), "{twice:?}");
}
