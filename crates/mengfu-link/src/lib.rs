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

mod align;
pub mod check;
pub mod citation;
pub mod digest;
mod far;
pub mod formula;
mod fulfil;
mod label;
mod lead;
mod lineage;
pub mod mention;
mod patterns;
mod pool;
mod same;
pub mod themes;
mod words;

use mengfu_lang::{Pack, PackError, ScanBuffers};
use mengfu_model::{Card, Cited, InstrumentId, Link, Mention, Reading, SlotUse};

pub use digest::Digest;
pub use far::{Key, Keyed};
pub use lineage::lineage;

use citation::Citations;
use digest::Digester;
use formula::{Family, Formulas};
use mention::Mentions;
use themes::Themes;
use words::Words;

/// Compares instruments, with what a language pack knows of comparing.
pub struct Linker {
    pack: Pack,
    words: Words,
    themes: Themes,
    formulas: Formulas,
    mentions: Mentions,
    citations: Citations,
}

impl Linker {
    /// A linker with the knowledge of `pack`; fails where a rule of the pack is not well-formed.
    pub fn new(pack: Pack) -> Result<Self, PackError> {
        let (themes, formulas) = (Themes::new(&pack)?, Formulas::new(&pack)?);
        let mentions = Mentions::new(&pack)?;
        let citations = Citations::new(&pack);
        Ok(Self { words: Words::new(&pack), themes, formulas, mentions, citations, pack })
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
    pub fn digest(&self, id: &InstrumentId, reading: &Reading) -> Digest {
        let mut digest = Digest::of(id, reading);
        let mut digester = Digester {
            pack: &self.pack,
            words: &self.words,
            themes: &self.themes,
            parties: digest.parties.clone(),
            not_before: None,
        };
        let mut buffers = ScanBuffers::default();
        for (number, provision) in (1_u32..).zip(&reading.provisions) {
            let scan = self.pack.lexicon.scan_reusing(provision.text.as_str(), buffers);
            digest.acts.extend(digester.provision(number, provision, &scan));
            buffers = scan.into_buffers();
        }
        digest.not_before = digester.not_before;
        digest
    }

    /// The links from `later` to the instruments before it in its lineage, latest first; with the
    /// acts that are new in it. `drops` of the latest comparable one are among them.
    pub fn align(&self, later: &Digest, earlier: &[&Digest]) -> Vec<Link> {
        align::align(later, earlier)
    }

    /// The keys of the undertakings of `digest` that a report elsewhere could fulfil.
    pub fn promised(&self, digest: &Digest) -> Vec<Keyed> {
        far::promised(digest)
    }

    /// The keys under which `digest` reports things as done.
    pub fn reported(&self, digest: &Digest) -> Vec<Keyed> {
        far::reported(digest)
    }

    /// Which undertakings of `earlier` are fulfilled or advanced by what `later`, of any parties, reports.
    pub fn fulfilled(&self, earlier: &Digest, later: &Digest) -> Vec<Link> {
        far::fulfilled(earlier, later)
    }

    /// All that `reading` mentions by name, joint texts told by their date alone included, in the order of
    /// the text; then who signed it and where.
    pub fn mentions(&self, id: &InstrumentId, reading: &Reading) -> Vec<Mention> {
        let mut mentions = self.mentions.find(&self.pack, id, reading);
        let cited = self.cited(id, reading);
        mentions.extend(cited.iter().filter_map(citation::described));
        mentions.sort_by_key(|one| (one.provision.is_none(), one.provision, one.act));
        mentions
    }

    /// The body that the words of an undertaking name to lead the work on it.
    pub fn lead<'t>(&self, quote: &'t str) -> Option<&'t str> {
        let scan = self.pack.lexicon.scan(quote);
        lead::find(&self.pack, &scan).and_then(|range| quote.get(range))
    }

    /// All that `reading` says in formulas, act by act.
    pub fn formulas(&self, id: &InstrumentId, reading: &Reading) -> Vec<SlotUse> {
        self.formulas.uses(&self.pack, id, reading)
    }

    /// The formulas of the pack with their slots.
    pub fn families(&self) -> &[Family] {
        self.formulas.families()
    }

    /// What citations of `reading` are compared with.
    pub fn card(&self, id: &InstrumentId, reading: &Reading) -> Card {
        self.citations.card(&self.pack, &self.mentions, id, reading)
    }

    /// The texts that `reading` cites, in the order of the text; [`citation::resolve_all`] looks for them.
    pub fn cited(&self, id: &InstrumentId, reading: &Reading) -> Vec<Cited> {
        self.citations.find(&self.pack, &self.mentions, id, reading)
    }
}
