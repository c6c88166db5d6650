//! Adding statements: files are sent, looked at, and accepted.

mod done;
mod receive;
mod review;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};

use crate::batch::{ALL, Batch, LARGEST, Owner, Stage};
use crate::face::Face;
use crate::failure::Failure;
use crate::paths;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::{Role, Visit};

pub(crate) use receive::cleaned;
use receive::{Refusal, receive};

/// What multipart puts around the files.
const WRAPPING: usize = 1 << 20;

pub(super) fn router() -> Router<Room> {
    Router::new()
        .route("/add", get(form))
        .route("/add/{batch}", get(batch).post(accept))
        .route("/add/{batch}/discard", post(discard))
}

/// Sending files: more bytes and more time than any other request.
pub(super) fn uploads() -> Router<Room> {
    Router::new().route("/add", post(send)).layer(DefaultBodyLimit::max(ALL + WRAPPING))
}

/// Shows where files go.
async fn form(State(room): State<Room>, visit: Visit) -> Result<Response, Failure> {
    visit.must_be(Role::Editor)?;
    Ok(counter(&room, &visit, None))
}

/// Takes files and shows how far reading them is.
async fn send(
    State(room): State<Room>,
    visit: Visit,
    sent: Multipart,
) -> Result<Response, Failure> {
    visit.must_be(Role::Editor)?;
    let refused = match receive(sent, room.face(&visit).say("add.pasted_name")).await {
        Ok(files) => match room.batches().take(&room, Owner::of(&visit), files)? {
            Some(batch) => return Ok(Redirect::to(&paths::batch(&batch.id)).into_response()),
            None => Refusal::Full,
        },
        Err(refused) => refused,
    };
    let mut response = counter(&room, &visit, Some(&refused));
    *response.status_mut() = refused.status();
    Ok(response)
}

/// Shows a batch: how far it is, what was found, or what was done.
async fn batch(
    State(room): State<Room>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    visit.must_be(Role::Editor)?;
    let batch = room.batches().find(&id, &Owner::of(&visit))?;
    Ok(show(&room, &visit, &batch, None))
}

/// Adds the files that were chosen.
async fn accept(
    State(room): State<Room>,
    visit: Visit,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    visit.must_be(Role::Editor)?;
    let batch = room.batches().find(&id, &Owner::of(&visit))?;
    let chosen = fields.iter().filter(|(name, _)| name == "file");
    let chosen: Vec<usize> = chosen.filter_map(|(_, at)| at.parse().ok()).collect();
    if matches!(batch.stage(), Stage::Review(_)) && !batch.accept(&room, &chosen) {
        let mut response = show(&room, &visit, &batch, Some("add.none_chosen"));
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    Ok(Redirect::to(&paths::batch(&batch.id)).into_response())
}

/// Throws a batch away.
async fn discard(
    State(room): State<Room>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    visit.must_be(Role::Editor)?;
    let batch = room.batches().find(&id, &Owner::of(&visit))?;
    room.batches().forget(&batch);
    Ok(Redirect::to("/add").into_response())
}

fn show(room: &Room, visit: &Visit, batch: &Batch, notice: Option<&str>) -> Response {
    let face = &room.face(visit);
    let page = |title: &str, body: Markup| {
        let body = html! { div #batch { h1 { (title) } (body) } };
        Page::new(Section::Add, title, body)
    };
    let page = match batch.stage() {
        Stage::Reading { done, of } => {
            page(face.say("add.reading"), progress(done, of, face)).waiting()
        }
        Stage::Adding { done, of } => {
            page(face.say("add.adding"), progress(done, of, face)).waiting()
        }
        Stage::Review(files) => {
            page(face.say("add.review"), review::review(&batch.id, &files, notice, face)).wide()
        }
        Stage::Done(files) => page(face.say("add.done"), done::done(&files, face)),
    };
    room.fresh(visit, &page)
}

fn progress(done: usize, of: usize, face: &Face) -> Markup {
    html! {
        div.progress data-waiting role="status" {
            progress value=(done) max=(of) { (done) " / " (of) }
            p { (face.fill("add.progress", &format!("{done} / {of}"))) }
            p.muted { (face.say("add.progress_hint")) }
        }
    }
}

fn counter(room: &Room, visit: &Visit, refused: Option<&Refusal>) -> Response {
    let face = &room.face(visit);
    let waiting = room.batches().of(&Owner::of(visit));
    let title = face.say("add.title");
    let limits = format!("{} MiB", LARGEST >> 20);
    let body = html! {
        h1 { (title) }
        p.lead { (face.say("add.lead")) }
        @if let Some(refused) = refused {
            p.notice.notice-bad role="alert" { (refused.say(face)) }
        }
        @if !waiting.is_empty() {
            div.notice {
                p { (face.say("add.waiting")) }
                ul { @for batch in &waiting {
                    li { a href=(paths::batch(&batch.id)) { (stage_word(&batch.stage(), face)) } }
                } }
            }
        }
        form.add method="post" action="/add" enctype="multipart/form-data" data-upload {
            div.two {
                section.card {
                    h2 { (face.say("add.files")) }
                    div.drop data-drop {
                        label for="file" { (face.say("add.choose")) }
                        input #file type="file" name="file" multiple aria-describedby="file-hint";
                        p #file-hint .muted.small { (face.fill("add.files_hint", &limits)) }
                        ul.plain data-chosen {}
                    }
                }
                section.card {
                    h2 { (face.say("add.text")) }
                    div.field {
                        label for="text" { (face.say("add.paste")) }
                        textarea #text name="text" rows="8" {}
                    }
                    div.field {
                        label for="name" { (face.say("add.name")) }
                        input #name name="name" maxlength="200" placeholder=(face.say("add.pasted_name"));
                    }
                }
            }
            div.toolbar {
                button.button-main type="submit" { (face.say("add.send")) }
                progress hidden data-sent max="1" value="0" aria-label=(face.say("add.sending")) {}
            }
            p.muted { (face.say("add.nothing_yet")) }
        }
    };
    room.fresh(visit, &Page::new(Section::Add, title, body))
}

fn stage_word(stage: &Stage, face: &Face) -> String {
    match stage {
        Stage::Reading { done, of } => format!("{} {done} / {of}", face.say("add.reading")),
        Stage::Adding { done, of } => format!("{} {done} / {of}", face.say("add.adding")),
        Stage::Review(files) => {
            let names: Vec<&str> = files.iter().take(3).map(|l| l.file.name.as_str()).collect();
            let more = if files.len() > 3 { " …" } else { "" };
            let review = face.say("add.review");
            format!("{review}: {}{more}", names.join(face.say("shell.list_separator")))
        }
        Stage::Done(_) => face.say("add.done").to_owned(),
    }
}
