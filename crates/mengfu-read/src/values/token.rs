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
    for place in scan.places_in(range.clone()) {
        in_numeral = digits(text, at..place.at(), in_numeral, &mut tokens.starts);
        at = place.at();
        let (mut all, mut kept_flags, mut time) = (0, 0, None);
        for hit in place.hits() {
            let (end, flags) = (hit.end as usize, words.flags(hit.entry));
            if flags == 0 || end > range.end {
                continue;
            }
            let is = |wanted: u64| flags & wanted != 0;
            all |= flags;
            let kept = (end == covered && end > named && is(Word::TAIL))
                || is(Word::MARK)
                || (is(Word::CLOSED) && end > named);
            if end <= covered && !kept {
                continue;
            }
            kept_flags |= flags;
            if is(Word::TIME) && time.is_none() {
                time = Some((end, hit.entry));
            }
            let mut covers = is(Word::COVERS);
            if let Some(word) = words.of(hit.entry) {
                // Kept for its sort only, or begun with the last character of a word that has
                // topics, it has none itself.
                let accident = at < topical && at + char_len(text, at) >= topical;
                let silent = (end <= covered || accident) && word.closed.is_none();
                if !word.strong.is_empty() && !silent {
                    topical = topical.max(end);
                }
                let word = if silent { word.silent() } else { *word };
                covers &= !silent || word.covers();
                tokens.words.push(Token { start: at, end, entry: hit.entry, word });
            }
            if covers {
                covered = covered.max(end);
            }
            if is(Word::WHOLE) {
                named = named.max(end);
            }
        }
        // A numeral begins with its first digit only.
        let in_word = all & (Word::DIGIT | Word::UNIT) != 0;
        let before = std::mem::replace(&mut in_numeral, in_word || is_digit(text, at));
        let (numeral, prefix) = (in_numeral && !before, kept_flags & Word::PREFIX != 0);
        if numeral || prefix || time.is_some() {
            tokens.starts.push(Start { at, numeral, prefix, time });
        }
        at += char_len(text, at);
    }
    digits(text, at..range.end, in_numeral, &mut tokens.starts);
}

/// Notes the numerals that begin in `range`, where no term does; `in_numeral` says whether one goes
/// on there. Gives whether one goes on after it.
fn digits(text: &str, range: Range<usize>, mut in_numeral: bool, starts: &mut Vec<Start>) -> bool {
    let mut at = range.start;
    while at < range.end {
        let numeral = is_digit(text, at);
        if numeral && !in_numeral {
            starts.push(Start { at, numeral, prefix: false, time: None });
        }
        in_numeral = numeral;
        at += char_len(text, at);
    }
    in_numeral
}

/// Whether an Arabic digit stands at `at`, ASCII or full-width.
pub(super) fn is_digit(text: &str, at: usize) -> bool {
    let byte = |at: usize| text.as_bytes().get(at);
    match byte(at) {
        Some(b'0'..=b'9') => true,
        Some(0xEF) => byte(at + 1) == Some(&0xBC) && matches!(byte(at + 2), Some(0x90..=0x99)),
        _ => false,
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
