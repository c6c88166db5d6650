//! Where a text names states and organisations, those included that no list knows.
//!
//! A party that no list knows is learned from its full name, which ends in a generic word (a republic, a
//! kingdom) and begins at a clean border somewhere in the text; its short name is what stands before that word.

use std::collections::BTreeMap;
use std::ops::Range;

use mengfu_lang::Scan;
use mengfu_model::{EntryId, PartyCode};

use crate::assemble::landmarks::Landmarks;
use crate::outline::grammar::Grammar;

/// A party that no list knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LocalParty {
    /// A stable code made from the short name.
    pub(crate) code: PartyCode,
    /// As first printed, e.g. with the word for republic.
    pub(crate) full: String,
    /// Without that word.
    pub(crate) short: String,
    /// The short name in normal form.
    pub(crate) normal: String,
}

/// A party named in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) range: Range<usize>,
    pub(crate) who: Who,
    /// Whether by its full name.
    pub(crate) full: bool,
}

/// Who is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    One(PartyCode),
    /// Several together, by their entry in the lexicon.
    Group(EntryId),
}

/// All mentions of parties, in the order of the text, without overlaps, and the parties that were learned.
pub(crate) fn mentions(
    grammar: &Grammar,
    scan: &Scan<'_>,
    landmarks: &Landmarks<'_>,
) -> (Vec<Mention>, Vec<LocalParty>) {
    let mut found = listed(grammar, scan, landmarks);
    settle(&mut found);
    let locals = learn(grammar, scan, landmarks, &found);
    for local in &locals {
        for (name, full) in [(&local.full, true), (&local.short, false)] {
            let name = grammar.pack.lexicon.normaliser().normalise(name).into_owned();
            let at = memchr::memmem::find_iter(scan.normal().as_bytes(), name.as_bytes());
            let at = at.map(|at| at..at + name.len());
            let whole = at.filter(|r| !grammar.marks.spaced || is_word(scan.normal(), r));
            found.extend(whole.map(|range| Mention { range, who: Who::One(local.code), full }));
        }
    }
    if !locals.is_empty() {
        settle(&mut found);
    }
    found.iter_mut().for_each(|m| m.range.start = with_the(grammar, scan, m.range.start));
    (found, locals)
}

/// Whether `c` is a letter or a digit; an ideograph, as most characters are, is soon known for one.
pub(crate) fn is_letter(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric()
}

/// Whether no letter stands on either side of `range`.
pub(crate) fn is_word(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|t| t.chars().next_back());
    let after = text.get(range.end..).and_then(|t| t.chars().next());
    ![before, after].into_iter().flatten().any(char::is_alphanumeric)
}

/// Where the name at `start` begins with the word that a language may put before names.
fn with_the(grammar: &Grammar, scan: &Scan<'_>, start: usize) -> usize {
    let Some(class) = grammar.class.the else { return start };
    let end = scan.normal().get(..start).unwrap_or_default().trim_end().len();
    let mut near = scan.hits_in(end.saturating_sub(LONGEST_THE)..end);
    let the = near.find(|h| h.end as usize == end && scan.is(h, class));
    the.map_or(start, |h| h.start as usize)
}

fn listed(grammar: &Grammar, scan: &Scan<'_>, landmarks: &Landmarks<'_>) -> Vec<Mention> {
    let class = &grammar.class;
    let mut found = Vec::new();
    for hit in landmarks.parties(grammar) {
        let Some(entry) = scan.entry(hit) else { continue };
        let of = |c: Option<_>| c.filter(|c| entry.is(*c));
        if of(class.group).is_some() {
            found.push(Mention { range: hit.range(), who: Who::Group(hit.entry), full: true });
        } else if let Some(code) =
            of(class.party).or(of(class.organisation)).and_then(|c| PartyCode::new(entry.value(c)?))
        {
            let full = of(class.party_full).is_some() || of(class.organisation).is_some();
            found.push(Mention { range: hit.range(), who: Who::One(code), full });
        }
    }
    found
}

