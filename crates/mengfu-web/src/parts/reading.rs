//! How an act was read, in few words, and the marks that say so beside a text.

use maud::{Markup, html};
use mengfu::library::{Listed, TextAct, TextLink, When};
use mengfu::model::{Kind, LinkKind, Stance, Strength};

use crate::face::Face;
use crate::parts::with;
use crate::paths;

/// The tag of the language that a statement is written in, for `lang`.
pub(crate) fn lang(statement: &Listed) -> Option<&'static str> {
    match statement.language.as_str() {
        "zh" => Some("zh"),
        "en" => Some("en"),
        _ => None,
    }
}

/// The classes that mark the words of an act.
pub(crate) fn classes(kind: Kind, strength: Option<Strength>) -> String {
    match strength {
        Some(strength) => format!("act kind-{} s-{}", kind.code(), strength.code()),
        None => format!("act kind-{}", kind.code()),
    }
}

/// What sort of act it is, with its strength or stance: “commitment: will”.
pub(crate) fn sort(
    kind: Kind,
    strength: Option<Strength>,
    stance: Option<Stance>,
    face: &Face,
) -> Markup {
    html! {
        (face.word("kind", kind.code()))
        @if let Some(strength) = strength { (face.say("text.colon")) (face.word("strength", strength.code())) }
        @else if let Some(stance) = stance { (face.say("text.colon")) (face.word("stance", stance.code())) }
    }
}

/// The reading of an act in one line: shown beside its words when they are pointed at, and always there
/// for who listens.
pub(crate) fn card(act: &TextAct, face: &Face) -> Markup {
    let words = |list: &str, codes: &[&'static str]| {
        let words: Vec<&str> = codes.iter().map(|code| face.word(list, code)).collect();
        words.join(face.say("shell.list_separator"))
    };
    let times: Vec<&str> =
        act.times.iter().map(|t| t.edtf.as_deref().unwrap_or(t.text.as_str())).collect();
    html! {
        span.card-of {
            b { (sort(act.kind, act.strength, act.stance, face)) }
            @if !act.actors.is_empty() { " · " (face.actors(&act.actors)) }
            @if !act.topics.is_empty() { " · " (words("topic", &act.topics)) }
            @if !times.is_empty() { " · " (times.join(face.say("shell.list_separator"))) }
            @if act.standing { " · " (face.say("text.standing")) }
        }
    }
}

/// When a statement was signed, in words; a day that is only its place in time is never given for one.
pub(crate) fn when(when: &When, face: &Face) -> String {
    let key = match (when.placing.as_str(), &when.day) {
        (_, None) => return face.say("text.undated").to_owned(),
        ("signed" | "citation" | "witness", Some(day)) => return day.clone(),
        ("visit", _) => "text.about",
        ("foresees", _) => "text.not_after",
        _ => "text.not_before",
    };
    face.fill(key, when.day.as_deref().unwrap_or_default())
}

/// The sign of what a later act does with an earlier one.
pub(crate) fn sign(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Restates => "=",
        LinkKind::Strengthens => "▲",
        LinkKind::Weakens => "▼",
        LinkKind::Mixed => "◇",
        LinkKind::Advances => "▸",
        LinkKind::Fulfils => "✓",
        LinkKind::New => "+",
        LinkKind::Drops => "−",
    }
}

/// What a link says, in words: “strengthens 2005-03-17”, “strengthened by 2015-12-10”.
pub(crate) fn told(link: &TextLink, face: &Face) -> String {
    let day = when(&link.when, face);
    let key = match (link.kind, link.later) {
        (LinkKind::Restates, false) => "text.restates",
        (LinkKind::Restates, true) => "text.restated_in",
        (LinkKind::Strengthens, false) => "text.strengthens",
        (LinkKind::Strengthens, true) => "text.strengthened_in",
        (LinkKind::Weakens, false) => "text.weakens",
        (LinkKind::Weakens, true) => "text.weakened_in",
        (LinkKind::Mixed, false) => "text.changes",
        (LinkKind::Mixed, true) => "text.changed_in",
        (LinkKind::Advances, false) => "text.advances",
        (LinkKind::Advances, true) => "text.advanced_in",
        (LinkKind::Fulfils, false) => "text.fulfils",
        (LinkKind::Fulfils, true) => "text.fulfilled_in",
        (LinkKind::New, _) => "text.new_since",
        (LinkKind::Drops, _) => "text.dropped_in",
    };
    face.fill(key, &day)
}

/// A small mark behind the words of an act that leads to the other end of a link: to the act there, or
/// to both statements side by side where one of them has none.
pub(crate) fn mark(link: &TextLink, own: &mengfu::model::InstrumentId, face: &Face) -> Markup {
    let to = match &link.act {
        Some(act) => in_text(act),
        None if link.later => paths::compare(own, &link.instrument),
        None => paths::compare(&link.instrument, own),
    };
    html! {
        a.chain-mark.{ "link-" (link.kind.code()) }.chain-later[link.later] href=(to) aria-label=(told(link, face)) {
            (sign(link.kind))
        }
    }
}

/// The place of an act in its statement, with its reading beside.
pub(crate) fn in_text(act: &mengfu::model::ActAddress) -> String {
    let place = format!("p{}.a{}", act.provision, act.act);
    format!("{}#{place}", with(&paths::statement(&act.instrument), "act", &place))
}
