//! Receives a request: finds out who asks, and words a failure for them.

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::door::Guest;
use crate::clock;
use crate::failure::Failure;
use crate::paths;
use crate::problem;
use crate::room::Room;
use crate::shell;
use crate::visit::{Role, Visit, language, look};

/// The longest path and query that is read.
const LONGEST: usize = 4_096;

/// The most bytes that are read of what a library says of a failure.
const REMARK: usize = 4_096;

/// What nobody needs to sign in for.
const PORCH: [&str; 4] = ["/sign-in", "/assets/", "/language/", "/look/"];

/// Finds out who asks, lets them in or not, and gives a failure its words.
pub(crate) async fn receive(
    State(room): State<Room>,
    mut request: Request,
    next: Next,
) -> Response {
    let (visit, refused) = visitor(&room, &request);
    let get = *request.method() == Method::GET;
    request.extensions_mut().insert(visit.clone());
    let response = match refused.map_or_else(|| may_enter(&visit), Err) {
        Ok(()) => next.run(request).await,
        Err(failure) => failure.into_response(),
    };
    let (failure, allow) = match told(response).await {
        Ok(answer) => return answer,
        Err(failure) => failure,
    };
    let api = visit.uri.path().starts_with("/api/");
    if !api && get && matches!(failure, Failure::SignInFirst) && visit.role == Role::Nobody {
        return Redirect::to(&paths::sign_in(visit.address())).into_response();
    }
    let status = failure.status();
    let mut worded = match api {
        true => problem::answer(&failure, &room.face(&visit)),
        false => {
            let page = shell::failure(&room.face(&visit), &failure);
            shell::html(&visit, &page).into_response()
        }
    };
    *worded.status_mut() = status;
    let headers = worded.headers_mut();
    if let Some(allow) = allow {
        headers.insert(ALLOW, allow);
    }
    match failure {
        Failure::TooMany { seconds } => {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        Failure::Busy | Failure::Interrupted => {
            headers.insert(RETRY_AFTER, HeaderValue::from_static("2"));
        }
        Failure::SignInFirst | Failure::BadToken if api => {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        _ => {}
    }
    worded
}

/// Who asks, and why they may not, where that is known at once.
fn visitor(room: &Room, request: &Request) -> (Visit, Option<Failure>) {
    let headers = request.headers();
    let (guest, refused) = match room.door().guest(headers, room.author()) {
        Ok(guest) => (guest, None),
        Err(failure) => (Guest::nobody(), Some(failure)),
    };
    let visit = Visit {
        language: language(headers),
        look: look(headers),
        role: guest.role,
        name: guest.name,
        signed_in: guest.signed_in,
        account: guest.account,
        from: room.door().from(request),
        uri: request.uri().clone(),
        today: clock::today(),
    };
    (visit, refused)
}

fn may_enter(visit: &Visit) -> Result<(), Failure> {
    if visit.address().len() > LONGEST {
        return Err(Failure::BadRequest { field: "address", value: "too long".to_owned() });
    }
    let path = visit.uri.path();
    match visit.role > Role::Nobody || PORCH.iter().any(|begin| path.starts_with(begin)) {
        true => Ok(()),
        false => Err(Failure::SignInFirst),
    }
}

/// The answer, or the failure that it tells of. What the libraries refuse before a handler is asked
/// becomes a failure as any other.
async fn told(mut response: Response) -> Result<Response, (Failure, Option<HeaderValue>)> {
    if let Some(failure) = response.extensions_mut().remove::<Failure>() {
        return Err((failure, None));
    }
    let status = response.status();
    let own = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|of| !of.as_bytes().starts_with(b"text/plain"));
    if own || !(status.is_client_error() || status.is_server_error()) {
        return Ok(response);
    }
    let allow = response.headers().get(ALLOW).cloned();
    let remark = to_bytes(std::mem::replace(response.body_mut(), Body::empty()), REMARK).await;
    let remark =
        remark.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let failure = match status {
        StatusCode::NOT_FOUND => Failure::NotFound(remark),
        StatusCode::METHOD_NOT_ALLOWED => Failure::WrongMethod,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Failure::WrongType(remark),
        StatusCode::UNPROCESSABLE_ENTITY => Failure::Unprocessable(remark),
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => Failure::Interrupted,
        _ if status.is_server_error() => Failure::Fault(status.to_string()),
        _ => Failure::BadRequest { field: "request", value: remark },
    };
    Err((failure, allow))
}
