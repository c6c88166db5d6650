//! The first page: the register at a glance.

mod changes;
mod lists;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};
use mengfu::library::{
    LibraryError, Network, NetworkQuery, Overview, PartnershipLine, PartnershipOrder,
    PartnershipsQuery,
};

use super::network::picture;
use crate::chart;
use crate::face::Face;
use crate::failure::Failure;
use crate::parts::{day, parties};
use crate::paths;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;
use crate::words::grouped;

/// So many partnerships are shown.
const PARTNERSHIPS: usize = 10;

pub(super) fn router() -> Router<Room> {
    Router::new().route("/", get(overview))
}

async fn overview(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (today, may_edit) = (visit.today, visit.may_edit());
    room.page(visit, &headers, move |library, face| {
        let overview = library.overview(today)?;
        let body = match overview.statements {
            0 => empty(may_edit, face),
            _ => {
                let order = PartnershipOrder::Last;
                let query =
                    PartnershipsQuery { order, most: PARTNERSHIPS, ..PartnershipsQuery::default() };
                let partnerships = library.partnerships(&query, today)?.lines;
                let network = library.network(&NetworkQuery::default())?;
                Full { overview, partnerships, network }.render(face)
            }
        };
        Ok::<_, LibraryError>(Page::new(Section::Overview, face.say("shell.overview"), body))
    })
    .await
}

/// A register without statements: how to begin.
fn empty(may_edit: bool, face: &Face) -> Markup {
    html! {
        section.welcome {
            img.welcome-seal src=(crate::assets::path("seal.svg")) alt="" width="72" height="72";
            h1 { (face.say("overview.empty")) }
            p.lead { (face.say("overview.empty_lead")) }
            ol.welcome-steps {
                li { (face.say("overview.empty_collect")) }
                li { (face.say("overview.empty_add")) }
                li { (face.say("overview.empty_read")) }
            }
            @if may_edit { p { a.button.button-main href="/add" { (face.say("overview.add")) } } }
            p.muted { (face.say("overview.empty_command")) " " code { "mengfu add FOLDER" } }
        }
    }
}

struct Full {
    overview: Overview,
    partnerships: Vec<PartnershipLine>,
    network: Network,
}

impl Full {
    fn render(&self, face: &Face) -> Markup {
        let overview = &self.overview;
        html! {
            div.overview-head {
                h1 { (face.say("shell.overview")) }
                p.muted { (face.fill("overview.as_of", &overview.as_of.to_string())) }
            }
            (self.figures(face))
            div.two {
                section.card aria-labelledby="overview-partnerships" {
                    h2 #overview-partnerships { (face.say("shell.partnerships")) }
                    (self.partnerships(face))
                    p.more { a href="/partnerships" { (face.say("overview.all_partnerships")) " →" } }
                }
                section.card aria-labelledby="overview-due" {
                    h2 #overview-due { (face.say("overview.due")) }
                    (lists::due(overview, face))
                }
            }
            @if let Some(changes) = &overview.changes { (changes::changes(changes, face)) }
            section.card.block aria-labelledby="overview-network" {
                h2 #overview-network { (face.say("overview.network")) }
                p.muted { (face.say("overview.network_note")) " " a href="/network" { (face.say("overview.to_network")) " →" } }
                (chart::figure(&picture(&self.network, face), "network", "/network.svg?kind=none", true, face))
            }
            div.two.halves {
                section.card aria-labelledby="overview-kept" {
                    h2 #overview-kept { (face.say("overview.kept")) }
                    (lists::kept(overview, face))
                }
                section.card aria-labelledby="overview-doubts" {
                    h2 #overview-doubts { (face.say("overview.doubts")) }
                    (lists::doubts(overview, face))
                }
            }
        }
    }

    fn figures(&self, face: &Face) -> Markup {
        let promises = &self.overview.promises;
        let figures = [
            (self.overview.statements, "overview.statements", "/statements".to_owned()),
            (self.overview.partnerships, "overview.partnerships", "/partnerships".to_owned()),
            (promises.open, "overview.open_promises", paths::ledger(&[], &[("open", "1")])),
            (
                promises.overdue,
                "overview.overdue",
                paths::ledger(&[], &[("open", "1"), ("state", "overdue")]),
            ),
            (promises.kept, "overview.kept_promises", paths::ledger(&[], &[("state", "done")])),
        ];
        html! {
            ul.figures {
                @for (number, key, to) in figures {
                    li { a.card.figure-card href=(to) {
                        span.figure { (grouped(number)) }
                        span.figure-word { (face.count(key, number)) }
                    } }
                }
            }
        }
    }

    fn partnerships(&self, face: &Face) -> Markup {
        html! {
            table.table.stacked {
                thead { tr {
                    th scope="col" { (face.say("partnership.parties")) }
                    th scope="col" { (face.say("partnership.relation")) }
                    th scope="col" { (face.say("partnership.last")) }
                    th.num scope="col" { (face.say("partnership.open")) }
                } }
                tbody {
                    @for line in &self.partnerships {
                        tr {
                            th scope="row" { (parties(&line.parties, face)) }
                            td data-label=(face.say("partnership.relation")) { (super::partnerships::relation(line, face)) }
                            td.nowrap data-label=(face.say("partnership.last")) { (super::partnerships::last(line, face)) }
                            td.num data-label=(face.say("partnership.open")) { (super::partnerships::open(line)) }
                        }
                    }
                }
            }
        }
    }
}

/// A day with the statement that has it.
fn signed(statement: &mengfu::library::Listed, face: &Face) -> Markup {
    html! { span.nowrap { (day(statement.day.as_deref(), face)) } }
}
