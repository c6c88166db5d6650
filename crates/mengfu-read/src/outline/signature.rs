//! Who signed: the names that stand under an instrument, in columns, rows, tables, or run into one line.

use std::ops::Range;

use crate::assemble::party;
use crate::assemble::place::{self, Lookups};
use crate::assemble::title::Page;

/// Most signatories that are read.
const MOST: usize = 64;

/// The names in `lines`, as ranges of the text, in the order of print. A name of single characters set
/// apart is one range.
pub(crate) fn names(
    page: Page<'_>,
    lines: &[Range<usize>],
    lookups: &mut Lookups,
) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for line in lines {
        let mut taken: Vec<Range<usize>> = Vec::new();
        if let Some(dated) = place::dated(page, line, lookups) {
            taken.push(dated.range.start..dated.end.max(dated.range.end).min(line.end));
            taken.extend(dated.place);
        }
        if place::whole(page, line, lookups).is_some() {
            continue;
        }
        for word in words(page, line, &taken) {
            name_in(page, &word, &mut out);
            if out.len() >= MOST {
                return out;
            }
        }
    }
    out
}

/// The words of a line outside `taken`, single characters taken together.
fn words(page: Page<'_>, line: &Range<usize>, taken: &[Range<usize>]) -> Vec<Range<usize>> {
    let text = page.scan.normal();
    let free = |at: usize| !taken.iter().any(|t| t.contains(&at));
    if page.grammar.marks.spaced {
        return spaced_words(text, line, free);
    }
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = line.start;
    let mut fresh = true;
    while let Some(c) = text.get(at..line.end).and_then(|t| t.chars().next()) {
        let next = at + c.len_utf8();
        if c.is_whitespace() || !free(at) {
            fresh = true;
        } else {
            match out.last_mut().filter(|_| !fresh) {
                Some(last) => last.end = next,
                None => out.push(at..next),
            }
            fresh = false;
        }
        at = next;
    }
    let mut joined: Vec<Range<usize>> = Vec::new();
    let single = |r: &Range<usize>| text.get(r.clone()).is_some_and(|t| t.chars().nth(1).is_none());
    let mut run = false;
    for word in out {
        let one = single(&word);
        match joined.last_mut().filter(|_| one && run) {
            Some(last) => last.end = word.end,
            None => joined.push(word),
        }
        run = one;
    }
    joined
}

/// As [`words`], where a single white space stands within a name.
fn spaced_words(
    text: &str,
    line: &Range<usize>,
    free: impl Fn(usize) -> bool,
) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut blanks = 2;
    for (i, c) in text.get(line.clone()).unwrap_or_default().char_indices() {
        let (at, next) = (line.start + i, line.start + i + c.len_utf8());
        if c == '\t' || !free(at) {
            blanks = 2;
        } else if c.is_whitespace() {
            blanks += 1;
        } else {
            match out.last_mut().filter(|_| blanks < 2) {
                Some(last) => last.end = next,
                None => out.push(at..next),
            }
            blanks = 0;
        }
    }
    out
}

/// Adds the names in one word, after the parties and offices in it.
fn name_in(page: Page<'_>, word: &Range<usize>, out: &mut Vec<Range<usize>>) {
    let mut start = word.start;
    let mut at = word.start;
    let mut office = None;
    // What a word ends with an office is the whole of the office, whatever it lists.
    if is_office(page, word) {
        return;
    }
    while at < word.end {
        if page.grammar.marks.spaced
            && let Some(mention) =
                party::at(page.mentions, page.grammar.lead(page.scan, at, word.end))
            && mention.range.end <= word.end
        {
            push(page, office.unwrap_or(start)..at, out);
            at = mention.range.end;
            (start, office) = (at, None);
            continue;
        }
        if let Some(end) = separator(page, at, word.end) {
            push(page, office.unwrap_or(start)..at, out);
            (start, office, at) = (end, None, end);
            continue;
        }
        let dotted = page.scan.normal().get(..at).is_some_and(|t| t.ends_with('\u{b7}'));
        if !dotted
            && let Some(term) = page
                .grammar
                .term(page.scan, at, page.grammar.class.office, word.end)
                .or_else(|| {
                    page.grammar
                        .term(page.scan, at, page.grammar.class.organ, word.end)
                        .filter(|_| at == start || office == Some(at))
                })
        {
            // A dotted name before this office is that of another who signed, without a break.
            if let Some(before) = office.filter(|o| *o < at && dotted_name(page, *o..at)) {
                push(page, before..at, out);
                start = at;
            }
            office = Some(term.end);
            at = term.end;
            continue;
        }
        at += page.scan.normal().get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8);
    }
    push(page, office.unwrap_or(start)..word.end, out);
}

/// Whether a word names an office and nobody: it ends with one, and names no party after its beginning.
fn is_office(page: Page<'_>, word: &Range<usize>) -> bool {
    let (grammar, scan) = (page.grammar, page.scan);
    let ends = scan.places_in(word.clone()).map(|place| place.at()).any(|at| {
        grammar
            .term(scan, at, grammar.class.office, word.end)
            .is_some_and(|term| term.end == word.end)
    });
    let inner = word.start + 1..word.end;
    ends && !dotted_name(page, word.clone())
        && party::within(page.mentions, &inner).iter().all(|m| !m.full)
}

fn dotted_name(page: Page<'_>, range: Range<usize>) -> bool {
    page.scan.normal().get(range).is_some_and(|t| t.contains('\u{b7}'))
}

/// Where something ends that parts names: a party, a bracket with what is in it.
fn separator(page: Page<'_>, at: usize, limit: usize) -> Option<usize> {
    let (grammar, scan) = (page.grammar, page.scan);
    let c = scan.normal().get(at..limit)?.chars().next()?;
    if grammar.marks.brackets_open.contains(&c) {
        let rest = scan.normal().get(at..limit)?;
        let close = rest.char_indices().find(|(_, c)| grammar.marks.brackets_close.contains(c));
        return Some(close.map_or(limit, |(i, c)| at + i + c.len_utf8()));
    }
    if grammar.marks.pauses.contains(&c) || grammar.marks.list_separator.starts_with(c) {
        return Some(at + c.len_utf8());
    }
    let mention = party::at(page.mentions, at).filter(|m| m.range.end <= limit)?;
    let office = [grammar.class.office, grammar.class.organ]
        .iter()
        .any(|class| grammar.term(scan, mention.range.end, *class, limit).is_some());
    (mention.full || office || mention.range.end == limit).then_some(mention.range.end)
}

fn push(page: Page<'_>, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let text = page.scan.normal().get(range.clone()).unwrap_or_default();
    let blank = text.len() - text.trim_start().len();
    let range = range.start + blank..range.start + blank + text.trim().len();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let named = letters >= 2
        && text.chars().all(|c| {
            c.is_alphabetic() || c.is_whitespace() || "\u{b7}\u{2022}\u{30fb}.-".contains(c)
        });
    let class = &page.grammar.class;
    let known = [class.at, class.city, class.signed, class.before, class.office, class.organ]
        .iter()
        .any(|class| page.grammar.value(page.scan, &range, *class).is_some());
    if named && !known {
        out.push(range);
    }
}

/// A name as it is written in readings: without the white space that sets its characters apart, where white
/// space does not stand between words.
pub(crate) fn written(text: &str, spaced: bool) -> String {
    if spaced {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let cjk = text.chars().any(|c| !c.is_ascii() && !c.is_whitespace());
    if cjk { text.chars().filter(|c| !c.is_whitespace()).collect() } else { text.trim().to_owned() }
}
