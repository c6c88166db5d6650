//! Names that an instrument itself gives to its parties, and sides named after parties that no list knows.

use std::collections::BTreeMap;
use std::ops::Range;

use mengfu_model::{Actor, PartyCode};

use crate::assemble::item::Item;
use crate::assemble::party::{self, LocalParty, Who};
use crate::assemble::run::Run;
use crate::assemble::title::{self, Page};
use crate::outline::{Cast, identity};

/// Sentences in which an instrument may declare names.
const FIRST: usize = 12;

/// Adds to `cast` the names of unknown parties, their sides, and what the text declares.
pub(crate) fn add(
    page: Page<'_>,
    items: &[Item],
    run: &Run,
    locals: &[LocalParty],
    cast: &mut Cast,
    counts: &mut SideCounts,
) {
    let parties = cast.parties.clone();
    let ours: Vec<&LocalParty> = locals.iter().filter(|l| parties.contains(&l.code)).collect();
    for local in &ours {
        let full = page.grammar.pack.lexicon.normaliser().normalise(&local.full).into_owned();
        cast.add_alias(&full, Actor::Party(local.code));
        cast.add_alias(&local.normal, Actor::Party(local.code));
        for side in sides(page, local, &ours, counts) {
            cast.add_alias(&side, Actor::Party(local.code));
        }
    }
    for item in run.body.iter().filter_map(|at| items.get(*at)).take(FIRST) {
        declared(page, &item.body(), &parties, cast);
    }
}

/// How often the whole text has a character with a suffix for sides, counted once for each.
#[derive(Default)]
pub(crate) struct SideCounts(BTreeMap<char, usize>);

impl SideCounts {
    fn of(&mut self, page: Page<'_>, c: char) -> usize {
        *self.0.entry(c).or_insert_with(|| {
            let count = |suffix: &String| count(page.scan.normal(), &format!("{c}{suffix}"));
            page.grammar.suffixes.iter().map(count).max().unwrap_or(0)
        })
    }
}

fn count(text: &str, words: &str) -> usize {
    memchr::memmem::find_iter(text.as_bytes(), words.as_bytes()).count()
}

/// The words for the side of a party: one of the characters of its name and a suffix, as the text has them.
fn sides(
    page: Page<'_>,
    local: &LocalParty,
    ours: &[&LocalParty],
    counts: &mut SideCounts,
) -> Vec<String> {
    let suffixes = &page.grammar.suffixes;
    if page.grammar.marks.spaced {
        return suffixes.iter().map(|s| format!("{} {s}", local.normal)).collect();
    }
    let alone = |c: &char| ours.iter().filter(|o| o.normal.contains(*c)).count() == 1;
    let best = local
        .normal
        .chars()
        .filter(alone)
        .map(|c| (counts.of(page, c), c))
        .filter(|(n, _)| *n > 0)
        .rev()
        .max_by_key(|(n, _)| *n);
    let short = suffixes.iter().map(|s| format!("{}{s}", local.normal));
    let one = best.into_iter().flat_map(|(_, c)| suffixes.iter().map(move |s| format!("{c}{s}")));
    one.chain(short).collect()
}

/// Reads `A (hereinafter “B”)`: what stands before the bracket is called what is quoted in it.
fn declared(page: Page<'_>, range: &Range<usize>, parties: &[PartyCode], cast: &mut Cast) {
    let (grammar, text) = (page.grammar, page.scan.normal());
    let mut at = range.start;
    while let Some((near, bracket)) =
        text.get(at..range.end).and_then(|t| grammar.marks.brackets_open.find(t))
    {
        let open = at + near;
        let inner = open + bracket.len_utf8();
        let rest = text.get(inner..range.end).unwrap_or_default();
        let close =
            inner + grammar.marks.brackets_close.find(rest).map_or(rest.len(), |(at, _)| at);
        at = close;
        if !grammar.holds(page.scan, inner..close.min(inner + 30), grammar.class.declared) {
            continue;
        }
        let named = named_before(page, range.start, open);
        let named: Vec<Actor> =
            named.into_iter().filter(|code| parties.contains(code)).map(Actor::Party).collect();
        let quoted = quoted(page, inner..close);
        let all = named.len() > 1;
        match (quoted.as_slice(), named.as_slice()) {
            ([name, ..], [one]) => cast.add_alias(name, *one),
            ([name], _) if all => cast.add_alias(name, Actor::All),
            ([first, others @ ..], _) if all && others.len() == named.len() => {
                cast.add_alias(first, Actor::All);
                others.iter().zip(&named).for_each(|(name, actor)| cast.add_alias(name, *actor));
            }
            (names, _) if all && names.len() == named.len() => {
                names.iter().zip(&named).for_each(|(name, actor)| cast.add_alias(name, *actor));
            }
            _ => {}
        }
    }
}

/// The parties whose list ends just before `end`.
fn named_before(page: Page<'_>, from: usize, end: usize) -> Vec<PartyCode> {
    let near = from.max(end.saturating_sub(300));
    let lists = party::within(page.mentions, &(near..end))
        .iter()
        .map(|m| title::party_list(page, m.range.start, end));
    let list = lists.into_iter().find(|(_, to)| *to == end).map(|(who, _)| who).unwrap_or_default();
    list.into_iter().flat_map(|who: Who| identity::codes(page, who)).collect()
}

fn quoted(page: Page<'_>, range: Range<usize>) -> Vec<String> {
    let marks = &page.grammar.marks;
    let text = page.scan.normal().get(range).unwrap_or_default();
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        if let Some(start) = open.filter(|_| marks.quotes_close.contains(&c)) {
            out.extend(
                text.get(start..at)
                    .filter(|n| !n.is_empty() && n.chars().count() <= 12)
                    .map(str::to_owned),
            );
            open = None;
        } else if marks.quotes_open.contains(&c) {
            open = Some(at + c.len_utf8());
        }
    }
    out
}
