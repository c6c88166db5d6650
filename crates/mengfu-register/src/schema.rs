//! The schema and its history. A migration is never changed once it was released.

use rusqlite_migration::{M, Migrations};

/// `MFTR` in ASCII: marks the file as a register of this program.
pub(crate) const APPLICATION_ID: i64 = 0x4d46_5452;

/// The steps from an empty file to the present schema.
const STEPS: &[M<'static>] = &[
    M::up(include_str!("schema/v1.sql")),
    M::up(include_str!("schema/v2.sql")),
    M::up(include_str!("schema/v3.sql")),
    M::up(include_str!("schema/v4.sql")),
    M::up(include_str!("schema/v5.sql")),
    M::up(include_str!("schema/v6.sql")),
];

/// The present schema.
pub(crate) const VERSION: i64 = STEPS.len() as i64;

pub(crate) fn migrations() -> Migrations<'static> {
    Migrations::from_slice(STEPS)
}
