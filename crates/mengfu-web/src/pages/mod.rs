//! The pages, one file each: what it asks of the library, and its template.

mod about;
mod add;
mod calendar;
mod compare;
mod decide;
mod directories;
mod entry;
mod export;
mod formulas;
mod journal;
mod ledger;
mod network;
mod overview;
mod partnerships;
mod preferences;
mod search;
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
        .merge(about::router())
        .merge(add::router())
        .merge(entry::router())
        .merge(compare::router())
        .merge(decide::router())
        .merge(overview::router())
        .merge(partnerships::router())
        .merge(network::router())
        .merge(calendar::router())
        .merge(statement::router())
        .merge(directories::router())
        .merge(export::router())
        .merge(formulas::router())
        .merge(journal::router())
        .merge(ledger::router())
        .merge(search::router())
}

// What pages ask of the library, for the interface for programs, which asks the same.
pub(crate) use add::cleaned;
pub(crate) use calendar::query as calendar_query;
pub(crate) use directories::query as directory_query;
pub(crate) use journal::wanted as journal_wanted;
pub(crate) use ledger::filters::query as ledger_query;
pub(crate) use network::query as network_query;
pub(crate) use search::query as search_query;

/// The pages that take more bytes and more time than others.
pub(crate) fn uploads() -> Router<Room> {
    add::uploads()
}
