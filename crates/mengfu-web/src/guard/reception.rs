//! Receives a request: finds out who asks, and words a failure for them.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use mengfu::library::Day;
use serde_json::json;

use crate::face::Face;
use crate::failure::Failure;
use crate::room::Room;
use crate::shell;
use crate::visit::{Role, Visit, language, look};

/// The longest path and query that is read.
const LONGEST: usize = 4_096;

/// Finds out who asks, and gives a failure its words.
pub(crate) async fn receive(
    State(room): State<Room>,
    mut request: Request,
    next: Next,
) -> Response {
    let visit = visitor(&room, &request);
    request.extensions_mut().insert(visit.clone());
    let mut response = match visit.address().len() > LONGEST {
        true => {
            Failure::BadRequest { field: "address", value: "too long".to_owned() }.into_response()
        }
        false => next.run(request).await,
    };
    let Some(failure) = response.extensions_mut().remove::<Failure>() else { return response };
    let status = failure.status();
    let mut worded = match visit.uri.path().starts_with("/api/") {
        true => problem(&failure).into_response(),
        false => {
            let face = Face::of(visit.language);
            shell::html(&visit, &shell::failure(&face, &failure)).into_response()
        }
    };
    *worded.status_mut() = status;
    if let Failure::TooMany { seconds } = failure {
        worded.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    worded
}

/// Who asks. Without accounts everybody who reaches this machine is the person sitting at it.
fn visitor(room: &Room, request: &Request) -> Visit {
    let headers = request.headers();
    Visit {
        language: language(headers),
        look: look(headers),
        role: Role::Admin,
        name: room.author().to_owned(),
        signed_in: false,
        uri: request.uri().clone(),
        today: today(),
    }
}

/// Today in UTC, by the clock of the machine.
pub(crate) fn today() -> Day {
    day_of(seconds())
}

/// Now, as RFC 3339 in UTC.
pub(crate) fn now() -> String {
    let now = seconds();
    let (hour, minute, second) = (now / 3_600 % 24, now / 60 % 60, now % 60);
    format!("{}T{hour:02}:{minute:02}:{second:02}Z", day_of(now))
}

fn seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

fn day_of(seconds: u64) -> Day {
    Day::from_number(i32::try_from(seconds / 86_400).unwrap_or(i32::MAX))
}

/// A failure as problem details, RFC 9457.
fn problem(failure: &Failure) -> Response {
    let body = json!({
        "type": format!("/api#problem-{}", failure.code()),
        "title": failure.code(),
        "status": failure.status().as_u16(),
        "detail": failure.to_string(),
    });
    let json = HeaderValue::from_static("application/problem+json");
    ([(CONTENT_TYPE, json)], body.to_string()).into_response()
}
