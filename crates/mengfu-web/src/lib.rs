//! The reading room: a register in the browser, as pages for people and as JSON for programs.
//!
//! ```text
//! request ─▸ guard (who asks, from where) ─▸ pages · api ─▸ room (kept answers) ─▸ desk ─▸ Library
//!                                              └▸ parts, chart ─▸ shell ─▸ answer
//! ```
//!
//! - [`desk`]: connections to the register; reading never waits for writing.
//! - [`room`]: what all handlers share; answers are kept while the register stays as it is.
//! - `pages`: one file a page: what it asks of the library, and its template.
//! - `parts`, `chart`: what pages are made of; charts are SVG.
//! - [`shell`]: the frame around pages. [`face`], [`words`]: everything in the reader's language.
//! - `warm`: the first pages are made before anybody asks.
//! - `asked`: what the query of an address asks.
//! - `guard`: headers, host, origin, who asks and may enter, failures in words. [`accounts`]: who is known.

pub mod accounts;
mod api;
mod asked;
mod assets;
mod batch;
mod chart;
mod clock;
pub mod desk;
pub mod face;
pub mod failure;
mod guard;
mod pages;
mod parts;
pub mod paths;
mod problem;
pub mod room;
mod serve;
pub mod shell;
pub mod visit;
mod warm;
pub mod words;

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

pub use desk::Desk;
pub use guard::{Door, Rules};
pub use room::Room;
pub use serve::serve;

use failure::Failure;
use visit::Visit;

/// The longest that a request may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// The longest that sending files may take.
const PATIENCE_UPLOAD: Duration = Duration::from_secs(600);

/// The most bytes of a request that is no upload.
const LARGEST_FORM: usize = 1 << 20;

/// All pages over a room.
pub fn router(room: Room) -> Router {
    let within =
        |patience| TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, patience);
    Router::new()
        .merge(pages::router())
        .merge(api::router())
        .route("/assets/{print}/{name}", get(assets::asset))
        .fallback(nothing)
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(within(PATIENCE))
        .merge(pages::uploads().merge(api::uploads()).layer(within(PATIENCE_UPLOAD)))
        .layer(CatchPanicLayer::new())
        .layer(from_fn(guard::same_site))
        .layer(from_fn_with_state(room.clone(), guard::own_host))
        .layer(from_fn_with_state(room.clone(), guard::receive))
        .layer(from_fn(guard::protect))
        .with_state(room)
}

async fn nothing(visit: Visit) -> Failure {
    Failure::NotFound(visit.address().to_owned())
}
