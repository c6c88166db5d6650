//! The journal: what people decided.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use mengfu::library::{DecisionAt, LibraryError};

use super::answers::{Paged, Paging, Refusals};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::pages::journal_wanted;
use crate::room::Room;
use crate::visit::Visit;

/// The journal
///
/// What people decided, latest first: who, when, why, and on which act it holds now. Each entry has the
/// hash of the one before.
#[utoipa::path(
    get, path = "/journal", tag = "decisions",
    params(
        Paging,
        ("author" = Option<String>, Query, description = "Only what this person decided"),
        ("what" = Option<String>, Query, description = "Only decisions of this sort"),
        ("detached" = Option<String>, Query, description = "Any value: only decisions whose act is not found any more"),
    ),
    responses((status = 200, body = Paged<DecisionAt>), Refusals),
)]
pub(super) async fn journal(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    asked: Asked,
    paging: Paging,
) -> Result<Response, Failure> {
    room.list(visit, &headers, move |library| {
        Ok::<_, LibraryError>(paging.of(journal_wanted(library.history()?, &asked)))
    })
    .await
}
