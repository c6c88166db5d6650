//! The head of a segment: who, with what modality, does what.
//!
//! A head is read from left to right, token by token: link words, adverbs, phrases that may be
//! skipped, the actor, modals, reporting verbs, and the verb that governs the rest. Which words are
//! which is data of the pack; the order is free, as far as the language lets it be.

use std::ops::Range;

use mengfu_lang::{
    ClassId, ClassSet, Gate, Hit, Lexicon, Match, Openings, Pack, PackError, Rule, Scan,
};
use mengfu_model::{Actor, EntryId, Strength};

use crate::outline::Cast;

/// What the head of a segment holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    /// Who, if the segment says so.
    pub(crate) actor: Option<Mention>,
    /// The modals, first to last.
    pub(crate) modals: Vec<Modal>,
    /// The classes of all tokens of the head.
    pub(crate) classes: ClassSet,
    /// The verb that governs the object, the first if several are joined.
    pub(crate) verb: Option<Token>,
    /// The verb straight after the governing verb, as in 支持扩大.
    pub(crate) inner: Option<Token>,
    /// The last reporting verb.
    pub(crate) report: Option<Token>,
    /// Whether a phrase was skipped.
    pub(crate) phrase: bool,
    /// Whether the actor is named after a reporting verb, as the subject of what is reported.
    pub(crate) reported_subject: bool,
    /// What follows the head.
    pub(crate) object: Range<usize>,
}

/// A word of a head.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) entry: EntryId,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) classes: ClassSet,
}

/// A modal with the strength it gives.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Modal {
    pub(crate) token: Token,
    pub(crate) strength: Strength,
    /// Whether it lowers a stronger modal before it, as 努力 does after 将.
    pub(crate) soft: bool,
}

/// Who acts, as the segment says it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mention {
    pub(crate) actors: Vec<Actor>,
    pub(crate) at: Range<usize>,
    pub(crate) entry: Option<EntryId>,
    /// Whether it is a party or all of them, not a body of theirs.
    pub(crate) party: bool,
}

/// Reads heads by the words of a pack.
#[derive(Debug)]
pub(crate) struct HeadReader {
    skipped: ClassSet,
    /// All that may be a token of a head.
    words: ClassSet,
    verb: Option<ClassId>,
    report: Option<ClassId>,
    modal: Option<ClassId>,
    soft: Option<ClassId>,
    strengths: Vec<(ClassId, Strength)>,
    joins: Option<ClassId>,
    together: Option<ClassId>,
    open: Option<ClassId>,
    close: Option<ClassId>,
    opens_phrase: ClassSet,
    organ: ClassSet,
    office: Option<ClassId>,
    negation: Option<ClassId>,
    noun: Option<ClassId>,
    bodies: Gate,
    phrases: Openings,
}

impl HeadReader {
    pub(crate) fn new(pack: &Pack) -> Self {
        let lexicon = &pack.lexicon;
        let strengths = Strength::ALL
            .iter()
            .filter_map(|s| lexicon.class(&format!("modal.{}", s.code())).map(|class| (class, *s)));
        Self {
            skipped: set(lexicon, &["link", "adverb", "negation"]),
            words: set(lexicon, &["link", "adverb", "negation", "verb", "modal", "report"]),
            verb: lexicon.class("verb"),
            report: lexicon.class("report"),
            modal: lexicon.class("modal"),
            soft: lexicon.class("modal.soft"),
            strengths: strengths.collect(),
            joins: lexicon.class("join"),
            together: lexicon.class("join.party"),
            open: lexicon.class("mark.open"),
            close: lexicon.class("mark.close"),
            opens_phrase: set(lexicon, &["preposition", "opener"]),
            organ: set(lexicon, &["party.organ", "office"]),
            office: lexicon.class("office"),
            negation: lexicon.class("negation"),
            noun: lexicon.class("noun"),
            bodies: Gate::new(pack.rules("body").iter().flat_map(|rule| &rule.patterns)),
            phrases: Openings::new(lexicon, pack.rules("phrase")),
        }
    }

