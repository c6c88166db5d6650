//! The facade: from the bytes of a source to readings, and from readings to what users get.
//!
//! Command line, web and other languages use only this crate.
//!
//! ```text
//! Packs::embedded ─▸ Engine::new ─▸ Engine::read(name, bytes) ─▸ ReadSource ─▸ wire::lines   JSON Lines
//!                                                                           └▸ explain       why a value is what it is
//!                                   across::fill_dates(&mut [ReadSource])   what only the other files of a run know
//! ```
//!
//! - [`engine`]: which pack reads a source, and the door that refuses what is too large.
//! - [`packs`]: the language packs, embedded in the program or from a folder.
//! - [`wire`]: reading-format v1, its own vocabulary, converted by hand.
//! - [`address`], [`explain`]: `FILE#p12.a2` and what stands behind it.
//! - [`difference`]: what two wordings have in common and what not.
//! - [`check`]: whether a language pack is sound.
//! - [`library`]: a register of statements, and everything that one asks it.
//! - [`across`]: dates of signing that other sources cite.
//! - [`words`]: what codes are called in the languages of users.

pub mod across;
pub mod address;
pub mod check;
pub mod difference;
pub mod engine;
pub mod explain;
pub mod export;
mod letters;
pub mod library;
pub mod packs;
pub mod wire;
pub mod words;

pub use address::{Address, AddressError};
pub use engine::{Engine, LARGEST_SOURCE, ReadError, ReadSource, USUAL_LARGEST};
pub use explain::{Explained, explain};
pub use library::Library;
pub use packs::{Packs, PacksError};

/// Comparing readings, for those who keep digests themselves.
pub use mengfu_link as link;
/// The nouns, for those who go through readings themselves.
pub use mengfu_model as model;

/// The version of the engine, as written in readings.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
