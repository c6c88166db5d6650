//! What one source cannot say of itself and another source of the same run says: the day on which
//! an instrument was signed, where only later instruments cite it.

use mengfu_model::{Citation, Reading};
use mengfu_read::outline::{Undated, date_by_citation};

use crate::engine::ReadSource;

/// The findings that citations give.
const FROM_CITATIONS: [&str; 2] = ["signed-from-citation", "signed-citations-disagree"];

/// Fills dates of signing that are missing from citations in the other sources, each with a finding
/// that names where it came from. Sources that nothing cites stay as they are.
pub fn fill_dates(sources: &mut [ReadSource]) {
    let readings = sources.iter().flat_map(|source| &source.reading.readings);
    let citations: Vec<Citation> = readings.flat_map(|r| r.citations.iter().cloned()).collect();
    let all = sources.iter_mut().flat_map(|source| &mut source.reading.readings);
    let mut without: Vec<&mut Reading> = all.filter(|r| r.instrument.signed.is_none()).collect();
    let undated = without.iter_mut().map(|reading| Undated {
        title: reading.comparable_title.clone(),
        instrument: &mut reading.instrument,
        findings: &mut reading.findings,
    });
    date_by_citation(undated.collect(), &citations);
    // Those who cite stand in other files, where these positions mean nothing.
    let told = without.into_iter().flat_map(|reading| &mut reading.findings);
    told.filter(|f| FROM_CITATIONS.contains(&f.code.0)).for_each(|f| f.at.clear());
}
