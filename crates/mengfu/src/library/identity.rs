//! Which witnesses are witnesses of one instrument, and what the instruments are called: a function of
//! the set of witnesses, whatever the order in which they came.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use mengfu_register::WitnessRow;
use mengfu_register::source::hash_of;

/// So many sentences in common make two short texts one statement.
const ENOUGH: usize = 3;
/// Stands in ids for parties that are not known.
const UNKNOWN: &str = "unknown";
/// Stands in ids for a day that is not known.
const UNDATED: &str = "undated";

/// A witness, and the day that citations give it where it gives none itself.
pub(super) struct Candidate<'w> {
    pub(super) witness: &'w WitnessRow,
    pub(super) cited: Option<String>,
}

/// How the day of signing is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dating {
    /// The primary witness says it.
    Own,
    /// Others cite the instrument by it.
    Citation,
    /// Another witness says it.
    Witness,
    /// Not at all.
    Unknown,
}

/// An instrument as the witnesses make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    /// Its name.
    pub(super) id: String,
    /// The primary witness, by its place among the candidates.
    pub(super) primary: usize,
    /// All witnesses, by their places.
    pub(super) witnesses: Vec<usize>,
    /// The day of signing.
    pub(super) signed: Option<String>,
    /// How it is known.
    pub(super) dating: Dating,
    /// Names all that its rows depend on.
    pub(super) print: String,
}

/// The instruments of the witnesses of the same parties, which come in the order of source and place.
pub(super) fn identify(candidates: &[Candidate<'_>]) -> Vec<Identity> {
    let mut by_base: BTreeMap<String, Vec<Identity>> = BTreeMap::new();
    for members in groups(candidates) {
        let Some(identity) = identity(candidates, members) else { continue };
        by_base.entry(identity.id.clone()).or_default().push(identity);
    }
    let mut identities = Vec::new();
    for mut same in by_base.into_values() {
        same.sort_by_key(|i| candidates.get(i.primary).map(|c| order(c.witness)));
        for (n, identity) in (1..).zip(&mut same) {
            if n > 1 {
                identity.id = format!("{}~{n}", identity.id);
            }
            identity.print = print(identity, candidates);
        }
        identities.extend(same);
    }
    identities
}

/// Tells instruments of one day apart.
fn order(witness: &WitnessRow) -> (&str, &str, u32) {
    (&witness.title, &witness.hash, witness.ordinal)
}

fn print(identity: &Identity, candidates: &[Candidate<'_>]) -> String {
    let primary = candidates.get(identity.primary).map(|c| c.witness);
    let (hash, ordinal) = primary.map_or(("", 0), |w| (w.hash.as_str(), w.ordinal));
    let signed = identity.signed.as_deref().unwrap_or_default();
    let whole = format!("{}\n{hash}\n{ordinal}\n{signed}\n{:?}", identity.id, identity.dating);
    hash_of(whole.as_bytes())
}

/// The candidates that are one statement, each group in their order.
fn groups(candidates: &[Candidate<'_>]) -> Vec<Vec<usize>> {
    let mut by_day: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        by_day.entry(day(candidate)).or_default().push(at);
    }
    let undated = by_day.remove(&None).unwrap_or_default();
    let mut groups: Vec<Vec<usize>> =
        by_day.into_values().flat_map(|same| joined(candidates, same)).collect();
    let dated = groups.len();
    for fragment in joined(candidates, undated) {
        // A copy without its day belongs to the statement that has most of its sentences.
        let overlap = |group: &[usize]| {
            let pairs = fragment.iter().flat_map(|a| group.iter().map(move |b| (*a, *b)));
            pairs.filter_map(|(a, b)| same_text(candidates, a, b)).max()
        };
        let best = groups.iter().take(dated).enumerate();
        let best = best.filter_map(|(at, group)| Some((overlap(group)?, Reverse(at)))).max();
        match best.and_then(|(_, Reverse(at))| groups.get_mut(at)) {
            Some(group) => group.extend(fragment),
            None => groups.push(fragment),
        }
    }
    for group in &mut groups {
        group.sort_unstable();
    }
    groups
}

fn day<'c>(candidate: &'c Candidate<'_>) -> Option<&'c str> {
    candidate.witness.signed.as_deref().or(candidate.cited.as_deref())
}

/// The groups into which having sentences in common joins `members`.
fn joined(candidates: &[Candidate<'_>], members: Vec<usize>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in members {
        let (with, without): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|group| group.iter().any(|b| same_text(candidates, at, *b).is_some()));
        groups = without;
        let mut group: Vec<usize> = with.into_iter().flatten().collect();
        group.push(at);
        groups.push(group);
    }
    groups.sort();
    groups
}

/// How many sentences two candidates have in common, where that makes them one text: half of those of
/// the shorter one.
fn same_text(candidates: &[Candidate<'_>], a: usize, b: usize) -> Option<usize> {
    let a = &candidates.get(a)?.witness.sentences;
    let b = &candidates.get(b)?.witness.sentences;
    let shorter = a.len().min(b.len());
    let (mut left, mut right, mut common) = (a.iter().peekable(), b.iter().peekable(), 0);
    while let (Some(x), Some(y)) = (left.peek(), right.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                common += 1;
                left.next();
                right.next();
            }
        }
    }
    let enough = common >= ENOUGH || common == shorter;
    (shorter > 0 && common * 2 >= shorter && enough).then_some(common)
}

