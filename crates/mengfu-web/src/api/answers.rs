//! What answers have in common: pages of lists, and problems.

use std::collections::BTreeMap;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::Serialize;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder, response};
use utoipa::{IntoParams, IntoResponses, ToSchema};

use crate::asked::Asked;
use crate::failure::Failure;
use crate::room::Linked;

/// Lines of a list where nothing else is asked for.
const USUAL: usize = 50;

/// The most lines of a list in one answer.
const MOST: usize = 500;

/// The last page that anybody may ask for.
const LAST: usize = 1_000_000;

/// Which part of a list.
#[derive(Clone, Copy, Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Paging {
    /// Which page, from 1.
    #[param(required = false, minimum = 1, maximum = 1_000_000, default = 1)]
    pub(super) page: usize,
    /// How many lines a page has.
    #[param(required = false, minimum = 1, maximum = 500, default = 50)]
    pub(super) limit: usize,
}

/// A part of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Paged<T> {
    /// How many lines the list has.
    pub(crate) total: usize,
    /// Which page this is, from 1.
    pub(crate) page: usize,
    /// How many lines a page has.
    pub(crate) limit: usize,
    /// The lines of this page.
    pub(crate) items: Vec<T>,
}

impl<T> Linked for Paged<T> {
    fn page(&self) -> (usize, usize) {
        (self.page, self.total.div_ceil(self.limit.max(1)))
    }
}

impl Paging {
    /// How many lines come before this page.
    pub(super) fn skip(self) -> usize {
        (self.page - 1) * self.limit
    }

    /// The page of a list that is there whole.
    pub(super) fn of<T>(self, all: Vec<T>) -> Paged<T> {
        let total = all.len();
        self.with(total, all.into_iter().skip(self.skip()).take(self.limit).collect())
    }

    /// The page whose lines these are.
    pub(super) fn with<T>(self, total: usize, items: Vec<T>) -> Paged<T> {
        Paged { total, page: self.page, limit: self.limit, items }
    }
}

impl<S: Sync> FromRequestParts<S> for Paging {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let asked = Asked::from_request_parts(parts, state).await?;
        let number =
            |most: usize| move |text: &str| text.parse().ok().filter(|n| (1..=most).contains(n));
        Ok(Self {
            page: asked.parsed("page", number(LAST))?.unwrap_or(1),
            limit: asked.parsed("limit", number(MOST))?.unwrap_or(USUAL),
        })
    }
}

/// How requests that ask can fail.
pub(super) struct Refusals;

/// How requests that change can fail, besides.
pub(super) struct ChangeRefusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<response::Response>> {
        problems(&[
            (400, "A value of the request is not of the expected kind"),
            (401, "A token is needed, or the one shown is not known"),
            (404, "There is nothing of that name"),
            (503, "The register is busy; try again after `Retry-After` seconds"),
        ])
    }
}

impl IntoResponses for ChangeRefusals {
    fn responses() -> BTreeMap<String, RefOr<response::Response>> {
        let mut all = Refusals::responses();
        all.extend(problems(&[
            (403, "The token or account may not do this"),
            (413, "That is too large"),
            (415, "The body is not of the expected type"),
            (422, "The body is not of the expected form"),
        ]));
        all
    }
}

fn problems(all: &[(u16, &str)]) -> BTreeMap<String, RefOr<response::Response>> {
    let problem = |(status, description): &(u16, &str)| {
        let schema = Ref::from_schema_name("Problem");
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let response = ResponseBuilder::new()
            .description(*description)
            .content("application/problem+json", content)
            .build();
        (status.to_string(), RefOr::T(response))
    };
    all.iter().map(problem).collect()
}
