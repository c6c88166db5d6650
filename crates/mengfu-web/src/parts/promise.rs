//! A promise in a list: when it is due, how it stands, who owes it, its words.

use maud::{Markup, html};
use mengfu::library::{Entry, Kept, Span};
use mengfu::model::{InstrumentId, WorldState};

use super::{chip, said};
use crate::face::Face;
use crate::paths;

/// A promise; with its parties where the page is not about them alone.
pub(crate) fn promise(entry: &Entry, with_parties: bool, face: &Face) -> Markup {
    html! {
        div.promise {
            p.promise-head {
                @if let Some(due) = entry.due { span.promise-due { (until(due, face)) } " " }
                @if entry.world_state != WorldState::NoEvidence { (chip("world_state", entry.world_state.code(), face)) }
                @if with_parties { " " (super::parties(&entry.parties, face)) }
            }
            p.quote { a href=(paths::act(&entry.address)) { (said(&entry.quote)) } }
            p.promise-foot.muted.small {
                (owed(entry, face)) " · "
                @if let Some(strength) = entry.strength { (face.word("strength", strength)) " · " }
                (statement(&entry.address.instrument, &entry.title, face))
            }
        }
    }
}

/// A promise that a text reports as kept.
pub(crate) fn kept(kept: &Kept, with_parties: bool, face: &Face) -> Markup {
    html! {
        div.promise {
            p.promise-head {
                time.promise-due datetime=(kept.on) { (kept.on) }
                " " (chip("world_state", kept.entry.world_state.code(), face))
                @if with_parties { " " (super::parties(&kept.entry.parties, face)) }
            }
            p.quote { a href=(paths::act(&kept.entry.address)) { (said(&kept.entry.quote)) } }
            @if let Some(by) = &kept.by {
                p.promise-by.small {
                    span.muted { (face.say("promise.reported")) " " }
                    @if let Some(words) = &by.quote { span.serif { (said(&words)) } " " }
                    (statement(&by.instrument, "", face))
                }
            }
            p.promise-foot.muted.small {
                (face.say("promise.made")) " " (statement(&kept.entry.address.instrument, &kept.entry.title, face))
            }
        }
    }
}

/// A statement by its day, which is short; its title on demand.
pub(crate) fn statement(id: &InstrumentId, title: &str, face: &Face) -> Markup {
    html! {
        a.nowrap href=(paths::statement(id)) title=[(!title.is_empty()).then_some(title)] { (day_of(id, face)) }
    }
}

/// The day of a statement as its name has it.
pub(crate) fn day_of<'i>(id: &'i InstrumentId, face: &'i Face) -> &'i str {
    let day = id.0.rsplit('/').next().unwrap_or_default();
    let dated = day.starts_with(|c: char| c.is_ascii_digit());
    if dated { day } else { face.say("promise.undated") }
}

/// Until when.
fn until(due: Span, face: &Face) -> Markup {
    html! { (face.say("promise.until")) " " time datetime=(due.last) { (due.to_string()) } }
}

fn owed(entry: &Entry, face: &Face) -> String {
    face.fill("promise.owed_by", &face.actors(&entry.by))
}
