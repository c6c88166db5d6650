//! Counts and errors, by name.

use std::collections::BTreeMap;
use std::fmt::Debug;

/// What was counted, and the errors of each kind in the order in which the kinds first occurred.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    counts: BTreeMap<String, usize>,
    pub(crate) errors: Vec<(String, Vec<String>)>,
}

impl Tally {
    /// Adds `n` to the count `name`.
    pub(crate) fn add(&mut self, name: &str, n: usize) {
        *self.counts.entry(name.to_owned()).or_default() += n;
    }

    /// Counts one comparison under `name n`, and under `name ok` if it holds.
    pub(crate) fn check(&mut self, name: &str, ok: bool) {
        self.add(&format!("{name} n"), 1);
        self.add(&format!("{name} ok"), usize::from(ok));
    }

    /// Adds true positives, gold and read counts of a set comparison.
    pub(crate) fn sets(&mut self, name: &str, both: usize, gold: usize, read: usize) {
        self.add(&format!("{name} tp"), both);
        self.add(&format!("{name} gold"), gold);
        self.add(&format!("{name} read"), read);
    }

    /// Notes an error.
    pub(crate) fn error(&mut self, kind: &str, words: String) {
        match self.errors.iter_mut().find(|(k, _)| k == kind) {
            Some((_, list)) => list.push(words),
            None => self.errors.push((kind.to_owned(), vec![words])),
        }
    }

    /// Notes an error of comparison.
    pub(crate) fn differs(&mut self, kind: &str, at: &str, gold: &impl Debug, read: &impl Debug) {
        self.error(kind, format!("{at} | gold {gold:?} | read {read:?}"));
    }

    /// A count.
    pub(crate) fn get(&self, name: &str) -> usize {
        self.counts.get(name).copied().unwrap_or_default()
    }

    /// The share of comparisons `name` that held; 0 where there was none.
    pub(crate) fn share(&self, name: &str) -> f64 {
        let n = self.get(&format!("{name} n")).max(1);
        self.get(&format!("{name} ok")) as f64 / n as f64
    }

    /// Precision, recall and F1 of a set comparison.
    pub(crate) fn prf(&self, name: &str) -> (f64, f64, f64) {
        prf(
            self.get(&format!("{name} tp")),
            self.get(&format!("{name} read")),
            self.get(&format!("{name} gold")),
        )
    }
}

/// Precision, recall and F1.
pub(crate) fn prf(both: usize, read: usize, gold: usize) -> (f64, f64, f64) {
    let part = |n: usize| if n == 0 { 0.0 } else { both as f64 / n as f64 };
    let (p, r) = (part(read), part(gold));
    (p, r, if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) })
}
