//! Derived: the places of sources that hold statements, and what they cite.

use rusqlite::{Row, params};

use crate::error::Result;
use crate::file::{View, Writer};
use crate::key::InstrumentNo;

/// A place of a source that holds a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessRow {
    /// The number of the source.
    pub source: i64,
    /// The SHA-256 of the source.
    pub hash: String,
    /// Which statement of the source, from 1.
    pub ordinal: u32,
    /// The codes of the parties, in their order, a space between.
    pub parties: String,
    /// The day that the source gives.
    pub signed: Option<String>,
    /// The title as citations are compared with it; empty when it was derived.
    pub title: String,
    /// The pack that read it.
    pub pack: String,
    /// Whether both its beginning and its end are there.
    pub complete: bool,
    /// How many acts it has.
    pub acts: u32,
    /// Hashes of its sentences, sorted.
    pub sentences: Vec<u64>,
    /// The instrument that it is a witness of, once that is known.
    pub instrument: Option<InstrumentNo>,
}

const COLUMNS: &str = "w.source, s.hash, w.ordinal, w.parties, w.signed, w.title, w.pack,
    w.complete, w.acts, w.sentences, w.instrument";

impl Writer<'_> {
    /// Adds a witness that belongs to no instrument yet.
    pub fn add_witness(&self, row: &WitnessRow) -> Result<()> {
        let sentences: Vec<u8> = row.sentences.iter().flat_map(|h| h.to_le_bytes()).collect();
        self.db
            .prepare_cached("INSERT INTO witness VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)")?
            .execute(params![
                row.source,
                row.ordinal,
                row.parties,
                row.signed,
                row.title,
                row.pack,
                row.complete,
                row.acts,
                sentences
            ])?;
        Ok(())
    }

    /// Says of which instrument a place is a witness.
    pub fn set_witness(&self, source: i64, ordinal: u32, of: Option<InstrumentNo>) -> Result<()> {
        self.db
            .prepare_cached("UPDATE witness SET instrument = ? WHERE source = ? AND ordinal = ?")?
            .execute(params![of.map(|n| n.0), source, ordinal])?;
        Ok(())
    }

    /// Notes that a statement cites another one.
    pub fn add_citation(
        &self,
        source: i64,
        ordinal: u32,
        title: &str,
        parties: &str,
        day: &str,
    ) -> Result<()> {
        self.db
            .prepare_cached("INSERT OR IGNORE INTO citation VALUES (?, ?, ?, ?, ?)")?
            .execute(params![title, parties, day, source, ordinal])?;
        Ok(())
    }
}

impl View<'_> {
    /// The witnesses of statements of these parties, by source and place.
    pub fn witnesses_of_parties(&self, parties: &str) -> Result<Vec<WitnessRow>> {
        self.witnesses_where("w.parties = ?", [parties])
    }

    /// The witnesses of an instrument, by source and place.
    pub fn witnesses_of(&self, instrument: InstrumentNo) -> Result<Vec<WitnessRow>> {
        self.witnesses_where("w.instrument = ?", [instrument.0])
    }

    /// The witnesses in a source, by place.
    pub fn witnesses_in(&self, source: i64) -> Result<Vec<WitnessRow>> {
        self.witnesses_where("w.source = ?", [source])
    }

    /// Whether a source without a day holds a statement with this title of these parties.
    pub fn has_undated(&self, title: &str, parties: &str) -> Result<bool> {
        let mut query = self.db.prepare_cached(
            "SELECT 1 FROM witness WHERE title = ? AND parties = ? AND signed IS NULL",
        )?;
        Ok(query.exists([title, parties])?)
    }

    /// The days by which statements of these parties cite one with this title.
    pub fn cited_days(&self, title: &str, parties: &str) -> Result<Vec<String>> {
        let mut query = self.db.prepare_cached(
            "SELECT DISTINCT day FROM citation WHERE title = ? AND parties = ? ORDER BY day",
        )?;
        let rows = query.query_map([title, parties], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// All combinations of parties that sources name, in order.
    pub fn party_sets_of_witnesses(&self) -> Result<Vec<String>> {
        let mut query =
            self.db.prepare_cached("SELECT DISTINCT parties FROM witness ORDER BY parties")?;
        let rows = query.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn witnesses_where(
        &self,
        condition: &str,
        value: impl rusqlite::Params,
    ) -> Result<Vec<WitnessRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM witness w JOIN source s ON s.no = w.source
             WHERE {condition} ORDER BY s.hash, w.ordinal"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(value, witness_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn witness_row(row: &Row<'_>) -> rusqlite::Result<WitnessRow> {
    let sentences: Vec<u8> = row.get(9)?;
    let (words, _) = sentences.as_chunks::<8>();
    let instrument: Option<i64> = row.get(10)?;
    Ok(WitnessRow {
        source: row.get(0)?,
        hash: row.get(1)?,
        ordinal: row.get(2)?,
        parties: row.get(3)?,
        signed: row.get(4)?,
        title: row.get(5)?,
        pack: row.get(6)?,
        complete: row.get(7)?,
        acts: row.get(8)?,
        sentences: words.iter().map(|w| u64::from_le_bytes(*w)).collect(),
        instrument: instrument.map(InstrumentNo),
    })
}
