//! The named things that an act refers to.
//!
//! One walk over the words of the act. A name is a term that the lexicon lists, a title in its
//! marks, or words between a border and a word that ends names. The longest name wins, and
//! what lies inside it is none.

use std::ops::Range;

use mengfu_lang::{Hit, Pack, PackError, Scan};
use mengfu_model::{
    Act, Derivation, EntryId, Field, PartyCode, Reference, ReferenceType, RuleId, Span,
};

use crate::values::rules::Named;
use crate::values::token::{Token, char_len, is_digit};
use crate::values::words::{Need, Word, Words};

const STAGE: &str = "references";
/// A name described by more than so many bytes is none.
const LONGEST: usize = 150;
/// A remark in brackets after a name belongs to it if it is no longer than this.
const LONGEST_REMARK: usize = 42;

/// The rules of the stage, compiled.
#[derive(Debug)]
pub(super) struct Names {
    rules: Option<Sources>,
    /// Rules with patterns of what may stand before a name and does not belong to it.
    dates: Vec<usize>,
    ordinals: Vec<usize>,
}

/// What gives names, each a rule of the pack.
#[derive(Clone, Copy, Debug)]
struct Sources {
    listed: RuleId,
    title: RuleId,
    quoted: RuleId,
    tail: RuleId,
    clause: RuleId,
}

/// What may become a name.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    start: usize,
    end: usize,
    kind: ReferenceType,
    rule: RuleId,
    entry: Option<EntryId>,
    listed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Act,
    Quote,
    Title,
    Paren,
}

/// A stretch between two marks that belong together.
#[derive(Clone, Copy, Debug)]
struct Frame {
    mark: Mark,
    /// Where its opening mark starts.
    open: usize,
    /// Where its content starts.
    inside: usize,
    /// Where the next name may begin.
    start: usize,
    /// Whether what follows is any of a kind.
    any: bool,
    /// Where a name with a clause inside may begin.
    clause: Option<usize>,
    /// Where the particle ended that closes such a clause.
    link: Option<usize>,
    /// The last forum named, for what it decided.
    forum: Option<(usize, usize)>,
    /// The start of the last quotation since the last border.
    quote: Option<usize>,
    /// Whether what follows is founded or held.
    founded: bool,
    /// Where a dash ended that joins two parties to one name.
    dash: Option<usize>,
    /// The last word that ends names, whether or not it ended one.
    last: Option<(usize, ReferenceType, bool)>,
    pending: Option<Candidate>,
}

impl Frame {
    fn new(mark: Mark, open: usize, inside: usize) -> Self {
        Self {
            mark,
            open,
            inside,
            start: inside,
            any: false,
            clause: None,
            link: None,
            forum: None,
            quote: None,
            founded: false,
            dash: None,
            last: None,
            pending: None,
        }
    }

    fn border(&mut self, end: usize) {
        (self.start, self.any, self.quote, self.founded) = (end, false, None, false);
    }
}

struct Walk<'a, 's> {
    names: &'a Names,
    sources: Sources,
    pack: &'a Pack,
    words: &'a Words,
    scan: &'a Scan<'s>,
    parties: &'a [PartyCode],
    found: Vec<Candidate>,
}

impl Names {
    pub(super) fn new(pack: &Pack) -> Result<Self, PackError> {
        let part = |wanted: &str| {
            let rules = pack.rules(STAGE).iter().enumerate();
            rules.filter(|(_, r)| r.text("part") == Some(wanted)).map(|(at, _)| at).collect()
        };
        let named = Named::new(pack, STAGE);
        let rules = match named.is_empty() {
            true => None,
            false => Some(Sources {
                listed: named.get("listed")?,
                title: named.get("title")?,
                quoted: named.get("quoted")?,
                tail: named.get("described")?,
                clause: named.get("clause")?,
            }),
        };
        Ok(Self { rules, dates: part("date"), ordinals: part("ordinal") })
    }

