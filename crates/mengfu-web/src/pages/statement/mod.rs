//! One statement: its text, its source as received, its acts.

mod act;
mod body;
mod brief;
mod filter;
mod head;
mod outline;
mod reader;
mod source;

use axum::Router;
use axum::routing::get;
use mengfu::model::{ActAddress, InstrumentId};

use crate::failure::Failure;
use crate::room::Room;

/// The pages of a statement.
pub(super) fn router() -> Router<Room> {
    Router::new()
        .route("/statements/{parties}/{day}", get(reader::reader))
        .route("/statements/{parties}/{day}/source", get(source::source))
        .route("/statements/{parties}/{day}/{act}", get(act::act))
}

/// The act of a statement at a place such as `p12.a2`.
fn act_at(id: &InstrumentId, place: &str) -> Result<ActAddress, Failure> {
    let address = format!("{id}#{place}");
    address.parse().map_err(|_| Failure::NotFound(address))
}
