//! Why the library could not do what was asked.

use mengfu_register::RegisterError;
use thiserror::Error;

use crate::engine::ReadError;

/// Why the library could not do what was asked. Nothing was changed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LibraryError {
    /// The file of the register.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The source was refused before it was read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The derived tables were made by a later program.
    #[error("the register was made by engine {found}, this one is {own}")]
    LaterEngine {
        /// The version of the engine that made them.
        found: String,
        /// The version of this one.
        own: String,
    },
    /// The derived tables were made by an earlier program and cannot be rebuilt without writing.
    #[error("the register was made by engine {found} and waits to be rebuilt")]
    Outdated {
        /// The version of the engine that made them.
        found: String,
    },
    /// There is no such instrument.
    #[error("{0}: there is no such statement in the register")]
    NoInstrument(String),
    /// Several instruments could be meant.
    #[error("{name}: several statements could be meant: {}", found.join(", "))]
    SeveralInstruments {
        /// What was asked for.
        name: String,
        /// The names of those it could be.
        found: Vec<String>,
    },
    /// There is no such act.
    #[error("{0}: there is no such act in the register")]
    NoAct(String),
    /// There is no such entry in the journal.
    #[error("entry {0}: there is none in the journal")]
    NoEntry(u64),
    /// A value that was kept cannot be understood.
    #[error("the register holds something that cannot be understood: {0}")]
    Form(String),
}

/// The result of everything here.
pub(super) type Result<T> = std::result::Result<T, LibraryError>;
