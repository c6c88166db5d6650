//! When a rule applies: conditions over the words of an act and what was read before it.

use std::cell::Cell;
use std::ops::Range;

use mengfu_lang::{ClassSet, Pack, PackError, Pattern, Rule, Scan};
use mengfu_model::Kind;

use crate::parse::head::{Head, required_set};

/// What a rule asks for; all of it must hold.
#[derive(Debug, Default)]
pub(crate) struct Condition {
    verb: Option<ClassSet>,
    not_verb: Option<ClassSet>,
    head: Option<ClassSet>,
    not_head: Option<ClassSet>,
    inner: Option<ClassSet>,
    not_inner: Option<ClassSet>,
    prev_verb: Option<ClassSet>,
    not_prev_verb: Option<ClassSet>,
    prev_kind: Vec<Kind>,
    has: Features,
    lacks: Features,
    object: Vec<Pattern>,
    unless: Vec<Pattern>,
    unless_object: Vec<Pattern>,
}

/// A set of features, by name: those that the engine knows and those that the pack defines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Features(pub(crate) u64);

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        impl Features {
            $($(#[$doc])* pub(crate) const $name: Self = Self(1 << Index::$name as u32);)+
            const NAMES: &'static [&'static str] = &[$($text),+];
        }
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Index { $($name),+ }
    };
}

features! {
    /// The segment names its actor.
    OWN_ACTOR = "own-actor",
    /// The segment has a modal of its own.
    OWN_MODAL = "own-modal",
    /// The segment has a reporting verb of its own.
    OWN_REPORT = "own-report",
    /// The segment has a verb at its head.
    OWN_VERB = "own-verb",
    /// The act rests on a reporting verb, its own or that of a segment before it.
    REPORTED = "reported",
    /// A modal governs: its own, or an explicit one inherited.
    MODAL = "modal",
    /// A phrase stands in the head.
    PHRASE = "phrase",
    /// The head is all there is.
    EMPTY = "empty",
    /// The verb is the last word.
    NO_OBJECT = "no-object",
    /// No verb stands at the head, and something else does: a subject that is no actor.
    NOUN = "noun",
    /// The first segment, or the first act, of its sentence.
    FIRST = "first",
    /// The last segment of its sentence.
    LAST = "last",
    /// After a semicolon.
    SEMICOLON = "semicolon",
    /// The verb is negated.
    NEGATED = "negated",
    /// In an article that looks back.
    RETROSPECTIVE = "retrospective",
    /// Segments wait that could not stand alone.
    PENDING = "pending",
    /// The subject of what is reported is another party than who reports.
    OTHER_SUBJECT = "other-subject",
    /// The act rests on a reporting verb, and what is reported is a clause without a verb at its head.
    REPORTED_CLAUSE = "reported-clause",
    /// The act before it has a subject that is no actor.
    PREV_NOUN = "prev-noun",
    /// The act before it in the sentence undertakes to refrain.
    PREV_REFRAINS = "prev-refrains",
    /// No actor was named yet, and a later segment names one.
    LATER_ACTOR = "later-actor",
    /// An act before it in the sentence has a modal.
    SENTENCE_MODAL = "sentence-modal",
    /// The object holds a date after the signing.
    FUTURE_DATE = "future-date",
    /// The sentence stands outside every article.
    UNNUMBERED = "unnumbered",
    /// The actor is a body, not a party.
    BODY = "body",
}

/// A feature that the pack defines by patterns over the act or its object.
#[derive(Debug)]
pub(crate) struct FeatureRule {
    bit: u64,
    on_object: bool,
    verb: Option<ClassSet>,
    patterns: std::ops::Range<usize>,
}

/// The features of a pack.
#[derive(Debug, Default)]
pub(crate) struct FeatureTable {
    names: Vec<String>,
    rules: Vec<FeatureRule>,
}

/// What conditions are asked about.
pub(crate) struct Facts<'f> {
    pub(crate) scan: &'f Scan<'f>,
    pub(crate) range: Range<usize>,
    pub(crate) head: &'f Head,
    pub(crate) features: Features,
    pub(crate) prev_verb: ClassSet,
    pub(crate) prev_kind: Option<Kind>,
    pub(crate) pack: &'f Pack,
    pub(crate) table: &'f FeatureTable,
    known: Cell<u64>,
    holds: Cell<u64>,
}

/// Where a rule's pattern was found, as far as the rule has one.
pub(crate) struct Applied {
    pub(crate) at: Option<Range<usize>>,
}

