//! What pages are made of: names, marks, tables' feet. Every name leads to its page.

pub(crate) mod chain;
pub(crate) mod decide;
pub(crate) mod derivation;
pub(crate) mod entry;
pub(crate) mod pieces;
pub(crate) mod promise;
pub(crate) mod reading;
pub(crate) mod visible;

use std::collections::BTreeMap;

use maud::{Markup, html};
use mengfu::model::{ActAddress, InstrumentId};

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
    html! { a.statement href=(paths::statement(id)) { (said(title)) } }
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

/// The day by which a statement is called: `2005-03-17`, or that it is not known.
pub(crate) fn day_of(id: &InstrumentId, face: &Face) -> String {
    let day = id.0.split_once('/').map_or(id.0.as_str(), |(_, day)| day);
    match day.strip_prefix("undated") {
        Some(rest) => format!("{}{rest}", face.word("placing", "unknown")),
        None => day.to_owned(),
    }
}

/// What a statement is called where its title would be long: its parties and its day.
pub(crate) fn name_of(id: &InstrumentId, face: &Face) -> String {
    let parties = id.0.split_once('/').map_or("", |(parties, _)| parties);
    format!("{} · {}", face.parties_of(parties), day_of(id, face))
}

/// Where an act stands: the number of its sentence, which the text has in its margin, and its own.
pub(crate) fn place(act: &ActAddress) -> String {
    format!("{}.{}", act.provision, act.act)
}

/// The same in words, for headings.
pub(crate) fn place_in_words(act: &ActAddress, face: &Face) -> String {
    let place = face.fill("act.place", &act.provision.to_string());
    place.replace("{act}", &act.act.to_string())
}

/// The word for a code as a chip; `list` and `code` give its colour.
pub(crate) fn chip(list: &str, code: &str, face: &Face) -> Markup {
    html! { span class={ "chip " (list) "-" (code) } { (face.word(list, code)) } }
}

/// Parties with their names, in the order of the names: name, then code.
pub(crate) fn by_name<'p>(
    parties: &'p BTreeMap<String, usize>,
    face: &'p Face,
) -> Vec<(&'p str, &'p str)> {
    let mut named: Vec<(&str, &str)> =
        parties.keys().map(|code| (face.party(code), code.as_str())).collect();
    named.sort_unstable();
    named
}

/// The language of words of which it is not known otherwise: Chinese where they have Chinese characters.
pub(crate) fn language_of(words: &str) -> Option<&'static str> {
    let ideograph = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
    words.chars().any(ideograph).then_some("zh")
}

/// Words of a document, in its language.
pub(crate) fn said(words: &str) -> Markup {
    html! { bdi lang=[language_of(words)] { (words) } }
}

/// Words with some stretches marked: pairs of first byte and first byte after, in order.
pub(crate) fn marked(words: &str, marks: &[[usize; 2]]) -> Markup {
    let mut at = 0;
    let mut pieces: Vec<(&str, bool)> = Vec::new();
    for [from, to] in marks {
        // What overlaps the stretch before is marked with it.
        let from = (*from).max(at);
        if let (Some(before), Some(hit)) = (words.get(at..from), words.get(from..*to)) {
            pieces.extend([(before, false), (hit, true)]);
            at = *to;
        }
    }
    pieces.extend(words.get(at..).map(|rest| (rest, false)));
    html! {
        @for (piece, hit) in pieces { @if hit { mark { (piece) } } @else { (piece) } }
    }
}

/// A choice among all parties by their names, none chosen first.
pub(crate) fn party_choice(
    id: &str,
    parties: &BTreeMap<String, usize>,
    chosen: &str,
    face: &Face,
) -> Markup {
    let unknown = !chosen.is_empty() && !parties.contains_key(chosen);
    html! {
        select id=(id) name="party" {
            option value="" { (face.say("partnership.any_party")) }
            @if unknown { option value=(chosen) selected { (chosen) } }
            @for (name, code) in by_name(parties, face) { option value=(code) selected[code == chosen] { (name) } }
        }
    }
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

/// Leads to the next page where there is more, and back: where nobody counts how many there are.
pub(crate) fn pager_open(page: usize, more: bool, address: &str, face: &Face) -> Markup {
    let to = |page: usize| with(address, "page", &page.to_string());
    html! {
        @if page > 1 || more {
            nav.pager aria-label=(face.say("shell.pages")) {
                @if page > 1 { a rel="prev" href=(to(page - 1)) { "← " (face.say("shell.previous")) } }
                span { (page) }
                @if more { a rel="next" href=(to(page + 1)) { (face.say("shell.next")) " →" } }
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
