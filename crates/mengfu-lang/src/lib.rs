//! Language packs: loading, checking, matching. Knows no language itself.
//!
//! A pack is a folder of data: lexicons, rules, literate suites. Loading turns it into
//!
//! - a [`Lexicon`]: every term in one automaton; [`Lexicon::scan`] finds all terms of a text in one pass;
//! - [`Rule`]s by stage, each with compiled [`Pattern`]s and the sentences it must accept and reject.
//!
//! What a stage does with its rules is the business of the reader; how a pattern matches over text and
//! lexicon hits is settled here, once for every language.

mod class;
mod error;
mod index;
mod lexicon;
mod normal;
mod number;
mod pack;
mod pattern;
mod presence;
mod rule;
mod scan;
mod sieve;
mod signature;

pub use class::{ClassId, ClassSet};
pub use error::PackError;
pub use lexicon::{Entry, Lexicon, Sense};
pub use normal::Normaliser;
pub use number::is_figure;
pub use pack::{Pack, PackFile, Settings};
pub use pattern::{Gate, Match, Pattern};
pub use rule::Rule;
pub use scan::{Hit, Place, Scan, ScanBuffers};
pub use sieve::{Openings, Places, Sieve};
