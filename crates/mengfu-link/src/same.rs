//! Whether two acts are of the same matter.

use mengfu_model::{Kind, Stance, Strength};

use crate::digest::{ALL, ActDigest, Step, TELLING};
use crate::pool::Shared;

/// Two acts from this score on are of the same matter.
pub(crate) const SAME: f32 = 0.5;
/// Two acts from this score on may be, which is too little for a link, and too much to call the later one
/// new or the earlier one dropped.
const NEAR: f32 = 0.42;

/// Kinds that say the same sort of thing of a matter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Undertakes,
    Judges,
    Final,
    Apart,
}

fn group(kind: Kind) -> Group {
    match kind {
        Kind::Commitment | Kind::Position | Kind::Appeal => Group::Undertakes,
        Kind::Appraisal => Group::Judges,
        Kind::Final => Group::Final,
        Kind::Record | Kind::Courtesy => Group::Apart,
    }
}

/// Whether an act is of a kind of which it is worth saying that it is new.
pub(crate) fn can_be_new(act: &ActDigest) -> bool {
    matches!(group(act.kind), Group::Undertakes | Group::Judges)
}

/// Whether an act is of a kind that can be dropped: what was judged or reported once need not be again.
pub(crate) fn can_be_dropped(act: &ActDigest) -> bool {
    group(act.kind) == Group::Undertakes
}

/// How sure it is that a later act speaks of the same matter as `earlier`, with which it shares
/// `shared`, and in the same direction; `None` where it surely does not.
pub(crate) fn score(earlier: &ActDigest, later: &ActDigest, shared: &Shared) -> Option<f32> {
    let alike = group(earlier.kind) == group(later.kind) && group(later.kind) != Group::Apart;
    if !alike || !same_direction(earlier, later) || !actors_agree(earlier, later) {
        return None;
    }
    if earlier.words == later.words {
        return Some(1.0);
    }
    if founds_relation(earlier) && founds_relation(later) {
        return Some(0.9);
    }
    if comes_true(earlier, later) {
        return None;
    }
    if shared.weight < f32::from(TELLING) * 0.9 && shared.dice < 0.8 {
        return None;
    }
    // A part of a longer act is of its matter when it shares more than a word or two.
    let telling = shared.weight >= f32::from(TELLING) * 2.0;
    let wider = if telling { shared.of_later.max(shared.of_earlier) } else { shared.dice };
    let mut score = 0.6 * shared.dice + 0.4 * wider;
    if !earlier.topics.is_empty() && !later.topics.is_empty() {
        let common = earlier.topics.iter().any(|topic| later.topics.contains(topic));
        score += if common { 0.03 } else { -0.1 };
    }
    score += ladders(earlier, later);
    if earlier.kind != later.kind {
        score -= 0.03;
    }
    (score >= NEAR).then_some(score.min(0.99))
}

/// Whether an act gives the relation of the parties its rank.
fn founds_relation(act: &ActDigest) -> bool {
    act.cues.rank.is_some() && act.strength.is_some_and(|s| s == Strength::Declare)
}

/// Whether what lay ahead in the earlier act is past in the later one: then it is no repetition.
fn comes_true(earlier: &ActDigest, later: &ActDigest) -> bool {
    earlier.kind == Kind::Appraisal
        && earlier.cues.steps.iter().any(|ahead| {
            let past = |step: &Step| step.ladder == ahead.ladder && !step.pending;
            ahead.pending && later.cues.steps.iter().any(past)
        })
}

/// One does not oppose what the other supports, and a concern is no stance for anything.
fn same_direction(earlier: &ActDigest, later: &ActDigest) -> bool {
    let concern = |act: &ActDigest| act.stance == Some(Stance::Concern);
    earlier.negative == later.negative && concern(earlier) == concern(later)
}

/// Who acts must be the same, or all of them on one side.
pub(crate) fn actors_agree(earlier: &ActDigest, later: &ActDigest) -> bool {
    let all = |act: &ActDigest| act.actors.is_empty() || act.actors.iter().any(|a| a == ALL);
    if all(earlier) || all(later) {
        return true;
    }
    earlier.actors.iter().any(|actor| later.actors.contains(actor))
}

/// What the ladders say that both speak of: to set up and to hold are not the same.
fn ladders(earlier: &ActDigest, later: &ActDigest) -> f32 {
    let (ours, theirs) = (&earlier.cues.steps, &later.cues.steps);
    let shares = ours.iter().any(|s| theirs.iter().any(|o| o.ladder == s.ladder));
    match (ours.is_empty() || theirs.is_empty(), shares) {
        (true, _) => 0.0,
        (false, true) => 0.05,
        (false, false) => -0.15,
    }
}
