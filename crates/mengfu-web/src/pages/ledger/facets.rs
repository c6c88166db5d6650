//! The filters of the ledger, and those that are chosen.

use maud::{Markup, html};
use mengfu::library::{Facets, TextState};
use mengfu::model::{Strength, Topic, WorldState};

use super::View;
use crate::face::Face;
use crate::parts::by_name;
use crate::words::grouped;

/// The states in the order in which somebody looks for them.
const STATES: [WorldState; 7] = [
    WorldState::Overdue,
    WorldState::Stalled,
    WorldState::NotStarted,
    WorldState::InProgress,
    WorldState::NoEvidence,
    WorldState::CannotBeTested,
    WorldState::Done,
];

/// Names of the fields whose values can be taken away one by one.
const CHOSEN: [&str; 11] = [
    "q",
    "party",
    "by",
    "topic",
    "at_least",
    "state",
    "text",
    "due_from",
    "due_to",
    "statement",
    "as_of",
];

impl View {
    /// The form of all filters.
    pub(super) fn facets(&self, face: &Face) -> Markup {
        let nothing = Facets::default();
        let facets = self.ledger.facets.as_ref().unwrap_or(&nothing);
        let states = STATES.iter().map(|state| {
            let code = state.code();
            (code, face.word("world_state", code), facets.world.get(state).copied())
        });
        let texts = TextState::ALL.iter().map(|state| {
            let code = state.code();
            (code, face.word("text_state", code), facets.text.get(state).copied())
        });
        let topics = Topic::ALL.iter().map(|topic| {
            let count = facets.topics.get(topic.code()).copied();
            (topic.code(), face.word("topic", topic.code()), count)
        });
        html! {
            form.facets action="/ledger" method="get" role="search" data-send-on-change {
                @for name in ["sort", "reverse", "statement"] {
                    @if self.asked.is(name) { input type="hidden" name=(name) value=(self.asked.one(name)); }
                }
                div.field {
                    label for="f-q" { (face.say("ledger.words")) }
                    input #f-q type="search" name="q" value=(self.asked.one("q")) maxlength="200";
                }
                (self.parties("party", "ledger.party", face))
                (self.parties("by", "ledger.by", face))
                label.check {
                    input type="checkbox" name="open" value="1" checked[self.query.open];
                    span { (face.say("ledger.open_only")) }
                }
                (self.boxes("state", "ledger.world", states, true, face))
                (self.boxes("text", "ledger.text", texts, self.asked.is("text"), face))
                div.field {
                    label for="f-at-least" { (face.say("ledger.at_least")) }
                    select #f-at-least name="at_least" {
                        option value="" { (face.say("ledger.any")) }
                        @for strength in Strength::ALL.iter().rev() {
                            option value=(strength.code()) selected[self.query.at_least == Some(*strength)] {
                                (face.word("strength", strength.code()))
                            }
                        }
                    }
                }
                (self.boxes("topic", "ledger.topics", topics, self.asked.is("topic"), face))
                fieldset.field {
                    legend { (face.say("ledger.due")) }
                    div.between {
                        label { span { (face.say("ledger.from")) } input type="date" name="due_from" value=(self.asked.one("due_from")); }
                        label { span { (face.say("ledger.to")) } input type="date" name="due_to" value=(self.asked.one("due_to")); }
                    }
                }
                div.field {
                    label for="f-as-of" { (face.say("ledger.as_of_day")) }
                    // Empty, it means today, whenever somebody opens the view.
                    input #f-as-of type="date" name="as_of" value=(self.asked.one("as_of"));
                }
                div.toolbar {
                    button.button-main type="submit" { (face.say("ledger.show")) }
                    a.button href="/ledger" { (face.say("ledger.clear")) }
                }
            }
        }
    }

    /// Those chosen, and one more to choose.
    fn parties(&self, name: &'static str, label: &'static str, face: &Face) -> Markup {
        let chosen = self.asked.all(name);
        let mut others = by_name(&self.parties, face);
        others.retain(|(_, code)| !chosen.iter().any(|one| one == code));
        let id = format!("f-{name}");
        html! {
            div.field {
                label for=(id) { (face.say(label)) }
                @for code in &chosen { input type="hidden" name=(name) value=(code); }
                select id=(id) name=(name) {
                    option value="" {
                        @if chosen.is_empty() { (face.say("ledger.any")) }
                        @else { (face.actors(&chosen)) }
                    }
                    @for (party, code) in others { option value=(code) { (party) } }
                }
            }
        }
    }

    /// Boxes to choose several of a list, with how many promises of the view there are of each.
    fn boxes<'a>(
        &self,
        name: &str,
        label: &'a str,
        list: impl Iterator<Item = (&'a str, &'a str, Option<usize>)>,
        open: bool,
        face: &'a Face,
    ) -> Markup {
        let chosen = self.asked.all(name);
        html! {
            details.facet open[open] {
                summary { (face.say(label)) @if !chosen.is_empty() { " (" (chosen.len()) ")" } }
                fieldset {
                    legend.visually-hidden { (face.say(label)) }
                    @for (code, word, count) in list {
                        label.check {
                            input type="checkbox" name=(name) value=(code) checked[chosen.iter().any(|c| c == code)];
                            span { (word) }
                            @if let Some(count) = count { span.muted.small { (grouped(count)) } }
                        }
                    }
                }
            }
        }
    }

    /// What is chosen, each with a way to take it away.
    pub(super) fn chosen(&self, face: &Face) -> Markup {
        let pairs = CHOSEN
            .iter()
            .flat_map(|name| self.asked.all(name).into_iter().map(move |value| (*name, value)));
        html! {
            ul.chosen aria-label=(face.say("ledger.chosen")) {
                @for (name, value) in pairs {
                    li {
                        a href=(self.asked.less(name, &value)) title=(face.say("ledger.take_away")) {
                            span.muted { (face.say(&format!("ledger.chosen_{name}"))) " " }
                            bdi { (self.value(name, &value, face)) }
                            span aria-hidden="true" { " ×" }
                        }
                    }
                }
                @if self.query.open {
                    li {
                        a href=(self.asked.with("open", "")) title=(face.say("ledger.take_away")) {
                            (face.say("ledger.open_only")) span aria-hidden="true" { " ×" }
                        }
                    }
                }
            }
        }
    }

    fn value(&self, name: &str, value: &str, face: &Face) -> String {
        let list = match name {
            "party" | "by" => return face.actor(value).to_owned(),
            "topic" => "topic",
            "at_least" => "strength",
            "state" => "world_state",
            "text" => "text_state",
            _ => return value.to_owned(),
        };
        face.word(list, value).to_owned()
    }
}
