//! Links between acts of different instruments: what the wording did.

use serde::{Deserialize, Serialize};

use crate::identity::{ActAddress, InstrumentId};

/// What a later instrument did with an act of an earlier one, or with an act that is only in one
/// of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

/// The sort of a link (codebook section 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkKind {
    /// Says the same with the same strength and scope.
    Restates,
    /// Stronger modality, firmer or nearer time, wider scope, a concrete step.
    Strengthens,
    /// The opposite.
    Weakens,
    /// Stronger in one attribute, weaker in another.
    Mixed,
    /// Reports or decides a step towards it, not the end.
    Advances,
    /// Reports as done what was undertaken, or its decisive part.
    Fulfils,
    /// No earlier instrument of the same parties has it.
    New,
    /// The later comparable instrument of the same parties no longer has it.
    Drops,
}

impl LinkKind {
    /// The code as written.
    pub fn code(self) -> &'static str {
        match self {
            Self::Restates => "restates",
            Self::Strengthens => "strengthens",
            Self::Weakens => "weakens",
            Self::Mixed => "mixed",
            Self::Advances => "advances",
            Self::Fulfils => "fulfils",
            Self::New => "new",
            Self::Drops => "drops",
        }
    }
}

/// The ends of a link.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

/// What two acts are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attribute {
    /// Kind of act.
    Kind,
    /// Strength of a commitment.
    Strength,
    /// Stance of a position.
    Stance,
    /// Adverbs of intensity.
    Intensity,
    /// Times.
    Time,
    /// What is covered.
    Scope,
    /// A concrete step instead of a general one, or the other way about.
    Step,
    /// A named instrument, mechanism or project.
    Reference,
    /// Figures.
    Quantity,
    /// Who acts.
    Actors,
    /// Reported as done.
    Done,
}

/// What a difference does to a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// No difference.
    Same,
    /// Firmer.
    Firmer,
    /// Looser.
    Looser,
    /// Different, neither firmer nor looser.
    Other,
}
