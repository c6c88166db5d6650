//! Formulas: families of wording with slots, and where instruments fill them.

use serde::{Deserialize, Serialize};

use crate::identity::InstrumentId;

/// A place in an instrument whose words fill a slot of a formula.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SlotUse {
    /// The formula, e.g. `one-china`.
    pub formula: String,
    /// The slot, e.g. `sole-government`.
    pub slot: String,
    /// What the slot is filled with, where it can be filled in several ways: the region that is named.
    pub variant: Option<String>,
    /// The instrument.
    pub instrument: InstrumentId,
    /// The provision, from 1; none where only the outline has the words.
    pub provision: Option<u32>,
    /// The act, from 1.
    pub act: Option<u32>,
    /// The first byte of the words in the text of the provision, and the first after them.
    pub span: Option<(u32, u32)>,
    /// The words, as printed.
    pub words: String,
    /// The words in normal form, without who says them and without marks.
    pub plain: String,
    /// Who says it: `all`, codes of parties, or the words for another body.
    pub actors: Vec<String>,
    /// The party it is about, where the slot is about one.
    pub about: Option<String>,
    /// How firm the words are.
    pub force: Force,
    /// The rule of the pack that found it.
    pub rule: String,
}

/// How firm the words of a slot are, in three ways that are compared one by one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Force {
    /// The step on the slot's ladder of verbs (to note, to respect, to recognise, to support), from 1;
    /// none where the verb is none of them.
    pub verb: Option<u32>,
    /// How much is covered, as the slot counts it; 0 where nothing says so.
    pub scope: u32,
    /// The strongest adverb: 0 none, 1 weak, 2 firm, 3 absolute.
    pub intensity: u32,
}

codes! {
    /// What became of the words of a slot from one instrument of a lineage to the next.
    Turn {
        /// They are there now and were not before.
        Appeared = "appeared",
        /// They were there and are no more.
        Gone = "gone",
        /// Firmer in one way at least and looser in none.
        Firmer = "firmer",
        /// Looser in one way at least and firmer in none.
        Looser = "looser",
        /// Firmer in one way and looser in another.
        Mixed = "mixed",
        /// Other words of the same force.
        Reworded = "reworded",
        /// The same words.
        Same = "same",
    }
}
