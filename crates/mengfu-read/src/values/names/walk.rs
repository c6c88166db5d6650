//! The walk over the words of an act.

use std::ops::Range;

use mengfu_lang::{Pack, Scan};
use mengfu_model::{PartyCode, ReferenceType};

use crate::values::names::frame::{Candidate, Frame, Mark, inside_pending, mark_of};
use crate::values::names::{LONGEST, LONGEST_REMARK, Names, Sources};
use crate::values::token::Token;
use crate::values::words::{Need, Word, Words};

/// The walk over one act, and what it found so far.
pub(super) struct Walk<'a, 's> {
    pub(super) names: &'a Names,
    pub(super) sources: Sources,
    pub(super) pack: &'a Pack,
    pub(super) words: &'a Words,
    pub(super) scan: &'a Scan<'s>,
    pub(super) parties: &'a [PartyCode],
    pub(super) found: Vec<Candidate>,
}

impl Walk<'_, '_> {
    pub(super) fn run(&mut self, tokens: &[Token], range: Range<usize>) {
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

    pub(super) fn word(&mut self, frame: &mut Frame, token: &Token) {
        let word = &token.word;
        let clausal = |p: Candidate| p.rule == self.sources.clause && p.end == token.start;
        if word.is(Word::SOFT | Word::BORDER) && frame.pending.is_some_and(clausal) {
            // A name with a clause inside is at its end, and another may begin.
            (frame.clause, frame.link) = (None, None);
        }
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
            let begun = |p: &Candidate| p.start == frame.inside && p.end == token.start;
            if let Some(named) = frame.pending.filter(begun) {
                frame.subtitled = Some(named.kind);
            }
        }
        if let Some(kind) = word.closed {
            self.listed(frame, token, kind);
        }
        if let Some((kind, need)) = word.tail {
            // Of words that end together, the longest says the sort.
            if frame.last.is_none_or(|(end, ..)| end != token.end) {
                frame.last = Some((token.end, kind, word.is(Word::KEEP)));
            }
            if frame.pending.is_none_or(|p| p.end < token.end) {
                self.tail(frame, token, kind, need);
            }
        }
    }

    /// A term that the lexicon lists as a name.
    pub(super) fn listed(&mut self, frame: &mut Frame, token: &Token, kind: ReferenceType) {
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
        if kind == ReferenceType::Event && self.which_one(frame.start, start) {
            start = frame.start;
        }
        if kind == ReferenceType::Forum {
            frame.forum = Some((start, end));
        }
        let (rule, entry) = (self.sources.listed, Some(token.entry));
        frame.pending = Some(Candidate { start, end, kind, rule, entry, listed: true });
    }

    /// A word that ends names.
    pub(super) fn tail(
        &mut self,
        frame: &mut Frame,
        token: &Token,
        kind: ReferenceType,
        need: Need,
    ) {
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

    /// The end of a quotation, a title or a bracket.
    pub(super) fn close(&mut self, mut inner: Frame, outer: &mut Frame, token: &Token) {
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
                let last = inner.last.filter(|(at, kind, _)| {
                    *at == end && *kind != ReferenceType::Project && end - start > 6
                });
                let kind = last.map(|(_, kind, _)| kind).or(inner.subtitled);
                let (rule, entry) = (self.sources.quoted, None);
                let quoted = |kind| Candidate { start, end, kind, rule, entry, listed: false };
                let whole = listed.or(kind.map(quoted));
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

    /// Takes what is pending as a name, unless it lies inside a longer one.
    pub(super) fn flush(&mut self, frame: &mut Frame) {
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
