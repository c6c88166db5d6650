//! The network: parties, and the bodies and projects that they share.

use axum::Router;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};
use mengfu::library::{LibraryError, Network, NetworkQuery, NodeWhat};
use mengfu::model::EntityKind;
use serde::Deserialize;

use crate::chart::{self, Dot, DotKind, Line, Picture};
use crate::face::Face;
use crate::failure::Failure;
use crate::parts::{parties, said};
use crate::paths;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;

/// So many bodies, and so many projects, are told of.
const MOST: usize = 40;
/// Years that anybody may ask for.
const YEARS: std::ops::RangeInclusive<i32> = 1600..=2400;

pub(super) fn router() -> Router<Room> {
    Router::new().route("/network", get(network)).route("/network.svg", get(file))
}

/// Which part of the network: years as written in the form, and one of the sorts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    from: String,
    to: String,
    kind: String,
}

/// What besides the parties is shown, by its code in the address.
const KINDS: [(&str, &[EntityKind]); 4] = [
    ("", &[EntityKind::Mechanism, EntityKind::Project]),
    ("none", &[]),
    ("mechanism", &[EntityKind::Mechanism]),
    ("project", &[EntityKind::Project]),
];

impl Asked {
    fn query(&self) -> Result<NetworkQuery, Failure> {
        let year = |field: &'static str, value: &str| match value.trim() {
            "" => Ok(None),
            text => text
                .parse()
                .ok()
                .filter(|year| YEARS.contains(year))
                .map(Some)
                .ok_or_else(|| Failure::BadRequest { field, value: text.to_owned() }),
        };
        let kinds = KINDS.iter().find(|(code, _)| *code == self.kind);
        let unknown = || Failure::BadRequest { field: "kind", value: self.kind.clone() };
        Ok(NetworkQuery {
            from: year("from", &self.from)?,
            to: year("to", &self.to)?,
            kinds: kinds.ok_or_else(unknown)?.1.to_vec(),
            most: MOST,
        })
    }

    fn pairs(&self) -> [(&str, &str); 3] {
        [("from", self.from.trim()), ("to", self.to.trim()), ("kind", &self.kind)]
    }
}

/// Which part of the network is asked for: years as written, and the code of a sort.
pub(crate) fn query(from: &str, to: &str, kind: &str) -> Result<NetworkQuery, Failure> {
    Asked { from: from.to_owned(), to: to.to_owned(), kind: kind.to_owned() }.query()
}

async fn network(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let query = asked.query()?;
    room.page(visit, &headers, move |library, face| {
        let network = library.network(&query)?;
        let body = View { network, asked }.render(face);
        Ok::<_, LibraryError>(Page::new(Section::Network, face.say("shell.network"), body))
    })
    .await
}

async fn file(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (query, language) = (asked.query()?, visit.language);
    room.bytes(visit, &headers, "image/svg+xml", move |library| {
        let face = Face::naming(language, library.party_names()?);
        let network = library.network(&query)?;
        Ok::<_, LibraryError>(chart::file(
            &picture(&network, &face),
            &years(&query, &network),
            &face,
        ))
    })
    .await
}

/// The years that a picture is of.
fn years(query: &NetworkQuery, network: &Network) -> String {
    let (first, last) = network.years.unzip();
    let year = |year: Option<i32>| year.map_or_else(String::new, |year| year.to_string());
    format!("{}–{}", year(query.from.or(first)), year(query.to.or(last)))
}

/// The network as a chart.
pub(super) fn picture(network: &Network, face: &Face) -> Picture {
    let dots = network.nodes.iter().map(|node| match &node.what {
        NodeWhat::Party(code) => Dot {
            name: face.party(code).to_owned(),
            kind: DotKind::Party,
            weight: node.statements,
            to: paths::partnerships_of(code),
        },
        NodeWhat::Entry { id, kind, title, .. } => Dot {
            name: title.clone(),
            kind: if *kind == EntityKind::Project { DotKind::Project } else { DotKind::Mechanism },
            weight: node.statements,
            to: paths::entity(id),
        },
    });
    let lines = network
        .edges
        .iter()
        .map(|edge| Line { ends: (edge.party, edge.with), weight: edge.statements });
    Picture { dots: dots.collect(), lines: lines.collect() }
}

