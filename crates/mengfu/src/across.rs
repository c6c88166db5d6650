//! What one source cannot say of itself and another source of the same run says: the day on which
//! an instrument was signed, where only later instruments cite it.

use crate::engine::ReadSource;

/// Fills dates of signing that are missing from citations in the other sources, each with a finding
/// that names where it came from. Sources that nothing cites stay as they are.
pub fn fill_dates(sources: &mut [ReadSource]) {
    // The reader offers the citations of a reading; until it does there is nothing to fill from.
    let _ = sources;
}
