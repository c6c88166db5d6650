//! The body that is to lead the work on an undertaking, where its words name one.

use std::ops::Range;

use mengfu_lang::{Pack, Scan};

/// The stage of the pack that says how a leading body is named; its patterns capture it as `lead`.
const STAGE: &str = "lead";

/// Where `scan` names the leading body; the first one where several are named.
pub(crate) fn find(pack: &Pack, scan: &Scan<'_>) -> Option<Range<usize>> {
    let whole = 0..scan.text().len();
    let patterns = pack.rules(STAGE).iter().flat_map(|rule| &rule.patterns);
    let found = patterns.filter_map(|pattern| pattern.find(scan, whole.clone())?.get("lead"));
    found.min_by_key(|range| range.start)
}
