//! The reading of one act: who owes what to whom, how it came and went on, and why it is read so. The
//! reader shows it beside the text; the act's own page shows it with more.

use maud::{Markup, html};
use mengfu::explain::{Explained, ExplainedAct, Reason};
use mengfu::library::{ChainAct, Day, Entry, Library, Passage};
use mengfu::model::ActAddress;
use mengfu::{Address, Packs, ReadSource, explain};

use crate::face::Face;
use crate::failure::Failure;
use crate::parts::chain::chain;
use crate::parts::derivation::derivation;
use crate::parts::reading::{card, classes, in_text, lang, sort};
use crate::parts::{chip, place_in_words};
use crate::paths;

/// An act with everything that is known of it.
pub(super) struct Brief {
    pub(super) passage: Passage,
    /// Of a commitment: its line in the ledger.
    pub(super) entry: Option<Entry>,
    pub(super) chain: Vec<ChainAct>,
    source: ReadSource,
    packs: &'static Packs,
}

impl Brief {
    /// What is known of an act as of a day.
    pub(super) fn of(
        library: &Library<'static>,
        act: ActAddress,
        today: Day,
    ) -> Result<Self, Failure> {
        let passage = library.passage(&act)?;
        // Reasons are not kept; the same rules find them again.
        let source = library.read_again(&act.instrument)?;
        Ok(Self {
            entry: library.entry(&act, today)?,
            chain: library.chain(&act)?,
            packs: library.engine().packs(),
            source,
            passage,
        })
    }

    /// All of it in a narrow column.
    pub(super) fn render(&self, face: &Face) -> Markup {
        let act = &self.passage.act;
        html! {
            h2.brief-title { a href=(paths::act(act)) { (place_in_words(act, face)) } }
            blockquote.quote lang=[lang(&self.passage.statement)] { bdi { (self.quote()) } }
            (self.values(face))
            (self.chained(face))
            (self.derived(face))
            p { a href=(paths::act(act)) { (face.say("act.whole_page")) } }
        }
    }

    /// Its words.
    pub(super) fn quote(&self) -> &str {
        let act = self.passage.provision.acts.iter().find(|a| a.number == self.passage.act.act);
        let range = act.map_or(0..0, |a| a.start..a.end);
        self.passage.provision.text.get(range).unwrap_or_default()
    }

    /// Its words in their sentence, with the sentences around it.
    pub(super) fn context(&self, face: &Face) -> Markup {
        let Passage { before, provision, after, act, statement, .. } = &self.passage;
        let chosen = provision.acts.iter().find(|a| a.number == act.act);
        let (start, end) = chosen.map_or((0, 0), |a| (a.start, a.end));
        let part = |from, to| provision.text.get(from..to).unwrap_or_default();
        html! {
            blockquote.quote.context lang=[lang(statement)] {
                @if let Some(before) = before { span.around { (before) } }
                span {
                    (part(0, start))
                    @if let Some(chosen) = chosen {
                        a.{ (classes(chosen.kind, chosen.strength)) } href=(in_text(act)) aria-current="true" {
                            (part(start, end)) (card(chosen, face))
                        }
                    }
                    (part(end, provision.text.len()))
                }
                @if let Some(after) = after { span.around { (after) } }
            }
        }
    }

    /// Its values, each with the words that gave it.
    pub(super) fn values(&self, face: &Face) -> Markup {
        let Some(explained) = self.explained() else { return html! {} };
        let Some(act) = explained.acts.first() else { return html! {} };
        Values { act, brief: self }.render(face)
    }

    /// What it goes back to and what became of it in texts.
    pub(super) fn chained(&self, face: &Face) -> Markup {
        html! {
            section.brief-part {
                h3 { (face.say("act.chain")) }
                @if self.chain.len() == 1 && self.chain.iter().all(|a| a.new_against.is_none() && a.dropped_by.is_none()) {
                    p.muted { (face.say("act.alone")) }
                } @else { (chain(&self.chain, face)) }
            }
        }
    }

    /// Why it is read so.
    pub(super) fn derived(&self, face: &Face) -> Markup {
        let explained = self.explained();
        let reasons: &[Reason<'_>] =
            explained.as_ref().and_then(|e| e.acts.first()).map_or(&[], |act| &act.reasons);
        html! {
            section.brief-part {
                h3 { (face.say("act.why")) }
                (derivation(reasons, &self.passage.act.instrument, lang(&self.passage.statement), face))
            }
        }
    }

    fn explained(&self) -> Option<Explained<'_>> {
        let act = &self.passage.act;
        let address = Address {
            file: act.instrument.to_string(),
            instrument: 1,
            provision: act.provision as usize,
            act: Some(act.act as usize),
        };
        explain(&self.source, &address, self.packs)
    }
}

/// The values of an act as a list of facts.
struct Values<'a> {
    act: &'a ExplainedAct<'a>,
    brief: &'a Brief,
}

