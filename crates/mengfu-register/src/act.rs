//! Derived: provisions and acts.

use mengfu_model::{Kind, Stance, Strength, TopicSet};
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::file::{View, Writer};
use crate::instrument::{from_json, json};
use crate::key::{ActKey, InstrumentNo, ProvisionKey};

/// A provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvisionRow {
    /// Its number.
    pub key: ProvisionKey,
    /// The path of printed labels.
    pub article: String,
    /// Its words.
    pub text: String,
    /// Its words as they are searched, where that differs.
    pub plain: Option<String>,
}

/// An act.
#[derive(Clone, Debug, PartialEq)]
pub struct ActRow {
    /// Its number.
    pub key: ActKey,
    /// The first byte of its words in the provision.
    pub start: u32,
    /// The first byte after its words.
    pub end: u32,
    /// What sort of act it is.
    pub kind: Kind,
    /// Of a position.
    pub stance: Option<Stance>,
    /// Of a commitment.
    pub strength: Option<Strength>,
    /// Whether it has no natural end.
    pub standing: bool,
    /// The topics.
    pub topics: TopicSet,
    /// `all`, codes of parties, or the words for another body.
    pub actors: Vec<String>,
    /// Times, figures and names.
    pub detail: ActDetail,
}

/// What many acts do not have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ActDetail {
    /// The times it names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<Time>,
    /// The figures it names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quantities: Vec<Quantity>,
    /// The named things it refers to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
}

/// A time as printed and as understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Time {
    /// Its words.
    pub text: String,
    /// Its value, EDTF.
    pub edtf: Option<String>,
    /// The code of its role.
    pub role: String,
}

/// A figure as printed and as understood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Quantity {
    /// Its words.
    pub text: String,
    /// Its value.
    pub value: f64,
    /// The unit of the value.
    pub unit: String,
    /// The words for what is measured.
    pub of: Option<String>,
}

/// A named thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Reference {
    /// Its words.
    pub text: String,
    /// The code of its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The name of its identity within a reading.
    pub id: String,
}

impl ActDetail {
    fn is_empty(&self) -> bool {
        self.times.is_empty() && self.quantities.is_empty() && self.references.is_empty()
    }
}

impl Writer<'_> {
    /// Adds a provision. Its words are found once they are indexed too.
    pub fn add_provision(&self, row: &ProvisionRow) -> Result<()> {
        self.db.prepare_cached("INSERT INTO provision VALUES (?, ?, ?, ?)")?.execute(params![
            row.key.0,
            row.article,
            row.text,
            row.plain
        ])?;
        self.index_words(row.key, row.plain.as_deref().unwrap_or(&row.text))
    }

    /// Adds an act.
    pub fn add_act(&self, row: &ActRow) -> Result<()> {
        let detail = (!row.detail.is_empty()).then(|| json(&row.detail));
        self.db.prepare_cached("INSERT INTO act VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?.execute(
            params![
                row.key.0,
                row.start,
                row.end,
                row.kind.code(),
                row.stance.map(Stance::code),
                row.strength.map(Strength::code),
                row.standing,
                row.topics.bits(),
                row.actors.join("\u{1f}"),
                detail
            ],
        )?;
        Ok(())
    }
}

impl View<'_> {
    /// A provision.
    pub fn provision(&self, key: ProvisionKey) -> Result<Option<ProvisionRow>> {
        let mut query = self.db.prepare_cached("SELECT * FROM provision WHERE no = ?")?;
        Ok(query.query_row([key.0], provision_row).optional()?)
    }

    /// The provisions of an instrument, in order.
    pub fn provisions_of(&self, instrument: InstrumentNo) -> Result<Vec<ProvisionRow>> {
        let (from, to) = instrument.provisions();
        let mut query = self
            .db
            .prepare_cached("SELECT * FROM provision WHERE no >= ? AND no < ? ORDER BY no")?;
        let rows = query.query_map([from, to], provision_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// An act.
    pub fn act(&self, key: ActKey) -> Result<Option<ActRow>> {
        let mut query = self.db.prepare_cached("SELECT * FROM act WHERE no = ?")?;
        Ok(query.query_row([key.0], act_row).optional()?)
    }

    /// The acts of an instrument, in order.
    pub fn acts_of(&self, instrument: InstrumentNo) -> Result<Vec<ActRow>> {
        let (from, to) = instrument.acts();
        self.acts_between(from, to)
    }

    /// The acts of a provision, in order.
    pub fn acts_of_provision(&self, provision: ProvisionKey) -> Result<Vec<ActRow>> {
        let (from, to) = provision.acts();
        self.acts_between(from, to)
    }

    fn acts_between(&self, from: i64, to: i64) -> Result<Vec<ActRow>> {
        let mut query =
            self.db.prepare_cached("SELECT * FROM act WHERE no >= ? AND no < ? ORDER BY no")?;
        let rows = query.query_map([from, to], act_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn provision_row(row: &Row<'_>) -> rusqlite::Result<ProvisionRow> {
    Ok(ProvisionRow {
        key: ProvisionKey(row.get(0)?),
        article: row.get(1)?,
        text: row.get(2)?,
        plain: row.get(3)?,
    })
}

fn act_row(row: &Row<'_>) -> rusqlite::Result<ActRow> {
    let code = |at: usize| row.get_ref(at)?.as_str_or_null().map_err(rusqlite::Error::from);
    let actors: String = row.get(8)?;
    let detail: Option<String> = row.get(9)?;
    Ok(ActRow {
        key: ActKey(row.get(0)?),
        start: row.get(1)?,
        end: row.get(2)?,
        kind: code(3)?.and_then(Kind::from_code).unwrap_or(Kind::Record),
        stance: code(4)?.and_then(Stance::from_code),
        strength: code(5)?.and_then(Strength::from_code),
        standing: row.get(6)?,
        topics: TopicSet::from_bits(row.get(7)?),
        actors: actors.split('\u{1f}').filter(|a| !a.is_empty()).map(str::to_owned).collect(),
        detail: detail.map(|text| from_json(&text)).unwrap_or_default(),
    })
}
