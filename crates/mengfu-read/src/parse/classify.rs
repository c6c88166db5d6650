//! What sort of act it is, and how strong.

use std::ops::Range;

use mengfu_lang::{ClassId, ClassSet, Pack, PackError, Scan};
use mengfu_model::{
    Act, Actor, Derivation, Field, Kind, RuleId, Span, Stance, Strength, TextSpan, TopicSet,
};

use crate::parse::ActParser;
use crate::parse::boundary::{Draft, subject};
use crate::parse::condition::{Condition, Facts, FeatureTable, Features, fault};
use crate::parse::head::Modal;
use crate::parse::index::RuleIndex;
use crate::parse::state::{ArticleState, SentenceState};

/// An act without its values, and the segment that governs it.
pub(crate) struct ParsedAct {
    pub(crate) act: Act,
    pub(crate) governing: Range<usize>,
}

/// What a rule of the stage `act` gives.
struct Outcome {
    kind: Kind,
    stance: Option<Stance>,
    strength: Option<Strength>,
    cap: Option<Strength>,
    standing: bool,
    /// Whether bare verbs after it are favoured.
    favours: bool,
    all: bool,
}

/// The rules of the stage, compiled.
pub(crate) struct ActRules {
    rules: Vec<(usize, Condition, Outcome)>,
    index: RuleIndex,
    standing: Vec<(usize, Condition)>,
    retrospective: Option<RuleId>,
    lent: Lent,
}

/// The pack's sentences on what is lent by sentence and article, for derivations.
#[derive(Clone, Copy, Debug)]
struct Lent {
    own_actor: RuleId,
    actor_of_sentence: RuleId,
    actor_of_article: RuleId,
    actor_default: RuleId,
    own_modal: RuleId,
    modal_of_sentence: RuleId,
    modal_of_article: RuleId,
    bare_after_favour: RuleId,
    bare_active: RuleId,
    bare: RuleId,
}

impl ActRules {
    pub(crate) fn new(pack: &Pack, table: &FeatureTable) -> Result<Self, PackError> {
        let mut rules = Vec::new();
        for (at, rule) in pack.rules("act").iter().enumerate() {
            let code = rule.text("kind").unwrap_or_default();
            let kind = Kind::from_code(code).ok_or_else(|| fault(rule, "no such kind"))?;
            let strength = |key: &str| match rule.text(key) {
                None => Ok(None),
                Some(code) => Strength::from_code(code)
                    .map(Some)
                    .ok_or_else(|| fault(rule, &format!("`{code}` is no strength"))),
            };
            let stance = match rule.text("stance") {
                None => None,
                Some(code) => Some(
                    Stance::from_code(code)
                        .ok_or_else(|| fault(rule, &format!("`{code}` is no stance")))?,
                ),
            };
            let outcome = Outcome {
                kind,
                stance,
                strength: strength("strength")?,
                cap: strength("cap")?,
                standing: rule.flag("standing"),
                favours: rule.flag("favours"),
                all: rule.flag("actor-all"),
            };
            rules.push((at, Condition::new(pack, rule, table)?, outcome));
        }
        let listed = pack.rules("act").iter().zip(&rules).map(|(rule, (_, c, _))| (rule, c));
        let listed: Vec<_> = listed.collect();
        let standing = pack.rules("standing").iter().enumerate();
        let standing = standing.map(|(at, rule)| Ok((at, Condition::new(pack, rule, table)?)));
        Ok(Self {
            index: RuleIndex::new(pack, &listed)?,
            rules,
            standing: standing.collect::<Result<_, PackError>>()?,
            retrospective: pack.rules("retrospective").first().map(|r| r.id),
            lent: Lent::new(pack)?,
        })
    }

