//! Printed labels of articles at the start of a fragment.

use std::ops::Range;

use mengfu_lang::{Gate, Rule, Scan};
use mengfu_model::RuleId;

use crate::outline::grammar::Grammar;

/// A printed label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    /// Which rule found it: labels of one style count on from each other.
    pub(crate) style: u32,
    /// A lower rank contains a higher one, unless the text shows another nesting.
    pub(crate) rank: i64,
    /// Its number.
    pub(crate) number: u32,
    /// What the path of an article shows.
    pub(crate) shown: Range<usize>,
    /// Where the words after it begin.
    pub(crate) end: usize,
}

/// The rules for labels, with what their tables say.
#[derive(Debug)]
pub(crate) struct Labels {
    rules: Vec<LabelRule>,
    gate: Gate,
}

#[derive(Debug)]
struct LabelRule {
    id: RuleId,
    rank: i64,
    /// Whether nothing may follow on the line.
    whole: bool,
}

impl Labels {
    pub(crate) fn new(rules: &[&Rule]) -> Self {
        let rank = |rule: &Rule| rule.table.get("rank").and_then(|v| v.as_integer()).unwrap_or(9);
        let label =
            |rule: &&Rule| LabelRule { id: rule.id, rank: rank(rule), whole: rule.flag("whole") };
        let gate = Gate::new(rules.iter().flat_map(|rule| &rule.patterns));
        Self { rules: rules.iter().map(label).collect(), gate }
    }
}

/// The label at the start of `range`, if any.
pub(crate) fn label(grammar: &Grammar, scan: &Scan<'_>, range: &Range<usize>) -> Option<Label> {
    if !grammar.labels.gate.opens(scan, range.start) {
        return None;
    }
    for label in &grammar.labels.rules {
        let Some(rule) = grammar.pack.rule(label.id) else { continue };
        for pattern in &rule.patterns {
            let Some(found) = pattern.match_at(scan, range.start, range.end) else { continue };
            if label.whole && found.end != range.end {
                continue;
            }
            let (Some(shown), Some(number)) = (found.get("label"), found.get("n")) else {
                continue;
            };
            let Some(number) = number_of(grammar, scan, number) else { continue };
            return Some(Label {
                style: label.id.0,
                rank: label.rank,
                number,
                shown,
                end: found.end.min(range.end),
            });
        }
    }
    None
}

/// Where the words after the mark of a list's item begin, if `range` begins with one.
pub(crate) fn item(grammar: &Grammar, scan: &Scan<'_>, range: &Range<usize>) -> Option<usize> {
    grammar.at("item", scan, range.clone()).map(|(_, found)| found.end)
}

fn number_of(grammar: &Grammar, scan: &Scan<'_>, range: Range<usize>) -> Option<u32> {
    let value = match scan.number(range.clone()) {
        Some(value) => value,
        None => {
            let class = &grammar.class;
            let value = |c| grammar.value(scan, &range, c);
            value(class.circled).or_else(|| value(class.stem))?.parse().ok()?
        }
    };
    whole_number(value)
}

/// `value` as a whole number, exact for the small numbers that labels and dates have.
pub(crate) fn whole_number(value: f64) -> Option<u32> {
    (value.fract() == 0.0 && (0.0..1e9).contains(&value)).then_some(value as u32)
}
