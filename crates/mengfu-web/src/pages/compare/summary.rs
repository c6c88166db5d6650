//! What changed, for someone who has a minute: numbers as a bar, then the changes that weigh most.

use maud::{Markup, html};
use mengfu::library::{ComparedActs, Comparison};
use mengfu::model::{Effect, Strength};

use super::change::{Change, counts};
use super::rows::place;
use crate::face::Face;
use crate::parts::chain::reasons;
use crate::parts::pieces;
use crate::parts::reading::lang;

/// So many changes of a sort are told.
const TOLD: usize = 3;
/// The bar is so wide, in units of its own.
const WIDTH: usize = 1_000;

/// The sorts of changes that are told in words.
const WEIGHTY: [Change; 7] = [
    Change::Fulfilled,
    Change::Advanced,
    Change::Strengthened,
    Change::Weakened,
    Change::Mixed,
    Change::New,
    Change::Dropped,
];

/// Numbers and the most important changes; `to` gives the address of all changes of a sort.
pub(super) fn summary(
    comparison: &Comparison,
    to: &dyn Fn(Change) -> String,
    face: &Face,
) -> Markup {
    let counts = counts(comparison);
    html! {
        section.summary aria-labelledby="summary" {
            h2 #summary { (face.say("compare.summary")) }
            (bar(comparison.rows.len(), counts.iter().map(|(c, n)| (*c, *n)), face))
            ul.bar-words {
                @for (change, n) in &counts {
                    li { a.{ (change.class()) } href=(to(*change)) { span.bar-key aria-hidden="true" {} (face.say(change.key())) " " b { (n) } } }
                }
            }
            div.weighty {
                @for change in WEIGHTY {
                    @if let Some(n) = counts.get(&change) {
                        section.{ (change.class()) } {
                            h3 { (face.say(change.key())) " " span.muted { (n) } }
                            ul { @for row in weightiest(comparison, change) { li { (told(row, lang(&comparison.later), face)) } } }
                            @if *n > TOLD { p { a href=(to(change)) { (face.count("compare.see_all", *n)) } } }
                        }
                    }
                }
            }
        }
    }
}

fn bar(all: usize, counts: impl Iterator<Item = (Change, usize)>, face: &Face) -> Markup {
    let mut at = 0;
    let width = |n: usize| n * WIDTH / all.max(1);
    let segments: Vec<(Change, usize, usize, usize)> = counts
        .map(|(change, n)| {
            let from = at;
            at += n;
            (change, n, width(from), width(at))
        })
        .collect();
    html! {
        svg.bar viewBox={ "0 0 " (WIDTH) " 24" } preserveAspectRatio="none" role="img" aria-label=(face.say("compare.bar")) {
            @for (change, n, from, to) in &segments {
                rect.{ (change.class()) } x=(from) y="0" width=(to.saturating_sub(*from).max(2)) height="24" {
                    title { (face.say(change.key())) " " (n) }
                }
            }
        }
    }
}

fn told(row: &ComparedActs, lang: Option<&str>, face: &Face) -> Markup {
    let act = row.later.as_ref().or(row.earlier.as_ref());
    html! {
        @if row.earlier.is_some() && row.later.is_some() {
            span.quote dir="auto" lang=[lang] { (pieces::both(&row.words, face)) }
            (reasons(&row.reasons, face))
        } @else if let Some(act) = act {
            span.quote dir="auto" lang=[lang] { (act.quote) }
        }
        " " @if let Some(act) = act { span.small { (place(act, face)) } }
    }
}

/// The rows of a sort that weigh most, in the order of the text.
fn weightiest(comparison: &Comparison, change: Change) -> Vec<&ComparedActs> {
    let rows = comparison.rows.iter().enumerate().filter(|(_, row)| Change::of(row) == change);
    let mut rows: Vec<(usize, &ComparedActs)> = rows.collect();
    rows.sort_by_key(|(at, row)| (std::cmp::Reverse(weight(row)), *at));
    rows.truncate(TOLD);
    rows.sort_by_key(|(at, _)| *at);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// How much a change weighs: promises before words, firm ones before vague ones, sure before doubtful,
/// and what changed in more than one thing before what changed in one.
fn weight(row: &ComparedActs) -> usize {
    let firmness = |act: &Option<mengfu::library::ComparedAct>| {
        let strength = act.as_ref().and_then(|act| act.strength).and_then(Strength::from_code);
        strength.map_or(0, |strength| 10 + 2 * strength as usize)
    };
    let sovereign = [&row.earlier, &row.later].into_iter().flatten();
    let sovereign = sovereign.flat_map(|act| &act.topics).any(|topic| *topic == "sovereignty");
    let changed = row.reasons.iter().filter(|r| r.effect != Effect::Same).count();
    let weight = firmness(&row.earlier).max(firmness(&row.later));
    (weight + 4 * usize::from(sovereign) + 2 * changed).saturating_sub(if row.provisional {
        12
    } else {
        0
    })
}
