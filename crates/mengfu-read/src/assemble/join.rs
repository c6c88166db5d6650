//! Puts pieces of an instrument together that are stored apart or in the wrong order.

use crate::assemble::item::Item;
use crate::assemble::label::Label;
use crate::assemble::party;
use crate::assemble::run::{Run, last_numbers};
use crate::assemble::title::Page;
use crate::assemble::weigh;

/// Most pieces that are compared with each other, so that no text is slow.
const MOST_PIECES: usize = 64;
/// Most pieces that one run is split into.
const MOST_SPLITS: usize = 8;

/// Splits runs in which another instrument's piece follows, then joins what belongs together.
pub(crate) fn join(page: Page<'_>, items: &[Item], runs: Vec<Run>) -> Vec<Run> {
    let runs = split_all(page, items, runs);
    let mut out: Vec<Option<Run>> = runs.into_iter().map(Some).collect();
    let orphans: Vec<usize> =
        positions(&out, |run| !run.has_head() && run.title.is_none() && !run.body.is_empty());
    for orphan in orphans.into_iter().take(MOST_PIECES) {
        let Some(Some(piece)) = out.get(orphan) else { continue };
        let heads =
            positions(&out, |run| run.has_head() && run.tail.is_empty() && !run.body.is_empty());
        let best = heads
            .into_iter()
            .take(MOST_PIECES)
            .filter_map(|at| {
                let head = out.get(at)?.as_ref()?;
                let near = usize::from(at + 1 == orphan);
                let score = fit(page, items, head, piece, near == 1)?;
                Some((score + near, at))
            })
            .max_by_key(|(score, at)| (*score, std::cmp::Reverse(*at)));
        if let Some((_, at)) = best
            && let Some(piece) = out.get_mut(orphan).and_then(Option::take)
            && let Some(Some(head)) = out.get_mut(at)
        {
            append(head, piece, orphan < at);
        }
    }
    out.into_iter().flatten().collect()
}

fn positions(runs: &[Option<Run>], wanted: impl Fn(&Run) -> bool) -> Vec<usize> {
    let present = runs.iter().enumerate().filter_map(|(at, run)| Some((at, run.as_ref()?)));
    present.filter(|(_, run)| wanted(run)).map(|(at, _)| at).collect()
}

fn append(head: &mut Run, piece: Run, reordered: bool) {
    head.joins.push(head.body.len());
    head.body.extend(piece.body);
    head.tail.extend(piece.tail);
    head.aside.extend(piece.aside);
    head.reordered |= reordered;
}

/// How well `piece` continues `head`; `None` if it does not.
fn fit(page: Page<'_>, items: &[Item], head: &Run, piece: &Run, near: bool) -> Option<usize> {
    let last = last_numbers(items, &head.body);
    let first = piece.body.iter().find_map(|at| {
        items.get(*at)?.label.as_ref().filter(|l| last.contains_key(&l.style) || last.is_empty())
    });
    let counts_on =
        first.is_some_and(|label| last.get(&label.style).is_some_and(|n| label.number == n + 1));
    let breaks =
        first.is_some_and(|label| last.get(&label.style).is_some_and(|n| label.number != n + 1));
    let open = head
        .body
        .last()
        .and_then(|at| items.get(*at))
        .is_some_and(|i| !i.fragment.ended && !i.only_label());
    let cut = piece
        .body
        .first()
        .and_then(|at| items.get(*at))
        .is_some_and(|i| !weigh::begins_with_word(page, i));
    let theirs = weigh::main_parties(page, items, &piece.body);
    let ours = weigh::main_parties(page, items, &head.body);
    let strangers =
        !theirs.is_empty() && !ours.is_empty() && !theirs.iter().any(|p| ours.contains(p));
    let speaks = piece
        .body
        .iter()
        .filter_map(|at| items.get(*at))
        .filter(|i| i.fragment.opens && weigh::speaks(page, i))
        .count();
    if strangers || breaks && !(open && cut) {
        return None;
    }
    let score = 4 * usize::from(counts_on)
        + 2 * usize::from(open && cut)
        + usize::from(open)
        + usize::from(near && speaks >= 1);
    let plain = first.is_none() && near && speaks >= 1 && !piece.tail.is_empty();
    (counts_on || (open && cut) || plain).then_some(score)
}

fn split_all(page: Page<'_>, items: &[Item], runs: Vec<Run>) -> Vec<Run> {
    let open_ends: Vec<(usize, std::collections::BTreeMap<u32, u32>)> = runs
        .iter()
        .enumerate()
        .filter(|(_, run)| run.has_head() && run.tail.is_empty())
        .take(MOST_PIECES)
        .map(|(at, run)| (at, last_numbers(items, &run.body)))
        .collect();
    let mut out = Vec::new();
    for (at, mut run) in runs.into_iter().enumerate() {
        for _ in 0..MOST_SPLITS {
            let Some((index, label)) = jump(items, &run) else { break };
            let wanted = |(other, last): &(usize, std::collections::BTreeMap<u32, u32>)| {
                *other != at && last.get(&label.style).is_some_and(|n| n + 1 == label.number)
            };
            let continues = open_ends.iter().any(wanted);
            let Some(cut) = cut_before(page, items, &run, index).filter(|_| continues) else {
                break;
            };
            let tail = std::mem::take(&mut run.tail);
            let rest = run.body.split_off(cut);
            let head = std::mem::replace(&mut run, Run { body: rest, tail, ..Run::default() });
            out.push(head);
        }
        out.push(run);
    }
    out
}

/// The first label of the run that does not count on from what stands before it.
fn jump<'i>(items: &'i [Item], run: &Run) -> Option<(usize, &'i Label)> {
    let mut last: Vec<(u32, i64, u32)> = Vec::new();
    for (index, at) in run.body.iter().enumerate() {
        let Some(label) = items.get(*at).and_then(|i| i.label.as_ref()) else { continue };
        let known = last.iter().position(|(style, ..)| *style == label.style);
        let counts_on = match known.and_then(|k| last.get(k)) {
            Some((_, _, n)) => label.number == 1 || label.number > *n,
            None => label.number == 1 || last.is_empty() || label.rank > 3,
        };
        if !counts_on {
            return Some((index, label));
        }
        last.retain(|(style, rank, _)| *style != label.style && *rank <= label.rank);
        last.push((label.style, label.rank, label.number));
    }
    None
}

/// Where in the run's body the piece begins that the label at `index` is of: a paragraph that begins in the
/// middle of a word, else the first that names a party strange to the run, else the label itself.
fn cut_before(page: Page<'_>, items: &[Item], run: &Run, index: usize) -> Option<usize> {
    let label_before = (0..index).rev().find(|i| {
        run.body.get(*i).and_then(|at| items.get(*at)).is_some_and(|item| item.label.is_some())
    })?;
    let zone = label_before + 1..index;
    let item = |i: usize| run.body.get(i).and_then(|at| items.get(*at));
    let opens = |i: &usize| item(*i).is_some_and(|it| it.fragment.opens);
    let mid_word = zone
        .clone()
        .filter(opens)
        .find(|i| item(*i).is_some_and(|it| !weigh::begins_with_word(page, it)));
    let ours = weigh::named(page, items, run.body.iter().take(label_before + 1).copied());
    let strange = || {
        zone.clone().filter(opens).find(|i| {
            item(*i).is_some_and(|it| {
                party::within(page.mentions, &it.fragment.range)
                    .iter()
                    .any(|m| matches!(m.who, party::Who::One(code) if !ours.contains(&code)))
            })
        })
    };
    Some(mid_word.or_else(strange).unwrap_or(index))
}
