//! Going through the ledger: filters, order, totals, as of a day.

use std::collections::BTreeMap;

use mengfu_model::{
    ActAddress, Decision, InstrumentId, Strength, Topic, TopicSet, WorldState, codes,
};
use mengfu_register::View;
use mengfu_register::key::{ActKey, InstrumentNo};
use serde::Serialize;

use super::entry::{Entry, Material, entry};
use super::facets::{Facets, Fits, Tally};
use super::pack::{Event, Pack, Packed};
use super::page::{Page, Passed};
use super::state::{TextState, text_state, world_state};
use crate::library::Library;
use crate::library::day::Day;
use crate::library::decide::Decided;
use crate::library::error::{LibraryError, Result};
use crate::library::instruments::number_of;
use crate::library::linking::Linkers;
use crate::library::settle::act_key;

/// What to list. What is left empty does not filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerQuery {
    /// As of which day: what was signed, reported or decided later does not count.
    pub as_of: Day,
    /// All of these are parties of the instrument.
    pub parties: Vec<String>,
    /// One of these owes it.
    pub by: Vec<String>,
    /// It is about one of these.
    pub topics: Vec<Topic>,
    /// It is at least as firm as this.
    pub at_least: Option<Strength>,
    /// Its state in the world is one of these.
    pub world: Vec<WorldState>,
    /// Later texts did one of these.
    pub text: Vec<TextState>,
    /// Only what still wants doing, where it was said last: neither done nor untestable by nature, and
    /// not carried on by a later text.
    pub open: bool,
    /// Due on this day or later.
    pub due_from: Option<Day>,
    /// Due on this day or earlier.
    pub due_to: Option<Day>,
    /// Its sentence has all these words.
    pub words: Vec<String>,
    /// It stands in this instrument.
    pub instrument: Option<InstrumentId>,
    /// The order.
    pub order: Order,
    /// The other way about.
    pub reverse: bool,
    /// So many are left out first.
    pub skip: usize,
    /// At most so many are given; totals count all.
    pub most: usize,
    /// Whether to count what choosing otherwise would give.
    pub facets: bool,
}

codes! {
    /// An order of entries. What is equal stands in the order of time.
    #[derive(Default)]
    Order {
        /// By day, latest first.
        #[default]
        Day = "day",
        /// By what is due first; what has no date comes last.
        Due = "due",
        /// Firmest first.
        Strength = "strength",
        /// By the state in the world: overdue, stalled, not started, in progress, no evidence, cannot be
        /// tested, done.
        State = "state",
    }
}

/// A part of the ledger.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Ledger {
    /// As of which day.
    pub as_of: Day,
    /// The entries of this page.
    pub entries: Vec<Entry>,
    /// All that the filters let through.
    pub totals: Totals,
    /// What choosing otherwise would give, where that was asked for.
    pub facets: Option<Facets>,
}

/// Numbers of entries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Totals {
    /// All entries.
    pub entries: usize,
    /// Of them, those that only head others; leave them out to count nothing twice.
    pub umbrellas: usize,
    /// Of them, those that a later text carries on; leave them out to count every promise once.
    pub carried_on: usize,
    /// Of them, those that are neither: every promise counted once.
    pub once: usize,
    /// By the state in the world.
    pub world: BTreeMap<WorldState, usize>,
    /// By what later texts did.
    pub text: BTreeMap<TextState, usize>,
    /// By strength.
    pub strength: BTreeMap<&'static str, usize>,
}

impl LedgerQuery {
    /// Everything as of a day.
    pub fn as_of(as_of: Day) -> Self {
        Self {
            as_of,
            parties: Vec::new(),
            by: Vec::new(),
            topics: Vec::new(),
            at_least: None,
            world: Vec::new(),
            text: Vec::new(),
            open: false,
            due_from: None,
            due_to: None,
            words: Vec::new(),
            instrument: None,
            order: Order::Day,
            reverse: false,
            skip: 0,
            most: usize::MAX,
            facets: false,
        }
    }
}

impl Library<'_> {
    /// The entries that `query` asks for, and how many there are of them.
    pub fn ledger(&self, query: &LedgerQuery) -> Result<Ledger> {
        let query = &LedgerQuery { words: self.searched(&query.words), ..query.clone() };
        self.register.read(|view| {
            let decided = Decided::as_of(&view, Some(query.as_of))?;
            let (mut page, facets) = pass(&view, query, &decided)?;
            let totals = page.totals();
            let entries = entries(&view, (&decided, self.linkers), page.entries())?;
            Ok(Ledger { as_of: query.as_of, entries, totals, facets })
        })
    }

    /// The entry of a commitment as of a day; `None` where the act is none or there is none.
    pub fn entry(&self, address: &ActAddress, as_of: Day) -> Result<Option<Entry>> {
        self.register.read(|view| {
            let no = number_of(&view, &address.instrument)?;
            let bytes = view.pack(no)?.unwrap_or_default();
            let pack = Pack::open(&bytes).filter(|pack| pack.day.is_none_or(|day| day <= as_of));
            let Some((mut pack, key)) = pack.zip(act_key(no, address).ok()) else {
                return Ok(None);
            };
            let mut events = Vec::new();
            while let Some(packed) = pack.next(&mut events) {
                if packed.key(no) == key {
                    let query = LedgerQuery::as_of(as_of);
                    let decided = Decided::as_of(&view, Some(as_of))?;
                    let passed = judge(no, packed, &events, key, &query, &decided);
                    return Ok(
                        entries(&view, (&decided, self.linkers), std::iter::once(&passed))?.pop()
                    );
                }
            }
            Ok(None)
        })
    }
}

