//! The ledger of promises.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use mengfu::library::{Day, Entry, LedgerQuery, LibraryError, Order, TextState, Totals};
use mengfu::model::{Strength, Topic, WorldState};
use serde::Serialize;
use utoipa::ToSchema;

use super::answers::{Paged, Paging, Refusals};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::pages::ledger_query;
use crate::room::{Linked, Room};
use crate::visit::Visit;

/// A part of the ledger.
#[derive(Debug, Serialize, ToSchema)]
struct LedgerPage {
    /// As of which day states are told.
    as_of: Day,
    /// Numbers of all that the filters let through.
    totals: Totals,
    /// The promises of this page.
    #[serde(flatten)]
    entries: Paged<Entry>,
}

impl Linked for LedgerPage {
    fn page(&self) -> (usize, usize) {
        self.entries.page()
    }
}

/// Promises
///
/// Every promise that the filters let through: who owes what, how firmly, until when, and what became of
/// it. What is left out does not filter.
#[utoipa::path(
    get, path = "/ledger", tag = "promises",
    params(
        Paging,
        ("party" = Option<Vec<String>>, Query, description = "In statements of all these parties"),
        ("by" = Option<Vec<String>>, Query, description = "Owed by one of these parties"),
        ("topic" = Option<Vec<Topic>>, Query, description = "About one of these topics"),
        ("at_least" = Option<Strength>, Query, description = "At least so firm"),
        ("state" = Option<Vec<WorldState>>, Query, description = "In one of these states in the world"),
        ("text" = Option<Vec<TextState>>, Query, description = "Later texts did one of these"),
        ("open" = Option<String>, Query, description = "Any value: only what still wants doing, each promise once"),
        ("due_from" = Option<Day>, Query, description = "Due on this day or later"),
        ("due_to" = Option<Day>, Query, description = "Due on this day or earlier"),
        ("q" = Option<String>, Query, description = "Words that the sentence has, all of them"),
        ("statement" = Option<String>, Query, description = "In this statement"),
        ("as_of" = Option<Day>, Query, description = "As of which day; otherwise today"),
        ("sort" = Option<Order>, Query, description = "The order"),
        ("reverse" = Option<String>, Query, description = "Any value: the other way about"),
    ),
    responses((status = 200, body = LedgerPage), Refusals),
)]
pub(super) async fn ledger(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    asked: Asked,
    paging: Paging,
) -> Result<Response, Failure> {
    let query = LedgerQuery {
        skip: paging.skip(),
        most: paging.limit,
        ..ledger_query(&asked, visit.today)?
    };
    room.list(visit, &headers, move |library| {
        let ledger = library.ledger(&query)?;
        let (as_of, totals) = (ledger.as_of, ledger.totals);
        let entries = paging.with(totals.entries, ledger.entries);
        Ok::<_, LibraryError>(LedgerPage { as_of, totals, entries })
    })
    .await
}
