//! Patterns over text and lexicon hits.
//!
//! White space in a pattern is ignored. Everything not listed here stands for itself:
//!
//! | written | matches |
//! | --- | --- |
//! | `<class>`, `<a\|b>` | one term of the class, or of any of several; longest first |
//! | `(x\|y)` | either |
//! | `x?` `x*` `x+` `x{2,4}` | repeats, as many as possible |
//! | `~`, `~12` | any characters, as few as possible; at most 12 (300 when no number is given) |
//! | `^` `$` | the start or end of the searched range |
//! | `=(x)` `!(x)` | x follows, does not follow |
//! | `=<(x)` `!<(x)` | a literal or class ends here, does not end here |
//! | `[name:x]` | x, remembered under a name |
//! | `\d` `\h` `\s` `\n` `\.` | a digit, an ideograph, a white space, a line break, any character |
//! | `_` | one or more white spaces |

mod machine;
mod opening;
mod pivot;
mod syntax;

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::normal::Normaliser;
use crate::presence::{AnyOf, Needs};
use crate::scan::{Scan, Wanted};
use machine::Inst;
use opening::Opening;
use pivot::Pivot;
use smallvec::SmallVec;

/// A compiled pattern.
pub struct Pattern {
    source: String,
    program: Vec<Inst>,
    names: Vec<String>,
    /// What must occur for it to match.
    needs: Needs,
    /// Of that, what is least likely to occur.
    rarest: Option<Wanted>,
    /// What every match begins with, so that a search can skip to it.
    first: Option<Opening>,
    /// What every match has near its beginning.
    pivots: Vec<Pivot>,
    /// Whether a match can only begin where the searched range does.
    anchored: bool,
}

/// Where any of some patterns can begin to match, so that none needs to be asked elsewhere.
#[derive(Debug)]
pub struct Gate(Option<Opening>);

impl Gate {
    /// For `patterns`; it lets everything through if one of them can begin with anything.
    pub fn new<'p>(patterns: impl IntoIterator<Item = &'p Pattern>) -> Self {
        let mut all = Opening::default();
        for pattern in patterns {
            match &pattern.first {
                Some(first) => all.extend(first),
                None => return Self(None),
            }
        }
        Self(Some(all))
    }

    /// Whether a match of one of the patterns can begin at `at`.
    pub fn opens(&self, scan: &Scan<'_>, at: usize) -> bool {
        self.0.as_ref().is_none_or(|opening| opening.may_hold(scan, at))
    }
}

/// The literals of a pattern, for the automaton.
pub(crate) fn literals(source: &str, normaliser: &Normaliser) -> Vec<String> {
    syntax::literals(source, normaliser)
}

/// Where a pattern matched. Offsets are bytes of the scanned text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match<'p> {
    /// The first byte.
    pub start: usize,
    /// The first byte after.
    pub end: usize,
    slots: [u32; machine::SLOTS],
    names: &'p [String],
}

impl Match<'_> {
    /// The range captured under `name`, if that part of the pattern took part in the match.
    pub fn get(&self, name: &str) -> Option<Range<usize>> {
        let at = self.names.iter().position(|n| n == name)?;
        let (start, end) = (*self.slots.get(at * 2)?, *self.slots.get(at * 2 + 1)?);
        (start != u32::MAX && end != u32::MAX).then_some(start as usize..end as usize)
    }
    /// As a range of bytes.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

impl Pattern {
    /// Compiles `source`; the error says what is wrong in words for the author of the pattern.
    pub fn compile(source: &str, lexicon: &Lexicon) -> Result<Self, String> {
        let syntax::Compiled { program, names, needs, first, pivots } =
            syntax::compile(source, lexicon)?;
        let begin = program.iter().find(|i| !matches!(i, Inst::Save(_)));
        let anchored = matches!(begin, Some(Inst::RangeStart));
        let rarest = needs.iter().min_by_key(|n| lexicon.commonness(n));
        let rarest = rarest.cloned().map(Wanted::new);
        let needs = Needs::new(&needs);
        let source = source.to_owned();
        Ok(Self { source, program, names, needs, rarest, first, pivots, anchored })
    }

