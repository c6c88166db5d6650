//! Accounts: who may do what.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::Serialize;

use super::Accounts;
use super::audit::{self, Deed, Noted};
use super::error::{AccountError, Result};
use super::name::AccountName;
use super::password::{self, Password};
use super::session;
use super::ticket::Ticket;
use crate::visit::Role;

/// The number of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct AccountId(pub i64);

/// An account as others see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Account {
    /// Its number.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Since when there is such an account, in seconds since 1970.
    pub since: u64,
    /// When it was last used in a browser.
    pub seen: Option<u64>,
    /// How many sessions it has.
    pub sessions: usize,
    /// How many tokens it has.
    pub tokens: usize,
}

/// Somebody who was known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Their account.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

impl Accounts {
    /// Whether there is any account.
    pub fn any(&self) -> Result<bool> {
        let any = self.with(|db| {
            Ok(db
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM account)")?
                .query_row([], |r| r.get(0))?)
        })?;
        Ok(any.unwrap_or(false))
    }

    /// All accounts, by name.
    pub fn list(&self) -> Result<Vec<Account>> {
        let list = self.with(|db| {
            let mut found = db.prepare_cached(
                "SELECT no, name, role, since, (SELECT max(seen) FROM session WHERE account = no),
                        (SELECT count(*) FROM session WHERE account = no),
                        (SELECT count(*) FROM token WHERE token.account = account.no)
                 FROM account ORDER BY folded",
            )?;
            Ok(found.query_map([], account)?.collect::<rusqlite::Result<Vec<_>>>()?)
        })?;
        Ok(list.unwrap_or_default())
    }

    /// The account called `name`.
    pub fn named(&self, name: &AccountName) -> Result<Known> {
        let found = self.kept(name.as_str())?;
        found.map(|(known, _)| known).ok_or_else(|| AccountError::NoAccount(name.to_string()))
    }

    /// Adds an account. The first is always one that keeps the others.
    pub fn add(
        &self,
        name: &AccountName,
        password: &Password,
        role: Role,
        noted: &Noted<'_>,
    ) -> Result<Role> {
        let hash = password.hashed()?;
        self.with_new(|db| {
            let change = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let any: bool =
                change.query_row("SELECT EXISTS (SELECT 1 FROM account)", [], |r| r.get(0))?;
            let role = if any { role } else { Role::Admin };
            let added = change.execute(
                "INSERT OR IGNORE INTO account (name, folded, password, role, since)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![name.as_str(), name.folded(), hash.0, role.code(), noted.at as i64],
            )?;
            if added == 0 {
                return Err(AccountError::Exists(name.to_string()));
            }
            let about = format!("{name} ({})", role.code());
            audit::note(&change, Deed::AccountAdded, &about, noted)?;
            change.commit()?;
            Ok(role)
        })
    }

    /// Removes an account with its sessions and tokens.
    pub fn remove(&self, name: &AccountName, noted: &Noted<'_>) -> Result<()> {
        self.change(name, |change, found| {
            keep_an_admin(change, found)?;
            change.execute("DELETE FROM account WHERE no = ?1", [found.id.0])?;
            audit::note(change, Deed::AccountRemoved, &found.name, noted)
        })
    }

    /// Gives an account another role. What it is signed in with goes on with the new one.
    pub fn set_role(&self, name: &AccountName, role: Role, noted: &Noted<'_>) -> Result<()> {
        self.change(name, |change, found| {
            if role != Role::Admin {
                keep_an_admin(change, found)?;
            }
            change.execute(
                "UPDATE account SET role = ?2 WHERE no = ?1",
                params![found.id.0, role.code()],
            )?;
            let about = format!("{} ({})", found.name, role.code());
            audit::note(change, Deed::RoleChanged, &about, noted)
        })
    }

    /// Gives an account another password and ends all its sessions: whoever knew the old one is out.
    pub fn set_password(
        &self,
        name: &AccountName,
        password: &Password,
        noted: &Noted<'_>,
    ) -> Result<()> {
        let hash = password.hashed()?;
        self.change(name, |change, found| {
            change.execute(
                "UPDATE account SET password = ?2 WHERE no = ?1",
                params![found.id.0, hash.0],
            )?;
            session::end_all(change, found.id)?;
            audit::note(change, Deed::PasswordChanged, &found.name, noted)
        })
    }

    /// Whether `password` is that of the account called `name`. Slow on purpose.
    pub fn is_password(&self, name: &str, password: &str) -> Result<bool> {
        Ok(password::is_right(password, self.kept(name)?.map(|(_, hash)| hash).as_deref()))
    }

    /// Begins a session for who knows name and password; any other session that this browser had
    /// (`before`) ends. Slow on purpose, and as slow for names that nobody has.
    pub fn sign_in(
        &self,
        name: &str,
        password: &str,
        before: Option<&Ticket>,
        noted: &Noted<'_>,
    ) -> Result<Ticket> {
        let kept = self.kept(name)?;
        if !password::is_right(password, kept.as_ref().map(|(_, hash)| hash.as_str())) {
            let about: String = name.chars().filter(|c| !c.is_control()).take(64).collect();
            self.with(|db| audit::note(db, Deed::SignInFailed, &about, noted))?;
            return Err(AccountError::Wrong);
        }
        let (known, hash) = kept.ok_or(AccountError::Wrong)?;
        let ticket = self.with(|db| {
            let change = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            // The password may have been changed while this one was looked at.
            let still = found(&change, &known.name)?.is_some_and(|(_, now)| now == hash);
            if !still {
                return Err(AccountError::Wrong);
            }
            let ticket = session::begin(&change, known.id, before, noted.at)?;
            audit::note(&change, Deed::SignedIn, "", &Noted { who: &known.name, ..*noted })?;
            change.commit()?;
            Ok(ticket)
        })?;
        ticket.ok_or(AccountError::Wrong)
    }

    /// The account called `name` with the hash of its password.
    fn kept(&self, name: &str) -> Result<Option<(Known, String)>> {
        Ok(self.with(|db| found(db, name))?.flatten())
    }

    fn change(
        &self,
        name: &AccountName,
        work: impl FnOnce(&Transaction<'_>, &Known) -> Result<()>,
    ) -> Result<()> {
        let missing = || AccountError::NoAccount(name.to_string());
        let done = self.with(|db| {
            let change = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let (known, _) = found(&change, name.as_str())?.ok_or_else(missing)?;
            work(&change, &known)?;
            Ok(change.commit()?)
        })?;
        done.ok_or_else(missing)
    }
}

