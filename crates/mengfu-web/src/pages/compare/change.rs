//! What a later statement did, as a reader sorts it: said again is either the same words or others.

use std::collections::BTreeMap;

use mengfu::difference::Only;
use mengfu::library::{ComparedActs, Comparison};
use mengfu::model::LinkKind;

/// What a later statement did, in the order in which a busy reader wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    /// It reports as done what the earlier one promised.
    Fulfilled,
    /// It reports a step towards it.
    Advanced,
    /// It says it more firmly.
    Strengthened,
    /// It says it less firmly.
    Weakened,
    /// It says it more firmly in one thing and less in another.
    Mixed,
    /// It says something new.
    New,
    /// It no longer says it.
    Dropped,
    /// It says the same in other words.
    Reworded,
    /// It says the same.
    Same,
}

impl Change {
    /// Every change, in order.
    pub(super) const ALL: [Self; 9] = [
        Self::Fulfilled,
        Self::Advanced,
        Self::Strengthened,
        Self::Weakened,
        Self::Mixed,
        Self::New,
        Self::Dropped,
        Self::Reworded,
        Self::Same,
    ];

    /// What became of the acts of a row.
    pub(super) fn of(row: &ComparedActs) -> Self {
        match row.what {
            LinkKind::Fulfils => Self::Fulfilled,
            LinkKind::Advances => Self::Advanced,
            LinkKind::Strengthens => Self::Strengthened,
            LinkKind::Weakens => Self::Weakened,
            LinkKind::Mixed => Self::Mixed,
            LinkKind::New => Self::New,
            LinkKind::Drops => Self::Dropped,
            LinkKind::Restates => match row.words.iter().all(|piece| piece.only == Only::Both) {
                true => Self::Same,
                false => Self::Reworded,
            },
        }
    }

    /// Its code in addresses: that of the link, but for what is said again.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Fulfilled => "fulfils",
            Self::Advanced => "advances",
            Self::Strengthened => "strengthens",
            Self::Weakened => "weakens",
            Self::Mixed => "mixed",
            Self::New => "new",
            Self::Dropped => "drops",
            Self::Reworded => "reworded",
            Self::Same => "same",
        }
    }

    /// The changes that a code means; `restates` is both what is said in other words and what is not.
    pub(super) fn from_code(code: &str) -> Vec<Self> {
        match code {
            "restates" => vec![Self::Reworded, Self::Same],
            _ => Self::ALL.into_iter().filter(|change| change.code() == code).collect(),
        }
    }

    /// The key of its word.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Fulfilled => "compare.fulfilled",
            Self::Advanced => "compare.advanced",
            Self::Strengthened => "compare.strengthened",
            Self::Weakened => "compare.weakened",
            Self::Mixed => "compare.mixed",
            Self::New => "compare.new",
            Self::Dropped => "compare.dropped",
            Self::Reworded => "compare.reworded",
            Self::Same => "compare.same",
        }
    }

    /// The class that gives its colour.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Fulfilled => "link-fulfils",
            Self::Advanced => "link-advances",
            Self::Strengthened => "link-strengthens",
            Self::Weakened => "link-weakens",
            Self::Mixed => "link-mixed",
            Self::New => "link-new",
            Self::Dropped => "link-drops",
            Self::Reworded => "link-reworded",
            Self::Same => "link-same",
        }
    }
}

/// How many rows there are of each sort.
pub(super) fn counts(comparison: &Comparison) -> BTreeMap<Change, usize> {
    let mut counts = BTreeMap::new();
    for row in &comparison.rows {
        *counts.entry(Change::of(row)).or_default() += 1;
    }
    counts
}
