//! Aligns an instrument with those before it in its lineage.

use std::collections::{BTreeMap, BTreeSet};

use mengfu_model::{ActAddress, Attribute, Effect, Kind, Link, LinkEnds, LinkKind, Reason};

use crate::digest::{ActDigest, Digest};
use crate::fulfil::fulfilment;
use crate::label::{label, reason};
use crate::pool::Pool;
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
    /// How much of the later act the earlier one has.
    of_later: f32,
    /// The label of a report; other pairs are labelled once they are chosen.
    report: Option<(LinkKind, Vec<Reason>)>,
}

/// What became of the acts of both instruments while links were chosen.
struct Chosen {
    /// Of the latest earlier instrument: whether a later act is, or may be, of the same matter.
    covered: Vec<bool>,
    /// Of the later instrument: the same.
    met: Vec<bool>,
    /// Of the later instrument: whether it has a link.
    linked: Vec<bool>,
    links: Vec<Link>,
}

/// The links from `later` to `earlier`, latest first.
pub(crate) fn align(later: &Digest, earlier: &[&Digest]) -> Vec<Link> {
    let pools: Vec<Pool<'_>> = earlier.iter().map(|digest| Pool::new(digest)).collect();
    let Some(latest) = pools.first() else { return Vec::new() };
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
    let mut chosen = Chosen {
        covered: vec![false; latest.digest.acts.len()],
        met: vec![false; later.acts.len()],
        linked: vec![false; later.acts.len()],
        links: Vec::new(),
    };
    chosen.choose(later, &pools, candidates);
    chosen.steps(later, &pools);
    let Chosen { covered, met, mut links, .. } = chosen;
    links.extend(new(later, earlier, &met));
    links.extend(dropped(later, latest.digest, &covered));
    links.sort_by(|a, b| a.ends.cmp(&b.ends).then(a.kind.cmp(&b.kind)));
    links
}

fn set(flags: &mut [bool], at: usize) {
    if let Some(flag) = flags.get_mut(at) {
        *flag = true;
    }
}

