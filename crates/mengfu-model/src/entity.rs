//! Named things that instruments mention: mechanisms, forums, projects, instruments, people …

use serde::{Deserialize, Serialize};

use crate::identity::InstrumentId;

/// The name of an entry of a directory: its kind and its normal name, e.g. `mechanism:两国政府间委员会`.
/// Entries that belong to the parties alone carry them: `mechanism:CHN-AZE:政府间经贸合作委员会`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntityId(pub String);

/// What sort of thing an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum EntityKind {
    Instrument,
    Mechanism,
    Forum,
    Initiative,
    Project,
    Event,
    Place,
    Person,
}

impl EntityKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Instrument,
        Self::Mechanism,
        Self::Forum,
        Self::Initiative,
        Self::Project,
        Self::Event,
        Self::Place,
        Self::Person,
    ];
    /// The code as written.
    pub fn code(self) -> &'static str {
        match self {
            Self::Instrument => "instrument",
            Self::Mechanism => "mechanism",
            Self::Forum => "forum",
            Self::Initiative => "initiative",
            Self::Project => "project",
            Self::Event => "event",
            Self::Place => "place",
            Self::Person => "person",
        }
    }
}

/// One place where an instrument mentions an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mention {
    /// What is mentioned.
    pub entity: EntityId,
    /// Its sort.
    pub kind: EntityKind,
    /// Its words there.
    pub surface: String,
    /// The instrument.
    pub instrument: InstrumentId,
    /// The provision, from 1; none where the outline names it (a signatory, a place).
    pub provision: Option<u32>,
    /// The act, from 1.
    pub act: Option<u32>,
    /// The number of the session, where one is named.
    pub session: Option<u32>,
    /// When it took or takes place there, EDTF.
    pub date: Option<String>,
    /// Of an instrument: how far its life had come.
    pub stage: Option<Stage>,
}

/// How far the life of an instrument had come when it was mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Whether to have it is being looked into.
    Explored,
    /// It is to be negotiated or is under negotiation.
    Negotiated,
    /// It was signed.
    Signed,
    /// It is in force.
    InForce,
    /// It is being implemented.
    Implemented,
}
