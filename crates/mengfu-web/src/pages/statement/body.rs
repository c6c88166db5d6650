//! The running text with its acts marked.

use maud::{Markup, html};
use mengfu::library::{StatementText, TextAct, TextLink, TextProvision};

use super::filter::Filter;
use super::outline::Part;
use crate::face::Face;
use crate::parts::reading::{card, classes, mark};

/// What the text is drawn with.
pub(super) struct Body<'a> {
    pub(super) text: &'a StatementText,
    pub(super) filter: &'a Filter,
    /// The act shown beside the text: `p12.a2`.
    pub(super) chosen: &'a str,
    pub(super) face: &'a Face,
}

impl Body<'_> {
    /// Articles and sentences, one within another.
    pub(super) fn parts(&self, parts: &[Part<'_>], depth: usize) -> Markup {
        html! {
            @for part in parts {
                @match part {
                    Part::Sentence(provision) => (self.sentence(provision)),
                    Part::Article { number, label, parts } => {
                        section.article {
                            (heading(depth, *number, label))
                            (self.parts(parts, depth + 1))
                        }
                    }
                }
            }
        }
    }

    fn sentence(&self, provision: &TextProvision) -> Markup {
        let set = self.filter.is_set();
        let dim = set && !provision.acts.iter().any(|act| self.filter.lets(act));
        html! {
            p.sentence.dim[dim] id={ "p" (provision.number) } {
                span.no { (provision.number) }
                @for stretch in stretches(provision) {
                    @match stretch {
                        Stretch::Between(words) => (words),
                        Stretch::Act(act) => (self.act(provision, act, set && !dim && !self.filter.lets(act))),
                    }
                }
            }
        }
    }

    fn act(&self, provision: &TextProvision, act: &TextAct, dim: bool) -> Markup {
        let place = format!("p{}.a{}", provision.number, act.number);
        let chosen = place == self.chosen;
        html! {
            a.{ (classes(act.kind, act.strength)) }.dim[dim] id=(place)
                href={ (self.filter.address("", &place)) "#" (place) }
                aria-current=[chosen.then_some("true")] {
                (slice(&provision.text, act.start, act.end))
                (card(act, self.face))
            }
            @for link in nearest(&act.links) { (mark(link, &self.text.listed.id, self.face)) }
        }
    }
}

/// A stretch of a sentence.
enum Stretch<'t> {
    /// Words of no act.
    Between(&'t str),
    /// The words of an act.
    Act(&'t TextAct),
}

/// A sentence from its first to its last word. Acts stand one after the other; what does not could not
/// be marked.
fn stretches(provision: &TextProvision) -> Vec<Stretch<'_>> {
    let (mut stretches, mut at) = (Vec::new(), 0);
    let between = |stretches: &mut Vec<_>, from, to| {
        let words = slice(&provision.text, from, to);
        if !words.is_empty() {
            stretches.push(Stretch::Between(words));
        }
    };
    for act in provision.acts.iter() {
        if act.start >= at {
            between(&mut stretches, at, act.start);
            stretches.push(Stretch::Act(act));
            at = act.end;
        }
    }
    between(&mut stretches, at, provision.text.len());
    stretches
}

/// The link to the latest text before, and the link to the next after. That an act is new is told by its
/// having neither.
fn nearest(links: &[TextLink]) -> impl Iterator<Item = &TextLink> {
    let before = links.iter().rfind(|link| !link.later && link.act.is_some());
    let after = links.iter().find(|link| link.later);
    before.into_iter().chain(after)
}

fn heading(depth: usize, number: usize, label: &str) -> Markup {
    let id = format!("s{number}");
    html! {
        @match depth {
            0 => h2.label id=(id) { bdi { (label) } },
            1 => h3.label id=(id) { bdi { (label) } },
            _ => h4.label id=(id) { bdi { (label) } },
        }
    }
}

fn slice(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}
