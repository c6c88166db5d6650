//! What people decide about acts: forms come in, the journal grows, and one is back where one was.

mod page;

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mengfu::library::NewDecision;
use mengfu::model::{ActAddress, Decision, Evidence, Grade, JournalEntry, WorldState};
use serde::Deserialize;

use super::preferences::local;
use crate::failure::Failure;
use crate::guard::now;
use crate::parts::with;
use crate::room::Room;
use crate::visit::{Role, Visit};

/// The most characters of a value.
const LONGEST: usize = 4_000;

/// The forms, and the page that shows all of them for one act.
pub(super) fn router() -> Router<Room> {
    Router::new()
        .route("/decide", get(page::decide))
        .route("/decide/status", post(status))
        .route("/decide/evidence", post(evidence))
        .route("/decide/assign", post(assign))
        .route("/decide/note", post(note))
        .route("/decide/withdraw", post(withdraw))
}

/// The fields of all forms; each form has some of them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    act: String,
    to: String,
    reason: String,
    state: String,
    location: String,
    quote: String,
    grade: String,
    shows: String,
    lead: String,
    contact: String,
    text: String,
    number: String,
}

type Sent = Result<Form<Fields>, FormRejection>;

async fn status(State(room): State<Room>, visit: Visit, sent: Sent) -> Result<Response, Failure> {
    decide(room, visit, sent, |fields| Ok(NewDecision::Status(state("state", &fields.state)?)))
        .await
}

async fn evidence(State(room): State<Room>, visit: Visit, sent: Sent) -> Result<Response, Failure> {
    decide(room, visit, sent, |fields| {
        Ok(NewDecision::Evidence(Evidence {
            location: text("location", &fields.location)?,
            quote: optional("quote", &fields.quote)?,
            grade: grade(&fields.grade)?,
            shows: match fields.shows.as_str() {
                "" => None,
                code => Some(state("shows", code)?),
            },
        }))
    })
    .await
}

async fn assign(State(room): State<Room>, visit: Visit, sent: Sent) -> Result<Response, Failure> {
    decide(room, visit, sent, |fields| {
        let lead = text("lead", &fields.lead)?;
        Ok(NewDecision::Assign { lead, contact: optional("contact", &fields.contact)? })
    })
    .await
}

async fn note(State(room): State<Room>, visit: Visit, sent: Sent) -> Result<Response, Failure> {
    decide(room, visit, sent, |fields| Ok(NewDecision::Note(text("text", &fields.text)?))).await
}

async fn withdraw(State(room): State<Room>, visit: Visit, sent: Sent) -> Result<Response, Failure> {
    let fields = fields(&visit, sent)?;
    let number = fields.number.parse();
    let number = number.map_err(|_| bad("number", &fields.number))?;
    let reason = optional("reason", &fields.reason)?.unwrap_or_default();
    let entry = room.desk().write(move |library| {
        library.decide_other(Decision::Withdraw { number }, &now(), &visit.name, &reason)
    });
    Ok(back(&fields.to, &entry.await?))
}

/// Writes what a form says about an act into the journal.
async fn decide(
    room: Room,
    visit: Visit,
    sent: Sent,
    decision: impl FnOnce(&Fields) -> Result<NewDecision, Failure>,
) -> Result<Response, Failure> {
    let fields = fields(&visit, sent)?;
    let about: ActAddress = fields.act.parse().map_err(|_| bad("act", &fields.act))?;
    let decision = decision(&fields)?;
    let reason = optional("reason", &fields.reason)?.unwrap_or_default();
    let entry = room
        .desk()
        .write(move |library| library.decide(&about, decision, &now(), &visit.name, &reason));
    Ok(back(&fields.to, &entry.await?))
}

fn fields(visit: &Visit, sent: Sent) -> Result<Fields, Failure> {
    visit.must_be(Role::Editor)?;
    let Form(fields) = sent.map_err(|error| bad("form", &error.to_string()))?;
    Ok(fields)
}

/// Back to the page that the form stood on, with the number of the entry.
fn back(to: &str, entry: &JournalEntry) -> Response {
    let (page, place) = local(to).split_once('#').unwrap_or((local(to), ""));
    let mut to = with(page, "done", &entry.number.to_string());
    if !place.is_empty() {
        to.push('#');
        to.push_str(place);
    }
    Redirect::to(&to).into_response()
}

fn state(field: &'static str, code: &str) -> Result<WorldState, Failure> {
    WorldState::from_code(code).ok_or_else(|| bad(field, code))
}

fn grade(code: &str) -> Result<Grade, Failure> {
    Grade::from_code(code).ok_or_else(|| bad("grade", code))
}

/// A value that must be there.
fn text(field: &'static str, value: &str) -> Result<String, Failure> {
    optional(field, value)?.ok_or_else(|| bad(field, ""))
}

/// A value without the white space around it; none where nothing is left.
fn optional(field: &'static str, value: &str) -> Result<Option<String>, Failure> {
    let value = value.trim();
    if value.chars().nth(LONGEST).is_some() {
        return Err(Failure::TooLarge);
    }
    match value.contains('\0') {
        true => Err(bad(field, "")),
        false => Ok((!value.is_empty()).then(|| value.to_owned())),
    }
}

fn bad(field: &'static str, value: &str) -> Failure {
    Failure::BadRequest { field, value: value.to_owned() }
}
