//! The page of one thing: its names, how it went, and every place where a statement speaks of it.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use mengfu::library::{EntityPage, MentionShown};
use mengfu::model::{EntityId, EntityKind};

use super::{changes, heading, kind_of, owners, track};
use crate::asked::Asked;
use crate::face::Face;
use crate::failure::Failure;
use crate::parts::{day_of, decide, language_of, marked, pager, statement};
use crate::paths;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;
use crate::words::grouped;

/// Mentions on one page.
const PAGE: usize = 40;

/// Shows one thing.
pub(super) async fn entry(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path((kind, id)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Failure> {
    let kind = kind_of(&kind)?;
    let may_edit = visit.may_edit();
    room.page(visit, &headers, move |library, face| {
        let id = EntityId(id);
        let page = library.entity_page(&id, (asked.page() - 1) * PAGE, PAGE)?;
        let page = page.filter(|page| page.entry.kind == kind);
        let page = page.ok_or_else(|| Failure::NotFound(id.0.clone()))?;
        let title = page.entry.title.clone();
        let view = View { page, asked, may_edit };
        Ok::<_, Failure>(Page::new(Section::Directories, title, view.render(face)))
    })
    .await
}

/// One thing.
pub(super) struct View {
    pub(super) page: EntityPage,
    pub(super) asked: Asked,
    pub(super) may_edit: bool,
}

impl View {
    fn render(&self, face: &Face) -> Markup {
        let entry = &self.page.entry;
        html! {
            p.crumbs {
                a href="/directories" { (face.say("shell.directories")) } " / "
                a href=(paths::directory(entry.kind)) { (face.say(heading(entry.kind))) }
            }
            h1 { bdi lang=[language_of(&entry.title)] { (entry.title) } }
            (decide::done(self.asked.done(), &self.asked.address(), self.may_edit, face))
            (self.facts(face))
            @if entry.kind == EntityKind::Instrument && !entry.life.is_empty() {
                section { h2 { (face.say("directories.life")) } (track::life(entry, face)) }
            }
            @if !entry.sittings.is_empty() {
                section { h2 { (face.say("directories.sessions")) } (track::sessions(&entry.sittings, face)) }
            }
            (self.statements(face))
            section {
                h2 { (face.count("directories.in_words", self.page.total)) }
                ol.plain.mentions { @for one in &self.page.mentions { (mention(one, face)) } }
                (pager(self.asked.page(), self.page.total.div_ceil(PAGE), &self.asked.address(), face))
            }
            @if self.may_edit { (changes::forms(self, face)) }
        }
    }

    /// Whose it is, what it is called, since when it is spoken of.
    fn facts(&self, face: &Face) -> Markup {
        let entry = &self.page.entry;
        let owners = owners(&entry.id);
        let others = entry.names.iter().filter(|(name, _)| *name != entry.title);
        html! {
            dl.facts.card {
                @if !owners.is_empty() {
                    dt { (face.say("directories.owners")) }
                    dd { a href=(paths::partnership(&owners)) { (face.actors(&owners)) } }
                }
                @if entry.names.len() > 1 {
                    dt { (face.say("directories.also")) }
                    dd {
                        ul.names {
                            @for (name, count) in others {
                                li { bdi lang=[language_of(name)] { (name) } " " span.muted.small { "×" (grouped(*count)) } }
                            }
                        }
                    }
                }
                @if let Some(listed) = &self.page.statement {
                    dt { (face.say("directories.itself")) }
                    dd { (statement(&listed.id, &listed.title)) }
                }
                dt { (face.say("directories.mentions")) }
                dd { (grouped(self.page.total)) " · " (face.count("directories.in_statements", self.page.statements.len())) }
                dt { (face.say("directories.first")) }
                dd { a href=(paths::statement(&entry.first)) { (day_of(&entry.first, face)) } }
                dt { (face.say("directories.last")) }
                dd { a href=(paths::statement(&entry.last)) { (day_of(&entry.last, face)) } }
            }
        }
    }

    /// The statements that speak of it, by their parties.
    fn statements(&self, face: &Face) -> Markup {
        let mut by_parties: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for id in &self.page.statements {
            let parties = id.0.split_once('/').map_or("", |(parties, _)| parties);
            by_parties.entry(parties).or_default().push(id);
        }
        let mut groups: Vec<_> = by_parties.into_iter().collect();
        groups.sort_by_key(|(_, ids)| std::cmp::Reverse(ids.len()));
        html! {
            section {
                h2 { (face.say("directories.who_speaks")) }
                ul.plain.small {
                    @for (parties, ids) in groups {
                        li.speaks {
                            span { a href={ "/partnerships/" (paths::encoded(parties)) } { (face.parties_of(parties)) } }
                            span {
                                @for (at, id) in ids.into_iter().enumerate() {
                                    @if at > 0 { (face.say("shell.list_separator")) }
                                    a.nowrap href=(paths::statement(id)) { (day_of(id, face)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn mention(one: &MentionShown, face: &Face) -> Markup {
    let mention = &one.mention;
    html! {
        li {
            p.small.muted {
                a href=(paths::statement(&mention.instrument)) title=(one.title) { (day_of(&mention.instrument, face)) }
                " · " (face.actors(&one.parties))
                @if !one.article.is_empty() { " · " bdi { (one.article) } }
                @if let Some(number) = mention.session { " · " (face.fill("directories.session_no", &number.to_string())) }
                @if let Some(date) = &mention.date { " · " time datetime=(date) { (date) } }
            }
            @if one.text.is_empty() {
                p { bdi lang=[language_of(&mention.surface)] { (mention.surface) } " " span.muted.small { (face.say("directories.outline")) } }
            } @else {
                p.quote {
                    a.plain-link href=(track::place(&mention.instrument, mention.provision, mention.act)) {
                        bdi lang=[language_of(&one.text)] { (marked(&one.text, &one.marks)) }
                    }
                }
            }
        }
    }
}
