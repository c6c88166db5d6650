//! When and where an instrument was signed, in how many copies and languages.

use std::ops::Range;

use mengfu_model::{Edtf, Span, TextSpan};

use crate::assemble::item::Item;
use crate::assemble::label::whole_number;
use crate::assemble::place::{self, Lookups};
use crate::assemble::run::Run;
use crate::assemble::title::Page;
use crate::outline::date;

/// The day and place of signing, with where they are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signing {
    pub(crate) day: Option<Edtf>,
    pub(crate) place: Option<Range<usize>>,
    /// Whether the day is that of the meeting which the preamble reports.
    pub(crate) by_meeting: bool,
    /// Whether the day stands in the title.
    pub(crate) by_title: bool,
}

/// Sentences at the end among which the signing formula stands.
const LAST: usize = 6;
/// Sentences at the beginning among which a meeting declares.
const FIRST: usize = 6;

/// The signing: from the signatures, else the signing formula, else a line under the title, else the day of a
/// meeting that adopts the text.
pub(crate) fn signing(
    page: Page<'_>,
    items: &[Item],
    run: &Run,
    title: Option<&Range<usize>>,
    lookups: &mut Lookups,
) -> Signing {
    let lines = run.tail.iter().filter_map(|at| items.get(*at));
    let mut out = Signing::default();
    for item in lines {
        let range = &item.fragment.range;
        let dated =
            place::whole(page, range, lookups).or_else(|| place::dated(page, range, lookups));
        if let Some(dated) = dated {
            out.day.get_or_insert(dated.day);
            out.place = out.place.or(dated.place);
        }
    }
    let formulas = run.body.iter().rev().filter_map(|at| items.get(*at)).take(LAST);
    for item in formulas.filter(|i| page.grammar.at("closing", page.scan, i.body()).is_some()) {
        if out.day.is_some() && out.place.is_some() {
            break;
        }
        if let Some(found) = date::first(page, item.body()) {
            let place = formula_place(page, found.range.end, item.body().end, lookups)
                .or_else(|| place_before(page, item.body().start, found.range.start, lookups));
            out.day.get_or_insert(found.day);
            out.place = out.place.or(place);
        }
    }
    if let (None, Some(item)) = (&out.day, run.dated.and_then(|at| items.get(at)))
        && let Some(dated) = place::whole(page, &item.fragment.range, lookups)
    {
        out.day = Some(dated.day);
        out.place = dated.place;
    }
    if out.day.is_none()
        && let Some(range) = title
    {
        out.day = date::first(page, range.clone()).map(|d| d.day);
        out.by_title = out.day.is_some();
    }
    if out.day.is_none() {
        out.day = meeting(page, items, run);
        out.by_meeting = out.day.is_some();
    }
    out
}

/// The place in a signing formula: after the day and a word such as `in`.
fn formula_place(
    page: Page<'_>,
    after: usize,
    limit: usize,
    lookups: &mut Lookups,
) -> Option<Range<usize>> {
    let word = page
        .scan
        .places_in(after..limit.min(after + 24))
        .map(|place| place.at())
        .find_map(|at| page.grammar.term(page.scan, at, page.grammar.class.at, limit))?;
    let at = page.grammar.next_word(page.scan, word.end, limit);
    place::place_at(page, at, limit, lookups)
}

/// The place in a signing formula that names it before the day, in a script with capital letters.
fn place_before(
    page: Page<'_>,
    from: usize,
    day: usize,
    lookups: &mut Lookups,
) -> Option<Range<usize>> {
    if !page.grammar.marks.spaced {
        return None;
    }
    let near = from.max(day.saturating_sub(60))..day;
    let words: Vec<_> = page
        .scan
        .places_in(near)
        .map(|place| place.at())
        .filter_map(|at| page.grammar.term(page.scan, at, page.grammar.class.at, day))
        .collect();
    words.iter().rev().find_map(|word| {
        let at = page.grammar.next_word(page.scan, word.end, day);
        place::place_at(page, at, day, lookups)
    })
}

/// The day of a meeting that declares: named at the very beginning, with the declaration soon after.
fn meeting(page: Page<'_>, items: &[Item], run: &Run) -> Option<Edtf> {
    let first = run.body.first().and_then(|at| items.get(*at)).filter(|i| i.label.is_none())?;
    let body = first.body();
    let day = date::first(page, body.clone())?;
    let spoken = page.grammar.at("we", page.scan, body.clone()).is_some();
    if !spoken && day.range.start >= body.start + 16 {
        return None;
    }
    if date::visit(page, day.range.start..body.end).is_some() {
        return None;
    }
    page.grammar.at("meeting", page.scan, day.range.end..body.end)?;
    if spoken {
        return Some(day.day);
    }
    let preamble = run.body.iter().filter_map(|at| items.get(*at)).take(FIRST);
    let mut preamble = preamble.take_while(|i| i.label.is_none());
    preamble
        .any(|i| page.grammar.holds(page.scan, i.body(), page.grammar.class.announce))
        .then_some(day.day)
}

/// The visit or meeting that the preamble reports.
pub(crate) fn visit(page: Page<'_>, items: &[Item], run: &Run) -> Option<Edtf> {
    let mut preamble = run.body.iter().filter_map(|at| items.get(*at)).take(2);
    preamble.find_map(|i| date::visit(page, i.body()))
}

/// The number of copies, and the languages by their codes, of the signing formula.
pub(crate) fn copies(page: Page<'_>, items: &[Item], run: &Run) -> (Option<u32>, Vec<String>) {
    let (mut copies, mut languages) = (None, Vec::new());
    let last = run.body.iter().rev().filter_map(|at| items.get(*at)).take(LAST);
    for item in last {
        let body = item.body();
        if page.grammar.at("closing", page.scan, body.clone()).is_none() {
            continue;
        }
        if let Some(found) = page.grammar.find("copies", page.scan, body.clone()) {
            copies = copies.or_else(|| whole_number(page.scan.number(found.get("n")?)?));
        }
        if languages.is_empty()
            && let Some(list) =
                page.grammar.find("languages", page.scan, body).and_then(|m| m.get("list"))
        {
            languages = codes(page, list);
        }
    }
    (copies, languages)
}

fn codes(page: Page<'_>, list: Range<usize>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut at = list.start;
    while at < list.end {
        match page.grammar.term(page.scan, at, page.grammar.class.language, list.end) {
            Some(word) => {
                let code = page
                    .grammar
                    .value(page.scan, &word, page.grammar.class.language)
                    .unwrap_or_default();
                if !out.iter().any(|c| c == code) {
                    out.push(code.to_owned());
                }
                at = word.end;
            }
            None => at += 1,
        }
    }
    out
}

/// As a span of the text.
pub(crate) fn span(range: &Range<usize>) -> TextSpan {
    Span::new(range.start, range.end)
}
