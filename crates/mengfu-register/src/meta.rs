//! Single values: with what the derived tables were made.

use rusqlite::OptionalExtension;

use crate::error::Result;
use crate::file::{View, Writer};

/// With what derived tables were made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The version of the engine.
    pub engine: String,
    /// Names the packs and everything in them.
    pub packs: String,
}

const ENGINE: &str = "engine";
const PACKS: &str = "packs";

impl View<'_> {
    /// With what the derived tables were made; `None` while there is nothing.
    pub fn stamp(&self) -> Result<Option<Stamp>> {
        let (engine, packs) = (self.meta(ENGINE)?, self.meta(PACKS)?);
        Ok(engine.zip(packs).map(|(engine, packs)| Stamp { engine, packs }))
    }

    /// The value called `name`.
    pub fn meta(&self, name: &str) -> Result<Option<String>> {
        let mut query = self.db.prepare_cached("SELECT value FROM meta WHERE name = ?")?;
        Ok(query.query_row([name], |row| row.get(0)).optional()?)
    }
}

impl Writer<'_> {
    /// Says with what the derived tables are made from now on.
    pub fn set_stamp(&self, stamp: &Stamp) -> Result<()> {
        self.set_meta(ENGINE, &stamp.engine)?;
        self.set_meta(PACKS, &stamp.packs)
    }

    /// Gives the value called `name`.
    pub fn set_meta(&self, name: &str, value: &str) -> Result<()> {
        self.db
            .prepare_cached("INSERT OR REPLACE INTO meta VALUES (?, ?)")?
            .execute([name, value])?;
        Ok(())
    }
}
