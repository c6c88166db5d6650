//! Derived: what statements call the parties that no list knows.

use std::collections::BTreeMap;

use mengfu_model::PartyName;
use rusqlite::params;

use crate::error::Result;
use crate::file::{View, Writer};
use crate::key::InstrumentNo;

impl Writer<'_> {
    /// Writes what an instrument calls parties.
    pub fn add_party_names(&self, no: InstrumentNo, names: &[PartyName]) -> Result<()> {
        let mut insert =
            self.db.prepare_cached("INSERT OR IGNORE INTO party_name VALUES (?, ?, ?)")?;
        for PartyName { code, name } in names {
            insert.execute(params![no.0, code.as_str(), name])?;
        }
        Ok(())
    }
}

impl View<'_> {
    /// The names of parties that no list knows, by code: as the first statement has them.
    pub fn party_names(&self) -> Result<BTreeMap<String, String>> {
        let mut query = self.db.prepare_cached(
            // From code to code by the index: every page asks, and few codes stand in many rows.
            "WITH RECURSIVE codes (code) AS (
                 SELECT min(code) FROM party_name
                 UNION ALL
                 SELECT (SELECT min(code) FROM party_name WHERE code > codes.code)
                 FROM codes WHERE code IS NOT NULL
             )
             SELECT code, (SELECT name FROM party_name p WHERE p.code = codes.code
                           ORDER BY instrument LIMIT 1)
             FROM codes WHERE code IS NOT NULL",
        )?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
