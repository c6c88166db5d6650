//! The chain of an act: what it goes back to, and what later texts made of it.

use std::collections::{BTreeMap, VecDeque};

use mengfu_model::{ActAddress, InstrumentId, LinkKind, Reason};
use mengfu_register::key::ActKey;
use mengfu_register::{LinkRow, View};
use serde::Serialize;

use super::Library;
use super::error::{LibraryError, Result};
use super::ledger::{address, quote};
use super::settle::act_key;
use super::text::When;
use crate::difference::{Piece, difference};

/// So many acts of a chain are gathered; what repeats itself in every statement has no end.
const LONGEST: usize = 40;

/// An act of a chain, and what it did with those before it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ChainAct {
    /// Where it stands.
    pub act: ActAddress,
    /// When its statement was signed.
    pub when: When,
    /// The title of its statement.
    pub title: String,
    /// Its words.
    pub quote: String,
    /// Whether it is the act that was asked for.
    pub here: bool,
    /// What it did with earlier acts of the chain.
    pub links: Vec<ChainLink>,
    /// The statement before, which does not have it, where that is known.
    pub new_against: Option<InstrumentId>,
    /// The later statement that no longer has it.
    pub dropped_by: Option<InstrumentId>,
}

/// What an act did with an earlier one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ChainLink {
    /// What it did.
    pub kind: LinkKind,
    /// The earlier act.
    pub earlier: ActAddress,
    /// How sure the comparison is, from 0 to 1.
    pub score: f32,
    /// Whether a missing part could change it.
    pub provisional: bool,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The words of both, with what only one of them has.
    pub words: Vec<Piece>,
}

/// An act of a chain while it is gathered.
struct Gathered {
    words: String,
    links: Vec<LinkRow>,
}

impl Library<'_> {
    /// The acts that `address` goes back to and those that later texts made of it, in the order of
    /// time; it stands among them.
    pub fn chain(&self, address: &ActAddress) -> Result<Vec<ChainAct>> {
        self.register.read(|view| {
            let missing = || LibraryError::NoAct(address.to_string());
            let no = view.instrument_no(&address.instrument)?.ok_or_else(missing)?;
            let here = act_key(no, address).map_err(|_| missing())?;
            view.act(here)?.ok_or_else(missing)?;
            let gathered = gather(&view, here)?;
            let acts = gathered.iter().map(|(key, act)| shown(&view, *key, act, here, &gathered));
            Ok(acts.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
        })
    }
}

/// From one act backwards to what it answers, and forwards to what answers it; never back from a later
/// act to another earlier one, which would be another chain.
fn gather(view: &View<'_>, here: ActKey) -> Result<BTreeMap<ActKey, Gathered>> {
    let mut gathered = BTreeMap::new();
    let mut waiting = VecDeque::from([(here, true, true)]);
    while let Some((key, back, forth)) = waiting.pop_front() {
        if gathered.contains_key(&key) || gathered.len() >= LONGEST {
            continue;
        }
        let links = view.links_at(key)?;
        for link in &links {
            if let (Some(earlier), Some(later)) = (link.earlier, link.later) {
                if back && later == key {
                    waiting.push_back((earlier, true, false));
                } else if forth && earlier == key {
                    waiting.push_back((later, false, true));
                }
            }
        }
        let text = match view.act(key)?.zip(view.provision(key.provision())?) {
            Some((act, provision)) => quote(&act, &provision.text).to_owned(),
            None => continue,
        };
        gathered.insert(key, Gathered { words: text, links });
    }
    Ok(gathered)
}

fn shown(
    view: &View<'_>,
    key: ActKey,
    gathered: &Gathered,
    here: ActKey,
    all: &BTreeMap<ActKey, Gathered>,
) -> Result<Option<ChainAct>> {
    let Some(row) = view.instrument_by_no(key.instrument())? else { return Ok(None) };
    let mut act = ChainAct {
        act: address(&row.id, key),
        when: When { day: row.day, placing: row.placing },
        title: row.title,
        quote: gathered.words.clone(),
        here: key == here,
        links: Vec::new(),
        new_against: None,
        dropped_by: None,
    };
    for link in &gathered.links {
        match (link.earlier, link.later) {
            (Some(before), Some(after)) if after == key => {
                let Some(earlier) = all.get(&before) else { continue };
                let Some(id) = view.instrument_id(before.instrument())? else { continue };
                act.links.push(ChainLink {
                    kind: link.kind,
                    earlier: address(&id, before),
                    score: link.score,
                    provisional: link.provisional,
                    reasons: link.reasons.clone(),
                    words: difference(&earlier.words, &gathered.words),
                });
            }
            (None, Some(_)) => act.new_against = view.instrument_id(link.other)?,
            (Some(_), None) => act.dropped_by = view.instrument_id(link.owner)?,
            _ => {}
        }
    }
    Ok(Some(act))
}