    /// Reads the head of the segment `range`; `phrases` are the pack's rules for what may be skipped,
    /// `bodies` its rules for actors that are not parties.
    pub(crate) fn read(
        &self,
        scan: &Scan<'_>,
        range: Range<usize>,
        cast: &Cast,
        phrases: &[Rule],
        bodies: &[Rule],
    ) -> Head {
        let mut head = Head { object: range.end..range.end, ..Head::default() };
        let mut at = range.start;
        while at < range.end {
            at = skip_space(scan.normal(), at, range.end);
            if let Some(end) = self.phrase(scan, at, range.end, phrases) {
                head.phrase = true;
                at = end;
            } else if head.actor.is_none()
                && head.verb.is_none()
                && let Some(mention) = self.mention(scan, at, range.end, cast, bodies, phrases)
            {
                at = mention.at.end;
                head.reported_subject = head.report.is_some();
                head.actor = Some(mention);
            } else if let Some(end) = self.named_again(scan, at, range.end, cast, &head) {
                at = end;
            } else if let Some(token) = self.token(scan, at, range.end) {
                let verb = self.is(&token, self.verb);
                if verb && head.verb.is_some() {
                    break;
                }
                self.take(&mut head, token);
                at = token.end;
                if verb {
                    at = self.joined(scan, at, range.end, &mut head);
                    break;
                }
            } else {
                break;
            }
        }
        head.object = at..range.end;
        if head.verb.is_some() {
            let from = self.skip(scan, at, range.end);
            head.inner = self.token(scan, from, range.end).filter(|t| self.is(t, self.verb));
        }
        head
    }

    /// The end of the name of who reports, named again as the subject of what is reported.
    fn named_again(
        &self,
        scan: &Scan<'_>,
        at: usize,
        limit: usize,
        cast: &Cast,
        head: &Head,
    ) -> Option<usize> {
        let reporter =
            head.actor.as_ref().filter(|_| head.report.is_some() && head.verb.is_none())?;
        let (actors, end, _) = cast.at(scan, at, limit)?;
        let next = self.token(scan, skip_space(scan.normal(), end, limit), limit);
        let undertakes = next.is_some_and(|token| self.is(&token, self.modal));
        (actors == reporter.actors && undertakes).then_some(end)
    }

    fn is(&self, token: &Token, class: Option<ClassId>) -> bool {
        class.is_some_and(|c| token.classes.contains(c))
    }

    fn take(&self, head: &mut Head, token: Token) {
        head.classes.extend(&token.classes);
        if self.is(&token, self.report) {
            head.report = Some(token);
        }
        if self.is(&token, self.modal) {
            let strength = self.strengths.iter().find(|(class, _)| token.classes.contains(*class));
            if let Some((_, strength)) = strength {
                let soft = self.is(&token, self.soft);
                head.modals.push(Modal { token, strength: *strength, soft });
            }
        }
        if self.is(&token, self.verb) && head.verb.is_none() {
            head.verb = Some(token);
        }
    }

    /// Verbs and modals that are joined to the governing verb: 支持并愿, 鼓励和支持.
    fn joined(&self, scan: &Scan<'_>, mut at: usize, limit: usize, head: &mut Head) -> usize {
        loop {
            let from = next_word(scan, at, limit);
            let Some(link) = self.joins.and_then(|c| scan.longest(from, c)) else { return at };
            let mut next = next_word(scan, link.end as usize, limit);
            let mut tokens = Vec::new();
            while let Some(token) = self.token(scan, next, limit) {
                tokens.push(token);
                next = next_word(scan, token.end, limit);
                if self.is(&token, self.verb) {
                    next = token.end;
                    break;
                }
            }
            if !tokens.last().is_some_and(|t| self.is(t, self.verb)) {
                return at;
            }
            for token in tokens {
                self.take(head, token);
            }
            at = next;
        }
    }

    /// The longest word of a head at `at`.
    fn token(&self, scan: &Scan<'_>, at: usize, limit: usize) -> Option<Token> {
        let fixed = self.fixed_word(scan, at);
        let mut words = scan.at(at).take_while(|hit| hit.end as usize >= fixed);
        let word = words.find(|hit| hit.end as usize <= limit && scan.is_of(hit, &self.words))?;
        token_of(scan, word)
    }

