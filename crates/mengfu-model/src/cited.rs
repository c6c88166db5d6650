//! What instruments cite, and whether the register holds it.

use serde::{Deserialize, Serialize};

use crate::entity::EntityId;
use crate::identity::InstrumentId;

/// An instrument as citations are compared with it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Card {
    /// The instrument.
    pub instrument: InstrumentId,
    /// Its title in normal form, without its parties; none where the source prints none.
    pub title: Option<String>,
    /// Whether the title says no more than what sort of text it is, so that many have it.
    pub common: bool,
    /// The codes of its parties, in order.
    pub parties: Vec<String>,
    /// The day of its signing, EDTF.
    pub signed: Option<String>,
    /// The code of its kind, e.g. `joint-statement`.
    pub kind: String,
}

/// A text that an instrument cites.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Cited {
    /// The citing instrument.
    pub by: InstrumentId,
    /// The provision there, from 1.
    pub provision: u32,
    /// The act there, from 1.
    pub act: u32,
    /// The words, as printed.
    pub words: String,
    /// The entry of the directory that it is, as long as it is known only by citation.
    pub entity: EntityId,
    /// Its title in normal form, without its parties; none where it is described or referred back to.
    pub title: Option<String>,
    /// Whether the title says no more than what sort of text it is.
    pub common: bool,
    /// The codes of its parties, in order: those that its title names, else those of the citing
    /// instrument; empty where it is of many states.
    pub parties: Vec<String>,
    /// The day, month or year that is told of it, EDTF.
    pub day: Option<String>,
    /// The code of its kind, where the words tell it.
    pub kind: Option<String>,
    /// Of words such as "the said statement": which of the citations of the instrument they refer
    /// back to, from 0.
    pub back_to: Option<usize>,
}

/// What became of looking for a cited text among the instruments of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum Resolution {
    /// It is this one.
    One {
        /// The instrument.
        instrument: InstrumentId,
        /// What agrees.
        by: Vec<Agreement>,
    },
    /// The register does not hold it.
    None,
    /// It could be any of these: nothing is decided.
    Several {
        /// The instruments, by name.
        instruments: Vec<InstrumentId>,
    },
}

codes! {
    /// What a citation and an instrument agree in.
    Agreement {
        /// The title.
        Title = "title",
        /// The day, month or year.
        Day = "day",
        /// The kind of text.
        Kind = "kind",
        /// The parties.
        Parties = "parties",
    }
}
