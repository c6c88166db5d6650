//! Search: the sentences that have some words, with what was sought marked.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};
use mengfu::library::{Day, Hit, Library, SearchPage, SearchQuery};
use mengfu::model::{Kind, Topic};

use super::ledger::filters::words;
use crate::asked::Asked;
use crate::face::Face;
use crate::failure::Failure;
use crate::parts::{chip, day, language_of, marked, pager, party_choice};
use crate::paths;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;
use crate::words::grouped;

/// Sentences on one page.
const PAGE: usize = 25;

/// Parties that a name may mean and that are offered.
const OFFERED: usize = 6;

/// The names of the filters.
const FILTERS: [&str; 5] = ["party", "from", "to", "kind", "topic"];

pub(super) fn router() -> Router<Room> {
    Router::new().route("/search", get(search))
}

/// Shows the sentences that have some words.
async fn search(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    asked: Asked,
) -> Result<Response, Failure> {
    let query = query(&asked)?;
    room.page(visit, &headers, move |library, face| {
        let found = library.search_within(&query)?;
        let instead = Instead::of(library, &query, &found)?;
        let parties = library.parties()?;
        let title = match asked.one("q") {
            "" => face.say("search.title").to_owned(),
            words => face.fill("search.title_of", words),
        };
        let view = View { asked, query, found, instead, parties };
        Ok::<_, Failure>(Page::new(Section::Search, title, view.render(face)))
    })
    .await
}

/// What is sought, and which page of it.
pub(crate) fn query(asked: &Asked) -> Result<SearchQuery, Failure> {
    Ok(SearchQuery {
        words: words(asked.one("q")),
        parties: asked.all("party"),
        from: asked.parsed("from", |year| first_of(year, 0))?,
        to: asked.parsed("to", |year| last_of(year))?,
        kinds: asked.each("kind", Kind::from_code)?,
        topics: asked.each("topic", Topic::from_code)?,
        skip: (asked.page() - 1) * PAGE,
        most: PAGE,
    })
}

/// The first day of a year.
fn first_of(year: &str, later: i32) -> Option<Day> {
    let year: i32 = year.parse().ok().filter(|year| (1..=9_998).contains(year))?;
    format!("{:04}-01-01", year + later).parse().ok()
}

/// The last day of a year.
fn last_of(year: &str) -> Option<Day> {
    let next = first_of(year, 1)?;
    Some(Day::from_number(next.days_after(Day::from_number(0)) - 1))
}

/// What to try where nothing was found.
#[derive(Default)]
struct Instead {
    /// How many sentences have the words when nothing is filtered.
    unfiltered: Option<SearchPage>,
    /// Words that have something to be found.
    words: Vec<(String, SearchPage)>,
}

impl Instead {
    fn of(
        library: &Library<'static>,
        query: &SearchQuery,
        found: &SearchPage,
    ) -> Result<Self, Failure> {
        if found.total > 0 || query.words.is_empty() {
            return Ok(Self::default());
        }
        let all = library.search(&query.words, 0)?;
        Ok(match all.total {
            0 => Self { unfiltered: None, words: library.instead_of(&query.words)? },
            _ => Self { unfiltered: Some(all), words: Vec::new() },
        })
    }
}

struct View {
    asked: Asked,
    query: SearchQuery,
    found: SearchPage,
    instead: Instead,
    /// The parties of the register.
    parties: BTreeMap<String, usize>,
}

impl View {
    fn render(&self, face: &Face) -> Markup {
        html! {
            h1 { (face.say("search.title")) }
            form.search action="/search" method="get" role="search" {
                div.search-field {
                    label.visually-hidden for="s-q" { (face.say("search.words")) }
                    input #s-q type="search" name="q" value=(self.asked.one("q")) maxlength="200";
                    button.button-main type="submit" { (face.say("search.show")) }
                }
                (self.filters(face))
            }
            @if self.query.words.is_empty() {
                p.empty { (face.say("search.enter")) br; span.small { (face.say("search.hint")) } }
            } @else {
                (self.named(face))
                @if self.found.total == 0 { (self.nothing(face)) } @else { (self.hits(face)) }
            }
        }
    }

