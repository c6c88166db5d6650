//! Whether a text is HTML. A stray `<` in a plain text does not make it so.

use super::elements::{Element, element};

/// What markup a text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    None,
    /// Entities without tags.
    Entities,
    /// Tags. `lines` tells that line breaks of the source are those of the text.
    Tags {
        lines: bool,
    },
}

/// Tags of which one alone at the start of a line is enough.
const TELLING: [&[u8]; 5] = [b"p", b"div", b"html", b"body", b"table"];

pub(super) fn detect(chars: &str) -> Markup {
    let bytes = chars.as_bytes();
    if memchr::memchr(b'<', bytes).is_some() && has_tags(bytes) {
        return Markup::Tags { lines: keeps_lines(bytes) };
    }
    if super::entities::any(bytes) { Markup::Entities } else { Markup::None }
}

/// Whether two tags, or one that cannot be chance, are in `bytes`.
fn has_tags(bytes: &[u8]) -> bool {
    let mut score = 0;
    for (at, name) in tags(bytes) {
        let line_start = bytes.get(..at).is_none_or(|before| {
            before.iter().rev().find(|b| !matches!(b, b' ' | b'\t')).is_none_or(|b| *b == b'\n')
        });
        score += if line_start && TELLING.contains(&name.to_ascii_lowercase().as_slice()) {
            2
        } else {
            1
        };
        if score >= 2 {
            return true;
        }
    }
    false
}

/// Known tags, comments and document types, with the place of their `<`.
fn tags(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    // The next `>` is searched for once, not once for each `<`.
    let mut next_close = Some(0);
    memchr::memchr_iter(b'<', bytes).filter_map(move |at| {
        let rest = bytes.get(at + 1..)?;
        if rest.starts_with(b"!--") {
            return Some((at, &b"!--"[..]));
        }
        if rest.get(..8).is_some_and(|word| word.eq_ignore_ascii_case(b"!doctype")) {
            return Some((at, b"html"));
        }
        let rest = rest.strip_prefix(b"/").unwrap_or(rest);
        let len =
            rest.iter().take(12).take_while(|b| b.is_ascii_alphanumeric() || **b == b':').count();
        let name = rest.get(..len)?;
        if !matches!(rest.get(len)?, b'>' | b'/' | b' ' | b'\t' | b'\n') {
            return None;
        }
        element(&name.to_ascii_lowercase())?;
        while next_close? <= at {
            let from = at + 1;
            next_close = memchr::memchr(b'>', bytes.get(from..)?).map(|found| from + found);
        }
        Some((at, name))
    })
}

/// Whether paragraphs are parted by line breaks of the source rather than by tags: there is no tag
/// that breaks a line, or more paragraphs stand free between blank lines than in tags.
fn keeps_lines(bytes: &[u8]) -> bool {
    let breaking = tags(bytes)
        .filter(|(_, name)| {
            let element = element(&name.to_ascii_lowercase());
            !matches!(element, None | Some(Element::Inline | Element::Bold | Element::Dropped))
        })
        .count();
    if breaking == 0 {
        return true;
    }
    let (mut free, mut after_blank, mut candidate) = (0, true, false);
    for line in bytes.split(|b| *b == b'\n') {
        let blank = line.trim_ascii().is_empty();
        free += usize::from(blank && candidate);
        candidate = after_blank && !blank && memchr::memchr(b'<', line).is_none();
        after_blank = blank;
    }
    free += usize::from(candidate);
    // A tag that opens and one that closes make one paragraph.
    free * 2 > breaking
}
