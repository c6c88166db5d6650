//! Requests that change something come from our own pages, or from programs.

use axum::extract::Request;
use axum::http::header::{AUTHORIZATION, HOST, ORIGIN};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::failure::Failure;

/// Refuses requests that change something and that a page of another site made. Every browser in use
/// says which site a form or a script belongs to; who says nothing is a program, which has no cookies of
/// others to abuse.
pub(crate) async fn same_site(request: Request, next: Next) -> Response {
    let harmless = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if harmless || is_own(request.headers()) {
        return next.run(request).await;
    }
    Failure::OtherSite.into_response()
}

fn is_own(headers: &HeaderMap) -> bool {
    if headers.contains_key(AUTHORIZATION) {
        return true;
    }
    let text = |value: Option<&axum::http::HeaderValue>| {
        value.map(|v| v.to_str().unwrap_or_default().to_owned())
    };
    match text(headers.get("sec-fetch-site")).as_deref() {
        Some("same-origin" | "none") => true,
        Some(_) => false,
        None => match text(headers.get(ORIGIN)) {
            Some(origin) => {
                let host = text(headers.get(HOST)).unwrap_or_default();
                origin.split_once("://").is_some_and(|(_, from)| from == host)
            }
            None => true,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(k, v)| (k.parse().unwrap(), v.parse().unwrap())).collect()
    }

    #[test]
    fn a_form_of_another_site_is_refused() {
        assert!(is_own(&headers(&[("sec-fetch-site", "same-origin")])));
        assert!(!is_own(&headers(&[("sec-fetch-site", "cross-site")])));
        assert!(!is_own(&headers(&[("sec-fetch-site", "same-site")])));
        assert!(is_own(&headers(&[("origin", "http://a:1"), ("host", "a:1")])));
        assert!(!is_own(&headers(&[("origin", "http://b:1"), ("host", "a:1")])));
        assert!(!is_own(&headers(&[("origin", "null"), ("host", "a:1")])));
        assert!(is_own(&headers(&[("host", "a:1")])));
    }
}
