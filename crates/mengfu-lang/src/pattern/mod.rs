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
mod syntax;

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::normal::Normaliser;
use crate::presence::{Needs, Presence};
use crate::scan::Scan;
use machine::Inst;
use opening::Opening;

/// A compiled pattern.
pub struct Pattern {
    source: String,
    program: Vec<Inst>,
    names: Vec<String>,
    /// What must occur for it to match.
    needs: Needs,
    /// What every match begins with, so that a search can skip to it.
    first: Option<Opening>,
    /// Whether a match can only begin where the searched range does.
    anchored: bool,
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
        let syntax::Compiled { program, names, needs, first } = syntax::compile(source, lexicon)?;
        let begin = program.iter().find(|i| !matches!(i, Inst::Save(_)));
        let anchored = matches!(begin, Some(Inst::RangeStart));
        let needs = Needs::new(&needs);
        Ok(Self { source: source.to_owned(), program, names, needs, first, anchored })
    }

    /// The pattern as written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Matches at exactly `start`; may look no further than `limit`.
    pub fn match_at(&self, scan: &Scan<'_>, start: usize, limit: usize) -> Option<Match<'_>> {
        let begins = self.first.as_ref().is_none_or(|any| any.holds(scan, start));
        (begins && scan.whole().has_all(&self.needs))
            .then(|| self.run(scan, start, start..limit))?
    }

    /// The first match within `range`.
    pub fn find(&self, scan: &Scan<'_>, range: Range<usize>) -> Option<Match<'_>> {
        self.find_given(scan, range, scan.whole())
    }

    /// As [`Pattern::find`], when `presence` tells what occurs in `range` or more.
    pub fn find_given(
        &self,
        scan: &Scan<'_>,
        range: Range<usize>,
        presence: &Presence,
    ) -> Option<Match<'_>> {
        presence.has_all(&self.needs).then(|| self.find_from(scan, range.start, &range))?
    }

    /// All matches within `range`, each starting where the one before ended.
    pub fn find_all(&self, scan: &Scan<'_>, range: Range<usize>) -> Vec<Match<'_>> {
        let (mut found, mut from) = (Vec::new(), range.start);
        if !scan.whole().has_all(&self.needs) {
            return found;
        }
        while let Some(one) = self.find_from(scan, from, &range) {
            from = if one.end > one.start { one.end } else { next_char(scan.normal(), one.end) };
            found.push(one);
        }
        found
    }

    fn find_from(&self, scan: &Scan<'_>, from: usize, range: &Range<usize>) -> Option<Match<'_>> {
        if self.anchored {
            let here =
                from == range.start && self.first.as_ref().is_none_or(|any| any.holds(scan, from));
            return here.then(|| self.run(scan, from, range.clone()))?;
        }
        let mut at = from;
        while at <= range.end {
            if let Some(first) = &self.first {
                at = first.next(scan, at, range.end)?;
            }
            let found = self.run(scan, at, range.clone());
            if found.is_some() {
                return found;
            }
            at = next_char(scan.normal(), at);
        }
        None
    }

    fn run(&self, scan: &Scan<'_>, start: usize, range: Range<usize>) -> Option<Match<'_>> {
        let (end, slots) = machine::run(&self.program, scan, start, range)?;
        Some(Match { start, end, slots, names: &self.names })
    }
}

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