    /// Terms and literals of which one must occur for it to match; `None` where it needs none.
    pub(crate) fn rarest(&self) -> Option<&AnyOf> {
        self.rarest.as_ref().map(Wanted::any)
    }

    /// Terms and literals of which one stands where a match begins; `None` where other things can.
    pub(crate) fn begins_with(&self) -> Option<AnyOf> {
        self.first.as_ref().filter(|first| first.is_keyed()).map(|first| first.keys().clone())
    }

    /// The pattern as written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Matches at exactly `start`; may look no further than `limit`.
    pub fn match_at(&self, scan: &Scan<'_>, start: usize, limit: usize) -> Option<Match<'_>> {
        let begins = self.first.as_ref().is_none_or(|any| any.holds(scan, start));
        if !begins || !scan.whole().has_all(&self.needs) {
            return None;
        }
        let (end, slots) = machine::run(&self.program, scan, start, start..limit)?;
        Some(self.named((start, end, slots)))
    }

    /// The first match within `range`.
    pub fn find(&self, scan: &Scan<'_>, range: Range<usize>) -> Option<Match<'_>> {
        let found = self.possible(scan, &range).then(|| self.matches(scan, range).next())?;
        found.map(|found| self.named(found))
    }

    /// All matches within `range`, each starting where the one before ended.
    pub fn find_all(&self, scan: &Scan<'_>, range: Range<usize>) -> Vec<Match<'_>> {
        let possible = self.possible(scan, &range);
        let found = possible.then(|| self.matches(scan, range)).into_iter().flatten();
        found.map(|found| self.named(found)).collect()
    }

    /// Whether what it needs occurs: all in the text, and what is rarest in `range`.
    fn possible(&self, scan: &Scan<'_>, range: &Range<usize>) -> bool {
        scan.whole().has_all(&self.needs)
            && self
                .rarest
                .as_ref()
                .is_none_or(|rarest| scan.places(range.clone(), rarest).next().is_some())
    }

    fn matches<'m>(
        &'m self,
        scan: &'m Scan<'_>,
        range: Range<usize>,
    ) -> impl Iterator<Item = Found> + 'm {
        let to = if self.anchored { range.start } else { range.end };
        let known = self.first.as_ref().filter(|_| !self.anchored);
        let mut known = known.map(|first| first.places(scan, range.start, to));
        let begins = |first: &Opening| first.holds(scan, range.start);
        let mut any =
            Some(range.start).filter(|_| !self.anchored || self.first.as_ref().is_none_or(begins));
        let mut from = range.start;
        let pivots = self.pivots.iter().filter(|_| !self.anchored);
        let mut near: SmallVec<[_; 2]> = pivots.map(|p| p.near(scan, range.clone())).collect();
        // Where a match can begin nearly everywhere, it saves many attempts to know whether the rest
        // of the pattern matches.
        let wide = !self.first.as_ref().is_some_and(Opening::is_keyed);
        std::iter::from_fn(move || {
            let goes_on = |entry: usize, place: usize| {
                !wide || machine::goes_on(&self.program, entry, scan, place, &range)
            };
            'places: loop {
                let at = match &mut known {
                    Some(places) => places.next()?,
                    None => {
                        let at = any.filter(|at| *at <= to)?;
                        any = Some(next_char(scan.normal(), at));
                        at
                    }
                };
                if at < from {
                    continue;
                }
                for near in &mut near {
                    if !near.allows(at, goes_on)? {
                        continue 'places;
                    }
                }
                if let Some((end, slots)) = machine::run(&self.program, scan, at, range.clone()) {
                    from = if end == at { next_char(scan.normal(), end) } else { end };
                    return Some((at, end, slots));
                }
            }
        })
    }

    fn named(&self, (start, end, slots): Found) -> Match<'_> {
        Match { start, end, slots, names: &self.names }
    }
}

/// Where a match starts and ends, with its captures.
type Found = (usize, usize, [u32; machine::SLOTS]);

fn next_char(text: &str, at: usize) -> usize {
    at + text.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8)
}

impl std::fmt::Debug for Pattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pattern({})", self.source)
    }
}

#[cfg(test)]
mod tests;
