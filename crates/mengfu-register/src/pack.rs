//! Derived: the commitments of each instrument, packed, and to which acts decisions hold on.

use std::ops::ControlFlow;

use rusqlite::{OptionalExtension, params};

use crate::error::{RegisterError, Result};
use crate::file::{View, Writer};
use crate::key::{ActKey, InstrumentNo};

/// Which way to go through time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The earliest first.
    Forth,
    /// The latest first.
    Back,
}

/// To which act a decision holds on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The number of the entry of the journal.
    pub number: u64,
    /// The act; none where the decision is detached.
    pub act: Option<ActKey>,
    /// How the act was found.
    pub how: String,
}

impl Writer<'_> {
    /// Keeps the packed commitments of an instrument.
    pub fn set_pack(&self, no: InstrumentNo, bytes: &[u8]) -> Result<()> {
        self.db
            .prepare_cached("INSERT OR REPLACE INTO pack VALUES (?, ?)")?
            .execute(params![no.0, bytes])?;
        Ok(())
    }

    /// Says to which act a decision holds on.
    pub fn set_attachment(&self, attachment: &Attachment) -> Result<()> {
        let Attachment { number, act, how } = attachment;
        self.db
            .prepare_cached("INSERT OR REPLACE INTO attachment VALUES (?, ?, ?)")?
            .execute(params![number.cast_signed(), act.map(|a| a.0), how])?;
        Ok(())
    }
}

impl View<'_> {
    /// The packed commitments of an instrument.
    pub fn pack(&self, no: InstrumentNo) -> Result<Option<Vec<u8>>> {
        let mut query = self.db.prepare_cached("SELECT bytes FROM pack WHERE instrument = ?")?;
        Ok(query.query_row([no.0], |row| row.get(0)).optional()?)
    }

    /// Goes through the packed commitments of all instruments, in the order of time or the other way
    /// about, until `visit` breaks off.
    pub fn each_pack<E: From<RegisterError>>(
        &self,
        direction: Direction,
        mut visit: impl FnMut(InstrumentNo, &[u8]) -> std::result::Result<ControlFlow<()>, E>,
    ) -> std::result::Result<(), E> {
        let sql = match direction {
            Direction::Forth => "SELECT instrument, bytes FROM pack ORDER BY instrument",
            Direction::Back => "SELECT instrument, bytes FROM pack ORDER BY instrument DESC",
        };
        let mut query = self.db.prepare_cached(sql).map_err(RegisterError::from)?;
        let mut rows = query.query([]).map_err(RegisterError::from)?;
        while let Some(row) = rows.next().map_err(RegisterError::from)? {
            let no = row.get(0).map(InstrumentNo).map_err(RegisterError::from)?;
            let bytes = row.get_ref(1).map_err(RegisterError::from)?;
            if visit(no, bytes.as_blob().unwrap_or_default())?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// To which acts all decisions hold on, by their numbers.
    pub fn attachments(&self) -> Result<Vec<Attachment>> {
        let mut query =
            self.db.prepare_cached("SELECT number, act, how FROM attachment ORDER BY number")?;
        let rows = query.query_map([], attachment)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The decisions that hold on to an act, by their numbers.
    pub fn attached_to(&self, act: ActKey) -> Result<Vec<Attachment>> {
        let mut query = self.db.prepare_cached(
            "SELECT number, act, how FROM attachment WHERE act = ? ORDER BY number",
        )?;
        let rows = query.query_map([act.0], attachment)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// To which act a decision holds on.
    pub fn attachment(&self, number: u64) -> Result<Option<Attachment>> {
        let mut query =
            self.db.prepare_cached("SELECT number, act, how FROM attachment WHERE number = ?")?;
        Ok(query.query_row([number.cast_signed()], attachment).optional()?)
    }
}

fn attachment(row: &rusqlite::Row<'_>) -> rusqlite::Result<Attachment> {
    let (number, act): (i64, Option<i64>) = (row.get(0)?, row.get(1)?);
    Ok(Attachment { number: number.unsigned_abs(), act: act.map(ActKey), how: row.get(2)? })
}
