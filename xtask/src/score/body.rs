//! Texts without white space, and where things are in them, counted in characters.

use std::sync::LazyLock;

use regex::Regex;

/// Where something is in a body, in characters; `None` where it is absent.
pub(crate) type Place = Option<(usize, usize)>;

/// A printed label at the beginning of a provision. The scorer's own copy: it must not follow the
/// engine's idea of a label when that changes.
#[allow(clippy::expect_used, reason = "a constant pattern, compiled by every test")]
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:第?[一二三四五六七八九十百]+[、条]|[（(][一二三四五六七八九十\d]+[）)]|[\d１-９]+[.．、]|——)+")
        .expect("the label pattern compiles")
});

/// `text` without white space.
pub(crate) fn squeeze(text: &str) -> String {
    // The four separators U+001C to U+001F count as white space where the measures were defined.
    text.chars().filter(|c| !c.is_whitespace() && !('\u{1c}'..='\u{1f}').contains(c)).collect()
}

/// A provision without white space, printed label and end mark.
pub(crate) fn core(text: &str) -> String {
    let squeezed = squeeze(text);
    let start = LABEL.find(&squeezed).map_or(0, |m| m.end());
    let ends = ['。', '！', '？', '；', '：', '.', '!', '?', ';', ':'];
    squeezed.get(start..).unwrap_or_default().trim_end_matches(ends).to_owned()
}

/// A squeezed text that answers in characters.
#[derive(Debug, Default)]
pub(crate) struct Body {
    text: String,
    /// The byte offset of every character, and the length at the end.
    bytes: Vec<usize>,
}

impl Body {
    /// The body of these texts, one after another.
    pub(crate) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let text: String = texts.map(squeeze).collect();
        let mut bytes: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        bytes.push(text.len());
        Self { text, bytes }
    }

    /// The number of characters.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len().saturating_sub(1)
    }

    /// Whether `part` occurs.
    pub(crate) fn contains(&self, part: &str) -> bool {
        self.text.contains(part)
    }

    /// The first occurrence of `part` at or after the character `from`.
    pub(crate) fn find(&self, part: &str, from: usize) -> Option<usize> {
        let start = *self.bytes.get(from)?;
        let found = start + self.text.get(start..)?.find(part)?;
        self.bytes.binary_search(&found).ok()
    }

    /// The first occurrence after `from`, else the first of all, with its end.
    pub(crate) fn find_near(&self, part: &str, from: usize) -> Place {
        let at = self.find(part, from).or_else(|| self.find(part, 0))?;
        Some((at, at + part.chars().count()))
    }

    /// Every occurrence of `part`, overlapping ones too.
    pub(crate) fn find_all(&self, part: &str) -> Vec<usize> {
        let next = |from: usize| self.find(part, from);
        std::iter::successors(next(0), |at| next(at + 1)).collect()
    }
}

/// The place of each part in the body, from left to right.
pub(crate) fn places<'a>(body: &Body, parts: impl Iterator<Item = &'a str>) -> Vec<Place> {
    let mut at = 0;
    parts
        .map(|part| {
            let found = body.find_near(&squeeze(part), at);
            at = found.map_or(at, |(_, end)| end);
            found
        })
        .collect()
}

/// Intersection over union of two ranges.
pub(crate) fn overlap(a: (usize, usize), b: (usize, usize)) -> f64 {
    let shared = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    match shared {
        0 => 0.0,
        _ => shared as f64 / (a.1.max(b.1) - a.0.min(b.0)) as f64,
    }
}
