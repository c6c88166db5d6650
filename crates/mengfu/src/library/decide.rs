//! What people decide: entries of the journal, the acts they hold on to, and what follows from them.

use std::collections::{BTreeMap, BTreeSet};

use mengfu_model::{
    ActAddress, Anchor, Decision, Evidence, InstrumentId, JournalEntry, WorldState,
};
use mengfu_register::key::{ActKey, InstrumentNo};
use mengfu_register::pack::Attachment;
use mengfu_register::{NewEntry, View, Writer};
use serde::Serialize;

use super::Library;
use super::day::Day;
use super::error::{LibraryError, Result};
use super::instruments::number_of;
use super::ledger::StateBecause;
use super::settle::act_key;

/// So many characters before and after an act tell it from others with the same words.
const CONTEXT: usize = 48;

/// Something to decide about an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewDecision {
    /// Its state in the world.
    Status(WorldState),
    /// Something that shows what became of it.
    Evidence(Evidence),
    /// Who leads the work on it, and whom to ask.
    Assign {
        /// The lead body.
        lead: String,
        /// Whom to ask.
        contact: Option<String>,
    },
    /// A remark.
    Note(String),
}

/// An entry of the journal and the act that it holds on to now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DecisionAt {
    /// The entry.
    pub entry: JournalEntry,
    /// The act that it holds on to now; none where it is detached or is about no act.
    pub act: Option<ActAddress>,
    /// How the act was found: `address`, `quote`, `other-instrument`; `detached` where it was not.
    pub how: String,
    /// Whether a later entry withdrew it.
    pub withdrawn: bool,
}

/// A decision that holds on to no act any more.
pub type Detached = DecisionAt;

impl Library<'_> {
    /// Writes a decision about an act into the journal. `at` is RFC 3339, UTC.
    pub fn decide(
        &self,
        about: &ActAddress,
        decision: NewDecision,
        at: &str,
        author: &str,
        reason: &str,
    ) -> Result<JournalEntry> {
        self.register.write(|writer| {
            let (key, about) = anchor(writer, about)?;
            let decision = match decision {
                NewDecision::Status(state) => Decision::SetStatus { about, state },
                NewDecision::Evidence(evidence) => Decision::AddEvidence { about, evidence },
                NewDecision::Assign { lead, contact } => Decision::Assign { about, lead, contact },
                NewDecision::Note(text) => Decision::Note { about, text },
            };
            let entry = writer.append(new_entry(decision, at, author, reason))?;
            let how = ADDRESS.to_owned();
            writer.set_attachment(&Attachment { number: entry.number, act: Some(key), how })?;
            Ok(entry)
        })
    }

    /// Writes a decision that is about no act: on a directory, or to withdraw an entry.
    pub fn decide_other(
        &self,
        decision: Decision,
        at: &str,
        author: &str,
        reason: &str,
    ) -> Result<JournalEntry> {
        self.register.write(|writer| {
            if let Decision::Withdraw { number } = &decision
                && writer.journal_entry(*number)?.is_none()
            {
                return Err(LibraryError::NoEntry(*number));
            }
            Ok(writer.append(new_entry(decision, at, author, reason))?)
        })
    }

    /// The journal, with the acts that its entries hold on to now.
    pub fn history(&self) -> Result<Vec<DecisionAt>> {
        self.register.read(|view| {
            let journal = view.journal()?;
            let withdrawn = withdrawn(&journal);
            let at: BTreeMap<u64, Attachment> =
                view.attachments()?.into_iter().map(|a| (a.number, a)).collect();
            let mut history = Vec::with_capacity(journal.len());
            for entry in journal {
                let attachment = at.get(&entry.number);
                let act = match attachment.and_then(|a| a.act) {
                    Some(key) => address_of(&view, key)?,
                    None => None,
                };
                history.push(DecisionAt {
                    act,
                    how: attachment.map(|a| a.how.clone()).unwrap_or_default(),
                    withdrawn: withdrawn.contains(&entry.number),
                    entry,
                });
            }
            Ok(history)
        })
    }

    /// The entries of the journal that hold on to an act now, in their order.
    pub fn history_of(&self, address: &ActAddress) -> Result<Vec<DecisionAt>> {
        self.register.read(|view| {
            let missing = || LibraryError::NoAct(address.to_string());
            let no = view.instrument_no(&address.instrument)?.ok_or_else(missing)?;
            let key = act_key(no, address).map_err(|_| missing())?;
            let attached = view.attached_to(key)?;
            if attached.is_empty() {
                return Ok(Vec::new());
            }
            // Whether an entry was withdrawn only the whole journal tells.
            let journal = view.journal()?;
            let withdrawn = withdrawn(&journal);
            let how: BTreeMap<u64, String> =
                attached.into_iter().map(|a| (a.number, a.how)).collect();
            let own = journal.into_iter().filter_map(|entry| {
                Some(DecisionAt {
                    act: Some(address.clone()),
                    how: how.get(&entry.number)?.clone(),
                    withdrawn: withdrawn.contains(&entry.number),
                    entry,
                })
            });
            Ok(own.collect())
        })
    }

    /// The decisions that hold on to no act any more.
    pub fn detached(&self) -> Result<Vec<Detached>> {
        let history = self.history()?;
        Ok(history.into_iter().filter(|d| d.how == DETACHED && !d.withdrawn).collect())
    }

    /// Finds for every decision the act that it holds on to.
    pub(super) fn attach_all(&self, writer: &Writer<'_>) -> Result<()> {
        for entry in writer.journal()? {
            let Some(about) = about(&entry.decision) else { continue };
            let known = writer.attachment(entry.number)?;
            // Most decisions are where they were: looking there is quick, searching is not.
            if let Some(key) = known.as_ref().filter(|a| a.how == ADDRESS).and_then(|a| a.act)
                && is_at(writer, key, about)?
            {
                continue;
            }
            let (act, how) = find(writer, about)?;
            let attachment = Attachment { number: entry.number, act, how: how.to_owned() };
            if known.as_ref() != Some(&attachment) {
                writer.set_attachment(&attachment)?;
            }
        }
        Ok(())
    }
}