    pub(crate) fn classify(
        &self,
        parser: &ActParser,
        pack: &Pack,
        scan: &Scan<'_>,
        drafts: Vec<Draft>,
        article: &mut ArticleState,
    ) -> Vec<ParsedAct> {
        if drafts.first().is_some_and(|d| self.looks_back(pack, scan, d)) {
            article.retrospective = true;
        }
        let mut sentence = SentenceState::default();
        let mut acts: Vec<ParsedAct> = Vec::with_capacity(drafts.len());
        let mut prev_verb = ClassSet::default();
        let mut refrained = false;
        for draft in drafts {
            // Values add about as many again.
            let mut derivations = Vec::with_capacity(12);
            let span = span_of(&draft.range);
            for (rule, segment) in &draft.rules {
                derivations.push(derived(Field::Boundary, *rule, span_of(segment)));
            }
            self.note_subject(parser, pack, &draft, &mut sentence);
            let modal = self.governing_modal(&draft, &sentence, article);
            let future = parser.moments.is_future(pack, scan, &draft.head, article.signed);
            let features = draft
                .features
                .with(Features::MODAL, modal.is_some())
                .with(Features::RETROSPECTIVE, article.retrospective)
                .with(Features::PREV_REFRAINS, refrained)
                .with(Features::FUTURE_DATE, future);
            let mut facts = Facts::new(
                scan,
                draft.range.clone(),
                &draft.head,
                features,
                pack,
                &parser.features,
            );
            facts.prev_verb = prev_verb;
            facts.prev_kind = acts.last().map(|parsed| parsed.act.kind);
            let Some((rule, outcome, at)) = self.outcome(pack, &facts) else { continue };
            derivations.push(derived(Field::Kind, rule, span_of(&at)));
            let states = parser.boundaries.states;
            let actors =
                self.actors(&draft, outcome, states, &mut sentence, article, &mut derivations);
            let commitment = outcome.kind == Kind::Commitment;
            let strength = commitment.then(|| {
                let facts = Strengths { draft: &draft, outcome, rule, at: span_of(&at) };
                self.strength(&facts, &sentence, article, &mut derivations)
            });
            let standing = commitment
                && (outcome.standing
                    || self.is_standing(parser, pack, scan, &draft, &mut derivations));
            let stance = outcome.stance.filter(|_| outcome.kind == Kind::Position);
            if stance.is_some() {
                derivations.push(derived(Field::Stance, rule, span_of(&at)));
            }
            sentence.favour |= outcome.favours;
            lend_modal(&draft, outcome.kind, &mut sentence);
            refrained = outcome.strength == Some(Strength::Bind) && outcome.standing;
            prev_verb = draft.head.verb.map(|v| v.classes).unwrap_or_default();
            let act = Act {
                quote: span,
                kind: outcome.kind,
                stance,
                strength,
                standing,
                actors,
                topics: TopicSet::default(),
                times: Vec::new(),
                quantities: Vec::new(),
                references: Vec::new(),
                derivations,
            };
            acts.push(ParsedAct { act, governing: draft.governing });
        }
        let said = sentence.modal.map(|(strength, _)| strength);
        if sentence.subject {
            article.actors = sentence.actors.map(|(actors, ..)| actors);
            article.modal = said;
        }
        if let Some(open) = self.open_lead(pack, scan, said) {
            article.modal = Some(open);
            article.open = Some(open);
        }
        acts
    }

    /// The modal with which a sentence opens a list of what follows: 各方声明愿：, 双方同意在以下领域合作：
    fn open_lead(
        &self,
        pack: &Pack,
        scan: &Scan<'_>,
        sentence: Option<Strength>,
    ) -> Option<Strength> {
        let whole = 0..scan.normal().len();
        let rule = pack
            .rules("open-lead")
            .iter()
            .find(|rule| rule.patterns.iter().any(|p| p.find(scan, whole.clone()).is_some()))?;
        rule.text("strength").map_or(sentence, Strength::from_code)
    }

    fn looks_back(&self, pack: &Pack, scan: &Scan<'_>, draft: &Draft) -> bool {
        let patterns = pack.rules("retrospective").iter().flat_map(|r| &r.patterns);
        self.retrospective.is_some()
            && patterns.into_iter().any(|p| p.find(scan, draft.range.clone()).is_some())
    }

