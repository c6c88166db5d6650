//! Who owns which bytes of the source.

use mengfu_model::{SetAside, SetAsideReason, SourceSpan, Span};
use mengfu_text::Opened;

use crate::assemble::furniture::Furniture;
use crate::assemble::item::Item;
use crate::assemble::run::Run;

/// Whose an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    Instrument(usize),
    Aside(SetAsideReason),
}

/// The owner of every item of a source.
pub(crate) struct Ledger {
    owners: Vec<Owner>,
    /// The items of each instrument, in reading order.
    kept: Vec<Vec<usize>>,
    /// Whether an item is read directly before the one that is stored after it.
    followed: Vec<bool>,
}

impl Ledger {
    pub(crate) fn new(items: usize) -> Self {
        Self {
            owners: vec![Owner::Aside(SetAsideReason::OtherText); items],
            kept: Vec::new(),
            followed: vec![false; items],
        }
    }

    fn set(&mut self, at: usize, owner: Owner) {
        if let Some(slot) = self.owners.get_mut(at) {
            *slot = owner;
        }
    }

    /// Sets an item aside.
    pub(crate) fn aside(&mut self, at: usize, reason: SetAsideReason) {
        self.set(at, Owner::Aside(reason));
    }

    /// Sets a whole run aside.
    pub(crate) fn leave(&mut self, run: &Run, reason: SetAsideReason) {
        for at in all(run) {
            self.aside(at, reason);
        }
        for (at, reason) in &run.aside {
            self.aside(*at, *reason);
        }
    }

    /// Gives a run to an instrument of its own; its number.
    pub(crate) fn keep(&mut self, run: &Run) -> usize {
        let number = self.kept.len();
        let items = all(run);
        for at in &items {
            self.set(*at, Owner::Instrument(number));
        }
        for (at, reason) in &run.aside {
            self.aside(*at, *reason);
        }
        for pair in items.windows(2) {
            if let [a, b] = pair
                && *b == a + 1
                && let Some(followed) = self.followed.get_mut(*a)
            {
                *followed = true;
            }
        }
        self.kept.push(items);
        number
    }

    /// The pieces of each instrument, in reading order, as ranges of the source. White space between two items
    /// that follow each other belongs with them.
    pub(crate) fn pieces(
        &self,
        opened: &Opened,
        items: &[Item],
        count: usize,
    ) -> Vec<Vec<SourceSpan>> {
        let piece = |owned: &Vec<usize>| {
            let mut out: Vec<SourceSpan> = Vec::new();
            let mut at = 0;
            while let Some(first) = owned.get(at) {
                let mut last = *first;
                while let Some(next) = owned.get(at + 1).filter(|next| **next == last + 1) {
                    if !self.touching(items, last) {
                        break;
                    }
                    last = *next;
                    at += 1;
                }
                at += 1;
                let (Some(from), Some(to)) = (items.get(*first), items.get(last)) else { continue };
                for span in opened
                    .text
                    .source_of(Span::new(from.fragment.range.start, to.fragment.range.end))
                {
                    match out.last_mut() {
                        Some(before) if before.end == span.start => before.end = span.end,
                        _ => out.push(span),
                    }
                }
            }
            out
        };
        self.kept.iter().take(count).map(piece).collect()
    }

    /// Whether nothing but white space stands between an item and the next.
    fn touching(&self, items: &[Item], at: usize) -> bool {
        items
            .get(at)
            .zip(items.get(at + 1))
            .is_some_and(|(a, b)| a.fragment.joined_to == b.fragment.joined_to)
    }

    /// Everything that is no instrument's, in the order of the source.
    pub(crate) fn set_aside(
        &self,
        opened: &Opened,
        items: &[Item],
        furniture: &[Furniture],
    ) -> Vec<SetAside> {
        let mut stretches: Vec<(std::ops::Range<usize>, Option<SetAsideReason>)> = Vec::new();
        for (at, (item, owner)) in items.iter().zip(&self.owners).enumerate() {
            let mut range = item.fragment.range.clone();
            let followed = match owner {
                Owner::Instrument(_) => self.followed.get(at) == Some(&true),
                Owner::Aside(_) => self.owners.get(at + 1) == Some(owner),
            };
            if followed && self.touching(items, at) {
                range.end = items.get(at + 1).map_or(range.end, |n| n.fragment.range.start);
            }
            let reason = match owner {
                Owner::Instrument(_) => None,
                Owner::Aside(reason) => Some(*reason),
            };
            stretches.push((range, reason));
        }
        stretches.extend(furniture.iter().map(|f| (f.range.clone(), Some(f.reason))));
        stretches.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = opened.set_aside.clone();
        let mut at = 0;
        let end = opened.text.len();
        for (range, reason) in stretches {
            if range.start > at {
                add(opened, at..range.start, SetAsideReason::Blank, &mut out);
            }
            if let Some(reason) = reason {
                add(opened, at.max(range.start)..range.end, reason, &mut out);
            }
            at = at.max(range.end);
        }
        add(opened, at..end, SetAsideReason::Blank, &mut out);
        out.sort_by_key(|s| (s.at.start, s.at.end));
        out
    }
}

fn all(run: &Run) -> Vec<usize> {
    let parts = [
        run.title_lines.as_slice(),
        run.title.as_slice(),
        run.subtitle.as_slice(),
        run.dated.as_slice(),
        &run.body,
        &run.tail,
    ];
    let mut items: Vec<usize> = parts.concat();
    let body = items.len();
    items.dedup();
    debug_assert_eq!(body, items.len());
    items
}

fn add(
    opened: &Opened,
    range: std::ops::Range<usize>,
    reason: SetAsideReason,
    out: &mut Vec<SetAside>,
) {
    if range.start < range.end {
        let spans = opened.text.source_of(Span::new(range.start, range.end));
        out.extend(spans.into_iter().map(|at| SetAside { at, reason }));
    }
}