struct View {
    network: Network,
    asked: Asked,
}

impl View {
    fn render(&self, face: &Face) -> Markup {
        let picture = picture(&self.network, face);
        let file = paths::query("/network.svg", &self.asked.pairs());
        html! {
            h1 { (face.say("shell.network")) }
            p.lead { (face.say("network.lead")) }
            (self.form(face))
            @if self.network.nodes.is_empty() {
                p.empty { (face.say("network.nothing")) }
            } @else {
                p.muted {
                    (face.count("network.statements", self.network.statements))
                    @if picture.leaves_out(face) { " " (face.say("network.strongest")) }
                }
                section.card { (chart::figure(&picture, "network", &file, false, face)) }
                (self.tables(face))
            }
        }
    }

    fn form(&self, face: &Face) -> Markup {
        let (first, last) = self.network.years.unzip();
        let year = |year: Option<i32>| year.map_or_else(String::new, |year| year.to_string());
        html! {
            form.toolbar method="get" action="/network" data-send-on-change {
                span.pair { label for="network-from" { (face.say("network.from")) }
                input #network-from.year type="number" name="from" value=(self.asked.from) placeholder=(year(first)) min="1600" max="2400"; }
                span.pair { label for="network-to" { (face.say("network.to")) }
                input #network-to.year type="number" name="to" value=(self.asked.to) placeholder=(year(last)) min="1600" max="2400"; }
                span.pair { label for="network-kind" { (face.say("network.kind")) }
                select #network-kind name="kind" {
                    @for (code, _) in KINDS {
                        option value=(code) selected[code == self.asked.kind] { (face.say(word(code))) }
                    }
                } }
                button type="submit" { (face.say("network.show")) }
                @if self.asked.pairs().iter().any(|(_, value)| !value.is_empty()) {
                    a.button-quiet href="/network" { (face.say("network.all")) }
                }
            }
        }
    }

    fn tables(&self, face: &Face) -> Markup {
        html! {
            div.grid.block {
                @for kind in [None, Some(EntityKind::Mechanism), Some(EntityKind::Project)] {
                    @let nodes: Vec<_> = self.network.nodes.iter().filter(|node| kind_of(&node.what) == kind).collect();
                    @if !nodes.is_empty() {
                        section.card aria-labelledby={ "network-" (key(kind)) } {
                            h2 id={ "network-" (key(kind)) } { (face.say(heading(kind))) }
                            div.tall {
                                table.table {
                                    thead { tr {
                                        th scope="col" { (face.say("chart.name")) }
                                        th.num scope="col" { (face.say("chart.in_statements")) }
                                    } }
                                    tbody { @for node in nodes { (row(&node.what, node.statements, face)) } }
                                }
                            }
                            @if let Some(kind) = kind {
                                p.more {
                                    a href=(paths::directory(kind)) { (face.say("network.directory")) " →" }
                                    @if let Some(left) = self.network.left_out.get(&kind).filter(|left| **left > 0) {
                                        " " span.muted { (face.count("network.left_out", *left)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn word(code: &str) -> &'static str {
    match code {
        "none" => "network.parties_only",
        "mechanism" => "network.with_mechanisms",
        "project" => "network.with_projects",
        _ => "network.with_both",
    }
}

fn kind_of(what: &NodeWhat) -> Option<EntityKind> {
    match what {
        NodeWhat::Party(_) => None,
        NodeWhat::Entry { kind, .. } => Some(*kind),
    }
}

fn key(kind: Option<EntityKind>) -> &'static str {
    kind.map_or("party", EntityKind::code)
}

fn heading(kind: Option<EntityKind>) -> &'static str {
    match kind {
        None => "network.parties",
        Some(EntityKind::Project) => "network.projects",
        Some(_) => "network.mechanisms",
    }
}

fn row(what: &NodeWhat, statements: usize, face: &Face) -> Markup {
    html! {
        tr {
            td {
                @match what {
                    NodeWhat::Party(code) => a href=(paths::partnerships_of(code)) title=(code) { (face.party(code)) },
                    NodeWhat::Entry { id, title, of, .. } => {
                        a href=(paths::entity(id)) { (said(&title)) }
                        @if !of.is_empty() { br; span.small { (parties(of, face)) } }
                    }
                }
            }
            td.num { (statements) }
        }
    }
}
