//! Derived: what instruments cite, and how citations are compared with them.

use mengfu_model::{Card, Cited};
use rusqlite::{OptionalExtension, params};

use crate::error::{RegisterError, Result};
use crate::file::{View, Writer};
use crate::key::InstrumentNo;

impl Writer<'_> {
    /// Writes what an instrument cites, and its card.
    pub fn set_cited(&self, no: InstrumentNo, card: &Card, cited: &[Cited]) -> Result<()> {
        let text = |value: serde_json::Result<String>| {
            value.map_err(|e| RegisterError::Damaged(e.to_string()))
        };
        let (card, cited) =
            (text(serde_json::to_string(card))?, text(serde_json::to_string(cited))?);
        self.db
            .prepare_cached("INSERT OR REPLACE INTO cited VALUES (?, ?, ?)")?
            .execute(params![no.0, card, cited])?;
        Ok(())
    }
}

impl View<'_> {
    /// The card of an instrument and what it cites.
    pub fn cited(&self, no: InstrumentNo) -> Result<Option<(Card, Vec<Cited>)>> {
        let mut query =
            self.db.prepare_cached("SELECT card, cited FROM cited WHERE instrument = ?")?;
        let row =
            query.query_row([no.0], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
        row.optional()?.map(|(card, cited)| Ok((parsed(&card)?, parsed(&cited)?))).transpose()
    }

    /// The cards of all instruments, in the order of time.
    pub fn cards(&self) -> Result<Vec<Card>> {
        let mut query = self.db.prepare_cached("SELECT card FROM cited ORDER BY instrument")?;
        let mut rows = query.query([])?;
        let mut cards = Vec::new();
        while let Some(row) = rows.next()? {
            cards.push(parsed(row.get_ref(0)?.as_str().unwrap_or_default())?);
        }
        Ok(cards)
    }

    /// The cards of all instruments with what each cites, in the order of time.
    pub fn all_cited(&self) -> Result<Vec<(Card, Vec<Cited>)>> {
        let mut query =
            self.db.prepare_cached("SELECT card, cited FROM cited ORDER BY instrument")?;
        let mut rows = query.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let (card, cited): (String, String) = (row.get(0)?, row.get(1)?);
            all.push((parsed(&card)?, parsed(&cited)?));
        }
        Ok(all)
    }
}

fn parsed<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|e| RegisterError::Damaged(e.to_string()))
}