    pub(super) fn read(
        &self,
        pack: &Pack,
        words: &Words,
        scan: &Scan<'_>,
        tokens: &[Token],
        parties: &[PartyCode],
        act: &mut Act,
    ) {
        let Some(sources) = self.rules else { return };
        let range = act.quote.range();
        let mut walk = Walk { names: self, sources, pack, words, scan, parties, found: Vec::new() };
        walk.run(tokens, range);
        for one in walk.found {
            let at = Span::new(one.start, one.end);
            let name = scan.normal().get(one.start..one.end).unwrap_or_default();
            act.references.push(Reference {
                at,
                kind: one.kind,
                id: format!("{}:{name}", one.kind.code()),
            });
            let (rule, entry) = (one.rule, one.entry);
            act.derivations.push(Derivation { field: Field::References, rule, entry, at });
        }
    }
}

impl Walk<'_, '_> {
    fn run(&mut self, tokens: &[Token], range: Range<usize>) {
        let mut frames = vec![Frame::new(Mark::Act, range.start, range.start)];
        for token in tokens {
            let Some(frame) = frames.last_mut() else { return };
            let word = &token.word;
            if word.is(Word::QUOTE_OPEN | Word::TITLE_OPEN | Word::PAREN_OPEN) {
                frames.push(Frame::new(mark_of(word), token.start, token.end));
            } else if word.is(Word::QUOTE_CLOSE | Word::TITLE_CLOSE | Word::PAREN_CLOSE) {
                let mark = mark_of(word);
                if frame.mark == mark
                    && let Some(inner) = frames.pop()
                    && let Some(outer) = frames.last_mut()
                {
                    self.close(inner, outer, token);
                }
            } else {
                self.word(frame, token);
            }
        }
        while let Some(mut frame) = frames.pop() {
            self.flush(&mut frame);
        }
        self.found.sort_by_key(|c| c.start);
    }

    fn word(&mut self, frame: &mut Frame, token: &Token) {
        let word = &token.word;
        if word.is(Word::BRIDGE) && frame.forum.is_some_and(|(_, end)| end == token.start) {
            frame.forum = frame.forum.map(|(start, _)| (start, token.end));
            self.flush(frame);
            frame.border(token.end);
        } else if word.is(Word::LINK) {
            self.flush(frame);
            frame.link = Some(token.end);
            frame.border(token.end);
        } else if word.is(Word::ABOUT) {
            let forum = frame.forum.filter(|(_, end)| *end == token.start).map(|(start, _)| start);
            let open = frame.clause.is_none() && !word.is(Word::KILL);
            if open || forum.is_some() {
                frame.clause = Some(forum.unwrap_or(token.start));
            }
            self.flush(frame);
            frame.border(if word.is(Word::HEAD) { token.start } else { token.end });
            frame.any = word.is(Word::KILL);
        } else if word.is(Word::BORDER | Word::KILL) {
            if !inside_pending(frame, token) {
                self.flush(frame);
            }
            if word.is(Word::COMMA | Word::SEMICOLON) {
                (frame.clause, frame.link, frame.forum) = (None, None, None);
            }
            frame.border(token.end);
            frame.any = word.is(Word::KILL);
            frame.founded = word.is(Word::FOUND);
        } else if word.is(Word::SOFT) {
            let complete = frame.pending.is_some_and(|p| p.end == token.start);
            let goes_on = frame.founded || self.begins_with_name(frame, token.start);
            if complete || !goes_on {
                self.flush(frame);
                frame.border(token.end);
            }
        }
        if word.is(Word::DASH) {
            frame.dash = Some(token.end);
        }
        if let Some(kind) = word.closed {
            self.listed(frame, token, kind);
        }
        if let Some((kind, need)) = word.tail {
            frame.last = Some((token.end, kind, word.is(Word::KEEP)));
            if frame.pending.is_none_or(|p| p.end < token.end) {
                self.tail(frame, token, kind, need);
            }
        }
    }

    /// A term that the lexicon lists as a name.
    fn listed(&mut self, frame: &mut Frame, token: &Token, kind: ReferenceType) {
        let fits = |p: Candidate| p.start <= token.start && token.end <= p.end;
        if frame.pending.is_some_and(fits) {
            return;
        }
        if frame.pending.is_some_and(|p| p.end > token.start && !p.listed) {
            return;
        }
        if kind == ReferenceType::Forum && (frame.dash == Some(token.start) || self.is_own(token)) {
            return;
        }
        self.flush(frame);
        let (mut start, end) = (token.start, token.end);
        if kind == ReferenceType::Event && self.ordinal(frame.start, start) == Some(start) {
            start = frame.start;
        }
        if kind == ReferenceType::Forum {
            frame.forum = Some((start, end));
        }
        let (rule, entry) = (self.sources.listed, Some(token.entry));
        frame.pending = Some(Candidate { start, end, kind, rule, entry, listed: true });
    }

