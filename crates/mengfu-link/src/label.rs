//! What a later act of the same matter did to an earlier one, attribute by attribute.

use mengfu_model::{Attribute, Effect, Kind, LinkKind, Reason, Stance, Strength, TimeRole};

use crate::digest::{ActDigest, Step};

/// Below this score two acts are near enough to be one matter, not to weigh their words against
/// each other.
const SURE: f32 = 0.6;

/// For each instrument between them, their words must be nearer to be weighed, up to a point.
const SURE_BY_DISTANCE: f32 = 0.05;
const MOST_SURE: f32 = 0.8;

/// The label of two acts that are of the same matter with this score, and why; `between` is how many
/// instruments of the lineage lie between them.
pub(crate) fn label(
    earlier: &ActDigest,
    later: &ActDigest,
    score: f32,
    between: usize,
) -> (LinkKind, Vec<Reason>) {
    let mut reasons = Vec::new();
    kind(earlier, later, &mut reasons);
    strength(earlier, later, &mut reasons);
    stance(earlier, later, &mut reasons);
    intensity(earlier, later, &mut reasons);
    scope(earlier, later, &mut reasons);
    time(earlier, later, &mut reasons);
    quantity(earlier, later, &mut reasons);
    actors(earlier, later, &mut reasons);
    rank(earlier, later, &mut reasons);
    let advances = step(earlier, later, &mut reasons);
    #[allow(clippy::cast_precision_loss)]
    let sure = (SURE + SURE_BY_DISTANCE * between as f32).min(MOST_SURE);
    // Words of different sides say nothing of each other.
    if score < sure || earlier.actors != later.actors {
        let uneven = reasons.iter_mut().filter(|reason| reason.effect != Effect::Same);
        uneven.for_each(|reason| reason.effect = Effect::Other);
    }
    let has = |effect| reasons.iter().any(|reason| reason.effect == effect);
    let kind = match (has(Effect::Firmer), has(Effect::Looser)) {
        _ if advances => LinkKind::Advances,
        (true, true) => LinkKind::Mixed,
        (true, false) => LinkKind::Strengthens,
        (false, true) => LinkKind::Weakens,
        (false, false) => LinkKind::Restates,
    };
    (kind, reasons)
}

pub(crate) fn reason(
    attribute: Attribute,
    effect: Effect,
    from: impl Into<String>,
    to: impl Into<String>,
) -> Reason {
    Reason { attribute, effect, from: from.into(), to: to.into() }
}

fn kind(earlier: &ActDigest, later: &ActDigest, reasons: &mut Vec<Reason>) {
    if earlier.kind != later.kind {
        let (from, to) = (earlier.kind.code(), later.kind.code());
        reasons.push(reason(Attribute::Kind, Effect::Other, from, to));
    }
}

/// A modal counts where both acts have one of their own: one that is lent by the beginning of a long
/// sentence says little of its end.
fn strength(earlier: &ActDigest, later: &ActDigest, reasons: &mut Vec<Reason>) {
    let (Some(from), Some(to)) = (earlier.strength, later.strength) else { return };
    let own = earlier.own_strength && later.own_strength;
    let effect = match tier(from).cmp(&tier(to)) {
        _ if from == to => Effect::Same,
        std::cmp::Ordering::Less if own => Effect::Firmer,
        std::cmp::Ordering::Greater if own => Effect::Looser,
        _ => Effect::Other,
    };
    reasons.push(reason(Attribute::Strength, effect, from.code(), to.code()));
}

/// Strengths that are told apart with certainty.
fn tier(strength: Strength) -> u8 {
    match strength {
        Strength::Explore => 0,
        Strength::Favour | Strength::Willing => 1,
        Strength::Will => 2,
        Strength::Agree => 3,
        Strength::Bind => 4,
        Strength::Declare => 5,
    }
}

fn stance(earlier: &ActDigest, later: &ActDigest, reasons: &mut Vec<Reason>) {
    let (Some(from), Some(to)) = (earlier.stance, later.stance) else { return };
    let effect = match (from, to) {
        (Stance::Recognise, Stance::Support) => Effect::Firmer,
        (Stance::Support, Stance::Recognise) => Effect::Looser,
        (a, b) if a == b => Effect::Same,
        _ => Effect::Other,
    };
    reasons.push(reason(Attribute::Stance, effect, from.code(), to.code()));
}

/// Adverbs make a stance firmer. In an undertaking they are little more than style.
fn intensity(earlier: &ActDigest, later: &ActDigest, reasons: &mut Vec<Reason>) {
    let rank = |act: &ActDigest| act.cues.intensity.as_ref().map_or(0, |(rank, _)| *rank);
    let words =
        |act: &ActDigest| act.cues.intensity.as_ref().map_or("", |(_, words)| words).to_owned();
    let (from, to) = (rank(earlier), rank(later));
    if from == to {
        return;
    }
    // An adverb before may hold for this act too; who can tell.
    let lent = |act: &ActDigest| act.cues.lent_intensity && act.cues.intensity.is_none();
    let stands = |act: &ActDigest| act.kind == Kind::Position || act.negative;
    let told = !lent(earlier) && !lent(later);
    let counts = told && stands(earlier) && stands(later) && from.max(to) > 1;
    let effect = match counts {
        true if from < to => Effect::Firmer,
        // To hold fast to a principle is said with many verbs that need no adverb.
        true if later.stance != Some(Stance::Affirm) => Effect::Looser,
        _ => Effect::Other,
    };
    reasons.push(reason(Attribute::Intensity, effect, words(earlier), words(later)));
}

