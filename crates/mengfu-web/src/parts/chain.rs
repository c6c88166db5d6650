//! The chain of an act through the statements, as a line of time.

use maud::{Markup, html};
use mengfu::library::{ChainAct, ChainLink};
use mengfu::model::{Effect, InstrumentId, Reason};

use crate::face::Face;
use crate::parts::reading::when;
use crate::parts::{chip, name_of, pieces, place_in_words};
use crate::paths;

/// All acts of a chain, the earliest first.
pub(crate) fn chain(acts: &[ChainAct], face: &Face) -> Markup {
    html! {
        ol.chain {
            @for (n, act) in acts.iter().enumerate() {
                @if n == 0 && let Some(against) = &act.new_against {
                    li.chain-end.muted { (end("text.new_against", against, face)) }
                }
                (one(act, acts, face))
                @if let Some(by) = &act.dropped_by {
                    li.chain-end.muted { (chip("link", "drops", face)) " " (end("text.dropped_by", by, face)) }
                }
            }
        }
    }
}

fn one(act: &ChainAct, all: &[ChainAct], face: &Face) -> Markup {
    html! {
        li.chain-act.here[act.here] aria-current=[act.here.then_some("true")] {
            p.chain-where {
                a href=(paths::act(&act.act)) title=(act.title) { (when(&act.when, face)) }
                " " span.muted title=(place_in_words(&act.act, face)) { (crate::parts::place(&act.act)) }
                @if act.here { " " span.chip { (face.say("text.this_act")) } }
            }
            @if act.links.is_empty() { p.quote { bdi { (act.quote) } } }
            @for link in &act.links { (did(link, all, face)) }
        }
    }
}

/// What an act did with an earlier one: sort, words, reasons.
fn did(link: &ChainLink, all: &[ChainAct], face: &Face) -> Markup {
    html! {
        p.chain-did {
            (chip("link", link.kind.code(), face)) " "
            span.muted.small { (face.fill("text.compared_with", &place(link, all, face))) " · " (face.fill("text.sure", &format!("{:.0}", link.score * 100.0))) }
            @if link.provisional { " " span.chip.severity-doubt { (face.say("text.provisional")) } }
        }
        p.quote { bdi { (pieces::both(&link.words, face)) } }
        (reasons(&link.reasons, face))
    }
}

fn place(link: &ChainLink, all: &[ChainAct], face: &Face) -> String {
    let earlier = all.iter().find(|one| one.act == link.earlier);
    let day = earlier.map_or(String::new(), |one| when(&one.when, face));
    format!("{day}, {}", place_in_words(&link.earlier, face))
}

/// In what two acts differ, attribute by attribute; nothing where they do not.
pub(crate) fn reasons(reasons: &[Reason], face: &Face) -> Markup {
    let changed: Vec<&Reason> = reasons.iter().filter(|r| r.effect != Effect::Same).collect();
    html! {
        @if !changed.is_empty() {
            ul.reasons {
                @for reason in changed {
                    @let attribute = code(&reason.attribute);
                    li {
                        span.reason-what { (face.word("attribute", &attribute)) }
                        " " (value(&reason.from, &attribute, face)) " → " (value(&reason.to, &attribute, face)) " "
                        span.effect.{ "effect-" (code(&reason.effect)) } { (effect(reason.effect, face)) }
                    }
                }
            }
        }
    }
}

/// A value of an attribute: a word for it where it is a code, else as it is.
fn value(value: &str, attribute: &str, face: &Face) -> Markup {
    let list = match attribute {
        "kind" | "strength" | "stance" => attribute,
        _ => "",
    };
    html! {
        @if value.is_empty() { span.muted { "∅" } }
        @else if attribute == "actors" { (actors(value, face)) }
        @else if list.is_empty() { bdi { (value) } }
        @else { (face.word(list, value)) }
    }
}

/// Who acts: codes of parties, `*` for all of them, or another body in its own words.
fn actors(value: &str, face: &Face) -> String {
    let actors = value.split(' ').map(|actor| if actor == "*" { "all" } else { actor });
    face.actors(&actors.map(str::to_owned).collect::<Vec<_>>())
}

fn effect<'f>(effect: Effect, face: &Face) -> &'f str {
    match effect {
        Effect::Same => "",
        Effect::Firmer => face.say("text.firmer"),
        Effect::Looser => face.say("text.looser"),
        Effect::Other => face.say("text.other"),
    }
}

fn end(key: &'static str, other: &InstrumentId, face: &Face) -> Markup {
    html! { (face.say(key)) " " a href=(paths::statement(other)) { (name_of(other, face)) } }
}

fn code<T: serde::Serialize>(value: &T) -> String {
    let value = serde_json::to_value(value).ok();
    value.and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