/// The lines of what was let through, in its order.
pub(super) fn entries<'p>(
    view: &View<'_>,
    (decided, linkers): (&Decided, Linkers<'_>),
    passed: impl Iterator<Item = &'p Passed>,
) -> Result<Vec<Entry>> {
    let mut instruments = BTreeMap::new();
    let mut entries = Vec::new();
    for one in passed {
        let row = match instruments.get(&one.instrument) {
            Some(row) => row,
            None => {
                let row = view
                    .instrument_by_no(one.instrument)?
                    .ok_or_else(|| LibraryError::Form("a pack without an instrument".to_owned()))?;
                instruments.entry(one.instrument).or_insert(row)
            }
        };
        let key = one.packed.key(one.instrument);
        let decisions: Vec<&Decision> = decided.of(key).map(|e| &e.decision).collect();
        let material = Material {
            instrument: row,
            packed: &one.packed,
            text_state: one.text,
            world: one.world,
            decisions: &decisions,
            linkers,
        };
        entries.push(entry(view, key, &material)?);
    }
    Ok(entries)
}

/// What the filters let through, and what others would.
fn pass<'q>(
    view: &View<'_>,
    query: &'q LedgerQuery,
    decided: &Decided,
) -> Result<(Page<'q>, Option<Facets>)> {
    let found = match query.words.is_empty() {
        true => None,
        false => Some(view.find_all(&query.words)?),
    };
    let topics = query.topics.iter().copied().collect::<TopicSet>();
    let mut page = Page::new(query);
    let mut tally = query.facets.then(Tally::default);
    // Both come in the order of time: what was found is gone through once beside the packs.
    let mut next = 0;
    let mut events = Vec::new();
    let mut look = |no: InstrumentNo, bytes: &[u8]| {
        let Some(mut pack) = Pack::open(bytes) else { return };
        if pack.day.is_some_and(|day| day > query.as_of)
            || !query.parties.iter().all(|p| pack.parties.contains(&p.as_str()))
        {
            return;
        }
        let by = query.by.iter().filter_map(|p| pack.parties.iter().position(|q| q == p));
        let by = by.filter(|at| *at < 32).fold(0u32, |bits, at| bits | 1 << at);
        while let Some(packed) = pack.next(&mut events) {
            let on_topic = topics.is_empty() || packed.topics.meets(topics);
            if (!on_topic && tally.is_none())
                || (!query.by.is_empty() && packed.actors & by == 0)
                || query.at_least.is_some_and(|least| packed.strength < Some(least))
                || !is_due(&packed, query)
            {
                continue;
            }
            let key = packed.key(no);
            if let Some(found) = &found {
                let here = key.provision();
                while found.get(next).is_some_and(|provision| *provision < here) {
                    next += 1;
                }
                if found.get(next) != Some(&here) {
                    continue;
                }
            }
            let passed = judge(no, packed, &events, key, query, decided);
            let fits = Fits::of(&passed, on_topic, query);
            if let Some(tally) = &mut tally {
                tally.take(&passed, fits);
            }
            if fits.all() {
                page.take(passed);
            }
        }
    };
    match &query.instrument {
        None => view.each_pack(look)?,
        Some(id) => {
            let no = number_of(view, id)?;
            look(no, &view.pack(no)?.unwrap_or_default());
        }
    }
    Ok((page, tally.map(Tally::facets)))
}

fn is_due(packed: &Packed, query: &LedgerQuery) -> bool {
    let from = query.due_from.is_none_or(|day| packed.due.is_some_and(|due| due.last >= day));
    let to = query.due_to.is_none_or(|day| packed.due.is_some_and(|due| due.last <= day));
    from && to
}

/// An entry with its states.
pub(super) fn judge(
    instrument: InstrumentNo,
    packed: Packed,
    events: &[Event],
    key: ActKey,
    query: &LedgerQuery,
    decided: &Decided,
) -> Passed {
    let text = text_state(events, query.as_of);
    let world = decided.state(key).unwrap_or_else(|| world_state(&packed, events, query.as_of));
    Passed { instrument, packed, text, world }
}
