//! How the examples of each stage are run.

use std::ops::Range;

use mengfu_lang::{Rule, Scan};
use mengfu_model::{Edtf, PartyCode, Provision};

use crate::Reader;
use crate::check::sentences::sentences;
use crate::outline::Cast;

/// The parties between whom examples are said, and the day on which they are signed.
const PARTIES: [&str; 2] = ["CHN", "EGY"];
const SIGNED: &str = "2024-01-01";
/// The article in which examples stand, unless the rule asks for a place outside every article.
const ARTICLE: &str = "1";

/// How an example shows that a rule applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Means {
    /// The whole example is read, and the rule stands among the reasons of an act.
    Acts,
    /// A pattern of the rule is found in the example, in a segment of it or in the object of one.
    Found,
    /// A pattern of the rule matches somewhere in a segment: the stage tries it at words of its own.
    At,
}

/// Stages that are not listed are run by [`Means::Found`].
const STAGES: &[(&str, Means)] = &[
    ("act", Means::Acts),
    ("boundary", Means::Acts),
    ("lent", Means::Acts),
    ("standing", Means::Acts),
    ("body", Means::At),
    ("phrase", Means::At),
];

/// What running an example showed.
pub(crate) struct Outcome {
    /// Whether the rule applied.
    pub(crate) applied: bool,
    /// The rules that did, for who has to mend the rule or the example.
    pub(crate) seen: String,
}

/// Runs examples with one reader.
pub(crate) struct Runner<'r> {
    reader: &'r Reader,
    cast: Cast,
    signed: Edtf,
}

impl<'r> Runner<'r> {
    pub(crate) fn new(reader: &'r Reader) -> Self {
        let parties: Vec<PartyCode> = PARTIES.iter().filter_map(|p| PartyCode::new(p)).collect();
        let cast = Cast::new(&reader.pack, &parties);
        Self { reader, cast, signed: Edtf(SIGNED.to_owned()) }
    }

    /// Runs `example` for `rule`.
    pub(crate) fn run(&self, rule: &Rule, example: &str) -> Outcome {
        let stage = rule.name.split('/').nth(1).unwrap_or_default();
        let means = STAGES.iter().find(|(name, _)| *name == stage).map(|(_, means)| *means);
        match means.unwrap_or(Means::Found) {
            Means::Acts => self.read(rule, example, stage),
            Means::Found => self.find(rule, example),
            Means::At => self.find_at(rule, example),
        }
    }

    fn read(&self, rule: &Rule, example: &str, stage: &str) -> Outcome {
        let outside = rule.list("has").contains(&"unnumbered");
        let article = if outside { "" } else { ARTICLE };
        let outlined = sentences(&self.reader.pack, article, [example]);
        let read = self.reader.provisions(&self.cast, Some(&self.signed), outlined);
        let reasons = read.iter().flat_map(|p| &p.acts).flat_map(|a| &a.derivations);
        let applied = reasons.clone().any(|d| d.rule == rule.id);
        Outcome { applied, seen: self.reasons(&read, stage) }
    }

    /// The rules of `stage` behind each act, with what they made of it.
    fn reasons(&self, read: &[Provision], stage: &str) -> String {
        let acts = read.iter().flat_map(|p| p.acts.iter().map(move |act| (p, act)));
        let shown = acts.map(|(provision, act)| {
            let rules = act.derivations.iter().filter_map(|d| {
                let name = self.reader.pack.rule(d.rule)?.name.splitn(3, '/').collect::<Vec<_>>();
                let of_stage = name.get(1) == Some(&stage);
                name.get(2).filter(|_| of_stage).map(|n| (*n).to_owned())
            });
            let mut rules: Vec<String> = rules.collect();
            rules.dedup();
            format!("`{}` by {}", provision.text.slice(act.quote), rules.join(", "))
        });
        shown.collect::<Vec<_>>().join("; ")
    }

    fn find(&self, rule: &Rule, example: &str) -> Outcome {
        let scan = self.reader.pack.lexicon.scan(example);
        let ranges = std::iter::once(0..example.len()).chain(self.parts(&scan, true));
        let found = ranges.into_iter().find_map(|range| {
            rule.patterns.iter().find_map(|p| p.find(&scan, range.clone())).map(|m| m.range())
        });
        self.matched(&scan, found)
    }

    fn find_at(&self, rule: &Rule, example: &str) -> Outcome {
        let scan = self.reader.pack.lexicon.scan(example);
        let found = self.parts(&scan, false).into_iter().find_map(|segment| {
            let text = example.get(segment.clone()).unwrap_or_default();
            let starts: Vec<usize> =
                text.char_indices().map(|(at, _)| segment.start + at).collect();
            starts.into_iter().find_map(|at| {
                let one = |p: &'r mengfu_lang::Pattern| {
                    p.match_at(&scan, at, segment.end).map(|m| m.range())
                };
                self.reader.pack.rule(rule.id)?.patterns.iter().find_map(one)
            })
        });
        self.matched(&scan, found)
    }

    /// The segments of the text, and the objects of their heads if they are wanted.
    fn parts(&self, scan: &Scan<'_>, objects: bool) -> Vec<Range<usize>> {
        let (pack, acts) = (&self.reader.pack, &self.reader.acts);
        let (phrases, bodies) = (pack.rules("phrase"), pack.rules("body"));
        let mut parts = Vec::new();
        for segment in acts.marks.segments(scan) {
            if objects {
                let range = segment.range.clone();
                parts.push(acts.heads.read(scan, range, &self.cast, phrases, bodies).object);
            }
            parts.push(segment.range);
        }
        parts
    }

    fn matched(&self, scan: &Scan<'_>, found: Option<Range<usize>>) -> Outcome {
        let seen = match &found {
            Some(range) => format!("`{}`", scan.text().get(range.clone()).unwrap_or_default()),
            None => "no match".to_owned(),
        };
        Outcome { applied: found.is_some(), seen }
    }
}
