//! The arguments of `mengfu account`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use mengfu_web::visit::Role;

use super::register::Output;

fn roles() -> PossibleValuesParser {
    Role::ALL.iter().map(|role| role.code()).collect::<Vec<_>>().into()
}

#[derive(Debug, Subcommand)]
pub(crate) enum AccountCommand {
    /// Add an account; the first is always an administrator. The password is asked for, or read from
    /// standard input.
    Add(AccountAddArgs),
    /// List the accounts.
    List(AccountListArgs),
    /// Remove an account with its sessions and tokens.
    Remove(AccountNameArgs),
    /// Set another password; all sessions of the account end.
    Password(AccountNameArgs),
    /// Give an account another role.
    Role(AccountRoleArgs),
    /// Make a token with which a program works for an account; it is printed once.
    Token(AccountTokenArgs),
}

/// Which file has the accounts.
#[derive(Clone, Debug, Args)]
pub(crate) struct Where {
    /// The file of the accounts; otherwise it stands beside the register.
    #[arg(long, value_name = "PATH")]
    pub(crate) accounts: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct AccountAddArgs {
    /// The name to sign in with; decisions stand under it in the journal.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// What the account may do: see; add and decide too; keep the accounts too.
    #[arg(long, value_name = "ROLE", value_parser = roles(), default_value = "reader")]
    pub(crate) role: String,
    #[command(flatten)]
    pub(crate) file: Where,
}

#[derive(Debug, Args)]
pub(crate) struct AccountListArgs {
    #[command(flatten)]
    pub(crate) file: Where,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct AccountNameArgs {
    /// The name of the account.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) file: Where,
}

#[derive(Debug, Args)]
pub(crate) struct AccountRoleArgs {
    /// The name of the account.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// The role.
    #[arg(value_name = "ROLE", value_parser = roles())]
    pub(crate) role: String,
    #[command(flatten)]
    pub(crate) file: Where,
}

#[derive(Debug, Args)]
pub(crate) struct AccountTokenArgs {
    /// The name of the account.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// What the token is for.
    #[arg(long = "for", value_name = "TEXT")]
    pub(crate) purpose: String,
    /// The most that the token may do.
    #[arg(long, value_name = "ROLE", value_parser = roles(), default_value = "reader")]
    pub(crate) role: String,
    #[command(flatten)]
    pub(crate) file: Where,
}
