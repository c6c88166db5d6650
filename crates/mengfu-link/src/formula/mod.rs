//! Formulas: families of wording with slots, as the pack lists them.
//!
//! ```text
//! rules/formula/*.toml ─▸ Formulas ─uses(Reading)→ SlotUse* ─matrix(columns)→ Row ▸ Cell ▸ Turn
//! ```
//!
//! A slot is a rule with patterns. What matches inside an act fills the slot; the words shown are the
//! whole segment, from pause to pause, so that a reader sees the clause and not the bait. How firm the
//! words are is told by ladders in the data, never by the code.

mod example;
mod find;
mod matrix;
mod slots;

pub use matrix::{Cell, Column, Row, matrix, turn};
pub use slots::{Family, Formulas, SlotName, Titles};
