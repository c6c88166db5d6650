//! The one place that calls the linker.

use mengfu_link::{Digest, Keyed, Linker};
use mengfu_model::{Card, Cited, InstrumentId, Link, Mention, Reading, SlotUse};

use super::error::{LibraryError, Result};
use crate::packs::Packs;

/// The linkers of the packs.
#[derive(Clone, Copy)]
pub(super) struct Linkers<'p>(&'p Packs);

impl<'p> Linkers<'p> {
    pub(super) fn new(packs: &'p Packs) -> Self {
        Self(packs)
    }

    /// The linker for what the pack called `pack` read.
    fn of(&self, pack: &str) -> Option<&'p Linker> {
        self.0.linker(pack)
    }

    /// What comparing needs of a reading; `None` for languages that cannot be compared yet.
    pub(super) fn digest(&self, id: &InstrumentId, reading: &Reading) -> Option<Digest> {
        Some(self.of(&reading.pack)?.digest(id, reading))
    }

    /// The body that the words of an undertaking name to lead the work on it.
    pub(super) fn lead<'t>(&self, pack: &str, quote: &'t str) -> Option<&'t str> {
        self.of(pack)?.lead(quote)
    }

    /// All that a reading says in formulas.
    pub(super) fn formulas(&self, id: &InstrumentId, reading: &Reading) -> Vec<SlotUse> {
        self.of(&reading.pack).map(|l| l.formulas(id, reading)).unwrap_or_default()
    }

    /// What a reading cites, and how citations are compared with it.
    pub(super) fn cited(&self, id: &InstrumentId, reading: &Reading) -> Option<(Card, Vec<Cited>)> {
        self.of(&reading.pack).map(|l| (l.card(id, reading), l.cited(id, reading)))
    }

    /// All that a reading mentions.
    pub(super) fn mentions(&self, id: &InstrumentId, reading: &Reading) -> Vec<Mention> {
        self.of(&reading.pack).map(|l| l.mentions(id, reading)).unwrap_or_default()
    }

    /// The keys under which a digest promises and reports.
    pub(super) fn keys(&self, pack: &str, digest: &Digest) -> (Vec<Keyed>, Vec<Keyed>) {
        self.of(pack).map(|l| (l.promised(digest), l.reported(digest))).unwrap_or_default()
    }

    /// The links of `later` to the instruments before it in its lineage, latest first.
    pub(super) fn align(&self, pack: &str, later: &Digest, earlier: &[&Digest]) -> Vec<Link> {
        self.of(pack).map(|l| l.align(later, earlier)).unwrap_or_default()
    }

    /// What `later` reports of what `earlier` promised.
    pub(super) fn fulfilled(&self, pack: &str, earlier: &Digest, later: &Digest) -> Vec<Link> {
        self.of(pack).map(|l| l.fulfilled(earlier, later)).unwrap_or_default()
    }
}

/// A digest as bytes.
pub(super) fn to_bytes(digest: &Digest) -> Result<Vec<u8>> {
    // With the names of fields: those that are left out where they are empty would shift the others.
    rmp_serde::to_vec_named(digest).map_err(|error| LibraryError::Form(error.to_string()))
}

/// A digest from its bytes.
pub(super) fn from_bytes(bytes: &[u8]) -> Result<Digest> {
    rmp_serde::from_slice(bytes).map_err(|error| LibraryError::Form(error.to_string()))
}
