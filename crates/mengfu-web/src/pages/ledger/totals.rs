//! How many promises a view has, so that nobody counts one twice.

use maud::{Markup, html};
use mengfu::model::WorldState;

use super::View;
use crate::face::Face;
use crate::words::grouped;

/// The states as they are drawn, from what is well to what is not known.
const DRAWN: [WorldState; 7] = [
    WorldState::Done,
    WorldState::InProgress,
    WorldState::NotStarted,
    WorldState::Stalled,
    WorldState::Overdue,
    WorldState::NoEvidence,
    WorldState::CannotBeTested,
];

impl View {
    /// The numbers of the view, and how its promises stand in the world.
    pub(super) fn totals(&self, face: &Face) -> Markup {
        let totals = &self.ledger.totals;
        let states: Vec<(&str, usize)> = DRAWN
            .iter()
            .filter_map(|state| Some((state.code(), *totals.world.get(state)?)))
            .collect();
        let parts = [
            ("ledger.once", totals.once),
            ("ledger.umbrellas", totals.umbrellas),
            ("ledger.carried_on", totals.carried_on),
        ];
        html! {
            section.ledger-totals aria-label=(face.say("ledger.totals")) {
                p.ledger-count {
                    span.figure { (grouped(totals.entries)) }
                    span { (face.say("ledger.promises")) " · " (face.fill("ledger.as_of", &self.ledger.as_of.to_string())) }
                }
                ul.ledger-once {
                    @for (label, count) in parts {
                        li { (face.say(label)) " " strong { (grouped(count)) } }
                    }
                }
                @if !states.is_empty() {
                    div.ledger-shares {
                        (shares(&states, totals.entries))
                        ul.legend {
                            @for (code, count) in &states {
                                li class={ "world_state-" (code) } {
                                    a href=(self.asked.with("state", code)) { (face.word("world_state", code)) }
                                    " " span.muted { (grouped(*count)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The shares of `all` as one bar. What it shows stands beside it in words.
fn shares(parts: &[(&str, usize)], all: usize) -> Markup {
    let percent = |n: usize| n as f64 * 100.0 / all.max(1) as f64;
    let mut before = 0;
    let placed: Vec<(&str, f64, f64)> = parts
        .iter()
        .map(|(code, count)| {
            let from = percent(before);
            before += count;
            (*code, from, percent(*count))
        })
        .collect();
    html! {
        svg.shares width="100%" height="12" aria-hidden="true" {
            @for (code, from, width) in placed {
                rect class={ "world_state-" (code) } x=(format!("{from:.3}%")) width=(format!("{width:.3}%")) height="12" {}
            }
        }
    }
}
