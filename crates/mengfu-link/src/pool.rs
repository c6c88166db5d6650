//! The acts of one earlier instrument, found by what they share with a later one.

use std::collections::BTreeMap;

use crate::digest::{ActDigest, Digest};

/// Pieces that more acts of one instrument have than this propose no candidates: they are common in it,
/// and comparing all acts that have them would grow with the square of their number.
const MOST: usize = 24;

/// The earlier acts, with what finds them.
pub(crate) struct Pool<'d> {
    pub(crate) digest: &'d Digest,
    /// For each piece the acts that have it.
    having: BTreeMap<u32, Having>,
    /// For each wording the acts that have it, in their order.
    worded: BTreeMap<u64, Vec<u32>>,
}

#[derive(Default)]
struct Having {
    /// At most [`MOST`] of them.
    acts: Vec<u32>,
    count: usize,
}

impl<'d> Pool<'d> {
    pub(crate) fn new(digest: &'d Digest) -> Self {
        let mut pool = Self { digest, having: BTreeMap::new(), worded: BTreeMap::new() };
        for (at, act) in (0_u32..).zip(&digest.acts) {
            for feature in &act.features.all {
                let having = pool.having.entry(feature.0).or_default();
                having.count += 1;
                if having.acts.len() < MOST {
                    having.acts.push(at);
                }
            }
            pool.worded.entry(act.words).or_default().push(at);
        }
        pool
    }

    /// How much a piece tells of the matter in this instrument: the more of its acts have it, the less.
    pub(crate) fn weight(&self, feature: u32, weight: u16) -> f32 {
        let count = self.having.get(&feature).map_or(1, |having| having.count.max(1));
        #[allow(clippy::cast_precision_loss)]
        let rarity = 1.0 / (1.0 + 0.35 * (count as f32).ln());
        f32::from(weight) * rarity
    }

    /// The acts that may be of the same matter as `act`, which is the `place`th of its wording.
    pub(crate) fn candidates(&self, act: &ActDigest, place: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for feature in &act.features.all {
            let having = self.having.get(&feature.0);
            if let Some(having) = having.filter(|having| having.count <= MOST) {
                found.extend(having.acts.iter().map(|at| *at as usize));
            }
        }
        let same = self.worded.get(&act.words);
        found.extend(same.and_then(|acts| acts.get(place).or(acts.last())).map(|at| *at as usize));
        found.sort_unstable();
        found.dedup();
        found
    }

    pub(crate) fn act(&self, at: usize) -> Option<&'d ActDigest> {
        self.digest.acts.get(at)
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

impl Shared {
    /// What `later` shares with `earlier`, an act of `pool`. Both lists are in the order of their hashes.
    pub(crate) fn of(pool: &Pool<'_>, earlier: &ActDigest, later: &ActDigest) -> Self {
        let weigh = |f: &crate::digest::Feature| pool.weight(f.0, f.1);
        let total = |act: &ActDigest| act.features.all.iter().map(weigh).sum::<f32>();
        let (ours, theirs) = (total(earlier), total(later));
        let mut weight = 0.0;
        let mut others = later.features.all.iter().peekable();
        for feature in &earlier.features.all {
            while others.next_if(|other| other.0 < feature.0).is_some() {}
            // A word may be part of a name in one act only, where it weighs more.
            if let Some(other) = others.peek().filter(|other| other.0 == feature.0) {
                weight += f32::midpoint(weigh(feature), weigh(other));
            }
        }
        let share = |of: f32| if of > 0.0 { (weight / of).min(1.0) } else { 0.0 };
        Self {
            dice: if ours + theirs > 0.0 { 2.0 * weight / (ours + theirs) } else { 0.0 },
            of_later: share(theirs),
            of_earlier: share(ours),
            weight,
        }
    }
}
