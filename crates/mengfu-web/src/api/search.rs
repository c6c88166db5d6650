//! Finding words.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use mengfu::library::{SearchPage, SearchQuery};
use mengfu::model::{Kind, Topic};

use super::answers::{Paging, Refusals};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::pages::search_query;
use crate::room::Room;
use crate::visit::Visit;

/// Sentences
///
/// The sentences that have all words, latest first. A word is found wherever its characters stand one
/// after the other, in simplified or traditional writing. Counting stops somewhere: `more` says so.
#[utoipa::path(
    get, path = "/search", tag = "search",
    params(
        ("q" = Option<String>, Query, description = "The words"),
        Paging,
        ("party" = Option<Vec<String>>, Query, description = "In statements of all these parties"),
        ("from" = Option<i32>, Query, minimum = 1, maximum = 9998, description = "From the beginning of this year"),
        ("to" = Option<i32>, Query, minimum = 1, maximum = 9998, description = "To the end of this year"),
        ("kind" = Option<Vec<Kind>>, Query, description = "In sentences with an act of one of these kinds"),
        ("topic" = Option<Vec<Topic>>, Query, description = "In sentences with an act about one of these topics"),
    ),
    responses((status = 200, body = SearchPage), Refusals),
)]
pub(super) async fn search(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    asked: Asked,
    paging: Paging,
) -> Result<Response, Failure> {
    let query = search_query(&asked)?;
    let query = SearchQuery { skip: paging.skip(), most: paging.limit, ..query };
    room.json(visit, &headers, move |library| library.search_within(&query)).await
}
