//! The Chinese pack does what its rules and suites say.

#![allow(clippy::unwrap_used)]

mod disk;

use mengfu_read::check::{Change, KNOWN, Known, examples, suites};

#[test]
fn every_rule_does_what_its_examples_say() {
    let reader = disk::reader("zh");
    let failures: Vec<String> =
        examples(&reader).iter().map(|f| format!("{}: {f}", f.file)).collect();
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

/// To list what is new, with a reason: `MENGFU_KNOWN="the reason" cargo test -p mengfu-read`.
#[test]
fn suites_are_read_as_they_are_written() {
    let report = suites(&disk::reader("zh"));
    println!("{report}");
    let faults: Vec<String> =
        report.faults.iter().map(|f| format!("{}:{}: {f}", f.file, f.line)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let list = disk::folder("zh").join(KNOWN);
    let known = Known::parse(&std::fs::read_to_string(&list).unwrap_or_default());
    if let Ok(reason) = std::env::var("MENGFU_KNOWN") {
        std::fs::write(&list, known.updated(&report.differences, &reason)).unwrap();
        return;
    }
    let shown = |change: &Change| match change.place() {
        (file, Some(line)) => format!("{file}:{line}: {change}"),
        (file, None) => format!("{file}: {change}"),
    };
    let changes: Vec<String> = known.changes(&report.differences).iter().map(shown).collect();
    assert!(changes.is_empty(), "{report}{} changes:\n{}", changes.len(), changes.join("\n"));
}
