//! Which reading belongs to which gold instrument, and which act to which gold act.

use std::collections::{BTreeMap, BTreeSet};

use super::body::{Body, Place, overlap, places, squeeze};
use super::records::{ActRecord, GoldInstrument, ProvisionRecord, ReadingRecord};

/// The characters of a provision by which an instrument is recognised.
const PROBE: usize = 24;
/// Shorter provisions recognise nothing.
const PROBE_LEAST: usize = 12;
/// The share of probes that a reading must contain to be the instrument's.
const PAIRED: f64 = 0.3;
/// Acts that share less are different acts.
const MATCHED: f64 = 0.5;

/// For each gold instrument the index of its reading.
pub(crate) fn pair_instruments(
    gold: &[GoldInstrument],
    reads: &[ReadingRecord],
) -> Vec<Option<usize>> {
    let bodies: Vec<Body> = reads
        .iter()
        .map(|r| Body::of(r.provisions.iter().filter_map(|p| p.text.as_deref())))
        .collect();
    let mut used = BTreeSet::new();
    gold.iter()
        .map(|g| {
            let probes = probes(g);
            let mut best = None;
            let mut score = 0.0;
            for (i, body) in bodies.iter().enumerate().filter(|(i, _)| !used.contains(i)) {
                let hits = probes.iter().filter(|p| body.contains(p)).count();
                let share = hits as f64 / probes.len() as f64;
                if share > score {
                    (best, score) = (Some(i), share);
                }
            }
            let found = best.filter(|_| score >= PAIRED)?;
            used.insert(found);
            Some(found)
        })
        .collect()
}

/// The beginnings of the long provisions, or the first words of an instrument without any.
fn probes(gold: &GoldInstrument) -> Vec<String> {
    let probes: Vec<String> = gold
        .provisions
        .iter()
        .flatten()
        .map(|p| match p.text.as_deref() {
            Some(text) if !text.is_empty() => squeeze(text),
            _ => p.acts.iter().map(|a| squeeze(&a.q)).collect(),
        })
        .filter(|text| text.chars().count() >= PROBE_LEAST)
        .map(|text| text.chars().take(PROBE).collect())
        .collect();
    if !probes.is_empty() {
        return probes;
    }
    let first = gold.meta.get("first_words").and_then(|w| w.as_str());
    vec![squeeze(first.unwrap_or_default())]
}

/// An act and where it is in the body.
pub(crate) struct Placed<'a> {
    pub(crate) at: Place,
    pub(crate) act: &'a ActRecord,
}

/// The acts of the provisions, each found in the body from the start of its provision on.
pub(crate) fn place_acts<'a>(provisions: &[&'a ProvisionRecord], body: &Body) -> Vec<Placed<'a>> {
    let spans = places(body, provisions.iter().map(|p| p.text.as_deref().unwrap_or_default()));
    let mut acts = Vec::new();
    for (provision, span) in provisions.iter().zip(spans) {
        let mut from = span.map_or(0, |(start, _)| start);
        for act in &provision.acts {
            let at = body.find_near(&squeeze(&act.q), from);
            from = at.map_or(from, |(_, end)| end);
            acts.push(Placed { at, act });
        }
    }
    acts
}

/// Moves an act of the read body to where its words are in the gold body: the occurrence nearest
/// to the same share of the whole, else the longest beginning that occurs.
pub(crate) fn shift(placed: &Placed<'_>, read: &Body, gold: &Body) -> Place {
    let (start, _) = placed.at?;
    let quote = squeeze(&placed.act.q);
    let length = quote.chars().count();
    let want = start as f64 / read.len().max(1) as f64 * gold.len() as f64;
    let far = |at: &usize| (*at as f64 - want).abs();
    let nearest = gold.find_all(&quote).into_iter().min_by(|a, b| far(a).total_cmp(&far(b)));
    if let Some(at) = nearest {
        return Some((at, at + length));
    }
    (6..=length).rev().find_map(|n| {
        let beginning: String = quote.chars().take(n).collect();
        gold.find(&beginning, 0).map(|at| (at, at + n))
    })
}

/// Pairs of matched acts.
#[derive(Debug, Default)]
pub(crate) struct Matches {
    /// From the gold act to the read act and their overlap.
    pub(crate) by_gold: BTreeMap<usize, (usize, f64)>,
    /// The read acts that matched.
    pub(crate) read: BTreeSet<usize>,
}

/// Matches acts by overlap, best first; among equals the later ones first.
pub(crate) fn match_acts(gold: &[Place], read: &[Place]) -> Matches {
    let mut pairs = Vec::new();
    for (i, s) in gold.iter().enumerate().filter_map(|(i, s)| Some((i, (*s)?))) {
        for (j, t) in read.iter().enumerate().filter_map(|(j, t)| Some((j, (*t)?))) {
            if t.0 < s.1 && s.0 < t.1 {
                pairs.push((overlap(s, t), i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(b.2.cmp(&a.2)));
    let mut matches = Matches::default();
    for (share, i, j) in pairs {
        if share < MATCHED {
            break;
        }
        if matches.by_gold.contains_key(&i) || matches.read.contains(&j) {
            continue;
        }
        matches.by_gold.insert(i, (j, share));
        matches.read.insert(j);
    }
    matches
}
