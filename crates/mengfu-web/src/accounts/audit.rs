//! What was done with accounts: an account of its own, which only grows and which administrators read.

use rusqlite::{Connection, Row, params};
use serde::Serialize;

use super::Accounts;
use super::error::Result;
use super::people::time;

/// So many deeds are kept; older ones make room. Nobody fills a disk by failing to sign in.
const MOST: i64 = 100_000;

/// Something that was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Deed {
    SignedIn,
    SignInFailed,
    SignedOut,
    AccountAdded,
    AccountRemoved,
    RoleChanged,
    PasswordChanged,
    TokenAdded,
    TokenRemoved,
}

impl Deed {
    /// Every deed.
    pub const ALL: [Self; 9] = [
        Self::SignedIn,
        Self::SignInFailed,
        Self::SignedOut,
        Self::AccountAdded,
        Self::AccountRemoved,
        Self::RoleChanged,
        Self::PasswordChanged,
        Self::TokenAdded,
        Self::TokenRemoved,
    ];

    /// Its code, as kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::SignedIn => "signed-in",
            Self::SignInFailed => "sign-in-failed",
            Self::SignedOut => "signed-out",
            Self::AccountAdded => "account-added",
            Self::AccountRemoved => "account-removed",
            Self::RoleChanged => "role-changed",
            Self::PasswordChanged => "password-changed",
            Self::TokenAdded => "token-added",
            Self::TokenRemoved => "token-removed",
        }
    }
}

/// Who does something with an account, when, and from where.
#[derive(Clone, Copy, Debug)]
pub struct Noted<'a> {
    /// When, in seconds since 1970.
    pub at: u64,
    /// Who.
    pub who: &'a str,
    /// From which address.
    pub from: &'a str,
}

/// A deed as noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotedDeed {
    /// Its number.
    pub number: i64,
    /// When, in seconds since 1970.
    pub at: u64,
    /// What was done: the code of a [`Deed`].
    pub deed: String,
    /// Who did it.
    pub who: String,
    /// With what.
    pub about: String,
    /// From which address.
    pub address: String,
}

impl Accounts {
    /// What was done, latest first; `skip` of it left out, at most `most`.
    pub fn deeds(&self, skip: usize, most: usize) -> Result<Vec<NotedDeed>> {
        let deeds = self.with(|db| {
            let mut find = db.prepare_cached(
                "SELECT no, at, deed, who, about, address FROM audit ORDER BY no DESC LIMIT ?1 OFFSET ?2",
            )?;
            let (most, skip) = (most as i64, i64::try_from(skip).unwrap_or(i64::MAX));
            Ok(find.query_map([most, skip], deed)?.collect::<rusqlite::Result<Vec<_>>>()?)
        })?;
        Ok(deeds.unwrap_or_default())
    }
}

/// Notes a deed.
pub(super) fn note(db: &Connection, deed: Deed, about: &str, noted: &Noted<'_>) -> Result<()> {
    db.execute(
        "INSERT INTO audit (at, deed, who, about, address) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![noted.at as i64, deed.code(), noted.who, about, noted.from],
    )?;
    db.execute("DELETE FROM audit WHERE no <= ?1", [db.last_insert_rowid() - MOST])?;
    Ok(())
}

fn deed(row: &Row<'_>) -> rusqlite::Result<NotedDeed> {
    Ok(NotedDeed {
        number: row.get(0)?,
        at: time(row, 1)?.unwrap_or(0),
        deed: row.get(2)?,
        who: row.get(3)?,
        about: row.get(4)?,
        address: row.get(5)?,
    })
}
