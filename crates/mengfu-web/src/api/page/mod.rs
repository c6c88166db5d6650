//! The interface for people: what one can ask, with which values, and what comes back. The same document
//! as for programs, written out.

mod operation;
mod schema;

use std::sync::OnceLock;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use mengfu::library::{Library, LibraryError, ListQuery};
use serde_json::Value;

use super::{ROOT, described};
use crate::face::Face;
use crate::failure::Failure;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;

use operation::{Operation, operation};
use schema::schemas;

/// Values that lead to something in this register, for links to try.
#[derive(Default)]
struct Examples(Vec<(&'static str, String)>);

impl Examples {
    /// From the latest statement.
    fn of(library: &Library<'_>) -> Result<Self, LibraryError> {
        let mut examples =
            vec![("formula", "one-china".to_owned()), ("kind", "mechanism".to_owned())];
        let last = ListQuery { latest_first: true, most: 1, ..ListQuery::default() };
        let last = library.list_page(&last)?.statements;
        if let Some((parties, day)) = last.first().and_then(|last| last.id.0.split_once('/')) {
            examples.push(("parties", parties.to_owned()));
            examples.push(("day", day.to_owned()));
            examples.push(("act", "p1.a1".to_owned()));
        }
        Ok(Self(examples))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

/// Shows the interface.
pub(super) async fn page(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    room.page(visit, &headers, |library, face| {
        let body = whole(document(), &Examples::of(library)?, face);
        Ok::<_, LibraryError>(Page::new(Section::About, face.say("shell.api"), body).wide())
    })
    .await
}

/// The document as JSON.
fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| serde_json::to_value(described()).unwrap_or_default())
}

fn whole(document: &Value, examples: &Examples, face: &Face) -> Markup {
    let operations = operation::all(document);
    let tags = document.pointer("/tags").and_then(Value::as_array);
    let tags: Vec<(&str, &str)> = tags
        .into_iter()
        .flatten()
        .map(|tag| (text(tag, "name"), text(tag, "description")))
        .collect();
    html! {
        h1 { (face.say("shell.api")) }
        p.lead { (face.say("api.lead")) }
        div {
            section.prose {
                h2 { (face.say("api.begin")) }
                p { (face.say("api.document")) " " a href={ (ROOT) "/openapi.json" } { code { (ROOT) "/openapi.json" } } }
                p { (face.say("api.token")) " " a href="/account" { (face.say("shell.account")) } }
                pre.example { code { "curl -H 'Authorization: Bearer mengfu_…' http://127.0.0.1:8817" (ROOT) "/statements" } }
                p { (face.say("api.pages")) }
                p { (face.say("api.etags")) }
            }
            nav.card.api-index aria-label=(face.say("api.operations")) {
                @for (tag, about) in &tags {
                    div {
                        p.api-tag { a href={ "#" (tag) } lang="en" { (about) } }
                        ul.small { @for one in operations.iter().filter(|one| one.tag == *tag) {
                            li { a href={ "#" (one.id) } lang="en" { (one.summary()) } " " code.muted { (one.method) } }
                        } }
                    }
                }
                div {
                    p.api-tag { a href="#problems" { (face.say("api.problems")) } }
                    p.api-tag { a href="#schemas" { (face.say("api.schemas")) } }
                }
            }
        }
        @for (tag, about) in &tags { (group(tag, about, &operations, examples, face)) }
        (problems(face))
        (schemas(document, face))
    }
}

fn group(
    tag: &str,
    about: &str,
    operations: &[Operation<'_>],
    examples: &Examples,
    face: &Face,
) -> Markup {
    html! {
        section id=(tag) {
            h2 lang="en" { (about) }
            @for one in operations.iter().filter(|one| one.tag == tag) {
                (operation(one, examples, face))
            }
        }
    }
}

/// Every sort of failure, where the `type` of a problem leads.
fn problems(face: &Face) -> Markup {
    html! {
        section #problems {
            h2 { (face.say("api.problems")) }
            p { (face.say("api.problems_lead")) }
            dl.facts { @for (code, status) in Failure::KINDS {
                @let key = code.replace('-', "_");
                dt id={ "problem-" (code) } { code { (code) } " " span.muted { (status) } }
                dd { (face.say(&format!("failure.{key}"))) ". " span.muted { (face.say(&format!("failure.{key}_hint"))) } }
            } }
        }
    }
}

/// Prose with what stands between backticks as code.
fn prose(text: &str) -> Markup {
    html! { @for (n, part) in text.split('`').enumerate() { @if n % 2 == 1 { code { (part) } } @else { (part) } } }
}

/// The text called `key`.
fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}
