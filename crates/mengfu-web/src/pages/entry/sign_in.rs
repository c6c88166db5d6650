//! Signing in and out.

use axum::extract::{Form, Query, State};
use axum::http::header::HeaderName;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use serde::Deserialize;

use super::{Outcome, aside, field};
use crate::accounts::{AccountError, password};
use crate::failure::Failure;
use crate::pages::preferences::local;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;

/// Where one wanted to go.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    to: String,
}

/// Who wants to enter.
#[derive(Deserialize)]
pub(super) struct Entry {
    name: String,
    password: String,
    #[serde(default)]
    to: String,
}

/// Shows the form.
pub(super) async fn form(
    State(room): State<Room>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    if visit.signed_in || (!room.door().is_kept()? && room.door().rules().open) {
        return Ok(Redirect::to(local(&asked.to)).into_response());
    }
    page(&room, &visit, "", &asked.to, &Outcome::None)
}

/// Signs in: a new session, and on to where one wanted to go.
pub(super) async fn sign_in(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Form(entry): Form<Entry>,
) -> Result<Response, Failure> {
    let door = room.door();
    if door.would_lose(&headers) {
        return Err(Failure::NeedsTls);
    }
    door.attempts().begin(&entry.name, visit.from)?;
    let before = door.ticket(&headers);
    let accounts = door.accounts().clone();
    let from = visit.from_address();
    let noted = visit.noted("").at;
    let (name, password) = (entry.name.clone(), entry.password);
    let done = aside(move || {
        let noted = crate::accounts::Noted { at: noted, who: "", from: &from };
        accounts.sign_in(&name, &password, before.as_ref(), &noted)
    })
    .await?;
    match done {
        Ok(ticket) => {
            door.attempts().forget(&entry.name);
            let mut response = Redirect::to(local(&entry.to)).into_response();
            door.give(&ticket, &headers, &mut response);
            Ok(response)
        }
        Err(AccountError::Wrong) => {
            let why = Outcome::Refused(AccountError::Wrong);
            let mut response = page(&room, &visit, &entry.name, &entry.to, &why)?;
            *response.status_mut() = StatusCode::UNAUTHORIZED;
            Ok(response)
        }
        Err(other) => Err(other.into()),
    }
}

/// Signs out; the browser forgets what it kept of the pages.
pub(super) async fn sign_out(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if let Some(ticket) = room.door().ticket(&headers)
        && visit.account.is_some()
    {
        let from = visit.from_address();
        room.door().accounts().sign_out(&ticket, &visit.noted(&from))?;
    }
    let mut response = Redirect::to("/sign-in").into_response();
    room.door().take(&mut response);
    let forget = HeaderValue::from_static("\"cache\"");
    response.headers_mut().insert(HeaderName::from_static("clear-site-data"), forget);
    Ok(response)
}

fn page(
    room: &Room,
    visit: &Visit,
    name: &str,
    to: &str,
    outcome: &Outcome,
) -> Result<Response, Failure> {
    let face = &room.face(visit);
    let kept = room.door().is_kept()?;
    let body = html! {
        section.door.card {
            h1 { (face.say("account.sign_in")) }
            (outcome.render(face))
            @if kept {
                form method="post" action="/sign-in" {
                    input type="hidden" name="to" value=(local(to));
                    (field(face.say("account.name"), "name", html! {
                        input #name name="name" value=(name) required autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="64" autofocus[name.is_empty()];
                    }))
                    (field(face.say("account.password"), "password", html! {
                        input #password type="password" name="password" required autocomplete="current-password" maxlength=(password::LONGEST) autofocus[!name.is_empty()];
                    }))
                    button.button-main type="submit" { (face.say("account.sign_in")) }
                }
            } @else {
                p { (face.say("account.none_yet")) }
                pre { code { "mengfu account add " (face.say("account.name_example")) } }
            }
        }
    };
    Ok(room.fresh(visit, &Page::new(Section::Account, face.say("account.sign_in"), body)))
}
