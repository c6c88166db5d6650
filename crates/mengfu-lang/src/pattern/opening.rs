//! What a match can begin with, so that a search asks only where that stands.

use std::iter::Peekable;

use crate::class::ClassSet;
use crate::lexicon::Lexicon;
use crate::pattern::machine::CharKind;
use crate::presence::{AnyOf, LiteralId};
use crate::scan::{Scan, Wanted};

/// The terms, literals and characters of which one stands where a match begins.
#[derive(Clone, Debug, Default)]
pub(crate) struct Opening {
    keys: Wanted,
    kinds: Vec<CharKind>,
}

impl Opening {
    pub(super) fn literal(id: LiteralId) -> Self {
        let any = AnyOf { literals: vec![id], ..AnyOf::default() };
        Self { keys: Wanted::new(any), ..Self::default() }
    }

    pub(super) fn classes(classes: ClassSet) -> Self {
        let any = AnyOf { classes, ..AnyOf::default() };
        Self { keys: Wanted::new(any), ..Self::default() }
    }

    /// `None` where any character will do.
    pub(super) fn char(kind: CharKind) -> Option<Self> {
        let wide = matches!(kind, CharKind::Any);
        (!wide).then(|| Self { kinds: vec![kind], ..Self::default() })
    }

    pub(super) fn extend(&mut self, other: &Self) {
        self.keys.extend(&other.keys);
        for kind in &other.kinds {
            if !self.kinds.contains(kind) {
                self.kinds.push(*kind);
            }
        }
    }

    /// Whether only terms and literals begin a match.
    pub(super) fn is_keyed(&self) -> bool {
        self.kinds.is_empty()
    }

    /// The terms and literals.
    pub(super) fn keys(&self) -> &AnyOf {
        self.keys.any()
    }

    /// How common the terms and literals are.
    pub(super) fn commonness(&self, lexicon: &Lexicon) -> u32 {
        lexicon.commonness(self.keys.any())
    }

    /// Whether a match can begin at `at`.
    pub(crate) fn holds(&self, scan: &Scan<'_>, at: usize) -> bool {
        scan.starts(at, &self.keys) || (!self.kinds.is_empty() && self.holds_char(scan, at))
    }

    /// As [`Opening::holds`]; sooner told, and now and then wrongly where none can.
    pub(super) fn may_hold(&self, scan: &Scan<'_>, at: usize) -> bool {
        scan.may_start(at, &self.keys) || (!self.kinds.is_empty() && self.holds_char(scan, at))
    }

    /// Whether one of its terms and literals stands at `at` and ends by `limit`.
    pub(super) fn stands(&self, scan: &Scan<'_>, at: usize, limit: usize) -> bool {
        scan.stands(at, &self.keys, limit)
    }

    fn holds_char(&self, scan: &Scan<'_>, at: usize) -> bool {
        if self.kinds == [CharKind::Digit] {
            let digit = scan.normal().as_bytes().get(at).is_some_and(may_be_digit);
            return digit && next_char(scan.normal(), at).is_some_and(|c| CharKind::Digit.holds(c));
        }
        next_char(scan.normal(), at).is_some_and(|c| self.kinds.iter().any(|kind| kind.holds(c)))
    }

    /// The places from `from` to `to` at which a match can begin.
    pub(super) fn places<'a>(
        &'a self,
        scan: &'a Scan<'_>,
        from: usize,
        to: usize,
    ) -> impl Iterator<Item = usize> + 'a {
        let mut keys = scan.places(from..to.saturating_add(1), &self.keys).peekable();
        let mut chars = self.chars(scan.normal(), from, to).peekable();
        let only_keys = self.kinds.is_empty();
        std::iter::from_fn(
            move || if only_keys { keys.next() } else { next(&mut keys, &mut chars) },
        )
    }

    /// The places from `from` to `to` at which a character stands that a match can begin with.
    fn chars<'a>(
        &'a self,
        text: &'a str,
        from: usize,
        to: usize,
    ) -> impl Iterator<Item = usize> + 'a {
        let digits = self.kinds == [CharKind::Digit];
        let bytes = text.as_bytes();
        let mut at = if self.kinds.is_empty() { to } else { from };
        std::iter::from_fn(move || {
            loop {
                if digits {
                    at += bytes.get(at..to)?.iter().position(may_be_digit)?;
                }
                let c = text.get(at..).filter(|_| at < to)?.chars().next()?;
                let here = at;
                at += c.len_utf8();
                if self.kinds.iter().any(|kind| kind.holds(c)) {
                    return Some(here);
                }
            }
        })
    }
}

fn next_char(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Whether a digit, ASCII or full-width, can begin with the byte; most characters do not.
fn may_be_digit(byte: &u8) -> bool {
    byte.is_ascii_digit() || *byte == 0xEF
}

/// The next of two ascending series of places, a place in both once.
fn next(
    keys: &mut Peekable<impl Iterator<Item = usize>>,
    chars: &mut Peekable<impl Iterator<Item = usize>>,
) -> Option<usize> {
    let at = match (keys.peek(), chars.peek()) {
        (Some(key), Some(char)) => *key.min(char),
        (key, char) => *key.or(char)?,
    };
    keys.next_if_eq(&at);
    chars.next_if_eq(&at);
    Some(at)
}
