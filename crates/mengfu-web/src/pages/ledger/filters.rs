//! From the address of a view to the query of the ledger: the page, the exports and whoever else shows
//! the same view ask the same.

use mengfu::library::{Day, LedgerQuery, Order, TextState, WORLD_STATES};
use mengfu::model::{InstrumentId, Strength, Topic, WorldState};

use crate::asked::Asked;
use crate::failure::Failure;

/// More words than these nobody seeks at once.
const MOST_WORDS: usize = 12;

/// The orders by their codes.
const ORDERS: [(Order, &str); 4] = [
    (Order::Day, "day"),
    (Order::Due, "due"),
    (Order::Strength, "strength"),
    (Order::State, "state"),
];

/// What the view asks of the ledger, all of it on one page.
pub(crate) fn query(asked: &Asked, today: Day) -> Result<LedgerQuery, Failure> {
    let order = |code: &str| ORDERS.iter().find(|(_, c)| *c == code).map(|(order, _)| *order);
    Ok(LedgerQuery {
        parties: asked.all("party"),
        by: asked.all("by"),
        topics: asked.each("topic", Topic::from_code)?,
        at_least: asked.parsed("at_least", Strength::from_code)?,
        world: asked.each("state", world)?,
        text: asked.each("text", TextState::from_code)?,
        open: asked.is("open"),
        due_from: asked.day("due_from")?,
        due_to: asked.day("due_to")?,
        words: words(asked.one("q")),
        instrument: asked.parsed("statement", |id| Some(InstrumentId(id.to_owned())))?,
        order: asked.parsed("sort", order)?.unwrap_or_default(),
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

/// The state in the world with this code.
pub(crate) fn world(code: &str) -> Option<WorldState> {
    WORLD_STATES.iter().find(|(_, known)| *known == code).map(|(state, _)| *state)
}

/// The code of a state in the world.
pub(crate) fn world_code(state: WorldState) -> &'static str {
    WORLD_STATES.iter().find(|(known, _)| *known == state).map_or("", |(_, code)| code)
}
