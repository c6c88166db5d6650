//! What became of a commitment: in later texts, and in the world.

use mengfu_model::{LinkKind, WorldState, codes};
use serde::Serialize;

use super::record::Event;
use crate::library::day::{Day, Span};

codes! {
    /// What the latest text that speaks of a commitment did with it.
    TextState {
        /// No later text speaks of it.
        Unmentioned = "unmentioned",
        /// Said again, as firm as before: the later text carries it on.
        Restated = "restated",
        /// Said more firmly: the later text carries it on.
        Strengthened = "strengthened",
        /// Said less firmly: the later text carries it on.
        Weakened = "weakened",
        /// Said more firmly in one thing and less in another: the later text carries it on.
        Changed = "changed",
        /// A step towards it is reported.
        Advanced = "advanced",
        /// It is reported as done.
        Fulfilled = "fulfilled",
        /// The next comparable text no longer has it.
        Dropped = "dropped",
    }
}

/// Why the state in the world is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StateBecause {
    /// A later text says so.
    Text,
    /// Its date passed.
    Date,
    /// Its nature: it has no end or names nothing that could be seen.
    Nature,
    /// Nothing speaks of it.
    Nothing,
    /// A person said so: the number of the entry in the journal.
    Person(u64),
}

impl StateBecause {
    /// Why texts and time alone bring a commitment into this state.
    pub(super) fn of_texts(state: WorldState) -> Self {
        match state {
            WorldState::Done | WorldState::InProgress => Self::Text,
            WorldState::Overdue => Self::Date,
            WorldState::CannotBeTested => Self::Nature,
            WorldState::NoEvidence | WorldState::NotStarted | WorldState::Stalled => Self::Nothing,
        }
    }

    /// The code as printed.
    pub fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "date",
            Self::Nature => "nature",
            Self::Nothing => "nothing",
            Self::Person(_) => "person",
        }
    }
}

impl TextState {
    /// Whether a later text carries the commitment on, so that this entry is not its last word.
    pub fn is_carried_on(self) -> bool {
        matches!(self, Self::Restated | Self::Strengthened | Self::Weakened | Self::Changed)
    }

    /// What a link does with the earlier act.
    pub(super) fn of(kind: LinkKind) -> Option<Self> {
        Some(match kind {
            LinkKind::Restates => Self::Restated,
            LinkKind::Strengthens => Self::Strengthened,
            LinkKind::Weakens => Self::Weakened,
            LinkKind::Mixed => Self::Changed,
            LinkKind::Advances => Self::Advanced,
            LinkKind::Fulfils => Self::Fulfilled,
            LinkKind::Drops => Self::Dropped,
            LinkKind::New => return None,
        })
    }
}

/// What texts up to a day did with a commitment: the latest of them decides, and of several things
/// done on one day the one that says most.
pub(super) fn text_state(events: impl Iterator<Item = Event>, as_of: Day) -> TextState {
    let known = events.filter(|e| e.day <= as_of);
    let latest = known.max_by_key(|e| (e.day, weight(e.what)));
    latest.map_or(TextState::Unmentioned, |e| e.what)
}

fn weight(state: TextState) -> u8 {
    match state {
        TextState::Fulfilled => 7,
        TextState::Advanced => 6,
        TextState::Strengthened => 5,
        TextState::Weakened => 4,
        TextState::Changed => 3,
        TextState::Restated => 2,
        TextState::Dropped => 1,
        TextState::Unmentioned => 0,
    }
}

/// The state in the world as of a day, people's word apart.
pub(super) fn world_state(
    due: Option<Span>,
    testable: bool,
    events: impl Iterator<Item = Event> + Clone,
    as_of: Day,
) -> WorldState {
    let known = |what| events.clone().any(|e| e.what == what && e.day <= as_of);
    if known(TextState::Fulfilled) {
        WorldState::Done
    } else if due.is_some_and(|due| due.last < as_of) {
        WorldState::Overdue
    } else if known(TextState::Advanced) {
        WorldState::InProgress
    } else if !testable {
        WorldState::CannotBeTested
    } else {
        WorldState::NoEvidence
    }
}

/// Whether something in this state still wants doing.
pub(super) fn is_open(state: WorldState) -> bool {
    !matches!(state, WorldState::Done | WorldState::CannotBeTested)
}
