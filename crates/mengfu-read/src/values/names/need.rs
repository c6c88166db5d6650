//! Whether the words before a type word make a name of it, and where the name begins.

use std::ops::Range;

use mengfu_lang::Hit;
use mengfu_model::{EntryId, PartyCode, ReferenceType};

use crate::values::names::STAGE;
use crate::values::names::frame::{Frame, Mark};
use crate::values::names::walk::Walk;
use crate::values::token::{Token, char_len, is_digit};
use crate::values::words::Word;

impl Walk<'_, '_> {
    /// Where a name that may begin at the last border does begin: dates go, and the number of a
    /// session of a body; an initiative begins with its quotation.
    pub(super) fn begin(&self, frame: &Frame, kind: ReferenceType, end: usize) -> usize {
        let mut start = frame.start;
        if kind == ReferenceType::Initiative {
            return frame.quote.unwrap_or(start);
        }
        if let Some(after) = self.first_match(&self.names.dates, start, end) {
            start = after;
        }
        // A place before the parties of a name says where.
        if let Some(after) = self.longest(start, end, Word::PLACE)
            && self.pair(after, end).is_some()
        {
            start = after;
        }
        if kind == ReferenceType::Mechanism
            && let Some(after) = self.ordinal(start, end)
        {
            start = after;
        }
        start
    }

    pub(super) fn ordinal(&self, start: usize, end: usize) -> Option<usize> {
        self.first_match(&self.names.ordinals, start, end)
    }

    /// Whether the words before an event say which one: its number, or its year and place.
    pub(super) fn which_one(&self, start: usize, end: usize) -> bool {
        if self.ordinal(start, end) == Some(end) {
            return true;
        }
        let dated = |at| self.first_match(&self.names.dates, at, end);
        let year = dated(start);
        let where_ = Word::PLACE | if year.is_some() { Word::PARTY } else { 0 };
        let placed = self.longest(year.unwrap_or(start), end, where_);
        placed.is_some_and(|at| at == end || dated(at) == Some(end))
    }

    pub(super) fn first_match(&self, rules: &[usize], start: usize, end: usize) -> Option<usize> {
        let all = self.pack.rules(STAGE);
        rules.iter().filter_map(|at| all.get(*at)).flat_map(|r| &r.patterns).find_map(|p| {
            p.match_at(self.scan, start, end).map(|m| m.end).filter(|after| *after > start)
        })
    }

    /// Whether some word before the type word says what it is of.
    pub(super) fn described(&self, start: usize, end: usize) -> bool {
        let mut at = start;
        while at < end {
            match self.longest(at, end, Word::GENERIC) {
                Some(to) => at = to,
                None => return end - at > char_len(self.scan.normal(), at),
            }
        }
        false
    }

    /// Whether a quotation, or a name that the lexicon lists, stands before the type word.
    pub(super) fn quoted(&self, frame: &Frame, start: usize, end: usize) -> bool {
        frame.quote.is_some_and(|q| start <= q && q < end)
            || frame.pending.is_some_and(|p| p.listed && start <= p.start && p.end <= end)
            || (frame.mark == Mark::Quote && start == frame.inside && start < end)
    }

    /// Whether a proper name stands before the type word.
    pub(super) fn named(
        &self,
        frame: &Frame,
        start: usize,
        end: usize,
        kind: ReferenceType,
    ) -> bool {
        let of_forum = frame.quote.is_none()
            && frame.pending.is_some_and(|p| p.kind == ReferenceType::Forum)
            && kind == ReferenceType::Initiative;
        if !of_forum && self.quoted(frame, start, end) {
            return true;
        }
        if kind == ReferenceType::Initiative {
            return self.first_match(&self.names.dates, start, end).is_some();
        }
        let ordinal = self.ordinal(start, end);
        if kind == ReferenceType::Event && ordinal.is_some_and(|at| at < end) {
            return true;
        }
        let open = matches!(kind, ReferenceType::Project | ReferenceType::Event);
        self.of_parties(start, end) || (open && self.unknown(start, end))
    }

    /// Whether a party stands there, or a pair of parties at the beginning.
    pub(super) fn of_parties(&self, start: usize, end: usize) -> bool {
        let text = self.scan.normal();
        let mut at = start;
        while at < end {
            let pair = at <= start + 6 && self.pair(at, end).is_some();
            if pair || self.longest(at, end, Word::ANY_PARTY).is_some() {
                return true;
            }
            at = self.known(at, end).unwrap_or(at + char_len(text, at));
        }
        false
    }

