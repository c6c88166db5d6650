//! Undertakings and reports of instruments of different parties, found by keys.

use std::collections::BTreeSet;

use mengfu_model::{Link, LinkEnds};
use serde::{Deserialize, Serialize};

use crate::align::address;
use crate::digest::{ActDigest, Digest};
use crate::fulfil::{fulfilment, is_promise, is_report};
use crate::pool::Pool;

/// A key under which an undertaking is found by a later report of any parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key(pub u64);

/// A key and the act of a digest that has it: number of the provision, number of the act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Keyed {
    /// The key.
    pub key: Key,
    /// The provision, from 1.
    pub provision: u32,
    /// The act, from 1.
    pub act: u32,
}

/// An act has at most so many keys.
const MOST: usize = 8;

pub(crate) fn promised(digest: &Digest) -> Vec<Keyed> {
    let promises = digest.acts.iter().filter(|act| is_promise(act) && is_named(act));
    promises.flat_map(keys).collect()
}

pub(crate) fn reported(digest: &Digest) -> Vec<Keyed> {
    let reports = digest.acts.iter().filter(|act| is_report(act) && is_named(act));
    reports.flat_map(keys).collect()
}

/// Only what is called by a name means the same in instruments of other parties.
fn is_named(act: &ActDigest) -> bool {
    !act.shared.is_empty()
}

/// The keys of an act: the ladder it speaks of, with how each stretch of its matter begins or ends.
fn keys(act: &ActDigest) -> impl Iterator<Item = Keyed> + '_ {
    let ladders: BTreeSet<&str> = act.cues.steps.iter().map(|s| s.ladder.as_str()).collect();
    let ends = act.features.ends.iter();
    let keys = ladders.into_iter().flat_map(move |ladder| {
        let ladder = u64::from(crate::digest::hash("ladder", ladder));
        ends.clone().map(move |end| Key((ladder << 32) | u64::from(*end)))
    });
    keys.take(MOST).map(|key| Keyed { key, provision: act.provision, act: act.act })
}

pub(crate) fn fulfilled(earlier: &Digest, later: &Digest) -> Vec<Link> {
    let pool = Pool::new(earlier);
    let days = (earlier.signed.as_deref(), later.signed.as_deref());
    let mut links = Vec::new();
    for report in later.acts.iter().filter(|act| is_report(act) && is_named(act)) {
        let query = pool.query(report, 0);
        let promises = query.candidates.iter().filter_map(|at| Some((*at, pool.act(*at)?)));
        let promises = promises.filter(|(_, act)| is_promise(act) && is_named(act));
        let found = promises.filter_map(|(at, act)| {
            let shared = pool.shared(at, &query);
            let (kind, score, reasons) = fulfilment(act, report, &shared, days, true)?;
            Some((act, kind, score, reasons))
        });
        let best = found.max_by(|a, b| a.2.total_cmp(&b.2));
        links.extend(best.map(|(act, kind, score, reasons)| Link {
            kind,
            ends: LinkEnds::Both { earlier: address(earlier, act), later: address(later, report) },
            score,
            provisional: false,
            reasons,
        }));
    }
    links
}
