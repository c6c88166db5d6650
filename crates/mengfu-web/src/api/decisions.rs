//! Deciding.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use mengfu::library::NewDecision;
use mengfu::model::{ActAddress, Decision, EntityId, Evidence, Grade, JournalEntry, WorldState};
use serde::Deserialize;
use utoipa::ToSchema;

use super::answers::ChangeRefusals;
use crate::clock;
use crate::failure::Failure;
use crate::paths;
use crate::room::Room;
use crate::visit::{Role, Visit};

/// The most characters of a text in a decision.
const LONGEST: usize = 4_000;

/// A decision to be written into the journal.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct DecisionRequest {
    /// What is decided.
    #[serde(flatten)]
    decision: Decided,
    /// Why.
    #[serde(default)]
    #[schema(max_length = 4000)]
    reason: String,
}

/// What is decided. An act is named `CHN-AZE/2005-03-17#p12.a2`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "decision", rename_all = "kebab-case")]
enum Decided {
    /// How a promise stands in the world, whatever the texts say.
    SetStatus {
        /// The act.
        act: String,
        /// How it stands.
        state: WorldState,
    },
    /// Something that shows what became of a promise.
    AddEvidence {
        /// The act.
        act: String,
        /// Where the evidence is: a URL or the name of a file.
        #[schema(min_length = 1, max_length = 4000)]
        location: String,
        /// Its words.
        quote: Option<String>,
        /// Whose word it is.
        grade: Grade,
        /// What it shows.
        shows: Option<WorldState>,
    },
    /// Who leads the work on a promise.
    Assign {
        /// The act.
        act: String,
        /// The lead body.
        #[schema(min_length = 1, max_length = 4000)]
        lead: String,
        /// Whom to ask.
        contact: Option<String>,
    },
    /// A remark on an act.
    Note {
        /// The act.
        act: String,
        /// The remark.
        #[schema(min_length = 1, max_length = 4000)]
        text: String,
    },
    /// Two entries of a directory are one.
    Merge {
        /// The entry that goes.
        #[schema(min_length = 1, max_length = 4000)]
        entity: String,
        /// The entry that stays.
        #[schema(min_length = 1, max_length = 4000)]
        into: String,
    },
    /// Mentions with certain words are an entry of their own.
    Split {
        /// The entry that they are counted to.
        #[schema(min_length = 1, max_length = 4000)]
        entity: String,
        /// The words.
        #[schema(min_length = 1, max_length = 4000)]
        surface: String,
        /// The entry that they become.
        #[schema(min_length = 1, max_length = 4000)]
        into: String,
    },
    /// An earlier entry of the journal no longer holds.
    Withdraw {
        /// Its number.
        #[schema(minimum = 1)]
        number: u64,
    },
}

/// A decision as the library takes it.
enum Asked {
    About(ActAddress, NewDecision),
    Other(Decision),
}

/// Decide
///
/// Writes a decision into the journal, in the name of the account. It is on the disk when this answers.
#[utoipa::path(
    post, path = "/decisions", tag = "decisions",
    request_body = DecisionRequest,
    responses(
        (status = 201, body = JournalEntry, headers(("Location" = String, description = "The entry on the page of the journal"))),
        ChangeRefusals,
    ),
)]
pub(super) async fn decide(
    State(room): State<Room>,
    visit: Visit,
    sent: Result<Json<DecisionRequest>, JsonRejection>,
) -> Result<Response, Failure> {
    visit.must_be(Role::Editor)?;
    let Json(request) = sent.map_err(unread)?;
    let reason = text("reason", request.reason)?.unwrap_or_default();
    let asked = request.decision.read()?;
    let entry = room.desk().write(move |library| {
        let (at, author) = (clock::timestamp(), visit.name.as_str());
        match asked {
            Asked::About(act, decision) => library.decide(&act, decision, &at, author, &reason),
            Asked::Other(decision) => library.decide_other(decision, &at, author, &reason),
        }
    });
    let entry = entry.await?;
    let mut answer = (StatusCode::CREATED, Json(&entry)).into_response();
    if let Ok(place) = HeaderValue::from_str(&paths::journal_entry(entry.number)) {
        answer.headers_mut().insert(LOCATION, place);
    }
    Ok(answer)
}

impl Decided {
    fn read(self) -> Result<Asked, Failure> {
        let entity = |field, id| Ok::<_, Failure>(EntityId(needed(field, id)?));
        Ok(match self {
            Self::SetStatus { act, state } => {
                Asked::About(address(&act)?, NewDecision::Status(state))
            }
            Self::AddEvidence { act, location, quote, grade, shows } => {
                let location = needed("location", location)?;
                let quote = text("quote", quote.unwrap_or_default())?;
                let evidence = Evidence { location, quote, grade, shows };
                Asked::About(address(&act)?, NewDecision::Evidence(evidence))
            }
            Self::Assign { act, lead, contact } => {
                let lead = needed("lead", lead)?;
                let contact = text("contact", contact.unwrap_or_default())?;
                Asked::About(address(&act)?, NewDecision::Assign { lead, contact })
            }
            Self::Note { act, text } => {
                Asked::About(address(&act)?, NewDecision::Note(needed("text", text)?))
            }
            Self::Merge { entity: from, into } => Asked::Other(Decision::Merge {
                entity: entity("entity", from)?,
                into: entity("into", into)?,
            }),
            Self::Split { entity: from, surface, into } => Asked::Other(Decision::Split {
                entity: entity("entity", from)?,
                surface: needed("surface", surface)?,
                into: entity("into", into)?,
            }),
            Self::Withdraw { number } => Asked::Other(Decision::Withdraw { number }),
        })
    }
}

fn address(act: &str) -> Result<ActAddress, Failure> {
    act.parse().map_err(|_| Failure::Unprocessable(format!("act: {act}")))
}

/// A text that must be there.
fn needed(field: &'static str, value: String) -> Result<String, Failure> {
    text(field, value)?.ok_or_else(|| Failure::Unprocessable(format!("{field}: empty")))
}

/// A text without the white space around it; none where nothing is left.
fn text(field: &'static str, value: String) -> Result<Option<String>, Failure> {
    let value = value.trim();
    if value.chars().nth(LONGEST).is_some() || value.contains('\0') {
        return Err(Failure::Unprocessable(format!("{field}: too long, or not a text")));
    }
    Ok((!value.is_empty()).then(|| value.to_owned()))
}

fn unread(rejection: JsonRejection) -> Failure {
    match rejection.status() {
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Failure::WrongType(rejection.body_text()),
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        StatusCode::UNPROCESSABLE_ENTITY => Failure::Unprocessable(rejection.body_text()),
        _ => Failure::BadRequest { field: "body", value: rejection.body_text() },
    }
}
