//! The words of an act that matter to the readers of values.

use std::ops::Range;

use mengfu_lang::Scan;
use mengfu_model::{EntryId, Span, TextSpan};

use crate::values::words::{Word, Words};

/// A word of the text that means something here.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) entry: EntryId,
    pub(super) word: Word,
}

impl Token {
    pub(super) fn span(&self) -> TextSpan {
        Span::new(self.start, self.end)
    }
}

/// Fills `tokens` with the words of `range` that are not inside a longer one, in their order.
///
/// A word that ends names is kept where a longer word ends at the same place, since it says
/// what sort of thing the longer word names; so are marks, and names inside words that are none.
pub(super) fn tokens(words: &Words, scan: &Scan<'_>, range: Range<usize>, tokens: &mut Vec<Token>) {
    tokens.clear();
    let text = scan.normal();
    let (mut at, mut covered, mut named) = (range.start, range.start, range.start);
    while at < range.end {
        for hit in scan.at(at) {
            let end = hit.end as usize;
            let Some(word) = words.of(hit.entry).filter(|_| end <= range.end) else { continue };
            let inside = end <= covered;
            let kept = (end == covered && word.tail.is_some() && end > named)
                || word.is(Word::MARK)
                || (word.closed.is_some() && end > named);
            if inside && !kept {
                continue;
            }
            tokens.push(Token { start: at, end, entry: hit.entry, word: *word });
            if word.covers() {
                covered = covered.max(end);
            }
            if word.is_whole() {
                named = named.max(end);
            }
        }
        at += char_len(text, at);
    }
}

/// The length of the character at `at`, at least one.
pub(super) fn char_len(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        Some(0xF0..) => 4,
        Some(0xE0..) => 3,
        Some(0xC0..) => 2,
        _ => 1,
    }
}
