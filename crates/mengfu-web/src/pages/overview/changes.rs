//! What the newest statement changed.

use maud::{Markup, html};
use mengfu::library::{Change, Changes};
use mengfu::model::LinkKind;

use super::signed;
use crate::face::Face;
use crate::parts::{chip, parties, said, statement};
use crate::paths;

/// What is told, in this order.
const TOLD: [LinkKind; 5] =
    [LinkKind::Strengthens, LinkKind::Weakens, LinkKind::Mixed, LinkKind::New, LinkKind::Drops];

pub(super) fn changes(changes: &Changes, face: &Face) -> Markup {
    let later = &changes.statement;
    html! {
        section.card.block aria-labelledby="overview-changes" {
            h2 #overview-changes { (face.say("overview.changes")) }
            p {
                (signed(later, face)) " · " (parties(&later.parties, face)) " · " (statement(&later.id, &later.title))
            }
            p.toolbar {
                @for what in TOLD {
                    @if let Some(count) = changes.counts.get(&what) {
                        a.tally href=(paths::compare_only(&changes.against, &later.id, what.code())) {
                            span.tally-number { (count) } " " (chip("link", what.code(), face))
                        }
                    }
                }
                a.button href=(paths::compare(&changes.against, &later.id)) { (face.say("overview.compare")) }
            }
            div.changes {
                @for what in TOLD {
                    @let some: Vec<&Change> = changes.some.iter().filter(|change| change.what == what).collect();
                    @if !some.is_empty() {
                        section {
                            h3 { (face.word("link", what.code())) }
                            ul.plain { @for one in some { li { (change(one, face)) } } }
                        }
                    }
                }
            }
        }
    }
}

fn change(change: &Change, face: &Face) -> Markup {
    html! {
        p.quote {
            a href=(paths::act(&change.act)) { (said(&change.quote)) }
            @if change.provisional { " " span.chip.severity-doubt title=(face.say("overview.provisional_why")) { (face.say("overview.provisional")) } }
        }
        @if let Some(before) = &change.before {
            p.small.muted { (face.say("overview.before")) " " span.serif { (said(before)) } }
        }
    }
}
