//! Choosing language and look: a cookie, and back to where one was.

use axum::extract::{Path, Query};
use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::failure::Failure;
use crate::words::Language;

/// Where one was.
#[derive(Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    to: String,
}

/// Chooses the language of the interface.
pub(super) async fn language(
    Path(code): Path<String>,
    Query(back): Query<Back>,
) -> Result<Response, Failure> {
    let language = Language::from_code(&code).ok_or(Failure::NotFound(code))?;
    Ok(chosen("language", language.code(), &back.to))
}

/// Chooses light or dark.
pub(super) async fn look(
    Path(name): Path<String>,
    Query(back): Query<Back>,
) -> Result<Response, Failure> {
    match name.as_str() {
        "light" | "dark" | "system" => Ok(chosen("look", &name, &back.to)),
        _ => Err(Failure::NotFound(name)),
    }
}

fn chosen(name: &str, value: &str, to: &str) -> Response {
    let mut response = Redirect::to(local(to)).into_response();
    let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}

/// `to` where it is a page of this house, else the first page.
pub(crate) fn local(to: &str) -> &str {
    let own = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\');
    if own && to.bytes().all(|b| b.is_ascii_graphic()) { to } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_sent_to_another_site() {
        assert_eq!(local("/ledger?q=a"), "/ledger?q=a");
        for elsewhere in
            ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a\r\nb"]
        {
            assert_eq!(local(elsewhere), "/");
        }
    }
}
