//! The articles of a text as printed: one within another.

use maud::{Markup, html};
use mengfu::library::TextProvision;
use mengfu::model::Kind;

use crate::face::Face;

/// So many characters of an article stand in the outline.
const BEGINNING: usize = 18;

/// A part of a text.
pub(super) enum Part<'t> {
    /// A sentence.
    Sentence(&'t TextProvision),
    /// An article with its parts.
    Article {
        /// Its place among all articles of the text, from 1.
        number: usize,
        /// Its printed label, without those of the articles around it.
        label: &'t str,
        /// What it consists of.
        parts: Vec<Part<'t>>,
    },
}

/// The parts of a text.
pub(super) fn parts(provisions: &[TextProvision]) -> Vec<Part<'_>> {
    let all: Vec<(Vec<&str>, &TextProvision)> = provisions
        .iter()
        .map(|p| (p.article.split('/').filter(|l| !l.is_empty()).collect(), p))
        .collect();
    within(&all, 0, &mut 0)
}

fn within<'t>(
    all: &[(Vec<&'t str>, &'t TextProvision)],
    depth: usize,
    number: &mut usize,
) -> Vec<Part<'t>> {
    let same = all.chunk_by(|(a, _), (b, _)| a.get(depth) == b.get(depth));
    let mut parts = Vec::new();
    for group in same {
        match group.first().and_then(|(labels, _)| labels.get(depth)) {
            None => parts.extend(group.iter().map(|(_, provision)| Part::Sentence(provision))),
            Some(label) => {
                *number += 1;
                let own = *number;
                parts.push(Part::Article {
                    number: own,
                    label,
                    parts: within(group, depth + 1, number),
                });
            }
        }
    }
    parts
}

impl<'t> Part<'t> {
    /// Its first sentence.
    fn first(&self) -> Option<&'t TextProvision> {
        match self {
            Self::Sentence(provision) => Some(provision),
            Self::Article { parts, .. } => parts.first()?.first(),
        }
    }

    fn commitments(&self) -> usize {
        match self {
            Self::Sentence(provision) => {
                provision.acts.iter().filter(|act| act.kind == Kind::Commitment).count()
            }
            Self::Article { parts, .. } => parts.iter().map(Self::commitments).sum(),
        }
    }
}

/// Leads to every article.
pub(super) fn outline(parts: &[Part<'_>], lang: Option<&str>, face: &Face) -> Markup {
    html! {
        nav.outline aria-label=(face.say("text.outline")) {
            h2.outline-title { (face.say("text.outline")) }
            (level(parts, lang))
        }
    }
}

fn level(parts: &[Part<'_>], lang: Option<&str>) -> Markup {
    html! {
        ol {
            @for part in parts {
                @if let Part::Article { number, label, parts: within } = part {
                    @let commitments = part.commitments();
                    li {
                        a href={ "#s" (number) } lang=[lang] {
                            b { bdi { (label) } }
                            span.outline-words { (beginning(part)) }
                            @if commitments > 0 { span.outline-count { (commitments) } }
                        }
                        @if within.iter().any(|p| matches!(p, Part::Article { .. })) { (level(within, lang)) }
                    }
                }
            }
        }
    }
}

fn beginning(part: &Part<'_>) -> String {
    let text = part.first().map_or("", |p| p.text.as_str());
    let mut beginning: String = text.chars().take(BEGINNING).collect();
    if beginning.len() < text.len() {
        beginning.push('…');
    }
    beginning
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(parts: &[Part<'_>]) -> String {
        let one = |part: &Part<'_>| match part {
            Part::Sentence(p) => p.number.to_string(),
            Part::Article { label, parts, .. } => format!("{label}({})", shape(parts)),
        };
        parts.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn articles_stand_within_articles_as_printed() {
        let provisions: Vec<TextProvision> =
            ["", "一", "二", "二/（一）", "二/（一）", "二/（二）", "三/（一）", ""]
                .into_iter()
                .zip(1..)
                .map(|(article, number)| TextProvision {
                    number,
                    article: article.to_owned(),
                    text: String::new(),
                    acts: Vec::new(),
                })
                .collect();
        assert_eq!(
            shape(&parts(&provisions)),
            "1 一(2) 二(3 （一）(4 5) （二）(6)) 三(（一）(7)) 8"
        );
    }
}
