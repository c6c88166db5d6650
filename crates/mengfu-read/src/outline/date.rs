//! Days as printed.

use std::ops::Range;

use mengfu_lang::{Match, Scan};
use mengfu_model::Edtf;

use crate::assemble::label::whole_number;
use crate::assemble::title::Page;

/// A day as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) range: Range<usize>,
    pub(crate) day: Edtf,
}

/// The first day within `range`.
pub(crate) fn first(page: Page<'_>, range: Range<usize>) -> Option<Day> {
    let found = page.grammar.find("date", page.scan, range)?;
    let day = day(page.scan, &found, ["y", "m", "d"])?;
    Some(Day { range: found.start..found.end, day })
}

/// The last day within `range`.
pub(crate) fn last(page: Page<'_>, range: Range<usize>) -> Option<Day> {
    let mut from = range.start;
    let mut out = None;
    while let Some(day) = first(page, from..range.end) {
        from = day.range.end;
        out = Some(day);
    }
    out
}

/// The day that a match captures under the names for year, month and day.
pub(crate) fn day(scan: &Scan<'_>, found: &Match<'_>, names: [&str; 3]) -> Option<Edtf> {
    let [y, m, d] = names.map(|name| number(scan, found, name));
    valid(y?, m?, d?)
}

/// The visit or meeting within `range`: its first and last day.
pub(crate) fn visit(page: Page<'_>, range: Range<usize>) -> Option<Edtf> {
    let found = page.grammar.find("visit", page.scan, range)?;
    let [y, m, d] = ["y", "m", "d"].map(|name| number(page.scan, &found, name));
    let (y, m, d) = (y?, m?, d?);
    let [y2, m2, d2] = ["y2", "m2", "d2"].map(|name| number(page.scan, &found, name));
    let (from, to) = (valid(y, m, d)?, valid(y2.unwrap_or(y), m2.unwrap_or(m), d2?)?);
    Some(Edtf(format!("{}/{}", from.0, to.0)))
}

fn number(scan: &Scan<'_>, found: &Match<'_>, name: &str) -> Option<u32> {
    whole_number(scan.number(found.get(name)?)?)
}

fn valid(y: u32, m: u32, d: u32) -> Option<Edtf> {
    let ok = (1800..2200).contains(&y) && (1..=12).contains(&m) && (1..=31).contains(&d);
    ok.then(|| Edtf(format!("{y:04}-{m:02}-{d:02}")))
}
