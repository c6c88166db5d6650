//! Names in a script with capital letters: words written large around a word for a kind of thing.
//!
//! `the Convention on the Conservation of Fishery Resources of the Inland Sea`: words in capitals,
//! small words between them, and the first of them that says what sort of thing it is. The names
//! that the lexicon lists are found as they stand, capitals or not.

use std::ops::Range;

use mengfu_lang::{ClassId, Pack, PackError, Scan};
use mengfu_model::{EntryId, ReferenceType, RuleId};

use crate::values::names::frame::Candidate;
use crate::values::rules::Named;
use crate::values::token::Token;

/// What a pack says of such names.
#[derive(Debug)]
pub(super) struct Capitals {
    rule: RuleId,
    listed: RuleId,
    /// Small words that may stand inside a name.
    inner: Option<ClassId>,
    /// Of those, the words that may as well stand between two names.
    joins: Option<ClassId>,
    /// What begins dates.
    month: Option<ClassId>,
    /// The names of the instrument for itself.
    itself: Option<ClassId>,
}

/// A word of the text, as names are made of it.
#[derive(Clone, Copy, Debug)]
struct Piece {
    start: usize,
    end: usize,
    sort: Sort,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Large(Option<(ReferenceType, EntryId)>),
    /// Figures: part of a name only beside a word in capitals.
    Number,
    Inner,
    Joins,
    Other,
}

impl Capitals {
    /// For a pack with a rule of that name; other packs do not find names so.
    pub(super) fn new(pack: &Pack, named: &Named<'_>) -> Result<Option<Self>, PackError> {
        let Ok(rule) = named.get("capitals") else { return Ok(None) };
        let class = |name: &str| pack.lexicon.class(name);
        let (inner, joins) = (class("name.inner"), class("name.inner.join"));
        let (month, itself) = (class("month"), class("instrument.self"));
        Ok(Some(Self { rule, listed: named.get("listed")?, inner, joins, month, itself }))
    }

    /// The names within `range`, in the order of the text.
    pub(super) fn find(
        &self,
        scan: &Scan<'_>,
        tokens: &[Token],
        range: Range<usize>,
    ) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        let pieces = self.pieces(scan, tokens, range);
        let mut at = 0;
        while let Some(rest) = pieces.get(at..).filter(|rest| !rest.is_empty()) {
            let taken = self.run(scan, rest);
            found.extend(taken.1);
            at += taken.0.max(1);
        }
        let mut listed: Vec<Candidate> = Vec::new();
        for token in tokens {
            let Some(kind) = token.word.closed else { continue };
            let (start, end) = (token.start, token.end);
            let next = found.partition_point(|c| c.end <= start);
            let free = found.get(next).is_none_or(|c| end <= c.start)
                && listed.last().is_none_or(|c| c.end <= start);
            let (rule, entry) = (self.listed, Some(token.entry));
            listed.extend(free.then_some(Candidate {
                start,
                end,
                kind,
                rule,
                entry,
                listed: true,
            }));
        }
        found.append(&mut listed);
        found.sort_by_key(|c| c.start);
        found
    }

    fn pieces(&self, scan: &Scan<'_>, tokens: &[Token], range: Range<usize>) -> Vec<Piece> {
        let text = scan.text().get(range.clone()).unwrap_or_default();
        let part = |c: char| c.is_alphanumeric() || "-\u{2013}\u{2019}'".contains(c);
        let mut pieces = Vec::new();
        let mut from = 0;
        while let Some(begin) = text.get(from..).and_then(|t| t.find(part)).map(|i| from + i) {
            let word = text.get(begin..).unwrap_or_default();
            let word = word.get(..word.find(|c| !part(c)).unwrap_or(word.len())).unwrap_or(word);
            let (start, end) = (range.start + begin, range.start + begin + word.len());
            // What is neither a letter nor a space parts names.
            let gap = text.get(from..begin).unwrap_or_default();
            if !gap.chars().all(char::is_whitespace) {
                pieces.push(Piece { start, end: start, sort: Sort::Other });
            }
            let is = |class: Option<ClassId>| {
                class.is_some_and(|c| {
                    scan.at(start).any(|h| h.end as usize == end && scan.is(&h, c))
                })
            };
            let first = |of: fn(char) -> bool| word.chars().next().is_some_and(of);
            let sort = match () {
                () if is(self.joins) => Sort::Joins,
                () if is(self.inner) => Sort::Inner,
                () if first(char::is_numeric) => Sort::Number,
                () if first(char::is_uppercase) && !is(self.month) => {
                    Sort::Large(kind(tokens, start..end))
                }
                () => Sort::Other,
            };
            pieces.push(Piece { start, end, sort });
            from = begin + word.len();
        }
        pieces
    }

    /// A name at the first of `pieces`, and how many of them it takes up.
    fn run(&self, scan: &Scan<'_>, pieces: &[Piece]) -> (usize, Option<Candidate>) {
        let (mut taken, mut large, mut tails) = (0, 0, 0);
        let (mut head, mut closed, mut joined) = (None, false, false);
        let mut end = 0;
        for (at, piece) in pieces.iter().enumerate() {
            match piece.sort {
                Sort::Large(kind) => {
                    // After a word that joins, another thing of its own kind is another name.
                    if joined && kind.is_some() && head.is_some() {
                        break;
                    }
                    (large, tails) = (large + 1, tails + usize::from(kind.is_some()));
                    if !closed {
                        head = kind.or(head);
                    }
                    (taken, end) = (at + 1, piece.end);
                }
                Sort::Number if at == 0 || taken == at => {
                    let next = pieces.get(at + 1).is_some_and(|p| matches!(p.sort, Sort::Large(_)));
                    if at == 0 && !next {
                        break;
                    }
                    (taken, end) = (at + 1, piece.end);
                }
                // A name does not begin before a small word that stands before its own word.
                Sort::Inner if head.is_none() => break,
                Sort::Inner | Sort::Joins if at > 0 => {
                    closed |= head.is_some();
                    joined |= piece.sort == Sort::Joins;
                }
                _ => break,
            }
        }
        let (Some(first), Some((kind, entry))) = (pieces.first(), head) else {
            return (taken, None);
        };
        let own = self.itself.is_some_and(|class| {
            scan.hits_in(first.start.saturating_sub(8)..end)
                .any(|h| h.end as usize >= first.end && h.end as usize == end && scan.is(&h, class))
        });
        let (start, rule) = (first.start, self.rule);
        let whole = Candidate { start, end, kind, rule, entry: Some(entry), listed: false };
        (taken, (large > tails && !own).then_some(whole))
    }
}

/// What the word that fills `range` says of the sort of thing that it names.
fn kind(tokens: &[Token], range: Range<usize>) -> Option<(ReferenceType, EntryId)> {
    let from = tokens.partition_point(|t| t.start < range.start);
    let here = tokens.iter().skip(from).take_while(|t| t.start == range.start);
    let mut here = here.filter(|t| t.end == range.end);
    here.find_map(|t| Some((t.word.tail?.0, t.entry)))
}
