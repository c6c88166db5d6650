//! Directories: what statements mention by name, sort by sort, and a page for each thing.

mod changes;
mod entry;
mod list;
mod track;

pub(crate) use list::query;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use maud::{Markup, html};
use mengfu::library::{DirectoryEntry, DirectoryOrder, DirectoryPage, DirectoryQuery};
use mengfu::model::{EntityId, EntityKind};

use crate::face::Face;
use crate::failure::Failure;
use crate::parts::language_of;
use crate::paths;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;
use crate::words::grouped;

/// The sorts in the order in which they are shown.
const KINDS: [EntityKind; 8] = [
    EntityKind::Mechanism,
    EntityKind::Instrument,
    EntityKind::Forum,
    EntityKind::Initiative,
    EntityKind::Project,
    EntityKind::Event,
    EntityKind::Place,
    EntityKind::Person,
];

/// Entries of each sort on the first page.
const FEW: usize = 6;

pub(super) fn router() -> Router<Room> {
    Router::new()
        .route("/directories", get(directories))
        .route("/directories/{kind}", get(list::directory))
        .route("/directories/{kind}/{id}", get(entry::entry))
        .route("/directories/{kind}/{id}/merge", post(changes::merge))
        .route("/directories/{kind}/{id}/split", post(changes::split))
}

/// Shows all sorts with what is mentioned most.
async fn directories(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    room.page(visit, &headers, move |library, face| {
        let mut sorts = Vec::new();
        for kind in KINDS {
            sorts.push((kind, library.directory_page(&most_mentioned(kind))?));
        }
        let body = sorts_of(&sorts, face);
        Ok::<_, Failure>(Page::new(Section::Directories, face.say("shell.directories"), body))
    })
    .await
}

/// The entries of a sort that are mentioned most.
fn most_mentioned(kind: EntityKind) -> DirectoryQuery {
    DirectoryQuery {
        kind,
        parties: Vec::new(),
        words: Vec::new(),
        order: DirectoryOrder::Mentions,
        skip: 0,
        most: FEW,
    }
}

fn sorts_of(sorts: &[(EntityKind, DirectoryPage)], face: &Face) -> Markup {
    html! {
        h1 { (face.say("shell.directories")) }
        p.lead { (face.say("directories.lead")) }
        div.grid {
            @for (kind, page) in sorts {
                section.card.directory {
                    h2 {
                        a href=(paths::directory(*kind)) { (face.say(heading(*kind))) }
                        " " span.muted.small { (grouped(page.total)) }
                    }
                    @if page.lines.is_empty() { p.muted { (face.say("directories.nothing")) } }
                    ol.plain.small {
                        @for line in &page.lines {
                            li.between-ends {
                                span { (title(&line.entry, face)) }
                                span.muted.num { (grouped(line.mentions)) }
                            }
                        }
                    }
                    @if page.total > page.lines.len() {
                        p.small { a href=(paths::directory(*kind)) { (face.fill("directories.all", &grouped(page.total))) } }
                    }
                }
            }
        }
    }
}

/// Whose an entry is, as its name says; nobody's where it is known to all the world.
fn owners(id: &EntityId) -> Vec<String> {
    let mut parts = id.0.split(':').skip(1);
    match (parts.next(), parts.next()) {
        (Some(owners), Some(_)) => paths::party_codes(owners),
        _ => Vec::new(),
    }
}

/// The title of an entry, leading to its page; with those whose it is, for many have a commission of the
/// same name.
fn title(entry: &DirectoryEntry, face: &Face) -> Markup {
    let owners = owners(&entry.id);
    html! {
        a href=(paths::entity(&entry.id)) { bdi lang=[language_of(&entry.title)] { (entry.title) } }
        @if !owners.is_empty() { " " span.small.muted.owners { (face.actors(&owners)) } }
    }
}

/// The sort with this code.
fn kind_of(code: &str) -> Result<EntityKind, Failure> {
    EntityKind::from_code(code).ok_or_else(|| Failure::NotFound(code.to_owned()))
}

/// The name of a directory.
fn heading(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Instrument => "directories.instruments",
        EntityKind::Mechanism => "directories.mechanisms",
        EntityKind::Forum => "directories.forums",
        EntityKind::Initiative => "directories.initiatives",
        EntityKind::Project => "directories.projects",
        EntityKind::Event => "directories.events",
        EntityKind::Place => "directories.places",
        EntityKind::Person => "directories.persons",
    }
}
