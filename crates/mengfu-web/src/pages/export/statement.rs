//! A statement with its acts marked.

use axum::extract::{Path, State};
use axum::response::Response;
use mengfu::export;
use mengfu::wire;

use super::{File, fault, give};
use crate::failure::Failure;
use crate::paths;
use crate::room::Room;
use crate::visit::Visit;

/// The endings of a statement's files, with what they hold.
const ENDINGS: [(&str, &str); 3] = [
    (".akn.xml", "application/akn+xml"),
    (".jsonld", "application/ld+json"),
    (".json", "application/json"),
];

/// Gives a statement as Akoma Ntoso, as annotations, or as its reading.
pub(super) async fn statement(
    State(room): State<Room>,
    visit: Visit,
    Path((parties, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let found = ENDINGS.iter().find_map(|(ending, content_type)| {
        Some((file.strip_suffix(ending)?.to_owned(), *ending, *content_type))
    });
    let (day, ending, content_type) = found.ok_or(Failure::NotFound(file))?;
    let id = paths::instrument(&parties, &day);
    let today = visit.today.to_string();
    give(room, &visit, move |library, _| {
        let shown = library.show(&id)?;
        let bytes = match ending {
            ".json" => {
                let lines = wire::lines(&shown.source, library.engine().packs());
                let line = lines.first().ok_or_else(|| Failure::NotFound(id.to_string()))?;
                serde_json::to_vec_pretty(line).map_err(|e| fault(&e))?
            }
            ".jsonld" => export::annotation::json_ld(&export::marked(&shown), &today)
                .map_err(|e| fault(&e))?,
            _ => {
                export::akoma_ntoso::xml(&export::marked(&shown), &today).map_err(|e| fault(&e))?
            }
        };
        Ok(File { name: format!("{parties}-{day}{ending}"), content_type, bytes })
    })
    .await
}
