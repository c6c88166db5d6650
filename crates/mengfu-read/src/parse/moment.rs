//! Whether what is welcomed lies after the signing.

use std::ops::Range;

use mengfu_lang::{ClassSet, Pack, PackError, Scan};
use mengfu_model::Edtf;

use crate::parse::head::{Head, required_set};

/// A day, or a month or year of which the rest is unknown and zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    year: u32,
    month: u32,
    day: u32,
}

/// The verbs whose objects are asked for a date.
#[derive(Debug)]
pub(crate) struct Moments {
    verbs: ClassSet,
}

impl Day {
    /// The first day that `date` names; none for what is no plain date.
    pub(crate) fn of(date: &Edtf) -> Option<Self> {
        let mut parts = date.0.split('-').map(str::parse::<u32>);
        let year = parts.next()?.ok()?;
        let mut next = || parts.next().and_then(Result::ok).unwrap_or(0);
        Some(Self { year, month: next(), day: next() })
    }

    /// The year.
    pub(crate) fn year(self) -> i32 {
        i32::try_from(self.year).unwrap_or(i32::MAX)
    }

    /// Whether it is certain that it lies after `other`.
    fn after(self, other: Self) -> bool {
        let known = |a: u32, b: u32| (a > 0 && b > 0).then_some(a.cmp(&b));
        let parts = [(self.year, other.year), (self.month, other.month), (self.day, other.day)];
        for (a, b) in parts {
            match known(a, b) {
                Some(std::cmp::Ordering::Equal) => {}
                Some(order) => return order.is_gt(),
                None => return false,
            }
        }
        false
    }
}

impl Moments {
    pub(crate) fn new(pack: &Pack) -> Result<Self, PackError> {
        let mut verbs = ClassSet::default();
        for rule in pack.rules("moment") {
            verbs.extend(&required_set(pack, rule, &rule.list("verb"))?);
        }
        Ok(Self { verbs })
    }

    /// Whether the first date in the object of `head` lies after the signing.
    pub(crate) fn is_future(
        &self,
        pack: &Pack,
        scan: &Scan<'_>,
        head: &Head,
        signed: Option<Day>,
    ) -> bool {
        let asked = head.verb.is_some_and(|v| v.classes.intersects(&self.verbs));
        let Some(signed) = signed.filter(|_| asked) else { return false };
        let mut patterns = pack.rules("moment").iter().flat_map(|r| &r.patterns);
        let found = patterns.find_map(|p| p.find(scan, head.object.clone()));
        found.is_some_and(|m| {
            let part = |name: &str| m.get(name).map_or(0, |range| number(scan, range));
            let day = Day { year: part("year"), month: part("month"), day: part("day") };
            day.after(signed)
        })
    }
}

fn number(scan: &Scan<'_>, range: Range<usize>) -> u32 {
    let value = scan.number(range).filter(|v| (0.0..10_000.0).contains(v));
    value.map_or(0, |v| v as u32)
}
