//! Times and figures: numerals with a word that says what they count, and words that are one alone.

use std::ops::Range;

use mengfu_lang::{Match, Pack, PackError, Rule, Scan};
use mengfu_model::{
    Act, Derivation, Edtf, EntryId, Field, Quantity, RuleId, Span, TimeReference, TimeRole,
};

use crate::values::role::Roles;
use crate::values::rules::fault;
use crate::values::template::Template;
use crate::values::token::Start;
use crate::values::words::{Word, Words};

/// The rules of the stages `times` and `quantities`, compiled.
#[derive(Debug)]
pub(super) struct Counted {
    times: Vec<TimeRule>,
    figures: Vec<FigureRule>,
    roles: Roles,
}

#[derive(Debug)]
struct TimeRule {
    at: usize,
    /// Tried in turn; the first all of whose captures took part gives the value.
    templates: Vec<Template>,
    role: Option<TimeRole>,
    /// What sort of time it is, for the rules on roles.
    shape: String,
}

#[derive(Debug)]
struct FigureRule {
    at: usize,
    unit: Option<String>,
    value: Option<f64>,
    factor: f64,
    least: f64,
}

impl Counted {
    pub(super) fn new(pack: &Pack) -> Result<Self, PackError> {
        let mut times = Vec::new();
        for (at, rule) in pack.rules("times").iter().enumerate() {
            if rule.text("part") == Some("role") {
                continue;
            }
            let templates = rule.list("value").into_iter().map(Template::new);
            let role = match rule.text("role") {
                None => None,
                Some(code) => {
                    Some(TimeRole::from_code(code).ok_or_else(|| fault(rule, "no such role"))?)
                }
            };
            let shape = rule.text("shape").unwrap_or_default().to_owned();
            times.push(TimeRule { at, templates: templates.collect(), role, shape });
        }
        let figures = pack.rules("quantities").iter().enumerate().map(|(at, rule)| FigureRule {
            at,
            unit: rule.text("unit").map(str::to_owned),
            value: number(rule, "value"),
            factor: number(rule, "factor").unwrap_or(1.0),
            least: number(rule, "least").unwrap_or(f64::MIN),
        });
        Ok(Self { times, figures: figures.collect(), roles: Roles::new(pack)? })
    }

    /// Reads the times and figures of the act that lie outside its names.
    pub(super) fn read(
        &self,
        pack: &Pack,
        words: &Words,
        scan: &Scan<'_>,
        starts: &[Start],
        facts: &Facts,
        act: &mut Act,
    ) {
        let quote = act.quote.range();
        let named: Vec<Range<usize>> = act.references.iter().map(|r| r.at.range()).collect();
        let mut named = named.into_iter().peekable();
        let mut at = quote.start;
        for start in starts {
            if start.at < at {
                continue;
            }
            while named.peek().is_some_and(|n| n.end <= start.at) {
                named.next();
            }
            if let Some(name) = named.peek()
                && name.start <= start.at
            {
                at = name.end;
                continue;
            }
            let limit = named.peek().map_or(quote.end, |n| n.start);
            let counted = start.numeral
                && numeral_end(words, scan, start.at, limit).is_some_and(|end| {
                    year(scan, start.at..end) || counts(words, scan, end, limit)
                });
            let end = match counted || start.prefix {
                true => self.one(pack, scan, start.at..limit, facts, act),
                false => None,
            };
            at = match (end, start.time) {
                (Some(end), _) => end,
                (None, Some((end, entry))) => {
                    self.word(pack, scan, start.at..end, entry, act);
                    end
                }
                (None, None) => start.at,
            };
        }
    }

    /// A time or a figure that begins at the start of `range`.
    fn one(
        &self,
        pack: &Pack,
        scan: &Scan<'_>,
        range: Range<usize>,
        facts: &Facts,
        act: &mut Act,
    ) -> Option<usize> {
        let all = pack.rules("times");
        for time in &self.times {
            let rule = all.get(time.at)?;
            for pattern in &rule.patterns {
                let Some(found) = pattern.match_at(scan, range.start, range.end) else { continue };
                let value = time.templates.iter().find_map(|t| t.fill(scan, &found, facts.signed));
                if value.is_none() && !time.templates.is_empty() && time.shape != "open" {
                    continue;
                }
                let at = found.get("time").unwrap_or(found.range());
                self.time(pack, scan, time, rule.id, at, value, act);
                return Some(found.end);
            }
        }
        let all = pack.rules("quantities");
        for figure in &self.figures {
            let rule = all.get(figure.at)?;
            for pattern in &rule.patterns {
                let Some(found) = pattern.match_at(scan, range.start, range.end) else { continue };
                if let Some(end) = self.figure(scan, figure, rule.id, &found, act) {
                    return Some(end);
                }
            }
        }
        None
    }

