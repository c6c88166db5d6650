//! Derived: the entries of directories, counted while mentions come and go.

use std::collections::{BTreeMap, BTreeSet};

use mengfu_model::{EntityId, EntityKind};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use crate::error::Result;
use crate::file::{View, Writer};
use crate::key::InstrumentNo;
use crate::link::MentionRow;

/// An entry of a directory, as the texts alone make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityRow {
    /// Its name.
    pub id: EntityId,
    /// What it is called most often; of names that are as frequent, the longest.
    pub title: String,
    /// How often it is mentioned.
    pub mentions: u32,
    /// The earliest instrument that mentions it.
    pub first: InstrumentNo,
    /// The latest.
    pub last: InstrumentNo,
}

/// An order of entries. What is equal stands in the order of the ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EntityOrder {
    /// What is mentioned most comes first.
    #[default]
    Mentions,
    /// By title.
    Title,
    /// By the first instrument, earliest first.
    First,
    /// By the last instrument, latest first.
    Last,
}

/// Which entries to give.
#[derive(Clone, Debug)]
pub struct EntitiesSought<'s> {
    /// Their sort.
    pub kind: EntityKind,
    /// Each of these, in the form in which words are found, stands in one of their names.
    pub words: &'s [String],
    /// The order.
    pub order: EntityOrder,
    /// So many are left out first.
    pub skip: usize,
    /// At most so many are given.
    pub most: usize,
}

/// A mention in few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedRow {
    /// The entry that the text alone makes it.
    pub entity: EntityId,
    /// Its words there.
    pub name: String,
    /// The instrument.
    pub instrument: InstrumentNo,
}

impl Writer<'_> {
    /// Counts mentions that were added; `plain` gives a name as it is searched.
    pub(crate) fn count_names(
        &self,
        rows: &[MentionRow],
        plain: impl Fn(&str) -> String,
    ) -> Result<()> {
        let mut counts: BTreeMap<(&str, &str), u32> = BTreeMap::new();
        for row in rows {
            *counts.entry((&row.entity.0, &row.surface)).or_default() += 1;
        }
        let mut insert = self.db.prepare_cached(
            "INSERT INTO entity_name VALUES (?, ?, ?, ?)
             ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions",
        )?;
        for ((entity, name), count) in counts {
            insert.execute(params![entity, name, plain(name), count])?;
        }
        let entities: BTreeMap<&str, EntityKind> =
            rows.iter().map(|row| (row.entity.0.as_str(), row.kind)).collect();
        for (entity, kind) in entities {
            self.recount(entity, kind)?;
        }
        Ok(())
    }

    /// Takes the mentions of an instrument away.
    pub(crate) fn remove_mentions(&self, no: InstrumentNo) -> Result<()> {
        let mut select = self.db.prepare_cached(
            "SELECT entity, kind, surface, count(*) FROM mention WHERE instrument = ?
             GROUP BY entity, kind, surface",
        )?;
        let rows = select.query_map([no.0], |row| {
            let kind: String = row.get(1)?;
            Ok((row.get::<_, String>(0)?, kind, row.get::<_, String>(2)?, row.get::<_, u32>(3)?))
        })?;
        let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        self.db.prepare_cached("DELETE FROM mention WHERE instrument = ?")?.execute([no.0])?;
        let mut entities = BTreeMap::new();
        for (entity, kind, name, count) in &rows {
            self.db
                .prepare_cached(
                    "UPDATE entity_name SET mentions = mentions - ? WHERE entity = ? AND name = ?",
                )?
                .execute(params![count, entity, name])?;
            self.db
                .prepare_cached(
                    "DELETE FROM entity_name WHERE entity = ? AND name = ? AND mentions = 0",
                )?
                .execute([entity, name])?;
            entities.extend(EntityKind::from_code(kind).map(|kind| (entity.as_str(), kind)));
        }
        for (entity, kind) in entities {
            self.recount(entity, kind)?;
        }
        Ok(())
    }

    /// Brings the row of an entry in line with its names and mentions.
    fn recount(&self, entity: &str, kind: EntityKind) -> Result<()> {
        self.db.prepare_cached("DELETE FROM entity WHERE id = ?")?.execute([entity])?;
        self.db
            .prepare_cached(
                "INSERT INTO entity SELECT ?1, ?2, name,
                     (SELECT sum(mentions) FROM entity_name WHERE entity = ?1),
                     (SELECT min(instrument) FROM mention WHERE entity = ?1),
                     (SELECT max(instrument) FROM mention WHERE entity = ?1)
                 FROM entity_name WHERE entity = ?1
                 ORDER BY mentions DESC, length(name) DESC, name LIMIT 1",
            )?
            .execute(params![entity, kind.code()])?;
        Ok(())
    }
}