fn scope(earlier: &ActDigest, later: &ActDigest, reasons: &mut Vec<Reason>) {
    let words = |act: &ActDigest| act.cues.scope.clone().unwrap_or_default();
    let effect = match (&earlier.cues.scope, &later.cues.scope) {
        (None, Some(_)) => Effect::Firmer,
        (Some(_), None) => Effect::Looser,
        _ => return,
    };
    let counts = earlier.negative && later.negative;
    let effect = if counts { effect } else { Effect::Other };
    reasons.push(reason(Attribute::Scope, effect, words(earlier), words(later)));
}

/// A date by which it is due makes an undertaking firmer, and an earlier one firmer still.
fn time(earlier: &ActDigest, later: &ActDigest, reasons: &mut Vec<Reason>) {
    let due = |act: &ActDigest| {
        let mut deadlines = act.times.iter().filter(|(role, _)| *role == TimeRole::Deadline);
        deadlines.find_map(|(_, value)| value.clone())
    };
    let undertakes = earlier.kind == Kind::Commitment && later.kind == Kind::Commitment;
    let (from, to) = (due(earlier), due(later));
    let effect = match (&from, &to) {
        (None, None) => return,
        (Some(a), Some(b)) if a == b => Effect::Same,
        (None, Some(_)) if undertakes => Effect::Firmer,
        (Some(_), None) if undertakes => Effect::Looser,
        _ => Effect::Other,
    };
    reasons.push(reason(Attribute::Time, effect, from.unwrap_or_default(), to.unwrap_or_default()));
}

/// A higher target of the same measure is firmer.
fn quantity(earlier: &ActDigest, later: &ActDigest, reasons: &mut Vec<Reason>) {
    let ([(a, unit)], [(b, other)]) = (earlier.quantities.as_slice(), later.quantities.as_slice())
    else {
        return;
    };
    let undertakes = earlier.kind == Kind::Commitment && later.kind == Kind::Commitment;
    if unit != other || !undertakes {
        return;
    }
    let effect = match a.partial_cmp(b) {
        Some(std::cmp::Ordering::Less) => Effect::Firmer,
        Some(std::cmp::Ordering::Greater) => Effect::Looser,
        _ => Effect::Same,
    };
    reasons.push(reason(
        Attribute::Quantity,
        effect,
        format!("{a} {unit}"),
        format!("{b} {other}"),
    ));
}

fn actors(earlier: &ActDigest, later: &ActDigest, reasons: &mut Vec<Reason>) {
    if earlier.actors != later.actors {
        let (from, to) = (earlier.actors.join(" "), later.actors.join(" "));
        reasons.push(reason(Attribute::Actors, Effect::Other, from, to));
    }
}

/// The rank of the relation that both give it.
fn rank(earlier: &ActDigest, later: &ActDigest, reasons: &mut Vec<Reason>) {
    let (Some((from, old)), Some((to, new))) = (&earlier.cues.rank, &later.cues.rank) else {
        return;
    };
    let founds = |act: &ActDigest| act.strength == Some(Strength::Declare);
    let effect = match from.cmp(to) {
        std::cmp::Ordering::Equal => Effect::Same,
        _ if !founds(earlier) || !founds(later) => Effect::Other,
        std::cmp::Ordering::Less => Effect::Firmer,
        std::cmp::Ordering::Greater => Effect::Looser,
    };
    reasons.push(reason(Attribute::Step, effect, old.clone(), new.clone()));
}

/// Compares how far both have come on the ladder that they share; whether the later act decides what
/// the earlier one only wished for, which is a step of its own.
fn step(earlier: &ActDigest, later: &ActDigest, reasons: &mut Vec<Reason>) -> bool {
    let Some((from, to)) = shared_step(&earlier.cues.steps, &later.cues.steps) else {
        return false;
    };
    let decides = later.strength == Some(Strength::Declare)
        && later.own_strength
        && earlier.strength.is_some_and(|s| s < Strength::Declare)
        && earlier.kind == Kind::Commitment
        && to.rung >= from.rung;
    let effect = match from.rung.cmp(&to.rung) {
        _ if earlier.kind != Kind::Commitment || later.kind != Kind::Commitment => Effect::Other,
        std::cmp::Ordering::Less => Effect::Firmer,
        // Talks are how an agreement is reached: to name them after it takes nothing back.
        std::cmp::Ordering::Greater => Effect::Other,
        std::cmp::Ordering::Equal => Effect::Same,
    };
    reasons.push(reason(Attribute::Step, effect, from.words.clone(), to.words.clone()));
    decides
}

/// The first steps of both that are on the same ladder.
pub(crate) fn shared_step<'s>(
    ours: &'s [Step],
    theirs: &'s [Step],
) -> Option<(&'s Step, &'s Step)> {
    ours.iter().find_map(|from| Some((from, theirs.iter().find(|to| to.ladder == from.ladder)?)))
}
