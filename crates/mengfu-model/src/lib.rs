//! The nouns of Mengfu: what a source, an instrument, a provision and an act are.
//!
//! No behaviour beyond what keeps a value well-formed, no I/O, no clock, no language.
//! The way of the data, of which these are the stations:
//!
//! ```text
//! bytes → Text → Instrument ▸ Provision ▸ Act → Reading
//! ```
//!
//! - [`span`]: where something is, in which coordinate system.
//! - [`map`]: how characters relate to the bytes as received.
//! - [`instrument`], [`act`]: what was read.
//! - [`vocabulary`]: the closed lists of the codebook.
//! - [`finding`]: what the reader noticed and did not hide.
//! - [`identity`]: how instruments and acts are named across a register.
//! - [`link`], [`entity`], [`formula`], [`cited`]: what comparing readings gives.
//! - [`journal`]: what people decided.

#[macro_use]
mod codes;
pub mod act;
/// For the descriptions that `codes!` makes.
#[cfg(feature = "schema")]
#[doc(hidden)]
pub use utoipa;

pub mod cited;
pub mod entity;
pub mod finding;
pub mod formula;
pub mod identity;
pub mod instrument;
pub mod journal;
pub mod link;
pub mod map;
pub mod span;
pub mod vocabulary;

pub use act::{
    Act, Actor, Derivation, Edtf, EntryId, Field, Quantity, Reference, RuleId, TimeReference,
};
pub use cited::{Agreement, Card, Cited, Resolution};
pub use entity::{EntityId, EntityKind, Mention, Stage};
pub use finding::{Finding, FindingCode, SetAside, SetAsideReason, Severity};
pub use formula::{Force, SlotUse, Turn};
pub use identity::{ActAddress, InstrumentId, NotAnActAddress};
pub use instrument::{
    Citation, Instrument, PartyCode, PartyName, Provision, Reading, SourceReading, Title,
};
pub use journal::{Anchor, Decision, Evidence, Grade, JournalEntry, WorldState};
pub use link::{Attribute, Effect, Link, LinkEnds, LinkKind, Reason};
pub use map::{OffsetMap, Text, TextBuilder};
pub use span::{Pos, SourceSpan, Span, TextSpan};
pub use vocabulary::{
    InstrumentKind, Kind, ReferenceType, Stance, Strength, TimeRole, Topic, TopicSet,
};