/// Keeps the leftmost, then the longest, of mentions that overlap.
fn settle(found: &mut Vec<Mention>) {
    found.sort_by_key(|m| (m.range.start, usize::MAX - m.range.end));
    let mut end = 0;
    found.retain(|m| {
        let keep = m.range.start >= end;
        if keep {
            end = m.range.end;
        }
        keep
    });
}

/// Most bytes of the word before names.
const LONGEST_THE: usize = 6;
/// Most characters in the name of a party before its generic word.
const LONGEST: usize = 14;
/// Bytes of a generic word that alone tells little: names that end in it are only believed where they stand
/// apart twice.
const SHORT_TAIL: usize = 3;
/// Most words of a name.
const LONGEST_NAME: usize = 3;
/// Most parties that are learned from one text.
const MOST: usize = 12;

fn learn(
    grammar: &Grammar,
    scan: &Scan<'_>,
    landmarks: &Landmarks<'_>,
    known: &[Mention],
) -> Vec<LocalParty> {
    if grammar.marks.spaced {
        return learn_capitals(grammar, scan, known);
    }
    let mut tails: Vec<_> = landmarks.of(grammar.class.tail).map(|hit| hit.range()).collect();
    // The longest generic word that ends at a place is the one.
    tails.sort_by_key(|t| (t.end, t.start));
    tails.dedup_by_key(|t| t.end);
    let mut counts: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    let mut firsts: Vec<(&str, usize)> = Vec::new();
    let mut before = 0;
    for tail in &tails {
        if covers(known, tail.end - 1) {
            before = tail.end;
            continue;
        }
        if let Some(start) = name_start(grammar, scan, tail, before, known) {
            let Some(name) = scan.text().get(start..tail.end) else { continue };
            let key = (name, tail.start - start);
            let count = counts.entry(key).or_insert(0);
            if *count == 0 && firsts.len() < 4096 {
                firsts.push(key);
            }
            // An office after a name that stands free says as much as a second mention.
            let free = scan.normal().get(..start).and_then(|t| t.chars().next_back());
            let office = grammar.term(scan, tail.end, grammar.class.office, scan.normal().len());
            let titled = office.is_some() && free.is_none_or(|c| !c.is_alphabetic());
            *count += if titled { 2 } else { 1 };
        }
        before = tail.end;
    }
    let often: Vec<(&str, usize)> = firsts
        .iter()
        .take(512)
        .filter(|k| {
            counts.get(*k).is_some_and(|n| *n >= 2)
                || (k.0.len() > k.1 + SHORT_TAIL
                    && tails.iter().filter(|t| ends_with(scan, t.end, k.0)).nth(1).is_some())
        })
        .copied()
        .take(64)
        .collect();
    let mut out: Vec<LocalParty> = Vec::new();
    for (name, short) in &often {
        let ends_shorter =
            often.iter().any(|(other, _)| other.len() < name.len() && name.ends_with(other));
        let (Some(short), false) = (name.get(..*short), ends_shorter) else { continue };
        if let Some(local) = local(grammar, name, short)
            && out.len() < MOST
            && out.iter().all(|o| o.code != local.code)
        {
            out.push(local);
        }
    }
    out
}