    /// Whether it names a party of the instrument, which acts and is not referred to.
    fn is_own(&self, token: &Token) -> bool {
        let lexicon = self.scan.lexicon();
        let class =
            lexicon.class("party.organisation").filter(|_| token.word.is(Word::ORGANISATION));
        let code = class.and_then(|c| lexicon.entry(token.entry)?.value(c));
        code.and_then(PartyCode::new).is_some_and(|c| self.parties.contains(&c))
    }

    /// A word that ends names.
    fn tail(&mut self, frame: &mut Frame, token: &Token, kind: ReferenceType, need: Need) {
        if frame.mark == Mark::Title {
            return;
        }
        let clausal = matches!(kind, ReferenceType::Instrument | ReferenceType::Initiative);
        if clausal
            && frame.link == Some(token.start)
            && let Some(start) = frame.clause
        {
            let mut inside = self.found.iter().rev().take_while(|c| c.start >= start);
            let event =
                inside.any(|c| matches!(c.kind, ReferenceType::Event | ReferenceType::Initiative));
            if !event && token.end - start <= LONGEST {
                let (end, rule, entry) = (token.end, self.sources.clause, Some(token.entry));
                let whole = Candidate { start, end, kind, rule, entry, listed: false };
                frame.pending = Some(whole);
            }
            return;
        }
        let title = frame.pending.filter(|p| p.rule == self.sources.title);
        let start = match title {
            Some(p) if p.end <= token.start => p.start,
            _ => self.begin(frame, kind, token.start),
        };
        let session = need == Need::Session;
        let body = frame.pending.is_some_and(|p| {
            p.end < token.start
                && (p.kind == ReferenceType::Forum || p.rule == self.sources.title)
                && self.ordinal(p.end, token.start) == Some(token.start)
        });
        let before = frame.pending;
        let adjacent = |kind| before.is_some_and(|p| p.end == token.start && p.kind == kind);
        let long = token.end.saturating_sub(start) > LONGEST;
        let fits = match need {
            _ if long && title.is_none() => false,
            _ if title.is_some_and(|p| p.end == token.start) => !session,
            Need::Session => body || frame.quote.is_some_and(|q| q >= start),
            _ if frame.any => false,
            Need::Enough => true,
            Need::Described => self.described(start, token.start),
            Need::Process if adjacent(ReferenceType::Mechanism) => return,
            Need::Process => {
                (frame.founded && self.described(start, token.start))
                    || self.named(frame, start, token.start, kind)
            }
            Need::Proposed => {
                (frame.link == Some(start) && self.described(start, token.start))
                    || self.named(frame, start, token.start, kind)
            }
            Need::Quoted if adjacent(ReferenceType::Project) => return,
            Need::Quoted => self.quoted(frame, start, token.start),
            Need::Placed => {
                self.quoted(frame, start, token.start) || self.unknown(start, token.start)
            }
            Need::Named => self.named(frame, start, token.start, kind),
            Need::Founded => {
                (frame.founded && self.described(start, token.start))
                    || self.named(frame, start, token.start, kind)
            }
        };
        let start = if session && body { frame.pending.map_or(start, |p| p.start) } else { start };
        if !fits {
            return;
        }
        let (end, rule, entry) = (token.end, self.sources.tail, Some(token.entry));
        frame.pending = Some(Candidate { start, end, kind, rule, entry, listed: false });
    }

