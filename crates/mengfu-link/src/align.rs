//! Aligns an instrument with those before it in its lineage.

use std::collections::BTreeMap;

use mengfu_model::{ActAddress, Attribute, Effect, Kind, Link, LinkEnds, LinkKind, Reason};

use crate::digest::{ActDigest, Digest};
use crate::fulfil::{fulfilment, is_report};
use crate::label::{label, reason};
use crate::pool::{Pool, Shared};
use crate::same::{SAME, actors_agree, can_be_dropped, can_be_new, score};

/// How much nearer in wording an older instrument must be to be preferred, for each one between.
const RECENCY: f32 = 0.1;
/// An older instrument is never further behind than this.
const OLDEST: f32 = 0.25;
/// A part of an earlier act, of whose matter it has this share, may be linked beside another part.
const SPLIT: f32 = 0.6;

/// A pair that may be linked.
struct Candidate {
    later: usize,
    pool: usize,
    earlier: usize,
    /// The score less what the distance in the lineage costs.
    adjusted: f32,
    score: f32,
    /// The label of a report; other pairs are labelled once they are chosen.
    report: Option<(LinkKind, Vec<Reason>)>,
}

/// The links from `later` to `earlier`, latest first.
pub(crate) fn align(later: &Digest, earlier: &[&Digest]) -> Vec<Link> {
    let pools: Vec<Pool<'_>> = earlier.iter().map(|digest| Pool::new(digest)).collect();
    if pools.is_empty() {
        return Vec::new();
    }
    let mut candidates = candidates(later, &pools);
    candidates.sort_by(|a, b| {
        let near = |c: &Candidate| c.later.abs_diff(c.earlier);
        b.adjusted
            .total_cmp(&a.adjusted)
            .then(a.pool.cmp(&b.pool))
            .then(near(a).cmp(&near(b)))
            .then(a.later.cmp(&b.later))
            .then(a.earlier.cmp(&b.earlier))
    });
    // What an act that is linked elsewhere covers as well is not dropped.
    let mut covered = vec![false; pools.first().map_or(0, |pool| pool.digest.acts.len())];
    let mut linked = vec![false; later.acts.len()];
    let mut claimed: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut links = Vec::new();
    for candidate in candidates {
        let at = (candidate.pool, candidate.earlier);
        if candidate.pool == 0
            && let Some(covered) = covered.get_mut(candidate.earlier)
        {
            *covered = true;
        }
        let Some(taken) = linked.get_mut(candidate.later).filter(|taken| !**taken) else {
            continue;
        };
        let Some(pool) = pools.get(candidate.pool) else { continue };
        let (Some(ours), Some(theirs)) =
            (pool.act(candidate.earlier), later.acts.get(candidate.later))
        else {
            continue;
        };
        if claimed.contains_key(&at) && Shared::of(pool, ours, theirs).of_later < SPLIT {
            continue;
        }
        claimed.entry(at).or_insert(candidate.later);
        *taken = true;
        let (kind, reasons) =
            candidate.report.unwrap_or_else(|| label(ours, theirs, candidate.score));
        links.push(Link {
            kind,
            ends: LinkEnds::Both {
                earlier: address(pool.digest, ours),
                later: address(later, theirs),
            },
            score: candidate.score,
            provisional: false,
            reasons,
        });
    }
    steps(later, &pools, &linked, &mut covered, &mut links);
    links.extend(new(later, earlier, &linked));
    links.extend(dropped(later, &pools, &covered));
    links.sort_by(|a, b| a.ends.cmp(&b.ends).then(a.kind.cmp(&b.kind)));
    links
}