impl Features {
    /// The features that the engine knows without looking at patterns.
    fn plain() -> u64 {
        (1 << Self::NAMES.len()) - 1
    }
    /// Those features, each as a set of its own.
    pub(crate) fn each_plain() -> impl Iterator<Item = Self> {
        (0..Self::NAMES.len()).map(|at| Self(1 << at))
    }
    pub(crate) fn with(self, other: Self, on: bool) -> Self {
        if on { Self(self.0 | other.0) } else { self }
    }
    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl FeatureTable {
    pub(crate) fn new(pack: &Pack) -> Result<Self, PackError> {
        let mut table = Self::default();
        for (at, rule) in pack.rules("feature").iter().enumerate() {
            let name = rule.name.rsplit('/').next().unwrap_or_default();
            let known = table.names.iter().position(|n| n == name);
            let index = known.unwrap_or_else(|| {
                table.names.push(name.to_owned());
                table.names.len() - 1
            });
            let bit = Features::NAMES.len() + index;
            if bit >= 64 {
                return Err(fault(rule, "more features than a set can hold"));
            }
            let verb = rule.list("verb");
            table.rules.push(FeatureRule {
                bit: 1 << bit,
                on_object: rule.text("on") == Some("object"),
                verb: (!verb.is_empty()).then(|| required_set(pack, rule, &verb)).transpose()?,
                patterns: at..at + 1,
            });
        }
        Ok(table)
    }

    /// The feature called `name`, as a set of its own.
    pub(crate) fn named(&self, name: &str) -> Option<Features> {
        self.bit(name).map(Features)
    }

    fn bit(&self, name: &str) -> Option<u64> {
        let own = self.names.iter().position(|n| n == name).map(|i| Features::NAMES.len() + i);
        let at = own.or_else(|| Features::NAMES.iter().position(|n| *n == name))?;
        Some(1 << at)
    }
}

impl<'f> Facts<'f> {
    pub(crate) fn new(
        scan: &'f Scan<'f>,
        range: Range<usize>,
        head: &'f Head,
        features: Features,
        pack: &'f Pack,
        table: &'f FeatureTable,
    ) -> Self {
        Self {
            scan,
            range,
            head,
            features,
            prev_verb: ClassSet::default(),
            prev_kind: None,
            pack,
            table,
            known: Cell::new(0),
            holds: Cell::new(0),
        }
    }

    /// All features of `wanted` that hold, patterns included.
    pub(crate) fn holding(&self, wanted: Features) -> Features {
        let mut known = self.known.get();
        if wanted.0 & !Features::plain() & !known == 0 {
            return Features((self.features.0 | self.holds.get()) & wanted.0);
        }
        for rule in &self.table.rules {
            if wanted.0 & rule.bit == 0 || self.known.get() & rule.bit != 0 {
                continue;
            }
            let range = if rule.on_object { self.head.object.clone() } else { self.range.clone() };
            let gate = rule.verb.is_none_or(|set| self.verb_classes().intersects(&set));
            let rules = self.pack.rules("feature").get(rule.patterns.clone()).unwrap_or_default();
            let mut patterns = rules.iter().flat_map(|r| &r.patterns);
            if gate && patterns.any(|p| self.find(p, &range).is_some()) {
                self.holds.set(self.holds.get() | rule.bit);
            }
            known |= rule.bit;
        }
        self.known.set(known);
        Features((self.features.0 | self.holds.get()) & wanted.0)
    }

    /// Where `pattern` is found in `range`, which lies within the range of the facts.
    fn find(&self, pattern: &Pattern, range: &Range<usize>) -> Option<Range<usize>> {
        pattern.find(self.scan, range.clone()).map(|m| m.range())
    }

    /// The range in which patterns are asked for: that of the facts, with the object.
    pub(crate) fn reach(&self) -> Range<usize> {
        let object = &self.head.object;
        self.range.start.min(object.start)..self.range.end.max(object.end)
    }

