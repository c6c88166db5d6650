//! Where an instrument stands in time: by its day of signing, else by the visit it reports, by what it
//! cites, by what it foresees.

use mengfu_model::{Kind, Reading, TimeRole, codes};

use super::day::{Day, Span};

codes! {
    /// How the place of an instrument in time is known.
    Placing {
        /// By its day of signing.
        Signed = "signed",
        /// By the day by which others cite it.
        Citation = "citation",
        /// By the day that another witness gives it.
        Witness = "witness",
        /// By the end of the visit that it reports.
        Visit = "visit",
        /// It cannot be earlier than the latest thing it cites or reports.
        Cites = "cites",
        /// It cannot be later than the first thing it undertakes with a date.
        Foresees = "foresees",
        /// Not at all: it stands in no order.
        Unknown = "unknown",
    }
}

/// The day by which an instrument stands in time; `not_before` is the earliest that comparing gives it.
pub(super) fn place(reading: &Reading, not_before: Option<&str>) -> (Option<Day>, Placing) {
    let instrument = &reading.instrument;
    let span = |edtf: &mengfu_model::Edtf| Span::of_edtf(&edtf.0);
    if let Some(signed) = instrument.signed.as_ref().and_then(span) {
        return (Some(signed.first), Placing::Signed);
    }
    if let Some(visit) = instrument.visit.as_ref().and_then(span) {
        return (Some(visit.last), Placing::Visit);
    }
    if let Some(earliest) = not_before.and_then(Span::of_edtf) {
        return (Some(earliest.first), Placing::Cites);
    }
    let cited = reading.citations.iter().filter_map(|c| span(&c.day));
    let acts = || reading.provisions.iter().flat_map(|p| &p.acts);
    let times = |kinds: &'static [Kind], role| {
        acts()
            .filter(move |act| kinds.contains(&act.kind))
            .flat_map(|act| &act.times)
            .filter(move |time| time.role == role)
            .filter_map(|time| time.value.as_ref().and_then(span))
    };
    let reported = times(&[Kind::Record], TimeRole::Event);
    if let Some(latest) = cited.chain(reported).max_by_key(|s| s.first) {
        return (Some(latest.first), Placing::Cites);
    }
    if let Some(first) = times(&[Kind::Commitment], TimeRole::Deadline).min_by_key(|s| s.first) {
        return (Some(first.first), Placing::Foresees);
    }
    (None, Placing::Unknown)
}
