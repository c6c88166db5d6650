//! Generated statements read as real ones do, and the truth beside them quotes what they say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeMap;

use mengfu::engine::Engine;
use mengfu_bench::generate::{Corpus, File, Label, Record};

fn corpus(seed: u64, statements: usize) -> Vec<File> {
    Corpus::new(seed, statements).unwrap().map(Result::unwrap).collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    assert_eq!(corpus(3, 40), corpus(3, 40));
    assert_ne!(corpus(3, 40)[0].bytes, corpus(4, 40)[0].bytes);
    assert_eq!(corpus(3, 40).len(), 40);
}

#[test]
fn every_file_holds_one_statement_that_is_read_as_it_was_meant() {
    let engine = Engine::embedded().unwrap();
    let (mut provisions, mut with_acts) = (0, 0);
    for file in corpus(11, 60) {
        let Some(Record::Instrument { title, parties, signed, place, .. }) = file.truth.first()
        else {
            panic!("{}: no instrument", file.name);
        };
        let read = engine.read(&file.name, &file.bytes).unwrap();
        let [reading] = read.reading.readings.as_slice() else {
            panic!("{}: {} statements", file.name, read.reading.readings.len());
        };
        let instrument = &reading.instrument;
        assert_eq!(&instrument.title.text, title, "{}", file.name);
        assert_eq!(instrument.parties.len(), parties.len(), "{}", file.name);
        assert_eq!(instrument.signed.as_ref().map(|s| &s.0), Some(signed), "{}", file.name);
        assert_eq!(instrument.place.as_ref(), Some(place), "{}", file.name);
        assert!(instrument.complete, "{}", file.name);
        provisions += reading.provisions.len();
        with_acts += reading.provisions.iter().filter(|p| !p.acts.is_empty()).count();
    }
    assert!(with_acts * 100 >= provisions * 95, "{with_acts} of {provisions}");
}

#[test]
fn truth_quotes_what_the_files_say() {
    let files = corpus(5, 60);
    let texts: BTreeMap<&str, String> = files
        .iter()
        .map(|f| (f.name.as_str(), mengfu_text::open(&f.bytes).text.as_str().to_owned()))
        .collect();
    let mut labels = BTreeMap::new();
    for record in files.iter().flat_map(|f| &f.truth) {
        let quotes = match record {
            Record::Act { at, .. } => vec![at],
            Record::Link { earlier, later, link, .. } => {
                *labels.entry(format!("{link:?}")).or_insert(0) += 1;
                vec![earlier, later]
            }
            Record::Drop { earlier, .. } => vec![earlier],
            Record::Instrument { .. } => Vec::new(),
        };
        for at in quotes {
            assert!(texts[at.file.as_str()].contains(&at.quote), "{}: {}", at.file, at.quote);
        }
    }
    let all =
        [Label::Restates, Label::Strengthens, Label::Weakens, Label::Advances, Label::Fulfils];
    for label in all {
        assert!(
            labels.get(&format!("{label:?}")).is_some_and(|n| *n >= 10),
            "{label:?}: {labels:?}"
        );
    }
}

#[test]
fn the_first_line_says_that_nothing_is_real() {
    for file in corpus(6, 30) {
        let text = mengfu_text::open(&file.bytes).text.as_str().to_owned();
        assert!(text.lines().take(3).any(|l| l.contains("虚构文本")), "{}", file.name);
    }
}
