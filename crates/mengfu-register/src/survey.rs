//! Counts over all instruments, for whoever looks at the register as a whole. Each is answered from an
//! index, so that it costs little in a large register.

use mengfu_model::{EntityId, EntityKind};
use rusqlite::{OptionalExtension, params};

use crate::error::Result;
use crate::file::View;
use crate::instrument::InstrumentRow;
use crate::key::InstrumentNo;

/// The instruments of the same parties, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartySet {
    /// The codes of the parties in their order, a space between.
    pub parties: String,
    /// How many instruments they have.
    pub instruments: u32,
    /// The day of the first that stands in time.
    pub first: Option<String>,
    /// The day of the last.
    pub last: Option<String>,
}

/// A session or a meeting of which the day, month or year is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedMention {
    /// The entry that the text alone makes it.
    pub entity: EntityId,
    /// Its words there.
    pub surface: String,
    /// The instrument that tells it.
    pub instrument: InstrumentNo,
    /// The provision, from 1.
    pub provision: Option<u32>,
    /// The act, from 1.
    pub act: Option<u32>,
    /// The number of the session.
    pub session: Option<u32>,
    /// When it took or takes place, EDTF.
    pub date: String,
}

impl View<'_> {
    /// How many instruments there are.
    pub fn count_instruments(&self) -> Result<u32> {
        let mut query = self.db.prepare_cached("SELECT count(*) FROM instrument")?;
        Ok(query.query_row([], |row| row.get(0))?)
    }

    /// How many acts all instruments have, and how many of them are commitments.
    pub fn count_acts(&self) -> Result<(u64, u64)> {
        let sql = "SELECT coalesce(sum(acts), 0), coalesce(sum(commitments), 0) FROM instrument";
        let row = self.db.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)));
        let (acts, commitments): (i64, i64) = row?;
        Ok((acts.unsigned_abs(), commitments.unsigned_abs()))
    }

    /// The instruments from `from` to `to`, days or their beginnings, by their parties. Those that stand
    /// nowhere in time are among them where no bound is given.
    pub fn party_sets_between(
        &self,
        from: Option<&str>,
        to: Option<&str>,
    ) -> Result<Vec<PartySet>> {
        let mut query = self.db.prepare_cached(
            "SELECT parties, count(*), min(day), max(day) FROM instrument
             WHERE (?1 IS NULL OR day >= ?1) AND (?2 IS NULL OR day < ?2)
             GROUP BY parties ORDER BY parties",
        )?;
        let rows = query.query_map(params![from, to], |row| {
            Ok(PartySet {
                parties: row.get(0)?,
                instruments: row.get(1)?,
                first: row.get(2)?,
                last: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The parties whose instruments are called `name/…`: their codes with a space between.
    pub fn parties_called(&self, name: &str) -> Result<Option<String>> {
        // Names are sorted: all that begin with `name/` stand before the one that begins with `name0`.
        let mut query = self.db.prepare_cached(
            "SELECT parties FROM instrument WHERE id >= ?1 || '/' AND id < ?1 || '0' LIMIT 1",
        )?;
        Ok(query.query_row([name], |row| row.get(0)).optional()?)
    }

    /// The last `most` instruments, latest first.
    pub fn last_instruments(&self, most: usize) -> Result<Vec<InstrumentRow>> {
        self.instruments_ordered(&format!("ORDER BY no DESC LIMIT {most}"), [])
    }

    /// How many findings are of one of these severities.
    pub fn count_findings(&self, severities: [&str; 2]) -> Result<u32> {
        let mut query =
            self.db.prepare_cached("SELECT count(*) FROM finding WHERE severity IN (?, ?)")?;
        Ok(query.query_row(severities, |row| row.get(0))?)
    }

    /// How many acts of an instrument have each set of topics.
    pub fn topics_of(&self, no: InstrumentNo) -> Result<Vec<(u32, u32)>> {
        let (from, to) = no.acts();
        let mut query = self.db.prepare_cached(
            "SELECT topics, count(*) FROM act WHERE no >= ? AND no < ? GROUP BY topics",
        )?;
        let rows = query.query_map([from, to], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Which instruments from `from` up to but not with `to` mention which entries of a sort.
    pub fn mentioned(
        &self,
        kind: EntityKind,
        from: InstrumentNo,
        to: InstrumentNo,
        mut visit: impl FnMut(&str, InstrumentNo),
    ) -> Result<()> {
        let mut query = self.db.prepare_cached(
            "SELECT entity, instrument FROM mention
             WHERE entity >= ?1 || ':' AND entity < ?1 || ';' AND instrument >= ?2 AND instrument < ?3
             GROUP BY entity, instrument",
        )?;
        let mut rows = query.query(params![kind.code(), from.0, to.0])?;
        while let Some(row) = rows.next()? {
            visit(row.get_ref(0)?.as_str().unwrap_or_default(), InstrumentNo(row.get(1)?));
        }
        Ok(())
    }

    /// The instruments from `from` up to but not with `to` that mention an entry.
    pub fn mentioning(
        &self,
        entity: &EntityId,
        from: InstrumentNo,
        to: InstrumentNo,
    ) -> Result<Vec<InstrumentNo>> {
        let mut query = self.db.prepare_cached(
            "SELECT DISTINCT instrument FROM mention
             WHERE entity = ? AND instrument >= ? AND instrument < ?",
        )?;
        let rows = query.query_map(params![entity.0, from.0, to.0], |row| row.get(0))?;
        Ok(rows.map(|no| no.map(InstrumentNo)).collect::<rusqlite::Result<_>>()?)
    }

    /// What an entry is called most often; of names that are as frequent, the longest.
    pub fn entity_title(&self, entity: &EntityId) -> Result<Option<String>> {
        let mut query = self.db.prepare_cached(
            "SELECT name FROM entity_name WHERE entity = ?
             ORDER BY mentions DESC, length(name) DESC, name LIMIT 1",
        )?;
        Ok(query.query_row([&entity.0], |row| row.get(0)).optional()?)
    }

    /// The instruments of exactly these parties by their numbers, in the order of time.
    pub fn numbers_of(&self, parties: &str) -> Result<Vec<InstrumentNo>> {
        let mut query = self
            .db
            .prepare_cached("SELECT no FROM instrument WHERE parties = ? ORDER BY day, no")?;
        let rows = query.query_map([parties], |row| row.get(0))?;
        Ok(rows.map(|no| no.map(InstrumentNo)).collect::<rusqlite::Result<_>>()?)
    }

    /// The sessions and meetings that are told with a date, in the order of their dates as written.
    pub fn dated_mentions(&self) -> Result<Vec<DatedMention>> {
        let mut query = self.db.prepare_cached(
            "SELECT entity, surface, instrument, provision, act, session, date FROM mention
             WHERE date IS NOT NULL AND kind IN ('mechanism', 'forum', 'event')
             ORDER BY date, entity, session, instrument, provision, act",
        )?;
        let rows = query.query_map([], |row| {
            Ok(DatedMention {
                entity: EntityId(row.get(0)?),
                surface: row.get(1)?,
                instrument: InstrumentNo(row.get(2)?),
                provision: row.get(3)?,
                act: row.get(4)?,
                session: row.get(5)?,
                date: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