/// The decisions that hold as of a day, by the acts they hold on to.
#[derive(Debug, Default)]
pub(super) struct Decided {
    by_act: BTreeMap<ActKey, Vec<JournalEntry>>,
}

impl Decided {
    /// Those made up to a day; all of them without one.
    pub(super) fn as_of(view: &View<'_>, day: Option<Day>) -> Result<Self> {
        let last = day.map(|d| d.to_string());
        let mut journal = view.journal()?;
        journal.retain(|entry| {
            let made = entry.at.get(..10).unwrap_or_default();
            last.as_deref().is_none_or(|last| made <= last)
        });
        let at: BTreeMap<u64, ActKey> =
            view.attachments()?.into_iter().filter_map(|a| Some((a.number, a.act?))).collect();
        let mut by_act: BTreeMap<ActKey, Vec<JournalEntry>> = BTreeMap::new();
        for entry in held(journal) {
            if let Some(act) = at.get(&entry.number) {
                by_act.entry(*act).or_default().push(entry);
            }
        }
        Ok(Self { by_act })
    }

    /// The decisions on an act, in their order.
    pub(super) fn of(&self, act: ActKey) -> impl Iterator<Item = &JournalEntry> {
        self.by_act.get(&act).into_iter().flatten()
    }

    /// The state that people gave an act: the last word counts, and a state that somebody set counts
    /// more than what an evidence shows.
    pub(super) fn state(&self, act: ActKey) -> Option<(WorldState, StateBecause)> {
        if self.by_act.is_empty() {
            return None;
        }
        let said = |set: bool| {
            self.of(act).filter_map(move |entry| {
                let state = match &entry.decision {
                    Decision::SetStatus { state, .. } if set => *state,
                    Decision::AddEvidence { evidence, .. } if !set => evidence.shows?,
                    _ => return None,
                };
                Some((state, StateBecause::Person(entry.number)))
            })
        };
        said(true).last().or_else(|| said(false).last())
    }
}

const DETACHED: &str = "detached";
const ADDRESS: &str = "address";

fn new_entry(decision: Decision, at: &str, author: &str, reason: &str) -> NewEntry {
    NewEntry { at: at.to_owned(), author: author.to_owned(), reason: reason.to_owned(), decision }
}

/// The act that a decision is about.
fn about(decision: &Decision) -> Option<&Anchor> {
    match decision {
        Decision::SetStatus { about, .. }
        | Decision::AddEvidence { about, .. }
        | Decision::Assign { about, .. }
        | Decision::Note { about, .. } => Some(about),
        Decision::Merge { .. } | Decision::Split { .. } | Decision::Withdraw { .. } => None,
    }
}

/// The entries of a journal that nobody withdrew.
pub(super) fn held(journal: Vec<JournalEntry>) -> impl Iterator<Item = JournalEntry> {
    let withdrawn = withdrawn(&journal);
    journal.into_iter().filter(move |entry| !withdrawn.contains(&entry.number))
}

