//! Which of many rules can apply to a stretch of text, told by the terms in it before any is asked.

use std::collections::HashMap;
use std::ops::Range;

use crate::class::ClassSet;
use crate::lexicon::{Key, Lexicon};
use crate::pattern::Pattern;
use crate::presence::{AnyOf, LiteralId};
use crate::rule::Rule;
use crate::scan::Scan;

const WORDS: usize = 4;

/// A set of places in a list of rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Places([u64; WORDS]);

impl Places {
    /// How many places a set can tell apart.
    pub const MOST: usize = WORDS * 64;

    /// Adds a place; one past [`Places::MOST`] is left out.
    pub fn insert(&mut self, place: usize) {
        if let Some(word) = self.0.get_mut(place / 64) {
            *word |= 1 << (place % 64);
        }
    }

    /// Adds the places of `other`.
    pub fn extend(&mut self, other: &Self) {
        let ([a, b, c, d], [w, x, y, z]) = (self.0, other.0);
        self.0 = [a | w, b | x, c | y, d | z];
    }

    /// Leaves only the places that `other` has too.
    pub fn retain(&mut self, other: &Self) {
        let ([a, b, c, d], [w, x, y, z]) = (self.0, other.0);
        self.0 = [a & w, b & x, c & y, d & z];
    }

    /// Takes out the places of `other`.
    pub fn remove(&mut self, other: &Self) {
        let ([a, b, c, d], [w, x, y, z]) = (self.0, other.0);
        self.0 = [a & !w, b & !x, c & !y, d & !z];
    }

    /// The places, in their order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(at, word)| {
            let mut left = word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                left &= left.checked_sub(1)?;
                Some(at * 64 + bit as usize)
            })
        })
    }
}

/// For the terms and literals of a lexicon the rules that they let through.
#[derive(Debug, Default)]
pub struct Sieve {
    /// The rules that need nothing.
    always: Places,
    /// For each entry, and each literal, the index of its row; the first row is empty.
    by_entry: Vec<u16>,
    by_literal: Vec<u16>,
    rows: Vec<Places>,
}

impl Sieve {
    /// A sieve for rules, each given as lists of patterns; of each list some pattern must match.
    pub fn new<'p>(lexicon: &Lexicon, rules: impl Iterator<Item = Vec<&'p [Pattern]>>) -> Self {
        let needs = rules.map(|lists| {
            let lists = lists.into_iter().filter(|list| !list.is_empty());
            let needed = lists.filter_map(|list| {
                let mut any = AnyOf::default();
                list.iter().try_for_each(|p| p.rarest().map(|n| any.extend(n)))?;
                Some(any)
            });
            // The list that is least likely to find what it needs.
            needed.min_by_key(|any| lexicon.commonness(any))
        });
        Self::of(lexicon, needs)
    }

    /// A sieve for rules that need one of some terms each, or nothing.
    fn of(lexicon: &Lexicon, needs: impl Iterator<Item = Option<AnyOf>>) -> Self {
        let (mut always, mut wanted) = (Places::default(), Vec::new());
        for (place, need) in needs.enumerate() {
            match need {
                Some(any) => wanted.push((place, any)),
                None => always.insert(place),
            }
        }
        let mut sieve = Self { always, rows: vec![Places::default()], ..Self::default() };
        let mut known: HashMap<Places, u16> = HashMap::from([(Places::default(), 0)]);
        let mut by_classes: HashMap<ClassSet, u16> = HashMap::new();
        for (_, entry) in lexicon.entries() {
            let row = *by_classes.entry(entry.classes).or_insert_with(|| {
                let meets = |any: &AnyOf| any.classes.intersects(&entry.classes);
                sieve.row(&wanted, meets, &mut known)
            });
            sieve.by_entry.push(row);
        }
        for literal in (0..lexicon.literal_count()).filter_map(|at| u16::try_from(at).ok()) {
            let meets = |any: &AnyOf| any.literals.contains(&LiteralId(literal));
            let row = sieve.row(&wanted, meets, &mut known);
            sieve.by_literal.push(row);
        }
        sieve
    }

    /// The index of the row of what meets the needs that `meets` tells.
    fn row(
        &mut self,
        wanted: &[(usize, AnyOf)],
        meets: impl Fn(&AnyOf) -> bool,
        known: &mut HashMap<Places, u16>,
    ) -> u16 {
        let mut row = Places::default();
        wanted.iter().filter(|(_, any)| meets(any)).for_each(|(place, _)| row.insert(*place));
        *known.entry(row).or_insert_with(|| {
            self.rows.push(row);
            u16::try_from(self.rows.len() - 1).unwrap_or(u16::MAX)
        })
    }

    /// The rules that the terms within `range` let through.
    pub fn pass(&self, scan: &Scan<'_>, range: Range<usize>) -> Places {
        self.pass_keys(scan.keys_in(range))
    }

    fn pass_keys(&self, keys: impl Iterator<Item = Key>) -> Places {
        let mut passed = self.always;
        for key in keys {
            let entry = self.by_entry.get(key.entry.0 as usize);
            let literal = self.by_literal.get(usize::from(key.literal.0));
            for row in [entry, literal].into_iter().flatten().filter(|row| **row > 0) {
                if let Some(row) = self.rows.get(usize::from(*row)) {
                    passed.extend(row);
                }
            }
        }
        passed
    }
}

/// Which patterns of many rules can begin at a place, told by the terms there before any is asked.
#[derive(Debug, Default)]
pub struct Openings {
    sieve: Sieve,
    /// For each pattern its rule's place and its own in the rule.
    patterns: Vec<(usize, usize)>,
}

impl Openings {
    /// For the patterns of `rules`.
    pub fn new(lexicon: &Lexicon, rules: &[Rule]) -> Self {
        let numbered = rules.iter().enumerate();
        let patterns = numbered.flat_map(|(at, r)| (0..r.patterns.len()).map(move |p| (at, p)));
        let openings = rules.iter().flat_map(|rule| &rule.patterns).map(Pattern::begins_with);
        Self {
            sieve: Sieve::of(lexicon, openings.take(Places::MOST)),
            patterns: patterns.collect(),
        }
    }

    /// Of the patterns of `rules`, which it was made for, those that can begin at `at`, in order.
    pub fn at<'a>(
        &'a self,
        rules: &'a [Rule],
        scan: &Scan<'_>,
        at: usize,
    ) -> impl Iterator<Item = &'a Pattern> + use<'a> {
        let passed = self.sieve.pass_keys(scan.keys_at(at)).iter();
        // Those that the sieve has no room for may begin anywhere.
        passed.chain(Places::MOST..self.patterns.len()).filter_map(|place| {
            let (rule, pattern) = self.patterns.get(place)?;
            rules.get(*rule)?.patterns.get(*pattern)
        })
    }
}
