//! What was added, and what it changed.

use maud::{Markup, html};
use mengfu::library::{Addition, Effects};
use mengfu::model::InstrumentId;

use crate::batch::Taken;
use crate::face::Face;
use crate::parts::{chip, name_of, statement};
use crate::paths;

pub(super) fn done(files: &[Taken], face: &Face) -> Markup {
    html! {
        @for file in files {
            section.card.gap-above {
                h2 { bdi { (file.name) } }
                @match &file.added {
                    Ok(added) => { (outcome(added, &file.changes, face)) }
                    Err(failure) => {
                        p.notice.notice-bad role="alert" {
                            (face.say("add.not_added")) " "
                            (face.say(&format!("failure.{}", failure.code().replace('-', "_"))))
                            @if let Some(detail) = failure.detail() { " " span.muted lang="en" { (detail) } }
                        }
                    }
                }
            }
        }
        p.toolbar {
            a.button href="/add" { (face.say("add.more_files")) }
            a.button href="/statements" { (face.say("shell.statements")) }
        }
    }
}

fn outcome(added: &Addition, changes: &[(InstrumentId, Vec<Effects>)], face: &Face) -> Markup {
    html! {
        @if added.known { p.notice { (face.say("add.known")) } }
        @else if added.instruments.is_empty() { p.notice { (face.say("add.kept_no_statement")) } }
        ul.plain {
            @for one in &added.instruments {
                li {
                    p {
                        (statement(&one.id, &one.title)) " "
                        span.muted { (name_of(&one.id, face)) }
                        @if one.witnesses > 1 { " " span.chip { (face.count("add.copies", one.witnesses as usize)) } }
                    }
                    @for (_, changes) in changes.iter().filter(|(id, _)| *id == one.id) {
                        ul { @for change in changes { (changed(&one.id, change, face)) } }
                    }
                }
            }
        }
    }
}

fn changed(id: &InstrumentId, change: &Effects, face: &Face) -> Markup {
    html! {
        li {
            a href=(paths::compare(&change.earlier, id)) { (face.fill("add.against", &name_of(&change.earlier, face))) }
            @for (kind, count) in &change.counts { " " (chip("link", kind.code(), face)) " " (count) }
        }
    }
}
