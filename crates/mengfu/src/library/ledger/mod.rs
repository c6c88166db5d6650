//! The ledger: every commitment as an entry, with what became of it as of a day.
//!
//! Two axes that are never merged: what later texts did with it ([`TextState`]), and what is known of
//! the world ([`WorldState`]), which people can override. A vague time never becomes overdue; that
//! nothing is known is never a failure.

mod entry;
mod facets;
mod pack;
mod page;
mod query;
mod record;
mod state;
mod survey;

pub use entry::{Entry, EntryLink, Track};
pub use facets::Facets;
pub use query::{Ledger, LedgerQuery, Order, Totals};
pub use state::{StateBecause, TextState};

pub(super) use entry::{address, link_of, quote};
pub(super) use query::Counts;
pub(super) use survey::{Promise, Survey};
