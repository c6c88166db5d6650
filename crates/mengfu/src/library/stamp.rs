//! With what the derived tables were made, and whether they can be used as they are.

use mengfu_register::Stamp;
use serde::Serialize;

use super::Library;
use super::error::{LibraryError, Result};

/// Counted up whenever what is derived from the same readings changes its form.
const DERIVATION: u32 = 7;

/// Whether the derived tables can be used as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "standing", rename_all = "kebab-case")]
pub enum Standing {
    /// Nothing was added yet.
    Empty,
    /// Made by this engine with these packs.
    Current,
    /// Links wait to be made: somebody added much and was interrupted.
    Unsettled,
    /// Made by another engine or with other packs: [`Library::rebuild`] makes them anew.
    Outdated {
        /// The version of the engine that made them.
        by: String,
    },
    /// Made by a later engine, which knew better.
    Later {
        /// Its version.
        by: String,
    },
}

impl Library<'_> {
    /// Whether the derived tables can be used as they are.
    pub fn standing(&self) -> Result<Standing> {
        let own = self.stamp();
        self.register.read(|view| {
            Ok(match view.stamp()? {
                None => Standing::Empty,
                Some(found) if found == own && view.has_stale()? => Standing::Unsettled,
                Some(found) if found == own => Standing::Current,
                Some(found) => match numbers(&found.engine) > numbers(&own.engine) {
                    true => Standing::Later { by: found.engine },
                    false => Standing::Outdated { by: found.engine },
                },
            })
        })
    }

    /// Refuses to add to tables that another engine made.
    pub(super) fn expect_current(&self) -> Result<()> {
        match self.standing()? {
            Standing::Outdated { by } => Err(LibraryError::Outdated { found: by }),
            Standing::Later { by } => {
                Err(LibraryError::LaterEngine { found: by, own: self.stamp().engine })
            }
            _ => Ok(()),
        }
    }

    /// What this program puts down.
    pub(super) fn stamp(&self) -> Stamp {
        Stamp {
            engine: format!("{}+{DERIVATION}", crate::VERSION),
            packs: self.engine.packs().print().to_owned(),
        }
    }
}

/// The numbers of a version, in their order.
fn numbers(version: &str) -> Vec<u32> {
    version.split(['.', '+', '-']).map_while(|part| part.parse().ok()).collect()
}
