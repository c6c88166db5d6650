//! Any bytes are read without a panic, and every byte is accounted for.
//!
//! `cargo +nightly fuzz run read` (with `cargo install cargo-fuzz`); seed it with `examples/`.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use mengfu::Engine;

static ENGINE: LazyLock<Engine<'static>> =
    LazyLock::new(|| Engine::embedded().expect("the packs of the program load"));

fuzz_target!(|bytes: &[u8]| {
    let source = ENGINE.read("input", bytes).expect("within the size limit");
    let pieces = source.reading.readings.iter().flat_map(|r| &r.instrument.pieces);
    let aside = source.reading.set_aside.iter().map(|s| &s.at);
    let covered: usize = pieces.chain(aside).map(|span| span.len()).sum();
    assert_eq!(covered, bytes.len(), "every byte once");
});
