//! The file: opening it with care, reading and writing it in transactions.

use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::error::{RegisterError, Result};
use crate::schema::{APPLICATION_ID, VERSION, migrations};

/// How long to wait for another writer.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long to wait for readers before the write-ahead log is emptied.
const BRIEFLY: Duration = Duration::from_millis(100);
/// A write-ahead log that is longer, in bytes, is emptied.
const LONGEST_LOG: u64 = 64 << 20;
/// Prepared statements kept.
const STATEMENTS: usize = 128;

/// What a register is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To read and write; made if there is none.
    Create,
    /// To read and write.
    Write,
    /// To read.
    Read,
}

/// An open register.
#[derive(Debug)]
pub struct Register {
    db: Connection,
    path: PathBuf,
}

/// One state of the register.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    pub(crate) db: &'a Connection,
}

/// Which state of the register a connection sees: two that the same connection sees are equal only where
/// nothing was written between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    others: i64,
    own: u64,
}

impl View<'_> {
    /// Which state this is.
    pub fn state(&self) -> Result<State> {
        let others = self.db.pragma_query_value(None, "data_version", |row| row.get(0))?;
        Ok(State { others, own: self.db.total_changes() })
    }
}

/// The one writer; what it writes is kept when it ends well.
#[derive(Debug)]
pub struct Writer<'a>(View<'a>);

impl<'a> Deref for Writer<'a> {
    type Target = View<'a>;
    fn deref(&self) -> &View<'a> {
        &self.0
    }
}

impl Register {
    /// Opens the register at `path`. A file that is none, or one of a later program, is refused and
    /// left as it is; an older schema is brought up to date where writing is allowed.
    pub fn open(path: &Path, access: Access) -> Result<Self> {
        let exists = path.exists();
        if !exists && access != Access::Create {
            return Err(RegisterError::Missing(path.to_owned()));
        }
        if !exists && let Some(folder) = path.parent() {
            fs::create_dir_all(folder)
                .map_err(|error| RegisterError::Io { path: folder.to_owned(), error })?;
        }
        let flags = match access {
            Access::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
            Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        };
        let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .map_err(|error| cannot_open(path, error))?;
        // SQLite opens what may not be written to for reading, and says so only later.
        if access != Access::Read && db.is_readonly("main")? {
            return Err(RegisterError::ReadOnly);
        }
        db.busy_timeout(PATIENCE)?;
        db.set_prepared_statement_cache_capacity(STATEMENTS);
        let mut register = Self { db, path: path.to_owned() };
        register.check_identity()?;
        register.prepare(access)?;
        Ok(register)
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A number that changes when somebody else writes to the file.
    pub fn changes_of_others(&self) -> Result<i64> {
        self.pragma("data_version")
    }

    /// Does `work` on one state of the register, whatever others write meanwhile.
    pub fn read<T, E: From<RegisterError>>(
        &self,
        work: impl FnOnce(View<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let transaction = self.db.unchecked_transaction().map_err(RegisterError::from)?;
        let done = work(View { db: &transaction })?;
        transaction.finish().map_err(RegisterError::from)?;
        Ok(done)
    }

    /// Does `work` as the only writer. What it wrote is on the disk when this returns well; when it
    /// fails, nothing was written.
    pub fn write<T, E: From<RegisterError>>(
        &self,
        work: impl FnOnce(&Writer<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let transaction = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)
            .map_err(RegisterError::from)?;
        let done = work(&Writer(View { db: &transaction }))?;
        transaction.commit().map_err(RegisterError::from)?;
        self.shorten_log();
        Ok(done)
    }

    /// Empties the write-ahead log where it has grown long: while others read all the time it would grow
    /// without end. What was committed is safe either way, so that it does no harm when this fails. A log that
    /// is only begun anew keeps its length, and every later write would do this again.
    fn shorten_log(&self) {
        let mut log = self.path.clone().into_os_string();
        log.push("-wal");
        if fs::metadata(log).is_ok_and(|log| log.len() > LONGEST_LOG) {
            let _ = self.db.busy_timeout(BRIEFLY);
            let _ = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
            let _ = self.db.busy_timeout(PATIENCE);
        }
    }

    pub(crate) fn db(&self) -> &Connection {
        &self.db
    }

    /// Refuses what is no register of this program, before anything is written.
    fn check_identity(&self) -> Result<()> {
        let id = self.pragma("application_id").map_err(|error| match error {
            RegisterError::Damaged(_) if !looks_like_sqlite(&self.path) => {
                RegisterError::Foreign(self.path.clone())
            }
            other => other,
        })?;
        let schema = self.pragma("user_version")?;
        let tables: i64 =
            self.db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        let empty = id == 0 && schema == 0 && tables == 0;
        if id != APPLICATION_ID && !empty {
            return Err(RegisterError::Foreign(self.path.clone()));
        }
        match schema > VERSION {
            true => Err(RegisterError::Newer { found: schema, known: VERSION }),
            false => Ok(()),
        }
    }

    fn prepare(&mut self, access: Access) -> Result<()> {
        self.db.pragma_update(None, "foreign_keys", "ON")?;
        // Whoever writes goes through many pages again and again; many may read at once.
        let cache = if access == Access::Read { -24_576 } else { -65_536 };
        self.db.pragma_update(None, "cache_size", cache)?;
        self.db.pragma_update(None, "temp_store", "MEMORY")?;
        let schema = self.pragma("user_version")?;
        if access == Access::Read {
            return match schema < VERSION {
                true if schema == 0 => Err(RegisterError::Foreign(self.path.clone())),
                true => Err(RegisterError::Older { found: schema, known: VERSION }),
                false => Ok(()),
            };
        }
        if schema == 0 {
            self.db.pragma_update(None, "application_id", APPLICATION_ID)?;
        }
        // What was acknowledged must be on the disk: FULL also where the write-ahead log is used.
        self.db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        self.db.pragma_update(None, "synchronous", "FULL")?;
        if schema < VERSION {
            migrations().to_latest(&mut self.db)?;
        }
        Ok(())
    }

    fn pragma(&self, name: &str) -> Result<i64> {
        Ok(self.db.pragma_query_value(None, name, |row| row.get(0))?)
    }
}

fn cannot_open(path: &Path, error: rusqlite::Error) -> RegisterError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::PermissionDenied) => {
            RegisterError::NotAllowed(path.to_owned())
        }
        _ => error.into(),
    }
}

/// Whether the file begins as every SQLite file does.
fn looks_like_sqlite(path: &Path) -> bool {
    use std::io::Read;
    let mut head = [0; 16];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && &head == b"SQLite format 3\0"
}
