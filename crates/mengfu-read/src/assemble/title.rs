//! Printed titles: a line, or a part of one, that names a joint text and does not speak about it.

use std::ops::Range;

use mengfu_lang::Scan;
use mengfu_text::BlockKind;

use crate::assemble::fragment::Fragment;
use crate::assemble::label;
use crate::assemble::landmarks::Landmarks;
use crate::assemble::party::{self, Mention, Who};
use crate::outline::grammar::Grammar;

/// A title as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    /// Its words.
    pub(crate) range: Range<usize>,
    /// Its words with what stands around them on the line: a preface, brackets, the name of a site.
    pub(crate) whole: Range<usize>,
    /// Which fragment it was found in.
    pub(crate) fragment: usize,
    /// The kind of text that it names.
    pub(crate) kind: String,
    /// Whether it names its parties.
    pub(crate) paired: bool,
}

/// What titles are looked for in.
#[derive(Clone, Copy)]
pub(crate) struct Page<'s> {
    pub(crate) grammar: &'s Grammar,
    pub(crate) scan: &'s Scan<'s>,
    pub(crate) landmarks: &'s Landmarks<'s>,
    pub(crate) mentions: &'s [Mention],
}

/// What opens the second line of a title.
pub(crate) const DASH: &str = "\u{2014}\u{2014}";
/// Most characters of a title.
const LONGEST: usize = 110;
/// Most bytes of a line that is a title which begins with the word for its kind.
const LONGEST_HEADLINE: usize = 330;

/// The titles of a text, in its order.
pub(crate) fn titles(page: Page<'_>, fragments: &[Fragment]) -> Vec<Title> {
    let Some(kind) = page.grammar.class.kind else { return Vec::new() };
    let mut words: Vec<(Range<usize>, &str)> = Vec::new();
    for hit in page.landmarks.of(Some(kind)) {
        if let Some(value) = page.scan.entry(hit).and_then(|e| e.value(kind)) {
            words.push((hit.range(), value));
        }
    }
    // Of words that end together the longest names the kind.
    words.sort_by_key(|(range, _)| (range.end, range.start));
    words.dedup_by_key(|(range, _)| range.end);
    let mut out: Vec<Title> = Vec::new();
    for (word, kind) in words {
        let at = fragments.partition_point(|f| f.range.end < word.end);
        let Some(fragment) = fragments.get(at).filter(|f| f.range.start <= word.start) else {
            continue;
        };
        let from = out.last().map_or(0, |t| t.whole.end).max(fragment.range.start);
        if word.start < from {
            continue;
        }
        let found = match page.grammar.marks.kind_first {
            true => headline(page, fragment, from, &word),
            false => title(page, fragment, from, &word),
        };
        let Some(found) = found else { continue };
        out.push(Title { fragment: at, kind: kind.to_owned(), ..found });
    }
    let wide = fragments.iter().enumerate().filter_map(|(at, f)| spaced(page, f, at));
    let wide: Vec<Title> =
        wide.filter(|t| out.binary_search_by_key(&t.fragment, |o| o.fragment).is_err()).collect();
    out.extend(wide);
    out.sort_by_key(|t| t.range.start);
    out
}

/// A title whose characters are set apart by white space.
fn spaced(page: Page<'_>, fragment: &Fragment, at: usize) -> Option<Title> {
    let range = fragment.range.clone();
    if fragment.ended || !fragment.opens || range.len() > LONGEST * 4 {
        return None;
    }
    let text = page.scan.normal().get(range.clone())?;
    let singles = text.split_whitespace().filter(|w| w.chars().nth(1).is_none()).count();
    let close = unspaced(text);
    if singles < 3 || !quiet(page, range.clone()) {
        return None;
    }
    let scan = page.grammar.pack.lexicon.scan(&close);
    let kind = page.grammar.class.kind?;
    let hit = scan
        .hits()
        .filter(|h| h.end as usize == close.len())
        .filter_map(|h| Some((h.start, scan.entry(&h)?.value(kind)?.to_owned())))
        .min();
    let (_, kind) = hit?;
    let paired = party::within(page.mentions, &range).len() >= 2;
    Some(Title { range: range.clone(), whole: range, fragment: at, kind, paired })
}

