//! Style, script and pictures: part of the program, called by their content so that browsers keep them.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::failure::Failure;

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The address of the asset called `name`.
pub(crate) fn path(name: &str) -> String {
    format!("/assets/{}/{name}", env!("MENGFU_ASSETS"))
}

/// Gives an asset, whatever version is asked for: an old page gets the new style.
pub(crate) async fn asset(Path((_, name)): Path<(String, String)>) -> Result<Response, Failure> {
    let (content_type, content) = match name.as_str() {
        "style.css" => ("text/css; charset=utf-8", STYLE),
        "script.js" => ("text/javascript; charset=utf-8", SCRIPT),
        "seal.svg" => ("image/svg+xml", include_str!("../assets/seal.svg")),
        _ => return Err(Failure::NotFound(name)),
    };
    let keep = "public, max-age=31536000, immutable";
    Ok(([(CONTENT_TYPE, content_type), (CACHE_CONTROL, keep)], content).into_response())
}