    fn verb_classes(&self) -> ClassSet {
        self.head.verb.map(|t| t.classes).unwrap_or_default()
    }
}

impl Condition {
    pub(crate) fn new(pack: &Pack, rule: &Rule, table: &FeatureTable) -> Result<Self, PackError> {
        let set = |key: &str| -> Result<Option<ClassSet>, PackError> {
            let names = rule.list(key);
            (!names.is_empty()).then(|| required_set(pack, rule, &names)).transpose()
        };
        let patterns = |key: &str| -> Result<Vec<Pattern>, PackError> {
            let compiled = rule.list(key).into_iter().map(|source| {
                Pattern::compile(source, &pack.lexicon)
                    .map_err(|p| fault(rule, &format!("in `{key}`, pattern `{source}`: {p}")))
            });
            compiled.collect()
        };
        let features = |key: &str| -> Result<Features, PackError> {
            rule.list(key).into_iter().try_fold(Features::default(), |all, name| {
                let bit = table.bit(name);
                let bit = bit.ok_or_else(|| fault(rule, &format!("no feature is called `{name}`")));
                bit.map(|b| Features(all.0 | b))
            })
        };
        let prev_kind = rule.list("prev-kind").into_iter().map(|code| {
            Kind::from_code(code).ok_or_else(|| fault(rule, &format!("no kind is called `{code}`")))
        });
        Ok(Self {
            verb: set("verb")?,
            not_verb: set("not-verb")?,
            head: set("head")?,
            not_head: set("not-head")?,
            inner: set("inner")?,
            not_inner: set("not-inner")?,
            prev_verb: set("prev-verb")?,
            not_prev_verb: set("not-prev-verb")?,
            prev_kind: prev_kind.collect::<Result<_, _>>()?,
            has: features("has")?,
            lacks: features("lacks")?,
            object: patterns("object")?,
            unless: patterns("unless")?,
            unless_object: patterns("unless-object")?,
        })
    }

    /// Whether an act that `verb` governs could meet it.
    pub(crate) fn allows(&self, verb: &ClassSet) -> bool {
        self.verb.is_none_or(|set| set.intersects(verb))
            && self.not_verb.is_none_or(|set| !set.intersects(verb))
    }

    /// Whether it asks for `feature`.
    pub(crate) fn asks_for(&self, feature: Features) -> bool {
        self.has.has(feature)
    }

    /// Whether it bars `feature`.
    pub(crate) fn bars(&self, feature: Features) -> bool {
        self.lacks.has(feature)
    }

    /// The patterns of which one must be found in the object.
    pub(crate) fn object(&self) -> &[Pattern] {
        &self.object
    }

    /// Whether `rule`, whose condition this is, applies.
    pub(crate) fn applies(&self, rule: &Rule, facts: &Facts<'_>) -> Option<Applied> {
        let plain = Features::plain();
        let missing = self.has.0 & plain & !facts.features.0;
        let barred = self.lacks.0 & plain & facts.features.0;
        if missing | barred != 0 {
            return None;
        }
        let verb = facts.verb_classes();
        let inner = facts.head.inner.map(|t| t.classes).unwrap_or_default();
        let any = |wanted: &Option<ClassSet>, found: &ClassSet| {
            wanted.is_none_or(|set| set.intersects(found))
        };
        let none = |barred: &Option<ClassSet>, found: &ClassSet| {
            barred.is_none_or(|set| !set.intersects(found))
        };
        let words = any(&self.verb, &verb)
            && none(&self.not_verb, &verb)
            && any(&self.head, &facts.head.classes)
            && none(&self.not_head, &facts.head.classes)
            && any(&self.inner, &inner)
            && none(&self.not_inner, &inner)
            && any(&self.prev_verb, &facts.prev_verb)
            && none(&self.not_prev_verb, &facts.prev_verb)
            && (self.prev_kind.is_empty()
                || facts.prev_kind.is_some_and(|k| self.prev_kind.contains(&k)));
        if !words || !facts.holding(self.has).has(self.has) || facts.holding(self.lacks).0 != 0 {
            return None;
        }
        let find = |patterns: &[Pattern], range: &Range<usize>| {
            patterns.iter().find_map(|p| facts.find(p, range))
        };
        let mut at = None;
        for (patterns, range) in
            [(&rule.patterns, &facts.range), (&self.object, &facts.head.object)]
        {
            if !patterns.is_empty() {
                at = Some(find(patterns, range)?);
            }
        }
        let barred = find(&self.unless, &facts.range).is_some()
            || find(&self.unless_object, &facts.head.object).is_some();
        (!barred).then_some(Applied { at })
    }
}

/// An error that names the rule.
pub(crate) fn fault(rule: &Rule, problem: &str) -> PackError {
    PackError::Rule {
        file: rule.file.clone(),
        rule: rule.name.clone(),
        problem: problem.to_owned(),
    }
}
