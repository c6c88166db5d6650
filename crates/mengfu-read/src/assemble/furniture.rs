//! What a site prints around a text, found by the pack's furniture rules.

use std::ops::Range;

use mengfu_lang::{Rule, Scan};
use mengfu_model::SetAsideReason;

use crate::assemble::landmarks::Landmarks;
use crate::outline::grammar::Grammar;

/// A stretch of text that is a site's.
#[derive(Clone, Debug)]
pub(crate) struct Furniture {
    pub(crate) range: Range<usize>,
    pub(crate) reason: SetAsideReason,
    /// Whether a page begins here, so that no statement goes on across it.
    pub(crate) boundary: bool,
}

/// All furniture of a text, in its order, without overlaps.
pub(crate) fn furniture(
    grammar: &Grammar,
    scan: &Scan<'_>,
    landmarks: &Landmarks<'_>,
) -> Vec<Furniture> {
    let rules = grammar.pack.rules("furniture");
    let mut found: Vec<Furniture> = Vec::new();
    let mut tried = 0;
    let starts = landmarks.of(grammar.class.furniture).map(|hit| hit.start as usize);
    let mut starts: Vec<usize> = starts.collect();
    starts.dedup();
    let mut line = 0;
    for start in starts {
        if start < tried {
            continue;
        }
        if line <= start {
            let rest = scan.normal().get(start..).unwrap_or_default();
            line = start + rest.find('\n').unwrap_or(rest.len());
        }
        if let Some(one) = rules.iter().find_map(|rule| apply(rule, scan, start, tried, line)) {
            tried = one.range.end;
            found.push(one);
        }
    }
    found
}

/// What `rule` finds at `start`, not before `from`, in the line that ends at `line`.
fn apply(
    rule: &Rule,
    scan: &Scan<'_>,
    start: usize,
    from: usize,
    line: usize,
) -> Option<Furniture> {
    let text = scan.normal();
    let back = rule.table.get("back").and_then(|v| v.as_integer()).unwrap_or(0);
    let limit = floor(text, line.min(start + 400));
    let earliest =
        text.get(from..start)?.char_indices().rev().take(usize::try_from(back).unwrap_or(0));
    let starts: Vec<usize> = earliest.map(|(at, _)| from + at).collect();
    let first = starts.iter().rev().copied().filter(|at| *at == start || begins(text, *at));
    let found = first.chain([start]).find_map(|at| {
        rule.patterns
            .iter()
            .find_map(|p| p.match_at(scan, at, limit))
            .map(|m| m.range())
            .filter(|r| r.end > start)
    })?;
    let mut range = found;
    if rule.flag("line") {
        if !begins(text, range.start) {
            return None;
        }
        let end = range.end.max(end_of_paragraph(text, range.end, line));
        range.end = crumbs(text, range.end..end).unwrap_or(end);
    }
    let reason = match rule.text("reason") {
        Some("dateline") => SetAsideReason::Dateline,
        _ => SetAsideReason::Furniture,
    };
    Some(Furniture { range, reason, boundary: rule.flag("boundary") })
}

/// Whether a word may begin at `at`: the text, a line, or something that is no letter stands before it.
fn begins(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|t| t.chars().next_back()).is_none_or(|c| !c.is_alphanumeric())
}

/// The end of the paragraph: the line's, or several white spaces within it; in a line so long that it must
/// hold more than the site's words, the first white space that is near.
fn end_of_paragraph(text: &str, from: usize, line: usize) -> usize {
    let rest = text.get(from..line).unwrap_or_default();
    let long = rest.len() > LONG;
    let mut before = None;
    for (at, c) in rest.char_indices() {
        if c.is_whitespace() && (long || before.is_some_and(char::is_whitespace)) {
            return from + at;
        }
        if long && at > NEAR {
            return from;
        }
        before = Some(c);
    }
    line
}

/// Where the last mark of a path of pages ends within the words of a site, when so much follows it that the
/// text must be glued to the path.
fn crumbs(text: &str, range: Range<usize>) -> Option<usize> {
    let words = text.get(range.clone())?;
    let (at, mark) = words.char_indices().rev().find(|(_, c)| CRUMBS.contains(c))?;
    let end = range.start + at + mark.len_utf8();
    (range.end - end > GLUED).then_some(end)
}

/// The marks between the parts of a path of pages.
const CRUMBS: [char; 4] = ['>', '\u{bb}', '\u{203a}', '\u{ff1e}'];
/// Bytes after which the last part of a path must hold more than a path.
const GLUED: usize = 60;
/// Bytes after which a line is taken to hold more than the site's words.
const LONG: usize = 600;
/// Bytes within which the site's words in such a line end.
const NEAR: usize = 150;

fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|p| text.is_char_boundary(*p)).unwrap_or(0)
}
