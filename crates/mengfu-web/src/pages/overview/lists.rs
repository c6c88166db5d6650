//! What is due, what was kept, what to look at again.

use maud::{Markup, html};
use mengfu::library::{Noticed, Overview};

use super::signed;
use crate::face::Face;
use crate::parts::promise::{kept as kept_promise, promise};
use crate::parts::{chip, statement};
use crate::paths;

/// So many findings of one statement are shown.
const FINDINGS: usize = 2;

/// Open promises by what is due next.
pub(super) fn due(overview: &Overview, face: &Face) -> Markup {
    html! {
        @if overview.due.is_empty() {
            p.empty { (face.say("overview.nothing_due")) }
        } @else {
            ul.plain { @for entry in &overview.due { li { (promise(entry, true, face)) } } }
        }
        p.more { a href=(paths::ledger(&[], &[("open", "1"), ("sort", "due")])) { (face.say("overview.all_due")) " →" } }
        p.more { a href="/calendar" { (face.say("overview.to_calendar")) " →" } }
    }
}

/// Promises kept last.
pub(super) fn kept(overview: &Overview, face: &Face) -> Markup {
    html! {
        @if overview.kept.is_empty() {
            p.empty { (face.say("overview.nothing_kept")) }
        } @else {
            ul.plain { @for one in &overview.kept { li { (kept_promise(one, true, face)) } } }
            p.more { a href=(paths::ledger(&[], &[("state", "done")])) { (face.say("overview.all_kept")) " →" } }
        }
    }
}

/// Findings that somebody should look at.
pub(super) fn doubts(overview: &Overview, face: &Face) -> Markup {
    html! {
        @if overview.doubtful.is_empty() {
            p.empty { (face.say("overview.nothing_doubtful")) }
        } @else {
            p.muted { (face.count("overview.doubts_in_all", overview.doubts)) }
            ul.plain {
                @for one in &overview.doubtful {
                    li {
                        p.doubt-head {
                            (signed(&one.statement, face)) " " (statement(&one.statement.id, &one.statement.title))
                        }
                        ul.doubt-list {
                            @for finding in one.findings.iter().take(FINDINGS) { li { (noticed(finding, face)) } }
                        }
                        p.small {
                            a href=(paths::source(&one.statement.id)) { (face.say("overview.to_source")) " →" }
                            @if one.findings.len() > FINDINGS {
                                " " span.muted { (face.count("overview.more_findings", one.findings.len() - FINDINGS)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn noticed(finding: &Noticed, face: &Face) -> Markup {
    let told = face.vocabulary().finding(&finding.code, &finding.message);
    html! { (chip("severity", &finding.severity, face)) " " (told) }
}
