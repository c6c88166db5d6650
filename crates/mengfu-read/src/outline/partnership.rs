//! The wording of the relation between the parties.

use std::ops::Range;

use crate::assemble::party;
use crate::assemble::title::Page;

/// A relation as worded, with how high it ranks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relation {
    pub(crate) range: Range<usize>,
    pub(crate) rank: u32,
}

/// Most bytes of a qualifier.
const LONGEST_TERM: usize = 36;
/// Most qualifiers of one relation.
const MOST: usize = 8;
/// Bytes before the wording within which another subject may stand.
const NEAR: usize = 30;

/// The heads of relations in the text, found once for all instruments.
pub(crate) fn heads(page: Page<'_>) -> Vec<Range<usize>> {
    let Some(head) = page.grammar.class.relation_head else { return Vec::new() };
    let of_head = |h: &mengfu_lang::Hit| page.scan.entry(h).is_some_and(|e| e.is(head));
    let mut heads: Vec<_> = page.scan.hits().filter(of_head).map(|h| h.range()).collect();
    heads.sort_by_key(|r| r.start);
    heads
}

/// The highest relation worded within `ranges`, the first of equals.
pub(crate) fn highest(
    page: Page<'_>,
    heads: &[Range<usize>],
    ranges: &[Range<usize>],
) -> Option<Relation> {
    let mut best: Option<Relation> = None;
    for range in ranges {
        let from = heads.partition_point(|h| h.start < range.start);
        for head in heads.iter().skip(from).take_while(|h| h.end <= range.end) {
            let Some(found) = relation(page, head, range) else { continue };
            if best.as_ref().is_none_or(|b| found.rank > b.rank) {
                best = Some(found);
            }
        }
    }
    best
}

fn relation(page: Page<'_>, head: &Range<usize>, within: &Range<usize>) -> Option<Relation> {
    let (mut start, mut rank, mut count) = (head.start, 0, 0);
    while count < MOST {
        let Some((at, value)) = qualifier_before(page, start, within.start).or_else(|| {
            let joint = term_before(page, start, within.start, page.grammar.class.relation_and)
                .filter(|_| count > 0)?;
            qualifier_before(page, joint, within.start)
        }) else {
            break;
        };
        start = at;
        rank += value;
        count += 1;
    }
    let own = rank > 0
        && stands_alone(page, start, within.start)
        && !of_others(page, start, within.start)
        && !in_title(page, start, within.start);
    own.then_some(Relation { range: start..head.end, rank })
}

fn qualifier_before(page: Page<'_>, end: usize, from: usize) -> Option<(usize, u32)> {
    let start = term_before(page, end, from, page.grammar.class.relation_modifier)?;
    let value =
        page.grammar.value(page.scan, &(start..end), page.grammar.class.relation_modifier)?;
    Some((start, value.parse().unwrap_or(0)))
}

/// Where the longest term of `class` that ends at `end` begins.
fn term_before(
    page: Page<'_>,
    end: usize,
    from: usize,
    class: Option<mengfu_lang::ClassId>,
) -> Option<usize> {
    let class = class?;
    let first = end.saturating_sub(LONGEST_TERM).max(from);
    (first..end).find(|at| {
        page.scan
            .at(*at)
            .any(|h| h.end as usize == end && page.scan.entry(&h).is_some_and(|e| e.is(class)))
    })
}

/// Whether the wording begins here: what stands before it is no further qualifier that is not known.
fn stands_alone(page: Page<'_>, start: usize, from: usize) -> bool {
    let class = &page.grammar.class;
    let before = page.scan.normal().get(from..start).and_then(|t| t.chars().next_back());
    let Some(c) = before else { return true };
    if !c.is_alphabetic() {
        return true;
    }
    let known = [
        class.relation_verb,
        class.relation_and,
        class.all,
        class.side,
        class.abbreviation,
        class.about,
    ];
    let term = known.iter().any(|class| term_before(page, start, from, *class).is_some());
    let mention = party::within(page.mentions, &(start.saturating_sub(90)..start))
        .iter()
        .any(|m| m.range.end == start);
    term || mention
}

/// Whether others than the parties are the subject of the relation.
fn of_others(page: Page<'_>, start: usize, from: usize) -> bool {
    let marks = &page.grammar.marks;
    let near = (start.saturating_sub(NEAR).max(from)..=start)
        .find(|at| page.scan.normal().is_char_boundary(*at))
        .unwrap_or(start);
    let text = page.scan.normal().get(near..start).unwrap_or_default();
    let clause = text
        .char_indices()
        .rev()
        .find(|(_, c)| marks.pauses.contains(c))
        .map_or(near, |(i, c)| near + i + c.len_utf8());
    page.grammar.holds(page.scan, clause..start, page.grammar.class.relation_other)
}

/// Whether the wording stands in the title of another work.
fn in_title(page: Page<'_>, at: usize, from: usize) -> bool {
    let marks = &page.grammar.marks;
    let text = page.scan.normal().get(from..at).unwrap_or_default();
    let last = text
        .chars()
        .rev()
        .take(400)
        .find(|c| Some(*c) == marks.title_open || Some(*c) == marks.title_close);
    last.is_some() && last == marks.title_open
}
