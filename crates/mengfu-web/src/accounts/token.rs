//! Tokens: what a program shows instead of name and password.

use rusqlite::{OptionalExtension, params};
use serde::Serialize;

use super::Accounts;
use super::audit::{self, Deed, Noted};
use super::error::{AccountError, Result};
use super::people::{AccountId, Known, known, role, time};
use super::ticket::Ticket;
use crate::visit::Role;

/// How many tokens an account may have.
const MOST: usize = 50;

/// The longest name of a token, in characters.
const LONGEST: usize = 64;

/// That a token is used is noted once in so many seconds.
const NOTED_EVERY: u64 = 300;

/// How tokens begin, so that people and scanners for secrets know them.
const BEGINS: &str = "mengfu_";

/// The number of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct TokenId(pub i64);

/// A token as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Token {
    /// Its number.
    pub id: TokenId,
    /// What its owner calls it.
    pub name: String,
    /// The most that it may do.
    pub role: Role,
    /// Since when there is such a token, in seconds since 1970.
    pub since: u64,
    /// When it was last used.
    pub used: Option<u64>,
}

impl Accounts {
    /// Makes a token for an account; it is shown once.
    pub fn add_token(
        &self,
        owner: AccountId,
        name: &str,
        role: Role,
        noted: &Noted<'_>,
    ) -> Result<Ticket> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > LONGEST || name.chars().any(char::is_control) {
            return Err(AccountError::BadTokenName(name.chars().take(LONGEST).collect()));
        }
        let ticket = Ticket::new(BEGINS)?;
        self.with_new(|db| {
            let change = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let has: i64 = change.query_row(
                "SELECT count(*) FROM token WHERE account = ?1",
                [owner.0],
                |row| row.get(0),
            )?;
            if has >= MOST as i64 {
                return Err(AccountError::TooManyTokens(MOST));
            }
            change.execute(
                "INSERT INTO token (hash, account, name, role, since) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![ticket.hash(), owner.0, name, role.code(), noted.at as i64],
            )?;
            audit::note(&change, Deed::TokenAdded, &format!("{name} ({})", role.code()), noted)?;
            Ok(change.commit()?)
        })?;
        Ok(ticket)
    }

    /// The tokens of an account, oldest first.
    pub fn tokens(&self, owner: AccountId) -> Result<Vec<Token>> {
        let found = self.with(|db| {
            let mut find = db.prepare_cached(
                "SELECT no, name, role, since, used FROM token WHERE account = ?1 ORDER BY no",
            )?;
            let token = |row: &rusqlite::Row<'_>| {
                Ok(Token {
                    id: TokenId(row.get(0)?),
                    name: row.get(1)?,
                    role: role(row, 2)?,
                    since: time(row, 3)?.unwrap_or(0),
                    used: time(row, 4)?,
                })
            };
            Ok(find.query_map([owner.0], token)?.collect::<rusqlite::Result<Vec<_>>>()?)
        })?;
        Ok(found.unwrap_or_default())
    }

    /// Takes a token of an account away.
    pub fn remove_token(&self, owner: AccountId, token: TokenId, noted: &Noted<'_>) -> Result<()> {
        self.with(|db| {
            let name: Option<String> = db
                .query_row(
                    "DELETE FROM token WHERE no = ?1 AND account = ?2 RETURNING name",
                    [token.0, owner.0],
                    |row| row.get(0),
                )
                .optional()?;
            name.map_or(Ok(()), |name| audit::note(db, Deed::TokenRemoved, &name, noted))
        })?;
        Ok(())
    }

    /// Who shows this token, at `now`: they may do no more than the token, nor than their account.
    pub fn by_token(&self, ticket: &Ticket, now: u64) -> Result<Option<Known>> {
        let hash = ticket.hash();
        let found = self.with(|db| {
            let mut find = db.prepare_cached(
                "SELECT account.no, account.name, account.role, token.role, coalesce(used, 0), token.no
                 FROM token JOIN account ON account.no = token.account WHERE hash = ?1",
            )?;
            let row = find.query_row([&hash], |row| {
                Ok((known(row)?, role(row, 3)?, row.get::<_, i64>(4)?, row.get::<_, i64>(5)?))
            });
            let Some((account, most, used, no)) = row.optional()? else { return Ok(None) };
            let now = i64::try_from(now).unwrap_or(i64::MAX);
            if used.saturating_add(NOTED_EVERY as i64) < now {
                // Who was known is known, even where that cannot be noted.
                let _ = db.execute("UPDATE token SET used = ?2 WHERE no = ?1", [no, now]);
            }
            Ok(Some(Known { role: account.role.min(most), ..account }))
        })?;
        Ok(found.flatten())
    }
}