    /// Whether a place stands there, or two characters on end that are in no term of the lexicon, as
    /// those of places are.
    pub(super) fn unknown(&self, start: usize, end: usize) -> bool {
        let text = self.scan.normal();
        let pair = self.pair(start, end);
        let (mut at, mut unknown) = (self.ordinal(start, end).or(pair).unwrap_or(start), 0_usize);
        while at < end {
            if self.longest(at, end, Word::PLACE).is_some() {
                return true;
            }
            let numeral = is_digit(text, at).then(|| at + char_len(text, at));
            match self.known(at, end).or(numeral) {
                Some(to) => (at, unknown) = (to, 0),
                None => {
                    at += char_len(text, at);
                    unknown += 1;
                    if unknown >= 2 {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// The end of the longest word of any of `flags` at `at`.
    pub(super) fn longest(&self, at: usize, end: usize, flags: u64) -> Option<usize> {
        let mut fitting = self.scan.at(at).filter(|h| h.end as usize <= end);
        fitting.find(|h| self.words.is(h.entry, flags)).map(|h| h.end as usize)
    }

    /// The end of the longest term of any class at `at`, if it has more than one character.
    pub(super) fn known(&self, at: usize, end: usize) -> Option<usize> {
        let one = at + char_len(self.scan.normal(), at);
        self.scan.at(at).map(|h| h.end as usize).find(|to| *to <= end && *to > one)
    }

    /// Whether the words up to `end` begin with a party, a pair of parties or a quotation.
    pub(super) fn begins_with_name(&self, frame: &Frame, end: usize) -> bool {
        if frame.quote == Some(frame.start) {
            return true;
        }
        if self.longest(frame.start, end, Word::ANY_PARTY).is_some()
            || frame.pending.is_some_and(|p| p.listed && p.start == frame.start)
        {
            return true;
        }
        self.pair(frame.start, end).is_some()
    }

    /// The end of two or more abbreviations that stand at `start`, one of them of a party.
    pub(super) fn pair(&self, start: usize, end: usize) -> Option<usize> {
        let (mut at, mut count, mut own) = (start, 0, self.parties.is_empty());
        while let Some(hit) = self.abbreviation(at, end) {
            own |= self.parties.iter().any(|p| self.stands_for(hit.entry, *p));
            (at, count) = (hit.end as usize, count + 1);
        }
        (count > 1 && own).then_some(at)
    }

    pub(super) fn abbreviation(&self, at: usize, end: usize) -> Option<Hit> {
        let short = |h: &Hit| self.words.is(h.entry, Word::ABBREVIATION);
        self.scan.at(at).filter(|h| h.end as usize <= end).find(short)
    }

    /// Whether an abbreviation can stand for `party`.
    pub(super) fn stands_for(&self, entry: EntryId, party: PartyCode) -> bool {
        let lexicon = self.scan.lexicon();
        let codes = || lexicon.entry(entry)?.value(lexicon.class("cast.abbreviation")?);
        codes().is_some_and(|codes| codes.split_whitespace().any(|c| c == party.as_str()))
    }

    pub(super) fn is_party(&self, range: Range<usize>) -> bool {
        self.longest(range.start, range.end, Word::ANY_PARTY) == Some(range.end)
    }

    pub(super) fn has_border(&self, range: Range<usize>) -> bool {
        let text = self.scan.normal();
        let mut at = range.start;
        while at < range.end {
            if self.longest(at, range.end, Word::BORDER | Word::STOP | Word::COUNTED).is_some() {
                return true;
            }
            at += char_len(text, at);
        }
        false
    }

    /// Whether it names a party of the instrument, which acts and is not referred to.
    pub(super) fn is_own(&self, token: &Token) -> bool {
        let lexicon = self.scan.lexicon();
        let class =
            lexicon.class("party.organisation").filter(|_| token.word.is(Word::ORGANISATION));
        let code = class.and_then(|c| lexicon.entry(token.entry)?.value(c));
        code.and_then(PartyCode::new).is_some_and(|c| self.parties.contains(&c))
    }
}
