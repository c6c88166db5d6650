//! Whether a pack does what it says of itself.
//!
//! - [`examples()`]: every rule applies to the sentences that it accepts, and to none that it rejects.
//! - [`suites()`]: every case of the literate suites is read as it is written down there.
//! - [`Known`]: the differences of the suites that are known, so that new ones show.
//!
//! ```text
//! rule ─┬─ accept, reject ─ the stage, or the whole reader ─▸ ExampleFailure
//! suite ┴─ Case: sentences, acts ─ the whole reader ─ compare ─▸ Difference ─ Known ─▸ Change
//! ```

mod compare;
mod examples;
mod known;
mod sentences;
mod stages;
mod suite;
#[cfg(test)]
mod tests;
mod written;

pub use compare::{Difference, Tally};
pub use examples::{ExampleFailure, Problem, examples};
pub use known::{Change, KNOWN, Known, KnownDifference};
pub use suite::{Case, SuiteFault, SuiteReport, cases, passage, suites};
pub use written::WrittenAct;
