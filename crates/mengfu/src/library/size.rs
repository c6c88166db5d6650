//! How much a register holds.

use std::fs;

use serde::Serialize;

use super::error::Result;
use super::{Library, Standing};

/// How much a register holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RegisterSize {
    /// How many bytes the file has, as far as the system tells.
    pub bytes: Option<u64>,
    /// How many sources there are.
    pub sources: u64,
    /// How many statements.
    pub statements: usize,
    /// How many acts they have.
    pub acts: u64,
    /// How many of them are commitments.
    pub commitments: u64,
    /// How many entries the journal has.
    pub entries: usize,
    /// Whether what is derived belongs to this program.
    pub standing: Standing,
}

impl Library<'_> {
    /// How much the register holds.
    pub fn size(&self) -> Result<RegisterSize> {
        let standing = self.standing()?;
        let bytes = fs::metadata(self.path()).ok().map(|file| file.len());
        self.register.read(|view| {
            let (acts, commitments) = view.count_acts()?;
            Ok(RegisterSize {
                bytes,
                sources: view.source_count()?,
                acts,
                commitments,
                statements: view.count_instruments()? as usize,
                entries: view.journal()?.len(),
                standing,
            })
        })
    }
}
