//! Derived: the instruments, what was noticed in sources, what was set aside in them.

use mengfu_model::InstrumentId;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use crate::error::Result;
use crate::file::{View, Writer};
use crate::key::InstrumentNo;
use crate::pack::Direction;

/// An instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstrumentRow {
    /// Its number.
    pub no: InstrumentNo,
    /// Its name across the register.
    pub id: InstrumentId,
    /// Its title.
    pub title: String,
    /// Whether the title was made from kind, parties and date.
    pub title_derived: bool,
    /// The code of its kind.
    pub kind: String,
    /// The codes of its parties in their order, a space between.
    pub parties: String,
    /// The day of signing, EDTF.
    pub signed: Option<String>,
    /// The day by which it stands in time, where that is known.
    pub day: Option<String>,
    /// How that day is known.
    pub placing: String,
    /// The dates of the visit that it reports.
    pub visit: Option<String>,
    /// Where it was signed.
    pub place: Option<String>,
    /// Who signed.
    pub signatories: Vec<String>,
    /// In which languages it says it is.
    pub languages: Vec<String>,
    /// How many copies it says were made.
    pub copies: Option<u32>,
    /// The wording of the relation.
    pub partnership: Option<String>,
    /// Whether both its beginning and its end are there.
    pub complete: bool,
    /// The pack that read it.
    pub pack: String,
    /// The number of the source of its primary witness.
    pub source: i64,
    /// Which statement of that source, from 1.
    pub ordinal: u32,
    /// How many witnesses it has.
    pub witnesses: u32,
    /// How many provisions it has.
    pub provisions: u32,
    /// How many acts it has.
    pub acts: u32,
    /// How many of them are commitments.
    pub commitments: u32,
    /// A hash of all that its rows depend on.
    pub print: String,
}

impl InstrumentRow {
    /// The codes of its parties, in their order.
    pub fn party_codes(&self) -> impl Iterator<Item = &str> {
        party_codes(&self.parties)
    }
}

/// The codes of a combination of parties as it is kept, in their order.
pub fn party_codes(parties: &str) -> impl Iterator<Item = &str> {
    parties.split(' ').filter(|code| !code.is_empty())
}

/// Something that was noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingRow {
    /// What sort of thing.
    pub code: String,
    /// How much it matters.
    pub severity: String,
    /// Where in the source: pairs of first byte and first byte after.
    pub bytes: Vec<[usize; 2]>,
    /// One sentence.
    pub message: String,
}

/// Bytes that belong to no statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAsideRow {
    /// The first byte.
    pub start: u64,
    /// The first byte after.
    pub end: u64,
    /// Why.
    pub reason: String,
}