fn withdrawn(journal: &[JournalEntry]) -> BTreeSet<u64> {
    // From the last to the first: who withdraws may be withdrawn.
    journal.iter().rev().fold(BTreeSet::new(), |mut gone, entry| {
        if let Decision::Withdraw { number } = &entry.decision
            && !gone.contains(&entry.number)
        {
            gone.insert(*number);
        }
        gone
    })
}

/// The act at an address with everything by which it is found again.
fn anchor(view: &View<'_>, address: &ActAddress) -> Result<(ActKey, Anchor)> {
    let missing = || LibraryError::NoAct(address.to_string());
    let no = number_of(view, &address.instrument)?;
    let key = act_key(no, address).map_err(|_| missing())?;
    let row = view.instrument_by_no(no)?.ok_or_else(missing)?;
    let source = view.source_by_no(row.source)?.ok_or_else(missing)?;
    let (quote, before, after) = context(view, key)?.ok_or_else(missing)?;
    Ok((key, Anchor { address: address.clone(), source: source.hash, quote, before, after }))
}

/// The words of an act, and what stands before and after it in its provision.
fn context(view: &View<'_>, key: ActKey) -> Result<Option<(String, String, String)>> {
    let Some(act) = view.act(key)? else { return Ok(None) };
    let Some(provision) = view.provision(key.provision())? else { return Ok(None) };
    let text = provision.text.as_str();
    let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default();
    let before = part(0..act.start as usize);
    let start = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
    let after = part(act.end as usize..text.len());
    Ok(Some((
        part(act.start as usize..act.end as usize).to_owned(),
        before.get(start..).unwrap_or_default().to_owned(),
        after.chars().take(CONTEXT).collect(),
    )))
}

/// The act that an anchor holds on to now, and how it was found. First in the instrument with the old
/// name, then wherever its source is read now: with the same words and, where several acts have them,
/// with the same words around them. Anything less is detached.
fn find(view: &View<'_>, anchor: &Anchor) -> Result<(Option<ActKey>, &'static str)> {
    let mut places: Vec<(InstrumentNo, &'static str)> = Vec::new();
    if let Some(no) = view.instrument_no(&anchor.address.instrument)? {
        places.push((no, "quote"));
    }
    if let Some(source) = view.source(&anchor.source)? {
        for witness in view.witnesses_in(source.no)? {
            places.extend(witness.instrument.map(|no| (no, "other-instrument")));
        }
    }
    for (no, how) in places {
        if let Some(key) = find_in(view, no, anchor)? {
            let same = how == "quote" && act_key(no, &anchor.address).ok() == Some(key);
            return Ok((Some(key), if same { ADDRESS } else { how }));
        }
    }
    Ok((None, DETACHED))
}

/// Whether the act with the number `key` has the address and all the words of an anchor.
fn is_at(view: &View<'_>, key: ActKey, anchor: &Anchor) -> Result<bool> {
    let no = view.instrument_no(&anchor.address.instrument)?;
    let address = no.and_then(|no| act_key(no, &anchor.address).ok());
    let context = context(view, key)?;
    Ok(address == Some(key)
        && context.is_some_and(|(quote, before, after)| {
            (quote, before, after)
                == (anchor.quote.clone(), anchor.before.clone(), anchor.after.clone())
        }))
}

fn find_in(view: &View<'_>, no: InstrumentNo, anchor: &Anchor) -> Result<Option<ActKey>> {
    let mut same = Vec::new();
    for provision in view.provisions_of(no)? {
        if !provision.text.contains(&anchor.quote) {
            continue;
        }
        for act in view.acts_of_provision(provision.key)? {
            if let Some((quote, before, after)) = context(view, act.key)?
                && quote == anchor.quote
            {
                same.push((act.key, before == anchor.before, after == anchor.after));
            }
        }
    }
    let both = same.iter().filter(|(_, before, after)| *before && *after);
    let one = |mut keys: Vec<ActKey>| if keys.len() == 1 { keys.pop() } else { None };
    let both: Vec<ActKey> = both.map(|(key, ..)| *key).collect();
    let old = act_key(no, &anchor.address).ok();
    if let Some(old) = old.filter(|old| both.contains(old)) {
        return Ok(Some(old));
    }
    let any: Vec<ActKey> = same.iter().map(|(key, ..)| *key).collect();
    Ok(if both.is_empty() { one(any) } else { one(both) })
}

/// The address of an act.
pub(super) fn address_of(view: &View<'_>, key: ActKey) -> Result<Option<ActAddress>> {
    let id: Option<InstrumentId> = view.instrument_id(key.instrument())?;
    Ok(id.map(|id| super::ledger::address(&id, key)))
}
