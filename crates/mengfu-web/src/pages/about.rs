//! About this reading: which program read it, how well it reads, what its words mean, and its limits.

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};
use mengfu::Packs;
use mengfu::library::{LibraryError, RegisterSize, Standing, TextState};
use mengfu::model::{Grade, Kind, LinkKind, Stance, Strength, WorldState};

use crate::face::Face;
use crate::failure::Failure;
use crate::parts::chip;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::{Role, Visit};
use crate::words::grouped;

/// What the engine reached on statements that people have read before it; a task of the project
/// measures it.
const REACHED: &str = include_str!("../../../../xtask/baseline.tsv");

/// The limits that a reader should know, by the ends of their words.
const LIMITS: [&str; 6] = ["rules", "seen", "world", "dates", "whole", "links"];

pub(super) fn router() -> Router<Room> {
    Router::new().route("/about", get(about))
}

async fn about(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (packs, path) = (room.desk().packs(), room.desk().path().display().to_string());
    let path = (visit.role == Role::Admin).then_some(path);
    room.page(visit, &headers, move |library, face| {
        let body = whole(&library.size()?, path.as_deref(), packs, face);
        Ok::<_, LibraryError>(Page::new(Section::About, face.say("shell.about"), body))
    })
    .await
}

fn whole(size: &RegisterSize, path: Option<&str>, packs: &Packs, face: &Face) -> Markup {
    html! {
        h1 { (face.say("shell.about")) }
        p.lead { (face.say("about.lead")) }
        div.grid {
            section.card {
                h2 { (face.say("about.program")) }
                dl.facts {
                    dt { (face.say("about.engine")) } dd { (mengfu::VERSION) }
                    @for pack in packs.iter() {
                        @let language = format!("text.language_{}", pack.settings.name);
                        dt { (face.fill("about.pack", face.say(&language))) } dd { (pack.settings.version) }
                    }
                    dt { (face.say("about.print")) } dd { code title=(packs.print()) { (packs.print().get(..16).unwrap_or_default()) "…" } }
                }
            }
            section.card {
                h2 { (face.say("about.register")) }
                dl.facts {
                    @if let Some(path) = path { dt { (face.say("about.path")) } dd { code { (path) } } }
                    @if let Some(bytes) = size.bytes { dt { (face.say("about.bytes")) } dd { (grouped(usize::try_from(bytes / 1_000).unwrap_or(0))) " kB" } }
                    (figure("about.sources", size.sources, None, face))
                    (figure("about.statements", size.statements as u64, Some("/statements"), face))
                    (figure("about.acts", size.acts, None, face))
                    (figure("about.commitments", size.commitments, Some("/ledger"), face))
                    (figure("about.entries", size.entries as u64, Some("/journal"), face))
                    dt { (face.say("about.standing")) } dd { (face.say(standing(&size.standing))) }
                }
            }
        }
        section #limits { h2 { (face.say("about.limits")) } ul {
            @for limit in LIMITS { li { (face.say(&format!("about.limit_{limit}"))) } }
        } }
        (scores(face))
        section #glossary {
            h2 { (face.say("about.glossary")) }
            (glossary("kind", Kind::ALL.iter().map(|c| c.code()), face))
            (glossary("strength", Strength::ALL.iter().rev().map(|c| c.code()), face))
            (glossary("stance", Stance::ALL.iter().map(|c| c.code()), face))
            (glossary("text_state", TextState::ALL.iter().map(|c| c.code()), face))
            (glossary("world_state", WorldState::ALL.iter().map(|c| c.code()), face))
            (glossary("link", LinkKind::ALL.iter().map(|c| c.code()), face))
            (glossary("grade", Grade::ALL.iter().map(|c| c.code()), face))
        }
        section #licences {
            h2 { (face.say("about.licences")) }
            p { (face.say("about.licence")) }
            p.muted { (face.say("about.parts")) }
        }
    }
}

fn figure(key: &str, n: u64, to: Option<&str>, face: &Face) -> Markup {
    let n = grouped(usize::try_from(n).unwrap_or(usize::MAX));
    html! {
        dt { (face.say(key)) }
        dd { @match to { Some(to) => a href=(to) { (n) }, None => (n) } }
    }
}

fn standing(standing: &Standing) -> &'static str {
    match standing {
        Standing::Empty => "about.standing_empty",
        Standing::Current => "about.standing_current",
        Standing::Unsettled => "about.standing_unsettled",
        Standing::Outdated { .. } => "about.standing_outdated",
        Standing::Later { .. } => "about.standing_later",
    }
}

/// How well it reads what people have read before it.
fn scores(face: &Face) -> Markup {
    let (counts, shares): (Vec<_>, Vec<_>) =
        measures().partition(|(name, _)| name.starts_with("instruments"));
    html! {
        section #scores {
            h2 { (face.say("about.scores")) }
            p { (face.say("about.scores_lead"))
                @if let Some((_, n)) = counts.first() { " " (face.fill("about.scores_of", n)) } }
            dl.scores { @for (name, value) in shares {
                div {
                    dt { (face.say(&format!("about.measure_{}", slug(name)))) }
                    dd.num { (percent(value)) }
                }
            } }
        }
    }
}

/// The measures and what was reached.
fn measures() -> impl Iterator<Item = (&'static str, &'static str)> {
    REACHED.lines().filter_map(|line| line.strip_prefix("measure\t")?.split_once('\t'))
}

/// The name of a measure as the end of a key.
fn slug(name: &str) -> String {
    let letters = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' });
    let letters: String = letters.collect();
    letters.to_lowercase().split_whitespace().collect::<Vec<_>>().join("_")
}

fn percent(share: &str) -> String {
    share
        .parse::<f64>()
        .map_or_else(|_| share.to_owned(), |share| format!("{:.1} %", share * 100.0))
}

/// What the codes of one list mean.
fn glossary(list: &str, codes: impl Iterator<Item = &'static str>, face: &Face) -> Markup {
    html! {
        h3 id={ "list-" (list) } { (face.say(&format!("about.list_{list}"))) }
        dl.facts.meanings { @for code in codes {
            dt { (chip(list, code, face)) }
            dd { (face.say(&format!("about.{list}_{}", code.replace('-', "_")))) }
        } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Words};

    #[test]
    fn everything_that_is_told_has_words() {
        for language in Language::ALL {
            let words = Words::of(*language);
            let has = |key: String| assert_ne!(words.say(&key), key, "{language:?}");
            LIMITS.iter().for_each(|limit| has(format!("about.limit_{limit}")));
            measures()
                .filter(|(name, _)| !name.starts_with("instruments"))
                .for_each(|(name, _)| has(format!("about.measure_{}", slug(name))));
            let list = |list: &str, codes: Vec<&str>| {
                has(format!("about.list_{list}"));
                codes.iter().for_each(|c| has(format!("about.{list}_{}", c.replace('-', "_"))));
            };
            list("kind", Kind::ALL.iter().map(|c| c.code()).collect());
            list("strength", Strength::ALL.iter().map(|c| c.code()).collect());
            list("stance", Stance::ALL.iter().map(|c| c.code()).collect());
            list("text_state", TextState::ALL.iter().map(|c| c.code()).collect());
            list("world_state", WorldState::ALL.iter().map(|c| c.code()).collect());
            list("link", LinkKind::ALL.iter().map(|c| c.code()).collect());
            list("grade", Grade::ALL.iter().map(|c| c.code()).collect());
        }
        assert_eq!(percent("0.9933"), "99.3 %");
        assert_eq!(slug("kind macro-F1 (end to end)"), "kind_macro_f1_end_to_end");
    }
}