fn found(db: &Connection, name: &str) -> Result<Option<(Known, String)>> {
    let Ok(name) = AccountName::parse(name) else { return Ok(None) };
    let mut found =
        db.prepare_cached("SELECT no, name, role, password FROM account WHERE folded = ?1")?;
    let row = |row: &Row<'_>| Ok((known(row)?, row.get(3)?));
    Ok(found.query_row([name.folded()], row).optional()?)
}

/// Number, name and role, in this order.
pub(super) fn known(row: &Row<'_>) -> rusqlite::Result<Known> {
    Ok(Known { id: AccountId(row.get(0)?), name: row.get(1)?, role: role(row, 2)? })
}

/// A role as kept.
pub(super) fn role(row: &Row<'_>, at: usize) -> rusqlite::Result<Role> {
    let code: String = row.get(at)?;
    Ok(Role::from_code(&code).unwrap_or(Role::Nobody))
}

/// A time as kept.
pub(super) fn time(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<u64>> {
    Ok(row.get::<_, Option<i64>>(at)?.and_then(|t| u64::try_from(t).ok()))
}

fn account(row: &Row<'_>) -> rusqlite::Result<Account> {
    let count = |at| row.get::<_, i64>(at).map(|n| usize::try_from(n).unwrap_or(0));
    Ok(Account {
        id: AccountId(row.get(0)?),
        name: row.get(1)?,
        role: role(row, 2)?,
        since: time(row, 3)?.unwrap_or(0),
        seen: time(row, 4)?,
        sessions: count(5)?,
        tokens: count(6)?,
    })
}

/// Refuses to take the last account away that keeps the others, while there are others.
fn keep_an_admin(db: &Connection, found: &Known) -> Result<()> {
    let (admins, all): (i64, i64) = db.query_row(
        "SELECT count(*) FILTER (WHERE role = 'admin'), count(*) FROM account",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    match found.role == Role::Admin && admins == 1 && all > 1 {
        true => Err(AccountError::LastAdmin(found.name.clone())),
        false => Ok(()),
    }
}
