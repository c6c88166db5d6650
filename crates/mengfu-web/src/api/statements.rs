//! Statements, and what belongs to each.

use axum::extract::{Path, State};
use axum::http::header::CONTENT_DISPOSITION;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use mengfu::library::{
    CitationShown, Comparison, Effects, LibraryError, ListQuery, Listed, StatementText,
    WitnessShown,
};
use mengfu::model::Cited;
use mengfu::wire::{self, ReadingLine};
use serde::Serialize;
use utoipa::ToSchema;

use super::answers::{Paged, Paging, Refusals};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::paths::instrument;
use crate::room::Room;
use crate::visit::Visit;

/// What a statement cites, and where it is cited.
#[derive(Debug, Serialize, ToSchema)]
struct Citations {
    /// What it cites.
    cites: Vec<CitationShown>,
    /// Where it is cited.
    cited_by: Vec<Cited>,
}

/// Statements
///
/// All statements, latest first.
#[utoipa::path(
    get, path = "/statements", tag = "statements",
    params(
        Paging,
        ("party" = Option<Vec<String>>, Query, description = "Only statements of all these parties (codes such as `AZE`)"),
    ),
    responses((status = 200, body = Paged<Listed>), Refusals),
)]
pub(super) async fn statements(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    asked: Asked,
    paging: Paging,
) -> Result<Response, Failure> {
    room.list(visit, &headers, move |library| {
        let list = library.list_page(&ListQuery {
            parties: asked.all("party"),
            latest_first: true,
            skip: paging.skip(),
            most: paging.limit,
        })?;
        Ok::<_, LibraryError>(paging.with(list.total, list.statements))
    })
    .await
}

/// One statement
///
/// The statement as people read it: its facts and its sentences, with their acts and links.
#[utoipa::path(
    get, path = "/statements/{parties}/{day}", tag = "statements",
    params(
        ("parties" = String, Path, description = "The first part of the name: `CHN-AZE`"),
        ("day" = String, Path, description = "The second part of the name: `2005-03-17`"),
    ),
    responses((status = 200, body = StatementText), Refusals),
)]
pub(super) async fn statement(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path((parties, day)): Path<(String, String)>,
) -> Result<Response, Failure> {
    room.json(visit, &headers, move |library| library.text(&instrument(&parties, &day))).await
}

/// Its reading
///
/// The statement in reading-format v1: instrument, provisions, acts, each value with its reason and its
/// bytes in the source.
#[utoipa::path(
    get, path = "/statements/{parties}/{day}/reading", tag = "statements",
    params(
        ("parties" = String, Path, description = "The first part of the name"),
        ("day" = String, Path, description = "The second part of the name"),
    ),
    responses((status = 200, body = ReadingLine<'static>), Refusals),
)]
pub(super) async fn reading(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path((parties, day)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let packs = room.desk().packs();
    room.bytes(visit, &headers, "application/json", move |library| {
        let shown = library.show(&instrument(&parties, &day))?;
        let line = wire::lines(&shown.source, packs).into_iter().next();
        serde_json::to_vec(&line).map_err(|error| Failure::Fault(error.to_string()))
    })
    .await
}

/// Its source
///
/// The file that the statement is read from, byte for byte as it was received.
#[utoipa::path(
    get, path = "/statements/{parties}/{day}/source", tag = "statements",
    params(
        ("parties" = String, Path, description = "The first part of the name"),
        ("day" = String, Path, description = "The second part of the name"),
    ),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), Refusals),
)]
pub(super) async fn source(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path((parties, day)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let bytes = room.bytes(visit, &headers, "application/octet-stream", move |library| {
        library.show(&instrument(&parties, &day)).map(|shown| shown.bytes)
    });
    Ok(as_file(bytes.await?))
}

/// Its copies
///
/// The sources that have the statement, the one it is read from first.
#[utoipa::path(
    get, path = "/statements/{parties}/{day}/copies", tag = "statements",
    params(
        ("parties" = String, Path, description = "The first part of the name"),
        ("day" = String, Path, description = "The second part of the name"),
    ),
    responses((status = 200, body = Vec<WitnessShown>), Refusals),
)]
pub(super) async fn copies(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path((parties, day)): Path<(String, String)>,
) -> Result<Response, Failure> {
    room.json(visit, &headers, move |library| {
        library.show(&instrument(&parties, &day)).map(|shown| shown.witnesses)
    })
    .await
}

/// Its citations
///
/// What it cites, and which statements cite it.
#[utoipa::path(
    get, path = "/statements/{parties}/{day}/citations", tag = "statements",
    params(
        ("parties" = String, Path, description = "The first part of the name"),
        ("day" = String, Path, description = "The second part of the name"),
    ),
    responses((status = 200, body = Citations), Refusals),
)]
pub(super) async fn citations(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path((parties, day)): Path<(String, String)>,
) -> Result<Response, Failure> {
    room.json(visit, &headers, move |library| {
        let id = instrument(&parties, &day);
        let (cites, cited_by) = (library.citations(&id)?, library.cited_by(&id)?);
        Ok::<_, LibraryError>(Citations { cites, cited_by })
    })
    .await
}

/// Its effects
///
/// With how many acts of which earlier statements it did what.
#[utoipa::path(
    get, path = "/statements/{parties}/{day}/effects", tag = "statements",
    params(
        ("parties" = String, Path, description = "The first part of the name"),
        ("day" = String, Path, description = "The second part of the name"),
    ),
    responses((status = 200, body = Vec<Effects>), Refusals),
)]
pub(super) async fn effects(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path((parties, day)): Path<(String, String)>,
) -> Result<Response, Failure> {
    room.json(visit, &headers, move |library| library.effects(&instrument(&parties, &day))).await
}

/// Two statements compared
///
/// Which acts answer to each other, what the words did, what is new, what was dropped. Names may be given
/// as `CHN-AZE/2024`, the later one as a day or year alone.
#[utoipa::path(
    get, path = "/compare", tag = "statements",
    params(
        ("earlier" = String, Query, pattern = r"\S", description = "A statement"),
        ("later" = String, Query, pattern = r"\S", description = "The other"),
    ),
    responses((status = 200, body = Comparison), Refusals),
)]
pub(super) async fn compare(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    asked: Asked,
) -> Result<Response, Failure> {
    for field in ["earlier", "later"] {
        if !asked.is(field) {
            return Err(Failure::BadRequest { field, value: String::new() });
        }
    }
    room.json(visit, &headers, move |library| {
        let earlier = library.named(asked.one("earlier"), None)?;
        let later = library.named(asked.one("later"), Some(&earlier))?;
        library.compare(&earlier, &later)
    })
    .await
}

/// The same answer, to be kept as a file: a browser must not take a source for a page of this house.
pub(super) fn as_file(mut answer: Response) -> Response {
    let file = HeaderValue::from_static("attachment");
    answer.headers_mut().insert(CONTENT_DISPOSITION, file);
    answer
}
