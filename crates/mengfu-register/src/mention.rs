//! Derived: mentions, counted by the entries that they make.
//!
//! The name of an entry begins with its sort, so that the entries of a sort are one range of the index of
//! names, and counting them never looks at the mentions themselves.

use mengfu_model::{EntityId, EntityKind};
use rusqlite::{ToSql, params};

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

impl View<'_> {
    /// The entries of a sort that are mentioned in instruments of which all of `parties` are parties, and
    /// for each of `words` by some name that has it; by name.
    pub fn entity_counts(
        &self,
        kind: EntityKind,
        parties: &[String],
        words: &[String],
    ) -> Result<Vec<EntityCount>> {
        let having = match words.is_empty() {
            true => String::new(),
            false => {
                format!("HAVING {}", vec!["max(instr(surface, ?)) > 0"; words.len()].join(" AND "))
            }
        };
        // With parties their instruments lead the way, else the index of names.
        let within = match parties.is_empty() {
            true => String::new(),
            false => {
                format!("AND instrument IN (SELECT no FROM instrument WHERE {})", of_all(parties))
            }
        };
        let sql = format!(
            "SELECT entity, count(*), min(instrument), max(instrument) FROM mention
             WHERE entity > ? AND entity < ? {within} GROUP BY entity {having}"
        );
        // All names of a sort stand between its code with a colon and its code with what follows a colon.
        let (from, to) = (format!("{}:", kind.code()), format!("{};", kind.code()));
        let mut values: Vec<&dyn ToSql> = vec![&from, &to];
        values.extend(parties.iter().map(|party| party as &dyn ToSql));
        values.extend(words.iter().map(|word| word as &dyn ToSql));
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(values.as_slice(), |row| {
            Ok(EntityCount {
                entity: EntityId(row.get(0)?),
                mentions: row.get::<_, u32>(1)? as usize,
                first: InstrumentNo(row.get(2)?),
                last: InstrumentNo(row.get(3)?),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The words by which an entry is mentioned, as the texts alone make it, with how often.
    pub fn names_of(&self, entity: &EntityId) -> Result<Vec<(String, usize)>> {
        let mut query = self.db.prepare_cached(
            "SELECT surface, count(*) FROM mention WHERE entity = ? GROUP BY surface",
        )?;
        let rows = query
            .query_map([&entity.0], |row| Ok((row.get(0)?, row.get::<_, u32>(1)? as usize)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The entries of a sort that are mentioned by exactly these words, as the texts alone make them.
    pub fn entities_named(&self, kind: EntityKind, surface: &str) -> Result<Vec<EntityId>> {
        let mut query = self.db.prepare_cached(
            "SELECT DISTINCT entity FROM mention WHERE kind = ? AND surface = ? ORDER BY entity",
        )?;
        let rows =
            query.query_map(params![kind.code(), surface], |row| row.get(0).map(EntityId))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
