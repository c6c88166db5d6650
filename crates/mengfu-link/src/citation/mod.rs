//! What instruments cite, resolved to instruments of the register.
//!
//! ```text
//! Reading ─card→ Card* ─▸ Shelf ─resolve_all(Cited*)→ Resolution*
//! Reading ─cited→ Cited*
//! ```
//!
//! A citation is resolved by title, day and parties together. Many statements of two parties bear the same
//! title; such a one is told by its day or not at all. What fits several is left open, never guessed.

mod find;
mod resolve;

pub(crate) use find::Citations;

use mengfu_model::{Cited, EntityKind, Mention, Stage};

/// The mention that a text makes which is told by its date alone; none where it has a name, which is
/// mentioned as such.
pub(crate) fn described(cited: &Cited) -> Option<Mention> {
    (cited.title.is_none() && cited.back_to.is_none()).then(|| Mention {
        entity: cited.entity.clone(),
        kind: EntityKind::Instrument,
        surface: cited.words.clone(),
        instrument: cited.by.clone(),
        provision: Some(cited.provision),
        act: Some(cited.act),
        session: None,
        date: cited.day.clone(),
        stage: Some(Stage::Signed),
    })
}
pub use resolve::{Shelf, resolve_all};
