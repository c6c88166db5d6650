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

/// Where a time or a figure may begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    pub(super) at: usize,
    /// Whether a numeral begins here.
    pub(super) numeral: bool,
    /// Whether a word begins here that times or figures begin with.
    pub(super) prefix: bool,
    /// The word that is a time by itself.
    pub(super) time: Option<(usize, EntryId)>,
}

/// The words of an act, and where its times and figures may begin.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) words: Vec<Token>,
    pub(super) starts: Vec<Start>,
}

/// Fills `tokens` with the words of `range` that are not inside a longer one, in their order.
///
/// A word that ends names is kept where a longer word ends at the same place, since it says
/// what sort of thing the longer word names; so are marks, and names inside words that are none.
pub(super) fn tokens(words: &Words, scan: &Scan<'_>, range: Range<usize>, tokens: &mut Tokens) {
    tokens.words.clear();
    tokens.starts.clear();
    let text = scan.normal();
    let (mut at, mut covered, mut named) = (range.start, range.start, range.start);
    // The end of the last word that has topics.
    let mut topical = range.start;
    let mut in_numeral = false;
    while at < range.end {
        let mut start = Start { at, numeral: is_digit(text, at), prefix: false, time: None };
        for hit in scan.at(at) {
            let end = hit.end as usize;
            let Some(word) = words.of(hit.entry).filter(|_| end <= range.end) else { continue };
            start.numeral |= word.is(Word::DIGIT | Word::UNIT);
            let inside = end <= covered;
            let kept = (end == covered && word.tail.is_some() && end > named)
                || word.is(Word::MARK)
                || (word.closed.is_some() && end > named);
            if inside && !kept {
                continue;
            }
            start.prefix |= word.is(Word::PREFIX);
            if word.is(Word::TIME) && start.time.is_none() {
                start.time = Some((end, hit.entry));
            }
            // Kept for its sort only, or begun with the last character of a word that has topics,
            // it has none itself.
            let accident = at < topical && at + char_len(text, at) >= topical;
            let silent = (inside || accident) && word.closed.is_none();
            let word = if silent { word.silent() } else { *word };
            tokens.words.push(Token { start: at, end, entry: hit.entry, word });
            if word.covers() {
                covered = covered.max(end);
            }
            if !word.strong.is_empty() {
                topical = topical.max(end);
            }
            if word.is_whole() {
                named = named.max(end);
            }
        }
        // A numeral begins with its first digit only.
        let begins = start.numeral && !in_numeral;
        in_numeral = start.numeral;
        if begins || start.prefix || start.time.is_some() {
            tokens.starts.push(Start { numeral: begins, ..start });
        }
        at += char_len(text, at);
    }
}

/// Whether an Arabic digit stands at `at`, ASCII or full-width.
pub(super) fn is_digit(text: &str, at: usize) -> bool {
    matches!(text.as_bytes().get(at..), Some([b'0'..=b'9', ..] | [0xEF, 0xBC, 0x90..=0x99, ..]))
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
