//! How the examples of each stage are run.

use std::ops::Range;

use mengfu_lang::{Rule, Scan};
use mengfu_model::{Act, Edtf, Field, PartyCode, Provision, RuleId};

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
    Parts,
    /// A pattern of the rule is found in the example.
    Found,
    /// A pattern of the rule matches at the start of the example; all of it, if the rule says `whole`.
    Start,
    /// A pattern of the rule matches somewhere in a segment: the stage tries it at words of its own.
    Segment,
    /// The whole example is read, and the rule gives a time or a figure; `text => value` says which.
    Values,
}

/// How a stage, or its rules with a certain `role` or `part`, are run; the first that fits. Rules of a stage that
/// is not listed are run by [`Means::Found`].
const STAGES: &[(&str, Option<&str>, Means)] = &[
    ("act", None, Means::Acts),
    ("boundary", None, Means::Acts),
    ("lent", None, Means::Acts),
    ("standing", None, Means::Acts),
    ("feature", None, Means::Parts),
    ("body", None, Means::Segment),
    ("phrase", None, Means::Segment),
    ("outline", Some("copies"), Means::Found),
    ("outline", Some("date"), Means::Found),
    ("outline", Some("languages"), Means::Found),
    ("outline", Some("visit"), Means::Found),
    ("outline", None, Means::Start),
    ("times", Some("role"), Means::Acts),
    ("times", None, Means::Values),
    ("quantities", None, Means::Values),
    ("references", Some("date"), Means::Found),
    ("references", Some("ordinal"), Means::Found),
    ("references", None, Means::Acts),
    ("topics", Some("result"), Means::Segment),
    ("topics", Some("aside"), Means::Found),
    ("topics", None, Means::Acts),
];

fn means_of(stage: &str, rule: &Rule) -> Means {
    let called = [rule.text("role"), rule.text("part")];
    let fits = |(name, of, _): &&(&str, Option<&str>, Means)| {
        *name == stage && of.is_none_or(|of| called.contains(&Some(of)))
    };
    STAGES.iter().find(fits).map_or(Means::Found, |(_, _, means)| *means)
}

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
        let scan = self.reader.pack.lexicon.scan(example);
        let whole = 0..example.len();
        let found = match means_of(stage, rule) {
            Means::Acts => return self.read(rule, example, stage),
            Means::Values => return self.value(rule, example),
            Means::Parts => find(rule, &scan, self.parts(&scan)),
            Means::Found => find(rule, &scan, [whole]),
            Means::Start => match_at(rule, &scan, 0, whole.end)
                .filter(|found| *found == whole || !rule.flag("whole")),
            Means::Segment => {
                let segments = self.reader.acts.marks.segments(&scan);
                segments.into_iter().find_map(|s| find_at(rule, &scan, s.range))
            }
        };
        let seen = match &found {
            Some(range) => format!("`{}`", example.get(range.clone()).unwrap_or_default()),
            None => "no match".to_owned(),
        };
        Outcome { applied: found.is_some(), seen }
    }

    fn read(&self, rule: &Rule, example: &str, stage: &str) -> Outcome {
        let outside = rule.list("has").contains(&"unnumbered");
        let article = if outside { "" } else { ARTICLE };
        let outlined = sentences(&self.reader.pack, article, [example]);
        let read = self.reader.provisions(&self.cast, Some(&self.signed), outlined, None);
        let reasons = read.iter().flat_map(|p| &p.acts).flat_map(|a| &a.derivations);
        let applied = reasons.clone().any(|d| d.rule == rule.id);
        Outcome { applied, seen: self.reasons(&read, stage) }
    }

    /// What the rule gives in the text of `text => value`, where a value is said.
    fn value(&self, rule: &Rule, example: &str) -> Outcome {
        let (text, wanted) = match example.split_once(" => ") {
            Some((text, wanted)) => (text, Some(wanted)),
            None => (example, None),
        };
        let outlined = sentences(&self.reader.pack, ARTICLE, [text]);
        let read = self.reader.provisions(&self.cast, Some(&self.signed), outlined, None);
        let given = read.iter().flat_map(|p| &p.acts).find_map(|a| given(a, rule.id));
        let applied = given.is_some() && wanted.is_none_or(|w| given.as_deref() == Some(w));
        Outcome { applied, seen: given.unwrap_or_else(|| "nothing".to_owned()) }
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

    /// The text, its segments and the objects of their heads.
    fn parts(&self, scan: &Scan<'_>) -> Vec<Range<usize>> {
        let (pack, acts) = (&self.reader.pack, &self.reader.acts);
        let (phrases, bodies) = (pack.rules("phrase"), pack.rules("body"));
        let whole = 0..scan.normal().len();
        let mut parts = Vec::from([whole]);
        for segment in acts.marks.segments(scan) {
            let head = acts.heads.read(scan, segment.range.clone(), &self.cast, phrases, bodies);
            parts.extend([segment.range, head.object]);
        }
        parts
    }
}

/// The time or figure that `rule` gave in `act`, as examples write it.
fn given(act: &Act, rule: RuleId) -> Option<String> {
    let of = |field: Field| {
        act.derivations.iter().find(|d| d.rule == rule && d.field == field).map(|d| d.at)
    };
    if let Some(at) = of(Field::Times) {
        let time = act.times.iter().find(|t| t.at == at)?;
        return Some(time.value.as_ref().map_or_else(|| "null".to_owned(), |v| v.0.clone()));
    }
    let at = of(Field::Quantities)?;
    let figure = act.quantities.iter().find(|q| q.at == at)?;
    Some(format!("{} {}", figure.value, figure.unit))
}

fn find(
    rule: &Rule,
    scan: &Scan<'_>,
    ranges: impl IntoIterator<Item = Range<usize>>,
) -> Option<Range<usize>> {
    let find = |range: Range<usize>| rule.patterns.iter().find_map(|p| p.find(scan, range.clone()));
    ranges.into_iter().find_map(find).map(|m| m.range())
}

fn match_at(rule: &Rule, scan: &Scan<'_>, at: usize, limit: usize) -> Option<Range<usize>> {
    rule.patterns.iter().find_map(|p| p.match_at(scan, at, limit)).map(|m| m.range())
}

/// A match that starts at any character of `range`.
fn find_at(rule: &Rule, scan: &Scan<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let text = scan.normal().get(range.clone()).unwrap_or_default();
    let mut starts = text.char_indices().map(|(at, _)| range.start + at);
    starts.find_map(|at| match_at(rule, scan, at, range.end))
}
