//! How many entries each value of a list would let through, were it chosen and the other filters as they
//! are: what somebody who chooses wants to know beforehand.

use std::collections::BTreeMap;

use mengfu_model::{Topic, WorldState};
use serde::Serialize;

use super::page::{Passing, count};
use super::query::LedgerQuery;
use super::state::{TextState, is_open};

/// Numbers of entries by the values of the lists of which several can be chosen. What is chosen of a
/// list itself does not count for its own numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Facets {
    /// By what they are about.
    pub topics: BTreeMap<&'static str, usize>,
    /// By the state in the world.
    pub world: BTreeMap<WorldState, usize>,
    /// By what later texts did.
    pub text: BTreeMap<TextState, usize>,
}

/// Which filters an entry fits.
#[derive(Clone, Copy)]
pub(super) struct Fits {
    topics: bool,
    world: bool,
    text: bool,
    open: bool,
}

/// The numbers while they are counted.
#[derive(Default)]
pub(super) struct Tally {
    topics: [usize; Topic::ALL.len()],
    world: [usize; WorldState::ALL.len()],
    text: [usize; TextState::ALL.len()],
}

impl Fits {
    /// What an entry fits that is on topic or not.
    pub(super) fn of(entry: &Passing<'_>, on_topic: bool, query: &LedgerQuery) -> Self {
        let (text, world) = (entry.text, entry.world.0);
        Self {
            topics: on_topic,
            world: query.world.is_empty() || query.world.contains(&world),
            text: query.text.is_empty() || query.text.contains(&text),
            open: !query.open || (is_open(world) && !text.is_carried_on()),
        }
    }

    /// Whether it fits all.
    pub(super) fn all(self) -> bool {
        self.topics && self.world && self.text && self.open
    }
}

impl Tally {
    /// Counts an entry wherever only the list itself could be against it.
    pub(super) fn take(&mut self, entry: &Passing<'_>, fits: Fits) {
        if !fits.open {
            return;
        }
        if fits.world && fits.text {
            for topic in entry.record.topics().iter() {
                count(&mut self.topics, topic as usize);
            }
        }
        if fits.topics && fits.text {
            count(&mut self.world, entry.world.0 as usize);
        }
        if fits.topics && fits.world {
            count(&mut self.text, entry.text as usize);
        }
    }

    /// The numbers; none stands for nothing.
    pub(super) fn facets(self) -> Facets {
        let topics = Topic::ALL.iter().map(|topic| topic.code()).zip(self.topics);
        let world = WorldState::ALL.iter().copied().zip(self.world);
        let text = TextState::ALL.iter().copied().zip(self.text);
        Facets {
            topics: topics.filter(|(_, n)| *n > 0).collect(),
            world: world.filter(|(_, n)| *n > 0).collect(),
            text: text.filter(|(_, n)| *n > 0).collect(),
        }
    }
}
