//! Partnerships: all of them, and the page of each.

mod charts;
mod list;
mod one;
mod sections;

use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use mengfu::library::PartnershipLine;

use crate::face::Face;
use crate::parts::{day, said};
use crate::paths;
use crate::room::Room;

pub(super) fn router() -> Router<Room> {
    Router::new()
        .route("/partnerships", get(list::partnerships))
        .route("/partnerships/{parties}", get(one::partnership))
        .route("/partnerships/{parties}/{chart}", get(one::chart))
}

/// The last wording of a relation, leading to the statement that has it.
pub(super) fn relation(line: &PartnershipLine, face: &Face) -> Markup {
    html! {
        @match &line.relation {
            Some(relation) => a.relation href=(paths::statement(&relation.statement)) { (said(&relation.words)) },
            None => span.muted title=(face.say("partnership.no_relation")) { "—" },
        }
    }
}

/// The day of the last statement, leading to it.
pub(super) fn last(line: &PartnershipLine, face: &Face) -> Markup {
    html! {
        @match &line.last {
            Some(last) => a href=(paths::statement(&last.id)) title=(last.title) { (day(last.day.as_deref(), face)) },
            None => (day(None, face)),
        }
    }
}

/// How many promises are open, leading to them.
pub(super) fn open(line: &PartnershipLine) -> Markup {
    html! {
        @if line.promises.open > 0 {
            a href=(paths::ledger(&line.parties, &[("open", "1")])) { (line.promises.open) }
        } @else { "0" }
    }
}
