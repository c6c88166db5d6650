//! The interface for programs: the same facts as the pages, as JSON, described by an OpenAPI document
//! that is made from the types.
//!
//! ```text
//! utoipa::path on handlers ─┬▸ routes under /api/v1
//!                           └▸ OpenApi ─▸ /api/v1/openapi.json
//!                                      └▸ /api, the same for people
//! ```

mod acts;
mod answers;
mod decisions;
mod journal;
mod ledger;
mod named;
mod overview;
mod page;
mod search;
mod sources;
mod statements;
mod version;

use std::sync::OnceLock;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use mengfu::library::{Day, DirectoryOrder, Order, PartnershipOrder, TextState};
use mengfu::model::{EntityKind, Kind, Strength, Topic, WorldState};
use utoipa::openapi::OpenApi as Document;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::failure::Failure;
use crate::room::Room;
use crate::visit::Visit;

/// Where everything of the interface begins.
const ROOT: &str = "/api/v1";

/// What the document begins with.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Mengfu",
        description = "What states promised each other: statements, promises, links between them, formulas, \
            directories, the journal of decisions. Every value leads to the words behind it; what is not known \
            is null.\n\nLists come in pages: `page` from 1, `limit` up to 500; the `Link` header leads to the \
            next. Every answer has an `ETag`; send it back as `If-None-Match` and an answer that has not changed \
            is not sent again. Failures are problem details (RFC 9457).",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    modifiers(&Token),
    // What only stands in addresses is not found by itself.
    components(schemas(
        crate::problem::Problem,
        Day,
        DirectoryOrder,
        EntityKind,
        Kind,
        Order,
        PartnershipOrder,
        Strength,
        TextState,
        Topic,
        WorldState,
    )),
    security((), ("token" = [])),
    tags(
        (name = "overview", description = "The register at a glance"),
        (name = "statements", description = "Statements and their acts"),
        (name = "promises", description = "The ledger of promises"),
        (name = "names", description = "Formulas and directories"),
        (name = "search", description = "Finding words"),
        (name = "decisions", description = "The journal, and what people decide"),
        (name = "sources", description = "Files as received"),
    ),
)]
struct Beginning;

/// How programs show who they are.
struct Token;

impl Modify for Token {
    fn modify(&self, document: &mut Document) {
        let mut scheme = Http::new(HttpAuthScheme::Bearer);
        scheme.description = Some(
            "A token from the account page. Needed where the reading room has accounts.".to_owned(),
        );
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}

/// The interface and its description.
pub(crate) fn router() -> Router<Room> {
    let (router, _) = readers().merge(deciders()).split_for_parts();
    router.route("/api/v1/openapi.json", get(document)).route("/api", get(page::page))
}

/// What takes more bytes and more time than other requests.
pub(crate) fn uploads() -> Router<Room> {
    adders().split_for_parts().0
}

/// What is asked.
fn readers() -> OpenApiRouter<Room> {
    let routes = OpenApiRouter::new()
        .routes(routes!(version::version))
        .routes(routes!(overview::overview))
        .routes(routes!(overview::partnerships))
        .routes(routes!(overview::partnership))
        .routes(routes!(overview::network))
        .routes(routes!(overview::calendar))
        .routes(routes!(statements::statements))
        .routes(routes!(statements::statement))
        .routes(routes!(statements::reading))
        .routes(routes!(statements::source))
        .routes(routes!(statements::copies))
        .routes(routes!(statements::citations))
        .routes(routes!(statements::effects))
        .routes(routes!(statements::compare))
        .routes(routes!(acts::act))
        .routes(routes!(acts::chain))
        .routes(routes!(acts::explained))
        .routes(routes!(ledger::ledger))
        .routes(routes!(named::formulas))
        .routes(routes!(named::formula))
        .routes(routes!(named::directories))
        .routes(routes!(named::directory))
        .routes(routes!(named::entry))
        .routes(routes!(search::search))
        .routes(routes!(journal::journal))
        .routes(routes!(sources::sources))
        .routes(routes!(sources::source));
    OpenApiRouter::new().nest(ROOT, routes)
}

/// What changes.
fn deciders() -> OpenApiRouter<Room> {
    OpenApiRouter::new().nest(ROOT, OpenApiRouter::new().routes(routes!(decisions::decide)))
}

/// What adds.
fn adders() -> OpenApiRouter<Room> {
    OpenApiRouter::new().nest(ROOT, sources::adding())
}

/// The document.
fn described() -> &'static Document {
    static DOCUMENT: OnceLock<Document> = OnceLock::new();
    DOCUMENT.get_or_init(|| {
        let all = OpenApiRouter::<Room>::with_openapi(Beginning::openapi());
        let mut document =
            all.merge(readers()).merge(deciders()).merge(adders()).split_for_parts().1;
        document.info.version = env!("CARGO_PKG_VERSION").to_owned();
        document
    })
}

/// Gives the document.
async fn document(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    room.json(visit, &headers, |_| Ok::<_, Failure>(described())).await
}
