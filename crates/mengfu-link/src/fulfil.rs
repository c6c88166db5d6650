//! Reports of what was undertaken: fulfilled, or a step towards it.

use mengfu_model::{Attribute, Effect, Kind, LinkKind, Reason, Stance, Strength};

use crate::digest::{ActDigest, Step};
use crate::label::reason;
use crate::pool::{Pool, Shared};
use crate::same::actors_agree;

/// Below this share of what the undertaking is about, a report is of something else.
const ABOUT: f32 = 0.5;

/// The rung of each ladder on which an undertaking is kept. What is asked for beyond it has no end.
fn goal(ladder: &str) -> u8 {
    match ladder {
        "agreement" => 4,
        "body" | "event" => 3,
        "project" => 4,
        _ => 2,
    }
}

/// Whether an act undertakes or supports something that can be reported as done.
pub(crate) fn is_promise(act: &ActDigest) -> bool {
    let kind = match act.kind {
        Kind::Commitment => !act.negative,
        Kind::Position => act.stance == Some(Stance::Support),
        _ => false,
    };
    kind && promised_step(act).is_some()
}

/// The step that an undertaking is to take.
fn promised_step(act: &ActDigest) -> Option<&Step> {
    act.cues.steps.iter().find(|step| !step.done && step.rung <= goal(&step.ladder))
}

/// Whether an act reports something as done.
pub(crate) fn is_report(act: &ActDigest) -> bool {
    reported_steps(act).next().is_some()
}

fn reported_steps(act: &ActDigest) -> impl Iterator<Item = &Step> {
    let told = matches!(act.kind, Kind::Appraisal | Kind::Record);
    let steps = act.cues.steps.iter();
    steps.filter(move |step| told && (step.done || !step.pending))
}

/// What the report `later` makes of the undertaking `earlier`: the kind of link, its score, and why.
/// Of instruments of other parties the two must share a name.
pub(crate) fn fulfilment(
    pool: &Pool<'_>,
    earlier: &ActDigest,
    later: &ActDigest,
    far: bool,
) -> Option<(LinkKind, f32, Vec<Reason>)> {
    let from = promised_step(earlier)?;
    if !is_promise(earlier) || (!far && !may_report(earlier, later)) {
        return None;
    }
    let to = reported_steps(later).find(|step| step.ladder == from.ladder)?;
    let shared = Shared::of(pool, earlier, later);
    let names = |act: &ActDigest| -> Vec<String> {
        act.references.iter().chain(&act.pointed).cloned().collect()
    };
    let (ours, theirs) = (names(earlier), names(later));
    let named = ours.iter().any(|name| theirs.contains(name));
    let about = shared.of_earlier.max(shared.of_later);
    let enough = match far {
        true => about >= 0.6 && shared.weight >= 30.0,
        false => about >= ABOUT && shared.weight >= 15.0,
    };
    if !enough && !(named && !far && from.ladder == "event") {
        return None;
    }
    let kind = match to.rung >= goal(&from.ladder) {
        true => LinkKind::Fulfils,
        false if to.rung > from.rung => LinkKind::Advances,
        false => return None,
    };
    let score = about.clamp(0.5, 0.99);
    let reasons = vec![
        reason(Attribute::Done, Effect::Firmer, from.words.clone(), to.words.clone()),
        reason(Attribute::Kind, Effect::Other, earlier.kind.code(), later.kind.code()),
    ];
    Some((kind, score, reasons))
}

/// One side may praise what the other did, and both what they did together.
fn may_report(earlier: &ActDigest, later: &ActDigest) -> bool {
    earlier.kind == Kind::Position
        || earlier.strength == Some(Strength::Favour)
        || actors_agree(earlier, later)
}
