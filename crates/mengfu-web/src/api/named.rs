//! Formulas, and directories of named things.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use mengfu::library::{
    DirectoryLine, DirectoryOrder, DirectoryQuery, EntityPage, Family, FormulaMatrix, FormulaQuery,
    FormulaUse, LibraryError,
};
use mengfu::model::{EntityId, EntityKind};
use serde::Serialize;
use utoipa::ToSchema;

use super::answers::{Paged, Paging, Refusals};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::pages::directory_query;
use crate::room::Room;
use crate::visit::Visit;

/// The formulas and their uses.
#[derive(Debug, Serialize, ToSchema)]
struct Formulas {
    /// Those that the language packs know.
    known: Vec<Family>,
    /// How often each is used, and since when.
    uses: Vec<FormulaUse>,
}

/// A directory.
#[derive(Debug, Serialize, ToSchema)]
struct Directory {
    /// Its sort: the end of its address.
    kind: EntityKind,
    /// Where it is.
    path: String,
}

/// Formulas
///
/// Families of wordings with slots, such as one-China, and how often each is used.
#[utoipa::path(
    get, path = "/formulas", tag = "names",
    responses((status = 200, body = Formulas), Refusals),
)]
pub(super) async fn formulas(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    room.json(visit, &headers, |library| {
        let (known, uses) = (library.formulas(), library.formula_uses()?);
        Ok::<_, LibraryError>(Formulas { known, uses })
    })
    .await
}

/// One formula
///
/// Its slots through the statements of each partnership: who said it in which words, and what changed.
#[utoipa::path(
    get, path = "/formulas/{formula}", tag = "names",
    params(
        ("formula" = String, Path, description = "The formula: `one-china`"),
        Paging,
        ("party" = Option<Vec<String>>, Query, description = "Only partnerships of all these parties"),
    ),
    responses((status = 200, body = Paged<FormulaMatrix>), Refusals),
)]
pub(super) async fn formula(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path(formula): Path<String>,
    asked: Asked,
    paging: Paging,
) -> Result<Response, Failure> {
    room.list(visit, &headers, move |library| {
        if !library.formulas().iter().any(|known| known.id == formula) {
            return Err(Failure::NotFound(formula));
        }
        let (parties, skip, most) = (asked.all("party"), paging.skip(), paging.limit);
        let found = library.formula_page(&FormulaQuery { formula, parties, skip, most })?;
        Ok(paging.with(found.partnerships, found.matrices))
    })
    .await
}

/// Directories
///
/// Which directories there are.
#[utoipa::path(
    get, path = "/directories", tag = "names",
    responses((status = 200, body = Vec<Directory>), Refusals),
)]
pub(super) async fn directories(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let one = |kind: &EntityKind| Directory {
        kind: *kind,
        path: format!("{}/directories/{}", super::ROOT, kind.code()),
    };
    room.json(visit, &headers, move |_| {
        Ok::<_, Failure>(EntityKind::ALL.iter().map(one).collect::<Vec<_>>())
    })
    .await
}

/// One directory
///
/// The entries of one sort, each with its names and mentions.
#[utoipa::path(
    get, path = "/directories/{kind}", tag = "names",
    params(
        ("kind" = EntityKind, Path, description = "The sort"),
        Paging,
        ("party" = Option<Vec<String>>, Query, description = "Mentioned in statements of all these parties"),
        ("q" = Option<String>, Query, description = "With these words in one of its names"),
        ("sort" = Option<DirectoryOrder>, Query, description = "The order"),
    ),
    responses((status = 200, body = Paged<DirectoryLine>), Refusals),
)]
pub(super) async fn directory(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path(kind): Path<String>,
    asked: Asked,
    paging: Paging,
) -> Result<Response, Failure> {
    let kind = EntityKind::from_code(&kind).ok_or(Failure::NotFound(kind))?;
    let query = directory_query(kind, &asked)?;
    let query = DirectoryQuery { skip: paging.skip(), most: paging.limit, ..query };
    room.list(visit, &headers, move |library| {
        let page = library.directory_page(&query)?;
        Ok::<_, LibraryError>(paging.with(page.total, page.lines))
    })
    .await
}

/// An entry
///
/// One named thing: its names, its life, and every place where a statement speaks of it.
#[utoipa::path(
    get, path = "/directories/{kind}/{id}", tag = "names",
    params(
        ("kind" = EntityKind, Path, description = "The sort"),
        ("id" = String, Path, description = "The entry: `mechanism:…`"),
        Paging,
    ),
    responses((status = 200, body = EntityPage), Refusals),
)]
pub(super) async fn entry(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path((kind, id)): Path<(String, String)>,
    paging: Paging,
) -> Result<Response, Failure> {
    let kind = EntityKind::from_code(&kind).ok_or(Failure::NotFound(kind))?;
    room.json(visit, &headers, move |library| {
        let page = library.entity_page(&EntityId(id.clone()), paging.skip(), paging.limit)?;
        page.filter(|page| page.entry.kind == kind).ok_or(Failure::NotFound(id))
    })
    .await
}