impl View<'_> {
    /// How many entries are sought, and those of the page.
    pub fn entities(&self, sought: &EntitiesSought<'_>) -> Result<(usize, Vec<EntityRow>)> {
        const NAMED: &str = " AND id IN (SELECT entity FROM entity_name
            WHERE entity >= ?1 || ':' AND entity < ?1 || ';' AND instr(plain, ?) > 0)";
        let named = NAMED.repeat(sought.words.len());
        let order = match sought.order {
            EntityOrder::Mentions => "mentions DESC, id",
            EntityOrder::Title => "title, id",
            EntityOrder::First => "first, id",
            EntityOrder::Last => "last DESC, id",
        };
        let mut values = vec![Value::from(sought.kind.code().to_owned())];
        values.extend(sought.words.iter().cloned().map(Value::from));
        let sql = format!("SELECT count(*) FROM entity WHERE kind = ?1{named}");
        let total: i64 =
            self.db.prepare_cached(&sql)?.query_row(params_from_iter(&values), |row| row.get(0))?;
        let sql = format!(
            "SELECT id, title, mentions, first, last FROM entity WHERE kind = ?1{named}
             ORDER BY {order} LIMIT ? OFFSET ?"
        );
        let count = |n: usize| Value::from(i64::try_from(n).unwrap_or(i64::MAX));
        values.extend([count(sought.most), count(sought.skip)]);
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(params_from_iter(&values), entity_row)?;
        Ok((usize::try_from(total).unwrap_or(0), rows.collect::<rusqlite::Result<_>>()?))
    }

    /// The entry called `id`.
    pub fn entity(&self, id: &EntityId) -> Result<Option<EntityRow>> {
        let mut query = self
            .db
            .prepare_cached("SELECT id, title, mentions, first, last FROM entity WHERE id = ?")?;
        Ok(query.query_row([&id.0], entity_row).optional()?)
    }

    /// What an entry is called, with how often, most often first.
    pub fn names_of(&self, id: &EntityId) -> Result<Vec<(String, u32)>> {
        let mut query = self.db.prepare_cached(
            "SELECT name, mentions FROM entity_name WHERE entity = ?
             ORDER BY mentions DESC, length(name) DESC, name",
        )?;
        let rows = query.query_map([&id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The entries that are called by exactly this name somewhere.
    pub fn entities_called(&self, name: &str) -> Result<BTreeSet<EntityId>> {
        let mut query = self.db.prepare_cached("SELECT entity FROM entity_name WHERE name = ?")?;
        let rows = query.query_map([name], |row| row.get(0).map(EntityId))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Those of them that are of one sort.
    pub fn entities_named(&self, kind: EntityKind, name: &str) -> Result<Vec<EntityId>> {
        let mut query = self.db.prepare_cached(
            "SELECT entity FROM entity_name WHERE name = ?2
             AND entity >= ?1 || ':' AND entity < ?1 || ';' ORDER BY entity",
        )?;
        let rows = query.query_map(params![kind.code(), name], |row| row.get(0).map(EntityId))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The mentions of entries of a sort in an instrument.
    pub fn named_in(&self, no: InstrumentNo, kind: EntityKind) -> Result<Vec<NamedRow>> {
        let sql =
            "SELECT entity, surface, instrument FROM mention WHERE instrument = ? AND kind = ?";
        self.named_where(sql, params![no.0, kind.code()])
    }

    /// The mentions of an entry.
    pub fn named_as(&self, id: &EntityId) -> Result<Vec<NamedRow>> {
        let sql = "SELECT entity, surface, instrument FROM mention WHERE entity = ?";
        self.named_where(sql, [&id.0])
    }

    fn named_where(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<NamedRow>> {
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map(values, |row| {
            Ok(NamedRow {
                entity: EntityId(row.get(0)?),
                name: row.get(1)?,
                instrument: InstrumentNo(row.get(2)?),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn entity_row(row: &Row<'_>) -> rusqlite::Result<EntityRow> {
    Ok(EntityRow {
        id: EntityId(row.get(0)?),
        title: row.get(1)?,
        mentions: row.get(2)?,
        first: InstrumentNo(row.get(3)?),
        last: InstrumentNo(row.get(4)?),
    })
}
