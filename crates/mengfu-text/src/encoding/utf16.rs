//! UTF-16, with or without a byte order mark.

use super::Draft;

pub(super) const LITTLE: &str = "UTF-16LE";
pub(super) const BIG: &str = "UTF-16BE";

/// How many bytes are looked at to tell the byte order.
const SAMPLE: usize = 64 << 10;

/// Tells UTF-16 without a mark by the units that texts are made of.
pub(super) fn sniff(bytes: &[u8]) -> Option<&'static str> {
    // The bytes up to the first zeros may be all there is of a text that was padded.
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (mut little, mut big, mut count) = (0usize, 0usize, 0usize);
    for pair in sample.chunks_exact(2) {
        let [a, b] = *pair else { continue };
        if (a, b) == (0, 0) {
            continue;
        }
        count += 1;
        little += usize::from(is_usual(u16::from_le_bytes([a, b])));
        big += usize::from(is_usual(u16::from_be_bytes([a, b])));
    }
    if count < 2 {
        return None;
    }
    let good = |hits: usize, other: usize| hits * 10 >= count * 9 && other * 2 < hits;
    if good(little, big) {
        Some(LITTLE)
    } else if good(big, little) {
        Some(BIG)
    } else {
        None
    }
}

/// Whether a unit is one that texts are usually made of: ASCII, ideographs and their punctuation.
fn is_usual(unit: u16) -> bool {
    matches!(unit,
        0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0 | 0xB7 | 0x2010..=0x2027 | 0x3000..=0x303F
        | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF)
}

/// Decodes from byte `start` on.
pub(super) fn decode(bytes: &[u8], start: usize, name: &str) -> Draft {
    let unit = |pair: &[u8]| match *pair {
        [a, b] if name == BIG => u16::from_be_bytes([a, b]),
        [a, b] => u16::from_le_bytes([a, b]),
        _ => 0,
    };
    let rest = bytes.get(start..).unwrap_or_default();
    let mut draft = Draft::default();
    // Characters that take the same number of bytes in both encodings are handed over together.
    let mut run = String::new();
    let (mut run_start, mut width) = (start, 0);
    let mut at = start;
    for decoded in char::decode_utf16(rest.chunks_exact(2).map(unit)) {
        let (len, text_width) = match &decoded {
            Ok(c) => (c.len_utf16() * 2, c.len_utf8()),
            Err(_) => (2, 0),
        };
        if text_width != width {
            flush(&mut draft, &mut run, run_start, width);
            (run_start, width) = (at, text_width);
        }
        match decoded {
            Ok(c) => run.push(c),
            Err(_) => draft.bad(at, at + len),
        }
        at += len;
    }
    flush(&mut draft, &mut run, run_start, width);
    if at < bytes.len() {
        draft.bad(at, bytes.len());
    }
    draft
}

fn flush(draft: &mut Draft, run: &mut String, start: usize, width: usize) {
    if let Ok(text) = u8::try_from(width)
        && text > 0
    {
        draft.text.units(run, start, text, if text == 4 { 4 } else { 2 });
    }
    run.clear();
}
