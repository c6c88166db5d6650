//! The source view: the file as received, with what was set aside and why, the parts of a statement in
//! the order in which they are read, and in what other copies differ.

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use mengfu::library::{
    Listed, SourceAsked, SourceView, Stretch, StretchIs, WitnessDifferences, WitnessShown,
};
use serde::Deserialize;

use super::head::noticed;
use crate::face::Face;
use crate::failure::Failure;
use crate::parts::reading::lang;
use crate::parts::visible::visible;
use crate::parts::{chip, name_of, pager};
use crate::paths;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;
use crate::words::grouped;

/// What is set aside is folded where it has more characters than this.
const LONG: usize = 600;

/// Which part of the file, and which bytes to point out.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: String,
    from: String,
    to: String,
}

impl Asked {
    fn part(&self) -> SourceAsked {
        let number = |text: &str| text.parse::<usize>().ok();
        SourceAsked {
            page: number(&self.page),
            marked: number(&self.from).zip(number(&self.to)).map(|(from, to)| [from, to]),
        }
    }
}

/// Shows the source of a statement.
pub(super) async fn source(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path((parties, day)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let address = visit.address().to_owned();
    room.page(visit, &headers, move |library, face| {
        let id = paths::instrument(&parties, &day);
        let (statement, witnesses) = library.witnesses(&id)?;
        let view = SourcePage {
            source: library.source(&id, asked.part())?,
            differences: match witnesses.len() > 1 {
                true => library.witness_differences(&id)?,
                false => Vec::new(),
            },
            statement,
            witnesses,
            address,
        };
        let title = face.fill("source.of", &view.statement.title);
        Ok::<_, Failure>(Page::new(Section::Statements, title, view.render(face)))
    })
    .await
}

struct SourcePage {
    statement: Listed,
    source: SourceView,
    witnesses: Vec<WitnessShown>,
    differences: Vec<WitnessDifferences>,
    address: String,
}

impl SourcePage {
    fn render(&self, face: &Face) -> Markup {
        let source = &self.source;
        html! {
            nav.crumbs { a href=(paths::statement(&self.statement.id)) lang=[lang(&self.statement)] { bdi { (self.statement.title) } } }
            h1 { (face.say("source.title")) }
            p.lead { (face.say("source.lead")) }
            dl.facts {
                dt { (face.say("source.names")) } dd { @for name in &source.names { div { bdi { (name) } } } }
                dt { (face.say("source.size")) } dd { (face.count("source.bytes", source.length)) " · " (source.encoding) }
                dt { "SHA-256" } dd { code { (source.sha256) } }
                @if source.statements.len() > 1 {
                    dt { (face.say("source.holds")) }
                    dd { @for id in source.statements.values() { div {
                        @if *id == self.statement.id { b { (name_of(id, face)) } } @else { a href=(paths::source(id)) { (name_of(id, face)) } }
                    } } }
                }
                @if source.parts.len() > 1 {
                    dt { (face.say("source.order")) }
                    dd { ol.part-list { @for (n, part) in (1..).zip(&source.parts) {
                        li { a href=(self.at(part.start, part.end)) { (part_name(n, source.parts.len(), face)) } " " span.muted { (bytes(part.start, part.end, face)) } }
                    } } }
                }
            }
            (self.findings(face))
            (self.text(face))
            (pager(source.page, source.pages, &self.address, face))
            (self.copies(face))
        }
    }

    fn at(&self, from: usize, to: usize) -> String {
        paths::source_at(&self.statement.id, from, to)
    }

    fn findings(&self, face: &Face) -> Markup {
        html! {
            @if !self.source.findings.is_empty() {
                section {
                    h2 #findings { (face.say("source.findings")) }
                    ol.plain {
                        @for (n, finding) in (1..).zip(&self.source.findings) {
                            li { span.finding-sign { (n) } " " (chip("severity", &finding.severity, face)) " " (noticed(finding, face)) " "
                                @if let Some([from, to]) = finding.bytes.first() {
                                    a href=(self.at(*from, *to)) { (face.say("text.see_place")) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn text(&self, face: &Face) -> Markup {
        let mut part = None;
        let marked = self.source.stretches.iter().position(|stretch| stretch.marked);
        html! {
            section {
                h2 { (face.say("source.text")) }
                div.received dir="auto" lang=[lang(&self.statement)] tabindex="0" role="region" aria-label=(face.say("source.text")) {
                    @for (place, stretch) in self.source.stretches.iter().enumerate() {
                        (self.border(stretch, &mut part, face))
                        @if marked == Some(place) { span.at #at {} }
                        @for n in &stretch.findings { a.finding-sign id={ "f" (n) } href="#findings" { (n) } }
                        (self.stretch(stretch, face))
                    }
                }
            }
        }
    }

    /// Where a part begins, its place in the order of reading; where another statement does, its name.
    fn border(&self, stretch: &Stretch, before: &mut Option<StretchIs>, face: &Face) -> Markup {
        let parts = self.source.parts.len();
        let several = parts > 1 || self.source.statements.len() > 1;
        let aside = matches!(stretch.is, StretchIs::SetAside(_));
        let begins = !aside && *before != Some(stretch.is);
        if begins {
            *before = Some(stretch.is);
        }
        html! {
            @if begins && several {
                @match stretch.is {
                    StretchIs::Part(n) => div.part-sign { (part_name(n, parts, face)) },
                    StretchIs::Other(n) => div.part-sign.part-other {
                        @match self.source.statements.get(&n) {
                            Some(id) => { (face.say("source.other")) " " a href=(paths::statement(id)) { (name_of(id, face)) } },
                            None => (face.say("source.other")),
                        }
                    },
                    StretchIs::SetAside(_) => {},
                }
            }
        }
    }

    fn stretch(&self, stretch: &Stretch, face: &Face) -> Markup {
        let text = visible(&stretch.text);
        let text = html! { @if stretch.marked { mark { (text) } } @else { (text) } };
        html! {
            @match stretch.is {
                StretchIs::Part(_) => span.own { (text) },
                StretchIs::Other(_) => span.others { (text) },
                StretchIs::SetAside(reason) => {
                    @let word = face.word("reason", reason);
                    // What nobody would take for text has no label; there would be one at every tag.
                    @let labelled = !matches!(reason, "markup" | "blank");
                    @if stretch.text.chars().nth(LONG).is_some() && !stretch.marked {
                        details.aside-long {
                            summary { span.aside-reason { (word) } " " (bytes(stretch.start, stretch.end, face)) }
                            span.aside { (text) }
                        }
                    } @else {
                        span.aside title=(word) {
                            @if labelled { span.aside-reason { (word) } }
                            (text)
                        }
                    }
                },
            }
        }
    }

    fn copies(&self, face: &Face) -> Markup {
        html! {
            section {
                h2 #witnesses { (face.say("source.copies")) }
                ul.plain {
                    @for witness in &self.witnesses {
                        li {
                            p { @for (i, name) in witness.names.iter().enumerate() { @if i > 0 { ", " } b { bdi { (name) } } }
                                @if witness.primary { " " span.chip { (face.say("source.primary")) } }
                                @if !witness.complete { " " span.chip.severity-problem { (face.say("text.incomplete")) } }
                            }
                            p.muted.small { code { (witness.sha256.get(..16).unwrap_or_default()) "…" } " · " (face.count("source.acts", witness.acts as usize)) }
                            @for other in self.differences.iter().filter(|d| (&d.sha256, d.ordinal) == (&witness.sha256, witness.ordinal)) {
                                (differences(other, face))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// In what a copy differs from the one that the statement is read from.
fn differences(other: &WitnessDifferences, face: &Face) -> Markup {
    let none = other.facts.is_empty() && other.missing.is_empty() && other.added.is_empty();
    let sentences = |key: &'static str, sentences: &[String]| {
        html! {
            @if !sentences.is_empty() {
                details {
                    summary { (face.count(key, sentences.len())) }
                    ul { @for sentence in sentences { li.quote { bdi { (sentence) } } } }
                }
            }
        }
    };
    html! {
        @if none { p { (face.say("source.same_text")) } }
        @if !other.facts.is_empty() {
            dl.facts { @for (name, first, own) in &other.facts {
                dt { (face.say(fact(name))) }
                dd { del { bdi { (first) } } " → " ins { bdi { @if own.is_empty() { "—" } @else { (own) } } } }
            } }
        }
        (sentences("source.missing", &other.missing))
        (sentences("source.added", &other.added))
    }
}

fn fact(name: &str) -> &'static str {
    match name {
        "title" => "statements.title",
        "signed" => "text.signed",
        "visit" => "text.visit",
        "place" => "text.place",
        "signatories" => "text.signatories",
        "partnership" => "text.partnership",
        _ => "text.languages",
    }
}

fn part_name(n: usize, of: usize, face: &Face) -> String {
    match of {
        0 | 1 => face.say("source.this").to_owned(),
        _ => face.fill("source.part", &format!("{n} / {of}")),
    }
}

fn bytes(from: usize, to: usize, face: &Face) -> String {
    face.fill("source.range", &format!("{}–{}", grouped(from), grouped(to)))
}
