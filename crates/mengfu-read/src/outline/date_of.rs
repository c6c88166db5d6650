//! What the instruments of one source say of each other, and their ids.

use std::collections::BTreeMap;

use mengfu_model::Edtf;

use mengfu_model::Citation;

use crate::outline::{Outlined, Undated, date_by_citation, identity};

/// Dates the instruments that give no day of their own by the others of the source.
pub(crate) fn by_each_other(instruments: &mut [Outlined]) {
    let citations: Vec<Citation> =
        instruments.iter().flat_map(|o| o.citations.iter().cloned()).collect();
    let undated = instruments.iter_mut().filter(|o| o.instrument.signed.is_none());
    let undated = undated.map(|o| Undated {
        instrument: &mut o.instrument,
        title: o.comparable_title.clone(),
        findings: &mut o.findings,
    });
    date_by_citation(undated.collect(), &citations);
}

/// Gives each instrument its id, unique within the source.
pub(crate) fn name(instruments: &mut [Outlined]) {
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    for outlined in instruments {
        let instrument = &mut outlined.instrument;
        let id = identity::id(
            &instrument.parties,
            instrument.signed.as_ref().map(|Edtf(day)| day.as_str()),
        );
        let count = taken.entry(id.clone()).or_insert(0);
        *count += 1;
        instrument.id = if *count > 1 { format!("{id}~{count}") } else { id };
    }
}
