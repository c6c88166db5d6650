//! An act: its words in context, who owes what to whom, its chain, what people decided about it, and why
//! it is read so.

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use mengfu::library::DecisionAt;
use mengfu::model::ActAddress;
use serde::Deserialize;

use super::act_at;
use super::brief::Brief;
use crate::face::Face;
use crate::failure::Failure;
use crate::parts::decide::{Decide, done};
use crate::parts::entry::journal;
use crate::parts::reading::{in_text, lang};
use crate::parts::{parties, place_in_words};
use crate::paths;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;

/// How much of it, and what was just entered in the journal.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Only what the reader shows beside the text.
    brief: String,
    done: String,
}

/// Shows an act.
pub(super) async fn act(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path((parties, day, place)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (today, may_edit, address) = (visit.today, visit.may_edit(), visit.address().to_owned());
    room.page(visit, &headers, move |library, face| {
        let act = act_at(&paths::instrument(&parties, &day), &place)?;
        let title = place_in_words(&act, face);
        let brief = Brief::of(library, act.clone(), today)?;
        if !asked.brief.is_empty() {
            let body = html! { div #brief { (brief.render(face)) } };
            return Ok(Page::new(Section::Statements, title, body));
        }
        let view = ActPage {
            brief,
            history: library.history_of(&act)?,
            done: asked.done.parse().ok(),
            may_edit,
            address,
        };
        Ok::<_, Failure>(Page::new(Section::Statements, title, view.render(face)))
    })
    .await
}

struct ActPage {
    brief: Brief,
    history: Vec<DecisionAt>,
    done: Option<u64>,
    may_edit: bool,
    address: String,
}

impl ActPage {
    fn render(&self, face: &Face) -> Markup {
        html! {
            (done(self.done, &self.address, self.may_edit, face))
            (self.head(face))
            div.two.act-page {
                div {
                    (self.brief.context(face))
                    section { h2 { (face.say("act.reading")) } (self.brief.values(face)) }
                    div #chain { (self.brief.chained(face)) }
                    (self.brief.derived(face))
                }
                div {
                    @if self.may_edit {
                        section.card { h2 { (face.say("decide.title")) } (self.decide(face)) }
                    }
                    section #journal {
                        h2 { (face.say("act.journal")) }
                        (journal(&self.history, &paths::act(self.act()), self.may_edit, face))
                    }
                }
            }
        }
    }

    fn act(&self) -> &ActAddress {
        &self.brief.passage.act
    }

    fn head(&self, face: &Face) -> Markup {
        let passage = &self.brief.passage;
        let statement = &passage.statement;
        let beside = |to: &Option<ActAddress>, key, rel| {
            html! {
                @if let Some(to) = to { a rel=(rel) href=(paths::act(to)) { (face.say(key)) } }
            }
        };
        html! {
            nav.crumbs aria-label=(face.say("act.where")) {
                (parties(&statement.parties, face)) " › "
                a href=(paths::statement(&statement.id)) lang=[lang(statement)] { bdi { (statement.title) } }
                @if let Some(signed) = &statement.signed { " " span.muted { (signed) } }
                @if !passage.provision.article.is_empty() { " › " bdi { (passage.provision.article) } }
            }
            h1 { (place_in_words(&passage.act, face)) }
            div.toolbar {
                a href=(in_text(&passage.act)) { (face.say("act.in_text")) }
                (beside(&passage.previous, "act.previous", "prev"))
                (beside(&passage.next, "act.next", "next"))
            }
        }
    }

    fn decide(&self, face: &Face) -> Markup {
        let entry = self.brief.entry.as_ref();
        let to = paths::act(self.act());
        Decide {
            act: self.act(),
            to: &to,
            world: entry.map(|e| e.world_state),
            lead: entry.and_then(|e| e.track.lead.as_deref()),
            contact: entry.and_then(|e| e.track.contact.as_deref()),
        }
        .forms(face)
    }
}
