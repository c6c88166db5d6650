//! The lexicon hits of one text, found by where they start.

use std::borrow::Cow;
use std::ops::Range;

use mengfu_model::EntryId;

use crate::class::{ClassId, ClassSet};
use crate::lexicon::{Entry, Key, Lexicon};
use crate::presence::{AnyOf, Presence};

/// A term found in a text. Offsets are bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it starts.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// Which entry of the lexicon.
    pub entry: EntryId,
}

impl Hit {
    /// As a range of bytes.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A key of the automaton where it was found, and the one found before it at the same start.
#[derive(Clone, Copy)]
struct Found {
    start: u32,
    end: u32,
    next: u32,
    key: Key,
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
    /// For each byte of the text, one more than the index of the longest key found from there.
    first: Vec<u32>,
    found: Vec<Found>,
    whole: Presence,
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
        buffers.found.clear();
        buffers.whole.clear(lexicon.literal_count());
        Self { lexicon, text, normal, buffers }
    }

    pub(crate) fn take_normal(&mut self) -> Cow<'a, str> {
        std::mem::take(&mut self.normal)
    }

    pub(crate) fn put_normal(&mut self, normal: Cow<'a, str>) {
        self.normal = normal;
    }

    /// Keys come in the order of their ends, so a later one at the same start is longer and goes first.
    pub(crate) fn push(&mut self, start: usize, end: usize, key: Key) {
        let Some(first) = self.buffers.first.get_mut(start) else { return };
        let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end)) else { return };
        self.buffers.found.push(Found { start, end, next: *first, key });
        *first = u32::try_from(self.buffers.found.len()).unwrap_or(0);
        add(&mut self.buffers.whole, self.lexicon, key);
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
    pub fn hits(&self) -> impl Iterator<Item = Hit> + '_ {
        self.buffers.found.iter().filter_map(Found::hit)
    }
    /// The hits that lie within `range`, in the order of their ends.
    pub fn hits_in(&self, range: Range<usize>) -> impl Iterator<Item = Hit> + '_ {
        self.found_in(range).filter_map(Found::hit)
    }
    /// The entry of a hit.
    pub fn entry(&self, hit: &Hit) -> Option<&'a Entry> {
        self.lexicon.entry(hit.entry)
    }

    /// What occurs in the whole text.
    pub(crate) fn whole(&self) -> &Presence {
        &self.buffers.whole
    }

    /// What occurs within `range`, for patterns that are asked of it or of parts of it.
    pub fn presence(&self, range: Range<usize>) -> Presence {
        let mut presence = Presence::default();
        presence.clear(self.lexicon.literal_count());
        for found in self.found_in(range) {
            add(&mut presence, self.lexicon, found.key);
        }
        presence
    }

    fn found_in(&self, range: Range<usize>) -> impl Iterator<Item = &Found> + '_ {
        let from = self.buffers.found.partition_point(|f| (f.end as usize) <= range.start);
        let rest = self.buffers.found.iter().skip(from);
        rest.take_while(move |f| f.end as usize <= range.end)
            .filter(move |f| f.start as usize >= range.start)
    }

    fn found_at(&self, at: usize) -> impl Iterator<Item = &Found> + '_ {
        let mut next = self.buffers.first.get(at).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let found = self.buffers.found.get((next as usize).checked_sub(1)?)?;
            next = found.next;
            Some(found)
        })
    }

    /// The hits that start at `at`, longest first.
    pub fn at(&self, at: usize) -> impl Iterator<Item = Hit> + '_ {
        self.found_at(at).filter_map(Found::hit)
    }

    /// Whether one of `any` starts at `at`.
    pub(crate) fn starts(&self, at: usize, any: &AnyOf) -> bool {
        self.found_at(at).any(|found| {
            found.key.literal.is_some_and(|l| any.literals.contains(&l))
                || found.key.entry.is_some_and(|e| self.lexicon.has_class(e, &any.classes))
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

impl Found {
    fn hit(&self) -> Option<Hit> {
        Some(Hit { start: self.start, end: self.end, entry: self.key.entry? })
    }
}

fn add(presence: &mut Presence, lexicon: &Lexicon, key: Key) {
    if let Some(entry) = key.entry.and_then(|e| lexicon.entry(e)) {
        presence.add_classes(&entry.classes);
    }
    if let Some(literal) = key.literal {
        presence.add_literal(literal);
    }
}
