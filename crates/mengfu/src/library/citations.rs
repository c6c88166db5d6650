//! What statements cite, resolved to statements of the register.

use mengfu_link::citation::Shelf;
use mengfu_model::{Card, Cited, InstrumentId, Resolution};
use mengfu_register::cited::Sought;
use serde::Serialize;

use super::Library;
use super::error::Result;
use super::instruments::number_of;

/// A text that a statement cites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CitationShown {
    /// Where it is cited, and how.
    pub cited: Cited,
    /// Which statement of the register it is.
    pub resolution: Resolution,
}

impl Library<'_> {
    /// What the instrument called `id` cites, in the order of the text.
    pub fn citations(&self, id: &InstrumentId) -> Result<Vec<CitationShown>> {
        self.register.read(|view| {
            let no = number_of(&view, id)?;
            let Some((card, cited)) = view.cited(no)? else { return Ok(Vec::new()) };
            // What a citation can mean has its parties or its title; nothing else need be on the shelf.
            let shelf = Shelf::new(view.cards_for(&cited.iter().map(Sought::of).collect())?);
            Ok(shown(&shelf, &card, cited))
        })
    }

    /// Where other statements cite the instrument called `id`, in the order of time.
    pub fn cited_by(&self, id: &InstrumentId) -> Result<Vec<Cited>> {
        self.register.read(|view| {
            let no = number_of(&view, id)?;
            let Some((card, _)) = view.cited(no)? else { return Ok(Vec::new()) };
            let by = Sought::all(&card);
            let shelf = Shelf::new(view.cards_for(&by)?);
            let mut found = Vec::new();
            for (card, cited) in view.citing(&by)? {
                let means = |one: &CitationShown| matches!(&one.resolution, Resolution::One { instrument, .. } if instrument == id);
                let here = shown(&shelf, &card, cited).into_iter().filter(means);
                found.extend(here.map(|one| one.cited));
            }
            Ok(found)
        })
    }

    /// What all statements cite, in the order of time and of the text.
    pub fn all_citations(&self) -> Result<Vec<CitationShown>> {
        self.register.read(|view| {
            let all = view.all_cited()?;
            let shelf = Shelf::new(all.iter().map(|(card, _)| card.clone()));
            Ok(all.into_iter().flat_map(|(card, cited)| shown(&shelf, &card, cited)).collect())
        })
    }
}

fn shown(shelf: &Shelf, citing: &Card, cited: Vec<Cited>) -> Vec<CitationShown> {
    let resolutions = shelf.resolve_all(&cited, citing);
    let both = cited.into_iter().zip(resolutions);
    both.map(|(cited, resolution)| CitationShown { cited, resolution }).collect()
}