/// All pairs that may be linked. An instrument further back is not looked through for an act of which a
/// nearer one has what cannot be bettered.
fn candidates(later: &Digest, pools: &[Pool<'_>]) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut places: BTreeMap<u64, usize> = BTreeMap::new();
    for (at, act) in later.acts.iter().enumerate() {
        let place = places.entry(act.words).or_default();
        let mut best = 0.0_f32;
        for (number, pool) in pools.iter().enumerate() {
            #[allow(clippy::cast_precision_loss)]
            let distance = (RECENCY * number as f32).min(OLDEST);
            if best > 1.0 - distance {
                break;
            }
            let query = pool.query(act, *place);
            let days = (pool.digest.signed.as_deref(), later.signed.as_deref());
            for earlier in &query.candidates {
                let Some(other) = pool.act(*earlier) else { continue };
                let shared = pool.shared(*earlier, &query);
                let (score, report) = match score(other, act, &shared) {
                    Some(score) => (score, None),
                    None => match fulfilment(other, act, &shared, days, false) {
                        Some((kind, score, reasons)) => (score, Some((kind, reasons))),
                        None => continue,
                    },
                };
                best = best.max(score - distance);
                found.push(Candidate {
                    later: at,
                    pool: number,
                    earlier: *earlier,
                    adjusted: score - distance,
                    score,
                    of_later: shared.of_later,
                    report,
                });
            }
        }
        *place += 1;
    }
    found
}

impl Chosen {
    /// Links each later act to the best earlier one that is free, or of which it is another part.
    fn choose(&mut self, later: &Digest, pools: &[Pool<'_>], candidates: Vec<Candidate>) {
        let mut claimed: BTreeSet<(usize, usize)> = BTreeSet::new();
        for candidate in candidates {
            let at = (candidate.pool, candidate.earlier);
            set(&mut self.met, candidate.later);
            if candidate.pool == 0 {
                set(&mut self.covered, candidate.earlier);
            }
            let taken = self.linked.get(candidate.later) == Some(&true);
            let claimed_by_other = claimed.contains(&at) && candidate.of_later < SPLIT;
            if taken || claimed_by_other || candidate.score < SAME {
                continue;
            }
            let Some(pool) = pools.get(candidate.pool) else { continue };
            let (Some(ours), Some(theirs)) =
                (pool.act(candidate.earlier), later.acts.get(candidate.later))
            else {
                continue;
            };
            claimed.insert(at);
            set(&mut self.linked, candidate.later);
            let report = candidate.report;
            let labelled = || label(ours, theirs, candidate.score, candidate.pool);
            let (kind, reasons) = report.unwrap_or_else(labelled);
            self.links.push(Link {
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
    }

    /// An act that repeats nothing may be a concrete step of what was promised in general. It stays new:
    /// as a promise of its own nobody made it before.
    fn steps(&mut self, later: &Digest, pools: &[Pool<'_>]) {
        for (at, act) in later.acts.iter().enumerate() {
            let concrete = act.themes.iter().find(|theme| theme.concrete);
            let free = self.linked.get(at) == Some(&false) && act.kind == Kind::Commitment;
            let Some(concrete) = concrete.filter(|_| free) else { continue };
            let general = |other: &ActDigest| {
                let mut themes = other.themes.iter();
                let theme = themes.find(|theme| !theme.concrete && theme.name == concrete.name)?;
                let agree = other.kind == Kind::Commitment && actors_agree(other, act);
                agree.then(|| theme.words.clone())
            };
            let found = pools.iter().enumerate().find_map(|(number, pool)| {
                let mut acts = pool.digest.acts.iter().enumerate();
                acts.find_map(|(at, other)| Some((number, pool, at, other, general(other)?)))
            });
            let Some((number, pool, earlier, other, words)) = found else { continue };
            if number == 0 {
                set(&mut self.covered, earlier);
            }
            let step = reason(Attribute::Step, Effect::Firmer, words, concrete.words.clone());
            self.links.push(Link {
                kind: LinkKind::Strengthens,
                ends: LinkEnds::Both {
                    earlier: address(pool.digest, other),
                    later: address(later, act),
                },
                score: SAME,
                provisional: false,
                reasons: vec![step],
            });
        }
    }
}

pub(crate) fn address(digest: &Digest, act: &ActDigest) -> ActAddress {
    ActAddress { instrument: digest.id.clone(), provision: act.provision, act: act.act }
}

/// What no earlier instrument has, nor may have.
fn new(later: &Digest, earlier: &[&Digest], met: &[bool]) -> Vec<Link> {
    let provisional = earlier.iter().any(|digest| !digest.complete);
    let Some(against) = earlier.first().map(|digest| &digest.id) else { return Vec::new() };
    let unmet = later.acts.iter().zip(met).filter(|(act, met)| !**met && can_be_new(act));
    unmet
        .map(|(act, _)| Link {
            kind: LinkKind::New,
            ends: LinkEnds::New { later: address(later, act), against: against.clone() },
            score: 1.0,
            provisional,
            reasons: Vec::new(),
        })
        .collect()
}

/// What the instrument before had and this one has not, where the two can be compared.
fn dropped(later: &Digest, before: &Digest, covered: &[bool]) -> Vec<Link> {
    if !comparable(before, later) {
        return Vec::new();
    }
    let provisional = !before.complete || !later.complete;
    let gone = before.acts.iter().zip(covered);
    let gone = gone.filter(|(act, covered)| !**covered && can_be_dropped(act));
    gone.map(|(act, _)| Link {
        kind: LinkKind::Drops,
        ends: LinkEnds::Dropped { earlier: address(before, act), by: later.id.clone() },
        score: 1.0,
        provisional,
        reasons: Vec::new(),
    })
    .collect()
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
