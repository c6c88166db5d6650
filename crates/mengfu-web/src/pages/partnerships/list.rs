//! All partnerships.

use std::collections::BTreeMap;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use mengfu::library::{LibraryError, PartnershipOrder, Partnerships, PartnershipsQuery};
use serde::Deserialize;

use super::{last, open, relation};
use crate::face::Face;
use crate::failure::Failure;
use crate::parts::{pager, parties, party_choice};
use crate::paths;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;

/// Partnerships on one page.
const PAGE: usize = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    party: String,
    sort: String,
    page: usize,
}

/// Shows all partnerships.
pub(super) async fn partnerships(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (today, address) = (visit.today, visit.address().to_owned());
    room.page(visit, &headers, move |library, face| {
        let page = asked.page.clamp(1, 1_000_000);
        let query = PartnershipsQuery {
            parties: asked.party.split_whitespace().map(str::to_owned).collect(),
            order: match asked.sort.as_str() {
                "statements" => PartnershipOrder::Statements,
                _ => PartnershipOrder::Last,
            },
            skip: (page - 1) * PAGE,
            most: PAGE,
        };
        let view = View {
            found: library.partnerships(&query, today)?,
            parties: library.parties()?,
            page,
            asked,
            address,
        };
        let title = face.say("shell.partnerships");
        Ok::<_, LibraryError>(Page::new(Section::Partnerships, title, view.render(face)))
    })
    .await
}

struct View {
    found: Partnerships,
    /// All parties with the number of their statements.
    parties: BTreeMap<String, usize>,
    page: usize,
    asked: Asked,
    address: String,
}

impl View {
    fn render(&self, face: &Face) -> Markup {
        html! {
            h1 { (face.say("shell.partnerships")) }
            form.toolbar method="get" action="/partnerships" data-send-on-change {
                span.pair {
                    label for="partnerships-party" { (face.say("partnership.party")) }
                    (party_choice("partnerships-party", &self.parties, &self.asked.party, face))
                }
                span.pair {
                    label for="partnerships-sort" { (face.say("partnership.order")) }
                    select #partnerships-sort name="sort" {
                        option value="" { (face.say("partnership.by_last")) }
                        option value="statements" selected[self.asked.sort == "statements"] { (face.say("partnership.by_statements")) }
                    }
                }
                button type="submit" { (face.say("network.show")) }
            }
            p.muted { (face.count("partnership.count", self.found.total)) }
            @if self.found.lines.is_empty() { p.empty { (face.say("partnership.none")) } } @else { (self.table(face)) }
            (pager(self.page, self.found.total.div_ceil(PAGE), &self.address, face))
        }
    }

    fn table(&self, face: &Face) -> Markup {
        let key = |key: &'static str| face.say(key);
        html! {
            table.table.stacked {
                thead { tr {
                    th scope="col" { (key("partnership.parties")) }
                    th scope="col" { (key("partnership.relation")) }
                    th.num scope="col" { (key("partnership.statements")) }
                    th scope="col" { (key("partnership.since")) }
                    th scope="col" { (key("partnership.last")) }
                    th.num scope="col" { (key("partnership.promises")) }
                    th.num scope="col" { (key("partnership.open")) }
                    th.num scope="col" { (key("partnership.kept")) }
                } }
                tbody {
                    @for line in &self.found.lines {
                        @let promises = &line.promises;
                        tr {
                            th scope="row" { (parties(&line.parties, face)) }
                            td data-label=(key("partnership.relation")) { (relation(line, face)) }
                            td.num data-label=(key("partnership.statements")) {
                                a href=(paths::partnership(&line.parties)) { (line.statements) }
                            }
                            td.nowrap data-label=(key("partnership.since")) { (line.first.as_deref().and_then(|day| day.get(..4)).unwrap_or("—")) }
                            td.nowrap data-label=(key("partnership.last")) { (last(line, face)) }
                            td.num data-label=(key("partnership.promises")) { (number(promises.all, paths::ledger(&line.parties, &[]))) }
                            td.num data-label=(key("partnership.open")) { (open(line)) }
                            td.num data-label=(key("partnership.kept")) { (number(promises.kept, paths::ledger(&line.parties, &[("state", "done")]))) }
                        }
                    }
                }
            }
        }
    }
}

fn number(number: usize, to: String) -> Markup {
    html! { @if number > 0 { a href=(to) { (number) } } @else { "0" } }
}
