//! Named things that instruments mention: mechanisms, forums, projects, instruments, people …

use serde::{Deserialize, Serialize};

use crate::identity::InstrumentId;

/// The name of an entry of a directory: its kind and its normal name, e.g. `mechanism:两国政府间委员会`.
/// Entries that belong to the parties alone carry them: `mechanism:CHN-AZE:政府间经贸合作委员会`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct EntityId(pub String);

codes! {
    /// What sort of thing an entry is.
    #[allow(missing_docs)]
    EntityKind {
        Instrument = "instrument",
        Mechanism = "mechanism",
        Forum = "forum",
        Initiative = "initiative",
        Project = "project",
        Event = "event",
        Place = "place",
        Person = "person",
    }
}

/// One place where an instrument mentions an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
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

codes! {
    /// How far the life of an instrument had come when it was mentioned.
    Stage {
        /// Whether to have it is being looked into.
        Explored = "explored",
        /// It is to be negotiated or is under negotiation.
        Negotiated = "negotiated",
        /// It was signed.
        Signed = "signed",
        /// It is in force.
        InForce = "in-force",
        /// It is being implemented.
        Implemented = "implemented",
    }
}