fn candidates(later: &Digest, pools: &[Pool<'_>]) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut places: BTreeMap<u64, usize> = BTreeMap::new();
    for (at, act) in later.acts.iter().enumerate() {
        let place = places.entry(act.words).or_default();
        let report = is_report(act);
        for (number, pool) in pools.iter().enumerate() {
            #[allow(clippy::cast_precision_loss)]
            let distance = (RECENCY * number as f32).min(OLDEST);
            for earlier in pool.candidates(act, *place) {
                let Some(other) = pool.act(earlier) else { continue };
                let candidate = |score: f32, report| Candidate {
                    later: at,
                    pool: number,
                    earlier,
                    adjusted: score - distance,
                    score,
                    report,
                };
                if let Some(score) = score(pool, other, act) {
                    found.push(candidate(score, None));
                } else if report
                    && let Some((kind, score, reasons)) = fulfilment(pool, other, act, false)
                {
                    found.push(candidate(score, Some((kind, reasons))));
                }
            }
        }
        *place += 1;
    }
    found
}

/// An act that repeats nothing may be a concrete step of what was promised in general. It stays new:
/// as a promise of its own nobody made it before.
fn steps(
    later: &Digest,
    pools: &[Pool<'_>],
    linked: &[bool],
    covered: &mut [bool],
    links: &mut Vec<Link>,
) {
    for (act, _) in later.acts.iter().zip(linked).filter(|(_, linked)| !**linked) {
        let concrete = act.themes.iter().find(|theme| theme.concrete);
        let Some(concrete) = concrete.filter(|_| act.kind == Kind::Commitment) else { continue };
        let general = |other: &ActDigest| {
            let mut themes = other.themes.iter().filter(|t| !t.concrete && t.name == concrete.name);
            let theme = themes.next().filter(|_| other.kind == Kind::Commitment)?;
            actors_agree(other, act).then(|| theme.words.clone())
        };
        let found = pools.iter().enumerate().find_map(|(number, pool)| {
            let mut acts = pool.digest.acts.iter().enumerate();
            acts.find_map(|(at, other)| Some((number, pool, at, other, general(other)?)))
        });
        let Some((number, pool, at, other, words)) = found else { continue };
        if number == 0
            && let Some(covered) = covered.get_mut(at)
        {
            *covered = true;
        }
        links.push(Link {
            kind: LinkKind::Strengthens,
            ends: LinkEnds::Both {
                earlier: address(pool.digest, other),
                later: address(later, act),
            },
            score: SAME,
            provisional: false,
            reasons: vec![reason(Attribute::Step, Effect::Firmer, words, concrete.words.clone())],
        });
    }
}

pub(crate) fn address(digest: &Digest, act: &ActDigest) -> ActAddress {
    ActAddress { instrument: digest.id.clone(), provision: act.provision, act: act.act }
}

fn new<'a>(
    later: &'a Digest,
    earlier: &'a [&'a Digest],
    linked: &'a [bool],
) -> impl Iterator<Item = Link> + 'a {
    let provisional = earlier.iter().any(|digest| !digest.complete);
    let against = earlier.first().map(|digest| digest.id.clone());
    let unlinked =
        later.acts.iter().zip(linked).filter(|(act, linked)| !**linked && can_be_new(act));
    unlinked.filter_map(move |(act, _)| {
        Some(Link {
            kind: LinkKind::New,
            ends: LinkEnds::New { later: address(later, act), against: against.clone()? },
            score: 1.0,
            provisional,
            reasons: Vec::new(),
        })
    })
}

/// What the instrument before had and this one has not, where the two can be compared.
fn dropped<'a>(
    later: &'a Digest,
    pools: &'a [Pool<'a>],
    covered: &'a [bool],
) -> impl Iterator<Item = Link> + 'a {
    let before = pools.first().map(|pool| pool.digest);
    let before = before.filter(|before| comparable(before, later)).into_iter();
    before.flat_map(move |before| {
        let provisional = !before.complete || !later.complete;
        let gone = before.acts.iter().zip(covered);
        let gone = gone.filter(|(act, covered)| !**covered && can_be_dropped(act));
        gone.map(move |(act, _)| Link {
            kind: LinkKind::Drops,
            ends: LinkEnds::Dropped { earlier: address(before, act), by: later.id.clone() },
            score: 1.0,
            provisional,
            reasons: Vec::new(),
        })
    })
}

/// Statements are compared with statements, treaties and plans with their like.
fn comparable(before: &Digest, later: &Digest) -> bool {
    use mengfu_model::InstrumentKind as Sort;
    let statement = |sort| {
        matches!(
            sort,
            Sort::JointStatement | Sort::JointCommunique | Sort::JointDeclaration | Sort::Other
        )
    };
    before.parties == later.parties
        && (before.kind == later.kind || (statement(before.kind) && statement(later.kind)))
}