    /// The end of the fixed word at `at`, of which no shorter word is a token.
    fn fixed_word(&self, scan: &Scan<'_>, at: usize) -> usize {
        self.noun.and_then(|c| scan.longest(at, c)).map_or(at, |hit| hit.end as usize)
    }

    fn skip(&self, scan: &Scan<'_>, mut at: usize, limit: usize) -> usize {
        at = next_word(scan, at, limit);
        while let Some(hit) = scan.longest_of(at, &self.skipped, limit) {
            at = next_word(scan, hit.end as usize, limit);
        }
        at
    }

    fn phrase(&self, scan: &Scan<'_>, at: usize, limit: usize, phrases: &[Rule]) -> Option<usize> {
        let preposition = scan.longest_of(at, &self.opens_phrase, limit)?;
        if self.fixed_word(scan, at) > preposition.end as usize {
            return None;
        }
        // 同 opens a phrase, 同意 does not.
        if self.token(scan, at, limit).is_some_and(|t| t.end > preposition.end as usize) {
            return None;
        }
        self.phrases
            .at(phrases, scan, at)
            .find_map(|p| p.match_at(scan, at, limit))
            .map(|m| m.get("end").map_or(m.end, |r| r.start))
            .filter(|end| *end > at)
    }

    fn mention(
        &self,
        scan: &Scan<'_>,
        at: usize,
        limit: usize,
        cast: &Cast,
        bodies: &[Rule],
        phrases: &[Rule],
    ) -> Option<Mention> {
        let known =
            |m: &Match<'_>| m.get("party").is_none_or(|p| cast.at(scan, p.start, limit).is_some());
        let bodies = if self.bodies.opens(scan, at) { bodies } else { &[] };
        let mut bodies = bodies.iter().flat_map(|r| &r.patterns);
        if let Some(found) = bodies.find_map(|p| p.match_at(scan, at, limit).filter(known)) {
            let at = found.get("actor").unwrap_or(found.range());
            if let Some(party) = found.get("party")
                && let Some((actors, to, entry)) = cast.at(scan, party.start, limit)
            {
                return Some(Mention { actors, at: at.start..to, entry, party: true });
            }
            if found.get("all").is_some() {
                return Some(Mention {
                    actors: vec![Actor::All],
                    at: at.start..found.get("all")?.end.max(at.end),
                    entry: None,
                    party: true,
                });
            }
            let span = mengfu_model::Span::new(at.start, at.end);
            return Some(Mention {
                actors: vec![Actor::Body(span)],
                at,
                entry: None,
                party: false,
            });
        }
        let (actors, mut end, entry) = match cast.at(scan, at, limit) {
            Some(named) => named,
            None => self.abbreviated(scan, at, limit, cast)?,
        };
        // 中阿两国, 双方政府, 中华人民共和国主席某某: what follows still means the same party.
        while let Some((actors, to, _)) = cast.at(scan, next_word(scan, end, limit), limit)
            && actors == [Actor::All]
        {
            end = to;
        }
        let (after, office_before) = self.after_organs(scan, end, limit);
        end = after;
        let (actors, end) = self.together(scan, actors, end, limit, cast);
        let end = self.after_bracket(scan, end, limit);
        let (mut end, office) = self.after_organs(scan, end, limit);
        if office || office_before {
            end = self.after_name(scan, end, limit, phrases);
        }
        Some(Mention { actors, at: at..end, entry, party: true })
    }

    /// The end of words such as 政府 or 总统 after a name, and whether one of them is an office.
    fn after_organs(&self, scan: &Scan<'_>, mut end: usize, limit: usize) -> (usize, bool) {
        let mut office = false;
        while let Some(more) = scan.longest_of(next_word(scan, end, limit), &self.organ, limit) {
            end = more.end as usize;
            office |= self.office.is_some_and(|c| scan.entry(&more).is_some_and(|e| e.is(c)));
        }
        (end, office)
    }

    /// The end of a remark in brackets, such as what the parties will be called.
    fn after_bracket(&self, scan: &Scan<'_>, end: usize, limit: usize) -> usize {
        let at = next_word(scan, end, limit);
        let (Some(open), Some(close)) = (self.open, self.close) else { return end };
        if scan.longest(at, open).is_none() {
            return end;
        }
        let text = scan.normal().get(at..limit).unwrap_or_default();
        let inside = text.char_indices().take(40);
        let ends =
            inside.filter_map(|(i, c)| scan.longest(at + i, close).map(|_| at + i + c.len_utf8()));
        ends.last().unwrap_or(at)
    }

