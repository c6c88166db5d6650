//! Which segments belong together.
//!
//! A segment starts an act, waits for the next (a lead-in, a reporting verb on its own), or belongs
//! to the act before it (a result, a list, a predicate of somebody else). The rules of the stage
//! `boundary` decide, the first that applies.

use std::ops::Range;

use mengfu_lang::{ClassSet, Pack, PackError, Scan};
use mengfu_model::{Actor, RuleId};

use crate::outline::Cast;
use crate::parse::ActParser;
use crate::parse::condition::{Condition, Facts, FeatureTable, Features, fault};
use crate::parse::head::{Head, Mention};
use crate::parse::segment::{Mark, Segment};
use crate::parse::state::ArticleState;

/// Segments that make one act, before it is known what sort of act.
#[derive(Debug)]
pub(crate) struct Draft {
    /// From its first to its last segment.
    pub(crate) range: Range<usize>,
    /// The segment that governs.
    pub(crate) governing: Range<usize>,
    /// The head of that segment, with what the segments that waited for it brought.
    pub(crate) head: Head,
    /// What is known of it.
    pub(crate) features: Features,
    /// The rule that made it start.
    pub(crate) rule: Option<RuleId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Start,
    Lead,
    Tail,
}

/// The rules of the stage, compiled.
pub(crate) struct BoundaryRules {
    rules: Vec<(usize, Condition, Role)>,
}

struct Pending {
    start: usize,
    head: Head,
}

impl BoundaryRules {
    pub(crate) fn new(pack: &Pack, table: &FeatureTable) -> Result<Self, PackError> {
        let rules = pack.rules("boundary").iter().enumerate().map(|(at, rule)| {
            let role = match rule.text("role") {
                Some("start") => Role::Start,
                Some("lead") => Role::Lead,
                Some("tail") => Role::Tail,
                _ => return Err(fault(rule, "`role` must be start, lead or tail")),
            };
            Ok((at, Condition::new(pack, rule, table)?, role))
        });
        Ok(Self { rules: rules.collect::<Result<_, _>>()? })
    }

    pub(crate) fn drafts(
        &self,
        parser: &ActParser,
        pack: &Pack,
        scan: &Scan<'_>,
        cast: &Cast,
        segments: Vec<Segment>,
        state: &ArticleState,
    ) -> Vec<Draft> {
        let (phrases, bodies) = (pack.rules("phrase"), pack.rules("body"));
        let mut drafts: Vec<Draft> = Vec::new();
        let mut pending: Option<Pending> = None;
        let mut after_semicolon = false;
        let count = segments.len();
        for (index, segment) in segments.into_iter().enumerate() {
            after_semicolon |= segment.before == Mark::Semicolon;
            let own = parser.heads.read(scan, segment.range.clone(), cast, phrases, bodies);
            let waiting = pending.take();
            let other = waiting.as_ref().is_some_and(|p| other_subject(&p.head, &own));
            let head = match &waiting {
                Some(p) => merged(&p.head, own.clone()),
                None => own.clone(),
            };
            let features = features(&own, &head, state, parser.heads.negated(&head))
                .with(Features::FIRST, drafts.is_empty() && waiting.is_none())
                .with(Features::LAST, index + 1 == count)
                .with(Features::SEMICOLON, after_semicolon)
                .with(Features::PENDING, waiting.is_some())
                .with(Features::OTHER_SUBJECT, other);
            let (role, rule) = self.role(pack, parser, scan, &segment, &own, features, drafts.last());
            let start = waiting.as_ref().map_or(segment.range.start, |p| p.start);
            let alone = drafts.is_empty();
            match role {
                Role::Lead if index + 1 < count => {
                    pending = Some(Pending { start, head });
                    continue;
                }
                Role::Tail if !alone && waiting.is_none() && !after_semicolon => {
                    if let Some(last) = drafts.last_mut() {
                        last.range.end = segment.range.end;
                    }
                }
                _ => {
                    drafts.push(Draft {
                        range: start..segment.range.end,
                        governing: segment.range.clone(),
                        head,
                        features,
                        rule,
                    });
                }
            }
            after_semicolon = false;
        }
        drafts
    }

    #[allow(clippy::too_many_arguments)]
    fn role(
        &self,
        pack: &Pack,
        parser: &ActParser,
        scan: &Scan<'_>,
        segment: &Segment,
        own: &Head,
        features: Features,
        prev: Option<&Draft>,
    ) -> (Role, Option<RuleId>) {
        let mut facts =
            Facts::new(scan, segment.range.clone(), own, features, pack, &parser.features);
        let prev_facts = prev.map(|d| {
            facts.prev_verb = d.head.verb.map_or_else(ClassSet::default, |v| v.classes);
            facts.prev_verb.extend(&d.head.classes);
            Facts::new(scan, d.governing.clone(), &d.head, d.features, pack, &parser.features)
        });
        let all = pack.rules("boundary");
        for (at, condition, role) in &self.rules {
            let Some(rule) = all.get(*at) else { continue };
            let before = rule.text("prev-has").and_then(|name| parser.features.named(name));
            if let Some(wanted) = before
                && !prev_facts.as_ref().is_some_and(|p| p.holding(wanted).has(wanted))
            {
                continue;
            }
            if condition.applies(rule, &facts).is_some() {
                return (*role, Some(rule.id));
            }
        }
        (Role::Start, None)
    }
}

fn features(own: &Head, head: &Head, state: &ArticleState, negated: bool) -> Features {
    let bare = own.verb.is_none() && own.modals.is_empty() && own.report.is_none();
    Features::default()
        .with(Features::OWN_ACTOR, own.actor.is_some())
        .with(Features::OWN_MODAL, !own.modals.is_empty())
        .with(Features::OWN_REPORT, own.report.is_some())
        .with(Features::OWN_VERB, own.verb.is_some())
        .with(Features::REPORTED, head.report.is_some())
        .with(Features::PHRASE, own.phrase)
        .with(Features::EMPTY, own.verb.is_none() && own.object.is_empty())
        .with(Features::NOUN, bare && !own.object.is_empty())
        .with(Features::NEGATED, negated)
        .with(Features::RETROSPECTIVE, state.retrospective)
        .with(Features::UNNUMBERED, state.unnumbered)
        .with(Features::BODY, own.actor.as_ref().is_some_and(|a| !a.party))
}

/// Whether what is reported has a party as its subject that is not who reports.
fn other_subject(pending: &Head, own: &Head) -> bool {
    match (&pending.actor, &own.actor) {
        (Some(reporter), Some(subject)) => {
            pending.report.is_some()
                && reporter.actors != subject.actors
                && reporter.actors != [Actor::All]
        }
        _ => false,
    }
}

/// The head of a segment with what the segments that waited for it brought.
fn merged(pending: &Head, mut own: Head) -> Head {
    let reports = pending.report.is_some();
    own.actor = match (pending.actor.clone(), own.actor.take()) {
        (Some(reporter), Some(subject)) if reports => Some(who(reporter, subject)),
        (waiting, None) => waiting,
        (_, subject) => subject,
    };
    let mut modals = pending.modals.clone();
    modals.append(&mut own.modals);
    own.modals = modals;
    own.classes.extend(&pending.classes);
    own.report = own.report.or(pending.report);
    own.phrase |= pending.phrase;
    own
}

/// Who reports, unless all report what one of them will do.
fn who(reporter: Mention, subject: Mention) -> Mention {
    if reporter.actors == [Actor::All] && subject.party { subject } else { reporter }
}
