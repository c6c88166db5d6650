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
    let (mut little, mut big) = (Tally::default(), Tally::default());
    for pair in sample.chunks_exact(2) {
        let [a, b] = *pair else { continue };
        little.add(u16::from_le_bytes([a, b]));
        big.add(u16::from_be_bytes([a, b]));
    }
    let believed = |one: &Tally, other: &Tally| one.is_text() && other.usual * 2 < one.usual;
    if believed(&little, &big) {
        Some(LITTLE)
    } else if believed(&big, &little) {
        Some(BIG)
    } else {
        None
    }
}

/// What the units are in one byte order.
#[derive(Debug, Default)]
struct Tally {
    all: usize,
    usual: usize,
    ideographs: usize,
    first_ideographs: usize,
}

impl Tally {
    fn add(&mut self, unit: u16) {
        // Padding says nothing.
        self.all += usize::from(unit != 0);
        let usual = match unit {
            0x4E00..0xA000 => {
                self.ideographs += 1;
                self.first_ideographs += usize::from(unit < 0x8000);
                // ASCII in the other byte order looks like these.
                unit & 0xFF != 0 || unit == 0x4E00
            }
            0x3000 => true,
            0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0 | 0xB7 => true,
            0x2010..=0x2027 | 0x3001..=0x303F | 0xFF01..=0xFFEF => true,
            _ => false,
        };
        self.usual += usize::from(usual);
    }

    /// Whether nine units in ten are what texts are made of. Encodings with lead bytes from 0x81 on
    /// look like ideographs too, but only like those of the second half.
    fn is_text(&self) -> bool {
        self.all >= 2
            && self.usual * 10 >= self.all * 9
            && self.first_ideographs * 8 >= self.ideographs
    }
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
