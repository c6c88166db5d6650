//! The calendar: promises with a date and sessions, a year at a time.

mod year;

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};
use mengfu::library::{Agenda, AgendaItem, AgendaQuery, AgendaWhat, Day, LibraryError, Session};
use serde::Deserialize;

use crate::chart::{self, Bar, Bars};
use crate::face::Face;
use crate::failure::Failure;
use crate::parts::promise::{day_of, promise};
use crate::parts::{pager, parties, party_choice, said, with};
use crate::paths;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;

/// So many lines on one page.
const PAGE: usize = 100;
/// Years that anybody may ask for.
const YEARS: std::ops::RangeInclusive<i32> = 1600..=2400;

pub(super) fn router() -> Router<Room> {
    Router::new().route("/calendar", get(calendar)).route("/calendar.svg", get(file))
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    year: String,
    month: String,
    party: String,
    page: String,
}

impl Asked {
    fn query(&self, today: Day) -> Result<AgendaQuery, Failure> {
        let refused = |field: &'static str, value: &str| Failure::BadRequest {
            field,
            value: value.to_owned(),
        };
        let year = match self.year.trim() {
            "" => today.year(),
            text => text
                .parse()
                .ok()
                .filter(|y| YEARS.contains(y))
                .ok_or_else(|| refused("year", text))?,
        };
        let month = match self.month.trim() {
            "" => None,
            text => {
                let month = text.parse().ok().filter(|m| (1..=12).contains(m));
                Some(month.ok_or_else(|| refused("month", text))?)
            }
        };
        Ok(AgendaQuery {
            as_of: today,
            parties: self.party.split_whitespace().map(str::to_owned).collect(),
            year,
            month,
            skip: (self.page() - 1) * PAGE,
            most: PAGE,
        })
    }

    fn page(&self) -> usize {
        self.page.parse().unwrap_or(1).clamp(1, 100_000)
    }
}

/// The first lines of a year or month, as written.
pub(crate) fn query(year: &str, month: &str, today: Day) -> Result<AgendaQuery, Failure> {
    Asked { year: year.to_owned(), month: month.to_owned(), ..Asked::default() }.query(today)
}

async fn calendar(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (today, address) = (visit.today, visit.address().to_owned());
    let query = asked.query(today)?;
    room.page(visit, &headers, move |library, face| {
        let agenda = library.agenda(&query)?;
        let parties = library.parties()?;
        let view = View {
            agenda,
            query,
            parties,
            party: asked.party.clone(),
            page: asked.page(),
            address,
        };
        let title = format!("{} {}", face.say("shell.calendar"), view.query.year);
        Ok::<_, LibraryError>(Page::new(Section::Calendar, title, view.render(face)))
    })
    .await
}

async fn file(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (query, language) = (asked.query(visit.today)?, visit.language);
    room.bytes(visit, &headers, "image/svg+xml", move |library| {
        let face = Face::naming(language, library.party_names()?);
        let bars = bars(&library.agenda(&query)?, &query, &asked.party, &face);
        let about: Vec<&str> = query.parties.iter().map(|party| face.party(party)).collect();
        Ok::<_, LibraryError>(chart::file(&bars, &about.join(" · "), &face))
    })
    .await
}

/// The address of a year, or a month of it, with the same parties.
fn at(year: i32, month: Option<u32>, party: &str) -> String {
    let (year, month) = (year.to_string(), month.map_or_else(String::new, |m| m.to_string()));
    paths::query("/calendar", &[("year", &year), ("month", &month), ("party", party)])
}

/// How many lie in each year from the first to the last that has any.
fn bars(agenda: &Agenda, query: &AgendaQuery, party: &str, face: &Face) -> Bars {
    let first = agenda.years.keys().next().copied().unwrap_or(query.year).min(query.year);
    let last = agenda.years.keys().next_back().copied().unwrap_or(query.year).max(query.year);
    let bar = |year: i32| {
        let count = agenda.years.get(&year).copied().unwrap_or_default();
        Bar {
            label: year.to_string(),
            parts: [count.promises, count.sessions],
            to: at(year, None, party),
            chosen: year == query.year,
        }
    };
    let names = ["calendar.promises", "calendar.sessions"].map(|key| face.say(key).to_owned());
    Bars { names, bars: (first..=last).map(bar).collect() }
}

struct View {
    agenda: Agenda,
    query: AgendaQuery,
    /// All parties with the number of their statements.
    parties: BTreeMap<String, usize>,
    /// The party asked for, as written in the address.
    party: String,
    page: usize,
    address: String,
}

