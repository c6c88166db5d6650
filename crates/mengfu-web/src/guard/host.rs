//! Requests that mean this house.

use axum::extract::{Request, State};
use axum::http::header::HOST;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::door::is_loopback;
use crate::failure::Failure;
use crate::room::Room;

/// Refuses requests for another name while only this machine is served: a page of another site could
/// make its own name mean this machine, and then read and change everything.
pub(crate) async fn own_host(State(room): State<Room>, request: Request, next: Next) -> Response {
    let named = request.uri().authority().map(|authority| authority.as_str());
    let host = request.headers().get(HOST).map(|host| host.to_str().unwrap_or_default());
    if !room.door().rules().others && ![named, host].into_iter().flatten().all(is_loopback) {
        return Failure::OtherHost.into_response();
    }
    next.run(request).await
}
