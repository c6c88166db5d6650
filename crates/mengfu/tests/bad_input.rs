//! Whatever bytes come in: no panic, no hang, every byte accounted for, and a word on what was found.
//!
//! Nothing here is timed; a text on which reading grew faster than its size would never finish.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use mengfu::model::{SourceReading, SourceSpan};
use mengfu::{Engine, ReadSource};
use proptest::prelude::*;

fn read(bytes: &[u8]) -> ReadSource {
    let source = Engine::embedded().unwrap().read("input", bytes).unwrap();
    covers(&source.reading, bytes.len());
    source
}

/// The pieces of the instruments and what was set aside are the whole source, each byte once.
fn covers(reading: &SourceReading, length: usize) {
    let pieces = reading.readings.iter().flat_map(|r| r.instrument.pieces.iter().copied());
    let mut spans: Vec<SourceSpan> = pieces.chain(reading.set_aside.iter().map(|s| s.at)).collect();
    spans.retain(|span| !span.is_empty());
    spans.sort();
    let mut at = 0;
    for span in spans {
        assert_eq!(span.start.get(), at, "every byte once");
        at = span.end.get();
    }
    assert_eq!(at, length, "to the last byte");
}

fn finds_nothing(bytes: &[u8]) {
    let source = read(bytes);
    assert!(source.reading.readings.is_empty(), "no statement");
    assert!(!source.reading.findings.is_empty(), "and a finding that says so");
}

/// The seeds, which lie beside the repository.
fn seeds() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/seeds");
    let files = fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{} is needed for this test: {e}", folder.display()));
    files.map(|file| fs::read(file.unwrap().path()).unwrap()).collect()
}

#[test]
fn nothing_and_next_to_nothing() {
    for bytes in [&b""[..], b" ", b"\n\n", b"\xEF\xBB\xBF", b"0", b"<", b"{", b"---\n"] {
        finds_nothing(bytes);
    }
}

#[test]
fn zeros_noise_and_single_marks() {
    finds_nothing(&vec![0; 20_000_000]);
    let noise: Vec<u8> =
        (0_u32..3_000_000).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    read(&noise);
    for mark in ["《", "（", "“", "，", "。", "一、", "<div>", "&amp;", "中国", "双方", "\u{3000}"]
    {
        finds_nothing(mark.repeat(300_000).as_bytes());
    }
}

#[test]
fn a_text_without_a_statement() {
    finds_nothing("今天天气很好。两国球队昨晚在体育场进行了比赛。".as_bytes());
}

#[test]
fn one_endless_sentence_and_very_many_short_ones() {
    let head = "中华人民共和国和埃及共和国联合声明\n应中国国家主席邀请，埃及总统访问中国。\n双方声明如下：\n";
    read(format!("{head}一、双方愿{}", "加强合作，".repeat(100_000)).as_bytes());
    read(format!("{head}{}", "一、双方愿加强贸易合作。\n".repeat(20_000)).as_bytes());
    read(format!("{head}{}", "双方愿落实《协定》，支持“倡议”；".repeat(30_000)).as_bytes());
    read(format!("{head}{}", "中华人民共和国、法兰西共和国、".repeat(10_000)).as_bytes());
    read("中华人民共和国和埃及共和国联合声明\n".repeat(20_000).as_bytes());
    read("二〇二四年五月三日于北京\n".repeat(20_000).as_bytes());
}

#[test]
fn seeds_cut_anywhere() {
    for seed in seeds() {
        for end in (0..seed.len()).step_by(211).chain(seed.len().saturating_sub(40)..seed.len()) {
            read(seed.get(..end).unwrap());
        }
    }
}

/// Marks that begin or end something, and may have lost their other half.
#[test]
fn seeds_cut_beside_every_mark() {
    const MARKS: [&str; 14] =
        ["\n", "<", ">", "---", "《", "》", "“", "”", "（", "）", "一、", "：", "**", "\u{3000}"];
    for seed in seeds() {
        let mut cuts: Vec<usize> = Vec::new();
        for mark in MARKS {
            let found = seed.windows(mark.len()).enumerate();
            let found = found.filter(|(_, window)| *window == mark.as_bytes()).map(|(at, _)| at);
            // The first ones, which are of the page, and some of the many others.
            let some = found.enumerate().filter(|(n, _)| *n < 6 || n % 19 == 0).map(|(_, at)| at);
            cuts.extend(some.flat_map(|at| [at, at + 1, at + mark.len()]));
        }
        cuts.sort_unstable();
        cuts.dedup();
        for cut in cuts {
            let (before, after) = seed.split_at(cut);
            read(before);
            read(after);
        }
    }
}

#[test]
fn nested_and_escaped_without_end() {
    let head = "东山共和国和西河王国联合声明\n一、双方愿加强合作。";
    for (open, close) in [("<div>", "</div>"), ("<table><tr><td>", ""), ("<b><i>", "</b></i>")] {
        read([&open.repeat(300_000), head, &close.repeat(300_000)].concat().as_bytes());
    }
    for (open, close) in [("{\"a\":", "}"), ("[", "]"), ("[{\"a\":[", "]}]")] {
        read(
            [open.repeat(300_000), format!("\"{head}\""), close.repeat(300_000)]
                .concat()
                .as_bytes(),
        );
    }
    read(["&", &"amp;".repeat(1_000_000), "lt;p>", head].concat().as_bytes());
    read([&"> ".repeat(1_000_000), head].concat().as_bytes());
    let escaped = (0..12).fold(head.to_owned(), |inner, _| serde_json::json!([inner]).to_string());
    read(escaped.as_bytes());
}

#[test]
fn wrong_encodings() {
    let text = "中华人民共和国和埃及共和国联合声明\n一、双方愿加强合作。\n".repeat(20);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    read(&utf16);
    let mut broken = text.into_bytes();
    for at in (5..broken.len()).step_by(97) {
        broken[at] = 0xFF;
    }
    read(&broken);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..4_000)) {
        read(&bytes);
    }

    #[test]
    fn damaged_seeds_are_read(at in 0_usize..20_000, byte in any::<u8>(), which in 0_usize..5) {
        let mut seed = seeds().swap_remove(which);
        let at = at % seed.len();
        seed[at] = byte;
        let source = read(&seed);
        for reading in &source.reading.readings {
            for provision in &reading.provisions {
                for act in &provision.acts {
                    prop_assert!(!provision.text.slice(act.quote).is_empty(), "a quote is of its sentence");
                    prop_assert!(!provision.text.source_of(act.quote).is_empty(), "and of the source");
                }
            }
        }
    }

    #[test]
    fn reading_is_the_same_each_time(which in 0_usize..5) {
        let seed = seeds().swap_remove(which);
        prop_assert_eq!(read(&seed), read(&seed));
    }
}
