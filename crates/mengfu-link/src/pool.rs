//! The acts of one earlier instrument, found by what they share with a later one.

use std::ops::Range;

use crate::digest::{ActDigest, Digest, Feature};

/// Pieces that more acts of one instrument have than this propose no candidates: they are common in it,
/// and comparing all acts that have them would grow with the square of their number.
const MOST: usize = 24;

/// The earlier acts, with what finds them.
pub(crate) struct Pool<'d> {
    pub(crate) digest: &'d Digest,
    /// Which act has which piece, in the order of the pieces.
    having: Vec<(u32, u32)>,
    /// Which act has which wording, in the order of the wordings and then of the acts.
    worded: Vec<(u64, u32)>,
    /// For each act how much each of its pieces tells.
    weights: Vec<Weighed>,
}

/// How much each piece of an act tells in one instrument, and all of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weighed {
    weights: Vec<f32>,
    total: f32,
}

/// A later act as one instrument sees it.
pub(crate) struct Query<'a> {
    pub(crate) act: &'a ActDigest,
    weighed: Weighed,
    /// The acts of the instrument that may be of the same matter.
    pub(crate) candidates: Vec<usize>,
}

impl<'d> Pool<'d> {
    pub(crate) fn new(digest: &'d Digest) -> Self {
        let acts = || (0_u32..).zip(&digest.acts);
        let mut having: Vec<(u32, u32)> = acts()
            .flat_map(|(at, act)| act.features.all.iter().map(move |feature| (feature.0, at)))
            .collect();
        having.sort_unstable();
        let mut worded: Vec<(u64, u32)> = acts().map(|(at, act)| (act.words, at)).collect();
        worded.sort_unstable();
        let mut pool = Self { digest, having, worded, weights: Vec::new() };
        pool.weights = digest.acts.iter().map(|act| pool.weigh(act, |_| {})).collect();
        pool
    }

    /// What `act` of a later instrument meets here; it is the `place`th of its wording there.
    pub(crate) fn query<'a>(&self, act: &'a ActDigest, place: usize) -> Query<'a> {
        let mut candidates: Vec<usize> = Vec::new();
        let weighed = self.weigh(act, |having| {
            if having.len() <= MOST {
                candidates.extend(having.iter().map(|(_, at)| *at as usize));
            }
        });
        let same = self.worded.partition_point(|(words, _)| *words < act.words);
        let same = self.worded.iter().skip(same).take_while(|(words, _)| *words == act.words);
        candidates.extend(same.take(place + 1).last().map(|(_, at)| *at as usize));
        candidates.sort_unstable();
        candidates.dedup();
        Query { act, weighed, candidates }
    }

    /// How much each piece of `act` tells of its matter in this instrument: the more of its acts have
    /// it, the less. `see` is shown who has it.
    fn weigh(&self, act: &ActDigest, mut see: impl FnMut(&[(u32, u32)])) -> Weighed {
        let mut weighed = Weighed::default();
        for Feature(feature, weight) in &act.features.all {
            let having = self.having.get(self.places(*feature)).unwrap_or_default();
            see(having);
            #[allow(clippy::cast_precision_loss)]
            let rarity = 1.0 / (1.0 + 0.35 * (having.len().max(1) as f32).ln());
            weighed.weights.push(f32::from(*weight) * rarity);
        }
        weighed.total = weighed.weights.iter().sum();
        weighed
    }

    fn places(&self, feature: u32) -> Range<usize> {
        let start = self.having.partition_point(|(other, _)| *other < feature);
        let rest = self.having.get(start..).unwrap_or_default();
        start..start + rest.partition_point(|(other, _)| *other == feature)
    }

    pub(crate) fn act(&self, at: usize) -> Option<&'d ActDigest> {
        self.digest.acts.get(at)
    }

    /// What the `at`th act here shares with a later act.
    pub(crate) fn shared(&self, at: usize, query: &Query<'_>) -> Shared {
        let (Some(act), Some(weights)) = (self.act(at), self.weights.get(at)) else {
            return Shared::default();
        };
        let mut others = query.act.features.all.iter().zip(&query.weighed.weights).peekable();
        let mut weight = 0.0;
        for (feature, ours) in act.features.all.iter().zip(&weights.weights) {
            while others.next_if(|(other, _)| other.0 < feature.0).is_some() {}
            // A word may be part of a name in one act only, where it weighs more.
            if let Some((_, theirs)) = others.peek().filter(|(other, _)| other.0 == feature.0) {
                weight += f32::midpoint(*ours, **theirs);
            }
        }
        let (ours, theirs) = (weights.total, query.weighed.total);
        let share = |of: f32| if of > 0.0 { (weight / of).min(1.0) } else { 0.0 };
        Shared {
            dice: share(f32::midpoint(ours, theirs)),
            of_later: share(theirs),
            of_earlier: share(ours),
            weight,
        }
    }
}

/// What two acts share.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shared {
    /// Of all that either has, the share that both have.
    pub(crate) dice: f32,
    /// Of what the later act has, the share that the earlier has too.
    pub(crate) of_later: f32,
    /// Of what the earlier act has, the share that the later has too.
    pub(crate) of_earlier: f32,
    /// The weight of what both have.
    pub(crate) weight: f32,
}
