//! Entries of the journal: what somebody decided, when, and why.

use maud::{Markup, html};
use mengfu::library::DecisionAt;
use mengfu::model::{Decision, Grade, WorldState};

use crate::face::Face;
use crate::parts::chip;
use crate::parts::decide::{location, withdraw};

/// Entries, the latest first. What still holds can be withdrawn.
pub(crate) fn journal(entries: &[DecisionAt], to: &str, may_edit: bool, face: &Face) -> Markup {
    html! {
        @if entries.is_empty() { p.muted { (face.say("act.no_entry")) } }
        ol.plain.journal {
            @for at in entries.iter().rev() {
                li.withdrawn[at.withdrawn] id={ "e" (at.entry.number) } {
                    p.journal-head {
                        span.muted { (at.entry.number) } " "
                        b { bdi { (at.entry.author) } } " "
                        time.muted datetime=(at.entry.at) { (at.entry.at.get(..16).unwrap_or_default().replace('T', " ")) }
                        @if at.withdrawn { " " span.chip { (face.say("act.withdrawn")) } }
                    }
                    (decision(&at.entry.decision, face))
                    @if !at.entry.reason.is_empty() { p.muted { (face.say("act.reason")) " " bdi { (at.entry.reason) } } }
                    @if at.how != "address" && !at.how.is_empty() { p.muted { (face.word("attachment", &at.how)) } }
                    @if may_edit && !at.withdrawn { (withdraw(at.entry.number, to, face)) }
                }
            }
        }
    }
}

/// What was decided.
pub(crate) fn decision(decision: &Decision, face: &Face) -> Markup {
    html! {
        @match decision {
            Decision::SetStatus { state, .. } => p { (face.say("act.status")) " " (world(*state, face)) },
            Decision::AddEvidence { evidence, .. } => {
                p { (face.say("act.evidence")) " " (location(&evidence.location)) " " span.chip { (grade(evidence.grade, face)) } @if let Some(state) = evidence.shows { " " (world(state, face)) } }
                @if let Some(quote) = &evidence.quote { blockquote.quote dir="auto" { (quote) } }
            },
            Decision::Assign { lead, contact, .. } => p {
                (face.say("act.lead")) " " bdi { (lead) }
                @if let Some(contact) = contact { " · " bdi { (contact) } }
            },
            Decision::Note { text, .. } => p { (face.say("act.note")) " " bdi { (text) } },
            Decision::Merge { entity, into } => p { (face.say("act.merge")) " " bdi { (entity.0) } " → " bdi { (into.0) } },
            Decision::Split { entity, surface, into } => p { (face.say("act.split")) " " bdi { (entity.0) } " “" bdi { (surface) } "” → " bdi { (into.0) } },
            Decision::Withdraw { number } => p { (face.fill("act.withdraws", &number.to_string())) },
        }
    }
}

fn world(state: WorldState, face: &Face) -> Markup {
    chip("world_state", state.code(), face)
}

fn grade(grade: Grade, face: &Face) -> &str {
    face.word("grade", grade.code())
}
