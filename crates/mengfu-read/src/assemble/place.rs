//! Lines that say when and where an instrument was signed.

use std::ops::Range;

use mengfu_model::Edtf;

use crate::assemble::party;
use crate::assemble::title::Page;
use crate::outline::date;

/// A date with the place that follows or precedes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dated {
    /// The day.
    pub(crate) day: Edtf,
    /// Where the day is printed.
    pub(crate) range: Range<usize>,
    /// The place.
    pub(crate) place: Option<Range<usize>>,
    /// Where both end.
    pub(crate) end: usize,
}

/// How often the whole text may be searched for a place that no list knows, so that no text is slow.
#[derive(Default)]
pub(crate) struct Lookups(u8);

const MOST_LOOKUPS: u8 = 16;
/// Most bytes of a line of signatures with its date.
const LONGEST_LINE: usize = 600;
/// Most bytes of a line that holds nothing but a date and a place.
const LONGEST_WHOLE: usize = 120;
/// Most words of the name of a place that no list knows.
const LONGEST_NAME: usize = 3;
/// Most characters of the name of a place that no list knows.
const LONGEST_PLACE: usize = 10;

/// The last date with a place within `range`, a line without a sentence's end.
pub(crate) fn dated(page: Page<'_>, range: &Range<usize>, lookups: &mut Lookups) -> Option<Dated> {
    if range.len() > LONGEST_LINE {
        return None;
    }
    let found = date::first(page, range.clone())?;
    let text = page.scan.normal();
    let at = skip_blank(text, found.range.end, range.end);
    let word = page.grammar.term(page.scan, at, page.grammar.class.at, range.end);
    if let Some(word) = word
        && let Some(place) =
            place_at(page, skip_blank(text, word.end, range.end), range.end, lookups)
    {
        let end = skip_at_words(page, place.end, range.end);
        return Some(Dated { day: found.day, range: found.range, end, place: Some(place) });
    }
    let end = skip_at_words(page, found.range.end, range.end);
    Some(Dated { day: found.day, range: found.range, place: None, end: end.max(range.end) })
}

/// A line that holds nothing but a date, a place and what may stand around them.
pub(crate) fn whole(page: Page<'_>, range: &Range<usize>, lookups: &mut Lookups) -> Option<Dated> {
    if range.len() > LONGEST_WHOLE {
        return None;
    }
    let mut found = dated(page, range, lookups)?;
    let text = page.scan.normal();
    let mut rest: Vec<Range<usize>> = Vec::new();
    for part in [range.start..found.range.start, found.range.end..range.end] {
        rest.extend(bare_words(page, text, part));
    }
    let taken = found.place.clone();
    let mut others = rest
        .into_iter()
        .filter(|r| taken.as_ref().is_none_or(|t| t.end <= r.start || r.end <= t.start));
    match (others.next(), others.next(), &found.place) {
        (None, _, _) => Some(found),
        (Some(only), None, None) => {
            let place = place_at(page, only.start, only.end, lookups).filter(|p| *p == only)?;
            found.place = Some(place);
            Some(found)
        }
        _ => None,
    }
}

/// The stretches of `range` that are neither blank, brackets, pauses nor words such as `at`.
fn bare_words(page: Page<'_>, text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let marks = &page.grammar.marks;
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = range.start;
    while let Some(c) = text.get(at..range.end).and_then(|t| t.chars().next()) {
        let next = at + c.len_utf8();
        let mark = c.is_whitespace()
            || [&marks.pauses, &marks.brackets_open, &marks.brackets_close, &marks.ends]
                .iter()
                .any(|m| m.contains(&c));
        if mark {
            at = next;
            continue;
        }
        let fresh = out.last().is_none_or(|r| r.end != at);
        if fresh
            && let Some(word) = page.grammar.term(page.scan, at, page.grammar.class.at, range.end)
        {
            at = word.end;
            continue;
        }
        match out.last_mut() {
            Some(last) if last.end == at => last.end = next,
            _ => out.push(at..next),
        }
        at = next;
    }
    out
}

/// The place that begins at `at`.
pub(crate) fn place_at(
    page: Page<'_>,
    at: usize,
    limit: usize,
    lookups: &mut Lookups,
) -> Option<Range<usize>> {
    place_within(page, at, limit, lookups, true)
}

fn place_within(
    page: Page<'_>,
    at: usize,
    limit: usize,
    lookups: &mut Lookups,
    depth_left: bool,
) -> Option<Range<usize>> {
    let text = page.scan.normal();
    if let Some(city) = page.grammar.term(page.scan, at, page.grammar.class.city, limit) {
        return Some(city);
    }
    // The state may stand before its city.
    if let Some(state) = party::at(page.mentions, at).filter(|m| m.range.end < limit) {
        let after = skip_blank(text, state.range.end, limit);
        let next = text.get(after..limit).and_then(|t| t.chars().next());
        let other = page.grammar.term(page.scan, after, page.grammar.class.at, limit).is_some();
        if !other && next.is_some_and(char::is_alphabetic) && depth_left {
            return place_within(page, after, limit, lookups, false);
        }
        return Some(state.range.clone());
    }
    if page.grammar.marks.spaced {
        let stops = [page.grammar.class.at, page.grammar.class.and];
        let end = page.grammar.capitals(page.scan, at, limit, LONGEST_NAME, &stops);
        return (end > at).then_some(at..end);
    }
    let rest = text.get(at..limit)?;
    let letters = |c: char| c.is_alphabetic() || c == '\u{b7}';
    let ends: Vec<usize> = rest
        .char_indices()
        .take_while(|(_, c)| letters(*c))
        .take(LONGEST_PLACE + 1)
        .map(|(i, c)| at + i + c.len_utf8())
        .collect();
    let last = *ends.last()?;
    let stops = text
        .get(last..limit)
        .and_then(|t| t.chars().next())
        .is_none_or(|c| !letters(c) && !mengfu_lang::is_figure(c));
    if ends.len() <= 6 && stops {
        let end = (at..last)
            .rev()
            .find(|i| {
                page.grammar
                    .term(page.scan, *i, page.grammar.class.at, last)
                    .is_some_and(|w| w.end == last)
            })
            .unwrap_or(last);
        return (end > at).then_some(at..end);
    }
    // Something else is glued to the name: the longest beginning that the text has elsewhere is the name.
    lookups.0 = lookups.0.saturating_add(1);
    if lookups.0 > MOST_LOOKUPS {
        return None;
    }
    let candidates = ends.iter().skip(1).take(5).rev();
    candidates
        .copied()
        .find(|end| {
            let mut places = text
                .get(at..*end)
                .into_iter()
                .flat_map(|name| memchr::memmem::find_iter(text.as_bytes(), name.as_bytes()));
            places.any(|found| found != at)
        })
        .map(|end| at..end)
}

fn skip_blank(text: &str, at: usize, limit: usize) -> usize {
    let rest = text.get(at..limit).unwrap_or_default();
    at + (rest.len() - rest.trim_start().len())
}

fn skip_at_words(page: Page<'_>, mut at: usize, limit: usize) -> usize {
    while let Some(word) = page.grammar.term(page.scan, at, page.grammar.class.at, limit) {
        at = word.end;
    }
    at
}
