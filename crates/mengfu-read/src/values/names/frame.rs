//! What is open while the words of an act are walked.

use mengfu_model::{EntryId, ReferenceType, RuleId};

use crate::values::token::Token;
use crate::values::words::Word;

/// What may become a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: ReferenceType,
    pub(super) rule: RuleId,
    pub(super) entry: Option<EntryId>,
    pub(super) listed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Act,
    Quote,
    Title,
    Paren,
}

/// A stretch between two marks that belong together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) mark: Mark,
    /// Where its opening mark starts.
    pub(super) open: usize,
    /// Where its content starts.
    pub(super) inside: usize,
    /// Where the next name may begin.
    pub(super) start: usize,
    /// Whether what follows is any of a kind.
    pub(super) any: bool,
    /// Where a name with a clause inside may begin.
    pub(super) clause: Option<usize>,
    /// Where the particle ended that closes such a clause.
    pub(super) link: Option<usize>,
    /// The last forum named, for what it decided.
    pub(super) forum: Option<(usize, usize)>,
    /// The start of the last quotation since the last border.
    pub(super) quote: Option<usize>,
    /// Whether what follows is founded or held.
    pub(super) founded: bool,
    /// Where a dash ended that joins two parties to one name.
    pub(super) dash: Option<usize>,
    /// The last word that ends names, whether or not it ended one.
    pub(super) last: Option<(usize, ReferenceType, bool)>,
    /// What a quotation names that goes on after a dash.
    pub(super) subtitled: Option<ReferenceType>,
    pub(super) pending: Option<Candidate>,
}

impl Frame {
    pub(super) fn new(mark: Mark, open: usize, inside: usize) -> Self {
        Self {
            mark,
            open,
            inside,
            start: inside,
            any: false,
            clause: None,
            link: None,
            forum: None,
            quote: None,
            founded: false,
            dash: None,
            last: None,
            subtitled: None,
            pending: None,
        }
    }

    pub(super) fn border(&mut self, end: usize) {
        (self.start, self.any, self.quote, self.founded) = (end, false, None, false);
    }
}

pub(super) fn inside_pending(frame: &Frame, token: &Token) -> bool {
    frame.pending.is_some_and(|p| p.start <= token.start && token.end <= p.end)
}

pub(super) fn mark_of(word: &Word) -> Mark {
    if word.is(Word::QUOTE_OPEN | Word::QUOTE_CLOSE) {
        Mark::Quote
    } else if word.is(Word::TITLE_OPEN | Word::TITLE_CLOSE) {
        Mark::Title
    } else {
        Mark::Paren
    }
}
