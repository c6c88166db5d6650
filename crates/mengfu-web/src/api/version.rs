//! Which program answers.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use mengfu::library::{LibraryError, RegisterSize};
use serde::Serialize;
use utoipa::ToSchema;

use super::answers::Refusals;
use crate::failure::Failure;
use crate::room::Room;
use crate::visit::Visit;

/// Which program answers, and with what it reads.
#[derive(Debug, Serialize, ToSchema)]
struct Version {
    /// The version of the engine.
    engine: &'static str,
    /// A hash of all language packs: what was read with packs of the same print is the same.
    packs: String,
    /// The language packs.
    languages: Vec<PackVersion>,
    /// The version of this interface.
    api: &'static str,
    /// How much the register holds.
    register: RegisterSize,
}

/// A language pack.
#[derive(Debug, Serialize, ToSchema)]
struct PackVersion {
    /// Its language.
    name: String,
    /// Its version.
    version: String,
}

/// Which program answers
///
/// The versions of the engine and of its language packs, and how much the register holds.
#[utoipa::path(get, path = "/version", tag = "overview", responses((status = 200, body = Version), Refusals))]
pub(super) async fn version(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    room.json(visit, &headers, |library| {
        let packs = library.engine().packs();
        Ok::<_, LibraryError>(Version {
            engine: mengfu::VERSION,
            packs: packs.print().to_owned(),
            languages: packs
                .iter()
                .map(|pack| PackVersion {
                    name: pack.settings.name.clone(),
                    version: pack.settings.version.clone(),
                })
                .collect(),
            api: "v1",
            register: library.size()?,
        })
    })
    .await
}
