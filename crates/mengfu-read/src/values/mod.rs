//! The values of an act: what it is about, its times, its figures, the names in it.
//!
//! ```text
//! act ─token→ words that matter ─names→ references
//!                               ─counted→ times, figures (outside the names)
//!                               ─topics→ topics (of the act before, where it names none)
//! ```
//!
//! Each reader is a small engine over the lexicon and the rules of its stage: `references`, `times`,
//! `quantities`, `topics`. A pack without rules of a stage reads nothing there.

mod counted;
mod names;
mod role;
mod rules;
mod template;
#[cfg(test)]
mod tests;
mod token;
mod topics;
mod words;

use std::ops::Range;

use mengfu_lang::{Pack, PackError, Scan};
use mengfu_model::{Act, PartyCode, TopicSet};

use counted::{Counted, Facts};
use names::Names;
use token::{Tokens, tokens};
use topics::Topics;
use words::Words;

/// The readers of values, compiled for one pack.
#[derive(Debug)]
pub(crate) struct Values {
    words: Words,
    names: Names,
    counted: Counted,
    topics: Topics,
}

/// What the acts of an instrument lend to those that follow.
#[derive(Debug, Default)]
pub(crate) struct ValueState {
    /// The year in which the instrument was signed, for times that are told from it.
    signed: Option<i32>,
    /// Those who made it, who are no third countries in it.
    parties: Vec<PartyCode>,
    /// The topics of the heading, or of the last act of the sentence before.
    article: TopicSet,
    /// The topics of the last act of the sentence.
    sentence: Option<TopicSet>,
    tokens: Tokens,
}

impl ValueState {
    /// Of an instrument of `parties`, signed in the year `signed`.
    pub(crate) fn new(signed: Option<i32>, parties: Vec<PartyCode>) -> Self {
        Self { signed, parties, ..Self::default() }
    }

    /// A new article begins, under a heading with `topics`.
    pub(crate) fn article(&mut self, topics: TopicSet) {
        (self.article, self.sentence) = (topics, None);
    }

    /// A new sentence begins.
    pub(crate) fn sentence(&mut self) {
        if let Some(last) = self.sentence.take().filter(|s| !s.is_empty()) {
            self.article = last;
        }
    }
}

impl Values {
    /// The readers for `pack`; fails where its data is not well-formed.
    pub(crate) fn new(pack: &Pack) -> Result<Self, PackError> {
        Ok(Self {
            words: Words::new(pack)?,
            names: Names::new(pack)?,
            counted: Counted::new(pack)?,
            topics: Topics::new(pack)?,
        })
    }

    /// What a heading is about, to begin an article with.
    pub(crate) fn heading(&self, pack: &Pack, heading: &str) -> TopicSet {
        let scan = pack.lexicon.scan(heading);
        let mut found = Tokens::default();
        tokens(&self.words, &scan, 0..heading.len(), &mut found);
        found.words.iter().fold(TopicSet::default(), |set, t| set.union(t.word.strong))
    }

    /// Fills the values of `act`, whose kind and strength are known. `governing` is the segment of
    /// its main verb. Offsets count from the start of the scanned text.
    pub(crate) fn read(
        &self,
        pack: &Pack,
        scan: &Scan<'_>,
        governing: &Range<usize>,
        state: &mut ValueState,
        act: &mut Act,
    ) {
        let mut found = std::mem::take(&mut state.tokens);
        tokens(&self.words, scan, act.quote.range(), &mut found);
        self.names.read(pack, &self.words, scan, &found.words, &state.parties, act);
        let facts = Facts { signed: state.signed };
        self.counted.read(pack, &self.words, scan, &found.starts, &facts, act);
        self.topics.read(pack, scan, &mut found.words, governing, state, act);
        state.tokens = found;
    }
}
