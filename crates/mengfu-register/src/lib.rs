//! The store: sources, journal, derived tables, search, migrations, in one SQLite file.
//!
//! ```text
//! Register::open ─▸ read(|view| …)    many readers, each sees one state
//!               └─▸ write(|writer| …) one writer, everything or nothing
//! ```
//!
//! - Truth: [`source`] (bytes as received) and [`journal`] (what people decided). Only ever added to.
//! - Derived, rebuilt at will: [`witness`], [`instrument`], [`act`], [`link`], [`search`], [`pack`].
//! - Care: [`file`](mod@file) (opening, migrations), [`check`], [`backup`], [`dump`].
//!
//! The register knows neither how anything is read nor how it is linked: it takes rows and gives rows.

pub mod act;
pub mod backup;
pub mod check;
pub mod cited;
pub mod dump;
pub mod error;
pub mod file;
pub mod instrument;
pub mod journal;
pub mod key;
pub mod link;
pub mod lookup;
pub mod mention;
pub mod meta;
pub mod pack;
mod packing;
pub mod party;
mod schema;
pub mod search;
pub mod slot;
pub mod source;
pub mod survey;
pub mod witness;

pub use act::{ActDetail, ActRow, ProvisionRow, Quantity, Reference, Time};
pub use error::RegisterError;
pub use file::{Access, Register, State, View, Writer};
pub use instrument::{FindingRow, InstrumentRow, SetAsideRow};
pub use journal::NewEntry;
pub use key::{ActKey, InstrumentNo, ProvisionKey};
pub use link::{FarKeyRow, LinkEnd, LinkRow, MentionRow, Placed, Side, Stale, Way};
pub use lookup::{Lookup, Scope};
pub use mention::{EntityCount, EntityOrder, EntitySought};
pub use meta::Stamp;
pub use pack::Direction;
pub use search::{Found, Sought};
pub use slot::FormulaCount;
pub use source::{Added, SourceName, SourceRow};
pub use survey::{DatedMention, PartySet};
pub use witness::WitnessRow;
