//! From the address of a view to the query of the ledger: the page, the exports and whoever else shows
//! the same view ask the same.

use mengfu::library::{Day, LedgerQuery, Order, TextState};
use mengfu::model::{InstrumentId, Strength, Topic, WorldState};

use crate::asked::Asked;
use crate::failure::Failure;

/// More words than these nobody seeks at once.
const MOST_WORDS: usize = 12;

/// What the view asks of the ledger, all of it on one page.
pub(crate) fn query(asked: &Asked, today: Day) -> Result<LedgerQuery, Failure> {
    Ok(LedgerQuery {
        parties: asked.all("party"),
        by: asked.all("by"),
        topics: asked.each("topic", Topic::from_code)?,
        at_least: asked.parsed("at_least", Strength::from_code)?,
        world: asked.each("state", WorldState::from_code)?,
        text: asked.each("text", TextState::from_code)?,
        open: asked.is("open"),
        due_from: asked.day("due_from")?,
        due_to: asked.day("due_to")?,
        words: words(asked.one("q")),
        instrument: asked.parsed("statement", |id| Some(InstrumentId(id.to_owned())))?,
        order: asked.parsed("sort", Order::from_code)?.unwrap_or_default(),
        reverse: asked.is("reverse"),
        ..LedgerQuery::as_of(asked.day("as_of")?.unwrap_or(today))
    })
}

/// The words of a field of words, each once.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace().take(MOST_WORDS) {
        if !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}
