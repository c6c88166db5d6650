//! Every slot of every formula fills with the sentences that it accepts, and with none that it rejects.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

mod disk;
mod sentence;

use mengfu_link::formula::Formulas;
use mengfu_model::InstrumentId;

#[test]
fn the_rules_do_what_their_examples_say() {
    let pack = disk::pack();
    let formulas = Formulas::new(&pack).unwrap();
    let id = InstrumentId("CHN-EGY/2024-01-01".to_owned());
    let mut faults = Vec::new();
    let mut ids = std::collections::BTreeSet::new();
    for rule in pack.rules("formula") {
        if !ids.insert(&rule.name) {
            faults.push(format!("{} is there twice", rule.name));
        }
        if rule.flag("family") {
            continue;
        }
        let examples = rule.accept.iter().map(|e| (e, true));
        let examples = examples.chain(rule.reject.iter().map(|e| (e, false)));
        for (example, wanted) in examples {
            let uses = formulas.uses(&pack, &id, &sentence::reading(example));
            if uses.iter().any(|one| one.rule == rule.name) != wanted {
                faults.push(format!("{}: {wanted} expected of {example}", rule.name));
            }
        }
        if rule.accept.is_empty() || rule.reject.is_empty() {
            faults.push(format!("{} needs accept and reject", rule.name));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
