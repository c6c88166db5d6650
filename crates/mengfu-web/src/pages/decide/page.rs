//! All that can be decided about one act, on a page of its own: where the ledger leads without script,
//! and what it shows in place with it.

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::html;
use mengfu::model::ActAddress;
use serde::Deserialize;

use super::local;
use crate::failure::Failure;
use crate::parts::decide::Decide;
use crate::paths;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::{Role, Visit};

/// Which act, and where to return to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    act: String,
    to: String,
}

/// Shows the forms for an act.
pub(super) async fn decide(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    visit.must_be(Role::Editor)?;
    let act: ActAddress = asked
        .act
        .parse()
        .map_err(|_| Failure::BadRequest { field: "act", value: asked.act.clone() })?;
    let today = visit.today;
    room.page(visit, &headers, move |library, face| {
        let quote = library.quote(&act)?;
        let entry = library.entry(&act, today)?;
        let own = paths::act(&act);
        let decide = Decide {
            act: &act,
            to: match local(&asked.to) {
                "/" => &own,
                to => to,
            },
            world: entry.as_ref().map(|e| e.world_state),
            lead: entry.as_ref().and_then(|e| e.track.lead.as_deref()),
            contact: entry.as_ref().and_then(|e| e.track.contact.as_deref()),
        };
        let body = html! {
            h1 { (face.say("decide.title")) }
            blockquote.quote { a href=(own) { bdi { (quote) } } }
            div #decide { (decide.forms(face)) }
        };
        Ok::<_, Failure>(Page::new(Section::Ledger, face.say("decide.title"), body))
    })
    .await
}
