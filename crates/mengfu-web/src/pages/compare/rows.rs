//! Every act beside the one that answers to it, by article or by topic.

use maud::{Markup, html};
use mengfu::difference::Only;
use mengfu::library::{ComparedAct, ComparedActs, Comparison, Listed};
use mengfu::model::ActAddress;

use super::change::Change;
use crate::face::Face;
use crate::parts::chain::reasons;
use crate::parts::reading::{lang, when};
use crate::parts::{pieces, place_in_words};
use crate::paths;

/// By what rows are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Groups {
    /// By the articles of the later text.
    Article,
    /// By what they are about.
    Topic,
}

impl Groups {
    /// Its code in addresses; articles are what one gets without asking.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Article => "",
            Self::Topic => "topic",
        }
    }

    /// The key of its word.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Article => "compare.by_article",
            Self::Topic => "compare.by_topic",
        }
    }

    /// The group of a row: where the later statement says it, else where the earlier one did.
    fn of(self, row: &ComparedActs) -> &str {
        let act = row.later.as_ref().or(row.earlier.as_ref());
        match self {
            Self::Article => act.map_or("", |act| act.article.as_str()),
            Self::Topic => act.and_then(|act| act.topics.first().copied()).unwrap_or_default(),
        }
    }
}

/// All rows, or those of some sorts.
pub(super) fn rows(
    comparison: &Comparison,
    only: &[Change],
    groups: Groups,
    face: &Face,
) -> Markup {
    let shown = |row: &&ComparedActs| only.is_empty() || only.contains(&Change::of(row));
    let mut rows: Vec<&ComparedActs> = comparison.rows.iter().filter(shown).collect();
    if groups == Groups::Topic {
        rows.sort_by_key(|row| groups.of(row));
    }
    let day = |one: &Listed| when(&one.when(), face);
    html! {
        @if rows.is_empty() { p.empty { (face.say("compare.nothing")) } }
        @else {
            table.table.side-by-side {
                thead { tr {
                    th scope="col" { (face.say("compare.change")) }
                    th scope="col" { (face.say("compare.earlier")) " · " (day(&comparison.earlier)) }
                    th scope="col" { (face.say("compare.later")) " · " (day(&comparison.later)) }
                } }
                @for group in rows.chunk_by(|a, b| groups.of(a) == groups.of(b) && (a.later.is_some() == b.later.is_some() || groups == Groups::Topic)) {
                    tbody {
                        @if let Some(first) = group.first() { tr.group { th colspan="3" scope="rowgroup" { (name(first, groups, face)) } } }
                        @for row in group { (one(row, lang(&comparison.later), face)) }
                    }
                }
            }
        }
    }
}

fn name(row: &ComparedActs, groups: Groups, face: &Face) -> Markup {
    let group = groups.of(row);
    html! {
        @match (groups, group) {
            (Groups::Article, "") => (face.say("compare.no_article")),
            (Groups::Article, label) => { (face.say("compare.article")) " " bdi { (label) } },
            (Groups::Topic, "") => (face.say("compare.no_topic")),
            (Groups::Topic, topic) => (face.word("topic", topic)),
        }
        @if groups == Groups::Article && row.later.is_none() { " " span.muted { (face.say("compare.of_earlier")) } }
    }
}

fn one(row: &ComparedActs, lang: Option<&str>, face: &Face) -> Markup {
    let change = Change::of(row);
    let both = row.earlier.is_some() && row.later.is_some();
    html! {
        tr {
            td.what {
                div {
                    span.chip.{ (change.class()) } { (face.say(change.key())) }
                    @if both { span.muted.small title=(face.say("compare.sure")) { (format!("{:.0} %", row.score * 100.0)) } }
                    @if row.provisional { span.chip.severity-doubt { (face.say("compare.provisional")) } }
                }
            }
            @if both {
                td { (side(row, row.earlier.as_ref(), Only::Earlier, lang, face)) }
                td { (side(row, row.later.as_ref(), Only::Later, lang, face)) (reasons(&row.reasons, face)) }
            } @else {
                td { (alone(row.earlier.as_ref(), lang, face)) }
                td { (alone(row.later.as_ref(), lang, face)) }
            }
        }
    }
}

fn side(
    row: &ComparedActs,
    act: Option<&ComparedAct>,
    own: Only,
    lang: Option<&str>,
    face: &Face,
) -> Markup {
    html! {
        @if let Some(act) = act { (place(act, face)) " " span.quote dir="auto" lang=[lang] { (pieces::side(&row.words, own, face)) } }
    }
}

fn alone(act: Option<&ComparedAct>, lang: Option<&str>, face: &Face) -> Markup {
    html! {
        @match act {
            Some(act) => { (place(act, face)) " " span.quote dir="auto" lang=[lang] { (act.quote) } },
            None => span.muted { span aria-hidden="true" { "—" } span.visually-hidden { (face.say("compare.not_there")) } },
        }
    }
}

/// The address of an act within its statement, and what sort it is.
pub(super) fn place(act: &ComparedAct, face: &Face) -> Markup {
    let address: Option<ActAddress> = act.id.parse().ok();
    html! {
        @if let Some(address) = address {
            a.place href=(paths::act(&address)) title=(place_in_words(&address, face)) { (crate::parts::place(&address)) }
        }
        " " span.act-sort.{ "kind-" (act.kind) } {
            (face.word("kind", act.kind)) @if let Some(strength) = act.strength { (face.say("text.colon")) (face.word("strength", strength)) }
        }
    }
}