    #[allow(clippy::too_many_arguments)]
    fn time(
        &self,
        pack: &Pack,
        scan: &Scan<'_>,
        time: &TimeRule,
        rule: RuleId,
        at: Range<usize>,
        value: Option<String>,
        act: &mut Act,
    ) {
        let span = Span::new(at.start, at.end);
        let (by, role) = match time.role {
            Some(role) => (rule, role),
            None => match self.roles.of(pack, scan, at, &time.shape, act) {
                Some(found) => found,
                None => return,
            },
        };
        act.times.push(TimeReference { at: span, value: value.map(Edtf), role });
        for rule in [Some(rule), (by != rule).then_some(by)].into_iter().flatten() {
            act.derivations.push(Derivation { field: Field::Times, rule, entry: None, at: span });
        }
    }

    fn figure(
        &self,
        scan: &Scan<'_>,
        figure: &FigureRule,
        rule: RuleId,
        found: &Match<'_>,
        act: &mut Act,
    ) -> Option<usize> {
        let value = match (figure.value, found.get("n")) {
            (Some(value), _) => value,
            (None, range) => scan.number(range?)? * figure.factor,
        };
        if value < figure.least {
            return None;
        }
        let unit = match (&figure.unit, found.get("unit")) {
            (Some(unit), _) => unit.clone(),
            (None, range) => {
                let range = range?;
                let class = scan.lexicon().class("counted.unit")?;
                let hit = scan.at(range.start).find(|h| {
                    h.end as usize == range.end && scan.entry(h).is_some_and(|e| e.is(class))
                })?;
                scan.entry(&hit)?.value(class)?.to_owned()
            }
        };
        let at = found.get("figure").unwrap_or(found.range());
        let span = Span::new(at.start, at.end);
        let of = measured(scan, act.quote.range(), &at);
        act.quantities.push(Quantity {
            at: span,
            value,
            unit,
            of: of.map(|o| Span::new(o.start, o.end)),
        });
        act.derivations.push(Derivation { field: Field::Quantities, rule, entry: None, at: span });
        Some(found.end)
    }

    /// A word that is a time by itself.
    fn word(&self, pack: &Pack, scan: &Scan<'_>, at: Range<usize>, entry: EntryId, act: &mut Act) {
        let span = Span::new(at.start, at.end);
        let Some((rule, role)) = self.roles.of_word(pack, scan, at, entry, act) else { return };
        act.times.push(TimeReference { at: span, value: None, role });
        let entry = Some(entry);
        act.derivations.push(Derivation { field: Field::Times, rule, entry, at: span });
    }
}

/// What is known from outside the act.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    /// The year in which the instrument was signed.
    pub(super) signed: Option<i32>,
}

fn number(rule: &Rule, key: &str) -> Option<f64> {
    let value = rule.table.get(key)?;
    value.as_float().or_else(|| value.as_integer().map(|i| i as f64))
}

/// The end of the numeral that starts at `at`.
fn numeral_end(words: &Words, scan: &Scan<'_>, at: usize, limit: usize) -> Option<usize> {
    let text = scan.normal();
    let mut end = at;
    while end < limit {
        let c = text.get(end..)?.chars().next()?;
        let figure = mengfu_lang::is_figure(c) || (end > at && matches!(c, '.' | '．' | ','));
        let from = end + blank(text, end, limit);
        let word = scan
            .at(if end > at { from } else { end })
            .find(|h| words.is(h.entry, Word::DIGIT | Word::UNIT));
        end = match word {
            _ if figure => end + c.len_utf8(),
            // A month after a day counts it.
            Some(word) if end > at && words.is(word.entry, Word::COUNTED) => {
                break;
            }
            Some(word) => word.end as usize,
            None => break,
        };
    }
    (end > at).then_some(end)
}

/// Whether `range` is four figures, which may be a year without a word that says so.
fn year(scan: &Scan<'_>, range: Range<usize>) -> bool {
    let text = scan.normal().get(range).unwrap_or_default();
    text.chars().count() == 4 && text.chars().all(mengfu_lang::is_figure)
}

/// How much white space stands at `at`.
fn blank(text: &str, at: usize, limit: usize) -> usize {
    let rest = text.get(at..limit).unwrap_or_default();
    rest.len() - rest.trim_start().len()
}

/// Whether a word that counts something stands at `at`.
fn counts(words: &Words, scan: &Scan<'_>, at: usize, limit: usize) -> bool {
    scan.at(at + blank(scan.normal(), at, limit))
        .any(|h| h.end as usize <= limit && words.is(h.entry, Word::COUNTED))
}

/// The nearest words before a figure, in its segment, that say what is measured.
fn measured(scan: &Scan<'_>, quote: Range<usize>, figure: &Range<usize>) -> Option<Range<usize>> {
    let class = scan.lexicon().class("figure.of")?;
    let from = figure.start.saturating_sub(90).max(quote.start);
    let to = figure.end.saturating_add(45).min(quote.end);
    let before = (from..figure.start).rev().find_map(|at| scan.longest(at, class));
    let found = before.or_else(|| (figure.end..to).find_map(|at| scan.longest(at, class)))?;
    Some(found.range())
}
