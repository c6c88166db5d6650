//! Derived: what instruments cite, and how citations are compared with them.

use std::collections::{BTreeMap, BTreeSet};

use mengfu_model::{Card, Cited};
use rusqlite::{OptionalExtension, params};

use crate::error::{RegisterError, Result};
use crate::file::{View, Writer};
use crate::key::InstrumentNo;

/// By what a citation finds instruments.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sought {
    parties: String,
    title: String,
}

impl Sought {
    /// What a citation seeks: texts of its parties; where it names none, texts with its title.
    pub fn of(cited: &Cited) -> Self {
        let title = match cited.parties.is_empty() {
            true => cited.title.clone().unwrap_or_default(),
            false => String::new(),
        };
        Self { parties: sorted(&cited.parties), title }
    }

    /// All by which an instrument can be found.
    pub fn all(card: &Card) -> BTreeSet<Self> {
        let by_parties = Self { parties: sorted(&card.parties), title: String::new() };
        let by_title =
            Self { parties: String::new(), title: card.title.clone().unwrap_or_default() };
        [by_parties, by_title].into_iter().filter(|one| *one != Self::nothing()).collect()
    }

    fn nothing() -> Self {
        Self { parties: String::new(), title: String::new() }
    }
}

fn sorted(parties: &[String]) -> String {
    let mut parties: Vec<&str> = parties.iter().map(String::as_str).collect();
    parties.sort_unstable();
    parties.join(" ")
}

impl Writer<'_> {
    /// Writes what an instrument cites, and its card.
    pub fn set_cited(&self, no: InstrumentNo, card: &Card, cited: &[Cited]) -> Result<()> {
        let text = |value: serde_json::Result<String>| {
            value.map_err(|e| RegisterError::Damaged(e.to_string()))
        };
        let (card_text, cited_text) =
            (text(serde_json::to_string(card))?, text(serde_json::to_string(cited))?);
        self.db
            .prepare_cached("INSERT OR REPLACE INTO cited VALUES (?, ?, ?)")?
            .execute(params![no.0, card_text, cited_text])?;
        self.db
            .prepare_cached("INSERT OR REPLACE INTO card VALUES (?, ?, ?)")?
            .execute(params![no.0, sorted(&card.parties), card.title])?;
        let mut insert = self.db.prepare_cached("INSERT OR IGNORE INTO citing VALUES (?, ?, ?)")?;
        for one in cited {
            let sought = Sought::of(one);
            insert.execute(params![sought.parties, sought.title, no.0])?;
        }
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

    /// The cards among which a citation that seeks them is resolved, in the order of time.
    pub fn cards_for(&self, sought: &BTreeSet<Sought>) -> Result<Vec<Card>> {
        let mut found = BTreeMap::new();
        for one in sought {
            let (column, value) = match one.parties.is_empty() {
                true => ("title", &one.title),
                false => ("parties", &one.parties),
            };
            let sql = format!(
                "SELECT c.instrument, d.card FROM card c JOIN cited d ON d.instrument = c.instrument
                 WHERE c.{column} = ?"
            );
            let mut query = self.db.prepare_cached(&sql)?;
            let mut rows = query.query([value])?;
            while let Some(row) = rows.next()? {
                let card = parsed(row.get_ref(1)?.as_str().unwrap_or_default())?;
                found.insert(InstrumentNo(row.get(0)?), card);
            }
        }
        Ok(found.into_values().collect())
    }

    /// The instruments that cite something by one of these, with what they cite, in the order of time.
    pub fn citing(&self, sought: &BTreeSet<Sought>) -> Result<Vec<(Card, Vec<Cited>)>> {
        let mut numbers = BTreeSet::new();
        let mut query = self
            .db
            .prepare_cached("SELECT instrument FROM citing WHERE parties = ? AND title = ?")?;
        let mut of_parties =
            self.db.prepare_cached("SELECT instrument FROM citing WHERE parties = ?")?;
        for one in sought {
            let mut rows = match one.parties.is_empty() {
                true => query.query([&one.parties, &one.title])?,
                false => of_parties.query([&one.parties])?,
            };
            while let Some(row) = rows.next()? {
                numbers.insert(InstrumentNo(row.get(0)?));
            }
        }
        let mut citing = Vec::with_capacity(numbers.len());
        for no in numbers {
            citing.extend(self.cited(no)?);
        }
        Ok(citing)
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
