//! The ledger: every promise of a view in one table, with what became of it.

mod facets;
pub(crate) mod filters;
mod table;
mod totals;
mod views;

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};
use mengfu::library::{Day, Ledger, LedgerQuery};

use crate::asked::Asked;
use crate::face::Face;
use crate::failure::Failure;
use crate::parts::{decide, pager, with};
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;

/// Promises on one page.
const PAGE: usize = 50;

pub(super) fn router() -> Router<Room> {
    Router::new().route("/ledger", get(ledger))
}

/// Shows the promises of a view.
async fn ledger(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    asked: Asked,
) -> Result<Response, Failure> {
    let mut query = filters::query(&asked, visit.today)?;
    (query.skip, query.most, query.facets) = ((asked.page() - 1) * PAGE, PAGE, true);
    let page = if asked.page() > 1 { asked.page().to_string() } else { String::new() };
    let (today, may_edit) = (visit.today, visit.may_edit());
    room.page(visit, &headers, move |library, face| {
        let ledger = library.ledger(&query)?;
        let parties = library.parties()?;
        let here = with(&asked.address(), "page", &page);
        let view = View { asked, query, ledger, parties, today, may_edit, here };
        Ok::<_, Failure>(
            Page::new(Section::Ledger, face.say("shell.ledger"), view.render(face)).wide(),
        )
    })
    .await
}

/// A view of the ledger.
struct View {
    asked: Asked,
    query: LedgerQuery,
    ledger: Ledger,
    /// The parties of the register.
    parties: BTreeMap<String, usize>,
    today: Day,
    may_edit: bool,
    /// The address of this page of the view.
    here: String,
}

impl View {
    fn render(&self, face: &Face) -> Markup {
        let pages = self.ledger.totals.entries.div_ceil(PAGE);
        html! {
            h1 { (face.say("shell.ledger")) }
            p.lead { (face.say("ledger.lead")) }
            (decide::done(self.asked.done(), &self.here, self.may_edit, face))
            (self.totals(face))
            div.ledger {
                aside.ledger-side #filters aria-label=(face.say("ledger.filters")) {
                    (self.facets(face))
                    (self.views(face))
                }
                section.ledger-main aria-label=(face.say("ledger.table")) {
                    p.phone-only { a.button href="#filters" { (face.say("ledger.to_filters")) } }
                    div.toolbar {
                        (self.chosen(face))
                        (self.exports(face))
                    }
                    @if self.ledger.entries.is_empty() {
                        p.empty { (face.say("ledger.none")) }
                    } @else {
                        (self.table(face))
                    }
                    (pager(self.asked.page(), pages, &self.asked.address(), face))
                }
            }
        }
    }
}
