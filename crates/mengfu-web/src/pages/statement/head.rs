//! What a statement says of itself, and where to go from it.

use maud::{Markup, html};
use mengfu::library::{Neighbour, Noticed, StatementText};

use crate::face::Face;
use crate::parts::reading::lang;
use crate::parts::{chip, parties};
use crate::paths;

/// In which forms a statement can be taken along.
const FORMATS: [(&str, &str); 3] =
    [("akn", "Akoma Ntoso"), ("jsonld", "JSON-LD"), ("json", "JSON")];

/// Title, facts, findings, neighbours, files.
pub(super) fn head(text: &StatementText, face: &Face) -> Markup {
    let one = &text.listed;
    let lang = lang(&text.language);
    let search = |words: &str| paths::query("/search", &[("q", words)]);
    html! {
        header.statement-head {
            p.statement-kind {
                span.chip { (face.word("instrument_kind", &one.kind)) }
                @if !one.complete { span.chip.severity-problem { (face.say("text.incomplete")) } }
                @if one.title_derived { span.chip { (face.say("text.title_derived")) } }
            }
            h1 lang=[lang] { bdi { (one.title) } }
            dl.facts {
                dt { (face.say("statements.parties")) } dd { (parties(&one.parties, face)) }
                dt { (face.say("text.signed")) } dd { (signed(text, face)) }
                @if let Some(visit) = &text.visit { dt { (face.say("text.visit")) } dd { (visit) } }
                @if let Some(place) = &text.place {
                    dt { (face.say("text.place")) } dd { a href=(search(place)) lang=[lang] { bdi { (place) } } }
                }
                @if !text.signatories.is_empty() {
                    dt { (face.say("text.signatories")) }
                    dd { @for (i, name) in text.signatories.iter().enumerate() {
                        @if i > 0 { (face.say("shell.list_separator")) }
                        a href=(search(name)) lang=[lang] { bdi { (name) } }
                    } }
                }
                @if let Some(partnership) = &one.partnership {
                    dt { (face.say("text.partnership")) }
                    dd { a href=(search(partnership)) lang=[lang] { bdi { (partnership) } } }
                }
                @if !text.languages.is_empty() {
                    dt { (face.say("text.languages")) }
                    dd { (languages(&text.languages, face)) @if let Some(copies) = text.copies { " · " (face.count("text.copies", copies as usize)) } }
                }
                dt { (face.say("text.source")) }
                dd {
                    a href=(paths::source(&one.id)) { bdi { (text.sources.first().map_or("", String::as_str)) } }
                    @if one.witnesses > 1 { " · " a href={ (paths::source(&one.id)) "#witnesses" } { (face.count("text.witnesses", one.witnesses as usize)) } }
                }
            }
            (findings(&text.findings, text, face))
            div.statement-ways.no-print {
                (neighbours(text, face))
                div.toolbar {
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

fn signed(text: &StatementText, face: &Face) -> Markup {
    let one = &text.listed;
    html! {
        @match (&one.signed, &one.day) {
            (Some(signed), _) => time datetime=(signed) { (signed) },
            (None, Some(day)) => time datetime=(day) { (day) },
            (None, None) => "—",
        }
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
    let source = paths::source(&text.listed.id);
    let doubt = findings.iter().any(|f| f.severity != "info");
    html! {
        @if !findings.is_empty() {
            details.findings open[doubt] {
                summary { (face.count("text.findings", findings.len())) }
                ul.plain {
                    @for (n, finding) in findings.iter().enumerate() {
                        li {
                            (chip("severity", &finding.severity, face)) " "
                            (noticed(finding, face)) " "
                            @if !finding.bytes.is_empty() { a href={ (source) "#f" (n + 1) } { (face.say("text.see_place")) } }
                        }
                    }
                }
            }
        }
    }
}

/// A finding in the reader's language; what only English tells in full stands behind it.
pub(super) fn noticed(finding: &Noticed, face: &Face) -> Markup {
    let key = format!("finding.{}", finding.code);
    let words = face.say(&key);
    html! {
        @if words == key { span lang="en" { (finding.message) } }
        @else if face.language == crate::words::Language::En { (finding.message) }
        @else { span title=(finding.message) { (words) } }
    }
}

fn neighbours(text: &StatementText, face: &Face) -> Markup {
    let own = &text.listed.id;
    let way = |other: &Neighbour, key: &'static str, earlier: bool| {
        html! {
            li {
                (face.say(key)) " " a href=(paths::statement(&other.id)) { time datetime=(other.day) { (other.day) } }
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
