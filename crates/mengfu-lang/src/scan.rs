//! The lexicon hits of one text, found by where they start.

use std::borrow::Cow;
use std::ops::Range;

use mengfu_model::EntryId;

use crate::class::{ClassId, ClassSet};
use crate::index::{Found, Index, Start};
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

/// A text with all lexicon terms in it: a text of its own, or a part of another that was scanned.
pub struct Scan<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    normal: Cow<'a, str>,
    buffers: ScanBuffers,
    /// What was found in the text that this one is a part of.
    page: Option<&'a Index>,
    /// Where this text begins in that one.
    base: usize,
}

/// Memory that scans of many short texts share.
#[derive(Default)]
pub struct ScanBuffers {
    index: Index,
    whole: Presence,
}

/// A place of a text at which terms or literals start.
#[derive(Clone, Copy)]
pub struct Place<'s> {
    scan: &'s Scan<'s>,
    start: &'s Start,
}

impl<'s> Place<'s> {
    /// Where it is.
    pub fn at(&self) -> usize {
        self.scan.place_of(self.start)
    }
    /// The hits that start here, longest first.
    pub fn hits(&self) -> impl Iterator<Item = Hit> + 's {
        self.scan.hits_from(self.start)
    }
}

impl ScanBuffers {
    /// Fills them with what was found in a text of `len` bytes, which comes in the order of its ends.
    pub(crate) fn fill(
        &mut self,
        lexicon: &Lexicon,
        len: usize,
        found: impl Iterator<Item = (Range<usize>, Key)>,
    ) {
        // About as many as are found in a statement.
        let expected = len.min(MOST_EXPECTED) / 3;
        self.index.fill(lexicon, len, expected, found);
    }
}

impl<'a> Scan<'a> {
    /// The scan of `text`, in normal form `normal`, with `buffers` filled for it.
    pub(crate) fn new(
        lexicon: &'a Lexicon,
        text: &'a str,
        normal: Cow<'a, str>,
        buffers: ScanBuffers,
    ) -> Self {
        let mut scan = Self { lexicon, text, normal, buffers, page: None, base: 0 };
        scan.note_whole();
        scan
    }