impl Writer<'_> {
    /// Adds an instrument.
    pub fn add_instrument(&self, row: &InstrumentRow) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO instrument VALUES
                 (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                row.no.0,
                row.id.0,
                row.title,
                row.title_derived,
                row.kind,
                row.parties,
                row.signed,
                row.day,
                row.placing,
                row.visit,
                row.place,
                json(&row.signatories),
                json(&row.languages),
                row.copies,
                row.partnership,
                row.complete,
                row.pack,
                row.source,
                row.ordinal,
                row.witnesses,
                row.provisions,
                row.acts,
                row.commitments,
                row.print,
            ])?;
        let mut insert = self.db.prepare_cached("INSERT OR IGNORE INTO party VALUES (?, ?)")?;
        for code in row.party_codes() {
            insert.execute(params![code, row.no.0])?;
        }
        Ok(())
    }

    /// Takes an instrument away with everything that belongs to it. Links of others to it stay for
    /// whoever makes those anew.
    pub fn remove_instrument(&self, no: InstrumentNo) -> Result<()> {
        let (from, to) = no.provisions();
        let (first, after) = no.acts();
        for sql in [
            "DELETE FROM words WHERE rowid >= ? AND rowid < ?",
            "DELETE FROM provision WHERE no >= ? AND no < ?",
        ] {
            self.db.prepare_cached(sql)?.execute([from, to])?;
        }
        self.db
            .prepare_cached("DELETE FROM act WHERE no >= ? AND no < ?")?
            .execute([first, after])?;
        self.remove_slots(no)?;
        for sql in [
            "DELETE FROM instrument WHERE no = ?",
            "DELETE FROM party WHERE instrument = ?",
            "DELETE FROM mention WHERE instrument = ?",
            "DELETE FROM wording WHERE instrument = ?",
            "DELETE FROM card WHERE instrument = ?",
            "DELETE FROM citing WHERE instrument = ?",
            "DELETE FROM digest WHERE instrument = ?",
            "DELETE FROM far_key WHERE instrument = ?",
            "DELETE FROM pair WHERE later = ?",
            "DELETE FROM link WHERE owner = ?",
            "DELETE FROM cited WHERE instrument = ?",
            "DELETE FROM party_name WHERE instrument = ?",
            "DELETE FROM pack WHERE instrument = ?",
            "DELETE FROM stale WHERE instrument = ?",
            "UPDATE witness SET instrument = NULL WHERE instrument = ?",
        ] {
            self.db.prepare_cached(sql)?.execute([no.0])?;
        }
        Ok(())
    }

    /// Changes what may change without anything else of an instrument changing.
    pub fn set_witness_count(&self, no: InstrumentNo, witnesses: u32) -> Result<()> {
        self.db
            .prepare_cached("UPDATE instrument SET witnesses = ? WHERE no = ?")?
            .execute(params![witnesses, no.0])?;
        Ok(())
    }

    /// Notes findings: of a source as a whole where `ordinal` is 0, else of a statement in it. Those
    /// noted before are replaced.
    pub fn set_findings(&self, source: i64, ordinal: u32, findings: &[FindingRow]) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM finding WHERE source = ? AND ordinal = ?")?
            .execute(params![source, ordinal])?;
        let mut insert =
            self.db.prepare_cached("INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?)")?;
        for (place, row) in (1..).zip(findings) {
            let place: i64 = place;
            let bytes = json(&row.bytes);
            insert.execute(params![
                source,
                ordinal,
                place,
                row.code,
                row.severity,
                bytes,
                row.message
            ])?;
        }
        Ok(())
    }

    /// Notes what was set aside in a source.
    pub fn add_set_aside(&self, source: i64, rows: &[SetAsideRow]) -> Result<()> {
        let mut insert = self.db.prepare_cached("INSERT INTO set_aside VALUES (?, ?, ?, ?, ?)")?;
        for (place, row) in (1..).zip(rows) {
            let place: i64 = place;
            let (start, end) = (row.start.cast_signed(), row.end.cast_signed());
            insert.execute(params![source, place, start, end, row.reason])?;
        }
        Ok(())
    }

    /// Takes everything derived away.
    pub fn clear_derived(&self) -> Result<()> {
        self.db.execute_batch(
            "DELETE FROM witness; DELETE FROM citation; DELETE FROM instrument;
             DELETE FROM finding; DELETE FROM set_aside; DELETE FROM provision; DELETE FROM act;
             DELETE FROM digest; DELETE FROM far_key; DELETE FROM pair; DELETE FROM link;
             DELETE FROM entity; DELETE FROM entity_name; DELETE FROM mention; DELETE FROM slot;
             DELETE FROM pack; DELETE FROM attachment; DELETE FROM cited; DELETE FROM party_name;
             DELETE FROM party; DELETE FROM wording;
             DELETE FROM formula_use; DELETE FROM card;
             DELETE FROM citing; DELETE FROM stale; INSERT INTO words (words) VALUES ('delete-all');",
        )?;
        Ok(())
    }
}

