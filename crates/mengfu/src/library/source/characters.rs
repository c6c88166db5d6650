//! The characters of ranges of a source, from its beginning to its end.

use std::fmt::Write as _;
use std::iter::Peekable;
use std::slice::Iter;

use mengfu_model::map::{Run, Step};
use mengfu_model::{Span, Text, TextSpan};

/// Gives the characters of one range after the other.
pub(super) struct Characters<'a> {
    text: &'a Text,
    bytes: &'a [u8],
    runs: Peekable<Iter<'a, Run>>,
}

impl<'a> Characters<'a> {
    /// The characters of `text`, which was decoded from `bytes`.
    pub(super) fn new(text: &'a Text, bytes: &'a [u8]) -> Self {
        Self { text, bytes, runs: text.map().runs().iter().peekable() }
    }

    /// The characters that begin in a range of the source, and the bytes that are none as `\xE4`. Ranges
    /// come in order.
    pub(super) fn between(&mut self, start: usize, end: usize) -> String {
        let mut out = String::new();
        let mut at = start;
        while let Some(run) = self.runs.peek().copied() {
            let (first, last) = (run.source.start.get(), run.source.end.get());
            if first >= end {
                break;
            }
            self.escape(at, first, &mut out);
            out.push_str(self.text.slice(self.clipped(run, start, end)));
            at = at.max(last);
            if last > end {
                return out;
            }
            self.runs.next();
        }
        self.escape(at, end, &mut out);
        out
    }

    fn escape(&self, from: usize, to: usize, out: &mut String) {
        for byte in self.bytes.get(from..to).unwrap_or_default() {
            let _ = write!(out, "\\x{byte:02X}");
        }
    }

    /// The characters of a run that begin in a range of the source.
    fn clipped(&self, run: &Run, start: usize, end: usize) -> TextSpan {
        let (first, from) = (run.source.start.get(), run.text.start.get());
        match run.step {
            Step::Whole if first >= start => run.text,
            Step::Whole => Span::new(from, from),
            Step::Units { text, source } => {
                let (text, source) = (usize::from(text.max(1)), usize::from(source.max(1)));
                let begun = |at: usize| {
                    let at = from + at.saturating_sub(first).div_ceil(source) * text;
                    // A unit may be a byte of a character.
                    self.text.as_str().ceil_char_boundary(at.min(run.text.end.get()))
                };
                Span::new(begun(start), begun(end))
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn between(bytes: &[u8], cuts: &[usize]) -> Vec<String> {
        let received = mengfu_text::received(bytes);
        let mut characters = Characters::new(&received.text, bytes);
        cuts.windows(2).map(|w| characters.between(w[0], w[1])).collect()
    }

    #[test]
    #[allow(clippy::indexing_slicing)]
    fn ranges_together_are_the_whole() {
        let bytes = "ab双方c愿".as_bytes();
        for cut in 0..=bytes.len() {
            let parts = between(bytes, &[0, cut, bytes.len()]);
            assert_eq!(parts.concat(), "ab双方c愿", "cut at {cut}");
        }
        assert_eq!(between(bytes, &[0, 2, 5, 12]), ["ab", "双", "方c愿"]);
    }

    #[test]
    fn what_is_no_character_is_shown_as_bytes() {
        let long = "双方愿扩大贸易。".repeat(20);
        let bytes = [b"a\xFF", long.as_bytes(), b"\xFE\xFF"].concat();
        let end = bytes.len();
        let shown = between(&bytes, &[0, 2, end - 2, end]);
        assert_eq!(shown, ["a\\xFF", &long, "\\xFE\\xFF"]);
    }

    #[test]
    fn legacy_encodings_are_cut_between_characters() {
        let bytes = [0xcb, 0xab, 0xb7, 0xbd, 0xd4, 0xb8, b'a', 0xcb, 0xab, 0xb7, 0xbd];
        let all = between(&bytes, &[0, bytes.len()]).concat();
        for cut in 0..=bytes.len() {
            assert_eq!(between(&bytes, &[0, cut, bytes.len()]).concat(), all);
        }
    }
}
