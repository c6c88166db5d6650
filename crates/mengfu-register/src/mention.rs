//! Derived: mentions, counted by the entries that they make.

use mengfu_model::{EntityId, EntityKind};
use rusqlite::{Row, ToSql, params};

use crate::error::Result;
use crate::file::View;
use crate::instrument::of_all;
use crate::key::InstrumentNo;

/// How often an entry is mentioned, as the texts alone make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityCount {
    /// The entry.
    pub entity: EntityId,
    /// How often it is mentioned.
    pub mentions: usize,
    /// The earliest instrument that mentions it.
    pub first: InstrumentNo,
    /// The latest.
    pub last: InstrumentNo,
}

/// Which entries to count.
#[derive(Clone, Copy, Debug)]
pub struct EntitySought<'a> {
    /// Their sort.
    pub kind: EntityKind,
    /// Mentioned in instruments of which all of these are parties; only those mentions count.
    pub parties: &'a [String],
    /// Each of these stands in one of their names.
    pub words: &'a [String],
    /// Not these.
    pub without: &'a [EntityId],
    /// The order in which the first are given.
    pub order: EntityOrder,
    /// At most so many are given.
    pub most: usize,
}

/// An order of entries. What is equal stands by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntityOrder {
    /// By how often they are mentioned, most often first.
    Mentions,
    /// By name.
    Name,
    /// By the instrument that mentions them first, earliest first.
    First,
    /// By the instrument that mentions them last, latest first.
    Last,
}

impl EntityOrder {
    fn sql(self) -> &'static str {
        match self {
            Self::Mentions => "mentions DESC, entity",
            Self::Name => "entity",
            Self::First => "first, entity",
            Self::Last => "last DESC, entity",
        }
    }
}

impl View<'_> {
    /// How many entries there are of those sought, and the first of them.
    pub fn entity_counts(&self, sought: &EntitySought<'_>) -> Result<(usize, Vec<EntityCount>)> {
        let EntitySought { kind, parties, words, without, order, most } = *sought;
        let kind = kind.code();
        let mut values: Vec<&dyn ToSql> = Vec::new();
        let from = match parties.is_empty() {
            true => "entity".to_owned(),
            // The instruments of the parties lead the way to their mentions.
            false => format!(
                "(SELECT m.entity AS entity, m.kind AS kind, count(*) AS mentions,
                  min(m.instrument) AS first, max(m.instrument) AS last
                  FROM (SELECT no AS instrument FROM instrument WHERE {}) i
                  CROSS JOIN mention m ON m.instrument = i.instrument
                  WHERE m.kind = ? GROUP BY m.entity)",
                of_all(parties)
            ),
        };
        values.extend(parties.iter().map(|party| party as &dyn ToSql));
        values.extend((!parties.is_empty()).then_some(&kind as &dyn ToSql));
        values.push(&kind);
        let named = "AND entity IN (SELECT entity FROM entity_name
            WHERE entity > ? AND entity < ? AND instr(name, ?) > 0)";
        // The name of an entry begins with its sort: all of a sort stand between its code with a colon and
        // its code with what follows a colon.
        let (first, last) = (format!("{kind}:"), format!("{kind};"));
        for word in words {
            values.extend([&first as &dyn ToSql, &last, word]);
        }
        let others = match without.is_empty() {
            true => String::new(),
            false => format!("AND entity NOT IN ({})", vec!["?"; without.len()].join(", ")),
        };
        values.extend(without.iter().map(|id| &id.0 as &dyn ToSql));
        let those = format!("FROM {from} WHERE kind = ? {} {others}", named.repeat(words.len()));
        let order = order.sql();
        let sql =
            format!("SELECT entity, mentions, first, last {those} ORDER BY {order} LIMIT {most}");
        let mut query = self.db.prepare_cached(&sql)?;
        let counts = query.query_map(values.as_slice(), entity_count)?;
        let counts = counts.collect::<rusqlite::Result<Vec<_>>>()?;
        let total = match counts.len() < most {
            true => counts.len(),
            false => {
                let mut query = self.db.prepare_cached(&format!("SELECT count(*) {those}"))?;
                query.query_row(values.as_slice(), |row| row.get::<_, u32>(0))? as usize
            }
        };
        Ok((total, counts))
    }

    /// The words by which an entry is mentioned, as the texts alone make it, with how often.
    pub fn names_of(&self, entity: &EntityId) -> Result<Vec<(String, usize)>> {
        let mut query = self.db.prepare_cached(
            "SELECT name, mentions FROM entity_name WHERE entity = ? ORDER BY name",
        )?;
        let rows = query
            .query_map([&entity.0], |row| Ok((row.get(0)?, row.get::<_, u32>(1)? as usize)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The entries of a sort that are mentioned by exactly these words, as the texts alone make them.
    pub fn entities_named(&self, kind: EntityKind, surface: &str) -> Result<Vec<EntityId>> {
        let mut query = self.db.prepare_cached(
            "SELECT entity FROM entity_name
             WHERE name = ?2 AND entity > ?1 || ':' AND entity < ?1 || ';' ORDER BY entity",
        )?;
        let rows =
            query.query_map(params![kind.code(), surface], |row| row.get(0).map(EntityId))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The entries of any sort that are mentioned by exactly these words.
    pub fn entities_called(&self, surface: &str) -> Result<Vec<EntityId>> {
        let mut query = self
            .db
            .prepare_cached("SELECT entity FROM entity_name WHERE name = ? ORDER BY entity")?;
        let rows = query.query_map([surface], |row| row.get(0).map(EntityId))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn entity_count(row: &Row<'_>) -> rusqlite::Result<EntityCount> {
    Ok(EntityCount {
        entity: EntityId(row.get(0)?),
        mentions: row.get::<_, u32>(1)? as usize,
        first: InstrumentNo(row.get(2)?),
        last: InstrumentNo(row.get(3)?),
    })
}
