//! What an act is about.
//!
//! Words of the lexicon stand for topics. Those of the segments that carry the act count; what a
//! segment says it is good for, and what a lead-in says why, count only where nothing else does.
//! An act that names no topic is about what the act before it was about.

use std::ops::Range;

use mengfu_lang::{ClassId, Pack, PackError, Scan};
use mengfu_model::{
    Act, Derivation, EntryId, Field, Kind, PartyCode, Reference, ReferenceType, RuleId, Span,
    TextSpan, Topic, TopicSet,
};

use crate::values::ValueState;
use crate::values::rules::{Named, fault};
use crate::values::token::Token;
use crate::values::words::Word;

const STAGE: &str = "topics";
/// How many bytes before a word a name is looked for that ends in it.
const LONGEST_NAME: usize = 36;

/// The rules of the stage, compiled.
#[derive(Debug)]
pub(super) struct Topics {
    /// Segments that say what the act is good for.
    results: Vec<usize>,
    /// Parts of a segment that do.
    asides: Vec<usize>,
    named: Option<Sources>,
    fallback: TopicSet,
    state: Option<ClassId>,
    organisation: Option<ClassId>,
    side: Option<ClassId>,
}

/// Where topics may come from, each a rule of the pack.
#[derive(Clone, Copy, Debug)]
struct Sources {
    own: RuleId,
    back: RuleId,
    weak: RuleId,
    around: RuleId,
    sentence: RuleId,
    article: RuleId,
    fallback: RuleId,
}

#[derive(Default)]
struct Found {
    strong: TopicSet,
    weak: TopicSet,
    /// Of words that are both weak and general, which count where no other weak word does.
    faint: TopicSet,
    general: TopicSet,
    around: TopicSet,
    back: Option<TextSpan>,
}

impl Topics {
    pub(super) fn new(pack: &Pack) -> Result<Self, PackError> {
        let (mut results, mut asides, mut fallback) = (Vec::new(), Vec::new(), TopicSet::default());
        for (at, rule) in pack.rules(STAGE).iter().enumerate() {
            match rule.text("part") {
                Some("result") => results.push(at),
                Some("aside") => asides.push(at),
                None => {}
                Some(_) => return Err(fault(rule, "`part` must be result or aside")),
            }
            for code in rule.list("topics") {
                let topic = Topic::from_code(code).ok_or_else(|| fault(rule, "no such topic"))?;
                fallback.insert(topic);
            }
        }
        let named = Named::new(pack, STAGE);
        let named = match named.is_empty() {
            true => None,
            false => Some(Sources {
                own: named.get("own-words")?,
                back: named.get("points-back")?,
                weak: named.get("weak-words")?,
                around: named.get("words-around")?,
                sentence: named.get("act-before")?,
                article: named.get("article-before")?,
                fallback: named.get("relations")?,
            }),
        };
        let [state, side, organisation] =
            ["party.state", "cast.side", "party.organisation"].map(|name| pack.lexicon.class(name));
        Ok(Self { results, asides, named, fallback, state, side, organisation })
    }

    pub(super) fn read(
        &self,
        pack: &Pack,
        scan: &Scan<'_>,
        tokens: &mut [Token],
        governing: &Range<usize>,
        state: &mut ValueState,
        act: &mut Act,
    ) {
        if matches!(act.kind, Kind::Record | Kind::Courtesy | Kind::Final) {
            return;
        }
        let Some(sources) = self.named else { return };
        let third = self.third_countries(scan, tokens, &state.parties);
        inside_initiatives(tokens, &act.references);
        let mut found = self.gather(pack, scan, tokens, governing, act.quote.range());
        if third {
            // What a third country is due is not a core interest of a party.
            found.strong.remove(Topic::Sovereignty);
            found.around.remove(Topic::Sovereignty);
        }
        let before = state.sentence.filter(|s| !s.is_empty());
        let article = Some(state.article).filter(|s| !s.is_empty());
        let (rule, topics) = if !found.strong.is_empty() {
            (sources.own, found.strong)
        } else if let (Some(_), Some(before)) = (found.back, before.or(article)) {
            (sources.back, before)
        } else if !found.around.is_empty() {
            (sources.around, found.around)
        } else if !found.weak.is_empty() {
            (sources.weak, found.weak)
        } else if !found.faint.is_empty() {
            (sources.weak, found.faint)
        } else if let Some(before) = before {
            (sources.sentence, before)
        } else if let Some(article) = article {
            (sources.article, article)
        } else {
            (sources.fallback, found.general.union(self.fallback))
        };
        act.topics = topics;
        self.derive(rule, tokens, topics, found.back, act);
        state.sentence = Some(topics);
    }

