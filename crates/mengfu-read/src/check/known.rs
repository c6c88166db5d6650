//! Differences of the suites that are known.
//!
//! A difference that is listed is no news; one that is not listed is a loss; one that is listed and no
//! longer there is a gain, and its line must go, so that it can be lost only in the open.

use std::fmt;

use mengfu_model::Field;

use crate::check::compare::Difference;

/// The header of the list.
const HEADER: &str = "file\tquote\tattribute\treason";

/// The list: `file<TAB>quote<TAB>attribute<TAB>reason`, a header line, `#` before comments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    entries: Vec<KnownDifference>,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KnownDifference {
    /// The suite, within the pack.
    pub file: String,
    /// The words of the act.
    pub quote: String,
    /// What differs, by the name of its field.
    pub attribute: String,
    /// Why it is left so.
    pub reason: String,
}

/// The list of a pack, within the pack.
pub const KNOWN: &str = "suite/known.tsv";

/// How the differences are against the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A difference that is not listed.
    Lost(Difference),
    /// A line of the list that is true no longer.
    Mended(KnownDifference),
    /// A line of the list without a reason, or without four cells.
    Unreasoned(KnownDifference),
}

impl Known {
    /// The list in `content`.
    pub fn parse(content: &str) -> Self {
        let rows = content.lines().skip(1).filter(|r| !r.trim().is_empty() && !r.starts_with('#'));
        let entries = rows.map(|row| {
            let mut cells = row.split('\t').map(|cell| cell.trim().to_owned());
            let mut cell = || cells.next().unwrap_or_default();
            KnownDifference { file: cell(), quote: cell(), attribute: cell(), reason: cell() }
        });
        Self { entries: entries.collect() }
    }

    /// What is new and what is no longer true.
    pub fn changes(&self, differences: &[Difference]) -> Vec<Change> {
        let lost = differences.iter().filter(|d| !self.entries.iter().any(|e| e.is(d)));
        let mended = self.entries.iter().filter(|e| !differences.iter().any(|d| e.is(d)));
        let unreasoned = self.entries.iter().filter(|e| e.reason.is_empty());
        lost.cloned()
            .map(Change::Lost)
            .chain(mended.cloned().map(Change::Mended))
            .chain(unreasoned.cloned().map(Change::Unreasoned))
            .collect()
    }

    /// The list for `differences`: what it says of those that it knows, `reason` for all others.
    pub fn updated(&self, differences: &[Difference], reason: &str) -> String {
        let mut entries: Vec<KnownDifference> = differences
            .iter()
            .map(|d| {
                let known = self.entries.iter().find(|e| e.is(d)).cloned();
                known.unwrap_or_else(|| KnownDifference {
                    file: d.file.clone(),
                    quote: d.quote.clone(),
                    attribute: d.field.code().to_owned(),
                    reason: reason.to_owned(),
                })
            })
            .collect();
        entries.sort();
        entries.dedup();
        let rows = entries.iter().map(ToString::to_string);
        std::iter::once(HEADER.to_owned()).chain(rows).map(|row| row + "\n").collect()
    }
}

impl KnownDifference {
    fn is(&self, difference: &Difference) -> bool {
        self.file == difference.file
            && self.quote == difference.quote
            && Field::code(difference.field) == self.attribute
    }
}

impl fmt::Display for KnownDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\t{}\t{}\t{}", self.file, self.quote, self.attribute, self.reason)
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost(difference) => write!(f, "{difference}"),
            Self::Mended(known) => write!(f, "no longer true, take it off the list: {known}"),
            Self::Unreasoned(known) => write!(f, "no reason given: {known}"),
        }
    }
}

impl Change {
    /// The file within the pack, and the line where it is known.
    pub fn place(&self) -> (&str, Option<usize>) {
        match self {
            Self::Lost(difference) => (&difference.file, Some(difference.line)),
            Self::Mended(_) | Self::Unreasoned(_) => (KNOWN, None),
        }
    }
}
