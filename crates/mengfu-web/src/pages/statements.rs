//! All statements of the register.

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use mengfu::library::{LibraryError, ListPage, ListQuery};
use serde::Deserialize;

use crate::face::Face;
use crate::failure::Failure;
use crate::parts::{day, pager, parties, statement};
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;

/// Statements on one page.
const PAGE: usize = 100;

/// Which statements, and which page of them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    party: String,
    page: usize,
}

/// Shows all statements.
pub(super) async fn statements(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let address = visit.address().to_owned();
    room.page(visit, &headers, move |library, face| {
        let page = asked.page.max(1);
        let list = library.list_page(&ListQuery {
            parties: asked.party.split_whitespace().map(str::to_owned).collect(),
            latest_first: true,
            skip: (page - 1).saturating_mul(PAGE),
            most: PAGE,
        })?;
        let view = Statements { list, page, address };
        Ok::<_, LibraryError>(Page::new(
            Section::Statements,
            face.say("shell.statements"),
            view.render(face),
        ))
    })
    .await
}

struct Statements {
    list: ListPage,
    page: usize,
    address: String,
}

impl Statements {
    fn render(&self, face: &Face) -> Markup {
        html! {
            h1 { (face.say("shell.statements")) }
            p.muted { (face.count("statements.count", self.list.total)) }
            div.scroll {
                table.table {
                    thead { tr {
                        th { (face.say("statements.day")) }
                        th { (face.say("statements.parties")) }
                        th { (face.say("statements.title")) }
                        th.num { (face.say("statements.commitments")) }
                        th.num { (face.say("statements.acts")) }
                    } }
                    tbody {
                        @for one in &self.list.statements {
                            tr {
                                td.nowrap { (day(one.signed.as_deref(), face)) }
                                td { (parties(&one.parties, face)) }
                                td { (statement(&one.id, &one.title)) }
                                td.num { (one.commitments) }
                                td.num { (one.acts) }
                            }
                        }
                    }
                }
            }
            (pager(self.page, self.list.total.div_ceil(PAGE), &self.address, face))
        }
    }
}
