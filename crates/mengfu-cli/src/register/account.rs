//! `mengfu account`.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _};
use std::path::PathBuf;

use mengfu_web::accounts::{AccountError, AccountName, Accounts, Noted, Password, people::Account};
use mengfu_web::visit::Role;

use super::decide::author;
use super::open::path;
use super::{json_lines, now};
use crate::args::account::{AccountCommand, AccountListArgs, AccountTokenArgs, Where};
use crate::commands::Context;
use crate::failure::{Exit, Failure};
use crate::present::clean;

/// The most bytes that are read of a password.
const LONGEST: u64 = 4_096;

/// Does something with the accounts of a register.
pub(crate) fn account(command: &AccountCommand, context: &Context<'_>) -> Result<Exit, Failure> {
    let who = author(None, context).unwrap_or_default();
    let noted = Noted { at: now(), who: &who, from: "-" };
    let failed = |e: AccountError| refused(&e, context);
    let word = |name| context.words.label(name).to_owned();
    let done = match command {
        AccountCommand::List(args) => return list(args, context),
        AccountCommand::Token(args) => return token(args, &noted, context),
        AccountCommand::Add(args) => {
            let accounts = accounts(&args.file, context)?;
            let name = AccountName::parse(&args.name).map_err(failed)?;
            let password = ask(&name, context)?;
            let role = Role::from_code(&args.role).unwrap_or(Role::Reader);
            let role = accounts.add(&name, &password, role, &noted).map_err(failed)?;
            format!("{}: {name} ({})", word("account_added"), role.code())
        }
        AccountCommand::Remove(args) => {
            let name = AccountName::parse(&args.name).map_err(failed)?;
            accounts(&args.file, context)?.remove(&name, &noted).map_err(failed)?;
            format!("{}: {name}", word("account_removed"))
        }
        AccountCommand::Password(args) => {
            let accounts = accounts(&args.file, context)?;
            let name = AccountName::parse(&args.name).map_err(failed)?;
            let password = ask(&name, context)?;
            accounts.set_password(&name, &password, &noted).map_err(failed)?;
            format!("{}: {name}", word("password_set"))
        }
        AccountCommand::Role(args) => {
            let name = AccountName::parse(&args.name).map_err(failed)?;
            let role = Role::from_code(&args.role).unwrap_or(Role::Reader);
            accounts(&args.file, context)?.set_role(&name, role, &noted).map_err(failed)?;
            format!("{name}: {}", role.code())
        }
    };
    context.print(&format!("{done}\n"))?;
    Ok(Exit::Done)
}

/// The accounts that the arguments name, or those beside the register.
pub(super) fn accounts(file: &Where, context: &Context<'_>) -> Result<Accounts, Failure> {
    let at: PathBuf = match &file.accounts {
        Some(path) => path.clone(),
        None => Accounts::beside(&path(context)?),
    };
    Ok(Accounts::at(&at))
}

/// What could not be done with the accounts.
pub(super) fn refused(error: &AccountError, context: &Context<'_>) -> Failure {
    let exit = match error {
        AccountError::NoAccount(_) => Exit::NothingFound,
        AccountError::File(_) | AccountError::Foreign(_) | AccountError::Newer(_) => Exit::Register,
        _ => Exit::Usage,
    };
    let name = format!("account-{}", error.code().replace('_', "-"));
    Failure::new(exit, context.words, &name, &error.about())
}

/// Asks for a password without showing it; the first line of standard input where nobody sits.
fn ask(name: &AccountName, context: &Context<'_>) -> Result<Password, Failure> {
    let words = context.words;
    let unread = |e: io::Error| Failure::unreadable(words, words.label("password"), &e);
    let password = if io::stdin().is_terminal() {
        let once = rpassword::prompt_password(format!("{}: ", words.label("password")));
        let again = rpassword::prompt_password(format!("{}: ", words.label("password_again")));
        let (once, again) = (once.map_err(unread)?, again.map_err(unread)?);
        if once != again {
            return Err(refused(&AccountError::NotAgain, context));
        }
        once
    } else {
        let mut line = String::new();
        let mut input = io::stdin().lock().take(LONGEST);
        input.read_line(&mut line).map_err(unread)?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    };
    Password::new(&password, name.as_str()).map_err(|e| refused(&e, context))
}

fn list(args: &AccountListArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let all = accounts(&args.file, context)?.list().map_err(|e| refused(&e, context))?;
    if args.output.json {
        context.print(&json_lines(&all, context)?)?;
        return Ok(Exit::Done);
    }
    if all.is_empty() {
        return Err(Failure::new(Exit::NothingFound, context.words, "no-accounts", ""));
    }
    let line = |one: &Account| format!("{:<7} {}\n", one.role.code(), clean(&one.name));
    context.print(&all.iter().map(line).collect::<String>())?;
    Ok(Exit::Done)
}

fn token(
    args: &AccountTokenArgs,
    noted: &Noted<'_>,
    context: &Context<'_>,
) -> Result<Exit, Failure> {
    let failed = |e: AccountError| refused(&e, context);
    let accounts = accounts(&args.file, context)?;
    let name = AccountName::parse(&args.name).map_err(failed)?;
    let owner = accounts.named(&name).map_err(failed)?;
    let role = Role::from_code(&args.role).unwrap_or(Role::Reader);
    let ticket = accounts.add_token(owner.id, &args.purpose, role, noted).map_err(failed)?;
    context.remark(context.words.label("token_once"));
    context.print(&format!("{}\n", ticket.secret()))?;
    Ok(Exit::Done)
}
