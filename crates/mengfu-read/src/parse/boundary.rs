//! Which segments belong together.
//!
//! A segment starts an act, waits for the next (a lead-in, a reporting verb on its own), or belongs
//! to the act before it (a result, a list, a predicate of somebody else). The rules of the stage
//! `boundary` decide, the first that applies.

use std::ops::Range;

use mengfu_lang::{ClassId, ClassSet, Pack, PackError, Scan};
use mengfu_model::{Actor, RuleId};

use crate::outline::Cast;
use crate::parse::ActParser;
use crate::parse::condition::{Condition, Facts, FeatureTable, Features, fault};
use crate::parse::head::{Head, Mention, set};
use crate::parse::index::RuleIndex;
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
    /// Why each of its segments is where it is: the rule that made it wait, start or stay.
    pub(crate) rules: Vec<(RuleId, Range<usize>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Start,
    Lead,
    /// As a lead, unless the next segment has an actor of its own.
    LightLead,
    Tail,
}

/// The rules of the stage, compiled.
pub(crate) struct BoundaryRules {
    /// Verbs that say what something is, which is nobody's stance.
    pub(crate) states: Option<ClassId>,
    pub(crate) acts: ClassSet,
    rules: Vec<BoundaryRule>,
    index: RuleIndex,
}

/// One rule of the stage.
struct BoundaryRule {
    place: usize,
    condition: Condition,
    role: Role,
    /// What the act before must have.
    before: Option<Features>,
}

/// Segments that wait for the next.
struct Pending {
    light: bool,
    /// Whether they hold a subject that is no actor, of which the next says something.
    clause: bool,
    draft: Draft,
}

impl BoundaryRules {
    pub(crate) fn new(pack: &Pack, table: &FeatureTable) -> Result<Self, PackError> {
        let rules = pack.rules("boundary").iter().enumerate().map(|(at, rule)| {
            let role = match rule.text("role") {
                Some("start") => Role::Start,
                Some("lead") => Role::Lead,
                Some("lead-light") => Role::LightLead,
                Some("tail") => Role::Tail,
                _ => return Err(fault(rule, "`role` must be start, lead, lead-light or tail")),
            };
            let before = rule.text("prev-has").map(|name| {
                table.named(name).ok_or_else(|| fault(rule, "`prev-has` names no feature"))
            });
            let condition = Condition::new(pack, rule, table)?;
            Ok(BoundaryRule { place: at, condition, role, before: before.transpose()? })
        });
        let rules = rules.collect::<Result<Vec<_>, _>>()?;
        let acts = ["verb.do", "verb.general", "verb.push", "verb.found", "verb.state"];
        let listed =
            pack.rules("boundary").iter().zip(&rules).map(|(rule, r)| (rule, &r.condition));
        let listed: Vec<_> = listed.collect();
        Ok(Self {
            states: pack.lexicon.class("verb.state"),
            acts: set(&pack.lexicon, &acts),
            index: RuleIndex::new(pack, &listed)?,
            rules,
        })
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
        let heads: Vec<Head> = segments
            .iter()
            .map(|s| parser.heads.read(scan, s.range.clone(), cast, phrases, bodies))
            .collect();
        let last_actor = heads.iter().rposition(|h| subject(h, self.states)).unwrap_or(0);
        let mut drafts: Vec<Draft> = Vec::with_capacity(segments.len());
        let mut pending: Option<Pending> = None;
        let mut subject_seen = false;
        let count = segments.len();
        for (index, (segment, mut own)) in segments.into_iter().zip(heads).enumerate() {
            let semicolon = segment.before == Mark::Semicolon;
            let fresh = semicolon || own.actor.is_some() && !empty(&own);
            if let Some(light) = pending.take_if(|p| p.light && fresh) {
                drafts.push(light.draft);
            }
            let waiting = pending.take();
            let later = !subject_seen && last_actor > index;
            subject_seen |= subject(&own, self.states);
            let other = waiting.as_ref().is_some_and(|p| other_subject(&p.draft.head, &own));
            let after_report = waiting.as_ref().is_some_and(|p| p.draft.head.report.is_some());
            self.as_clause(pack, scan, &segment, &mut own, after_report);
            let clause = waiting.as_ref().is_some_and(|p| p.clause) && own.actor.is_none();
            if clause {
                own.verb = None;
                own.inner = None;
                own.modals.clear();
            }
            let clause = clause || bare_subject(&own);
            let merged = waiting.as_ref().map(|p| merged(&p.draft.head, own.clone()));
            let head = merged.as_ref().unwrap_or(&own);
            let prev = drafts.last();
            let modal_before = drafts.iter().any(|d| !d.head.modals.is_empty());
            let features = features(&own, head, state, parser.heads.negated(head))
                .with(Features::FIRST, drafts.is_empty() && waiting.is_none())
                .with(Features::LAST, index + 1 == count)
                .with(Features::SEMICOLON, semicolon)
                .with(Features::PENDING, waiting.is_some())
                .with(Features::OTHER_SUBJECT, other)
                .with(Features::LATER_ACTOR, later)
                .with(Features::SENTENCE_MODAL, modal_before)
                .with(Features::PREV_NOUN, prev.is_some_and(|d| d.features.has(Features::NOUN)));
            let (role, rule) = self.role(pack, parser, scan, &segment, &own, features, prev);
            let start = waiting.as_ref().map_or(segment.range.start, |p| p.draft.range.start);
            let alone = waiting.is_none();
            let mut rules = waiting.map(|p| p.draft.rules).unwrap_or_default();
            rules.extend(rule.map(|rule| (rule, segment.range.clone())));
            let draft = Draft {
                range: start..segment.range.end,
                governing: segment.range.clone(),
                head: merged.unwrap_or(own),
                features,
                rules,
            };
            let more = index + 1 < count;
            match role {
                Role::Lead | Role::LightLead if more => {
                    let light = role == Role::LightLead;
                    pending = Some(Pending { light, clause, draft });
                }
                Role::Tail | Role::Lead if alone && !semicolon && !drafts.is_empty() => {
                    if let Some(last) = drafts.last_mut() {
                        last.range.end = segment.range.end;
                        last.rules.extend(draft.rules);
                    }
                }
                _ => drafts.push(draft),
            }
        }
        drafts
    }

