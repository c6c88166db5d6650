//! The file of the accounts.

use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use super::error::{AccountError, Result};

/// Tells a file of accounts from other SQLite files.
const APPLICATION_ID: i64 = 0x6d66_6163;

/// How long to wait for another writer.
const PATIENCE: Duration = Duration::from_secs(5);

const SCHEMA: &str = "
CREATE TABLE account (
    no       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    folded   TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL,
    role     TEXT NOT NULL CHECK (role IN ('reader', 'editor', 'admin')),
    since    INTEGER NOT NULL
) STRICT;
CREATE TABLE session (
    hash    BLOB PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    began   INTEGER NOT NULL,
    seen    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_of ON session (account);
CREATE TABLE token (
    no      INTEGER PRIMARY KEY,
    hash    BLOB NOT NULL UNIQUE,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    name    TEXT NOT NULL,
    role    TEXT NOT NULL CHECK (role IN ('reader', 'editor', 'admin')),
    since   INTEGER NOT NULL,
    used    INTEGER
) STRICT;
CREATE INDEX token_of ON token (account);
CREATE TABLE audit (
    no      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    deed    TEXT NOT NULL,
    who     TEXT NOT NULL,
    about   TEXT NOT NULL,
    address TEXT NOT NULL
) STRICT;
";

static MIGRATIONS: LazyLock<Migrations<'static>> =
    LazyLock::new(|| Migrations::new(vec![M::up(SCHEMA)]));

/// The schema of this program.
const VERSION: i64 = 1;

/// The accounts of a register. The file is made with the first of them.
#[derive(Debug)]
pub struct Accounts {
    path: PathBuf,
    db: Mutex<Option<Connection>>,
}

impl Accounts {
    /// The accounts in the file at `path`.
    pub fn at(path: &Path) -> Self {
        Self { path: path.to_owned(), db: Mutex::default() }
    }

    /// Where the accounts of the register at `register` are unless something else is said.
    pub fn beside(register: &Path) -> PathBuf {
        let mut name = register.as_os_str().to_owned();
        name.push(".accounts");
        name.into()
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Asks or changes the file; `None` where there is none. Somebody may make it at any time, so that
    /// it is looked for again.
    pub(super) fn with<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut db = self.lock();
        if db.is_none() && self.path.exists() {
            *db = Some(open(&self.path, false)?);
        }
        db.as_mut().map(work).transpose()
    }

    /// The same; the file is made where there is none.
    pub(super) fn with_new<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        let mut db = self.lock();
        let db = match &mut *db {
            Some(db) => db,
            none => none.insert(open(&self.path, true)?),
        };
        work(db)
    }

    fn lock(&self) -> MutexGuard<'_, Option<Connection>> {
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn open(path: &Path, create: bool) -> Result<Connection> {
    if create {
        make_private(path)?;
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(PATIENCE)?;
    let number = |name: &str| db.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let foreign = || AccountError::Foreign(path.display().to_string());
    let (id, schema) = (
        number("application_id").map_err(|_| foreign())?,
        number("user_version").map_err(|_| foreign())?,
    );
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if id != APPLICATION_ID && (id, schema, tables) != (0, 0, 0) {
        return Err(foreign());
    }
    if schema > VERSION {
        return Err(AccountError::Newer(schema));
    }
    db.pragma_update(None, "foreign_keys", "ON")?;
    // What is taken out, such as the hash of a password, leaves no trace in the file.
    db.pragma_update(None, "secure_delete", "ON")?;
    db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    if schema < VERSION {
        db.pragma_update(None, "application_id", APPLICATION_ID)?;
        MIGRATIONS.to_latest(&mut db)?;
    }
    Ok(db)
}

/// Makes the file so that other users of the machine cannot read it. SQLite gives what it puts beside
/// it the same rights.
fn make_private(path: &Path) -> Result<()> {
    let failed = |error: std::io::Error| AccountError::File(format!("{}: {error}", path.display()));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(failed)
}
