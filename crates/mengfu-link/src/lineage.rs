//! The instruments before one in its lineage.

use crate::digest::Digest;

/// When an instrument is placed in its lineage: its day, or the earliest that it can be.
fn place(digest: &Digest) -> Option<&str> {
    digest.signed.as_deref().or(digest.not_before.as_deref())
}

/// Of `all`, the instruments before `later` in its lineage, latest first: those of the same parties,
/// and those of more parties that contain all of these. One that cannot be placed is before none.
pub fn lineage<'d>(later: &Digest, all: &[&'d Digest]) -> Vec<&'d Digest> {
    let Some(now) = place(later) else { return Vec::new() };
    let within = |other: &Digest| later.parties.iter().all(|party| other.parties.contains(party));
    let before = |other: &Digest| {
        let then = place(other);
        then.is_some_and(|then| (then, &other.id) < (now, &later.id))
    };
    let related = all.iter().copied().filter(|other| {
        other.id != later.id && other.pack == later.pack && within(other) && before(other)
    });
    let mut related: Vec<&Digest> = related.collect();
    related.sort_by(|a, b| (place(b), &b.id).cmp(&(place(a), &a.id)));
    related
}
