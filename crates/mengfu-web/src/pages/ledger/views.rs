//! Ways to keep and to give on a view: its address, views for usual questions, files.

use maud::{Markup, html};
use mengfu::library::Day;

use super::View;
use crate::face::Face;
use crate::paths;

/// The files that a view can be had as.
const FILES: [(&str, &str); 4] =
    [("xlsx", "XLSX"), ("csv", "CSV"), ("jsonl", "JSON Lines"), ("ics", "iCalendar")];

impl View {
    /// Views for usual questions, and this one to be kept.
    pub(super) fn views(&self, face: &Face) -> Markup {
        let today = self.today.to_string();
        let year = Day::from_number(self.today.days_after(Day::from_number(0)) + 365).to_string();
        let usual: [(&str, Vec<(&str, &str)>); 6] = [
            ("open", vec![("open", "1"), ("sort", "state")]),
            ("soon", vec![("due_from", &today), ("due_to", &year), ("open", "1"), ("sort", "due")]),
            ("overdue", vec![("state", "overdue"), ("sort", "due")]),
            ("kept", vec![("state", "done")]),
            ("dropped", vec![("text", "dropped")]),
            ("firm", vec![("at_least", "agree"), ("open", "1"), ("sort", "strength")]),
        ];
        html! {
            section.views {
                h2 { (face.say("ledger.views")) }
                ul.plain.small {
                    @for (name, pairs) in usual {
                        li { a href=(paths::query("/ledger", &pairs)) { (face.say(&format!("ledger.view_{name}"))) } }
                    }
                }
                div.field data-views="ledger" data-remove=(face.say("ledger.forget_view")) {
                    label for="view-link" { (face.say("ledger.view_link")) }
                    input #view-link.small readonly value=(self.asked.address());
                    button type="button" hidden data-copy="#view-link" data-copied=(face.say("ledger.copied")) { (face.say("ledger.copy_link")) }
                    form.view-save hidden {
                        label.visually-hidden for="view-name" { (face.say("ledger.view_name")) }
                        input #view-name placeholder=(face.say("ledger.view_name")) maxlength="60" required;
                        button type="submit" { (face.say("ledger.keep_view")) }
                    }
                    ul.plain.small.view-list {}
                }
            }
        }
    }

    /// This view as files.
    pub(super) fn exports(&self, face: &Face) -> Markup {
        html! {
            div.exports {
                span.muted.small { (face.say("ledger.export")) }
                @for (ending, name) in FILES {
                    @let file = match ending { "ics" => "calendar.ics".to_owned(), other => format!("ledger.{other}") };
                    a.button.small href=(self.asked.at(&paths::export(&file))) download { (name) }
                }
                button.small type="button" hidden data-print { (face.say("ledger.print")) }
            }
        }
    }
}
