use crate::failure::Failure;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::html;
pub(super) async fn source(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path((_parties, _day)): Path<(String, String)>,
) -> Result<Response, Failure> {
    room.page(visit, &headers, move |_, _| {
        Ok::<_, Failure>(Page::new(Section::Statements, "", html! {}))
    })
    .await
}
