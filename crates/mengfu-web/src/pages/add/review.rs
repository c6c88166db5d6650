//! What was found in files before they are accepted.

use std::collections::BTreeMap;

use maud::{Markup, html};
use mengfu::library::{Review, Reviewed, ReviewedAside, ReviewedFinding};
use mengfu::model::Severity;

use crate::batch::{BatchId, Looked};
use crate::face::Face;
use crate::failure::Failure;
use crate::parts::{chip, day};
use crate::paths;
use crate::words::grouped;

/// What every file has and nobody asks about.
const PLAIN: [&str; 3] = ["blank", "markup", "byte-order-mark"];

/// So many pieces that were set aside are shown of one file.
const PIECES: usize = 40;

pub(super) fn review(id: &BatchId, files: &[Looked], notice: Option<&str>, face: &Face) -> Markup {
    let twins = twins(files);
    let path = paths::batch(id);
    let statements =
        files.iter().filter_map(|l| l.review.as_ref().ok()).map(|r| r.statements.len());
    html! {
        p.lead {
            (face.count("add.found_files", files.len())) " · "
            (face.count("add.found_statements", statements.sum()))
        }
        @if let Some(notice) = notice { p.notice.notice-bad role="alert" { (face.say(notice)) } }
        form method="post" action=(path) {
            @for (at, looked) in files.iter().enumerate() { (one(at, looked, &twins, face)) }
            div.toolbar {
                button.button-main type="submit" { (face.say("add.accept")) }
                button type="submit" form="discard" { (face.say("add.discard")) }
            }
        }
        form #discard method="post" action={ (path) "/discard" } {}
    }
}

/// The files in which a statement of the same name was found first.
fn twins(files: &[Looked]) -> BTreeMap<&str, usize> {
    let mut first = BTreeMap::new();
    for (at, looked) in files.iter().enumerate() {
        let statements = looked.review.iter().flat_map(|review| &review.statements);
        for one in statements.filter(|one| one.listed.signed.is_some()) {
            first.entry(one.listed.id.0.as_str()).or_insert(at);
        }
    }
    first
}

fn one(at: usize, looked: &Looked, twins: &BTreeMap<&str, usize>, face: &Face) -> Markup {
    let id = format!("file-{at}");
    html! {
        section.card.looked {
            h2.looked-name {
                input id=(id) type="checkbox" name="file" value=(at) checked[looked.is_news()] disabled[looked.review.is_err()];
                label for=(id) { bdi { (looked.file.name) } }
                " " span.muted.small { (size(looked.file.bytes.len())) }
            }
            @match &looked.review {
                Err(failure) => {
                    (refused(failure, face))
                }
                Ok(review) => { (found(at, review, twins, face)) }
            }
        }
    }
}

/// Why a file could not be looked at.
fn refused(failure: &Failure, face: &Face) -> Markup {
    html! {
        p.notice.notice-bad {
            (face.say(&format!("failure.{}", failure.code().replace('-', "_"))))
            @if let Some(detail) = failure.detail() { " " span.muted lang="en" { (detail) } }
        }
    }
}

fn found(at: usize, review: &Review, twins: &BTreeMap<&str, usize>, face: &Face) -> Markup {
    let (aside, rest): (Vec<_>, Vec<_>) =
        review.set_aside.iter().partition(|aside| !PLAIN.contains(&aside.reason));
    let doubts = review.findings.iter().filter(|f| f.severity != Severity::Info).count();
    html! {
        @if review.known { p.notice { (face.say("add.known")) } }
        @else if review.statements.is_empty() { p.notice { (face.say("add.no_statement")) } }
        @if !review.statements.is_empty() { (statements(at, review, twins, face)) }
        @if !review.findings.is_empty() {
            details open[doubts > 0] {
                summary { (face.say("add.noticed")) " (" (review.findings.len()) ")" }
                ul.plain { @for finding in &review.findings { (noticed(finding, face)) } }
            }
        }
        @if !aside.is_empty() {
            details open[review.statements.is_empty()] {
                summary { (face.say("add.aside")) " (" (aside.len()) ")" }
                (pieces(&aside, face))
            }
        }
        @if !rest.is_empty() {
            p.muted.small { (face.fill("add.plain", &size(rest.iter().map(|a| a.bytes[1] - a.bytes[0]).sum()))) }
        }
    }
}

fn statements(at: usize, review: &Review, twins: &BTreeMap<&str, usize>, face: &Face) -> Markup {
    html! {
        div.scroll { table.table {
            thead { tr {
                th scope="col" { (face.say("add.title_of")) }
                th scope="col" { (face.say("add.parties")) }
                th scope="col" { (face.say("add.signed")) }
                th.num scope="col" { (face.say("add.acts")) }
                th.num scope="col" { (face.say("add.commitments")) }
                th scope="col" { (face.say("add.standing")) }
            } }
            tbody { @for one in &review.statements { tr {
                th scope="row" {
                    bdi { (one.listed.title) }
                    @if one.listed.title_derived { " " span.muted.small { (face.say("add.title_derived")) } }
                    br; span.muted.small { (face.word("instrument_kind", &one.listed.kind)) }
                }
                td { (face.actors(&one.listed.parties)) }
                td.nowrap { (day(one.listed.signed.as_deref(), face)) }
                td.num { (one.listed.acts) }
                td.num { (one.listed.commitments) }
                td { (standing(at, one, twins, face)) }
            } } }
        } }
    }
}

fn standing(at: usize, one: &Reviewed, twins: &BTreeMap<&str, usize>, face: &Face) -> Markup {
    let id = one.listed.id.0.as_str();
    let twin = twins.get(id).filter(|first| **first < at);
    html! {
        span class={ "chip standing-" (one.standing.code()) } { (face.say(&format!("add.standing_{}", one.standing.code().replace('-', "_")))) }
        @if one.standing.code() != "new" { " " a href=(paths::statement(&one.listed.id)) { (face.say("add.see")) } }
        @if let Some(first) = twin { br; a.small href={ "#file-" (first) } { (face.say("add.twin")) } }
        @if !one.listed.complete { br; span.chip.severity-doubt { (face.say("add.incomplete")) } }
    }
}

fn noticed(finding: &ReviewedFinding, face: &Face) -> Markup {
    html! {
        li {
            (chip("severity", finding.severity.code(), face)) " "
            span lang="en" { (face.vocabulary().finding(finding.code, &finding.message)) }
            @if let Some(words) = &finding.excerpt { " " q.quote dir="auto" { (words) } }
        }
    }
}

fn pieces(aside: &[&ReviewedAside], face: &Face) -> Markup {
    html! {
        ul.plain {
            @for piece in aside.iter().take(PIECES) {
                li {
                    span.chip { (face.word("reason", piece.reason)) } " "
                    span.muted.small { (size(piece.bytes[1] - piece.bytes[0])) }
                    @if let Some(words) = &piece.excerpt { " " q.quote dir="auto" { (words) } }
                }
            }
            @if aside.len() > PIECES { li.muted { (face.fill("add.more", &(aside.len() - PIECES).to_string())) } }
        }
    }
}

/// A number of bytes for people.
fn size(bytes: usize) -> String {
    match bytes {
        0..10_000 => format!("{} B", grouped(bytes)),
        10_000..10_000_000 => format!("{} kB", grouped(bytes / 1_000)),
        _ => format!("{} MB", grouped(bytes / 1_000_000)),
    }
}
