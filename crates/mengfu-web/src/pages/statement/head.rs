//! What a statement says of itself, and where to go from it.

use maud::{Markup, html};
use mengfu::library::{Neighbour, Noticed, StatementText};

use crate::face::Face;
use crate::parts::reading::{lang, when};
use crate::parts::{chip, parties};
use crate::paths;

/// In which forms a statement can be taken along.
const FORMATS: [(&str, &str); 3] =
    [("akn.xml", "Akoma Ntoso"), ("jsonld", "JSON-LD"), ("json", "JSON")];

/// Title, facts, findings, neighbours, files.
pub(super) fn head(text: &StatementText, face: &Face) -> Markup {
    let one = &text.listed;
    html! {
        header.statement-head {
            p.statement-kind {
                span.chip { (face.word("instrument_kind", &one.kind)) }
                @if !one.complete { span.chip.severity-problem { (face.say("text.incomplete")) } }
                @if one.title_derived { span.chip { (face.say("text.title_derived")) } }
            }
            h1 lang=[lang(one)] { bdi { (one.title) } }
            (facts(text, face))
            (findings(&text.findings, text, face))
            div.statement-ways.no-print {
                (neighbours(text, face))
                div.files {
                    button type="button" data-print hidden { (face.say("text.print")) }
                    span.muted { (face.say("text.take_along")) }
                    @for (format, name) in FORMATS {
                        a href=(paths::export_statement(&one.id, format)) download { (name) }
                    }
                }
            }
        }
    }
}

/// What the statement says of itself; its words lead to all places that have them.
fn facts(text: &StatementText, face: &Face) -> Markup {
    let one = &text.listed;
    let lang = lang(one);
    let fact =
        |key: &'static str, value: Markup| html! { div { dt { (face.say(key)) } dd { (value) } } };
    let found = |words: &str| {
        let search = paths::query("/search", &[("q", words)]);
        html! { a href=(search) lang=[lang] { bdi { (words) } } }
    };
    let source = paths::source(&one.id);
    let name = text.sources.first().map_or("", String::as_str);
    html! {
        dl.fact-grid {
            (fact("statements.parties", parties(&one.parties, face)))
            (fact("text.signed", signed(text, face)))
            @if let Some(visit) = &text.visit { (fact("text.visit", html! { (visit.replace('/', " – ")) })) }
            @if let Some(place) = &text.place { (fact("text.place", found(place))) }
            @if !text.signatories.is_empty() {
                (fact("text.signatories", html! {
                    @for (i, name) in text.signatories.iter().enumerate() {
                        @if i > 0 { (face.say("shell.list_separator")) }
                        (found(name))
                    }
                }))
            }
            @if let Some(partnership) = &one.partnership { (fact("text.partnership", found(partnership))) }
            @if !text.languages.is_empty() {
                (fact("text.languages", html! {
                    (languages(&text.languages, face))
                    @if let Some(copies) = text.copies { " · " (face.count("text.copies", copies as usize)) }
                }))
            }
            (fact("text.source", html! {
                a href=(source) title=(name) { bdi { (name.rsplit('/').next().unwrap_or(name)) } }
                @if one.witnesses > 1 {
                    " · " a href={ (source) "#witnesses" } { (face.count("text.witnesses", one.witnesses as usize)) }
                }
            }))
        }
    }
}

fn signed(text: &StatementText, face: &Face) -> Markup {
    let one = &text.listed;
    html! {
        (when(&one.when(), face))
        @if one.placing != "signed" { " " span.chip.severity-doubt { (face.word("placing", &one.placing)) } }
    }
}

fn languages(codes: &[String], face: &Face) -> String {
    let names: Vec<&str> = codes
        .iter()
        .map(|code| {
            let key = match code.as_str() {
                "zh" => "text.language_zh",
                "en" => "text.language_en",
                "ru" => "text.language_ru",
                "az" => "text.language_az",
                "kk" => "text.language_kk",
                "uz" => "text.language_uz",
                "ky" => "text.language_ky",
                "tg" => "text.language_tg",
                "tk" => "text.language_tk",
                "fr" => "text.language_fr",
                "es" => "text.language_es",
                "ar" => "text.language_ar",
                other => return other,
            };
            face.say(key)
        })
        .collect();
    names.join(face.say("shell.list_separator"))
}

/// What the reader noticed, folded where none of it is a doubt.
fn findings(findings: &[Noticed], text: &StatementText, face: &Face) -> Markup {
    let doubt = findings.iter().any(|f| f.severity != "info");
    html! {
        @if !findings.is_empty() {
            details.findings open[doubt] {
                summary { (face.count("text.findings", findings.len())) }
                ul.plain {
                    @for finding in findings {
                        li {
                            (chip("severity", &finding.severity, face)) " "
                            (noticed(finding, face)) " "
                            @if let Some([from, to]) = finding.bytes.first() {
                                a href=(paths::source_at(&text.listed.id, *from, *to)) { (face.say("text.see_place")) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A finding in the reader's language, with what the reading engine said of it, which tells more.
pub(super) fn noticed(finding: &Noticed, face: &Face) -> Markup {
    let words = face.vocabulary().finding(&finding.code, &finding.message);
    let told = words == finding.message;
    html! {
        @if told { span lang="en" { (words) } } @else { span title=(finding.message) { (words) } }
    }
}

fn neighbours(text: &StatementText, face: &Face) -> Markup {
    let own = &text.listed.id;
    let way = |other: &Neighbour, key: &'static str, earlier: bool| {
        html! {
            li {
                (face.say(key)) " " a href=(paths::statement(&other.id)) { (when(&other.when, face)) }
                " · "
                a href=(if earlier { paths::compare(&other.id, own) } else { paths::compare(own, &other.id) }) { (face.say("text.compare")) }
            }
        }
    };
    html! {
        @if text.before.is_some() || text.after.is_some() {
            ul.neighbours aria-label=(face.say("text.lineage")) {
                @if let Some(before) = &text.before { (way(before, "text.before", true)) }
                @if let Some(after) = &text.after { (way(after, "text.after", false)) }
            }
        }
    }
}
