//! Derived: what statements say in formulas, counted and partnership by partnership.

use mengfu_model::SlotUse;
use rusqlite::params;

use crate::error::{RegisterError, Result};
use crate::file::View;
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

impl View<'_> {
    /// How often each formula is used.
    pub fn formula_counts(&self) -> Result<Vec<FormulaCount>> {
        let mut query = self.db.prepare_cached(
            "SELECT formula, count(*), count(DISTINCT instrument), min(instrument), max(instrument)
             FROM slot GROUP BY formula",
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
            "SELECT i.parties FROM instrument i WHERE EXISTS
             (SELECT 1 FROM slot s WHERE s.formula = ? AND s.instrument = i.no)
             GROUP BY i.parties ORDER BY count(*) DESC, i.parties",
        )?;
        let rows = query.query_map([formula], |row| row.get::<_, String>(0))?;
        let mut sets = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        sets.retain(|set| parties.iter().all(|party| set.split(' ').any(|one| one == party)));
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
