//! Finds a statement that a source holds twice.

use std::collections::BTreeMap;

use crate::assemble::item::Item;
use crate::assemble::party::is_letter;
use crate::assemble::run::Run;
use crate::assemble::title::Page;

/// Shorter sentences are common to many instruments.
const SHORTEST: usize = 30;

/// For each run the other run of which it is a copy. Of two copies the one that says more is kept, else the first.
pub(crate) fn copies(page: Page<'_>, items: &[Item], runs: &[Run]) -> Vec<Option<usize>> {
    if runs.len() < 2 {
        return vec![None; runs.len()];
    }
    let sentences: Vec<Vec<u64>> = runs.iter().map(|run| hashes(page, items, run)).collect();
    let mut holder: BTreeMap<u64, usize> = BTreeMap::new();
    let mut out = vec![None; runs.len()];
    let mut order: Vec<usize> = (0..runs.len()).collect();
    let weight = |at: usize| {
        sentences.get(at).map_or(0, Vec::len)
            + runs
                .get(at)
                .map_or(0, |r| usize::from(r.has_head()) + usize::from(!r.tail.is_empty()))
    };
    order.sort_by_key(|at| (std::cmp::Reverse(weight(*at)), *at));
    for at in order {
        let Some(own) = sentences.get(at) else { continue };
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for other in own.iter().filter_map(|hash| holder.get(hash)) {
            *shared.entry(*other).or_insert(0) += 1;
        }
        let most = shared.into_iter().max_by_key(|(other, n)| (*n, std::cmp::Reverse(*other)));
        match (most, out.get_mut(at)) {
            (Some((other, n)), Some(slot)) if n * 10 >= own.len() * 8 => *slot = Some(other),
            _ => {
                for hash in own {
                    holder.entry(*hash).or_insert(at);
                }
            }
        }
    }
    out
}

fn hashes(page: Page<'_>, items: &[Item], run: &Run) -> Vec<u64> {
    let bodies = run.body.iter().filter_map(|at| items.get(*at)).map(Item::body);
    let long = bodies.filter(|body| body.len() >= SHORTEST);
    long.map(|body| hash(page.scan.normal().get(body).unwrap_or_default())).collect()
}

/// A hash of the letters and digits of `words`.
fn hash(words: &str) -> u64 {
    words.chars().filter(|c| is_letter(*c)).fold(0, |hash: u64, c| {
        (hash.rotate_left(5) ^ u64::from(c)).wrapping_mul(0x517c_c1b7_2722_0a95)
    })
}
