//! The lexicon hits of one text, found by where they start.

use std::borrow::Cow;
use std::ops::Range;

use mengfu_model::EntryId;

use crate::class::{ClassId, ClassSet};
use crate::lexicon::{Entry, Key, Lexicon, NO_ENTRY};
use crate::presence::{AnyOf, LiteralId, Presence};
use crate::signature::Signature;

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

/// A place at which keys start.
#[derive(Clone, Copy)]
struct Start {
    at: u32,
    /// One more than the index of the longest key found from here.
    found: u32,
    /// The signature of all keys that start here.
    signature: Signature,
}

/// Terms and literals of which one is looked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    any: AnyOf,
    /// The signature of all of them.
    signature: Signature,
}

impl Wanted {
    pub(crate) fn new(mut any: AnyOf) -> Self {
        any.literals.sort_unstable();
        any.literals.dedup();
        let mut signature = Signature::of_classes(&any.classes);
        any.literals.iter().for_each(|literal| signature.add_literal(*literal));
        Self { any, signature }
    }

    pub(crate) fn any(&self) -> &AnyOf {
        &self.any
    }

    pub(crate) fn extend(&mut self, other: &Self) {
        let mut any = std::mem::take(&mut self.any);
        any.extend(&other.any);
        *self = Self::new(any);
    }
}

/// Bytes of text for whose terms memory is taken before they are found.
const MOST_EXPECTED: usize = 1 << 20;

