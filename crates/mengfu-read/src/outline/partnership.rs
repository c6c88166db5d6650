//! The wording of the relation between the parties.

use std::ops::Range;

use mengfu_lang::ClassId;
use mengfu_model::PartyCode;

use crate::assemble::party;
use crate::assemble::title::{DASH, Page};

/// A relation as worded, with how high it ranks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relation {
    /// The wording as it is read.
    pub(crate) range: Range<usize>,
    /// The wording without descriptions.
    core: Range<usize>,
    rank: u32,
    printed: Printed,
}

/// How firmly the text prints what describes a relation as a part of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Printed {
    /// The sentence describes the relation, or nothing describes it.
    Loosely,
    /// Behind a verb, as in: to develop such a relation.
    Verb,
    /// In the instrument's own title.
    Title,
    /// Behind a verb that founds the relation, or between quotation marks.
    Founded,
}

/// Most bytes of a qualifier.
const LONGEST_TERM: usize = 36;
/// Most qualifiers of one relation.
const MOST: usize = 8;
/// Bytes before the wording within which another subject may stand.
const NEAR: usize = 90;
/// A relation that ranks lower is none that has a name: diplomatic relations, normal relations.
const LOWEST: u32 = 20;
/// What a relation gains in rank that is founded here.
const FOUNDED: u32 = 40;
/// Most characters of what describes a relation.
const LONGEST: usize = 40;

/// The heads of relations in the text, found once for all instruments.
pub(crate) fn heads(page: Page<'_>) -> Vec<Range<usize>> {
    let found = page.landmarks.of(page.grammar.class.relation_head);
    let mut heads: Vec<_> = found.map(|h| h.range()).collect();
    heads.sort_by_key(|r| (r.start, r.end));
    heads
}

/// The highest relation worded within `ranges`, the first of equals; `titles` of them are the instrument's title.
pub(crate) fn highest(
    page: Page<'_>,
    heads: &[Range<usize>],
    ranges: &[Range<usize>],
    titles: usize,
    parties: &[PartyCode],
) -> Option<Relation> {
    let mut found: Vec<Relation> = Vec::new();
    for (at, range) in ranges.iter().enumerate() {
        let from = heads.partition_point(|h| h.start < range.start);
        for head in heads.iter().skip(from).take_while(|h| h.end <= range.end) {
            found.extend(relation(page, head, range, at < titles, parties));
        }
    }
    let rank = found.iter().map(|r| r.rank).max()?;
    let best = found.iter().find(|r| r.rank == rank)?.clone();
    let text = |r: &Range<usize>| page.scan.normal().get(r.clone());
    // The same relation may be worded with and without what describes it.
    let same = || found.iter().filter(|r| text(&r.core) == text(&best.core));
    let titled = same().any(|r| r.printed == Printed::Title);
    let firm = same().filter(|r| r.printed >= Printed::Title);
    let loose = same().filter(|r| r.printed == Printed::Verb && !titled);
    let longest = firm.chain(loose).max_by_key(|r| {
        (r.core.start - r.range.start, r.printed, std::cmp::Reverse(r.range.start))
    });
    let range = longest.map_or_else(|| best.core.clone(), |r| r.range.clone());
    Some(Relation { range, ..best })
}

fn relation(
    page: Page<'_>,
    head: &Range<usize>,
    within: &Range<usize>,
    title: bool,
    parties: &[PartyCode],
) -> Option<Relation> {
    let described = |at: usize| {
        let text = page.scan.normal().get(at..head.start).unwrap_or_default();
        text.chars().any(|c| page.grammar.marks.of == Some(c))
    };
    let (mut start, mut core, mut rank, mut count) = (head.start, head.start, 0, 0);
    while count < MOST {
        let Some((at, value)) = qualifier_before(page, start, within.start).or_else(|| {
            let joint = term_before(page, start, within.start, page.grammar.class.relation_and)
                .filter(|_| count > 0)?;
            qualifier_before(page, joint, within.start)
        }) else {
            break;
        };
        start = at;
        if !described(at) {
            core = at;
            rank += value;
        }
        count += 1;
    }
    let own = rank >= LOWEST
        && stands_alone(page, core, within.start)
        && !in_title(page, core, within.start)
        && (title || !of_others(page, core, within.start, parties));
    if !own {
        return None;
    }
    let (start, printed) = if let Some(start) = quoted(page, core, head.end, within) {
        (start, Printed::Founded)
    } else if let Some(start) = titled(page, core, within).filter(|_| title) {
        (start, Printed::Title)
    } else if !stands_alone(page, start, within.start) {
        (core, Printed::Loosely)
    } else if founded(page, start, within.start) {
        rank += FOUNDED;
        (start, Printed::Founded)
    } else if verb_before(page, start, within.start, page.grammar.class.relation_verb) {
        (start, Printed::Verb)
    } else {
        (core, Printed::Loosely)
    };
    if title && printed != Printed::Founded {
        rank += FOUNDED;
    }
    let printed = if title { printed.max(Printed::Title) } else { printed };
    Some(Relation { range: start..head.end, core: core..head.end, rank, printed })
}

