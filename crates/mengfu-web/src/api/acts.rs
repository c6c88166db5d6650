//! Acts: who does what to whom, what became of it, and why it is read so.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use mengfu::explain::Explained;
use mengfu::library::{ChainAct, DecisionAt, Entry, EntryLink, LibraryError, Passage};
use mengfu::model::ActAddress;
use mengfu::{Address, explain};
use serde::Serialize;
use utoipa::ToSchema;

use super::answers::Refusals;
use crate::failure::Failure;
use crate::paths::instrument;
use crate::room::Room;
use crate::visit::Visit;

/// An act with all that is known of it.
#[derive(Debug, Serialize, ToSchema)]
struct ActFacts {
    /// The act in its sentence.
    passage: Passage,
    /// Of a promise: its line in the ledger, as of today.
    entry: Option<Entry>,
    /// The links in which it stands, with their reasons.
    links: Vec<EntryLink>,
    /// What people decided about it.
    decisions: Vec<DecisionAt>,
}

/// One act
///
/// The act in its sentence, its line in the ledger where it is a promise, its links, and what people
/// decided about it.
#[utoipa::path(
    get, path = "/statements/{parties}/{day}/acts/{act}", tag = "statements",
    params(
        ("parties" = String, Path, description = "The first part of the statement's name"),
        ("day" = String, Path, description = "The second part of it"),
        ("act" = String, Path, description = "The place of the act: `p12.a2`"),
    ),
    responses((status = 200, body = ActFacts), Refusals),
)]
pub(super) async fn act(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path(of): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let (act, today) = (address(&of)?, visit.today);
    room.json(visit, &headers, move |library| {
        Ok::<_, LibraryError>(ActFacts {
            passage: library.passage(&act)?,
            entry: library.entry(&act, today)?,
            links: library.links(&act)?,
            decisions: library.history_of(&act)?,
        })
    })
    .await
}

/// Its chain
///
/// The act through the statements: what earlier and later ones did with it.
#[utoipa::path(
    get, path = "/statements/{parties}/{day}/acts/{act}/chain", tag = "statements",
    params(
        ("parties" = String, Path, description = "The first part of the statement's name"),
        ("day" = String, Path, description = "The second part of it"),
        ("act" = String, Path, description = "The place of the act: `p12.a2`"),
    ),
    responses((status = 200, body = Vec<ChainAct>), Refusals),
)]
pub(super) async fn chain(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path(of): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let act = address(&of)?;
    room.json(visit, &headers, move |library| library.chain(&act)).await
}

/// Why it is read so
///
/// Every value of the act with the rule, the term and the words that it rests on.
#[utoipa::path(
    get, path = "/statements/{parties}/{day}/acts/{act}/explain", tag = "statements",
    params(
        ("parties" = String, Path, description = "The first part of the statement's name"),
        ("day" = String, Path, description = "The second part of it"),
        ("act" = String, Path, description = "The place of the act: `p12.a2`"),
    ),
    responses((status = 200, body = Explained<'static>), Refusals),
)]
pub(super) async fn explained(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path(of): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let (act, packs) = (address(&of)?, room.desk().packs());
    room.bytes(visit, &headers, "application/json", move |library| {
        let shown = library.show(&act.instrument)?;
        let place = Address {
            file: act.instrument.0.clone(),
            instrument: 1,
            provision: act.provision as usize,
            act: Some(act.act as usize),
        };
        let explained = explain(&shown.source, &place, packs);
        let explained = explained.ok_or_else(|| LibraryError::NoAct(act.to_string()))?;
        serde_json::to_vec(&explained).map_err(|error| Failure::Fault(error.to_string()))
    })
    .await
}

fn address((parties, day, act): &(String, String, String)) -> Result<ActAddress, Failure> {
    let address = format!("{}#{act}", instrument(parties, day));
    address.parse().map_err(|_| Failure::BadRequest { field: "act", value: act.clone() })
}
