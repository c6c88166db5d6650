//! Whether a run is an instrument at all, or news about one, or something else.

use std::collections::BTreeSet;

use mengfu_model::PartyCode;

use crate::assemble::item::Item;
use crate::assemble::party::{self, Who};
use crate::assemble::run::Run;
use crate::assemble::title::Page;

/// Whether the run speaks as an instrument does: its paragraphs begin with the parties, or are numbered.
pub(crate) fn is_instrument(page: Page<'_>, items: &[Item], run: &Run) -> bool {
    let mut subjects = 0_usize;
    let (mut paragraphs, mut speaking, mut sentences, mut labels) =
        (0_usize, 0_usize, 0_usize, 0_usize);
    for at in &run.body {
        let Some(item) = items.get(*at) else { continue };
        sentences += usize::from(item.fragment.ended);
        labels += usize::from(item.label.is_some());
        if item.fragment.opens && item.fragment.ended {
            paragraphs += 1;
        }
        if (item.fragment.opens || item.label.is_some()) && speaks(page, item) {
            speaking += 1;
        }
        subjects += usize::from(has_subject(page, item));
    }
    let enough = speaking >= 3 && speaking * 3 >= paragraphs;
    if run.title.is_some() {
        return (sentences >= 1 && (speaking >= 1 || run.opening || labels >= 1))
            || (sentences >= 2 && !run.tail.is_empty());
    }
    if run.opening {
        return enough || (labels >= 3 && speaking >= 2) || (!run.tail.is_empty() && speaking >= 1);
    }
    // Rules, recipes and minutes are numbered too: without a beginning, the parties must be heard.
    (speaking >= 3 && subjects >= 3 && speaking * 2 >= paragraphs)
        || (subjects >= 1 && !run.tail.is_empty() && speaking >= 2 && speaking * 3 >= paragraphs)
}

/// Whether an item begins with those whose statement it would be, or is numbered.
pub(crate) fn speaks(page: Page<'_>, item: &Item) -> bool {
    item.label.is_some() || has_subject(page, item)
}

/// Whether an item begins with those whose statement it would be.
fn has_subject(page: Page<'_>, item: &Item) -> bool {
    let class = &page.grammar.class;
    let body = item.body();
    let at = body.start;
    let the = page.grammar.term(page.scan, at, class.the, body.end);
    let name = the.map_or(at, |the| page.grammar.next_word(page.scan, the.end, body.end));
    let word = |class| {
        [at, name].iter().any(|at| page.grammar.term(page.scan, *at, class, body.end).is_some())
    };
    word(class.all)
        || word(class.side)
        || word(class.itself)
        || party::at(page.mentions, at).is_some()
}

/// Whether an item begins where a word begins: some term of the pack stands there.
pub(crate) fn begins_with_word(page: Page<'_>, item: &Item) -> bool {
    let body = item.body();
    let first = page.scan.normal().get(body.clone()).and_then(|t| t.chars().next());
    let term = page
        .scan
        .at(body.start)
        .any(|h| page.scan.normal().get(h.range()).is_some_and(|t| t.chars().nth(1).is_some()));
    let mark = first.is_some_and(|c| !c.is_alphabetic());
    term || mark || item.label.is_some() || party::at(page.mentions, body.start).is_some()
}

/// The parties named in some items, without the one that most statements share.
pub(crate) fn named(
    page: Page<'_>,
    items: &[Item],
    body: impl Iterator<Item = usize>,
) -> BTreeSet<PartyCode> {
    let mut out = BTreeSet::new();
    for at in body {
        let Some(item) = items.get(at) else { continue };
        for mention in party::within(page.mentions, &item.fragment.range) {
            if let Who::One(code) = mention.who {
                out.insert(code);
            }
        }
    }
    out
}

/// Of the run's first paragraphs, the parties named more than in passing.
pub(crate) fn main_parties(page: Page<'_>, items: &[Item], body: &[usize]) -> Vec<PartyCode> {
    let mut counts: std::collections::BTreeMap<PartyCode, usize> =
        std::collections::BTreeMap::new();
    for at in body.iter().take(60) {
        let Some(item) = items.get(*at) else { continue };
        for mention in party::within(page.mentions, &item.fragment.range) {
            if let Who::One(code) = mention.who {
                *counts.entry(code).or_insert(0) += 1;
            }
        }
    }
    let mut ranked: Vec<(PartyCode, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|(code, n)| (std::cmp::Reverse(*n), *code));
    ranked.into_iter().take(2).map(|(code, _)| code).collect()
}
