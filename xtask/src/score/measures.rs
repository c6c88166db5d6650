//! The figures, in the order in which they are printed, with what they must reach.

use std::fmt;

use super::compare::Comparison;
use super::tally::prf;

/// One figure.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Measure {
    pub(crate) name: String,
    pub(crate) value: Figure,
    /// What it must reach on the seeds.
    pub(crate) least: Option<f64>,
}

/// A count or a share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Figure {
    Count(usize),
    Share(f64),
}

impl Figure {
    /// As a number, for comparisons.
    pub(crate) fn number(self) -> f64 {
        match self {
            Self::Count(n) => n as f64,
            Self::Share(v) => v,
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(n) => write!(f, "{n}"),
            Self::Share(v) => write!(f, "{v:.4}"),
        }
    }
}

impl fmt::Display for Measure {
    /// The line that the measures are compared by, without the threshold.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:28} {}", self.name, self.value)
    }
}

/// All figures of a comparison.
pub(crate) fn measures(c: &Comparison) -> Vec<Measure> {
    let t = &c.tally;
    let mut list = Vec::new();
    let mut put = |name: &str, value: Figure, least: Option<f64>| {
        list.push(Measure { name: name.to_owned(), value, least });
    };
    for name in ["instruments gold", "instruments read", "instruments paired"] {
        put(name, Figure::Count(t.get(name)), None);
    }
    for field in [
        "parties",
        "signed",
        "place",
        "signatories",
        "partnership",
        "complete",
        "title",
        "articles",
    ] {
        let name = format!("meta {field}");
        if t.get(&format!("{name} n")) > 0 {
            put(&name, Figure::Share(t.share(&name)), Some(1.0));
        }
    }
    put("provision F1", Figure::Share(t.prf("provision").2), Some(0.99));
    put("article accuracy", Figure::Share(t.share("article")), Some(0.99));
    let (p, r, f) = t.prf("act");
    put("act precision", Figure::Share(p), None);
    put("act recall", Figure::Share(r), None);
    put("act F1", Figure::Share(f), Some(0.95));
    let exact = t.get("act exact") as f64 / t.get("act gold").max(1) as f64;
    put("act exact share", Figure::Share(exact), None);
    put("kind accuracy (matched)", Figure::Share(t.share("kind")), Some(0.95));
    let of_kind = |[both, read, gold]: [usize; 3]| prf(both, read, gold).2;
    let in_gold: Vec<f64> =
        c.kinds.values().filter(|row| row.last() != Some(&0)).map(|row| of_kind(*row)).collect();
    let macro_f1 = in_gold.iter().sum::<f64>() / in_gold.len().max(1) as f64;
    put("kind macro-F1 (end to end)", Figure::Share(macro_f1), None);
    let commitment = c.kinds.get("commitment").copied().map_or(0.0, of_kind);
    put("commitment F1 (end to end)", Figure::Share(commitment), Some(0.94));
    for (name, least) in [("actor", 0.97), ("strength", 0.95), ("standing", 0.95), ("stance", 0.92)]
    {
        put(&format!("{name} accuracy"), Figure::Share(t.share(name)), Some(least));
    }
    put("strength kappa (quadratic)", Figure::Share(kappa_quadratic(&c.strengths)), None);
    for (name, least) in
        [("topic", 0.88), ("time-value", 0.98), ("time", 0.95), ("quantities", 1.0), ("refs", 0.88)]
    {
        put(&format!("{name} F1"), Figure::Share(t.prf(name).2), Some(least));
    }
    list
}

/// Agreement on the scale of strengths, beyond chance, with squared distances.
fn kappa_quadratic(pairs: &[(usize, usize)]) -> f64 {
    if pairs.is_empty() {
        return 0.0;
    }
    let n = pairs.len() as f64;
    let squared = |a: usize, b: usize| a.abs_diff(b).pow(2);
    let observed: usize = pairs.iter().map(|(a, b)| squared(*a, *b)).sum();
    let expected: usize =
        pairs.iter().flat_map(|(a, _)| pairs.iter().map(|(_, b)| squared(*a, *b))).sum();
    match expected {
        0 => 1.0,
        _ => 1.0 - (observed as f64 / n) / (expected as f64 / n / n),
    }
}
