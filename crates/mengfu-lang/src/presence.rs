//! Which classes and literals occur in a stretch of text: what a pattern needs before it is worth running.

use std::collections::BTreeMap;

use crate::class::{CLASS_WORDS, ClassSet};

/// A literal of a pattern, by its place in the lexicon's table of literals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct LiteralId(pub(crate) u16);

/// Classes and literals, as bits: first the classes, then the literals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Presence {
    words: Vec<u64>,
}

/// Some of which one must be there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AnyOf {
    pub(crate) classes: ClassSet,
    pub(crate) literals: Vec<LiteralId>,
}

/// What must be there, each of several kinds in one of its forms: words of a [`Presence`] with the
/// bits of which one must be set, form after form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Needs(Box<[Need]>);

/// Some forms of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Need {
    bits: u64,
    word: u16,
    /// Whether it is the last of its kind.
    last: bool,
}

impl Needs {
    pub(crate) fn new(wanted: &[AnyOf]) -> Self {
        let mut kinds: Vec<Vec<Need>> = wanted.iter().map(AnyOf::words).collect();
        // What is most likely to be missing is asked first.
        let forms = |kind: &Vec<Need>| kind.iter().map(|n| n.bits.count_ones()).sum::<u32>();
        let classes = |kind: &Vec<Need>| kind.iter().any(|n| usize::from(n.word) < CLASS_WORDS);
        kinds.sort_by_key(|kind| (classes(kind), forms(kind)));
        kinds.dedup();
        Self(kinds.concat().into())
    }
}

impl LiteralId {
    /// No literal.
    pub(crate) const NONE: Self = Self(u16::MAX);

    fn place(self) -> (usize, u64) {
        (CLASS_WORDS + usize::from(self.0 >> 6), 1 << (self.0 & 63))
    }
}

impl Presence {
    /// As if all occurred.
    pub(crate) fn fill(&mut self) {
        self.words.fill(u64::MAX);
    }

    /// Empties it, with room for `literals`.
    pub(crate) fn clear(&mut self, literals: usize) {
        self.words.clear();
        self.words.resize(CLASS_WORDS + literals.div_ceil(64), 0);
    }

    pub(crate) fn add_classes(&mut self, classes: &ClassSet) {
        if let Some(words) = self.words.first_chunk_mut::<CLASS_WORDS>() {
            let mut all = ClassSet(*words);
            all.extend(classes);
            *words = all.0;
        }
    }

    pub(crate) fn add_literal(&mut self, literal: LiteralId) {
        let (at, bit) = literal.place();
        if let Some(word) = self.words.get_mut(at) {
            *word |= bit;
        }
    }

    /// Whether each of `needs` has one of its forms here.
    pub(crate) fn has_all(&self, needs: &Needs) -> bool {
        let mut found = false;
        for need in &needs.0 {
            found = found
                || self.words.get(usize::from(need.word)).is_some_and(|word| word & need.bits != 0);
            if need.last {
                if !found {
                    return false;
                }
                found = false;
            }
        }
        true
    }
}

impl AnyOf {
    pub(crate) fn extend(&mut self, other: &Self) {
        self.classes.extend(&other.classes);
        self.literals.extend(&other.literals);
    }

    fn words(&self) -> Vec<Need> {
        let mut words: BTreeMap<u16, u64> = BTreeMap::new();
        for (at, bits) in (0_u16..).zip(self.classes.0).filter(|(_, bits)| *bits != 0) {
            words.insert(at, bits);
        }
        for (at, bit) in self.literals.iter().map(|l| l.place()) {
            *words.entry(u16::try_from(at).unwrap_or(u16::MAX)).or_default() |= bit;
        }
        let last = words.keys().next_back().copied();
        let need = |(word, bits)| Need { bits, word, last: Some(word) == last };
        words.into_iter().map(need).collect()
    }
}
