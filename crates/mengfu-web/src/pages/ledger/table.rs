//! The table of the ledger.

use maud::{Markup, html};
use mengfu::library::{Entry, Order, StateBecause};
use mengfu::model::ActAddress;

use super::View;
use crate::face::Face;
use crate::parts::decide::Decide;
use crate::parts::{chip, day, language_of};
use crate::paths;

impl View {
    /// The promises of the page.
    pub(super) fn table(&self, face: &Face) -> Markup {
        html! {
            div.scroll {
                table.table.ledger-table {
                    caption.visually-hidden { (face.say("ledger.table")) }
                    thead { tr {
                        (self.head("signed", Some(Order::Day), face))
                        (self.head("promise", None, face))
                        (self.head("owed_by", None, face))
                        (self.head("firmness", Some(Order::Strength), face))
                        (self.head("due_day", Some(Order::Due), face))
                        (self.head("in_texts", None, face))
                        (self.head("in_world", Some(Order::State), face))
                    } }
                    tbody { @for entry in &self.ledger.entries { (self.row(entry, face)) } }
                }
            }
        }
    }

    /// The head of a column, which sorts by it; once more, the other way about.
    fn head(&self, name: &str, order: Option<Order>, face: &Face) -> Markup {
        let label = face.say(&format!("ledger.{name}")).to_owned();
        let Some(order) = order else { return html! { th scope="col" { (label) } } };
        let here = self.query.order == order;
        let reverse = here && !self.query.reverse;
        let code = if order == Order::default() { "" } else { order.code() };
        let to =
            self.asked.with_all(&[("sort", code), ("reverse", if reverse { "1" } else { "" })]);
        let falls = matches!(order, Order::Day | Order::Strength) != self.query.reverse;
        let sorted = here.then_some(if falls { "descending" } else { "ascending" });
        html! {
            th scope="col" aria-sort=[sorted] {
                a.sort href=(to) {
                    (label)
                    @if here { span aria-hidden="true" { @if falls { " ↓" } @else { " ↑" } } }
                }
            }
        }
    }

    fn row(&self, entry: &Entry, face: &Face) -> Markup {
        let together = entry.by.iter().any(|actor| actor == "all");
        html! {
            tr {
                td.nowrap data-label=(face.say("ledger.signed")) {
                    a href=(paths::statement(&entry.address.instrument)) title=(entry.title) {
                        (day(entry.signed.as_deref(), face))
                    }
                }
                td.promise { (self.promise(entry, face)) }
                td.owed data-label=(face.say("ledger.owed_by")) {
                    bdi { (face.actors(&entry.by)) }
                    @if !together && !entry.to.is_empty() {
                        span.muted.small { " → " bdi { (face.actors(&entry.to)) } }
                    }
                }
                td data-label=(face.say("ledger.firmness")) {
                    @if let Some(strength) = entry.strength { (chip("strength", strength, face)) }
                }
                td data-label=(face.say("ledger.due_day")) { (due(entry, face)) }
                td data-label=(face.say("ledger.in_texts")) {
                    (chip("text_state", entry.text_state.code(), face))
                }
                td data-label=(face.say("ledger.in_world")) { (world(entry, face)) }
            }
        }
    }

    /// The words of a promise, where they stand, and what people noted on it.
    fn promise(&self, entry: &Entry, face: &Face) -> Markup {
        let parties = entry.parties.join("-");
        let track = &entry.track;
        let noted =
            [("lead_body", &track.lead), ("contact", &track.contact), ("note", &track.note)];
        html! {
            a.quote href=(paths::act(&entry.address)) { bdi lang=[language_of(&entry.quote)] { (entry.quote) } }
            p.small.muted.where {
                a href=(paths::partnership(&entry.parties)) title=(parties) { (face.actors(&entry.parties)) }
                @if !entry.article.is_empty() { " · " bdi { (entry.article) } }
                @for topic in &entry.topics {
                    " · " a href=(self.asked.with("topic", topic)) { (face.word("topic", topic)) }
                }
                @if entry.standing { " · " span { (face.say("ledger.standing")) } }
                @if entry.umbrella { " · " span { (face.say("ledger.umbrella")) } }
                @if let Some(address) = entry.part_of.as_ref().and_then(|id| id.parse::<ActAddress>().ok()) {
                    " · " a href=(paths::act(&address)) { (face.say("ledger.part_of")) }
                }
            }
            @if noted.iter().any(|(_, value)| value.is_some()) {
                dl.noted.small {
                    @for (label, value) in noted {
                        @if let Some(value) = value {
                            div { dt { (face.say(&format!("ledger.{label}"))) } dd { bdi { (value) } } }
                        }
                    }
                }
            }
            @if self.may_edit { (self.edit(entry, face)) }
        }
    }

    /// The forms by which people decide about a promise.
    fn edit(&self, entry: &Entry, face: &Face) -> Markup {
        let decide = Decide {
            act: &entry.address,
            to: &self.here,
            world: Some(entry.world_state),
            lead: entry.track.lead.as_deref(),
            contact: entry.track.contact.as_deref(),
        };
        html! {
            details.row-edit {
                summary { (face.say("ledger.edit")) }
                (decide.forms(face))
            }
        }
    }
}

/// When it is due, and the words that say so.
fn due(entry: &Entry, face: &Face) -> Markup {
    let printed: Vec<&str> = entry.times.iter().map(|time| time.text.as_str()).collect();
    html! {
        @match entry.due {
            Some(due) if due.first == due.last => time.nowrap datetime=(due.last) { (due.last) },
            Some(due) => span.nowrap title={ (due.first) " – " (due.last) } {
                span.muted.small { (face.say("ledger.until")) " " } time datetime=(due.last) { (due.last) }
            },
            None => {},
        }
        @if !printed.is_empty() {
            span.muted.small.printed { bdi { (printed.join(face.say("shell.list_separator"))) } }
        }
    }
}

/// How it stands in the world, why, and what shows it.
fn world(entry: &Entry, face: &Face) -> Markup {
    let because = face.word("because", entry.because.code());
    html! {
        span title=(because) { (chip("world_state", entry.world_state.code(), face)) }
        @match entry.because {
            // The state itself says that nothing is known, or can be.
            StateBecause::Nothing | StateBecause::Nature => {},
            StateBecause::Text | StateBecause::Date => span.muted.small.printed { (because) },
            StateBecause::Person(number) => a.small.printed href=(paths::journal_entry(number)) {
                (because) " · " (face.fill("ledger.entry", &number.to_string()))
            },
        }
        @if entry.track.evidence > 0 {
            a.small.printed href=(paths::act(&entry.address)) { (face.count("ledger.evidence", entry.track.evidence)) }
        }
    }
}
