//! What pages are made of: names, marks, tables' feet. Every name leads to its page.

pub(crate) mod chain;
pub(crate) mod decide;
pub(crate) mod derivation;
pub(crate) mod entry;
pub(crate) mod pieces;
pub(crate) mod reading;
pub(crate) mod visible;

use maud::{Markup, html};
use mengfu::model::InstrumentId;

use crate::face::Face;
use crate::paths;

/// The parties of a statement, leading to their partnership.
pub(crate) fn parties(codes: &[String], face: &Face) -> Markup {
    html! {
        a.parties href=(paths::partnership(codes)) {
            @for (i, code) in codes.iter().enumerate() {
                @if i > 0 { span.muted { " · " } }
                span.party title=(code) { (face.party(code)) }
            }
        }
    }
}

/// A statement by its title, in the language of the document.
pub(crate) fn statement(id: &InstrumentId, title: &str) -> Markup {
    html! { a.statement href=(paths::statement(id)) { bdi { (title) } } }
}

/// A day as printed in the register (EDTF); a dash where it is not known.
pub(crate) fn day(edtf: Option<&str>, face: &Face) -> Markup {
    html! {
        @match edtf {
            Some(day) => time datetime=(day) { (day) },
            None => span.muted title=(face.say("shell.unknown")) { "—" },
        }
    }
}

/// The word for a code as a chip; `list` and `code` give its colour.
pub(crate) fn chip(list: &str, code: &str, face: &Face) -> Markup {
    html! { span class={ "chip " (list) "-" (code) } { (face.word(list, code)) } }
}

/// Leads to the other pages of a list; nothing where there is one.
pub(crate) fn pager(page: usize, pages: usize, address: &str, face: &Face) -> Markup {
    let to = |page: usize| with(address, "page", &page.to_string());
    html! {
        @if pages > 1 {
            nav.pager aria-label=(face.say("shell.pages")) {
                @if page > 1 { a rel="prev" href=(to(page - 1)) { "← " (face.say("shell.previous")) } }
                span { (page) " / " (pages) }
                @if page < pages { a rel="next" href=(to(page + 1)) { (face.say("shell.next")) " →" } }
            }
        }
    }
}

/// The address with `key` set to `value` in its query; without it where `value` is empty.
pub(crate) fn with(address: &str, key: &str, value: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let others = query.split('&').filter(|pair| !pair.is_empty());
    let others = others.filter(|pair| pair.split('=').next() != Some(key)).map(str::to_owned);
    let own = (!value.is_empty()).then(|| format!("{key}={}", paths::encoded(value)));
    let query: Vec<String> = others.chain(own).collect();
    match query.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{}", query.join("&")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_changes_in_one_place() {
        assert_eq!(with("/l?a=1&page=2", "page", "3"), "/l?a=1&page=3");
        assert_eq!(with("/l?a=1", "a", ""), "/l");
        assert_eq!(with("/l", "q", "x y"), "/l?q=x%20y");
    }
}