    /// The scan of the part `range`, which costs little more than to look at the terms in it. Where
    /// terms must stand at the borders of words, the borders of the part are none.
    pub fn part(&self, range: Range<usize>, buffers: ScanBuffers) -> Scan<'_> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let normal = Cow::Borrowed(self.normal.get(range.clone()).unwrap_or_default());
        let (page, base) = (Some(self.index()), self.base + range.start);
        let mut part = Scan { lexicon: self.lexicon, text, normal, buffers, page, base };
        part.note_whole();
        part
    }

    /// Notes what occurs in the whole text.
    fn note_whole(&mut self) {
        let mut whole = std::mem::take(&mut self.buffers.whole);
        whole.clear(self.lexicon.literal_count());
        if self.text.len() > TELLING {
            whole.fill();
        } else {
            self.keys_in(0..self.text.len()).for_each(|key| add(&mut whole, self.lexicon, key));
        }
        self.buffers.whole = whole;
    }

    fn index(&self) -> &Index {
        self.page.unwrap_or(&self.buffers.index)
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
    /// Every hit, in the order of their starts, of those that start together the longest first.
    pub fn hits(&self) -> impl Iterator<Item = Hit> + '_ {
        self.hits_in(0..self.text.len())
    }
    /// The hits that lie within `range`, in the same order.
    pub fn hits_in(&self, range: Range<usize>) -> impl Iterator<Item = Hit> + '_ {
        let found = self.index().found_from_all(self.starts_in(range.clone()));
        self.hits_of_found(found).filter(move |hit| hit.end as usize <= range.end)
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
        let limit = self.base + range.end.min(self.text.len());
        let found = self.index().found_from_all(self.starts_in(range));
        found.iter().filter(move |found| found.end as usize <= limit).map(|found| found.key)
    }

    /// What was found at `at`, some of which may end after the text.
    pub(crate) fn keys_at(&self, at: usize) -> impl Iterator<Item = Key> + '_ {
        let found = self.start(at).map(|start| self.index().found_from(start));
        found.unwrap_or_default().iter().map(|found| found.key)
    }

    /// What was found as a hit, if it is of an entry and ends within the text.
    fn hit(&self, found: &Found) -> Option<Hit> {
        let base = u32::try_from(self.base).unwrap_or(0);
        let end = found.end - base;
        let whole = end as usize <= self.text.len() && found.key.entry != NO_ENTRY;
        whole.then(|| Hit { start: found.start - base, end, entry: found.key.entry })
    }

    /// The hits among what was found.
    fn hits_of_found<'f>(&'f self, found: &'f [Found]) -> impl Iterator<Item = Hit> + use<'f, 'a> {
        found.iter().filter_map(|found| self.hit(found))
    }

    fn hits_from<'f>(&'f self, start: &Start) -> impl Iterator<Item = Hit> + use<'f, 'a> {
        self.hits_of_found(self.index().found_from(start))
    }

    /// The places within `range` at which keys start, some of which may end after the text.
    fn starts_in(&self, range: Range<usize>) -> &[Start] {
        let to = range.end.min(self.text.len());
        self.index().starts_in(self.base + range.start..self.base + to)
    }

    /// The places in `range` at which terms or literals start; nowhere else does a hit.
    pub fn places_in(&self, range: Range<usize>) -> impl Iterator<Item = Place<'_>> {
        self.starts_in(range).iter().map(|start| Place { scan: self, start })
    }

    fn start(&self, at: usize) -> Option<&Start> {
        self.index().start(self.base + at)
    }

    fn place_of(&self, start: &Start) -> usize {
        start.at as usize - self.base
    }

    /// The hits that start at `at`, longest first.
    pub fn at(&self, at: usize) -> impl Iterator<Item = Hit> + '_ {
        let found = self.start(at).map(|start| self.index().found_from(start));
        self.hits_of_found(found.unwrap_or_default())
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
        // Few signatures meet, so that most places are passed by in a short loop.
        let near = self.starts_in(range).iter();
        let near = near.filter(|start| start.signature.meets(&wanted.signature));
        let near = near.filter(|start| self.starts_with(start, wanted));
        near.map(|start| self.place_of(start))
    }

    fn starts_with(&self, start: &Start, wanted: &Wanted) -> bool {
        start.signature.meets(&wanted.signature)
            && self.found_by(start, wanted, self.text.len()).next().is_some()
    }

    /// What was found of `wanted` at a place and ends by `limit`.
    fn found_by<'w>(
        &'w self,
        start: &Start,
        wanted: &'w Wanted,
        limit: usize,
    ) -> impl Iterator<Item = &'w Found> {
        let limit = self.base + limit.min(self.text.len());
        self.index().found_from(start).iter().filter(move |found| {
            found.end as usize <= limit
                && (wanted.any.literals.binary_search(&found.key.literal).is_ok()
                    || self.lexicon.has_class(found.key.entry, &wanted.any.classes))
        })
    }

    /// Whether one of `wanted` stands at `at` and ends by `limit`.
    pub(crate) fn stands(&self, at: usize, wanted: &Wanted, limit: usize) -> bool {
        let start = self.start(at).filter(|start| start.signature.meets(&wanted.signature));
        start.is_some_and(|start| self.found_by(start, wanted, limit).next().is_some())
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
        let mut near = self.starts_in(range).iter();
        let mut here: &[Found] = &[];
        std::iter::from_fn(move || {
            loop {
                while let Some((found, rest)) = here.split_first() {
                    here = rest;
                    let hit = self.hit(found).filter(|hit| self.is_of(hit, &classes));
                    if hit.is_some() {
                        return hit;
                    }
                }
                let start = near.find(|start| start.signature.meets(&signature))?;
                here = self.index().found_from(start);
            }
        })
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
        let signature = Signature::of_classes(classes);
        let near = self.starts_in(end.saturating_sub(72)..end).iter();
        let end = self.base + end;
        near.filter(|start| start.signature.meets(&signature)).any(|start| {
            let found = self.index().found_from(start).iter();
            found
                .filter(|found| found.end as usize == end)
                .any(|found| self.lexicon.has_class(found.key.entry, classes))
        })
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
