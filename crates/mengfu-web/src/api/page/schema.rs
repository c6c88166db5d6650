//! The forms of what comes back.

use maud::{Markup, html};
use serde_json::Value;

use super::text;
use crate::face::Face;

/// Every form, folded.
pub(super) fn schemas(document: &Value, face: &Face) -> Markup {
    let all = document.pointer("/components/schemas").and_then(Value::as_object);
    html! {
        section #schemas {
            h2 { (face.say("api.schemas")) }
            p { (face.say("api.schemas_lead")) }
            @for (name, schema) in all.into_iter().flatten() {
                details.schema id={ "schema-" (name) } {
                    summary { code { (name) } " " span.muted.small lang="en" { (text(schema, "description").lines().next().unwrap_or_default()) } }
                    (form(schema, face))
                }
            }
        }
    }
}

/// A form: its fields, its codes, or the forms that it may have.
fn form(schema: &Value, face: &Face) -> Markup {
    let parts =
        ["allOf", "oneOf", "anyOf"].into_iter().filter_map(|key| schema.get(key)?.as_array());
    html! {
        @if let Some(fields) = schema.get("properties").and_then(Value::as_object) {
            table.table.small {
                thead { tr {
                    th scope="col" { (face.say("api.field")) }
                    th scope="col" { (face.say("api.kind")) }
                    th scope="col" { (face.say("api.meaning")) }
                } }
                tbody { @for (name, field) in fields { tr {
                    th scope="row" { code { (name) } }
                    td { (kind(field)) }
                    td lang="en" { (text(field, "description")) }
                } } }
            }
        }
        @for part in parts.flatten() {
            @if part.get("properties").is_some() || part.get("oneOf").is_some() || part.get("allOf").is_some() {
                p.muted.small lang="en" { (text(part, "description")) }
                (form(part, face))
            } @else { p { (kind(part)) } }
        }
        @if schema.get("properties").is_none() && schema.get("type").is_some() { p { (kind(schema)) } }
    }
}

/// What a value is, in a line; other forms are links.
pub(super) fn kind(schema: &Value) -> Markup {
    if let Some(name) =
        schema.get("$ref").and_then(Value::as_str).and_then(|to| to.rsplit('/').next())
    {
        return html! { a href={ "#schema-" (name) } { code { (name) } } };
    }
    for key in ["oneOf", "anyOf", "allOf"] {
        if let Some(parts) = schema.get(key).and_then(Value::as_array) {
            return html! { @for (n, part) in parts.iter().enumerate() { @if n > 0 { " | " } (kind(part)) } };
        }
    }
    if let Some(codes) = schema.get("enum").and_then(Value::as_array) {
        return html! { @for (n, code) in codes.iter().enumerate() { @if n > 0 { " | " } code { (code.as_str().unwrap_or_default()) } } };
    }
    if let Some(items) = schema.get("items") {
        return html! { (kind(items)) "[]" };
    }
    if let Some(values) = schema.get("additionalProperties").filter(|values| values.is_object()) {
        return html! { "{" code { "…" } ": " (kind(values)) "}" };
    }
    let types: Vec<&str> = match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).collect(),
        _ => vec!["any"],
    };
    let format = text(schema, "format");
    html! { code { (types.join(" | ")) } @if !format.is_empty() { " " span.muted { (format) } } }
}
