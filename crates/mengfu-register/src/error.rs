//! What can go wrong with the file, told apart so that each can be met with the right advice.

use std::path::PathBuf;

use rusqlite::ErrorCode;
use thiserror::Error;

/// Why the register could not do what was asked. Nothing was changed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RegisterError {
    /// There is no such file, and it was not to be made.
    #[error("{0}: there is no register")]
    Missing(PathBuf),
    /// The file is something else.
    #[error("{0}: not a register of Mengfu")]
    Foreign(PathBuf),
    /// The file was written by a later program.
    #[error("the register has schema {found}, this program knows schemas up to {known}")]
    Newer {
        /// The schema of the file.
        found: i64,
        /// The latest schema that this program knows.
        known: i64,
    },
    /// The file has an older schema and may not be written to.
    #[error("the register has schema {found} and cannot be brought to {known} without writing")]
    Older {
        /// The schema of the file.
        found: i64,
        /// The schema of this program.
        known: i64,
    },
    /// Somebody else is writing and did not finish in time.
    #[error("another program is writing to the register")]
    Busy,
    /// The disk has no room.
    #[error("the disk is full")]
    DiskFull,
    /// The file may not be written to.
    #[error("the register cannot be written to")]
    ReadOnly,
    /// The file or its folder may not be opened.
    #[error("{0}: the register cannot be opened")]
    NotAllowed(PathBuf),
    /// The file is damaged.
    #[error("the register is damaged: {0}")]
    Damaged(String),
    /// There is a file already where one was to be made.
    #[error("{0}: there is a file already")]
    Exists(PathBuf),
    /// An instrument has more provisions or a provision more acts than addresses can count.
    #[error("the statement has more provisions or acts than the register can count")]
    TooMany,
    /// A file operation beside the database failed.
    #[error("{path}: {error}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What failed.
        error: std::io::Error,
    },
    /// Anything else that SQLite says.
    #[error("the register failed: {0}")]
    Other(String),
}

impl From<rusqlite::Error> for RegisterError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged(error.to_string())
            }
            // A file that ends too early is read beyond its end.
            Some(ErrorCode::SystemIoFailure) => Self::from_io(&error),
            _ => Self::Other(error.to_string()),
        }
    }
}

impl RegisterError {
    fn from_io(error: &rusqlite::Error) -> Self {
        let code = match error {
            rusqlite::Error::SqliteFailure(code, _) => code.extended_code,
            _ => 0,
        };
        match code {
            rusqlite::ffi::SQLITE_IOERR_SHORT_READ | rusqlite::ffi::SQLITE_IOERR_CORRUPTFS => {
                Self::Damaged(error.to_string())
            }
            // Writes that fail half way are a disk without room far more often than a broken disk.
            rusqlite::ffi::SQLITE_IOERR_WRITE => Self::DiskFull,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl From<rusqlite_migration::Error> for RegisterError {
    fn from(error: rusqlite_migration::Error) -> Self {
        match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            other => Self::Other(other.to_string()),
        }
    }
}

/// The result of everything here.
pub type Result<T> = std::result::Result<T, RegisterError>;