    /// Where a name that may begin at the last border does begin: dates go, and the number of a
    /// session of a body; an initiative begins with its quotation.
    fn begin(&self, frame: &Frame, kind: ReferenceType, end: usize) -> usize {
        let mut start = frame.start;
        if kind == ReferenceType::Initiative {
            return frame.quote.unwrap_or(start);
        }
        if let Some(after) = self.first_match(&self.names.dates, start, end) {
            start = after;
        }
        // A place before the parties of a name says where.
        if let Some(after) = self.longest(start, end, |w| w.is(Word::PLACE))
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

    fn ordinal(&self, start: usize, end: usize) -> Option<usize> {
        self.first_match(&self.names.ordinals, start, end)
    }

    fn first_match(&self, rules: &[usize], start: usize, end: usize) -> Option<usize> {
        let all = self.pack.rules(STAGE);
        rules.iter().filter_map(|at| all.get(*at)).flat_map(|r| &r.patterns).find_map(|p| {
            p.match_at(self.scan, start, end).map(|m| m.end).filter(|after| *after > start)
        })
    }

    /// Whether some word before the type word says what it is of.
    fn described(&self, start: usize, end: usize) -> bool {
        let mut at = start;
        while at < end {
            match self.longest(at, end, |w| w.is(Word::GENERIC)) {
                Some(to) => at = to,
                None => return end - at > char_len(self.scan.normal(), at),
            }
        }
        false
    }

    /// Whether a quotation, or a name that the lexicon lists, stands before the type word.
    fn quoted(&self, frame: &Frame, start: usize, end: usize) -> bool {
        frame.quote.is_some_and(|q| start <= q && q < end)
            || frame.pending.is_some_and(|p| p.listed && start <= p.start && p.end <= end)
            || (frame.mark == Mark::Quote && start == frame.inside && start < end)
    }

    /// Whether a proper name stands before the type word.
    fn named(&self, frame: &Frame, start: usize, end: usize, kind: ReferenceType) -> bool {
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
    fn of_parties(&self, start: usize, end: usize) -> bool {
        let text = self.scan.normal();
        let mut at = start;
        while at < end {
            let pair = at <= start + 6 && self.pair(at, end).is_some();
            if pair || self.longest(at, end, |w| w.is(Word::ANY_PARTY)).is_some() {
                return true;
            }
            at = self.known(at, end).unwrap_or(at + char_len(text, at));
        }
        false
    }

    /// Whether a place stands there, or two characters on end that are in no term of the lexicon, as
    /// those of places are.
    fn unknown(&self, start: usize, end: usize) -> bool {
        let text = self.scan.normal();
        let pair = self.pair(start, end);
        let (mut at, mut unknown) = (self.ordinal(start, end).or(pair).unwrap_or(start), 0_usize);
        while at < end {
            if self.longest(at, end, |w| w.is(Word::PLACE)).is_some() {
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

    fn longest(&self, at: usize, end: usize, fits: impl Fn(&Word) -> bool) -> Option<usize> {
        self.scan
            .at(at)
            .filter(|h| h.end as usize <= end)
            .find(|h| self.words.of(h.entry).is_some_and(&fits))
            .map(|h| h.end as usize)
    }

    /// The end of the longest term of any class at `at`, if it has more than one character.
    fn known(&self, at: usize, end: usize) -> Option<usize> {
        let one = at + char_len(self.scan.normal(), at);
        self.scan.at(at).map(|h| h.end as usize).find(|to| *to <= end && *to > one)
    }

    /// Whether the words up to `end` begin with a party, a pair of parties or a quotation.
    fn begins_with_name(&self, frame: &Frame, end: usize) -> bool {
        if frame.quote == Some(frame.start) {
            return true;
        }
        if self.longest(frame.start, end, |w| w.is(Word::ANY_PARTY)).is_some()
            || frame.pending.is_some_and(|p| p.listed && p.start == frame.start)
        {
            return true;
        }
        self.pair(frame.start, end).is_some()
    }

    /// The end of two or more abbreviations that stand at `start`, one of them of a party.
    fn pair(&self, start: usize, end: usize) -> Option<usize> {
        let (mut at, mut count, mut own) = (start, 0, self.parties.is_empty());
        while let Some(hit) = self.abbreviation(at, end) {
            own |= self.parties.iter().any(|p| self.stands_for(hit.entry, *p));
            (at, count) = (hit.end as usize, count + 1);
        }
        (count > 1 && own).then_some(at)
    }

    fn abbreviation(&self, at: usize, end: usize) -> Option<Hit> {
        let short = |h: &Hit| self.words.of(h.entry).is_some_and(|w| w.is(Word::ABBREVIATION));
        self.scan.at(at).filter(|h| h.end as usize <= end).find(short)
    }

    /// Whether an abbreviation can stand for `party`.
    fn stands_for(&self, entry: EntryId, party: PartyCode) -> bool {
        let lexicon = self.scan.lexicon();
        let codes = || lexicon.entry(entry)?.value(lexicon.class("cast.abbreviation")?);
        codes().is_some_and(|codes| codes.split_whitespace().any(|c| c == party.as_str()))
    }

    /// The end of a quotation, a title or a bracket.
    fn close(&mut self, mut inner: Frame, outer: &mut Frame, token: &Token) {
        let (open, end) = (inner.open, token.end);
        match inner.mark {
            Mark::Title => {
                let listed = inner.pending.filter(|p| p.listed && p.end == token.start);
                let kind = match (inner.last, listed) {
                    (Some((at, kind, true)), _) if at == token.start => kind,
                    (_, Some(Candidate { kind: ReferenceType::Initiative, .. })) => {
                        ReferenceType::Initiative
                    }
                    _ => ReferenceType::Instrument,
                };
                if outer.mark != Mark::Title {
                    self.flush(outer);
                    let (rule, entry) = (self.sources.title, None);
                    outer.pending =
                        Some(Candidate { start: open, end, kind, rule, entry, listed: true });
                    outer.quote = outer.quote.or(Some(open));
                }
            }
            Mark::Quote if outer.mark != Mark::Title => {
                let listed = inner
                    .pending
                    .filter(|p| p.start == inner.inside && p.end == token.start && p.listed);
                let (start, end) = (inner.inside, token.start);
                let whole = listed.or_else(|| match inner.last {
                    Some((at, kind, _)) if at == end && kind != ReferenceType::Project => {
                        let (rule, entry) = (self.sources.quoted, None);
                        let long = end - start > 6;
                        long.then_some(Candidate { start, end, kind, rule, entry, listed: false })
                    }
                    _ => None,
                });
                match whole {
                    Some(p) => {
                        self.flush(outer);
                        let state =
                            p.kind == ReferenceType::Event && self.is_party(outer.start..open);
                        let start = if state { outer.start } else { open };
                        let rule = if p.listed { p.rule } else { self.sources.quoted };
                        let end = token.end;
                        outer.pending = Some(Candidate { start, end, rule, listed: true, ..p });
                    }
                    None => self.flush(&mut inner),
                }
                outer.quote = outer.quote.or(Some(open));
            }
            Mark::Paren if outer.mark != Mark::Title => {
                let remark = inner.pending.is_none_or(|p| p.start == inner.inside || p.listed);
                let short = end - open <= LONGEST_REMARK;
                match &mut outer.pending {
                    Some(p)
                        if p.end == open
                            && remark
                            && short
                            && !self.has_border(inner.inside..token.start) =>
                    {
                        p.end = end;
                    }
                    _ => self.flush(&mut inner),
                }
            }
            _ => {}
        }
    }

    fn is_party(&self, range: Range<usize>) -> bool {
        self.longest(range.start, range.end, |w| w.is(Word::ANY_PARTY)) == Some(range.end)
    }

    fn has_border(&self, range: Range<usize>) -> bool {
        let text = self.scan.normal();
        let mut at = range.start;
        while at < range.end {
            if self
                .longest(at, range.end, |w| w.is(Word::BORDER | Word::STOP | Word::COUNTED))
                .is_some()
            {
                return true;
            }
            at += char_len(text, at);
        }
        false
    }

    /// Takes what is pending as a name, unless it lies inside a longer one.
    fn flush(&mut self, frame: &mut Frame) {
        let Some(one) = frame.pending.take() else { return };
        if frame.mark == Mark::Title {
            return;
        }
        if self.found.last().is_some_and(|c| c.start <= one.start && one.end <= c.end) {
            return;
        }
        while self.found.last().is_some_and(|c| one.start <= c.start && c.end <= one.end) {
            self.found.pop();
        }
        self.found.push(one);
    }
}

fn inside_pending(frame: &Frame, token: &Token) -> bool {
    frame.pending.is_some_and(|p| p.start <= token.start && token.end <= p.end)
}

fn mark_of(word: &Word) -> Mark {
    if word.is(Word::QUOTE_OPEN | Word::QUOTE_CLOSE) {
        Mark::Quote
    } else if word.is(Word::TITLE_OPEN | Word::TITLE_CLOSE) {
        Mark::Title
    } else {
        Mark::Paren
    }
}
