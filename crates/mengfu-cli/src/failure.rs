//! What can go wrong at the edge: a kind that decides the exit code, words, and what to do.

use std::io;

use mengfu::ReadError;
use mengfu::library::{LibraryError, RegisterError};

use crate::size;
use crate::words::Words;

/// The exit codes; `mengfu --help` documents them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Everything was done.
    Done = 0,
    /// The output could not be written, or a fault of the program.
    Fault = 1,
    /// The arguments make no sense (also clap's own code).
    Usage = 2,
    /// Some inputs could not be read; the rest was.
    SomeUnread = 3,
    /// No input could be read.
    NoneRead = 4,
    /// Everything was read and nothing was found.
    NothingFound = 5,
    /// The language pack has faults.
    PackFaults = 6,
    /// The register cannot be opened, read or written, or has faults.
    Register = 7,
}

/// A failure, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) hint: String,
}

impl Failure {
    /// A failure with the words called `name`, `{}` in the message standing for `what`.
    pub(crate) fn new(exit: Exit, words: &Words, name: &str, what: &str) -> Self {
        let (message, hint) = words.failure(name);
        Self { exit, message: message.replace("{}", what), hint: hint.replace("{}", what) }
    }

    /// A file or folder that could not be read.
    pub(crate) fn unreadable(words: &Words, name: &str, error: &io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::NotFound => "not-found",
            io::ErrorKind::PermissionDenied => "not-allowed",
            io::ErrorKind::OutOfMemory => "out-of-memory",
            _ => "unreadable",
        };
        let mut failure = Self::new(Exit::SomeUnread, words, kind, name);
        if kind == "unreadable" {
            failure.message = format!("{} ({error})", failure.message);
        }
        failure
    }

    /// A source that the engine refused.
    pub(crate) fn refused(words: &Words, name: &str, error: &ReadError) -> Self {
        match error {
            ReadError::TooLarge { largest, .. } => {
                let mut failure = Self::new(Exit::SomeUnread, words, "too-large", name);
                failure.message = failure.message.replace("{largest}", &size::show(*largest));
                failure
            }
            _ => Self::new(Exit::SomeUnread, words, "unreadable", name),
        }
    }

    /// What the library could not do.
    pub(crate) fn library(words: &Words, error: &LibraryError) -> Self {
        let new = |exit, name, what: &str| Self::new(exit, words, name, what);
        let register = |name, what: &str| new(Exit::Register, name, what);
        match error {
            LibraryError::Read(_) => new(Exit::SomeUnread, "too-large-for-register", ""),
            LibraryError::NoInstrument(id) => new(Exit::NothingFound, "no-statement", id),
            LibraryError::SeveralInstruments { name, found } => {
                let what = format!("{name} ({})", found.join(", "));
                new(Exit::Usage, "several-statements", &what)
            }
            LibraryError::NoAct(id) => new(Exit::NothingFound, "no-act-in-register", id),
            LibraryError::NoEntry(number) => {
                new(Exit::NothingFound, "no-journal-entry", &number.to_string())
            }
            LibraryError::LaterEngine { found, .. } => register("later-engine", found),
            LibraryError::Outdated { found } => register("register-outdated", found),
            LibraryError::Register(error) => match error {
                RegisterError::Missing(path) => register("no-register", &path.to_string_lossy()),
                RegisterError::Foreign(path) => register("foreign", &path.to_string_lossy()),
                RegisterError::Newer { found, .. } => register("newer-schema", &found.to_string()),
                RegisterError::Older { found, .. } => register("older-schema", &found.to_string()),
                RegisterError::Busy => register("busy", ""),
                RegisterError::DiskFull => register("disk-full", ""),
                RegisterError::ReadOnly => register("read-only", ""),
                RegisterError::NotAllowed(path) => {
                    register("register-not-allowed", &path.to_string_lossy())
                }
                RegisterError::Damaged(what) => register("damaged", what),
                RegisterError::Exists(path) => register("exists", &path.to_string_lossy()),
                RegisterError::TooMany => new(Exit::SomeUnread, "too-large-for-register", ""),
                other => register("register-failed", &other.to_string()),
            },
            other => register("register-failed", &other.to_string()),
        }
    }

    /// Output that could not be written.
    pub(crate) fn output(words: &Words, error: &io::Error) -> Self {
        Self::new(Exit::Fault, words, "output", &error.to_string())
    }
}
