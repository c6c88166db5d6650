//! Sessions: a browser that somebody signed in with.

use rusqlite::{Connection, OptionalExtension, params};

use super::Accounts;
use super::audit::{self, Deed, Noted};
use super::error::Result;
use super::people::{AccountId, Known, known};
use super::ticket::Ticket;

/// A session ends this many seconds after it began, whatever is done with it.
pub const LONGEST: u64 = 7 * 86_400;

/// A session ends when nothing was asked for in so many seconds.
pub const IDLE: u64 = 12 * 3_600;

/// That a session is used is noted once in so many seconds, so that reading hardly ever writes.
const NOTED_EVERY: u64 = 300;

/// So many sessions of one account; the oldest ends when there are more.
const MOST: usize = 32;

impl Accounts {
    /// Who carries this ticket, at `now`.
    pub fn by_session(&self, ticket: &Ticket, now: u64) -> Result<Option<Known>> {
        let hash = ticket.hash();
        let found = self.with(|db| {
            let mut find = db.prepare_cached(
                "SELECT account.no, name, role, seen FROM session JOIN account ON account.no = session.account
                 WHERE hash = ?1 AND began > ?2 AND seen > ?3",
            )?;
            let row = find.query_row(
                params![hash, ago(now, LONGEST), ago(now, IDLE)],
                |row| Ok((known(row)?, row.get::<_, i64>(3)?)),
            );
            let Some((known, seen)) = row.optional()? else { return Ok(None) };
            if seen < ago(now, NOTED_EVERY) {
                // Who was known is known, even where that cannot be noted.
                let _ = db.execute(
                    "UPDATE session SET seen = ?2 WHERE hash = ?1",
                    params![hash, now as i64],
                );
            }
            Ok(Some(known))
        })?;
        Ok(found.flatten())
    }

    /// Ends the session with this ticket.
    pub fn sign_out(&self, ticket: &Ticket, noted: &Noted<'_>) -> Result<()> {
        self.with(|db| {
            match db.execute("DELETE FROM session WHERE hash = ?1", [ticket.hash()])? {
                0 => Ok(()),
                _ => audit::note(db, Deed::SignedOut, "", noted),
            }
        })?;
        Ok(())
    }
}

/// Begins a session; the one that the same browser had, and all that are over, end.
pub(super) fn begin(
    db: &Connection,
    account: AccountId,
    before: Option<&Ticket>,
    now: u64,
) -> Result<Ticket> {
    db.execute(
        "DELETE FROM session WHERE began <= ?1 OR seen <= ?2",
        params![ago(now, LONGEST), ago(now, IDLE)],
    )?;
    if let Some(before) = before {
        db.execute("DELETE FROM session WHERE hash = ?1", [before.hash()])?;
    }
    let ticket = Ticket::new("")?;
    db.execute(
        "INSERT INTO session (hash, account, began, seen) VALUES (?1, ?2, ?3, ?3)",
        params![ticket.hash(), account.0, now as i64],
    )?;
    db.execute(
        "DELETE FROM session WHERE account = ?1 AND hash NOT IN
         (SELECT hash FROM session WHERE account = ?1 ORDER BY began DESC, hash = ?3 DESC LIMIT ?2)",
        params![account.0, MOST as i64, ticket.hash()],
    )?;
    Ok(ticket)
}

/// Ends all sessions of an account.
pub(super) fn end_all(db: &Connection, account: AccountId) -> Result<()> {
    db.execute("DELETE FROM session WHERE account = ?1", [account.0])?;
    Ok(())
}

/// So many seconds before `now`.
fn ago(now: u64, seconds: u64) -> i64 {
    i64::try_from(now.saturating_sub(seconds)).unwrap_or(i64::MAX)
}
