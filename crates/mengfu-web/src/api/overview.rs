//! The register at a glance, and who speaks with whom.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use mengfu::library::{
    Agenda, LibraryError, Network, Overview, Partnership, PartnershipLine, PartnershipOrder,
    PartnershipsQuery,
};

use super::answers::{Paged, Paging, Refusals};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::pages::{calendar_query, network_query};
use crate::room::Room;
use crate::visit::Visit;

/// The register at a glance
///
/// Counts, promises due next and kept last, what the newest statement changed, doubts.
#[utoipa::path(
    get, path = "/overview", tag = "overview",
    params(("as_of" = Option<mengfu::library::Day>, Query, description = "As of which day; otherwise today")),
    responses((status = 200, body = Overview), Refusals),
)]
pub(super) async fn overview(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    asked: Asked,
) -> Result<Response, Failure> {
    let day = asked.day("as_of")?.unwrap_or(visit.today);
    room.json(visit, &headers, move |library| library.overview(day)).await
}

/// Partnerships
///
/// Who has statements with whom, how the relation is worded last, what was promised.
#[utoipa::path(
    get, path = "/partnerships", tag = "overview",
    params(
        Paging,
        ("party" = Option<Vec<String>>, Query, description = "Only partnerships with all of these parties (codes such as `AZE`)"),
        ("sort" = Option<PartnershipOrder>, Query, description = "Who spoke last first, or who spoke most often"),
    ),
    responses((status = 200, body = Paged<PartnershipLine>), Refusals),
)]
pub(super) async fn partnerships(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    asked: Asked,
    paging: Paging,
) -> Result<Response, Failure> {
    let query = PartnershipsQuery {
        parties: asked.all("party"),
        order: asked.parsed("sort", order)?.unwrap_or_default(),
        skip: paging.skip(),
        most: paging.limit,
    };
    let today = visit.today;
    room.list(visit, &headers, move |library| {
        let found = library.partnerships(&query, today)?;
        Ok::<_, LibraryError>(paging.with(found.total, found.lines))
    })
    .await
}

/// One partnership
///
/// Its statements, the wordings of the relation, topics, promises, formulas and bodies.
#[utoipa::path(
    get, path = "/partnerships/{parties}", tag = "overview",
    params(
        ("parties" = String, Path, description = "The codes of the parties, joined by hyphens, such as `CHN-AZE`"),
        ("as_of" = Option<mengfu::library::Day>, Query, description = "As of which day; otherwise today"),
    ),
    responses((status = 200, body = Partnership), Refusals),
)]
pub(super) async fn partnership(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path(name): Path<String>,
    asked: Asked,
) -> Result<Response, Failure> {
    let day = asked.day("as_of")?.unwrap_or(visit.today);
    room.json(visit, &headers, move |library| {
        let parties = library.parties_called(&name)?;
        library.partnership(&parties, day)?.ok_or(Failure::NotFound(name))
    })
    .await
}

/// The network of parties
///
/// Parties, and the bodies and projects that their statements mention.
#[utoipa::path(
    get, path = "/network", tag = "overview",
    params(
        ("from" = Option<i32>, Query, minimum = 1600, maximum = 2400, description = "From the beginning of this year"),
        ("to" = Option<i32>, Query, minimum = 1600, maximum = 2400, description = "To the end of this year"),
        ("kind" = Option<String>, Query, description = "What besides parties: `mechanism`, `project` or `none`; otherwise both"),
    ),
    responses((status = 200, body = Network), Refusals),
)]
pub(super) async fn network(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    asked: Asked,
) -> Result<Response, Failure> {
    let query = network_query(asked.one("from"), asked.one("to"), asked.one("kind"))?;
    room.json(visit, &headers, move |library| library.network(&query)).await
}

/// The calendar of a year
///
/// Promises with a date, and sessions of bodies.
#[utoipa::path(
    get, path = "/calendar", tag = "overview",
    params(
        Paging,
        ("year" = Option<i32>, Query, minimum = 1600, maximum = 2400, description = "The year; otherwise this one"),
        ("month" = Option<u32>, Query, minimum = 1, maximum = 12, description = "Only this month of it"),
        ("party" = Option<Vec<String>>, Query, description = "Only statements of all these parties"),
    ),
    responses((status = 200, body = Agenda), Refusals),
)]
pub(super) async fn calendar(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    asked: Asked,
    paging: Paging,
) -> Result<Response, Failure> {
    let query = calendar_query(asked.one("year"), asked.one("month"), visit.today)?;
    let query = mengfu::library::AgendaQuery {
        parties: asked.all("party"),
        skip: paging.skip(),
        most: paging.limit,
        ..query
    };
    room.json(visit, &headers, move |library| library.agenda(&query)).await
}

fn order(code: &str) -> Option<PartnershipOrder> {
    match code {
        "last" => Some(PartnershipOrder::Last),
        "statements" => Some(PartnershipOrder::Statements),
        _ => None,
    }
}