    /// What is reported of a subject, or of a deed, without any modal is a clause and no verb of who
    /// reports.
    fn as_clause(
        &self,
        pack: &Pack,
        scan: &Scan<'_>,
        segment: &Segment,
        own: &mut Head,
        after_report: bool,
    ) {
        let reported = after_report || own.report.is_some();
        let acts = own.verb.is_some_and(|v| v.classes.intersects(&self.acts));
        if !reported || !acts || !own.modals.is_empty() {
            return;
        }
        let of_subject = own.reported_subject || after_report && own.actor.is_some();
        let mut clauses = pack.rules("clause").iter().flat_map(|r| &r.patterns);
        if of_subject || clauses.any(|p| p.find(scan, segment.range.clone()).is_some()) {
            own.verb = None;
            own.inner = None;
            own.actor.take_if(|_| own.reported_subject);
        }
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
        for known in self.index.candidates(&facts).filter_map(|place| self.rules.get(place)) {
            let Some(rule) = all.get(known.place) else { continue };
            if let Some(wanted) = known.before
                && !prev_facts.as_ref().is_some_and(|p| p.holding(wanted).has(wanted))
            {
                continue;
            }
            if known.condition.applies(rule, &facts).is_some() {
                return (known.role, Some(rule.id));
            }
        }
        (Role::Start, None)
    }
}

/// Whether the segment names its subject: an actor and something that it does.
pub(crate) fn subject(head: &Head, state_verb: Option<ClassId>) -> bool {
    let states = head.verb.is_some_and(|v| state_verb.is_some_and(|c| v.classes.contains(c)));
    let predicate = head.verb.is_some() && !states || !head.modals.is_empty();
    head.actor.is_some() && (predicate || head.report.is_some())
}

/// Whether the head is all there is, and no verb in it.
fn empty(head: &Head) -> bool {
    head.verb.is_none() && head.object.is_empty()
}

/// Whether the segment holds the subject of a clause, and nothing that governs.
fn bare_subject(head: &Head) -> bool {
    head.actor.is_none()
        && head.verb.is_none()
        && head.modals.is_empty()
        && head.report.is_none()
        && !head.object.is_empty()
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
        .with(Features::EMPTY, empty(own))
        .with(Features::NO_OBJECT, own.verb.is_some() && own.object.is_empty())
        .with(Features::REPORTED_CLAUSE, head.report.is_some() && head.verb.is_none())
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
    // 相信 or 注意到 before the comma governs what follows.
    own.verb = pending.verb.or(own.verb);
    own.phrase |= pending.phrase;
    own
}

/// Who reports, unless all report what one of them will do.
fn who(reporter: Mention, subject: Mention) -> Mention {
    if reporter.actors == [Actor::All] && subject.party { subject } else { reporter }
}
