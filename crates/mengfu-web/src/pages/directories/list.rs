//! A directory: the entries of one sort.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use mengfu::library::{DirectoryLine, DirectoryOrder, DirectoryPage, DirectoryQuery};
use mengfu::model::{EntityKind, InstrumentId};

use super::{KINDS, heading, kind_of, title, track};
use crate::asked::Asked;
use crate::face::Face;
use crate::failure::Failure;
use crate::pages::ledger::filters::words;
use crate::parts::{day_of, language_of, pager, party_choice};
use crate::paths;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;
use crate::words::grouped;

/// Entries on one page.
const PAGE: usize = 50;

/// Other names of an entry that a list shows.
const NAMES: usize = 3;

/// Shows a directory.
pub(super) async fn directory(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path(kind): Path<String>,
    asked: Asked,
) -> Result<Response, Failure> {
    let kind = kind_of(&kind)?;
    let query = query(kind, &asked)?;
    room.page(visit, &headers, move |library, face| {
        let page = library.directory_page(&query)?;
        let parties = library.parties()?;
        let view = View { query, page, parties, asked };
        Ok::<_, Failure>(
            Page::new(Section::Directories, face.say(heading(kind)), view.render(face)).wide(),
        )
    })
    .await
}

/// Which entries are asked for, and which page of them.
pub(crate) fn query(kind: EntityKind, asked: &Asked) -> Result<DirectoryQuery, Failure> {
    Ok(DirectoryQuery {
        kind,
        parties: asked.all("party"),
        words: words(asked.one("q")),
        order: asked.parsed("sort", DirectoryOrder::from_code)?.unwrap_or_default(),
        skip: (asked.page() - 1) * PAGE,
        most: PAGE,
    })
}

struct View {
    query: DirectoryQuery,
    page: DirectoryPage,
    /// The parties of the register.
    parties: BTreeMap<String, usize>,
    asked: Asked,
}

impl View {
    fn render(&self, face: &Face) -> Markup {
        html! {
            p.crumbs { a href="/directories" { (face.say("shell.directories")) } }
            h1 { (face.say(heading(self.query.kind))) }
            nav.tabs aria-label=(face.say("shell.directories")) {
                @for kind in KINDS {
                    a href=(paths::directory(kind)) aria-current=[(kind == self.query.kind).then_some("page")] { (face.say(heading(kind))) }
                }
            }
            (self.filters(face))
            p.muted { (face.count("directories.count", self.page.total)) }
            @if self.page.lines.is_empty() { p.empty { (face.say("directories.none")) } }
            @else { (self.table(face)) }
            (pager(self.asked.page(), self.page.total.div_ceil(PAGE), &self.asked.address(), face))
        }
    }

    fn filters(&self, face: &Face) -> Markup {
        html! {
            form.toolbar method="get" action=(paths::directory(self.query.kind)) role="search" data-send-on-change {
                @if self.asked.is("sort") { input type="hidden" name="sort" value=(self.asked.one("sort")); }
                label for="d-q" { (face.say("directories.words")) }
                input #d-q type="search" name="q" value=(self.asked.one("q")) maxlength="100";
                label for="d-party" { (face.say("directories.party")) }
                (party_choice("d-party", &self.parties, self.asked.one("party"), face))
                button type="submit" { (face.say("directories.show")) }
                @if self.asked.is("q") || self.asked.is("party") {
                    a.button href=(paths::directory(self.query.kind)) { (face.say("directories.clear")) }
                }
            }
        }
    }

    fn table(&self, face: &Face) -> Markup {
        html! {
            div.scroll {
                table.table.stacked.directory-table {
                    thead { tr {
                        (self.head(DirectoryOrder::Name, "directories.name", "", face))
                        (self.head(DirectoryOrder::Mentions, "directories.mentions", "num", face))
                        (self.head(DirectoryOrder::First, "directories.first", "", face))
                        (self.head(DirectoryOrder::Last, "directories.last", "", face))
                        @if let Some(story) = story(self.query.kind) { th scope="col" { (face.say(story)) } }
                    } }
                    tbody { @for line in &self.page.lines { (self.row(line, face)) } }
                }
            }
        }
    }

    fn head(
        &self,
        order: DirectoryOrder,
        key: &'static str,
        class: &'static str,
        face: &Face,
    ) -> Markup {
        let code = if order == DirectoryOrder::default() { "" } else { order.code() };
        let falls = matches!(order, DirectoryOrder::Mentions | DirectoryOrder::Last);
        let sorted =
            (self.query.order == order).then_some(if falls { "descending" } else { "ascending" });
        html! {
            th scope="col" class=(class) aria-sort=[sorted] {
                a.sort href=(self.asked.with("sort", code)) {
                    (face.say(key))
                    @if sorted.is_some() { span aria-hidden="true" { @if falls { " ↓" } @else { " ↑" } } }
                }
            }
        }
    }

    fn row(&self, line: &DirectoryLine, face: &Face) -> Markup {
        let entry = &line.entry;
        let others = entry.names.iter().map(|(name, _)| name).filter(|name| **name != entry.title);
        html! {
            tr {
                th scope="row" {
                    (title(entry, face))
                    @for name in others.take(NAMES) { br; bdi.small.muted lang=[language_of(name)] { (name) } }
                }
                td.num data-label=(face.say("directories.mentions")) { (grouped(line.mentions)) }
                td.nowrap data-label=(face.say("directories.first")) { (mentioned(&entry.first, face)) }
                td.nowrap data-label=(face.say("directories.last")) { (mentioned(&entry.last, face)) }
                @if story(self.query.kind).is_some() { td.small { (track::in_short(entry, face)) } }
            }
        }
    }
}

/// What else a directory tells of its entries.
fn story(kind: EntityKind) -> Option<&'static str> {
    match kind {
        EntityKind::Instrument => Some("directories.life"),
        EntityKind::Mechanism | EntityKind::Forum | EntityKind::Event => {
            Some("directories.sessions")
        }
        EntityKind::Initiative | EntityKind::Project | EntityKind::Place | EntityKind::Person => {
            None
        }
    }
}

/// A statement that mentions an entry, by its day.
fn mentioned(id: &InstrumentId, face: &Face) -> Markup {
    let parties = id.0.split_once('/').map_or("", |(parties, _)| parties);
    html! { a.nowrap href=(paths::statement(id)) title=(face.parties_of(parties)) { (day_of(id, face)) } }
}
