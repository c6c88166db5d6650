//! The lexicon hits of one text, found by where they start.

use std::borrow::Cow;
use std::ops::Range;

use mengfu_model::EntryId;

use crate::class::{ClassId, ClassSet};
use crate::lexicon::{Entry, Lexicon};

/// A term found in a text. Offsets are bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it starts.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// Which entry of the lexicon.
    pub entry: EntryId,
    next: u32,
}

impl Hit {
    /// As a range of bytes.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A text with all lexicon terms in it.
pub struct Scan<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    normal: Cow<'a, str>,
    buffers: ScanBuffers,
}

/// Memory that scans of many short texts share.
#[derive(Default)]
pub struct ScanBuffers {
    /// For each byte of the text, one more than the index of the longest hit that starts there.
    first: Vec<u32>,
    hits: Vec<Hit>,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(
        lexicon: &'a Lexicon,
        text: &'a str,
        normal: Cow<'a, str>,
        mut buffers: ScanBuffers,
    ) -> Self {
        buffers.first.clear();
        buffers.first.resize(text.len() + 1, 0);
        buffers.hits.clear();
        Self { lexicon, text, normal, buffers }
    }

    pub(crate) fn take_normal(&mut self) -> Cow<'a, str> {
        std::mem::take(&mut self.normal)
    }

    pub(crate) fn put_normal(&mut self, normal: Cow<'a, str>) {
        self.normal = normal;
    }

    /// Hits come in the order of their ends, so a later hit at the same start is longer and goes first.
    pub(crate) fn push(&mut self, start: usize, end: usize, entry: EntryId) {
        let Some(first) = self.buffers.first.get_mut(start) else { return };
        let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end)) else { return };
        self.buffers.hits.push(Hit { start, end, entry, next: *first });
        *first = u32::try_from(self.buffers.hits.len()).unwrap_or(0);
    }

    /// The text as printed.
    pub fn text(&self) -> &'a str {
        self.text
    }
    /// The text in normal form; offsets are the same.
    pub fn normal(&self) -> &str {
        &self.normal
    }
    /// The lexicon that was scanned for.
    pub fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }
    /// The buffers, for the next scan.
    pub fn into_buffers(self) -> ScanBuffers {
        self.buffers
    }
    /// Every hit, in the order of their ends.
    pub fn hits(&self) -> &[Hit] {
        &self.buffers.hits
    }
    /// The entry of a hit.
    pub fn entry(&self, hit: &Hit) -> Option<&'a Entry> {
        self.lexicon.entry(hit.entry)
    }

    /// The hits that start at `at`, longest first.
    pub fn at(&self, at: usize) -> impl Iterator<Item = Hit> + '_ {
        let mut next = self.buffers.first.get(at).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let hit = *self.buffers.hits.get((next as usize).checked_sub(1)?)?;
            next = hit.next;
            Some(hit)
        })
    }

    /// The longest hit of `class` that starts at `at`.
    pub fn longest(&self, at: usize, class: ClassId) -> Option<Hit> {
        self.at(at).find(|hit| self.entry(hit).is_some_and(|e| e.is(class)))
    }

    /// The longest hit of any of `classes` that starts at `at` and ends by `limit`.
    pub fn longest_of(&self, at: usize, classes: &ClassSet, limit: usize) -> Option<Hit> {
        self.at(at)
            .find(|hit| hit.end as usize <= limit && self.lexicon.has_class(hit.entry, classes))
    }

    /// Whether a term of any of `classes` ends at `end`, having started at most 72 bytes before.
    pub(crate) fn ends_with(&self, end: usize, classes: &ClassSet) -> bool {
        (end.saturating_sub(72)..end).any(|start| {
            self.at(start)
                .any(|h| h.end as usize == end && self.lexicon.has_class(h.entry, classes))
        })
    }
}