    fn outcome(&self, pack: &Pack, facts: &Facts<'_>) -> Option<(RuleId, &Outcome, Range<usize>)> {
        let all = pack.rules("act");
        self.index.candidates(facts).find_map(|place| {
            let (at, condition, outcome) = self.rules.get(place)?;
            let rule = all.get(*at)?;
            let applied = condition.applies(rule, facts)?;
            let verb = facts.head.verb.map(|v| v.start..v.end);
            let at = applied.at.or(verb).unwrap_or(facts.range.clone());
            Some((rule.id, outcome, at))
        })
    }

    /// Remembers what the act says of its subject for the acts after it.
    fn note_subject(
        &self,
        parser: &ActParser,
        pack: &Pack,
        draft: &Draft,
        sentence: &mut SentenceState,
    ) {
        let own = effective(&draft.head.modals);
        let named = draft.head.actor.as_ref().is_some_and(|a| a.party)
            && subject(&draft.head, parser.boundaries.states);
        sentence.subject |= named;
        if named && own.is_none() {
            // Another subject ends what the one before lent.
            (sentence.modal, sentence.favour, sentence.active) = (None, false, false);
        }
        let active = pack.lexicon.class("adverb.active");
        if own.is_none()
            && sentence.modal.is_none()
            && !sentence.favour
            && active.is_some_and(|c| draft.head.classes.contains(c))
            && draft.head.verb.is_some_and(|v| v.classes.intersects(&parser.boundaries.acts))
        {
            sentence.active = true;
        }
    }

    /// The explicit modal that governs the act: its own, or one that sentence or article lend.
    fn governing_modal(
        &self,
        draft: &Draft,
        sentence: &SentenceState,
        article: &ArticleState,
    ) -> Option<Strength> {
        let own = effective(&draft.head.modals).map(|m| m.strength);
        let lent = sentence.modal.map(|(strength, _)| strength);
        own.or(lent).or_else(|| article.modal.filter(|_| !sentence.subject))
    }

    fn actors(
        &self,
        draft: &Draft,
        outcome: &Outcome,
        states: Option<ClassId>,
        sentence: &mut SentenceState,
        article: &ArticleState,
        derivations: &mut Vec<Derivation>,
    ) -> Vec<Actor> {
        let whole = span_of(&draft.range);
        let mention = draft.head.actor.as_ref().filter(|_| subject(&draft.head, states));
        let (rule, actors, entry, at) = if outcome.all {
            (self.lent.actor_default, vec![Actor::All], None, whole)
        } else if let Some(mention) = mention {
            let at = span_of(&mention.at);
            sentence.actors = Some((mention.actors.clone(), mention.entry, at));
            (self.lent.own_actor, mention.actors.clone(), mention.entry, at)
        } else if let Some((actors, entry, at)) = &sentence.actors {
            (self.lent.actor_of_sentence, actors.clone(), *entry, *at)
        } else if let Some(actors) = article.actors.as_ref().filter(|_| draft.head.actor.is_none())
        {
            (self.lent.actor_of_article, actors.clone(), None, whole)
        } else {
            (self.lent.actor_default, vec![Actor::All], None, whole)
        };
        derivations.push(Derivation { field: Field::Actors, rule, entry, at });
        actors
    }