impl View {
    fn render(&self, face: &Face) -> Markup {
        let (agenda, query) = (&self.agenda, &self.query);
        let year = query.year;
        let file = with(&self.address.replacen("/calendar", "/calendar.svg", 1), "page", "");
        html! {
            h1 {
                (face.say("shell.calendar")) " "
                @match query.month {
                    Some(month) => { (year::month_of(year, month, face)) }
                    None => { (year) }
                }
            }
            form.toolbar method="get" action="/calendar" data-send-on-change {
                span.pair {
                    label for="calendar-year" { (face.say("calendar.year")) }
                    input #calendar-year.year type="number" name="year" value=(year) min="1600" max="2400";
                }
                span.pair {
                    label for="calendar-party" { (face.say("partnership.party")) }
                    (party_choice("calendar-party", &self.parties, &self.party, face))
                }
                button type="submit" { (face.say("network.show")) }
                a.button href=(at(year - 1, None, &self.party)) rel="prev" { "← " (year - 1) }
                a.button href=(at(year + 1, None, &self.party)) rel="next" { (year + 1) " →" }
                a.button href=(self.export()) download { (face.say("calendar.ics")) }
            }
            section.card.block aria-labelledby="calendar-years" {
                h2.visually-hidden #calendar-years { (face.say("chart.years")) }
                (chart::figure(&bars(agenda, query, &self.party, face), "years", &file, true, face))
            }
            (year::year(agenda, query, &self.party, face))
            (self.list(face))
            (pager(self.page, agenda.total.div_ceil(PAGE), &self.address, face))
        }
    }

    /// The same as a file for calendars.
    fn export(&self) -> String {
        let (from, to) = match self.query.month {
            None => (Day::on(self.query.year, 1, 1), Day::on(self.query.year, 12, 31)),
            Some(month) => {
                let last = (28..=31).rev().find_map(|day| Day::on(self.query.year, month, day));
                (Day::on(self.query.year, month, 1), last)
            }
        };
        let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
        let parties = self.query.parties.iter().map(|party| ("party", party.as_str()));
        let (from, to) = (day(from), day(to));
        let span = [("due_from", from.as_str()), ("due_to", to.as_str())];
        paths::query("/export/calendar.ics", &parties.chain(span).collect::<Vec<_>>())
    }

    /// The lines of the page, under their months.
    fn list(&self, face: &Face) -> Markup {
        let mut months: Vec<(Option<u32>, Vec<&AgendaItem>)> = Vec::new();
        for item in &self.agenda.items {
            match months.last_mut().filter(|(month, _)| *month == item.month()) {
                Some((_, items)) => items.push(item),
                None => months.push((item.month(), vec![item])),
            }
        }
        html! {
            @if self.agenda.items.is_empty() { p.empty { (face.say("calendar.nothing")) } }
            @for (month, items) in months {
                section.month-list {
                    h2 id=(month.map_or_else(|| "loose".to_owned(), |month| format!("m{month}"))) {
                        @match month {
                            Some(month) => { (year::month_of(self.query.year, month, face)) }
                            None => { (face.fill("calendar.loose", &self.query.year.to_string())) }
                        }
                    }
                    ol.plain.agenda { @for item in items { (line(item, self.query.as_of, face)) } }
                }
            }
        }
    }
}

fn line(item: &AgendaItem, today: Day, face: &Face) -> Markup {
    let when = item.when;
    html! {
        li.agenda-line.past[when.last < today] {
            div.agenda-when id=[(when.first == when.last).then(|| format!("d{}", when.last))] {
                time datetime=(when.last) { (when.to_string().replace('/', " – ")) }
            }
            @match &item.what {
                AgendaWhat::Promise(entry) => (promise(entry, true, face)),
                AgendaWhat::Session(one) => (session(one, face)),
            }
        }
    }
}

fn session(one: &Session, face: &Face) -> Markup {
    html! {
        div.promise {
            p.promise-head {
                span.chip.session-chip { (face.say("calendar.session")) } " " (parties(&one.parties, face))
            }
            p.quote {
                a href=(paths::entity(&one.entity)) { (said(&one.title)) }
                @if let Some(number) = one.number { " · " (face.fill("partnership.session_number", &number.to_string())) }
            }
            p.promise-foot.muted.small {
                (face.say("calendar.told")) " "
                @for (n, place) in one.told.iter().take(6).enumerate() {
                    @if n > 0 { (face.say("shell.list_separator")) }
                    a.nowrap href=(paths::act(place)) { (day_of(&place.instrument, face)) }
                }
            }
        }
    }
}
