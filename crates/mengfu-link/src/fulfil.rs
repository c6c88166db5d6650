//! Reports of what was undertaken: fulfilled, or a step towards it.

use mengfu_model::{Attribute, Effect, Kind, LinkKind, Reason, Stance, Strength, TimeRole};

use crate::digest::{ActDigest, Step, is_day};
use crate::label::reason;
use crate::pool::Shared;
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
/// The days are those of the two instruments. Of instruments of other parties the two must share a name.
pub(crate) fn fulfilment(
    earlier: &ActDigest,
    later: &ActDigest,
    shared: &Shared,
    (promised_on, reported_on): (Option<&str>, Option<&str>),
    far: bool,
) -> Option<(LinkKind, f32, Vec<Reason>)> {
    let from = promised_step(earlier)?;
    if !is_promise(earlier)
        || !happened_between(later, promised_on, reported_on)
        || (!far && !may_report(earlier, later))
    {
        return None;
    }
    let reported = reported_steps(later).filter(|step| step.ladder == from.ladder);
    let to = reported.max_by_key(|step| step.rung)?;
    let names = |act: &ActDigest| -> Vec<String> {
        act.references.iter().chain(&act.pointed).cloned().collect()
    };
    let (ours, theirs) = (names(earlier), names(later));
    let named = ours.iter().any(|name| theirs.contains(name));
    let about = shared.of_earlier.max(shared.of_later);
    let enough = match far {
        true => {
            about >= ABOUT && shared.weight >= 30.0 && share_name(&earlier.shared, &later.shared)
        }
        false => about >= ABOUT && shared.weight >= 15.0 && !other_names(&ours, &theirs),
    };
    let same_event = named && !far && from.ladder == "event";
    if !enough && !same_event {
        return None;
    }
    let kind = match to.rung >= goal(&from.ladder) {
        // What has no end is not fulfilled by being done once.
        true if earlier.standing => LinkKind::Advances,
        true => LinkKind::Fulfils,
        false if to.rung > from.rung || from.rung >= goal(&from.ladder) => LinkKind::Advances,
        false => return None,
    };
    let score = about.clamp(0.5, 0.99);
    let reasons = vec![
        reason(Attribute::Done, Effect::Firmer, from.words.clone(), to.words.clone()),
        reason(Attribute::Kind, Effect::Other, earlier.kind.code(), later.kind.code()),
    ];
    Some((kind, score, reasons))
}

/// Whether what is reported can have happened after it was promised, and before it was reported: a
/// day that the report names must lie between.
fn happened_between(report: &ActDigest, promised: Option<&str>, reported: Option<&str>) -> bool {
    let events = report.times.iter().filter(|(role, _)| *role == TimeRole::Event);
    let mut days = events.filter_map(|(_, value)| value.as_deref()).filter(|day| is_day(day));
    // A year or a month is compared as far as it goes.
    let cut = |day: &str, by: &str| day.get(..by.len().min(day.len())).unwrap_or(day).to_owned();
    let early = |day: &str| promised.is_some_and(|p| *day < *cut(p, day));
    let late = |day: &str| reported.is_some_and(|r| *cut(day, r) > *r);
    !days.any(|day| early(day) || late(day))
}

/// Whether both name the same thing, one of them perhaps more fully.
fn share_name(ours: &[String], theirs: &[String]) -> bool {
    let near = |a: &String, b: &String| a == b || likeness(a, b) >= SAME_NAME;
    ours.iter().any(|name| theirs.iter().any(|other| near(name, other)))
}

/// Whether both name things of one sort, and none that could be the same.
fn other_names(ours: &[String], theirs: &[String]) -> bool {
    let sort = |name: &str| name.split_once(':').map(|(sort, _)| sort.to_owned());
    let both = ours.iter().any(|name| theirs.iter().any(|other| sort(name) == sort(other)));
    let within = |a: &String, b: &String| a == b || containment(a, b) >= SAME_NAME;
    both && !ours.iter().any(|name| theirs.iter().any(|other| within(name, other)))
}

/// Two names of this likeness are names of one thing.
const SAME_NAME: f32 = 0.75;

/// The share of pairs of neighbouring characters that two names have in common.
#[allow(clippy::cast_precision_loss)]
fn likeness(a: &str, b: &str) -> f32 {
    let (common, ours, theirs) = common_pairs(a, b);
    2.0 * common as f32 / (ours + theirs).max(1) as f32
}

/// The share of the pairs of the shorter name that the longer has too.
#[allow(clippy::cast_precision_loss)]
fn containment(a: &str, b: &str) -> f32 {
    let (common, ours, theirs) = common_pairs(a, b);
    common as f32 / ours.min(theirs).max(1) as f32
}

/// How many pairs of neighbouring characters two names have in common, and how many each has.
fn common_pairs(a: &str, b: &str) -> (usize, usize, usize) {
    let pairs = |name: &str| -> Vec<(char, char)> {
        let name = name.split_once(':').map_or(name, |(_, name)| name);
        let mut pairs: Vec<_> = name.chars().zip(name.chars().skip(1)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    };
    let (ours, theirs) = (pairs(a), pairs(b));
    let common = ours.iter().filter(|pair| theirs.binary_search(pair).is_ok()).count();
    (common, ours.len(), theirs.len())
}

/// One side may praise what the other did, and both what they did together.
fn may_report(earlier: &ActDigest, later: &ActDigest) -> bool {
    earlier.kind == Kind::Position
        || earlier.strength == Some(Strength::Favour)
        || actors_agree(earlier, later)
}
