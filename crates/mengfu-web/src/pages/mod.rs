//! The pages, one file each: what it asks of the library, and its template.

mod compare;
mod decide;
mod preferences;
mod statement;
mod statements;

use axum::Router;
use axum::routing::get;

use crate::room::Room;

/// All pages.
pub(crate) fn router() -> Router<Room> {
    Router::new()
        .route("/language/{code}", get(preferences::language))
        .route("/look/{name}", get(preferences::look))
        .route("/statements", get(statements::statements))
        .merge(compare::router())
        .merge(decide::router())
        .merge(statement::router())
}
