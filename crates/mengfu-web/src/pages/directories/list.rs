//! A directory: the entries of one sort.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use mengfu::library::{DirectoryEntry, Library};
use mengfu::model::{EntityKind, InstrumentId};

use super::{KINDS, heading, kind_of, title, track};
use crate::asked::Asked;
use crate::face::Face;
use crate::failure::Failure;
use crate::parts::{language_of, pager, party_choice};
use crate::paths;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;
use crate::words::grouped;

/// Entries on one page.
const PAGE: usize = 50;

/// Other names of an entry that a list shows.
const NAMES: usize = 3;

/// An order of entries.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Mentions,
    Name,
    First,
    Last,
}

const ORDERS: [(Order, &str); 4] = [
    (Order::Mentions, "mentions"),
    (Order::Name, "name"),
    (Order::First, "first"),
    (Order::Last, "last"),
];

/// Shows a directory.
pub(super) async fn directory(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path(kind): Path<String>,
    asked: Asked,
) -> Result<Response, Failure> {
    let kind = kind_of(&kind)?;
    let order = order(&asked)?;
    room.page(visit, &headers, move |library, face| {
        let entries = listed(library, kind, &asked)?;
        let total = entries.len();
        let entries = entries.into_iter().skip((asked.page() - 1) * PAGE).take(PAGE).collect();
        let parties = library.parties()?;
        let view = View { kind, order, entries, total, parties, asked };
        Ok::<_, Failure>(
            Page::new(Section::Directories, face.say(heading(kind)), view.render(face)).wide(),
        )
    })
    .await
}

/// The entries that a view asks for, in its order.
pub(crate) fn listed(
    library: &Library<'_>,
    kind: EntityKind,
    asked: &Asked,
) -> Result<Vec<DirectoryEntry>, Failure> {
    let order = order(asked)?;
    let mut entries = library.directory(kind, &asked.all("party"))?;
    let words: Vec<&str> = asked.one("q").split_whitespace().collect();
    entries.retain(|entry| {
        words.iter().all(|word| entry.names.iter().any(|(name, _)| name.contains(word)))
    });
    sort(&mut entries, order);
    Ok(entries)
}

fn order(asked: &Asked) -> Result<Order, Failure> {
    let order = |code: &str| ORDERS.iter().find(|(_, c)| *c == code).map(|(order, _)| *order);
    Ok(asked.parsed("sort", order)?.unwrap_or(Order::Mentions))
}

/// They come with those that are mentioned most first.
fn sort(entries: &mut [DirectoryEntry], order: Order) {
    let day = |id: &InstrumentId| id.0.split_once('/').map(|(_, day)| day.to_owned());
    match order {
        Order::Mentions => {}
        Order::Name => entries.sort_by(|one, other| one.title.cmp(&other.title)),
        Order::First => entries.sort_by_cached_key(|entry| day(&entry.first)),
        Order::Last => entries.sort_by_cached_key(|entry| std::cmp::Reverse(day(&entry.last))),
    }
}

struct View {
    kind: EntityKind,
    order: Order,
    entries: Vec<DirectoryEntry>,
    total: usize,
    parties: BTreeMap<String, usize>,
    asked: Asked,
}

impl View {
    fn render(&self, face: &Face) -> Markup {
        html! {
            p.crumb { a href="/directories" { (face.say("shell.directories")) } }
            h1 { (face.say(heading(self.kind))) }
            nav.tabs aria-label=(face.say("shell.directories")) {
                @for kind in KINDS {
                    a href=(paths::directory(kind)) aria-current=[(kind == self.kind).then_some("page")] { (face.say(heading(kind))) }
                }
            }
            (self.filters(face))
            p.muted { (face.count("directories.count", self.total)) }
            @if self.entries.is_empty() { p.empty { (face.say("directories.none")) } }
            @else { (self.table(face)) }
            (pager(self.asked.page(), self.total.div_ceil(PAGE), &self.asked.address(), face))
        }
    }

    fn filters(&self, face: &Face) -> Markup {
        html! {
            form.toolbar method="get" action=(paths::directory(self.kind)) role="search" data-send-on-change {
                @if self.asked.is("sort") { input type="hidden" name="sort" value=(self.asked.one("sort")); }
                label for="d-q" { (face.say("directories.words")) }
                input #d-q type="search" name="q" value=(self.asked.one("q")) maxlength="100";
                label for="d-party" { (face.say("directories.party")) }
                (party_choice("d-party", &self.parties, self.asked.one("party"), face))
                button type="submit" { (face.say("directories.show")) }
                @if self.asked.is("q") || self.asked.is("party") {
                    a.button href=(paths::directory(self.kind)) { (face.say("directories.clear")) }
                }
            }
        }
    }

    fn table(&self, face: &Face) -> Markup {
        html! {
            div.scroll {
                table.table.directory-table {
                    thead { tr {
                        (self.head(Order::Name, "directories.name", "", face))
                        (self.head(Order::Mentions, "directories.mentions", "num", face))
                        (self.head(Order::First, "directories.first", "", face))
                        (self.head(Order::Last, "directories.last", "", face))
                        th scope="col" { (face.say(story(self.kind))) }
                    } }
                    tbody { @for entry in &self.entries { (row(entry, face)) } }
                }
            }
        }
    }

    fn head(&self, order: Order, key: &'static str, class: &'static str, face: &Face) -> Markup {
        let code = ORDERS.iter().find(|(one, _)| *one == order).map_or("", |(_, code)| code);
        let code = if order == Order::Mentions { "" } else { code };
        let falls = matches!(order, Order::Mentions | Order::Last);
        let sorted =
            (self.order == order).then_some(if falls { "descending" } else { "ascending" });
        html! {
            th scope="col" class=(class) aria-sort=[sorted] {
                a.sort href=(self.asked.with("sort", code)) {
                    (face.say(key))
                    @if sorted.is_some() { span aria-hidden="true" { @if falls { " ↓" } @else { " ↑" } } }
                }
            }
        }
    }
}

/// What else a directory tells of its entries.
fn story(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Instrument => "directories.life",
        EntityKind::Mechanism | EntityKind::Forum | EntityKind::Event => "directories.sessions",
        _ => "directories.told",
    }
}

fn row(entry: &DirectoryEntry, face: &Face) -> Markup {
    let others = entry.names.iter().map(|(name, _)| name).filter(|name| **name != entry.title);
    html! {
        tr {
            th scope="row" {
                (title(entry, face))
                @for name in others.take(NAMES) { br; bdi.small.muted lang=[language_of(name)] { (name) } }
            }
            td.num { (grouped(entry.mentions.len())) }
            td { (mentioned(&entry.first, face)) }
            td { (mentioned(&entry.last, face)) }
            td.small { (track::in_short(entry, face)) }
        }
    }
}

/// A statement that mentions an entry, by its day.
fn mentioned(id: &InstrumentId, face: &Face) -> Markup {
    let (parties, day) = id.0.split_once('/').unwrap_or((&id.0, ""));
    html! { a.nowrap href=(paths::statement(id)) title=(face.parties_of(parties)) { (day) } }
}
