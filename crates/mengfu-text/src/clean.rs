//! Characters that nobody sees: control characters, marks of direction, spaces without width.

use mengfu_model::{SetAsideReason, Text};

use crate::notes::Notes;
use crate::pass::Pass;

/// How many bytes are looked at together: a clean stretch costs a few instructions a word, and one
/// that is not, such as one with the end of a line, is short.
const STRETCH: usize = 64;

/// Sets invisible characters aside and lets every line end with `\n`.
///
/// Words that a soft hyphen or a space without width cuts would not be found otherwise, and the
/// quote as printed does not show them.
pub(crate) fn clean(text: Text, notes: &mut Notes) -> Text {
    let bytes = text.as_str().as_bytes();
    let mut pass = Pass::new(&text);
    let mut at = 0;
    let mut dirty = false;
    while at < bytes.len() {
        let end = bytes.len().min(at + STRETCH);
        if !any_suspect(bytes, at, end) {
            at = end;
            continue;
        }
        while at < end {
            let (len, verdict) = judge(bytes.get(at..).unwrap_or_default());
            if let Some(verdict) = verdict {
                dirty = true;
                pass.keep_to(at);
                match verdict {
                    Verdict::Drop(reason) => pass.drop_to(at + len, reason),
                    Verdict::Break => {
                        pass.put_to(at + len, '\n', None);
                    }
                }
            }
            at += len;
        }
    }
    if dirty { pass.finish(notes) } else { text }
}

enum Verdict {
    Drop(SetAsideReason),
    Break,
}

/// Judges the character at the start of `rest`: its length, and what to do unless it is kept.
fn judge(rest: &[u8]) -> (usize, Option<Verdict>) {
    use SetAsideReason::{Blank, Markup, Undecodable};
    let drop = |len, reason| (len, Some(Verdict::Drop(reason)));
    match rest {
        [b'\r', b'\n', ..] => drop(1, Blank),
        [b'\r' | 0x0B | 0x0C, ..] => (1, Some(Verdict::Break)),
        [b'\t' | b'\n', ..] => (1, None),
        [0..0x20 | 0x7F, ..] => drop(1, Undecodable),
        [0xC2, 0x85, ..] => (2, Some(Verdict::Break)),
        [0xC2, 0x80..=0x9F, ..] => drop(2, Undecodable),
        [0xC2, 0xAD, ..] => drop(2, Markup),
        [0xE2, 0x80, 0xA8 | 0xA9, ..] => (3, Some(Verdict::Break)),
        [0xE2, 0x80, 0x8B..=0x8F | 0xAA..=0xAE, ..] => drop(3, Markup),
        [0xE2, 0x81, 0xA0..=0xAF, ..] => drop(3, Markup),
        [0xEF, 0xBB, 0xBF, ..] => drop(3, Markup),
        [0xEF, 0xBF, 0xBE | 0xBF, ..] => drop(3, Undecodable),
        _ => (1, None),
    }
}

/// Whether `c` is a character that [`clean`] would take out; for characters that an escape or an
/// entity brings in later.
pub(crate) fn is_invisible(c: char) -> bool {
    let mut buffer = [0; 4];
    let bytes = c.encode_utf8(&mut buffer).as_bytes();
    matches!(judge(bytes).1, Some(Verdict::Drop(_)))
}

/// Whether a character that starts in `start..end` may need a verdict.
fn any_suspect(bytes: &[u8], start: usize, end: usize) -> bool {
    let stretch = bytes.get(start..bytes.len().min(end + 2)).unwrap_or_default();
    // The stretch is folded without a branch, so that it compiles to vector instructions.
    let (second, third) = (stretch.iter().skip(1), stretch.iter().skip(2));
    let any = third
        .zip(second)
        .zip(stretch)
        .fold(0, |any, ((c, b), a)| any | u8::from(suspect(*a, *b, *c)));
    // The last two bytes of the text begin no window of three.
    let tail = bytes.get(bytes.len().saturating_sub(2).max(start)..end).unwrap_or_default();
    any != 0
        || match tail {
            [a, b] => suspect(*a, *b, 0) | suspect(*b, 0, 0),
            [a] => suspect(*a, 0, 0),
            _ => false,
        }
}

fn suspect(a: u8, b: u8, c: u8) -> bool {
    let control = ((a < 0x20) & (a != b'\t') & (a != b'\n')) | (a == 0x7F);
    let latin = (a == 0xC2) & ((b < 0xA0) | (b == 0xAD));
    let general = (a == 0xE2) & (((b == 0x80) & (c.wrapping_sub(0x8B) < 0x24)) | (b == 0x81));
    let special = (a == 0xEF) & ((b == 0xBB) | ((b == 0xBF) & (c >= 0xBE)));
    control | latin | general | special
}
