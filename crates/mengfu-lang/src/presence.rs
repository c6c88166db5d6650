//! Which classes and literals occur in a stretch of text: what a pattern needs before it is worth running.

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

    fn has_any(&self, wanted: &AnyOf) -> bool {
        self.words.iter().zip(&wanted.classes.0).any(|(a, b)| a & b != 0)
            || wanted.literals.iter().any(|l| {
                let (at, bit) = l.place();
                self.words.get(at).is_some_and(|w| w & bit != 0)
            })
    }

    /// Whether each of `wanted` has one of its kind here.
    pub(crate) fn has_all(&self, wanted: &[AnyOf]) -> bool {
        wanted.iter().all(|any| self.has_any(any))
    }
}

impl AnyOf {
    pub(crate) fn extend(&mut self, other: &Self) {
        self.classes.extend(&other.classes);
        self.literals.extend(&other.literals);
    }
}
