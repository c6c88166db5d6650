//! Truth: the sources, bytes as received.

use std::fmt::Write as _;

use rusqlite::{OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

use crate::error::{RegisterError, Result};
use crate::file::{View, Writer};
use crate::packing::{pack, unpack};

/// A source without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// Its number in this file.
    pub no: i64,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
    /// How many bytes it has.
    pub length: u64,
}

/// A name under which a source was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceName {
    /// The name, usually of a file.
    pub name: String,
    /// When it was added, RFC 3339.
    pub added_at: String,
}

/// What adding a source did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// The source is new; its number.
    New(i64),
    /// The bytes were there already; their number.
    Known(i64),
}

/// The SHA-256 of `bytes` in hexadecimal.
pub fn hash_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// `bytes` in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

impl Writer<'_> {
    /// Adds a source under a name. Bytes that are there already only gain the name.
    pub fn add_source(&self, name: &str, bytes: &[u8], added_at: &str) -> Result<Added> {
        let hash = hash_of(bytes);
        let added = match self.source(&hash)? {
            Some(known) => Added::Known(known.no),
            None => {
                let (packing, packed) = pack(bytes);
                self.db
                    .prepare_cached(
                        "INSERT INTO source (hash, length, packing, bytes) VALUES (?, ?, ?, ?)",
                    )?
                    .execute(params![hash, bytes.len() as i64, packing, packed])?;
                Added::New(self.db.last_insert_rowid())
            }
        };
        let (Added::New(no) | Added::Known(no)) = added;
        self.db
            .prepare_cached("INSERT OR IGNORE INTO source_name VALUES (?, ?, ?)")?
            .execute(params![no, name, added_at])?;
        Ok(added)
    }
}

impl View<'_> {
    /// The source with the hash `hash`.
    pub fn source(&self, hash: &str) -> Result<Option<SourceRow>> {
        let mut query =
            self.db.prepare_cached("SELECT no, hash, length FROM source WHERE hash = ?")?;
        Ok(query.query_row([hash], source_row).optional()?)
    }

    /// The source with the number `no`.
    pub fn source_by_no(&self, no: i64) -> Result<Option<SourceRow>> {
        let mut query =
            self.db.prepare_cached("SELECT no, hash, length FROM source WHERE no = ?")?;
        Ok(query.query_row([no], source_row).optional()?)
    }

    /// All sources, in the order of their hashes.
    pub fn sources(&self) -> Result<Vec<SourceRow>> {
        let mut query =
            self.db.prepare_cached("SELECT no, hash, length FROM source ORDER BY hash")?;
        let rows = query.query_map([], source_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many sources there are.
    pub fn source_count(&self) -> Result<u64> {
        let count: i64 = self.db.query_row("SELECT count(*) FROM source", [], |r| r.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// The names of a source, in the order in which they were given.
    pub fn source_names(&self, no: i64) -> Result<Vec<SourceName>> {
        let mut query = self.db.prepare_cached(
            "SELECT name, added_at FROM source_name WHERE source = ? ORDER BY added_at, name",
        )?;
        let rows =
            query.query_map([no], |r| Ok(SourceName { name: r.get(0)?, added_at: r.get(1)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The bytes of a source as received.
    pub fn source_bytes(&self, no: i64) -> Result<Vec<u8>> {
        let mut query =
            self.db.prepare_cached("SELECT packing, bytes, length FROM source WHERE no = ?")?;
        let (packing, bytes, length): (String, Vec<u8>, i64) =
            query.query_row([no], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        unpack(&packing, bytes, usize::try_from(length).unwrap_or(0))
            .ok_or_else(|| RegisterError::Damaged(format!("source {no} cannot be unpacked")))
    }
}

fn source_row(row: &Row<'_>) -> rusqlite::Result<SourceRow> {
    let length: i64 = row.get(2)?;
    Ok(SourceRow { no: row.get(0)?, hash: row.get(1)?, length: length.unsigned_abs() })
}