    /// Whether a third country is named. A party of the instrument is none: its name does not stand
    /// for what goes on there.
    fn third_countries(
        &self,
        scan: &Scan<'_>,
        tokens: &mut [Token],
        parties: &[PartyCode],
    ) -> bool {
        let mut third = false;
        let code = |token: &Token, class: Option<ClassId>| {
            let mut hits = scan.at(token.start).filter(|h| h.end as usize <= token.end);
            hits.find_map(|h| PartyCode::new(scan.entry(&h)?.value(class?)?))
        };
        for token in tokens {
            let topics = token.word.strong.union(token.word.weak);
            if !topics.is_empty() && self.state.is_some_and(|c| runs_into_name(scan, token, c)) {
                token.word.strong = TopicSet::default();
                token.word.weak = TopicSet::default();
            } else if topics.contains(Topic::Regional) {
                let code = code(token, self.state).or_else(|| code(token, self.side));
                if code.is_some_and(|c| parties.contains(&c)) {
                    token.word.strong.remove(Topic::Regional);
                    token.word.weak.remove(Topic::Regional);
                } else {
                    third |= code.is_some();
                }
            } else if token.word.is(Word::ORGANISATION)
                && code(token, self.organisation).is_some_and(|c| parties.contains(&c))
            {
                token.word = token.word.silent();
            }
        }
        third
    }

    /// The topics of the act's words, segment by segment.
    fn gather(
        &self,
        pack: &Pack,
        scan: &Scan<'_>,
        tokens: &[Token],
        governing: &Range<usize>,
        quote: Range<usize>,
    ) -> Found {
        let (mut found, mut start, mut first, mut depth) =
            (Found::default(), quote.start, 0, 0_u32);
        let opens = Word::QUOTE_OPEN | Word::TITLE_OPEN | Word::PAREN_OPEN;
        let closes = Word::QUOTE_CLOSE | Word::TITLE_CLOSE | Word::PAREN_CLOSE;
        let mut take = |range: Range<usize>, tokens: &[Token]| {
            if self.carries(pack, scan, &range, governing) {
                self.carrying(pack, scan, range, tokens, &mut found);
            } else {
                for token in tokens {
                    found.around = found.around.union(token.word.strong);
                }
            }
        };
        for (index, token) in tokens.iter().enumerate() {
            if token.word.is(opens) {
                depth += 1;
            } else if token.word.is(closes) {
                depth = depth.saturating_sub(1);
            } else if token.word.is(Word::SEMICOLON | Word::COMMA | Word::COLON) && depth == 0 {
                take(start..token.start, tokens.get(first..index).unwrap_or_default());
                (start, first) = (token.end, index + 1);
            }
        }
        take(start..quote.end, tokens.get(first..).unwrap_or_default());
        found
    }

    /// Whether a segment carries the act, and is not a lead-in or a result.
    fn carries(
        &self,
        pack: &Pack,
        scan: &Scan<'_>,
        range: &Range<usize>,
        governing: &Range<usize>,
    ) -> bool {
        if range.end <= governing.start {
            return false;
        }
        let rules = pack.rules(STAGE);
        let mut results =
            self.results.iter().filter_map(|at| rules.get(*at)).flat_map(|r| &r.patterns);
        range.start < governing.end
            || !results.any(|p| p.match_at(scan, range.start, range.end).is_some())
    }

