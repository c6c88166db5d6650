//! Whether the file is sound and truth is as it was written.

use crate::error::Result;
use crate::file::{Register, View};
use crate::journal::Break;
use crate::source::hash_of;

/// Something that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// SQLite says that the file is damaged.
    File(String),
    /// The bytes of a source are not those that its hash names.
    Source {
        /// The hash.
        hash: String,
    },
    /// The journal's chain does not hold.
    Journal(Break),
}

impl Register {
    /// The faults of the file and of truth.
    pub fn faults(&self) -> Result<Vec<Fault>> {
        let mut faults = Vec::new();
        let mut query = self.db().prepare("PRAGMA integrity_check(20)")?;
        let lines = query.query_map([], |row| row.get::<_, String>(0))?;
        for line in lines {
            match line {
                Ok(line) if line == "ok" => {}
                Ok(line) => faults.push(Fault::File(line)),
                Err(error) => faults.push(Fault::File(error.to_string())),
            }
        }
        faults.extend(self.read(|view| view.truth_faults())?);
        Ok(faults)
    }
}

/// What must not be, as a question that finds it, and its name.
const INCONSISTENT: &[(&str, &str)] = &[
    (
        "SELECT 1 FROM source WHERE no NOT IN (SELECT source FROM finding WHERE ordinal = 0)
         AND no NOT IN (SELECT source FROM witness)",
        "a source was never read",
    ),
    ("SELECT 1 FROM witness WHERE instrument IS NULL", "a witness belongs to no statement"),
    (
        "SELECT 1 FROM witness w LEFT JOIN instrument i ON i.no = w.instrument WHERE i.no IS NULL",
        "a witness belongs to a statement that is not there",
    ),
    (
        "SELECT 1 FROM instrument i WHERE provisions <> (SELECT count(*) FROM provision p
         WHERE p.no >= i.no << 15 AND p.no < (i.no + 1) << 15)",
        "a statement has other provisions than it should",
    ),
    (
        "SELECT 1 FROM instrument i WHERE acts <> (SELECT count(*) FROM act a
         WHERE a.no >= i.no << 25 AND a.no < (i.no + 1) << 25)",
        "a statement has other acts than it should",
    ),
    (
        "SELECT 1 FROM instrument WHERE no NOT IN (SELECT instrument FROM pack)",
        "a statement is not in the ledger",
    ),
    (
        "SELECT 1 FROM instrument WHERE no NOT IN (SELECT instrument FROM wording)",
        "the sentences of a statement cannot be gone through",
    ),
    (
        "SELECT 1 WHERE (SELECT count(*) FROM mention)
         <> (SELECT coalesce(sum(mentions), 0) FROM entity)",
        "the directories count other mentions than there are",
    ),
    (
        "SELECT 1 FROM link WHERE (earlier IS NOT NULL AND earlier NOT IN (SELECT no FROM act))
         OR (later IS NOT NULL AND later NOT IN (SELECT no FROM act))
         OR owner NOT IN (SELECT no FROM instrument)",
        "a link has an end that is not there",
    ),
    (
        "SELECT 1 WHERE (SELECT count(*) FROM words) <> (SELECT count(*) FROM provision)",
        "a provision cannot be found by its words",
    ),
];

impl View<'_> {
    /// Lets the file not grow beyond its present size while this register is open, as on a full disk.
    #[doc(hidden)]
    pub fn limit_pages(&self) -> Result<()> {
        let pages: i64 = self.db.pragma_query_value(None, "page_count", |row| row.get(0))?;
        self.db.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?;
        Ok(())
    }

    /// Where what is derived does not fit together.
    pub fn inconsistencies(&self) -> Result<Vec<&'static str>> {
        let mut found = Vec::new();
        for (sql, name) in INCONSISTENT {
            if self.db.prepare(sql)?.exists([])? {
                found.push(*name);
            }
        }
        Ok(found)
    }

    fn truth_faults(&self) -> Result<Vec<Fault>> {
        let mut faults = Vec::new();
        for source in self.sources()? {
            let sound =
                self.source_bytes(source.no).is_ok_and(|bytes| hash_of(&bytes) == source.hash);
            if !sound {
                faults.push(Fault::Source { hash: source.hash });
            }
        }
        faults.extend(self.journal_breaks()?.into_iter().map(Fault::Journal));
        Ok(faults)
    }
}