fn identity(candidates: &[Candidate<'_>], members: Vec<usize>) -> Option<Identity> {
    let of = |at: &usize| candidates.get(*at);
    // The best copy speaks for the instrument: whole, with its day, most acts, then any fixed order.
    let primary = members.iter().copied().min_by_key(|at| {
        of(at).map(|c| {
            let w = c.witness;
            (!w.complete, w.signed.is_none(), Reverse(w.acts), &w.hash, w.ordinal)
        })
    })?;
    let chosen = candidates.get(primary)?;
    let own = chosen.witness.signed.clone();
    let said = members.iter().filter_map(of).find_map(|c| c.witness.signed.clone());
    let cited = members.iter().filter_map(of).find_map(|c| c.cited.clone());
    let (signed, dating) = match (own, said, cited) {
        (Some(day), ..) => (Some(day), Dating::Own),
        (_, Some(day), _) => (Some(day), Dating::Witness),
        (_, _, Some(day)) => (Some(day), Dating::Citation),
        _ => (None, Dating::Unknown),
    };
    let parties = match chosen.witness.parties.as_str() {
        "" => UNKNOWN.to_owned(),
        parties => parties.replace(' ', "-"),
    };
    let id = format!("{parties}/{}", signed.as_deref().unwrap_or(UNDATED));
    Some(Identity { id, primary, witnesses: members, signed, dating, print: String::new() })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn witness(hash: &str, signed: Option<&str>, sentences: &[u64]) -> WitnessRow {
        WitnessRow {
            source: 0,
            hash: hash.to_owned(),
            ordinal: 1,
            parties: "XAA XBB".to_owned(),
            signed: signed.map(str::to_owned),
            title: hash.to_owned(),
            pack: "zh".to_owned(),
            complete: true,
            acts: sentences.len() as u32,
            sentences: sentences.to_vec(),
            instrument: None,
        }
    }

    fn ids(witnesses: &[WitnessRow]) -> Vec<(String, Vec<usize>)> {
        let candidates: Vec<_> =
            witnesses.iter().map(|witness| Candidate { witness, cited: None }).collect();
        identify(&candidates).into_iter().map(|i| (i.id, i.witnesses)).collect()
    }

    #[test]
    fn the_same_text_from_two_sources_is_one_instrument() {
        let day = Some("2024-02-20");
        let found = ids(&[
            witness("a", day, &[1, 2, 3, 4, 5, 6]),
            witness("b", day, &[2, 3, 4, 5, 6, 7]),
            witness("c", day, &[11, 12, 13, 14]),
        ]);
        assert_eq!(
            found,
            [
                ("XAA-XBB/2024-02-20".to_owned(), vec![0, 1]),
                ("XAA-XBB/2024-02-20~2".to_owned(), vec![2]),
            ]
        );
    }

    #[test]
    fn a_copy_without_its_day_joins_the_statement_whose_text_it_has() {
        let found = ids(&[
            witness("a", Some("2024-02-20"), &[1, 2, 3, 4, 5, 6]),
            witness("b", Some("2020-01-01"), &[21, 22, 23, 24]),
            witness("c", None, &[1, 2, 3]),
            witness("d", None, &[31, 32, 33]),
        ]);
        assert_eq!(
            found,
            [
                ("XAA-XBB/2020-01-01".to_owned(), vec![1]),
                ("XAA-XBB/2024-02-20".to_owned(), vec![0, 2]),
                ("XAA-XBB/undated".to_owned(), vec![3]),
            ]
        );
    }
}
