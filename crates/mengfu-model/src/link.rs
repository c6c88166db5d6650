//! Links between acts of different instruments: what the wording did.

use serde::{Deserialize, Serialize};

use crate::identity::{ActAddress, InstrumentId};

/// What a later instrument did with an act of an earlier one, or with an act that is only in one
/// of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Link {
    /// What it did.
    pub kind: LinkKind,
    /// Which acts.
    pub ends: LinkEnds,
    /// How sure the comparison is that both ends speak of the same, from 0 to 1.
    pub score: f32,
    /// Whether a missing part of one of the instruments could change it.
    pub provisional: bool,
    /// Why, attribute by attribute.
    pub reasons: Vec<Reason>,
}

codes! {
    /// The sort of a link (codebook section 5).
    LinkKind {
        /// Says the same with the same strength and scope.
        Restates = "restates",
        /// Stronger modality, firmer or nearer time, wider scope, a concrete step.
        Strengthens = "strengthens",
        /// The opposite.
        Weakens = "weakens",
        /// Stronger in one attribute, weaker in another.
        Mixed = "mixed",
        /// Reports or decides a step towards it, not the end.
        Advances = "advances",
        /// Reports as done what was undertaken, or its decisive part.
        Fulfils = "fulfils",
        /// No earlier instrument of the same parties has it.
        New = "new",
        /// The later comparable instrument of the same parties no longer has it.
        Drops = "drops",
    }
}

/// The ends of a link.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LinkEnds {
    /// An act of an earlier and an act of a later instrument.
    Both {
        /// The earlier act.
        earlier: ActAddress,
        /// The later act.
        later: ActAddress,
    },
    /// An act that the instrument before does not have.
    New {
        /// The new act.
        later: ActAddress,
        /// The latest of the earlier instruments it was sought in.
        against: InstrumentId,
    },
    /// An act that the next comparable instrument no longer has.
    Dropped {
        /// The act that was dropped.
        earlier: ActAddress,
        /// The instrument that does not have it.
        by: InstrumentId,
    },
}

/// A difference, or an agreement, in one attribute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Reason {
    /// Which attribute.
    pub attribute: Attribute,
    /// What it did to the promise.
    pub effect: Effect,
    /// The earlier value or words; empty where there was none.
    pub from: String,
    /// The later value or words; empty where there is none.
    pub to: String,
}

codes! {
    /// What two acts are compared by.
    Attribute {
        /// Kind of act.
        Kind = "kind",
        /// Strength of a commitment.
        Strength = "strength",
        /// Stance of a position.
        Stance = "stance",
        /// Adverbs of intensity.
        Intensity = "intensity",
        /// Times.
        Time = "time",
        /// What is covered.
        Scope = "scope",
        /// A concrete step instead of a general one, or the other way about.
        Step = "step",
        /// A named instrument, mechanism or project.
        Reference = "reference",
        /// Figures.
        Quantity = "quantity",
        /// Who acts.
        Actors = "actors",
        /// Reported as done.
        Done = "done",
    }
}

codes! {
    /// What a difference does to a promise.
    Effect {
        /// No difference.
        Same = "same",
        /// Firmer.
        Firmer = "firmer",
        /// Looser.
        Looser = "looser",
        /// Different, neither firmer nor looser.
        Other = "other",
    }
}