impl Values<'_> {
    fn render(&self, face: &Face) -> Markup {
        let values = &self.act.values;
        let own = self.brief.passage.provision.acts.iter();
        let own = own.clone().find(|a| a.number == self.brief.passage.act.act);
        html! {
            dl.facts.values {
                dt { (face.say("act.sort")) }
                dd {
                    @if let Some(own) = own { (sort(own.kind, own.strength, own.stance, face)) }
                    (self.words(&["kind", "strength", "stance"], face))
                    @if values.standing { " " span.chip { (face.say("text.standing")) } (self.words(&["standing"], face)) }
                }
                dt { (face.say(if values.kind == "commitment" { "act.owes" } else { "act.by" })) }
                dd { (self.who(face)) (self.words(&["actors"], face)) }
                @if !values.topics.is_empty() {
                    dt { (face.say("act.topics")) }
                    dd { @for topic in &values.topics { (chip("topic", topic, face)) " " } (self.words(&["topics"], face)) }
                }
                @for time in &values.time {
                    dt { (face.word("role", time.role)) }
                    dd { @if let Some(edtf) = time.edtf { time { (edtf) } " " } (quoted(time.text)) }
                }
                @for figure in &values.quantities {
                    dt { (face.say("act.figure")) }
                    dd { (number(figure.value)) " " (figure.unit) @if let Some(of) = figure.of { " · " bdi { (of) } } " " (quoted(figure.text)) }
                }
                @for reference in &values.refs {
                    dt { (face.word("reference", reference.kind)) }
                    dd { (self.named(reference.text)) }
                }
                @if let Some(entry) = &self.brief.entry {
                    dt { (face.say("act.in_texts")) } dd { (chip("text_state", entry.text_state.code(), face)) }
                    dt { (face.say("act.in_world")) } dd { (world(entry, face)) }
                    @if let Some(lead) = entry.led_by() {
                        dt { (face.say("act.led_by")) }
                        dd {
                            bdi { (lead) }
                            @if let Some(contact) = &entry.track.contact { " · " bdi { (contact) } }
                            @if entry.track.lead.is_none() { " " span.muted.small { (face.say("act.led_by_words")) } }
                        }
                    }
                    @if entry.track.evidence > 0 {
                        dt { (face.say("act.shown_by")) }
                        dd { a href={ (paths::act(&entry.address)) "#journal" } { (face.count("act.evidences", entry.track.evidence)) } }
                    }
                }
            }
        }
    }

    /// Who owes it to whom; who takes a stance.
    fn who(&self, face: &Face) -> Markup {
        let by: Vec<String> = self.act.values.actors.iter().map(|a| (*a).to_owned()).collect();
        html! {
            (face.actors(&by))
            @if let Some(entry) = &self.brief.entry && !by.iter().any(|a| a == "all") && !entry.to.is_empty() {
                " → " (face.actors(&entry.to))
            }
        }
    }

    /// The words on which the values of some fields rest.
    fn words(&self, fields: &[&str], face: &Face) -> Markup {
        let reasons = self.act.reasons.iter().filter(|r| fields.contains(&r.field));
        let mut words: Vec<&str> = reasons.map(|r| r.words).filter(|w| !w.is_empty()).collect();
        words.dedup();
        // A value that rests on the whole act says nothing by repeating it.
        words.retain(|word| *word != self.act.values.q);
        html! {
            @if !words.is_empty() {
                span.because title=(face.say("act.because_words")) { @for word in words { " " (quoted(word)) } }
            }
        }
    }

    /// A named thing, leading to its entry in a directory.
    fn named(&self, surface: &str) -> Markup {
        let entry = self.brief.passage.mentions.iter().find(|m| m.surface == surface);
        html! {
            @match entry {
                Some(entry) => a href=(paths::entity(&entry.entity)) { bdi { (surface) } },
                None => bdi { (surface) },
            }
        }
    }
}

/// The state in the world and why.
pub(super) fn world(entry: &Entry, face: &Face) -> Markup {
    use mengfu::library::StateBecause;
    let code = entry.world_state.code();
    html! {
        (chip("world_state", code, face)) " "
        span.muted.small {
            @match entry.because {
                StateBecause::Text => (face.say("act.because_text")),
                StateBecause::Date => (face.fill("act.because_date", &entry.due.map(|d| d.last.to_string()).unwrap_or_default())),
                StateBecause::Nature => (face.say("act.because_nature")),
                StateBecause::Nothing => (face.say("act.because_nothing")),
                StateBecause::Person(number) => a href={ "#e" (number) } { (face.fill("act.because_person", &number.to_string())) },
            }
        }
    }
}

fn quoted(words: &str) -> Markup {
    html! { q.words { bdi { (words) } } }
}

fn number(value: mengfu::wire::Number) -> String {
    match value {
        mengfu::wire::Number::Whole(n) => match usize::try_from(n) {
            Ok(n) => crate::words::grouped(n),
            Err(_) => n.to_string(),
        },
        mengfu::wire::Number::Broken(n) => n.to_string(),
    }
}
