//! What was read against what a suite says.

use std::fmt;

use mengfu_model::Field;

use crate::check::written::WrittenAct;

/// A value that was read otherwise than a suite says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The file within the pack.
    pub file: String,
    /// The line of the act, or of the case where the suite has no such act.
    pub line: usize,
    /// The words of the act.
    pub quote: String,
    /// What differs; [`Field::Boundary`] where the act itself is missing or too many.
    pub field: Field,
    /// What the suite says.
    pub expected: Vec<String>,
    /// What was read.
    pub read: Vec<String>,
}

/// How many values of one attribute the suites hold, were read, and are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// In the suites.
    pub expected: usize,
    /// As read.
    pub read: usize,
    /// In both.
    pub right: usize,
}

impl Tally {
    /// The share of what was read that is right; 1 where nothing was read.
    pub fn precision(&self) -> f64 {
        share(self.right, self.read)
    }
    /// The share of what the suites hold that was read; 1 where they hold nothing.
    pub fn recall(&self) -> f64 {
        share(self.right, self.expected)
    }
    fn add(&mut self, expected: usize, read: usize, right: usize) {
        self.expected += expected;
        self.read += read;
        self.right += right;
    }
}

#[allow(clippy::cast_precision_loss)]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |values: &[String]| {
            if values.is_empty() {
                "nothing".to_owned()
            } else {
                format!("`{}`", values.join("`, `"))
            }
        };
        let (expected, read) = (list(&self.expected), list(&self.read));
        let (field, quote) = (self.field.code(), &self.quote);
        write!(f, "{field}: expected {expected}, read {read}; in `{quote}`")
    }
}

/// The attributes that are compared within an act.
const WITHIN: [Field; 9] = [
    Field::Kind,
    Field::Stance,
    Field::Strength,
    Field::Standing,
    Field::Actors,
    Field::Topics,
    Field::Times,
    Field::Quantities,
    Field::References,
];

/// Compares the acts of one case; `skipped` are attributes that the pack does not read at all.
pub(crate) struct Comparer<'c> {
    pub(crate) file: &'c str,
    pub(crate) skipped: &'c [Field],
    pub(crate) differences: &'c mut Vec<Difference>,
    pub(crate) tallies: &'c mut Vec<(Field, Tally)>,
}

impl Comparer<'_> {
    /// `expected` with their lines, and `read`; acts are the same if their words are.
    pub(crate) fn case(
        &mut self,
        line: usize,
        expected: &[(usize, WrittenAct)],
        read: &[WrittenAct],
    ) {
        let mut left: Vec<&WrittenAct> = read.iter().collect();
        for (line, wanted) in expected {
            let Some(at) = left.iter().position(|act| act.quote == wanted.quote) else {
                self.count(Field::Boundary, 1, 0, 0);
                self.differ(*line, &wanted.quote, Field::Boundary, Some(&wanted.quote), None);
                continue;
            };
            let found = left.remove(at);
            self.count(Field::Boundary, 1, 1, 1);
            self.act(*line, wanted, found);
        }
        for extra in left {
            self.count(Field::Boundary, 0, 1, 0);
            self.differ(line, &extra.quote, Field::Boundary, None, Some(&extra.quote));
        }
    }

    fn act(&mut self, line: usize, wanted: &WrittenAct, found: &WrittenAct) {
        for field in WITHIN {
            if self.skipped.contains(&field) {
                continue;
            }
            let (expected, read) = (wanted.values(field), found.values(field));
            let mut left: Vec<&String> = read.iter().collect();
            let right = expected.iter().filter(|value| {
                left.iter().position(|l| l == value).map(|at| left.remove(at)).is_some()
            });
            let right = right.count();
            self.count(field, expected.len(), read.len(), right);
            if right != expected.len() || right != read.len() {
                self.differences.push(Difference {
                    file: self.file.to_owned(),
                    line,
                    quote: wanted.quote.clone(),
                    field,
                    expected: expected.to_vec(),
                    read: read.to_vec(),
                });
            }
        }
    }

    fn differ(
        &mut self,
        line: usize,
        quote: &str,
        field: Field,
        expected: Option<&String>,
        read: Option<&String>,
    ) {
        self.differences.push(Difference {
            file: self.file.to_owned(),
            line,
            quote: quote.to_owned(),
            field,
            expected: expected.into_iter().cloned().collect(),
            read: read.into_iter().cloned().collect(),
        });
    }

    fn count(&mut self, field: Field, expected: usize, read: usize, right: usize) {
        if let Some((_, tally)) = self.tallies.iter_mut().find(|(f, _)| *f == field) {
            tally.add(expected, read, right);
        } else {
            self.tallies.push((field, Tally { expected, read, right }));
        }
    }
}