/// Where the wording begins if quotation marks stand around it.
fn quoted(page: Page<'_>, core: usize, end: usize, within: &Range<usize>) -> Option<usize> {
    let marks = &page.grammar.marks;
    let text = page.scan.normal();
    let close = text.get(end..within.end)?.chars().next()?;
    if !marks.quotes_close.contains(&close) {
        return None;
    }
    let before = text.get(within.start..core)?.char_indices().rev().take(LONGEST);
    let mut before = before.take_while(|(_, c)| !marks.quotes_close.contains(c));
    let (at, c) = before.find(|(_, c)| marks.quotes_open.contains(c))?;
    Some(within.start + at + c.len_utf8())
}

/// Where the wording begins in a title: after the word that introduces its matter, the names of the parties
/// and the verbs, whatever describes the relation there.
fn titled(page: Page<'_>, core: usize, within: &Range<usize>) -> Option<usize> {
    let (grammar, text) = (page.grammar, page.scan.normal());
    let class = &grammar.class;
    let about = page
        .scan
        .places_in(within.start..core)
        .map(|place| place.at())
        .filter_map(|at| grammar.term(page.scan, at, class.about, core))
        .last()
        .map(|w| w.end);
    let dash = text.get(within.start..core)?.rfind(DASH).map(|at| within.start + at + DASH.len());
    let mut start = about.max(dash)?;
    let verb = |at: usize| {
        // Abbreviations of states begin many words.
        let described = grammar.term(page.scan, at, class.relation_modifier, core).is_some();
        let short = class.abbreviation.filter(|_| !described);
        let words = [class.relation_verb, class.relation_and, short];
        let longest = words.iter().filter_map(|c| grammar.term(page.scan, at, *c, core));
        longest.map(|w| w.end).max()
    };
    let consume = |mut at: usize| {
        while let Some(end) = party::at(page.mentions, at).map(|m| m.range.end).or(verb(at)) {
            if end > core {
                break;
            }
            at = end;
        }
        at
    };
    start = consume(start);
    // Another aim may stand before: for such and such, to deepen the relation.
    let pause = grammar.marks.list_separator.chars().next();
    let rest = text.get(start..core)?;
    let pauses = rest.char_indices().filter(|(_, c)| Some(*c) == pause);
    let after = pauses.map(|(i, c)| start + i + c.len_utf8()).rfind(|at| consume(*at) > *at);
    start = after.map_or(start, consume);
    let described = text.get(start..core)?;
    let plain = described.chars().all(|c| c.is_alphanumeric() || Some(c) == pause);
    (plain
        && described.chars().count() <= LONGEST
        && party::within(page.mentions, &(start..core)).is_empty())
    .then_some(start)
}

/// Whether a verb stands just before `at` that founds what follows, perhaps with those between whom.
fn founded(page: Page<'_>, at: usize, from: usize) -> bool {
    let class = &page.grammar.class;
    let mut at = at;
    for _ in 0..4 {
        if verb_before(page, at, from, class.relation_founding) {
            return true;
        }
        let whose = [class.relation_whose, class.abbreviation];
        let Some(start) = whose.iter().find_map(|c| term_before(page, at, from, *c)) else { break };
        at = start;
    }
    false
}

fn verb_before(page: Page<'_>, at: usize, from: usize, class: Option<ClassId>) -> bool {
    term_before(page, at, from, class).is_some()
}

fn qualifier_before(page: Page<'_>, end: usize, from: usize) -> Option<(usize, u32)> {
    let class = page.grammar.class.relation_modifier?;
    let start = term_before(page, end, from, Some(class))?;
    let words = page.scan.normal().get(start..end)?.trim_end();
    let value = page.grammar.value(page.scan, &(start..start + words.len()), Some(class))?;
    Some((start, value.parse().unwrap_or(0)))
}

/// Where the longest term of `class` that ends at `end` begins.
fn term_before(page: Page<'_>, end: usize, from: usize, class: Option<ClassId>) -> Option<usize> {
    let class = class?;
    let end = match page.grammar.marks.spaced {
        true => from + page.scan.normal().get(from..end)?.trim_end().len(),
        false => end,
    };
    let first = end.saturating_sub(LONGEST_TERM).max(from);
    page.scan
        .places_in(first..end)
        .map(|place| place.at())
        .find(|at| page.scan.at(*at).any(|h| h.end as usize == end && page.scan.is(&h, class)))
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
fn of_others(page: Page<'_>, start: usize, from: usize, parties: &[PartyCode]) -> bool {
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
    let strange = party::within(page.mentions, &(clause..start)).iter().any(|m| match m.who {
        party::Who::One(code) => parties.len() >= 2 && !parties.contains(&code),
        party::Who::Group(_) => false,
    });
    strange || page.grammar.holds(page.scan, clause..start, page.grammar.class.relation_other)
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