/// The text without the white space that sets single characters apart.
pub(crate) fn unspaced(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let single = |w: &&str| w.chars().nth(1).is_none();
    let ones = words.iter().filter(|w| single(w)).count();
    if ones < 3 {
        return text.split(['\r', '\n']).map(str::trim).collect();
    }
    let mut out = String::new();
    let mut before: Option<&str> = None;
    for word in words {
        if before.is_some_and(|b| b.is_ascii() && word.is_ascii() || !single(&b) && !single(&word))
        {
            out.push(' ');
        }
        out.push_str(word);
        before = Some(word);
    }
    out
}

fn title(page: Page<'_>, fragment: &Fragment, from: usize, word: &Range<usize>) -> Option<Title> {
    let text = page.scan.normal();
    if fragment.ended && word.end + 3 >= fragment.range.end {
        return None;
    }
    let after = after(page, word.end, fragment)?;
    let earliest = back(text, from, word.start, LONGEST)?;
    let own = earliest == fragment.range.start && fragment.opens;
    let mut start = earliest;
    if own {
        start = preface(page, start, word.start);
    }
    let bracketed =
        text.get(start..).and_then(|t| t.chars().next()) == page.grammar.marks.title_open;
    if bracketed {
        start += page.grammar.marks.title_open.map_or(0, char::len_utf8);
    } else if after.closed || open_titles(page, start..word.start) > 0 {
        return None;
    }
    let begins = start;
    let pair = pair_within(page, start..word.start);
    let whole_line = own
        && quiet(page, start..word.start)
        && !page.grammar.holds(page.scan, start..word.start, page.grammar.class.report);
    let (start, paired) = match pair {
        Some(pair) if pair == start => (start, true),
        Some(pair) if !whole_line || after.glued || noisy_prefix(page, start..pair) => (pair, true),
        Some(_) => (start, true),
        None if whole_line && named(page, start..word.end, fragment) => (start, false),
        None => return None,
    };
    let body = start..word.start;
    if !quiet(page, body.clone()) || page.grammar.holds(page.scan, body, page.grammar.class.report)
    {
        return None;
    }
    let whole = if own && start == begins { earliest } else { start };
    Some(Title {
        range: start..word.end,
        whole: whole..after.end,
        fragment: 0,
        kind: String::new(),
        paired,
    })
}

/// A title that begins with the word for its kind, or has a few words before it: a line of its own.
fn headline(
    page: Page<'_>,
    fragment: &Fragment,
    from: usize,
    word: &Range<usize>,
) -> Option<Title> {
    let (text, marks) = (page.scan.normal(), &page.grammar.marks);
    let line = fragment.range.clone();
    if fragment.ended || !fragment.opens || from > line.start || line.len() > LONGEST_HEADLINE {
        return None;
    }
    let start = preface(page, line.start, word.start);
    let range = start..line.end;
    let list = |c: char| marks.list_separator.starts_with(c);
    let mut chars = text.get(range.clone())?.chars();
    let quiet = !chars.any(|c| marks.pauses.contains(&c) && !list(c) || marks.ends.contains(&c));
    let mentions = party::within(page.mentions, &range);
    let paired = mentions.iter().any(|m| pair_at(page, m.range.start, range.end).is_some());
    let named = word.start == start || !mentions.is_empty();
    let reports = page.grammar.holds(page.scan, range.clone(), page.grammar.class.report);
    (quiet && named && !reports).then(|| Title {
        range,
        whole: line,
        fragment: 0,
        kind: String::new(),
        paired,
    })
}

/// What follows a title on its line.
struct After {
    /// Where the line's words that belong to the title end.
    end: usize,
    /// Whether something that is no part of the title follows without a break.
    glued: bool,
    /// Whether a bracket for titles closes here.
    closed: bool,
}

