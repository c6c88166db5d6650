//! Why an act is read as it is: for each value the rule, the term of the lexicon, the words.

use maud::{Markup, html};
use mengfu::explain::Reason;
use mengfu::model::InstrumentId;

use crate::face::Face;
use crate::paths;

/// The reasons of an act of `id`, value by value; `lang` is the language of its words.
pub(crate) fn derivation(
    reasons: &[Reason<'_>],
    id: &InstrumentId,
    lang: Option<&str>,
    face: &Face,
) -> Markup {
    let by_field = reasons.chunk_by(|a, b| a.field == b.field);
    html! {
        @if reasons.is_empty() { p.muted { (face.say("act.no_reason")) } }
        ul.derivation {
            @for reasons in by_field {
                li {
                    details {
                        summary {
                            span.derived { (face.word("field", reasons.first().map_or("", |r| r.field))) }
                            @for reason in reasons { " " q.words lang=[lang] { bdi { (reason.words) } } }
                        }
                        ul {
                            @for reason in reasons { (one(reason, id, lang, face)) }
                        }
                    }
                }
            }
        }
    }
}

fn one(reason: &Reason<'_>, id: &InstrumentId, lang: Option<&str>, face: &Face) -> Markup {
    html! {
        li {
            p { (face.say("act.rule")) " " code { (reason.rule) } " " span.muted.small { (reason.rule_file) } }
            @if !reason.doc.is_empty() { p.muted lang="en" { (reason.doc) } }
            @if let Some(term) = &reason.term {
                p { (face.say("act.term")) " " bdi lang=[lang] { (term.term) } " " span.muted.small { (term.lines.join(", ")) } }
            }
            p.muted.small {
                (face.say("act.bytes")) " "
                @for (i, [from, to]) in reason.bytes.iter().enumerate() {
                    @if i > 0 { " + " }
                    a href=(paths::source_at(id, *from, *to)) { (from) "–" (to) }
                }
            }
        }
    }
}