    fn filters(&self, face: &Face) -> Markup {
        let any = FILTERS.iter().any(|name| self.asked.is(name));
        html! {
            details.search-filters open[any] {
                summary { (face.say("search.filters")) }
                div.search-facets {
                    div.field {
                        label for="s-party" { (face.say("search.party")) }
                        (party_choice("s-party", &self.parties, self.asked.one("party"), face))
                    }
                    div.field {
                        label for="s-kind" { (face.say("search.kind")) }
                        select #s-kind name="kind" {
                            option value="" { (face.say("search.any")) }
                            @for kind in Kind::ALL {
                                option value=(kind.code()) selected[self.query.kinds.contains(kind)] { (face.word("kind", kind.code())) }
                            }
                        }
                    }
                    div.field {
                        label for="s-topic" { (face.say("search.topic")) }
                        select #s-topic name="topic" {
                            option value="" { (face.say("search.any")) }
                            @for topic in Topic::ALL {
                                option value=(topic.code()) selected[self.query.topics.contains(topic)] { (face.word("topic", topic.code())) }
                            }
                        }
                    }
                    fieldset.field {
                        legend { (face.say("search.years")) }
                        div.between {
                            label { span { (face.say("search.from")) } input type="number" name="from" min="1000" max="2999" value=(self.asked.one("from")); }
                            label { span { (face.say("search.to")) } input type="number" name="to" min="1000" max="2999" value=(self.asked.one("to")); }
                        }
                    }
                    @if any {
                        a.button href=(paths::query("/search", &[("q", self.asked.one("q"))])) { (face.say("search.clear")) }
                    }
                }
            }
        }
    }

    /// Parties whose name is sought.
    fn named(&self, face: &Face) -> Markup {
        let sought = self.asked.one("q").to_lowercase();
        let is = |code: &&String| {
            let name = face.party(code).to_lowercase();
            name == sought
                || code.to_lowercase() == sought
                || (sought.chars().nth(1).is_some() && name.contains(&sought))
        };
        let named: Vec<&String> = self.parties.keys().filter(is).take(OFFERED).collect();
        html! {
            @if !named.is_empty() {
                aside.notice {
                    p { (face.say("search.party_named")) }
                    ul.plain {
                        @for code in named {
                            li {
                                a href=(paths::query("/statements", &[("party", code)])) { (face.fill("search.statements_of", face.party(code))) }
                                " · "
                                a href=(paths::query("/ledger", &[("by", code)])) { (face.fill("search.promises_of", face.party(code))) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn nothing(&self, face: &Face) -> Markup {
        html! {
            div.empty {
                p { (face.say("search.nothing")) }
                @if let Some(all) = &self.instead.unfiltered {
                    p {
                        a href=(paths::query("/search", &[("q", self.asked.one("q"))])) {
                            (face.fill("search.without_filters", &count(all)))
                        }
                    }
                }
                @if !self.instead.words.is_empty() {
                    p { (face.say("search.instead")) }
                    ul.suggestions {
                        @for (word, page) in &self.instead.words {
                            li { a href=(self.asked.with("q", word)) { (word) } " " span.muted.small { (count(page)) } }
                        }
                    }
                }
                p.small { (face.say("search.hint")) }
            }
        }
    }

    fn hits(&self, face: &Face) -> Markup {
        let told = match self.found.more {
            true => face.count("search.more", self.found.total),
            false => face.count("search.count", self.found.total),
        };
        html! {
            p.muted role="status" { (told) }
            ol.plain.hits { @for hit in &self.found.hits { (one(hit, face)) } }
            (pager(self.asked.page(), self.found.total.div_ceil(PAGE), &self.asked.address(), face))
        }
    }
}

/// How many sentences have the words.
fn count(page: &SearchPage) -> String {
    let more = if page.more { "+" } else { "" };
    format!("{}{more}", grouped(page.total))
}

/// A sentence.
fn one(hit: &Hit, face: &Face) -> Markup {
    let to = hit
        .acts
        .first()
        .map_or_else(|| paths::statement(&hit.instrument), |act| paths::act_in_text(&act.address));
    html! {
        li.hit {
            p.small.muted {
                a href=(paths::statement(&hit.instrument)) title=(hit.title) { (day(hit.day.as_deref(), face)) }
                " · " a href=(paths::partnership(&hit.parties)) { (face.actors(&hit.parties)) }
                @if !hit.article.is_empty() { " · " bdi { (hit.article) } }
            }
            p.quote { a.plain-link href=(to) { bdi lang=[language_of(&hit.text)] { (marked(&hit.text, &hit.marks)) } } }
            @if !hit.acts.is_empty() {
                p.hit-acts {
                    @for act in &hit.acts {
                        a href=(paths::act(&act.address)) { (chip("kind", act.kind.code(), face)) } " "
                    }
                }
            }
        }
    }
}