impl View<'_> {
    /// All instruments in the order of time, those of one day by their names.
    pub fn instruments(&self) -> Result<Vec<InstrumentRow>> {
        self.instruments_where("1", [])
    }

    /// The instruments of which all of `parties` are parties, in the order of time.
    pub fn instruments_with(&self, parties: &[String]) -> Result<Vec<InstrumentRow>> {
        self.instruments_where(&of_all(parties), params_from_iter(parties))
    }

    /// How many instruments have all of `parties` as parties, and those of a page of them: in the order of
    /// time, or the latest first.
    pub fn instruments_page(
        &self,
        parties: &[String],
        direction: Direction,
        skip: usize,
        most: usize,
    ) -> Result<(usize, Vec<InstrumentRow>)> {
        let condition = of_all(parties);
        let sql = format!("SELECT count(*) FROM instrument WHERE {condition}");
        let total: i64 =
            self.db.prepare_cached(&sql)?.query_row(params_from_iter(parties), |row| row.get(0))?;
        let back = if direction == Direction::Back { " DESC" } else { "" };
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let (most, skip) = (count(most), count(skip));
        let rest =
            format!("WHERE {condition} ORDER BY day{back}, id{back} LIMIT {most} OFFSET {skip}");
        let rows = self.instruments_ordered(&rest, params_from_iter(parties))?;
        Ok((usize::try_from(total).unwrap_or(0), rows))
    }

    /// The numbers of the instruments of which all of `parties` are parties, in order.
    pub fn instrument_numbers_with(&self, parties: &[String]) -> Result<Vec<InstrumentNo>> {
        let sql = format!("SELECT no FROM instrument WHERE {} ORDER BY no", of_all(parties));
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(params_from_iter(parties), |row| row.get(0))?;
        Ok(rows.map(|no| no.map(InstrumentNo)).collect::<rusqlite::Result<_>>()?)
    }

    /// The instruments whose names begin with `parties/`, in the order of time.
    pub fn instruments_called(&self, parties: &str) -> Result<Vec<InstrumentRow>> {
        // Names are sorted: all that begin with `parties/` stand before `parties0`.
        self.instruments_where("id >= ?1 || '/' AND id < ?1 || '0'", [parties])
    }

    /// The instrument called `id`.
    pub fn instrument(&self, id: &InstrumentId) -> Result<Option<InstrumentRow>> {
        Ok(self.instruments_where("id = ?", [&id.0])?.into_iter().next())
    }

    /// The instrument with the number `no`.
    pub fn instrument_by_no(&self, no: InstrumentNo) -> Result<Option<InstrumentRow>> {
        Ok(self.instruments_where("no = ?", [no.0])?.into_iter().next())
    }

    /// The instruments of exactly these parties, in the order of time.
    pub fn instruments_of(&self, parties: &str) -> Result<Vec<InstrumentRow>> {
        self.instruments_where("parties = ?", [parties])
    }

    /// The name of the instrument with the number `no`.
    pub fn instrument_id(&self, no: InstrumentNo) -> Result<Option<InstrumentId>> {
        let mut query = self.db.prepare_cached("SELECT id FROM instrument WHERE no = ?")?;
        Ok(query.query_row([no.0], |row| row.get(0).map(InstrumentId)).optional()?)
    }

    /// The name of the instrument with the number `no`, the day by which it stands in time, and how that
    /// day is known.
    pub fn instrument_name(
        &self,
        no: InstrumentNo,
    ) -> Result<Option<(InstrumentId, Option<String>, String)>> {
        let mut query =
            self.db.prepare_cached("SELECT id, day, placing FROM instrument WHERE no = ?")?;
        let row = query
            .query_row([no.0], |row| Ok((InstrumentId(row.get(0)?), row.get(1)?, row.get(2)?)));
        Ok(row.optional()?)
    }

    /// The number of the instrument called `id`.
    pub fn instrument_no(&self, id: &InstrumentId) -> Result<Option<InstrumentNo>> {
        let mut query = self.db.prepare_cached("SELECT no FROM instrument WHERE id = ?")?;
        Ok(query.query_row([&id.0], |row| row.get(0).map(InstrumentNo)).optional()?)
    }

    /// Whether an instrument has the number `no`.
    pub fn has_instrument(&self, no: InstrumentNo) -> Result<bool> {
        let mut query = self.db.prepare_cached("SELECT 1 FROM instrument WHERE no = ?")?;
        Ok(query.exists([no.0])?)
    }

    /// All combinations of parties that instruments have, in order.
    pub fn party_sets(&self) -> Result<Vec<String>> {
        let mut query =
            self.db.prepare_cached("SELECT DISTINCT parties FROM instrument ORDER BY parties")?;
        let rows = query.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// All combinations of parties with the number of their instruments and the last day of one, those
    /// with most instruments first.
    pub fn lineages(&self) -> Result<Vec<(String, u32, Option<String>)>> {
        let mut query = self.db.prepare_cached(
            "SELECT parties, count(*), max(day) FROM instrument GROUP BY parties
             ORDER BY 2 DESC, parties",
        )?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The findings of a source as a whole (`ordinal` 0) or of a statement in it.
    pub fn findings(&self, source: i64, ordinal: u32) -> Result<Vec<FindingRow>> {
        let mut query = self.db.prepare_cached(
            "SELECT code, severity, bytes, message FROM finding
             WHERE source = ? AND ordinal = ? ORDER BY place",
        )?;
        let rows = query.query_map(params![source, ordinal], |row| {
            Ok(FindingRow {
                code: row.get(0)?,
                severity: row.get(1)?,
                bytes: from_json(&row.get::<_, String>(2)?),
                message: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What was set aside in a source.
    pub fn set_aside(&self, source: i64) -> Result<Vec<SetAsideRow>> {
        let mut query = self.db.prepare_cached(
            "SELECT start, \"end\", reason FROM set_aside WHERE source = ? ORDER BY place",
        )?;
        let rows = query.query_map([source], |row| {
            let (start, end): (i64, i64) = (row.get(0)?, row.get(1)?);
            let (start, end) = (start.unsigned_abs(), end.unsigned_abs());
            Ok(SetAsideRow { start, end, reason: row.get(2)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn instruments_where(
        &self,
        condition: &str,
        value: impl rusqlite::Params,
    ) -> Result<Vec<InstrumentRow>> {
        self.instruments_ordered(&format!("WHERE {condition} ORDER BY day, id"), value)
    }

    /// The instruments that `rest`, all that follows the table in a query, selects.
    pub(crate) fn instruments_ordered(
        &self,
        rest: &str,
        value: impl rusqlite::Params,
    ) -> Result<Vec<InstrumentRow>> {
        let mut query = self.db.prepare_cached(&format!("SELECT * FROM instrument {rest}"))?;
        let rows = query.query_map(value, instrument_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// The condition that all of `parties` are parties of an instrument.
pub(crate) fn of_all(parties: &[String]) -> String {
    const OF_ONE: &str = "no IN (SELECT instrument FROM party WHERE code = ?)";
    match parties.is_empty() {
        true => "1".to_owned(),
        false => vec![OF_ONE; parties.len()].join(" AND "),
    }
}

fn instrument_row(row: &Row<'_>) -> rusqlite::Result<InstrumentRow> {
    Ok(InstrumentRow {
        no: InstrumentNo(row.get(0)?),
        id: InstrumentId(row.get(1)?),
        title: row.get(2)?,
        title_derived: row.get(3)?,
        kind: row.get(4)?,
        parties: row.get(5)?,
        signed: row.get(6)?,
        day: row.get(7)?,
        placing: row.get(8)?,
        visit: row.get(9)?,
        place: row.get(10)?,
        signatories: from_json(&row.get::<_, String>(11)?),
        languages: from_json(&row.get::<_, String>(12)?),
        copies: row.get(13)?,
        partnership: row.get(14)?,
        complete: row.get(15)?,
        pack: row.get(16)?,
        source: row.get(17)?,
        ordinal: row.get(18)?,
        witnesses: row.get(19)?,
        provisions: row.get(20)?,
        acts: row.get(21)?,
        commitments: row.get(22)?,
        print: row.get(23)?,
    })
}

/// Lists of words and of numbers always have a JSON.
pub(crate) fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// What [`json`] wrote; the check of the register tells where it is something else.
pub(crate) fn from_json<T: serde::de::DeserializeOwned + Default>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_default()
}