/// In texts of more bytes so much occurs that asking what does tells little.
const TELLING: usize = 4096;

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
    /// For each byte of the text, one more than the index of the longest key found from there, or of
    /// the place once places are known.
    first: Vec<u32>,
    found: Vec<Found>,
    /// In the order of the text.
    starts: Vec<Start>,
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
        buffers.starts.clear();
        // About as many as are found in a statement.
        let expected = text.len().min(MOST_EXPECTED);
        buffers.found.reserve(expected / 3);
        buffers.starts.reserve(expected / 5);
        buffers.whole.clear(lexicon.literal_count());
        if text.len() > TELLING {
            buffers.whole.fill();
        }
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
        if self.text.len() <= TELLING {
            add(&mut self.buffers.whole, self.lexicon, key);
        }
    }

    /// Makes the list of places, once all keys are known.
    pub(crate) fn index(&mut self) {
        let ScanBuffers { first, found, starts, .. } = &mut self.buffers;
        for (at, first) in (0_u32..).zip(first).filter(|(_, first)| **first > 0) {
            let mut start = Start { at, found: *first, signature: Signature::default() };
            let mut next = *first;
            while let Some(key) = (next as usize).checked_sub(1).and_then(|at| found.get(at)) {
                start.signature.add(&self.lexicon.signature_of(key.key));
                next = key.next;
            }
            starts.push(start);
            *first = u32::try_from(starts.len()).unwrap_or(0);
        }
    }

    /// The scan of the part `range`, taken from this scan in less time than a new one needs. Where
    /// terms must stand at the borders of words, the borders of the part are none.
    pub fn part(&self, range: Range<usize>, buffers: ScanBuffers) -> Scan<'_> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let normal = self.normal.get(range.clone()).unwrap_or_default();
        let mut part = Scan::new(self.lexicon, text, Cow::Borrowed(normal), buffers);
        for found in self.found_in(range.clone()) {
            let (start, end) = (found.start as usize, found.end as usize);
            part.push(start - range.start, end - range.start, found.key);
        }
        let ScanBuffers { first, starts, .. } = &mut part.buffers;
        for start in self.starts_in(range.clone()) {
            let at = start.at as usize - range.start;
            if let Some(first) = first.get_mut(at).filter(|first| **first > 0) {
                let at = u32::try_from(at).unwrap_or(u32::MAX);
                // The signature may tell of terms that end after the part, which costs a second look.
                starts.push(Start { at, found: *first, signature: start.signature });
                *first = u32::try_from(starts.len()).unwrap_or(0);
            }
        }
        part
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

    /// Whether a hit is of any of `classes`.
    pub fn is_of(&self, hit: &Hit, classes: &ClassSet) -> bool {
        self.lexicon.has_class(hit.entry, classes)
    }
    /// Whether a hit is of `class`.
    pub fn is(&self, hit: &Hit, class: ClassId) -> bool {
        self.lexicon.classes_of(hit.entry).is_some_and(|classes| classes.contains(class))
    }

    /// What occurs in the whole text.
    pub(crate) fn whole(&self) -> &Presence {
        &self.buffers.whole
    }

    /// What was found within `range`.
    pub(crate) fn keys_in(&self, range: Range<usize>) -> impl Iterator<Item = Key> + '_ {
        self.found_in(range).map(|found| found.key)
    }

    fn found_in(&self, range: Range<usize>) -> impl Iterator<Item = &Found> + '_ {
        let from = self.buffers.found.partition_point(|f| (f.end as usize) <= range.start);
        let rest = self.buffers.found.iter().skip(from);
        rest.take_while(move |f| f.end as usize <= range.end)
            .filter(move |f| f.start as usize >= range.start)
    }

    /// The keys found at a place, longest first.
    fn found_from(&self, start: Option<&Start>) -> impl Iterator<Item = &Found> + '_ {
        let mut next = start.map_or(0, |s| s.found);
        std::iter::from_fn(move || {
            let found = self.buffers.found.get((next as usize).checked_sub(1)?)?;
            next = found.next;
            Some(found)
        })
    }

    /// The places within `range` at which keys start.
    fn starts_in(&self, range: Range<usize>) -> impl Iterator<Item = &Start> + '_ {
        let from = self.buffers.starts.partition_point(|s| (s.at as usize) < range.start);
        let rest = self.buffers.starts.iter().skip(from);
        rest.take_while(move |s| (s.at as usize) < range.end)
    }

    fn start(&self, at: usize) -> Option<&Start> {
        let place = self.buffers.first.get(at).copied()?;
        self.buffers.starts.get((place as usize).checked_sub(1)?)
    }

    /// The hits that start at `at`, longest first.
    pub fn at(&self, at: usize) -> impl Iterator<Item = Hit> + '_ {
        self.found_from(self.start(at)).filter_map(Found::hit)
    }

    /// The places in `range` at which a term or literal starts; nowhere else does a hit.
    pub fn starting_in(&self, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        self.starts_in(range).map(|s| s.at as usize)
    }

    /// Whether one of `wanted` starts at `at`.
    pub(crate) fn starts(&self, at: usize, wanted: &Wanted) -> bool {
        self.start(at).is_some_and(|start| self.starts_with(start, wanted))
    }

    /// Whether one of `wanted` may start at `at`: sooner told, and now and then wrongly.
    pub(crate) fn may_start(&self, at: usize, wanted: &Wanted) -> bool {
        self.start(at).is_some_and(|start| start.signature.meets(&wanted.signature))
    }

    /// The places in `range` at which one of `wanted` starts.
    pub(crate) fn places<'w>(
        &'w self,
        range: Range<usize>,
        wanted: &'w Wanted,
    ) -> impl Iterator<Item = usize> + 'w {
        let near = self.starts_in(range);
        near.filter(|s| self.starts_with(s, wanted)).map(|s| s.at as usize)
    }

    fn starts_with(&self, start: &Start, wanted: &Wanted) -> bool {
        start.signature.meets(&wanted.signature)
            && self.found_from(Some(start)).any(|found| {
                wanted.any.literals.binary_search(&found.key.literal).is_ok()
                    || self.lexicon.has_class(found.key.entry, &wanted.any.classes)
            })
    }

    /// The hits of `class` that start in `range`, by where they start, the longest first.
    pub fn hits_of(&self, class: ClassId, range: Range<usize>) -> impl Iterator<Item = Hit> + '_ {
        let mut classes = ClassSet::default();
        classes.insert(class);
        self.hits_of_any(classes, range)
    }

    /// As [`Scan::hits_of`], for any of several classes.
    pub fn hits_of_any(
        &self,
        classes: ClassSet,
        range: Range<usize>,
    ) -> impl Iterator<Item = Hit> + '_ {
        let signature = Signature::of_classes(&classes);
        let near = self.starts_in(range).filter(move |s| s.signature.meets(&signature));
        let hits = near.flat_map(|s| self.found_from(Some(s)).filter_map(Found::hit));
        hits.filter(move |hit| self.is_of(hit, &classes))
    }

    /// The first hit of `class` in `range`, of those that start together the longest.
    pub fn first_of(&self, range: Range<usize>, class: ClassId) -> Option<Hit> {
        self.hits_of(class, range.clone()).find(|hit| hit.end as usize <= range.end)
    }

    /// The longest hit of `class` that starts at `at` and ends by `limit`.
    pub fn longest_by(&self, at: usize, class: ClassId, limit: usize) -> Option<Hit> {
        self.at(at).find(|hit| hit.end as usize <= limit && self.is(hit, class))
    }

    /// The longest hit of `class` that starts at `at`.
    pub fn longest(&self, at: usize, class: ClassId) -> Option<Hit> {
        self.at(at).find(|hit| self.is(hit, class))
    }

    /// The longest hit of any of `classes` that starts at `at` and ends by `limit`.
    pub fn longest_of(&self, at: usize, classes: &ClassSet, limit: usize) -> Option<Hit> {
        self.at(at)
            .find(|hit| hit.end as usize <= limit && self.lexicon.has_class(hit.entry, classes))
    }

    /// Whether a term of any of `classes` ends at `end`, having started at most 72 bytes before.
    pub(crate) fn ends_with(&self, end: usize, classes: &ClassSet) -> bool {
        let from = self.buffers.found.partition_point(|f| (f.end as usize) < end);
        let here = self.buffers.found.iter().skip(from).take_while(|f| f.end as usize == end);
        let mut near = here.filter(|f| f.start as usize + 72 >= end);
        near.any(|f| self.lexicon.has_class(f.key.entry, classes))
    }
}

impl Found {
    fn hit(&self) -> Option<Hit> {
        let entry = (self.key.entry != NO_ENTRY).then_some(self.key.entry)?;
        Some(Hit { start: self.start, end: self.end, entry })
    }
}

fn add(presence: &mut Presence, lexicon: &Lexicon, key: Key) {
    if let Some(classes) = lexicon.classes_of(key.entry) {
        presence.add_classes(classes);
    }
    if key.literal != LiteralId::NONE {
        presence.add_literal(key.literal);
    }
}
