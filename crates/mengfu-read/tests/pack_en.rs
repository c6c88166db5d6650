//! The English pack does what its rules and suites say.

#![allow(clippy::unwrap_used)]

mod disk;

use mengfu_read::check::{examples, suites};

#[test]
fn every_rule_does_what_its_examples_say() {
    let reader = disk::reader("en");
    let failures: Vec<String> =
        examples(&reader).iter().map(|f| format!("{}: {f}", f.file)).collect();
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

/// The pack is small, and reads all that its suites say.
#[test]
fn suites_are_read_as_they_are_written() {
    let report = suites(&disk::reader("en"));
    let faults: Vec<String> =
        report.faults.iter().map(|f| format!("{}:{}: {f}", f.file, f.line)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let differences: Vec<String> = report.differences.iter().map(ToString::to_string).collect();
    assert!(differences.is_empty(), "{report}{}", differences.join("\n"));
}
