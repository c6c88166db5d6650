//! What a match can begin with, so that a search asks only where that stands.

use crate::class::ClassSet;
use crate::pattern::machine::CharKind;
use crate::presence::{AnyOf, LiteralId};
use crate::scan::Scan;

/// The terms, literals and characters of which one stands where a match begins.
#[derive(Clone, Debug, Default)]
pub(crate) struct Opening {
    any: AnyOf,
    kinds: Vec<CharKind>,
    /// The signature of all terms and literals.
    signature: u64,
}

impl Opening {
    pub(super) fn literal(id: LiteralId) -> Self {
        let any = AnyOf { literals: vec![id], ..AnyOf::default() };
        Self { any, signature: id.signature(), ..Self::default() }
    }

    pub(super) fn classes(classes: ClassSet) -> Self {
        let any = AnyOf { classes, ..AnyOf::default() };
        Self { any, signature: classes.signature(), ..Self::default() }
    }

    /// `None` where any character will do.
    pub(super) fn char(kind: CharKind) -> Option<Self> {
        let wide = matches!(kind, CharKind::Any);
        (!wide).then(|| Self { kinds: vec![kind], ..Self::default() })
    }

    pub(super) fn extend(&mut self, other: &Self) {
        self.any.extend(&other.any);
        self.any.literals.sort_unstable();
        self.any.literals.dedup();
        self.signature |= other.signature;
        for kind in &other.kinds {
            if !self.kinds.contains(kind) {
                self.kinds.push(*kind);
            }
        }
    }

    /// Whether a match can begin at `at`.
    pub(crate) fn holds(&self, scan: &Scan<'_>, at: usize) -> bool {
        scan.starts(at, self.signature, &self.any) || self.holds_char(scan, at)
    }

    /// The first place from `from` to `to` at which a match can begin.
    pub(super) fn next(&self, scan: &Scan<'_>, from: usize, to: usize) -> Option<usize> {
        if self.kinds.is_empty() {
            return scan.next_start(from..to.saturating_add(1), self.signature, &self.any);
        }
        // Character by character: looking ahead for terms would go over the same text again and again.
        let chars = scan.normal().get(from..).unwrap_or_default().char_indices();
        let mut places = chars.map(|(at, c)| (from + at, c)).take_while(|(at, _)| *at < to);
        let holds = |at, c| {
            self.kinds.iter().any(|kind| kind.holds(c))
                || scan.starts(at, self.signature, &self.any)
        };
        places.find(|(at, c)| holds(*at, *c)).map(|(at, _)| at)
    }

    fn holds_char(&self, scan: &Scan<'_>, at: usize) -> bool {
        let char = || scan.normal().get(at..).and_then(|t| t.chars().next());
        !self.kinds.is_empty()
            && char().is_some_and(|c| self.kinds.iter().any(|kind| kind.holds(c)))
    }
}