    fn strength(
        &self,
        facts: &Strengths<'_>,
        sentence: &SentenceState,
        article: &ArticleState,
        derivations: &mut Vec<Derivation>,
    ) -> Strength {
        if let Some(fixed) = facts.outcome.strength {
            derivations.push(derived(Field::Strength, facts.rule, facts.at));
            return fixed;
        }
        let whole = span_of(&facts.draft.range);
        let own = effective(&facts.draft.head.modals);
        let (rule, strength, entry, at) = if let Some(own) = own {
            let at = Span::new(own.token.start, own.token.end);
            (self.lent.own_modal, own.strength, Some(own.token.entry), at)
        } else if let Some((strength, at)) = sentence.modal {
            (self.lent.modal_of_sentence, strength, None, at)
        } else if sentence.favour {
            (self.lent.bare_after_favour, Strength::Favour, None, whole)
        } else if let Some(strength) = article.modal.filter(|_| !sentence.subject) {
            (self.lent.modal_of_article, strength, None, whole)
        } else if sentence.active {
            (self.lent.bare_active, Strength::Willing, None, whole)
        } else {
            (self.lent.bare, Strength::Will, None, whole)
        };
        derivations.push(Derivation { field: Field::Strength, rule, entry, at });
        match facts.outcome.cap {
            Some(cap) if cap < strength => {
                derivations.push(derived(Field::Strength, facts.rule, facts.at));
                cap
            }
            _ => strength,
        }
    }

    /// Whether a rule of the stage `standing` applies to the segment that governs.
    fn is_standing(
        &self,
        parser: &ActParser,
        pack: &Pack,
        scan: &Scan<'_>,
        draft: &Draft,
        derivations: &mut Vec<Derivation>,
    ) -> bool {
        let (range, table) = (draft.governing.clone(), &parser.features);
        let facts = Facts::new(scan, range, &draft.head, draft.features, pack, table);
        let rules = pack.rules("standing");
        let found = self.standing.iter().find_map(|(at, condition)| {
            let rule = rules.get(*at)?;
            condition.applies(rule, &facts).map(|a| (rule.id, a.at))
        });
        if let Some((rule, at)) = &found {
            let at = span_of(at.as_ref().unwrap_or(&draft.governing));
            derivations.push(derived(Field::Standing, *rule, at));
        }
        found.is_some()
    }
}

struct Strengths<'a> {
    draft: &'a Draft,
    outcome: &'a Outcome,
    rule: RuleId,
    at: TextSpan,
}

impl Lent {
    fn new(pack: &Pack) -> Result<Self, PackError> {
        let rules = pack.rules("lent");
        let id = |name: &str| {
            rules
                .iter()
                .find(|r| r.name.rsplit('/').next() == Some(name))
                .map(|r| r.id)
                .ok_or_else(|| PackError::Missing { file: format!("rules/lent: {name}") })
        };
        Ok(Self {
            own_actor: id("own-actor")?,
            actor_of_sentence: id("actor-of-sentence")?,
            actor_of_article: id("actor-of-article")?,
            actor_default: id("actor-default")?,
            own_modal: id("own-modal")?,
            modal_of_sentence: id("modal-of-sentence")?,
            modal_of_article: id("modal-of-article")?,
            bare_after_favour: id("bare-after-favour")?,
            bare_active: id("bare-active")?,
            bare: id("bare")?,
        })
    }
}

/// Lends the act's own modal to the acts after it; what is declared is done, and what should be as a
/// principle binds nobody.
fn lend_modal(draft: &Draft, kind: Kind, sentence: &mut SentenceState) {
    let own = effective(&draft.head.modals).filter(|m| m.strength != Strength::Declare);
    if let Some(own) = own
        && (kind == Kind::Commitment || own.strength != Strength::Favour)
    {
        sentence.modal = Some((own.strength, Span::new(own.token.start, own.token.end)));
    }
}

/// The modal that counts: the first, lowered by a soft one after it.
fn effective(modals: &[Modal]) -> Option<Modal> {
    let first = *modals.first()?;
    let lowered = first.strength == Strength::Will;
    let soft = modals.iter().skip(1).filter(|m| lowered && m.soft);
    Some(soft.copied().next().unwrap_or(first))
}

fn span_of(range: &Range<usize>) -> TextSpan {
    Span::new(range.start, range.end)
}

fn derived(field: Field, rule: RuleId, at: TextSpan) -> Derivation {
    Derivation { field, rule, entry: None, at }
}
