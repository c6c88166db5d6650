//! Sources as received.

use serde::Serialize;

use super::Library;
use super::error::Result;

/// A source in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SourceListed {
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// How many bytes it has.
    pub length: u64,
    /// The names under which it was added.
    pub names: Vec<AddedName>,
}

/// A name under which a source was added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AddedName {
    /// The name, usually of a file.
    pub name: String,
    /// When it was added, RFC 3339.
    pub added_at: String,
}

impl Library<'_> {
    /// How many sources there are, and `most` of them by their hash, so many left out first.
    pub fn sources(&self, skip: usize, most: usize) -> Result<(usize, Vec<SourceListed>)> {
        self.register.read(|view| {
            let all = view.sources()?;
            let mut listed = Vec::new();
            for source in all.iter().skip(skip).take(most) {
                let names = view.source_names(source.no)?.into_iter();
                let names = names.map(|n| AddedName { name: n.name, added_at: n.added_at });
                listed.push(SourceListed {
                    sha256: source.hash.clone(),
                    length: source.length,
                    names: names.collect(),
                });
            }
            Ok((all.len(), listed))
        })
    }

    /// The bytes of the source with this SHA-256, as received.
    pub fn source_bytes(&self, sha256: &str) -> Result<Option<Vec<u8>>> {
        self.register.read(|view| match view.source(sha256)? {
            Some(source) => Ok(Some(view.source_bytes(source.no)?)),
            None => Ok(None),
        })
    }
}
