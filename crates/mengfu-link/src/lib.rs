//! Readings → links, pure: what later instruments did with the acts of earlier ones, what they
//! cite, which entries of the directories they mention, how the wording of formulas moves.
//!
//! ```text
//! Reading ─digest→ Digest ─┬─align────→ Link          within a lineage
//!                          └─fulfilled─→ Link          from any later instrument
//! Reading ─mentions→ Mention     Reading ─formulas→ SlotUse ─formula::matrix→ Row
//! ```
//!
//! A [`Digest`] is all that comparing needs of an instrument; it is small and can be kept, so that
//! adding one statement never reads another one again.

pub mod check;
pub mod formula;
pub mod mention;
mod patterns;

use formula::{Family, Formulas};
use mengfu_lang::{Pack, PackError};
use mengfu_model::{InstrumentId, Link, Mention, Reading, SlotUse};
use mention::Mentions;
use serde::{Deserialize, Serialize};

/// Compares instruments, with what a language pack knows of comparing.
pub struct Linker {
    pack: Pack,
    formulas: Formulas,
    mentions: Mentions,
}

/// What comparing needs of one instrument.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Digest {}

/// A key under which an undertaking is found by a later report of any parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key(pub u64);

/// A key and the act of a digest that has it: number of the provision, number of the act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Keyed {
    /// The key.
    pub key: Key,
    /// The provision, from 1.
    pub provision: u32,
    /// The act, from 1.
    pub act: u32,
}

impl Linker {
    /// A linker with the knowledge of `pack`; fails where a rule of the pack is not well-formed.
    pub fn new(pack: Pack) -> Result<Self, PackError> {
        let formulas = Formulas::new(&pack)?;
        let mentions = Mentions::new(&pack)?;
        Ok(Self { pack, formulas, mentions })
    }

    /// The pack for comparing.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// The name of the pack whose readings it compares: `zh` for the pack `zh/link`.
    pub fn language(&self) -> &str {
        let name = self.pack.settings.name.as_str();
        name.split_once('/').map_or(name, |(language, _)| language)
    }

    /// What comparing needs of `reading`, which the register calls `id`.
    pub fn digest(&self, _id: &InstrumentId, _reading: &Reading) -> Digest {
        Digest {}
    }

    /// The links from `later` to the instruments before it in its lineage, latest first; with the
    /// acts that are new in it. `drops` of the latest comparable one are among them.
    pub fn align(&self, _later: &Digest, _earlier: &[&Digest]) -> Vec<Link> {
        Vec::new()
    }

    /// The keys of the undertakings of `digest` that a report elsewhere could fulfil.
    pub fn promised(&self, _digest: &Digest) -> Vec<Keyed> {
        Vec::new()
    }

    /// The keys under which `digest` reports things as done.
    pub fn reported(&self, _digest: &Digest) -> Vec<Keyed> {
        Vec::new()
    }

    /// Which undertakings of `earlier` are fulfilled or advanced by what `later`, of any parties, reports.
    pub fn fulfilled(&self, _earlier: &Digest, _later: &Digest) -> Vec<Link> {
        Vec::new()
    }

    /// All that `reading` mentions by name.
    pub fn mentions(&self, id: &InstrumentId, reading: &Reading) -> Vec<Mention> {
        self.mentions.find(&self.pack, id, reading)
    }
    /// All that `reading` says in formulas, in the order of the text.
    pub fn formulas(&self, id: &InstrumentId, reading: &Reading) -> Vec<SlotUse> {
        self.formulas.uses(&self.pack, id, reading)
    }

    /// The formulas of the pack with their slots.
    pub fn families(&self) -> &[Family] {
        self.formulas.families()
    }
}
