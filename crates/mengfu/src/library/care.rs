//! Care: whether everything is as it must be, and copies.

use std::path::Path;

use mengfu_register::check::Fault;

use super::decide::DecisionAt;
use super::error::Result;
use super::{Library, Standing};

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// How many sources there are.
    pub sources: u64,
    /// How many instruments.
    pub instruments: usize,
    /// How many entries the journal has.
    pub entries: usize,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Decisions that hold on to no act; not wrong, but somebody should look.
    pub detached: Vec<DecisionAt>,
}

/// Something that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The file or truth in it.
    Fault(Fault),
    /// What is derived is not complete: rebuild.
    Incomplete(&'static str),
    /// What is derived was made by another engine: rebuild.
    Outdated(String),
}

impl Library<'_> {
    /// Looks at the whole file, every source, the chain of the journal, and whether what is derived
    /// belongs to it.
    pub fn check(&self) -> Result<CheckReport> {
        let mut problems: Vec<Problem> =
            self.register.faults()?.into_iter().map(Problem::Fault).collect();
        match self.standing()? {
            Standing::Outdated { by } | Standing::Later { by } => {
                problems.push(Problem::Outdated(by));
            }
            Standing::Unsettled => problems.push(Problem::Incomplete("links wait to be made")),
            Standing::Empty | Standing::Current => {}
        }
        let found = self.register.read(|view| view.inconsistencies())?;
        problems.extend(found.into_iter().map(Problem::Incomplete));
        let detached = self.detached()?;
        self.register.read(|view| {
            Ok(CheckReport {
                sources: view.source_count()?,
                instruments: view.instruments()?.len(),
                entries: view.journal()?.len(),
                problems,
                detached,
            })
        })
    }

    /// The numbers of the entries at which the chain of the journal does not hold: none, as a rule.
    pub fn broken_entries(&self) -> Result<Vec<u64>> {
        let breaks = self.register.read(|view| view.journal_breaks())?;
        Ok(breaks.into_iter().map(|one| one.number).collect())
    }

    /// Writes all of the register to a new file.
    pub fn backup(&self, to: &Path) -> Result<()> {
        Ok(self.register.backup(to)?)
    }

    /// Makes a register at `to` from a backup; a file that is there is not touched.
    pub fn restore(from: &Path, to: &Path) -> Result<()> {
        Ok(mengfu_register::backup::restore(from, to)?)
    }

    /// Everything derived, as text, by natural names: the same for the same sources, journal, packs and
    /// engine.
    pub fn dump(&self) -> Result<String> {
        Ok(self.register.read(|view| view.dump_derived())?)
    }

    /// Truth, as text.
    pub fn dump_truth(&self) -> Result<String> {
        Ok(self.register.read(|view| view.dump_truth())?)
    }
}