fn after(page: Page<'_>, at: usize, fragment: &Fragment) -> Option<After> {
    let (text, marks) = (page.scan.normal(), &page.grammar.marks);
    let rest = text.get(at..fragment.range.end)?;
    let plain = |end: usize, glued: bool| Some(After { end, glued, closed: false });
    let Some(c) = rest.chars().next() else { return plain(at, false) };
    let next = at + c.len_utf8();
    if Some(c) == marks.title_close {
        let inner = after(page, next, fragment)?;
        return Some(After { closed: true, ..inner });
    }
    if marks.brackets_open.contains(&c) {
        let close = rest.char_indices().take(40).find(|(_, c)| marks.brackets_close.contains(c))?;
        // A note such as that the text is in full; a date in brackets is a line of its own.
        let note = at..at + close.0 + close.1.len_utf8();
        let dated = page.grammar.find("date", page.scan, note.clone()).is_some();
        return plain(if dated { at } else { note.end }, note.end < fragment.range.end);
    }
    if c.is_whitespace() {
        return plain(at, false);
    }
    let dated = page.grammar.at("date", page.scan, at..fragment.range.end).is_some();
    let begun = page.grammar.at("opening", page.scan, at..fragment.range.end).is_some()
        || pair_at(page, at, fragment.range.end).is_some()
        || label::label(page.grammar, page.scan, &(at..fragment.range.end))
            .is_some_and(|l| l.number == 1);
    if dated || begun {
        return plain(at, true);
    }
    let site = rest.get(c.len_utf8()..).unwrap_or_default();
    if marks.separators.contains(&c)
        && site.chars().take(25).count() <= 24
        && !marks.pauses.is_in(site)
    {
        return plain(fragment.range.end, false);
    }
    None
}

/// Skips what stands before a title on its line: that the text is in full, a mark of the site.
fn preface(page: Page<'_>, mut start: usize, limit: usize) -> usize {
    let text = page.scan.normal();
    loop {
        let word = page.grammar.term(page.scan, start, page.grammar.class.preface, limit);
        let mut end = word.as_ref().map_or(start, |w| w.end);
        while let Some(c) = text.get(end..limit).and_then(|t| t.chars().next()) {
            let mark = c.is_whitespace()
                || page.grammar.marks.separators.contains(&c)
                || page.grammar.marks.pauses.contains(&c)
                || "#*|>".contains(c);
            if !mark {
                break;
            }
            end += c.len_utf8();
        }
        if end == start {
            return start;
        }
        start = end;
    }
}

/// The first place in `range` from which two parties, or a group, are named as in a title.
fn pair_within(page: Page<'_>, range: Range<usize>) -> Option<usize> {
    let first = party::within(page.mentions, &range)
        .iter()
        .find(|m| pair_at(page, m.range.start, range.end).is_some())?;
    let about = page.grammar.class.about?;
    let first = repeated(page, first, &range).unwrap_or(first);
    let begins = (range.start..first.range.start).find(|at| {
        page.scan.at(*at).any(|h| {
            h.end as usize == first.range.start && page.scan.entry(&h).is_some_and(|e| e.is(about))
        })
    });
    Some(begins.unwrap_or(first.range.start))
}

/// The first of the parties of a list that names those of the list at `first` again, when something else is
/// glued to the front of a title.
fn repeated<'p>(page: Page<'p>, first: &Mention, range: &Range<usize>) -> Option<&'p Mention> {
    let (who, end) = party_list(page, first.range.start, range.end);
    if first.range.start != range.start {
        return None;
    }
    party::within(page.mentions, &(end..range.end))
        .iter()
        .find(|m| m.full && party_list(page, m.range.start, range.end).0 == who)
}

/// Where a list of at least two parties that begins at `at` ends: `A and B`, `the government of A and …`.
pub(crate) fn pair_at(page: Page<'_>, at: usize, limit: usize) -> Option<usize> {
    let (parties, end) = party_list(page, at, limit);
    let grouped = parties.iter().any(|who| matches!(who, Who::Group(_)));
    (parties.len() >= 2 || grouped).then_some(end)
}

/// No statement has more parties; a longer list would be gone through again from each of its names.
const MOST_LISTED: usize = 64;

