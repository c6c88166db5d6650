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
    let mut in_numeral = false;
    for place in scan.places_in(range.clone()) {
        in_numeral = digits(text, at..place.at(), in_numeral, &mut tokens.starts);
        at = place.at();
        let mut start = Start { at, numeral: is_digit(text, at), prefix: false, time: None };
        for hit in place.hits() {
            let (end, flags) = (hit.end as usize, words.flags(hit.entry));
            if flags == 0 || end > range.end {
                continue;
            }
            let is = |wanted: u64| flags & wanted != 0;
            start.numeral |= is(Word::DIGIT | Word::UNIT);
            let kept = (end == covered && end > named && is(Word::TAIL))
                || is(Word::MARK)
                || (is(Word::CLOSED) && end > named);
            if end <= covered && !kept {
                continue;
            }
            start.prefix |= is(Word::PREFIX);
            if is(Word::TIME) && start.time.is_none() {
                start.time = Some((end, hit.entry));
            }
            if let Some(word) = words.of(hit.entry) {
                tokens.words.push(Token { start: at, end, entry: hit.entry, word: *word });
            }
            if is(Word::COVERS) {
                covered = covered.max(end);
            }
            if is(Word::WHOLE) {
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
