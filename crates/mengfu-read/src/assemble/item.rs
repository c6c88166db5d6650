//! Items: fragments once titles, dates with places and labels are told apart from what they are glued to.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::assemble::fragment::Fragment;
use crate::assemble::label::{self, Label};
use crate::assemble::place;
use crate::assemble::title::{Page, Title};

/// A fragment with what was recognised at its borders.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// The fragment.
    pub(crate) fragment: Fragment,
    /// The title that it is, by its place among the titles.
    pub(crate) title: Option<usize>,
    /// The label it begins with.
    pub(crate) label: Option<Label>,
    /// Where its words begin, after label and mark of a list.
    pub(crate) words: usize,
    /// Whether it begins with the mark of a list's item.
    pub(crate) listed: bool,
}

impl Item {
    /// Its words, without label.
    pub(crate) fn body(&self) -> Range<usize> {
        self.words.min(self.fragment.range.end)..self.fragment.range.end
    }
    /// Whether nothing but a label is printed.
    pub(crate) fn only_label(&self) -> bool {
        self.label.is_some() && self.body().is_empty()
    }
}

/// Splits the fragments where a title, or the place of a signing, is glued to something else.
pub(crate) fn items(page: Page<'_>, fragments: Vec<Fragment>, titles: &[Title]) -> Vec<Item> {
    let mut parts: Vec<(Fragment, Option<usize>)> = Vec::with_capacity(fragments.len());
    let mut next = 0;
    let mut lookups = place::Lookups::default();
    for (at, fragment) in fragments.into_iter().enumerate() {
        let mut rest = fragment;
        while let Some(title) = titles.get(next).filter(|t| t.fragment == at) {
            let [before, whole, after] = split(page, &rest, &title.whole);
            push_plain(page, &mut parts, before, &mut lookups);
            parts.push((whole, Some(next)));
            rest = after;
            next += 1;
        }
        push_plain(page, &mut parts, rest, &mut lookups);
    }
    labelled(page, parts)
}

/// What lies before, within and after `inner`, each without white space around it.
fn split(page: Page<'_>, fragment: &Fragment, inner: &Range<usize>) -> [Fragment; 3] {
    let text = page.scan.text();
    let part = |range: Range<usize>| {
        let words = text.get(range.clone()).unwrap_or_default();
        let start = range.start + (words.len() - words.trim_start().len());
        let range = start..start + words.trim().len();
        Fragment { range, ended: false, ..fragment.clone() }
    };
    let before = part(fragment.range.start..inner.start);
    let whole = Fragment { opens: true, ..part(inner.clone()) };
    let after =
        Fragment { opens: true, ended: fragment.ended, ..part(inner.end..fragment.range.end) };
    [before, whole, after]
}

fn push_plain(
    page: Page<'_>,
    parts: &mut Vec<(Fragment, Option<usize>)>,
    fragment: Fragment,
    lookups: &mut place::Lookups,
) {
    if fragment.range.is_empty() {
        return;
    }
    if !fragment.ended
        && let Some(dated) = place::dated(page, &fragment.range, lookups)
        && page
            .scan
            .normal()
            .get(dated.end..fragment.range.end)
            .is_some_and(|rest| rest.contains(char::is_alphanumeric))
    {
        let [before, whole, after] = split(page, &fragment, &(fragment.range.start..dated.end));
        debug_assert!(before.range.is_empty());
        parts.push((Fragment { opens: fragment.opens, ..whole }, None));
        if !after.range.is_empty() {
            parts.push((after, None));
        }
        return;
    }
    parts.push((fragment, None));
}

/// Finds the labels, also those that stand within a paragraph after a sentence or after a colon.
fn labelled(page: Page<'_>, parts: Vec<(Fragment, Option<usize>)>) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::with_capacity(parts.len());
    let mut last: BTreeMap<u32, u32> = BTreeMap::new();
    for (fragment, title) in parts {
        if title.is_some() {
            last.clear();
            let words = fragment.range.start;
            out.push(Item { fragment, title, label: None, words, listed: false });
            continue;
        }
        let (first, second) = match after_colon(page, &fragment) {
            Some(at) => {
                let first =
                    Fragment { range: fragment.range.start..at, ended: false, ..fragment.clone() };
                (first, Some(Fragment { range: at..fragment.range.end, opens: true, ..fragment }))
            }
            None => (fragment, None),
        };
        for fragment in [Some(first), second].into_iter().flatten() {
            out.push(item(page, fragment, &mut last));
        }
    }
    out
}

fn item(page: Page<'_>, fragment: Fragment, last: &mut BTreeMap<u32, u32>) -> Item {
    let found = label::label(page.grammar, page.scan, &fragment.range).filter(|label| {
        let before = last.get(&label.style).copied();
        fragment.opens
            || before.is_some_and(|n| label.number == n + 1)
            || (before.is_none() && label.number == 1)
    });
    let mut words = found.as_ref().map_or(fragment.range.start, |l| l.end);
    if let Some(label) = &found {
        last.insert(label.style, label.number);
    }
    let mark = label::item(page.grammar, page.scan, &(words..fragment.range.end));
    words = mark.unwrap_or(words);
    Item { fragment, title: None, label: found, words, listed: mark.is_some() }
}

/// Where the first article begins when it follows the colon of the preamble without a break.
fn after_colon(page: Page<'_>, fragment: &Fragment) -> Option<usize> {
    let text = page.scan.normal().get(fragment.range.clone())?;
    let colons = page.grammar.marks.colon.places(text);
    let mut after = colons.map(|(at, c)| fragment.range.start + at + c.len_utf8());
    after.find(|at| {
        label::label(page.grammar, page.scan, &(*at..fragment.range.end))
            .is_some_and(|l| l.number == 1 && l.rank <= 3 && l.end < fragment.range.end)
    })
}
