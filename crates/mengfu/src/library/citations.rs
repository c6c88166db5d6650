//! What statements cite, resolved to statements of the register.

use std::collections::BTreeMap;

use mengfu_link::citation::resolve_all;
use mengfu_model::{Card, Cited, InstrumentId, Resolution};
use serde::Serialize;

use super::Library;
use super::error::{LibraryError, Result};

/// A text that a statement cites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CitationShown {
    /// Where it is cited, and how.
    pub cited: Cited,
    /// Which statement of the register it is.
    pub resolution: Resolution,
}

/// Cards by their parties, so that a citation is compared only with those that it could mean.
struct Cards(BTreeMap<Vec<String>, Vec<Card>>);

impl Library<'_> {
    /// What the instrument called `id` cites, in the order of the text.
    pub fn citations(&self, id: &InstrumentId) -> Result<Vec<CitationShown>> {
        self.register.read(|view| {
            let no = view.instrument_no(id)?;
            let no = no.ok_or_else(|| LibraryError::NoInstrument(id.to_string()))?;
            let Some((card, cited)) = view.cited(no)? else { return Ok(Vec::new()) };
            let cards = Cards::new(view.all_cited()?.into_iter().map(|(card, _)| card));
            Ok(cards.resolved(&card, cited))
        })
    }

    /// Where other statements cite the instrument called `id`, in the order of time.
    pub fn cited_by(&self, id: &InstrumentId) -> Result<Vec<Cited>> {
        let all = self.all_citations()?;
        let here = |one: &CitationShown| matches!(&one.resolution, Resolution::One { instrument, .. } if instrument == id);
        Ok(all.into_iter().filter(here).map(|one| one.cited).collect())
    }

    /// What all statements cite, in the order of time and of the text.
    pub fn all_citations(&self) -> Result<Vec<CitationShown>> {
        self.register.read(|view| {
            let all = view.all_cited()?;
            let cards = Cards::new(all.iter().map(|(card, _)| card.clone()));
            Ok(all.into_iter().flat_map(|(card, cited)| cards.resolved(&card, cited)).collect())
        })
    }
}

impl Cards {
    fn new(cards: impl Iterator<Item = Card>) -> Self {
        let mut by_parties: BTreeMap<Vec<String>, Vec<Card>> = BTreeMap::new();
        for card in cards {
            by_parties.entry(sorted(&card.parties)).or_default().push(card);
        }
        Self(by_parties)
    }

    fn resolved(&self, citing: &Card, cited: Vec<Cited>) -> Vec<CitationShown> {
        let mut wanted: Vec<Vec<String>> = cited.iter().map(|one| sorted(&one.parties)).collect();
        wanted.sort();
        wanted.dedup();
        // A citation that names no parties may mean any text of several states.
        let any = wanted.iter().any(Vec::is_empty);
        let near = self.0.iter().filter(|(parties, _)| any || wanted.contains(parties));
        let cards: Vec<Card> = near.flat_map(|(_, cards)| cards.iter().cloned()).collect();
        let resolutions = resolve_all(&cited, citing, &cards);
        let both = cited.into_iter().zip(resolutions);
        both.map(|(cited, resolution)| CitationShown { cited, resolution }).collect()
    }
}

fn sorted(parties: &[String]) -> Vec<String> {
    let mut parties = parties.to_vec();
    parties.sort();
    parties
}
