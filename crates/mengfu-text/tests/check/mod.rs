//! What must hold for any bytes.

use encoding_rs::Encoding;
use mengfu_model::{Span, map::Step};
use mengfu_text::{Block, Opened, open};

/// Opens `bytes` and checks every invariant.
pub(crate) fn check(bytes: &[u8]) -> Opened {
    let opened = open(bytes);
    if let Err(error) = opened.check_coverage(bytes.len()) {
        panic!("{error}; {opened:?} of {:?}", String::from_utf8_lossy(bytes));
    }
    check_set_aside(&opened);
    check_characters(bytes, &opened);
    check_blocks(&opened);
    assert_eq!(open(bytes), opened, "the same bytes must give the same text");
    opened
}

fn check_set_aside(opened: &Opened) {
    for pair in opened.set_aside.windows(2) {
        assert!(pair[0].at.end <= pair[1].at.start, "in source order: {pair:?}");
    }
    assert!(opened.set_aside.iter().all(|it| !it.at.is_empty()));
}

/// Slicing the source and decoding it gives the characters: exactly where characters advance in
/// units, and once the markup is undone where they stand for a whole.
fn check_characters(bytes: &[u8], opened: &Opened) {
    let mut at = 0;
    for run in opened.text.map().runs() {
        assert_eq!(run.text.start.get(), at, "the map covers the text");
        at = run.text.end.get();
        let chars =
            opened.text.as_str().get(run.text.range()).expect("runs end between characters");
        let raw = decode(opened.encoding, &bytes[run.source.range()]);
        match run.step {
            Step::Units { .. } => assert_eq!(chars, raw),
            Step::Whole => assert!(stands_for(&raw, chars), "{raw:?} became {chars:?}"),
        }
    }
    assert_eq!(at, opened.text.len());
}

fn decode(encoding: &str, raw: &[u8]) -> String {
    match encoding {
        "UTF-16LE" => String::from_utf16_lossy(&units(raw, u16::from_le_bytes)),
        "UTF-16BE" => String::from_utf16_lossy(&units(raw, u16::from_be_bytes)),
        name => {
            let encoding = Encoding::for_label(name.as_bytes()).expect("a known encoding");
            encoding.decode_without_bom_handling(raw).0.into_owned()
        }
    }
}

fn units(raw: &[u8], unit: fn([u8; 2]) -> u16) -> Vec<u16> {
    raw.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect()
}

/// Whether `raw`, an entity, an escape, a tag or white space, can stand for `chars`.
fn stands_for(raw: &str, chars: &str) -> bool {
    matches!(chars, "\n" | "\t" | " ") || raw == chars || raw.contains(['&', '\\'])
}

fn check_blocks(opened: &Opened) {
    let mut at = 0;
    for Block { span, .. } in &opened.blocks {
        let between = opened.text.as_str().get(at..span.start.get()).expect("between characters");
        assert!(between.trim().is_empty(), "no text outside the blocks: {between:?}");
        let line = opened.text.slice(*span);
        assert!(!line.trim().is_empty() && !line.contains('\n'), "{line:?}");
        at = span.end.get();
    }
    assert!(opened.text.slice(Span::new(at, opened.text.len())).trim().is_empty());
}
