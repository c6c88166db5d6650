//! The end of an instrument: who signed, when and where.

use std::ops::Range;

use mengfu_text::BlockKind;

use crate::assemble::item::Item;
use crate::assemble::party;
use crate::assemble::place::{self, Lookups};
use crate::assemble::title::Page;

/// Most lines of signatures that are looked at.
const MOST_LINES: usize = 80;
/// Most bytes of a line of signatures.
const LONGEST_LINE: usize = 600;
/// Most characters of a line that holds only a name.
const LONGEST_NAME: usize = 36;

#[derive(Default)]
struct Seen {
    parties: usize,
    offices: usize,
    names: usize,
    dates: usize,
    placed: bool,
}

/// Where the signatures that begin with the item `from` end; `None` if none begin there.
pub(crate) fn end(
    page: Page<'_>,
    items: &[Item],
    from: usize,
    lookups: &mut Lookups,
) -> Option<usize> {
    let first = items.get(from)?;
    let mut seen = Seen::default();
    let mut to = from;
    for item in items.iter().skip(from).take(MOST_LINES) {
        if item.title.is_some()
            || item.fragment.page != first.fragment.page
            || !belongs(page, item, &mut seen, lookups)
        {
            break;
        }
        to += 1;
    }
    let last = items
        .get(to)
        .is_none_or(|next| next.title.is_some() || next.fragment.page != first.fragment.page);
    let signed = seen.parties >= 2
        || (seen.parties >= 1 && (seen.names >= 1 || seen.dates >= 1))
        || (seen.offices >= 2 && seen.names >= 2);
    let dated = seen.dates >= 1 && (seen.placed || last);
    (signed || dated).then_some(to)
}

fn belongs(page: Page<'_>, item: &Item, seen: &mut Seen, lookups: &mut Lookups) -> bool {
    let (grammar, scan) = (page.grammar, page.scan);
    let range = item.fragment.range.clone();
    if range.len() > LONGEST_LINE || item.label.is_some() {
        return false;
    }
    if let Some(dated) = place::whole(page, &range, lookups) {
        seen.dates += 1;
        seen.placed |= dated.place.is_some();
        return true;
    }
    let text = scan.normal().get(range.clone()).unwrap_or_default();
    if item.fragment.ended || grammar.marks.pauses.is_in(text) {
        return false;
    }
    let row = item.fragment.line == BlockKind::TableRow;
    if is_note(page, &range) {
        return seen.parties + seen.offices > 0;
    }
    let parties = signing_parties(page, &range);
    if parties > 0 {
        seen.parties += parties;
        let parts = crate::outline::signature::names(page, std::slice::from_ref(&range), lookups);
        seen.names += parts.len();
        if let Some(dated) = place::dated(page, &range, lookups) {
            seen.dates += 1;
            seen.placed |= dated.place.is_some();
        }
        return true;
    }
    if ends_with_office(page, &range) {
        seen.offices += 1;
        return seen.parties > 0 || row || text.chars().count() <= LONGEST_NAME;
    }
    let text = &without_notes(page, text);
    let names = if grammar.marks.spaced { 1 } else { count_names(text) };
    let room = seen.parties.max(seen.offices);
    if (row || seen.names + names <= room) && room > 0 && is_name(text) {
        seen.names += names;
        return true;
    }
    false
}

/// How many parties a line names as those who sign: by full names, or by names before an office or alone.
fn signing_parties(page: Page<'_>, range: &Range<usize>) -> usize {
    let (grammar, scan) = (page.grammar, page.scan);
    let mentions = party::within(page.mentions, range);
    // Who signs may say that he does so on behalf of his state.
    let behalf = grammar.term(scan, range.start, grammar.class.before, range.end).map(|w| w.end);
    let lead = grammar.lead(scan, range.start, range.end);
    let starts = |m: &&party::Mention| {
        [range.start, lead].contains(&m.range.start) || behalf == Some(m.range.start)
    };
    let Some(first) = mentions.first().filter(starts) else { return 0 };
    let signs = |m: &party::Mention| {
        m.range.end == range.end
            || grammar.term(scan, m.range.end, grammar.class.office, range.end).is_some()
            || grammar.term(scan, m.range.end, grammar.class.organ, range.end).is_some()
            || scan
                .normal()
                .get(m.range.end..range.end)
                .is_some_and(|t| t.starts_with(char::is_whitespace))
    };
    let office =
        grammar.holds(scan, range.clone(), grammar.class.office) || first.range.end == range.end;
    if !(signs(first) || (first.full && office)) {
        return 0;
    }
    mentions.iter().filter(|m| m.full || signs(m)).count()
}

/// A note in brackets, such as that a person has signed.
fn is_note(page: Page<'_>, range: &Range<usize>) -> bool {
    let marks = &page.grammar.marks;
    let text = page.scan.normal().get(range.clone()).unwrap_or_default();
    let bracketed = text.chars().next().is_some_and(|c| marks.brackets_open.contains(&c));
    bracketed
        && text.chars().count() <= 20
        && page.grammar.holds(page.scan, range.clone(), page.grammar.class.signed)
}

fn ends_with_office(page: Page<'_>, range: &Range<usize>) -> bool {
    let text = page.scan.normal().get(range.clone()).unwrap_or_default();
    text.chars().count() <= LONGEST_NAME
        && page
            .scan
            .places_in(range.clone())
            .map(|place| place.at())
            .filter_map(|at| page.grammar.term(page.scan, at, page.grammar.class.office, range.end))
            .any(|w| w.end == range.end)
}

/// The text without short notes in brackets, such as that a person has signed.
fn without_notes(page: Page<'_>, text: &str) -> String {
    let marks = &page.grammar.marks;
    let mut out = String::with_capacity(text.len());
    let mut open = 0_usize;
    for c in text.chars() {
        if marks.brackets_open.contains(&c) {
            open += 1;
        } else if marks.brackets_close.contains(&c) {
            open = open.saturating_sub(1);
            out.push(' ');
        } else if open == 0 {
            out.push(c);
        }
    }
    out
}

/// Names in a line: its words, those of one character taken together.
fn count_names(text: &str) -> usize {
    let (mut count, mut single) = (0, false);
    for word in text.split_whitespace() {
        let one = word.chars().nth(1).is_none();
        count += usize::from(!(one && single));
        single = one;
    }
    count
}

fn is_name(text: &str) -> bool {
    text.chars().count() <= LONGEST_NAME * 2
        && text.chars().all(|c| {
            c.is_alphabetic() || c.is_whitespace() || "\u{b7}\u{2022}\u{30fb}.-".contains(c)
        })
}
