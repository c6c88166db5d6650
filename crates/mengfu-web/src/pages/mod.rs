//! The pages, one file each: what it asks of the library, and its template.

mod add;
mod decide;
mod entry;
mod preferences;
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
        .merge(add::router())
        .merge(entry::router())
        .merge(decide::router())
}

/// The pages that take more bytes and more time than others.
pub(crate) fn uploads() -> Router<Room> {
    add::uploads()
}