/// The list of parties that begins at `at`, with where it ends.
pub(crate) fn party_list(page: Page<'_>, at: usize, limit: usize) -> (Vec<Who>, usize) {
    let (grammar, scan) = (page.grammar, page.scan);
    let (mut parties, mut end, mut next) = (Vec::new(), at, at);
    while let Some(mention) = party::at(page.mentions, next)
        .filter(|m| m.range.end <= limit && parties.len() < MOST_LISTED)
    {
        parties.push(mention.who);
        end = mention.range.end;
        while let Some(word) = grammar
            .term(scan, end, grammar.class.organ, limit)
            .or_else(|| grammar.term(scan, end, grammar.class.office, limit))
        {
            end = word.end;
        }
        next = end;
        let mut joined = grammar.next_word(scan, end, limit);
        while let Some(word) = grammar.term(scan, joined, grammar.class.and, limit) {
            next = word.end;
            joined = grammar.next_word(scan, next, limit);
        }
        if next == end {
            break;
        }
        next = grammar.lead(scan, joined, limit);
    }
    (parties, end)
}

/// How many titles of works are open at the end of `range`.
fn open_titles(page: Page<'_>, range: Range<usize>) -> usize {
    let marks = &page.grammar.marks;
    page.scan.normal().get(range).unwrap_or_default().chars().fold(0_usize, |open, c| {
        if Some(c) == marks.title_open {
            open + 1
        } else if Some(c) == marks.title_close {
            open.saturating_sub(1)
        } else {
            open
        }
    })
}

/// Whether nothing in `range` belongs to a sentence.
fn quiet(page: Page<'_>, range: Range<usize>) -> bool {
    let marks = &page.grammar.marks;
    let text = page.scan.normal().get(range).unwrap_or_default();
    !marks.pauses.is_in(text) && !marks.ends.is_in(text)
}

/// Whether what stands before the parties on the line belongs to something else.
fn noisy_prefix(page: Page<'_>, range: Range<usize>) -> bool {
    noisy(page, range.clone()) || !party::within(page.mentions, &range).is_empty()
}

fn noisy(page: Page<'_>, range: Range<usize>) -> bool {
    let text = page.scan.normal().get(range.clone()).unwrap_or_default();
    text.chars().any(mengfu_lang::is_figure)
        || page.grammar.holds(page.scan, range, page.grammar.class.office)
}

/// Whether a short range ends in a generic word for states: the states of a sea, four states.
fn ends_state(page: Page<'_>, range: Range<usize>) -> bool {
    let tail = |at| page.grammar.term(page.scan, at, page.grammar.class.tail, range.end);
    range.len() <= 36 && range.clone().filter_map(tail).any(|w| w.end == range.end)
}

/// How many parties are named from `at` on by one word each, as in the names of relations between two.
fn abbreviated(page: Page<'_>, mut at: usize, limit: usize) -> usize {
    let mut count = 0;
    while let Some(word) = page.grammar.term(page.scan, at, page.grammar.class.abbreviation, limit)
    {
        count += 1;
        at = word.end;
    }
    // Such words are common: only what follows tells that they name parties.
    let class = &page.grammar.class;
    let follows =
        [class.about, class.kind, class.organ, class.relation_whose, class.relation_modifier]
            .iter()
            .any(|c| page.grammar.term(page.scan, at, *c, limit + LONGEST).is_some());
    if follows { count } else { 0 }
}

/// Whether a line of its own without two parties is a title all the same.
fn named(page: Page<'_>, range: Range<usize>, fragment: &Fragment) -> bool {
    let about =
        page.grammar.term(page.scan, range.start, page.grammar.class.about, range.end).is_some();
    let mention = !party::within(page.mentions, &range).is_empty();
    let above = matches!(fragment.line, BlockKind::Heading | BlockKind::Title);
    let about = about
        || range.clone().any(|at| {
            let word = page.grammar.term(page.scan, at, page.grammar.class.about, range.end);
            word.is_some() && (above || ends_state(page, range.start..at))
        });
    let pair = abbreviated(page, range.start, range.end) >= 2;
    let alone = page.grammar.value(page.scan, &range, page.grammar.class.kind).is_some();
    fragment.opens && (about || mention || pair || alone)
}

/// The place at most `most` characters before `at`, but not before `from`.
fn back(text: &str, from: usize, at: usize, most: usize) -> Option<usize> {
    let before = text.get(from..at)?;
    Some(before.char_indices().rev().take(most).last().map_or(at, |(i, _)| from + i))
}
