//! The fictional corpus is read as a person reads it: what each instrument is, and which of its
//! sentences say what.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};

use mengfu::{Engine, ReadSource};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The examples in Chinese, read together as one run.
fn examples() -> Vec<ReadSource> {
    let engine = Engine::embedded().unwrap();
    let mut files: Vec<PathBuf> = fs::read_dir(root().join("examples"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && !path.ends_with("README.md"))
        .collect();
    files.sort();
    let read = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        engine.read(name, &fs::read(path).unwrap()).unwrap()
    };
    let mut sources: Vec<ReadSource> = files.iter().map(read).collect();
    mengfu::across::fill_dates(&mut sources);
    sources
}

#[test]
fn each_example_is_known_for_what_it_is() {
    let expected = root().join("crates/mengfu/tests/expected/instruments.json");
    let expected: Value = serde_json::from_str(&fs::read_to_string(expected).unwrap()).unwrap();
    let sources = examples();
    let read: Vec<_> = sources.iter().flat_map(|source| &source.reading.readings).collect();
    assert_eq!(read.len(), expected.as_array().unwrap().len(), "instruments");
    for wanted in expected.as_array().unwrap() {
        let id = wanted["id"].as_str().unwrap();
        let found = read.iter().find(|r| r.instrument.id == id);
        let found = &found.unwrap_or_else(|| panic!("{id} was not found")).instrument;
        let text = |value: Option<&str>| value.map_or(Value::Null, Value::from);
        assert_eq!(Value::from(found.title.text.as_str()), wanted["title"], "{id} title");
        let signed = found.signed.as_ref().map(|day| day.0.as_str());
        assert_eq!(text(signed), wanted["signed"], "{id} signed");
        assert_eq!(text(found.place.as_deref()), wanted["place"], "{id} place");
        assert_eq!(
            Value::from(found.signatories.clone()),
            wanted["signatories"],
            "{id} signatories"
        );
        assert_eq!(text(found.partnership.as_deref()), wanted["partnership"], "{id} partnership");
        assert_eq!(Value::from(found.complete), wanted["complete"], "{id} complete");
    }
}

#[test]
fn the_pieces_of_the_wrong_order_are_put_right() {
    let sources = examples();
    let wrong = sources.iter().find(|s| s.name.starts_with("003")).unwrap();
    let codes: Vec<_> =
        wrong.reading.readings.iter().flat_map(|r| &r.findings).map(|f| f.code.0).collect();
    assert!(codes.contains(&"pieces-reordered"), "{codes:?}");
    let pieces = &wrong.reading.readings[0].instrument.pieces;
    assert!(pieces.windows(2).any(|pair| pair[0].start > pair[1].start), "pieces in reading order");
}