    /// The words of a segment that carries the act, except where it says what it is good for.
    fn carrying(
        &self,
        pack: &Pack,
        scan: &Scan<'_>,
        range: Range<usize>,
        tokens: &[Token],
        found: &mut Found,
    ) {
        let mut asides: Vec<Range<usize>> = Vec::new();
        if tokens.iter().any(|t| t.word.is(Word::OUTCOME)) {
            let rules = pack.rules(STAGE);
            let patterns =
                self.asides.iter().filter_map(|at| rules.get(*at)).flat_map(|r| &r.patterns);
            let matches = patterns.filter_map(|p| p.find(scan, range.clone()));
            asides.extend(matches.map(|m| m.get("aside").unwrap_or(m.range())));
        }
        for token in tokens {
            let word = &token.word;
            if asides.iter().any(|a| a.start <= token.start && token.end <= a.end) {
                found.around = found.around.union(word.strong);
                continue;
            }
            found.strong = found.strong.union(word.strong);
            match word.general.is_empty() {
                true => found.weak = found.weak.union(word.weak),
                false => found.faint = found.faint.union(word.weak),
            }
            found.general = found.general.union(word.general);
            if word.is(Word::ANAPHOR) && found.back.is_none() {
                found.back = Some(token.span());
            }
        }
    }

    fn derive(
        &self,
        rule: RuleId,
        tokens: &[Token],
        topics: TopicSet,
        back: Option<TextSpan>,
        act: &mut Act,
    ) {
        let whole = act.quote;
        let mut push = |entry: Option<EntryId>, at: TextSpan| {
            act.derivations.push(Derivation { field: Field::Topics, rule, entry, at });
        };
        let mut left = topics;
        for token in tokens {
            let here = token.word.strong.union(token.word.weak);
            let new = here.intersection(left);
            if !new.is_empty() {
                push(Some(token.entry), token.span());
                new.iter().for_each(|t| left.remove(t));
            }
        }
        if !left.is_empty() {
            push(None, back.unwrap_or(Span::new(whole.start.get(), whole.end.get())));
        }
    }
}

/// An initiative within the name of something else says less than the rest of the name.
fn inside_initiatives(tokens: &mut [Token], references: &[Reference]) {
    let initiatives =
        tokens.iter_mut().filter(|t| t.word.closed == Some(ReferenceType::Initiative));
    let mut references = references.iter().peekable();
    for token in initiatives {
        while references.peek().is_some_and(|r| r.at.end.get() <= token.start) {
            references.next();
        }
        let name = references.peek().filter(|r| {
            r.at.start.get() <= token.start
                && token.end < r.at.end.get()
                && matches!(
                    r.kind,
                    ReferenceType::Mechanism | ReferenceType::Initiative | ReferenceType::Forum
                )
        });
        if name.is_some() {
            token.word.weak = token.word.weak.union(token.word.strong);
            token.word.strong = TopicSet::default();
        }
    }
}

/// Whether a word only seems to be there: its end is the beginning of the name of a state, or its
/// beginning the end of one.
fn runs_into_name(scan: &Scan<'_>, token: &Token, state: ClassId) -> bool {
    let named = |at: usize, ends: &dyn Fn(usize) -> bool| {
        let mut hits = scan.at(at).filter(|h| ends(h.end as usize));
        hits.any(|h| scan.entry(&h).is_some_and(|e| e.is(state)))
    };
    let inside = token.start + 1..token.end;
    let before = token.start.saturating_sub(LONGEST_NAME)..token.start;
    scan.places_in(before).map(|place| place.at()).any(|at| named(at, &|end| inside.contains(&end)))
        || scan
            .places_in(inside.clone())
            .map(|place| place.at())
            .any(|at| named(at, &|end| end > token.end))
}
