//! Which acts of a text stand out: the others are dimmed, never left out.

use std::collections::BTreeMap;

use maud::{Markup, html};
use mengfu::library::{StatementText, TextAct};
use mengfu::model::{Kind, Strength, Topic};
use serde::Deserialize;

use crate::face::Face;
use crate::failure::Failure;
use crate::paths;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    kind: String,
    strength: String,
    by: String,
    topic: String,
    /// The act whose reading is shown beside the text: `p12.a2`.
    pub(super) act: String,
    /// The entry that was just written into the journal.
    pub(super) done: String,
}

/// Which acts stand out; all of them where nothing is asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    kind: Option<Kind>,
    at_least: Option<Strength>,
    by: Option<String>,
    topic: Option<Topic>,
}

impl Asked {
    /// The filter that is asked for.
    pub(super) fn filter(&self) -> Result<Filter, Failure> {
        fn code<T>(
            field: &'static str,
            value: &str,
            of: fn(&str) -> Option<T>,
        ) -> Result<Option<T>, Failure> {
            let bad = || Failure::BadRequest { field, value: value.to_owned() };
            (!value.is_empty()).then(|| of(value).ok_or_else(bad)).transpose()
        }
        Ok(Filter {
            kind: code("kind", &self.kind, Kind::from_code)?,
            at_least: code("strength", &self.strength, Strength::from_code)?,
            topic: code("topic", &self.topic, Topic::from_code)?,
            by: (!self.by.is_empty()).then(|| self.by.clone()),
        })
    }
}

impl Filter {
    /// Whether anything is asked for.
    pub(super) fn is_set(&self) -> bool {
        self.kind.is_some() || self.at_least.is_some() || self.by.is_some() || self.topic.is_some()
    }

    /// Whether an act stands out.
    pub(super) fn lets(&self, act: &TextAct) -> bool {
        self.kind.is_none_or(|kind| act.kind == kind)
            && self.at_least.is_none_or(|least| act.strength.is_some_and(|own| own >= least))
            && self.by.as_ref().is_none_or(|by| act.actors.contains(by))
            && self.topic.is_none_or(|topic| act.topics.contains(&topic.code()))
    }

    /// The address of the text with this filter, and with an act beside it.
    pub(super) fn address(&self, path: &str, act: &str) -> String {
        paths::query(
            path,
            &[
                ("kind", self.kind.map_or("", Kind::code)),
                ("strength", self.at_least.map_or("", Strength::code)),
                ("by", self.by.as_deref().unwrap_or_default()),
                ("topic", self.topic.map_or("", Topic::code)),
                ("act", act),
            ],
        )
    }

    /// Marks of the kinds with their numbers, and what else can be chosen.
    pub(super) fn bar(&self, text: &StatementText, act: &str, face: &Face) -> Markup {
        let path = paths::statement(&text.listed.id);
        let counts = Counts::of(text);
        let kind = |kind| Self { kind, ..self.clone() }.address(&path, act);
        html! {
            section.filters.no-print aria-label=(face.say("text.filters")) {
                ul.kinds {
                    li { a href=(kind(None)) aria-current=[self.kind.is_none().then_some("true")] {
                        (face.say("text.all_acts")) " " span.count { (counts.all) }
                    } }
                    @for (one, n) in &counts.kinds {
                        li { a.{ "kind-" (one.code()) } href=(kind(Some(*one))) aria-current=[(self.kind == Some(*one)).then_some("true")] {
                            span.kind-sign aria-hidden="true" {} (face.word("kind", one.code())) " " span.count { (n) }
                        } }
                    }
                }
                form.filter-form action=(path) data-send-on-change {
                    @if let Some(kind) = self.kind { input type="hidden" name="kind" value=(kind.code()); }
                    @if !act.is_empty() { input type="hidden" name="act" value=(act); }
                    label { span { (face.say("text.strength")) }
                        select name="strength" {
                            option value="" { (face.say("text.any")) }
                            @for one in Strength::ALL {
                                option value=(one.code()) selected[self.at_least == Some(*one)] { (face.word("strength", one.code())) }
                            }
                        }
                    }
                    label { span { (face.say("text.by")) }
                        select name="by" {
                            option value="" { (face.say("text.any")) }
                            @for (one, n) in &counts.actors {
                                option value=(one) selected[self.by.as_deref() == Some(*one)] { (face.actor(one)) " (" (n) ")" }
                            }
                        }
                    }
                    label { span { (face.say("text.topic")) }
                        select name="topic" {
                            option value="" { (face.say("text.any")) }
                            @for (one, n) in &counts.topics {
                                option value=(one.code()) selected[self.topic == Some(*one)] { (face.word("topic", one.code())) " (" (n) ")" }
                            }
                        }
                    }
                    button type="submit" { (face.say("text.apply")) }
                }
                @if self.is_set() {
                    p.filter-told role="status" {
                        (face.fill("text.stand_out", &format!("{} / {}", self.count(text), counts.all))) " "
                        a href=(Self::default().address(&path, act)) { (face.say("text.show_all")) }
                    }
                }
            }
        }
    }

    fn count(&self, text: &StatementText) -> usize {
        acts(text).filter(|act| self.lets(act)).count()
    }
}

fn acts(text: &StatementText) -> impl Iterator<Item = &TextAct> {
    text.provisions.iter().flat_map(|p| &p.acts)
}

/// What the acts of a text are, and how often.
struct Counts<'t> {
    all: usize,
    kinds: BTreeMap<Kind, usize>,
    /// The most frequent first.
    actors: Vec<(&'t str, usize)>,
    topics: BTreeMap<Topic, usize>,
}

impl<'t> Counts<'t> {
    fn of(text: &'t StatementText) -> Self {
        let (mut kinds, mut topics) = (BTreeMap::new(), BTreeMap::new());
        let mut actors: BTreeMap<&str, usize> = BTreeMap::new();
        for act in acts(text) {
            *kinds.entry(act.kind).or_default() += 1;
            for topic in act.topics.iter().filter_map(|code| Topic::from_code(code)) {
                *topics.entry(topic).or_default() += 1;
            }
            act.actors.iter().for_each(|actor| *actors.entry(actor).or_default() += 1);
        }
        let mut actors: Vec<(&str, usize)> = actors.into_iter().collect();
        actors.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        Self { all: acts(text).count(), kinds, actors, topics }
    }
}
