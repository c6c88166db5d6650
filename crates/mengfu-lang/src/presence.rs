//! Which classes and literals occur in a stretch of text: what a pattern needs before it is worth running.

use std::collections::BTreeMap;

use crate::class::{CLASS_WORDS, ClassSet};

/// A literal of a pattern, by its place in the lexicon's table of literals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct LiteralId(pub(crate) u16);

/// Classes and literals, as bits: first the classes, then the literals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    words: Vec<u64>,
}

/// Some of which one must be there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AnyOf {
    pub(crate) classes: ClassSet,
    pub(crate) literals: Vec<LiteralId>,
}

/// What must be there, each of several kinds in one of its forms: words of a [`Presence`] with the
/// bits of which one must be set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Needs(Box<[Box<[(u16, u64)]>]>);

impl Needs {
    pub(crate) fn new(wanted: &[AnyOf]) -> Self {
        Self(wanted.iter().map(AnyOf::words).collect())
    }
}

impl LiteralId {
    fn place(self) -> (usize, u64) {
        (CLASS_WORDS + usize::from(self.0 >> 6), 1 << (self.0 & 63))
    }
}

impl Presence {
    /// Empties it, with room for `literals`.
    pub(crate) fn clear(&mut self, literals: usize) {
        self.words.clear();
        self.words.resize(CLASS_WORDS + literals.div_ceil(64), 0);
    }

    pub(crate) fn add_classes(&mut self, classes: &ClassSet) {
        for (word, more) in self.words.iter_mut().zip(&classes.0) {
            *word |= more;
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
        needs.0.iter().all(|any| {
            any.iter().any(|(at, bits)| {
                self.words.get(usize::from(*at)).is_some_and(|word| word & bits != 0)
            })
        })
    }
}

impl AnyOf {
    pub(crate) fn extend(&mut self, other: &Self) {
        self.classes.extend(&other.classes);
        self.literals.extend(&other.literals);
    }

    fn words(&self) -> Box<[(u16, u64)]> {
        let mut words: BTreeMap<u16, u64> = BTreeMap::new();
        for (at, bits) in (0_u16..).zip(self.classes.0).filter(|(_, bits)| *bits != 0) {
            words.insert(at, bits);
        }
        for (at, bit) in self.literals.iter().map(|l| l.place()) {
            *words.entry(u16::try_from(at).unwrap_or(u16::MAX)).or_default() |= bit;
        }
        words.into_iter().collect()
    }
}
