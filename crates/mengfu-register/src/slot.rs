//! Derived: what statements say in formulas, counted and partnership by partnership.

use std::collections::BTreeMap;

use mengfu_model::SlotUse;
use rusqlite::params;

use crate::error::{RegisterError, Result};
use crate::file::{View, Writer};
use crate::instrument::{json, party_codes};
use crate::key::InstrumentNo;

/// How often a formula is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaCount {
    /// The formula.
    pub formula: String,
    /// At how many places its slots are filled.
    pub uses: u32,
    /// In how many instruments.
    pub instruments: u32,
    /// The earliest of them.
    pub first: InstrumentNo,
    /// The latest.
    pub last: InstrumentNo,
}

impl Writer<'_> {
    /// Adds what an instrument of these parties says in formulas.
    pub fn add_slots(&self, no: InstrumentNo, parties: &str, uses: &[SlotUse]) -> Result<()> {
        let mut insert = self.db.prepare_cached(
            "INSERT INTO slot (formula, slot, instrument, \"use\") VALUES (?, ?, ?, ?)",
        )?;
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for slot in uses {
            insert.execute(params![slot.formula, slot.slot, no.0, json(slot)])?;
            *counts.entry(&slot.formula).or_default() += 1;
        }
        let mut count = self.db.prepare_cached(
            "INSERT INTO formula_use VALUES (?, ?, 1, ?) ON CONFLICT DO UPDATE
             SET instruments = instruments + 1, uses = uses + excluded.uses",
        )?;
        for (formula, uses) in counts {
            count.execute(params![formula, parties, uses])?;
        }
        Ok(())
    }

    /// Takes away what an instrument says in formulas.
    pub(crate) fn remove_slots(&self, no: InstrumentNo) -> Result<()> {
        let mut select = self.db.prepare_cached(
            "SELECT s.formula, i.parties, count(*) FROM slot s JOIN instrument i ON i.no = s.instrument
             WHERE s.instrument = ? GROUP BY s.formula",
        )?;
        let rows = select.query_map([no.0], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, u32>(2)?))
        })?;
        for row in rows.collect::<rusqlite::Result<Vec<_>>>()? {
            let (formula, parties, uses) = row;
            self.db
                .prepare_cached(
                    "UPDATE formula_use SET instruments = instruments - 1, uses = uses - ?
                     WHERE formula = ? AND parties = ?",
                )?
                .execute(params![uses, formula, parties])?;
            self.db
                .prepare_cached(
                    "DELETE FROM formula_use WHERE formula = ? AND parties = ? AND instruments = 0",
                )?
                .execute([formula, parties])?;
        }
        self.db.prepare_cached("DELETE FROM slot WHERE instrument = ?")?.execute([no.0])?;
        Ok(())
    }
}

impl View<'_> {
    /// How often each formula is used.
    pub fn formula_counts(&self) -> Result<Vec<FormulaCount>> {
        let mut query = self.db.prepare_cached(
            "SELECT formula, sum(uses), sum(instruments),
                 (SELECT min(instrument) FROM slot s WHERE s.formula = u.formula),
                 (SELECT max(instrument) FROM slot s WHERE s.formula = u.formula)
             FROM formula_use u GROUP BY formula",
        )?;
        let rows = query.query_map([], |row| {
            Ok(FormulaCount {
                formula: row.get(0)?,
                uses: row.get(1)?,
                instruments: row.get(2)?,
                first: InstrumentNo(row.get(3)?),
                last: InstrumentNo(row.get(4)?),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The combinations of parties whose instruments use a formula and of which all of `parties` are
    /// parties; those with most such instruments first.
    pub fn party_sets_of_formula(&self, formula: &str, parties: &[String]) -> Result<Vec<String>> {
        let mut query = self.db.prepare_cached(
            "SELECT parties FROM formula_use WHERE formula = ? ORDER BY instruments DESC, parties",
        )?;
        let rows = query.query_map([formula], |row| row.get::<_, String>(0))?;
        let mut sets = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        sets.retain(|set| parties.iter().all(|party| party_codes(set).any(|one| one == party)));
        Ok(sets)
    }

    /// What the instruments of exactly these parties say in a formula, in the order of time and of the
    /// text.
    pub fn slots_of_formula_for(&self, formula: &str, parties: &str) -> Result<Vec<SlotUse>> {
        let sql = "SELECT s.\"use\" FROM instrument i
             CROSS JOIN slot s ON s.formula = ?1 AND s.instrument = i.no
             WHERE i.parties = ?2 ORDER BY i.no, s.no";
        self.slots_where(sql, params![formula, parties])
    }

    /// What an instrument says in all formulas, in the order of the text.
    pub fn slots_in(&self, no: InstrumentNo) -> Result<Vec<SlotUse>> {
        self.slots_where("SELECT \"use\" FROM slot WHERE instrument = ? ORDER BY no", [no.0])
    }

    /// What an instrument says in a formula, in the order of the text.
    pub fn slots_of_formula_in(&self, formula: &str, no: InstrumentNo) -> Result<Vec<SlotUse>> {
        let sql = "SELECT \"use\" FROM slot WHERE formula = ? AND instrument = ? ORDER BY no";
        self.slots_where(sql, params![formula, no.0])
    }

    fn slots_where(&self, sql: &str, value: impl rusqlite::Params) -> Result<Vec<SlotUse>> {
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query(value)?;
        let mut uses = Vec::new();
        while let Some(row) = rows.next()? {
            let text = row.get_ref(0)?.as_str().unwrap_or_default();
            uses.push(
                serde_json::from_str(text).map_err(|e| RegisterError::Damaged(e.to_string()))?,
            );
        }
        Ok(uses)
    }
}
