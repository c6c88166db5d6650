//! One thing that can be asked or done.

use std::fmt::Write as _;

use maud::{Markup, html};
use serde_json::Value;

use super::schema::kind;
use super::{Examples, text};
use crate::face::Face;
use crate::paths::encoded;

/// An operation of the document.
pub(super) struct Operation<'d> {
    pub(super) id: String,
    pub(super) method: String,
    pub(super) path: &'d str,
    pub(super) tag: &'d str,
    value: &'d Value,
}

/// The operations of the document, those that ask before those that change.
pub(super) fn all(document: &Value) -> Vec<Operation<'_>> {
    let paths = document.pointer("/paths").and_then(Value::as_object);
    let mut all = Vec::new();
    for (path, methods) in paths.into_iter().flatten() {
        for (method, value) in methods.as_object().into_iter().flatten() {
            let tag = value.pointer("/tags/0").and_then(Value::as_str).unwrap_or_default();
            let method = method.to_uppercase();
            let id =
                format!("{method}-{}", path.trim_start_matches('/').replace(['/', '{', '}'], "-"));
            all.push(Operation { id, method, path, tag, value });
        }
    }
    all.sort_by_key(|one| one.method != "GET");
    all
}

pub(super) fn operation(one: &Operation<'_>, examples: &Examples, face: &Face) -> Markup {
    let parameters = one.value.get("parameters").and_then(Value::as_array);
    let responses = one.value.get("responses").and_then(Value::as_object);
    html! {
        article.card.operation id=(one.id) {
            h3 { span.chip class={ "method-" (one.method) } { (one.method) } " " code { (one.path) } }
            p lang="en" { strong { (text(one.value, "summary")) } ". " (text(one.value, "description")) }
            @if let Some(parameters) = parameters.filter(|list| !list.is_empty()) {
                (values(parameters, face))
            }
            @if let Some(body) = one.value.pointer("/requestBody/content").and_then(Value::as_object) {
                @for (content_type, content) in body {
                    p { (face.say("api.body")) " " code { (content_type) } " " (of_content(content)) }
                }
            }
            p { (face.say("api.answer")) " "
                @for (status, response) in responses.into_iter().flatten() {
                    @if status.starts_with('2') { (answer(status, response)) " " }
                    @else { a.small href="#problems" { (status) } " " }
                }
            }
            (tries(one, examples, face))
        }
    }
}

/// The values that one may or must give.
fn values(parameters: &[Value], face: &Face) -> Markup {
    html! {
        div.scroll { table.table.small {
            thead { tr {
                th scope="col" { (face.say("api.value")) }
                th scope="col" { (face.say("api.place")) }
                th scope="col" { (face.say("api.kind")) }
                th scope="col" { (face.say("api.meaning")) }
            } }
            tbody { @for parameter in parameters { tr {
                th scope="row" { code { (text(parameter, "name")) } @if parameter.get("required") == Some(&Value::Bool(true)) { " " span.chip { (face.say("api.required")) } } }
                td { (face.say(if text(parameter, "in") == "path" { "api.in_path" } else { "api.in_query" })) }
                td { @if let Some(schema) = parameter.get("schema") { (kind(schema)) } }
                td lang="en" { (text(parameter, "description")) }
            } } }
        } }
    }
}

fn answer(status: &str, response: &Value) -> Markup {
    let contents = response.get("content").and_then(Value::as_object);
    html! {
        span.nowrap { strong { (status) } " "
            @for (content_type, content) in contents.into_iter().flatten() {
                code.small { (content_type) } " " (of_content(content))
            }
        }
    }
}

fn of_content(content: &Value) -> Markup {
    html! { @if let Some(schema) = content.get("schema") { (kind(schema)) } }
}

/// How to ask: a command, and a link where asking changes nothing.
fn tries(one: &Operation<'_>, examples: &Examples, face: &Face) -> Markup {
    let (path, whole) = filled(one.path, examples);
    let mut command = String::from("curl");
    if one.method != "GET" {
        let _ = write!(command, " -X {} -H 'Authorization: Bearer mengfu_…'", one.method);
    }
    match one.value.pointer("/requestBody/content").and_then(Value::as_object) {
        Some(body) if body.contains_key("application/json") => {
            command.push_str(" -H 'Content-Type: application/json' -d '{\"decision\":\"note\",\"act\":\"…#p1.a1\",\"text\":\"…\"}'");
        }
        Some(_) => command.push_str(" --data-binary @FILE"),
        None => {}
    }
    let query = if one.value.pointer("/requestBody").is_some() && one.path.ends_with("/sources") {
        "?name=FILE"
    } else {
        ""
    };
    html! {
        pre.example { code { (command) " 'http://127.0.0.1:8817" (path) (query) "'" } }
        @if one.method == "GET" && whole && !one.path.ends_with("/compare") {
            p { a href=(path) { (face.say("api.try")) " →" } }
        }
    }
}

/// The path with examples for its values, and whether all have one.
fn filled(path: &str, examples: &Examples) -> (String, bool) {
    let mut whole = true;
    let segments: Vec<String> = path
        .split('/')
        .map(|segment| {
            let name = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            match name.map(|name| (name, examples.get(name))) {
                None => segment.to_owned(),
                Some((_, Some(value))) => encoded(value),
                Some((name, None)) => {
                    whole = false;
                    name.to_uppercase()
                }
            }
        })
        .collect();
    (segments.join("/"), whole)
}
