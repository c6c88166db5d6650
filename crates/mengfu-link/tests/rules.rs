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

#[test]
fn the_body_that_leads_is_named_as_the_text_names_it() {
    let linker = Linker::new(disk::pack()).unwrap();
    for (words, body) in [
        ("双方决定成立委员会，由两国外交部牵头。", Some("两国外交部")),
        ("具体事宜由双方经贸部门和海关负责落实。", Some("双方经贸部门和海关")),
        ("双方指定澜海能源部为牵头单位。", Some("澜海能源部")),
        ("责任单位：赤岭王国贸易部", Some("赤岭王国贸易部")),
        ("双方愿加强能源合作。", None),
    ] {
        assert_eq!(linker.lead(words), body, "{words}");
    }
}
