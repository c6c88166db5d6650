//! What a register holds, in the formats of other programs.
//!
//! ```text
//! Ledger ─▸ Table per partnership ─▸ XLSX · CSV · JSON Lines
//! Comparison, open promises ─▸ Report ─▸ Markdown · DOCX
//! dated promises and sessions ─▸ iCalendar
//! statement ─▸ MarkedText ─▸ JSON-LD · Akoma Ntoso
//! ```

mod dates;
mod ledger;
mod reports;
mod statement;

pub use dates::calendar;
pub use ledger::tables;
pub use reports::{comparison, open_promises};
pub use statement::marked;

pub use mengfu_export::*;

/// The words of the reader's language for codes and labels.
pub trait Labels {
    /// The word for `code` of the list `list`: `topic`, `strength`, `world_state`, `text_state`, `link`,
    /// `attribute`.
    fn word(&self, list: &str, code: &str) -> String;
    /// The name of a party.
    fn party(&self, code: &str) -> String;
    /// The label called `name`.
    fn label(&self, name: &str) -> String;

    /// The names of parties, one after the other.
    fn parties(&self, codes: &[String]) -> String {
        let names: Vec<String> = codes.iter().map(|code| self.actor(code)).collect();
        names.join(", ")
    }

    /// Who acts: all, a party, or another body in its own words.
    fn actor(&self, actor: &str) -> String {
        if actor == "all" { self.label("all") } else { self.party(actor) }
    }
}
