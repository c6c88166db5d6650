//! Why nothing was done with an account.

use thiserror::Error;

/// Why nothing was done with an account. [`AccountError::code`] is the key of its words.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum AccountError {
    /// Nobody has this name.
    #[error("{0}: there is no such account")]
    NoAccount(String),
    /// Somebody has this name already.
    #[error("{0}: there is such an account already")]
    Exists(String),
    /// Nobody can be called that.
    #[error("{0:?} cannot be the name of an account")]
    BadName(String),
    /// Nothing can be called that.
    #[error("{0:?} cannot be the name of a token")]
    BadTokenName(String),
    /// The password is too easy to guess, or longer than is read.
    #[error(
        "a password has from {} to {} characters",
        super::password::SHORTEST,
        super::password::LONGEST
    )]
    BadPassword,
    /// The name or the password is wrong; which of them is not told.
    #[error("the name or the password is wrong")]
    Wrong,
    /// The new password was written in two ways.
    #[error("the new password was written in two ways")]
    NotAgain,
    /// Somebody must be left who keeps the accounts.
    #[error("{0} is the last administrator")]
    LastAdmin(String),
    /// There are as many tokens as one may have.
    #[error("there are {0} tokens already")]
    TooManyTokens(usize),
    /// The file of the accounts was written by a later program.
    #[error("the accounts were written by a later program (schema {0})")]
    Newer(i64),
    /// The file is something else.
    #[error("{0} is no file of accounts")]
    Foreign(String),
    /// The system gives no chance.
    #[error("the system gives no random numbers")]
    NoChance,
    /// The file failed.
    #[error("the file of the accounts failed: {0}")]
    File(String),
}

impl AccountError {
    /// The key of its words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoAccount(_) => "no_account",
            Self::Exists(_) => "exists",
            Self::BadName(_) => "bad_name",
            Self::BadTokenName(_) => "bad_token_name",
            Self::BadPassword => "bad_password",
            Self::Wrong => "wrong",
            Self::NotAgain => "not_again",
            Self::LastAdmin(_) => "last_admin",
            Self::TooManyTokens(_) => "too_many_tokens",
            Self::Newer(_) | Self::Foreign(_) | Self::NoChance | Self::File(_) => "file",
        }
    }
}

impl AccountError {
    /// What it is about: a name, or what the system says.
    pub fn about(&self) -> String {
        match self {
            Self::NoAccount(name)
            | Self::Exists(name)
            | Self::BadName(name)
            | Self::BadTokenName(name)
            | Self::LastAdmin(name) => name.clone(),
            other => other.to_string(),
        }
    }
}

impl From<rusqlite::Error> for AccountError {
    fn from(error: rusqlite::Error) -> Self {
        Self::File(error.to_string())
    }
}

impl From<rusqlite_migration::Error> for AccountError {
    fn from(error: rusqlite_migration::Error) -> Self {
        Self::File(error.to_string())
    }
}

/// The result of everything here.
pub(super) type Result<T> = std::result::Result<T, AccountError>;
