//! Finds places for things that are joined: what is joined draws together, all else apart, and no label
//! lies on another. The same things get the same places.

/// Something that needs a place: half of the width and of the height that it takes with its label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Body {
    pub(super) half: (f32, f32),
}

/// What joins two of them, and how much, from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tie {
    pub(super) ends: (usize, usize),
    pub(super) pull: f32,
}

/// Steps of drawing together, and of pushing labels apart.
const STEPS: usize = 260;
const PUSHES: usize = 400;
/// Labels are wider than high: what lies beside needs more room than what lies below.
const BESIDE: f32 = 0.62;
/// Turns to the next place on a spiral without two falling together.
const GOLDEN: f32 = 2.399_963;
/// One way is stretched at most so many times as much as the other.
const UNEVEN: f32 = 1.8;
/// Free space around labels.
const APART: f32 = 5.0;

/// The places of `bodies` within a frame. Costs the square of their number, which is small.
pub(super) fn places(bodies: &[Body], ties: &[Tie], frame: (f32, f32)) -> Vec<(f32, f32)> {
    let mut at = spiral(bodies.len(), frame);
    let ideal = (frame.0 * frame.1 / bodies.len().max(1) as f32).sqrt() * 0.72;
    for step in 0..STEPS {
        let heat = frame.0.min(frame.1) * 0.12 * (1.0 - step as f32 / STEPS as f32);
        let forces = forces(&at, ties, ideal, frame);
        for ((place, force), body) in at.iter_mut().zip(forces).zip(bodies) {
            let length = force.0.hypot(force.1).max(0.001);
            let step = length.min(heat) / length;
            *place = within((place.0 + force.0 * step, place.1 + force.1 * step), body, frame);
        }
    }
    spread(&mut at, bodies, frame);
    for _ in 0..PUSHES {
        if !push_apart(&mut at, bodies, frame) {
            break;
        }
    }
    at
}

/// Stretches what was found over the frame, for what is closely joined draws into a knot.
fn spread(at: &mut [(f32, f32)], bodies: &[Body], frame: (f32, f32)) {
    let both: Vec<((f32, f32), Body)> = at.iter().copied().zip(bodies.iter().copied()).collect();
    let low =
        |side: fn((f32, f32)) -> f32| both.iter().map(|(p, _)| side(*p)).fold(f32::MAX, f32::min);
    let high =
        |side: fn((f32, f32)) -> f32| both.iter().map(|(p, _)| side(*p)).fold(f32::MIN, f32::max);
    let (left, right) = (low(|p| p.0), high(|p| p.0));
    let (top, bottom) = (low(|p| p.1), high(|p| p.1));
    // Few things need not stand in the corners.
    let share = (0.55 + bodies.len() as f32 * 0.035).min(1.0);
    let widest = bodies.iter().map(|b| b.half.0).fold(0.0, f32::max);
    let highest = bodies.iter().map(|b| b.half.1).fold(0.0, f32::max);
    let by = |(from, to): (f32, f32), half: f32, length: f32| {
        (length - 2.0 * half).max(0.0) * share / (to - from).max(1.0)
    };
    let across = by((left, right), widest, frame.0);
    let down = by((top, bottom), highest, frame.1);
    // What is round stays round enough.
    let (across, down) = (across.min(down * UNEVEN), down.min(across * UNEVEN));
    for ((place, _), to) in both.iter().zip(at) {
        *to = (
            frame.0 / 2.0 + (place.0 - (left + right) / 2.0) * across,
            frame.1 / 2.0 + (place.1 - (top + bottom) / 2.0) * down,
        );
    }
}

/// The first at the centre, the others around it.
fn spiral(count: usize, frame: (f32, f32)) -> Vec<(f32, f32)> {
    let place = |n: usize| {
        let far = (n as f32 / count.max(1) as f32).sqrt() * 0.46;
        let angle = n as f32 * GOLDEN;
        (frame.0 * (0.5 + far * angle.cos()), frame.1 * (0.5 + far * angle.sin()))
    };
    (0..count).map(place).collect()
}

