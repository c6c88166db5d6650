//! Corpora of fictional statements, as many as one likes, the same for the same seed.
//!
//! A world of invented states is drawn from the seed, with lineages of statements between two of them or among a
//! group. In the order of their days each statement goes on from what its parties have said before: promises are
//! restated in other words, firmed up, watered down, kept, told by others or forgotten; formulas change clause by
//! clause. What was intended is told beside each file, so that links can be measured against it.
//!
//! All words are data (`wordings/`); this code knows no language.

mod compose;
mod corpus;
mod day;
mod dress;
mod expand;
mod formula;
mod frame;
mod life;
mod random;
mod slots;
mod truth;
mod wording;
mod world;

pub use corpus::{Corpus, File};
pub use truth::{Label, Quote, Record};
pub use wording::WordingError;