/// As [`learn`], where names are told by capital letters and the generic word may stand before them.
fn learn_capitals(grammar: &Grammar, scan: &Scan<'_>, known: &[Mention]) -> Vec<LocalParty> {
    let class = &grammar.class;
    let stops =
        [class.the, class.of, class.and, class.about, class.organ, class.office, class.tail];
    let of_head = |h: &mengfu_lang::Hit| class.head.is_some_and(|c| scan.is(h, c));
    let mut heads: Vec<Range<usize>> = scan.hits().filter(of_head).map(|h| h.range()).collect();
    // The longest generic word that ends at a place is the one.
    heads.sort_by_key(|h| (h.end, h.start));
    heads.dedup_by_key(|h| h.end);
    let mut counts: BTreeMap<&str, (usize, Range<usize>, usize)> = BTreeMap::new();
    for head in heads {
        let from = grammar.next_word(scan, head.end, scan.text().len());
        let end = grammar.capitals(scan, from, scan.text().len(), LONGEST_NAME, &stops);
        if end == from || covers(known, head.start) || covers(known, from) {
            continue;
        }
        let Some(name) = scan.normal().get(head.start..end) else { continue };
        counts.entry(name).or_insert((0, head.start..end, from - head.start)).0 += 1;
    }
    let mut often: Vec<_> = counts.into_values().filter(|(count, ..)| *count >= 2).collect();
    often.sort_by_key(|(_, range, _)| range.start);
    let mut out: Vec<LocalParty> = Vec::new();
    for (_, range, short) in often.into_iter().take(MOST) {
        let Some(name) = scan.text().get(range) else { continue };
        let Some(short) = name.get(short..) else { continue };
        let known = |l: &LocalParty, local: &LocalParty| l.code == local.code;
        out.extend(local(grammar, name, short).filter(|l| !out.iter().any(|o| known(o, l))));
    }
    out
}

/// Whether `name` ends at `end`.
fn ends_with(scan: &Scan<'_>, end: usize, name: &str) -> bool {
    end.checked_sub(name.len()).and_then(|start| scan.text().get(start..end)) == Some(name)
}

/// The party called `full`, whose short name is `short`.
fn local(grammar: &Grammar, full: &str, short: &str) -> Option<LocalParty> {
    let normal = grammar.pack.lexicon.normaliser().normalise(short).into_owned();
    Some(LocalParty {
        code: stable_code(&normal)?,
        full: full.to_owned(),
        short: short.to_owned(),
        normal,
    })
}

/// A code made from a name: `X-` and the FNV-1a hash of the name in normal form.
fn stable_code(name: &str) -> Option<PartyCode> {
    let hash = name
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193));
    PartyCode::new(&format!("X-{hash:08x}"))
}

/// Where the name that ends in the generic word `tail` begins.
fn name_start(
    grammar: &Grammar,
    scan: &Scan<'_>,
    tail: &Range<usize>,
    before: usize,
    known: &[Mention],
) -> Option<usize> {
    let text = scan.normal();
    // The name begins after the name of another party.
    let next = known.partition_point(|m| m.range.start < tail.start);
    let other = next.checked_sub(1).and_then(|n| known.get(n)).map_or(0, |m| m.range.end);
    let first = before.max(other);
    let mut start = tail.start;
    for (at, c) in text.get(..tail.start)?.char_indices().rev().take(LONGEST + 1) {
        if at < first || c.is_ascii() || !is_letter(c) {
            break;
        }
        start = at;
    }
    let class = &grammar.class;
    let words = [class.before, class.organ, class.office];
    while let Some(word) = words.iter().find_map(|c| grammar.term(scan, start, *c, tail.start)) {
        start = word.end;
    }
    let chars = text.get(start..tail.start)?.chars().count();
    let free = (2..LONGEST).contains(&chars)
        && !grammar.holds(scan, start..tail.start, grammar.class.no_name);
    free.then_some(start)
}

/// Whether a mention covers the byte `at`.
fn covers(mentions: &[Mention], at: usize) -> bool {
    let next = mentions.partition_point(|m| m.range.start <= at);
    next.checked_sub(1).and_then(|n| mentions.get(n)).is_some_and(|m| at < m.range.end)
}

/// The mentions that begin within `range`.
pub(crate) fn within<'m>(mentions: &'m [Mention], range: &Range<usize>) -> &'m [Mention] {
    let from = mentions.partition_point(|m| m.range.start < range.start);
    let to = mentions.partition_point(|m| m.range.start < range.end);
    mentions.get(from..to).unwrap_or_default()
}

/// The mention that begins at `at`.
pub(crate) fn at(mentions: &[Mention], at: usize) -> Option<&Mention> {
    let next = mentions.partition_point(|m| m.range.start < at);
    mentions.get(next).filter(|m| m.range.start == at)
}
