//! Truth: the journal. Entries are only ever added; each carries the hash of the one before it.

use mengfu_model::{Decision, JournalEntry};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::{RegisterError, Result};
use crate::file::{View, Writer};
use crate::source::hash_of;

/// What somebody decided, before it has a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// When: RFC 3339, UTC, seconds.
    pub at: String,
    /// Who.
    pub author: String,
    /// Why.
    pub reason: String,
    /// What.
    pub decision: Decision,
}

/// Stands before the first entry.
pub const BEFORE_THE_FIRST: &str =
    "0000000000000000000000000000000000000000000000000000000000000000";

/// A place where the chain of the journal does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The number of the entry.
    pub number: u64,
    /// What does not hold.
    pub what: BreakKind,
}

/// What does not hold of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakKind {
    /// An entry before it is missing.
    Gap,
    /// It does not carry the hash of the entry before it.
    Chain,
    /// Its words are not those that were hashed.
    Hash,
    /// Its decision cannot be understood.
    Decision,
}

/// The hash of an entry: of its parts, each with its length before it so that no two entries read
/// the same.
fn hash(number: u64, at: &str, author: &str, reason: &str, decision: &str, before: &str) -> String {
    let mut whole = Vec::new();
    for part in [&number.to_string(), at, author, reason, decision, before] {
        whole.extend(part.len().to_be_bytes());
        whole.extend(part.as_bytes());
    }
    hash_of(&whole)
}

impl Writer<'_> {
    /// Adds an entry; gives it back with its number and hash.
    pub fn append(&self, new: NewEntry) -> Result<JournalEntry> {
        let last: Option<(i64, String)> = self
            .db
            .prepare_cached("SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1")?
            .query_row([], |r| Ok((r.get(0)?, r.get(1)?)))
            .optional()?;
        let (number, before) = last.map_or((1, BEFORE_THE_FIRST.to_owned()), |(n, h)| (n + 1, h));
        let NewEntry { at, author, reason, decision } = new;
        let text = serde_json::to_string(&decision)
            .map_err(|error| RegisterError::Other(error.to_string()))?;
        let hash = hash(number.unsigned_abs(), &at, &author, &reason, &text, &before);
        self.db
            .prepare_cached("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)")?
            .execute(params![number, at, author, reason, text, before, hash])?;
        let number = number.unsigned_abs();
        Ok(JournalEntry { number, at, author, reason, decision, before, hash })
    }
}

/// An entry as it stands in the file.
struct Raw {
    number: i64,
    at: String,
    author: String,
    reason: String,
    decision: String,
    before: String,
    hash: String,
}

impl Raw {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            number: row.get(0)?,
            at: row.get(1)?,
            author: row.get(2)?,
            reason: row.get(3)?,
            decision: row.get(4)?,
            before: row.get(5)?,
            hash: row.get(6)?,
        })
    }

    fn entry(self) -> Result<JournalEntry> {
        let decision: Decision = serde_json::from_str(&self.decision).map_err(|error| {
            RegisterError::Damaged(format!("entry {} of the journal: {error}", self.number))
        })?;
        Ok(JournalEntry {
            number: self.number.unsigned_abs(),
            at: self.at,
            author: self.author,
            reason: self.reason,
            decision,
            before: self.before,
            hash: self.hash,
        })
    }
}

impl View<'_> {
    /// All entries, in order.
    pub fn journal(&self) -> Result<Vec<JournalEntry>> {
        self.raw_journal()?.into_iter().map(Raw::entry).collect()
    }

    /// The entry with the number `number`.
    pub fn journal_entry(&self, number: u64) -> Result<Option<JournalEntry>> {
        let mut query = self.db.prepare_cached("SELECT * FROM journal WHERE number = ?")?;
        let raw = query.query_row([number.cast_signed()], Raw::of).optional()?;
        raw.map(Raw::entry).transpose()
    }

    /// Where the chain of the journal does not hold.
    pub fn journal_breaks(&self) -> Result<Vec<Break>> {
        let mut breaks = Vec::new();
        let mut before = BEFORE_THE_FIRST.to_owned();
        for (expected, raw) in (1..).zip(self.raw_journal()?) {
            let number = raw.number.unsigned_abs();
            let mut broken = |what| breaks.push(Break { number, what });
            if number != expected {
                broken(BreakKind::Gap);
            }
            if raw.before != before {
                broken(BreakKind::Chain);
            }
            let Raw { at, author, reason, decision, before: own, .. } = &raw;
            if hash(number, at, author, reason, decision, own) != raw.hash {
                broken(BreakKind::Hash);
            }
            if serde_json::from_str::<Decision>(decision).is_err() {
                broken(BreakKind::Decision);
            }
            before = raw.hash;
        }
        Ok(breaks)
    }

    fn raw_journal(&self) -> Result<Vec<Raw>> {
        let mut query = self.db.prepare_cached("SELECT * FROM journal ORDER BY number")?;
        let rows = query.query_map([], Raw::of)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
