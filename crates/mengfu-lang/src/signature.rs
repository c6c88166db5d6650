//! A few bits for many terms: where they do not meet, no term is shared.

use crate::class::ClassSet;
use crate::presence::LiteralId;

/// The classes and literals of some terms, several to a bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signature {
    classes: u64,
    literals: u64,
}

impl Signature {
    pub(crate) fn of_classes(set: &ClassSet) -> Self {
        let [a, b, c, d] = set.0;
        // Each word turned by another amount, so that the first classes of all words do not meet.
        let classes = a | b.rotate_left(17) | c.rotate_left(34) | d.rotate_left(51);
        Self { classes, literals: 0 }
    }

    pub(crate) fn add_literal(&mut self, literal: LiteralId) {
        if literal != LiteralId::NONE {
            self.literals |= 1 << (literal.0 & 63);
        }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.classes |= other.classes;
        self.literals |= other.literals;
    }

    /// Whether the two may share a term.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        (self.classes & other.classes) | (self.literals & other.literals) != 0
    }
}
