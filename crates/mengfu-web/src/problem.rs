//! Failures for programs: problem details, RFC 9457.

use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::face::Face;
use crate::failure::Failure;

/// A failure as problem details (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// An address that explains this sort of failure.
    #[serde(rename = "type")]
    kind: String,
    /// The failure in words.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What is at fault this time.
    detail: String,
}

/// The answer that tells of `failure`.
pub(crate) fn answer(failure: &Failure, face: &Face) -> Response {
    let problem = Problem {
        kind: format!("/api#problem-{}", failure.code()),
        title: face.say(&format!("failure.{}", failure.code().replace('-', "_"))).to_owned(),
        status: failure.status().as_u16(),
        detail: failure.to_string(),
    };
    let json = HeaderValue::from_static("application/problem+json");
    ([(CONTENT_TYPE, json)], serde_json::to_vec(&problem).unwrap_or_default()).into_response()
}