fn forces(at: &[(f32, f32)], ties: &[Tie], ideal: f32, frame: (f32, f32)) -> Vec<(f32, f32)> {
    let mut forces: Vec<(f32, f32)> = at
        .iter()
        // A little towards the middle, so that what is joined to nothing does not drift away.
        .map(|(x, y)| ((frame.0 / 2.0 - x) * 0.03, (frame.1 / 2.0 - y) * 0.05))
        .collect();
    for (n, one) in at.iter().enumerate() {
        for (m, other) in at.iter().enumerate().skip(n + 1) {
            let (dx, dy) = ((one.0 - other.0) * BESIDE, one.1 - other.1);
            let far = (dx * dx + dy * dy).max(1.0);
            let push = (ideal * ideal / far).min(ideal);
            add(&mut forces, n, (dx, dy), push / far.sqrt());
            add(&mut forces, m, (dx, dy), -push / far.sqrt());
        }
    }
    for tie in ties {
        let (Some(one), Some(other)) = (at.get(tie.ends.0), at.get(tie.ends.1)) else { continue };
        let (dx, dy) = (one.0 - other.0, one.1 - other.1);
        let pull = dx.hypot(dy) / ideal * (0.25 + 0.75 * tie.pull) * 0.5;
        add(&mut forces, tie.ends.0, (dx, dy), -pull);
        add(&mut forces, tie.ends.1, (dx, dy), pull);
    }
    forces
}

fn add(forces: &mut [(f32, f32)], at: usize, (dx, dy): (f32, f32), by: f32) {
    if let Some(force) = forces.get_mut(at) {
        *force = (force.0 + dx * by, force.1 + dy * by);
    }
}

fn within((x, y): (f32, f32), body: &Body, frame: (f32, f32)) -> (f32, f32) {
    let keep = |value: f32, half: f32, length: f32| value.clamp(half, (length - half).max(half));
    (keep(x, body.half.0, frame.0), keep(y, body.half.1, frame.1))
}

/// Moves what overlaps apart by the shorter way; whether anything did.
fn push_apart(at: &mut [(f32, f32)], bodies: &[Body], frame: (f32, f32)) -> bool {
    let mut moved = false;
    for n in 0..at.len() {
        for m in n + 1..at.len() {
            let (Some(one), Some(other)) = (at.get(n).copied(), at.get(m).copied()) else {
                continue;
            };
            let (Some(a), Some(b)) = (bodies.get(n), bodies.get(m)) else { continue };
            let (dx, dy) = (one.0 - other.0, one.1 - other.1);
            let beside = a.half.0 + b.half.0 + APART - dx.abs();
            let below = a.half.1 + b.half.1 + APART - dy.abs();
            if beside <= 0.0 || below <= 0.0 {
                continue;
            }
            moved = true;
            let way = if beside < below {
                (beside / 2.0 * dx.signum(), 0.0)
            } else {
                (0.0, below / 2.0 * dy.signum())
            };
            if let Some(place) = at.get_mut(n) {
                *place = within((one.0 + way.0, one.1 + way.1), a, frame);
            }
            if let Some(place) = at.get_mut(m) {
                *place = within((other.0 - way.0, other.1 - way.1), b, frame);
            }
        }
    }
    moved
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn star(leaves: usize) -> (Vec<Body>, Vec<Tie>) {
        let bodies = vec![Body { half: (50.0, 22.0) }; leaves + 1];
        let ties = (1..=leaves).map(|n| Tie { ends: (0, n), pull: 0.5 }).collect();
        (bodies, ties)
    }

    #[test]
    fn no_label_lies_on_another_and_none_outside() {
        for (leaves, frame) in [(24, (1040.0, 620.0)), (11, (350.0, 480.0)), (1, (350.0, 480.0))] {
            let (bodies, ties) = star(leaves);
            let at = places(&bodies, &ties, frame);
            for (n, one) in at.iter().enumerate() {
                assert!(one.0 >= 50.0 && one.0 <= frame.0 - 50.0, "{one:?}");
                assert!(one.1 >= 22.0 && one.1 <= frame.1 - 22.0, "{one:?}");
                for other in at.iter().skip(n + 1) {
                    let apart = (one.0 - other.0).abs() >= 99.0 || (one.1 - other.1).abs() >= 43.0;
                    assert!(apart, "{leaves}: {one:?} {other:?}");
                }
            }
        }
    }

    #[test]
    fn the_same_things_get_the_same_places() {
        let (bodies, ties) = star(9);
        let frame = (800.0, 500.0);
        assert_eq!(places(&bodies, &ties, frame), places(&bodies, &ties, frame));
        assert!(places(&[], &[], frame).is_empty());
    }
}