    /// Parties joined by 和 or 同: all of them, once every party is named.
    fn together(
        &self,
        scan: &Scan<'_>,
        first: Vec<Actor>,
        end: usize,
        limit: usize,
        cast: &Cast,
    ) -> (Vec<Actor>, usize) {
        let (mut actors, mut to) = (first.clone(), end);
        let from = |at: usize| next_word(scan, at, limit);
        while let Some(link) = self.together.and_then(|c| scan.longest(from(to), c))
            && let Some((more, next, _)) = cast.at(scan, from(link.end as usize), limit)
        {
            actors.extend(more.into_iter().filter(|a| !first.contains(a)));
            to = self.after_organs(scan, next, limit).0;
        }
        if actors.len() == cast.parties.len() && actors.len() > first.len() {
            actors = vec![Actor::All];
        }
        (actors, to)
    }

    /// Two parties by one word each, as in 中哈: both, which is all where there are two.
    fn abbreviated(
        &self,
        scan: &Scan<'_>,
        at: usize,
        limit: usize,
        cast: &Cast,
    ) -> Option<(Vec<Actor>, usize, Option<EntryId>)> {
        let mut actors = Vec::new();
        let mut end = at;
        while let Some((code, to)) = scan
            .at(end)
            .filter(|h| h.end as usize <= limit)
            .find_map(|h| Some((cast.abbreviation(h.entry)?, h.end as usize)))
        {
            actors.push(Actor::Party(code));
            end = to;
        }
        if actors.len() < 2 {
            return None;
        }
        if actors.len() == cast.parties.len() {
            actors = vec![Actor::All];
        }
        Some((actors, end, None))
    }

    /// The end of a person's name after an office: where the next word of a head begins.
    fn after_name(&self, scan: &Scan<'_>, from: usize, limit: usize, phrases: &[Rule]) -> usize {
        let text = scan.normal();
        let mut at = from;
        for c in text.get(from..limit).unwrap_or_default().chars().take(24) {
            if self.token(scan, at, limit).is_some()
                || self.phrase(scan, at, limit, phrases).is_some()
            {
                return at;
            }
            at += c.len_utf8();
        }
        from
    }

    /// Whether the head is negated.
    pub(crate) fn negated(&self, head: &Head) -> bool {
        self.negation.is_some_and(|c| head.classes.contains(c))
    }
}

/// The classes of `names` that the pack has.
pub(crate) fn set(lexicon: &Lexicon, names: &[&str]) -> ClassSet {
    let mut set = ClassSet::default();
    names.iter().filter_map(|n| lexicon.class(n)).for_each(|c| set.insert(c));
    set
}

/// The classes of `names`, which the pack must have.
pub(crate) fn required_set(
    pack: &Pack,
    rule: &Rule,
    names: &[&str],
) -> Result<ClassSet, PackError> {
    let mut set = ClassSet::default();
    for name in names {
        let class = pack.lexicon.class(name).ok_or_else(|| PackError::Rule {
            file: rule.file.clone(),
            rule: rule.name.clone(),
            problem: format!("no term is of class `{name}`"),
        })?;
        set.insert(class);
    }
    Ok(set)
}

fn token_of(scan: &Scan<'_>, hit: Hit) -> Option<Token> {
    let entry = scan.entry(&hit)?;
    Some(Token {
        entry: hit.entry,
        start: hit.start as usize,
        end: hit.end as usize,
        classes: entry.classes,
    })
}

/// `at`, or where the next word begins, in a script that sets words apart.
fn next_word(scan: &Scan<'_>, at: usize, limit: usize) -> usize {
    if scan.lexicon().word_borders() { skip_space(scan.normal(), at, limit) } else { at }
}

fn skip_space(text: &str, at: usize, limit: usize) -> usize {
    let rest = text.get(at..limit).unwrap_or_default();
    at + (rest.len() - rest.trim_start().len())
}
