//! Files that somebody sent and that wait for a review before they are added.
//!
//! ```text
//! files ─▸ Reading ─▸ Review ─▸ Adding ─▸ Done
//! ```
//!
//! They are kept in memory, for who sent them alone, and not for long: nothing of them is in the
//! register before somebody accepts it.

mod kept;
mod work;

use axum::body::Bytes;
use mengfu::library::{Addition, Effects, Review};
use mengfu::model::InstrumentId;

use crate::failure::Failure;

pub(crate) use crate::pages::cleaned;
pub(crate) use kept::{Batch, BatchId, Batches, Owner};

/// The most bytes of one file.
pub(crate) const LARGEST: usize = 32 << 20;

/// The most bytes of all files that are sent at once.
pub(crate) const ALL: usize = 64 << 20;

/// The most files that are sent at once.
pub(crate) const FILES: usize = 200;

/// A file as it was sent.
#[derive(Clone)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) bytes: Bytes,
}

/// How far a batch is.
#[derive(Clone)]
pub(crate) enum Stage {
    /// So many of its files are read.
    Reading { done: usize, of: usize },
    /// Somebody has to say what is to be added.
    Review(Vec<Looked>),
    /// So many of the files that were accepted are added.
    Adding { done: usize, of: usize },
    /// All is done that was accepted.
    Done(Vec<Taken>),
}

/// A file and what adding it would do.
#[derive(Clone)]
pub(crate) struct Looked {
    pub(crate) file: File,
    pub(crate) review: Result<Review, Failure>,
}

/// A file that was accepted and what adding it did.
#[derive(Clone)]
pub(crate) struct Taken {
    pub(crate) name: String,
    pub(crate) added: Result<Addition, Failure>,
    /// What its statements did with earlier ones.
    pub(crate) changes: Vec<(InstrumentId, Vec<Effects>)>,
}

impl Looked {
    /// Whether adding it would bring something that the register does not have.
    pub(crate) fn is_news(&self) -> bool {
        self.review.as_ref().is_ok_and(|review| !review.known && !review.statements.is_empty())
    }
}
