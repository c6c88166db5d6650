//! Files as received, and adding them.

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use mengfu::library::{Addition, LibraryError, Review, SourceListed};
use tokio::task::spawn_blocking;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::{ChangeRefusals, Paged, Paging, Refusals};
use super::statements::as_file;
use crate::asked::Asked;
use crate::batch::{LARGEST, cleaned};
use crate::clock;
use crate::failure::Failure;
use crate::room::Room;
use crate::visit::{Role, Visit};

pub(super) fn adding() -> OpenApiRouter<Room> {
    OpenApiRouter::new().routes(routes!(add)).layer(DefaultBodyLimit::max(LARGEST))
}

/// Sources
///
/// The files of the register, by their hash.
#[utoipa::path(
    get, path = "/sources", tag = "sources",
    params(Paging),
    responses((status = 200, body = Paged<SourceListed>), Refusals),
)]
pub(super) async fn sources(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    paging: Paging,
) -> Result<Response, Failure> {
    room.list(visit, &headers, move |library| {
        let (total, sources) = library.sources(paging.skip(), paging.limit)?;
        Ok::<_, LibraryError>(paging.with(total, sources))
    })
    .await
}

/// One source
///
/// A file, byte for byte as it was received.
#[utoipa::path(
    get, path = "/sources/{sha256}", tag = "sources",
    params(("sha256" = String, Path, description = "The SHA-256 of its bytes, in hexadecimal")),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), Refusals),
)]
pub(super) async fn source(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path(sha256): Path<String>,
) -> Result<Response, Failure> {
    let bytes = room.bytes(visit, &headers, "application/octet-stream", move |library| {
        library.source_bytes(&sha256)?.ok_or(Failure::NotFound(sha256))
    });
    Ok(as_file(bytes.await?))
}

/// Add a source
///
/// Adds a file: its bytes are the body, whatever they are. Everything of it is kept, or nothing. With
/// `review` nothing is kept, and the answer tells what adding would do.
#[utoipa::path(
    post, path = "/sources", tag = "sources",
    params(
        ("name" = String, Query, min_length = 1, max_length = 200, description = "What the file is called"),
        ("review" = Option<String>, Query, description = "Any value: only tell what adding would do"),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 201, body = Addition, description = "It was added"),
        (status = 200, body = Sent, description = "It was known already, or it was only reviewed"),
        ChangeRefusals,
    ),
)]
async fn add(
    State(room): State<Room>,
    visit: Visit,
    asked: Asked,
    sent: Result<Bytes, BytesRejection>,
) -> Result<Response, Failure> {
    visit.must_be(Role::Editor)?;
    let name = cleaned(asked.one("name"));
    if name.is_empty() {
        return Err(Failure::BadRequest { field: "name", value: name });
    }
    let bytes = sent.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::Interrupted,
    })?;
    let (engine, file) = (room.desk().engine(), bytes.clone());
    let read = spawn_blocking(move || engine.read(&name, &file)).await;
    let read = read.map_err(|_| Failure::Interrupted)?.map_err(LibraryError::from)?;
    if asked.is("review") {
        let review = room.desk().write(move |library| library.review(&read, &bytes)).await?;
        return Ok(Json(Sent::Review(Box::new(review))).into_response());
    }
    let add = move |library: &mengfu::Library<'static>| {
        library.add_read(&read, &bytes, &clock::timestamp(), true)
    };
    let added = room.desk().write(add).await?;
    let status = if added.known { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(Sent::Addition(added))).into_response())
}

/// What sending a file did, or would do.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
#[serde(untagged)]
enum Sent {
    /// What adding it did.
    Addition(Addition),
    /// What adding it would do.
    Review(Box<Review>),
}
