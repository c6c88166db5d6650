//! What a sentence or an article lends to the acts that do not say it themselves.

use mengfu_model::{Actor, EntryId, Strength, TextSpan};

use crate::parse::moment::Day;

/// What an article lends to its sentences.
#[derive(Clone, Debug, Default)]
pub(crate) struct ArticleState {
    /// Who the last sentence with a subject was of.
    pub(crate) actors: Option<Vec<Actor>>,
    /// The last explicit modal of that sentence.
    pub(crate) modal: Option<Strength>,
    /// The modal of a sentence that opens a list: it holds for the articles below too.
    pub(crate) open: Option<Strength>,
    /// Whether the article looks back, so that bare verbs tell what was done.
    pub(crate) retrospective: bool,
    /// Whether the sentence stands outside every article.
    pub(crate) unnumbered: bool,
    /// The day of signing, as far as it is known.
    pub(crate) signed: Option<Day>,
}

impl ArticleState {
    /// What an article below lends, when this one's last sentence opened a list.
    pub(crate) fn below(&self) -> Option<Self> {
        let modal = Some(self.open?);
        Some(Self { actors: self.actors.clone(), modal, open: modal, ..Self::default() })
    }
}

/// What a sentence lends to its acts.
#[derive(Clone, Debug, Default)]
pub(crate) struct SentenceState {
    /// Who the sentence is of so far.
    pub(crate) actors: Option<(Vec<Actor>, Option<EntryId>, TextSpan)>,
    /// The last explicit modal that is inherited.
    pub(crate) modal: Option<(Strength, TextSpan)>,
    /// Whether a bare verb before favoured something.
    pub(crate) favour: bool,
    /// Whether an adverb such as 积极 stood in for a modal.
    pub(crate) active: bool,
    /// Whether the sentence named its subject.
    pub(crate) subject: bool,
}
