//! What people decided: the second of the two truths.

use serde::{Deserialize, Serialize};

use crate::entity::EntityId;
use crate::identity::ActAddress;

/// An entry of the journal. Entries are only ever added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct JournalEntry {
    /// Its number, from 1, without gaps.
    pub number: u64,
    /// When it was written: RFC 3339, UTC, seconds.
    pub at: String,
    /// Who decided.
    pub author: String,
    /// Why.
    pub reason: String,
    /// What was decided.
    pub decision: Decision,
    /// The hash of the entry before it; zeros before the first. Hexadecimal SHA-256.
    pub before: String,
    /// The SHA-256 of everything above, in hexadecimal.
    pub hash: String,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "decision", rename_all = "kebab-case")]
pub enum Decision {
    /// The state of an undertaking in the world is this, whatever was derived.
    SetStatus {
        /// The act.
        about: Anchor,
        /// The state.
        state: WorldState,
    },
    /// Something shows what became of an undertaking.
    AddEvidence {
        /// The act.
        about: Anchor,
        /// The evidence.
        evidence: Evidence,
    },
    /// Somebody leads the work on an undertaking.
    Assign {
        /// The act.
        about: Anchor,
        /// The lead body.
        lead: String,
        /// Whom to ask.
        contact: Option<String>,
    },
    /// A remark.
    Note {
        /// The act.
        about: Anchor,
        /// The remark.
        text: String,
    },
    /// Two entries of a directory are one.
    Merge {
        /// The entry that goes.
        entity: EntityId,
        /// The entry that stays.
        into: EntityId,
    },
    /// Mentions with this surface are an entry of their own.
    Split {
        /// The entry that they were counted to.
        entity: EntityId,
        /// The words of those mentions.
        surface: String,
        /// The entry that they become.
        into: EntityId,
    },
    /// An earlier entry no longer holds.
    Withdraw {
        /// Its number.
        number: u64,
    },
}

/// How a decision holds on to an act when addresses change: by quote and context.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Anchor {
    /// The act as addressed when the decision was made.
    pub address: ActAddress,
    /// The source it was read from: hexadecimal SHA-256.
    pub source: String,
    /// The words of the act.
    pub quote: String,
    /// What stands before it in its provision.
    pub before: String,
    /// What stands after it in its provision.
    pub after: String,
}

codes! {
    /// What became of an undertaking in the world.
    WorldState {
        /// Nothing is known of it. Never a failure.
        NoEvidence = "no-evidence",
        /// It is known that nothing was begun.
        NotStarted = "not-started",
        /// Steps towards it are known.
        InProgress = "in-progress",
        /// It is done.
        Done = "done",
        /// A definite date has passed and nothing shows that it is done.
        Overdue = "overdue",
        /// It was begun and stopped.
        Stalled = "stalled",
        /// It cannot be tested by its nature.
        CannotBeTested = "cannot-be-tested",
    }
}

/// Something that shows what became of an undertaking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Evidence {
    /// Where it is: a URL or the name of a file.
    pub location: String,
    /// Its words.
    pub quote: Option<String>,
    /// Whose word it is.
    pub grade: Grade,
    /// What it shows, where it shows a state.
    pub shows: Option<WorldState>,
}

codes! {
    /// Whose word an evidence is.
    Grade {
        /// The party's own claim.
        OwnClaim = "own-claim",
        /// The counterpart confirms it.
        CounterpartConfirms = "counterpart-confirms",
        /// A document proves it.
        Document = "document",
        /// Somebody independent says so.
        Independent = "independent",
        /// Accounts conflict.
        Conflicting = "conflicting",
    }
}
