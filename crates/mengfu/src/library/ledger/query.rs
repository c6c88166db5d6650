//! Going through the ledger: filters, order, totals, as of a day.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use mengfu_model::{
    ActAddress, Decision, InstrumentId, Strength, Topic, TopicSet, WorldState, codes,
};
use mengfu_register::key::InstrumentNo;
use mengfu_register::{Direction, Scope, View};
use serde::Serialize;

use super::entry::{Entry, Material, entry};
use super::facets::{Facets, Fits, Tally};
use super::page::{Page, Passed, Passing};
use super::record::{Pack, Record};
use super::state::TextState;
use crate::library::Library;
use crate::library::day::Day;
use crate::library::decide::Decided;
use crate::library::error::{LibraryError, Result};
use crate::library::instruments::number_of;
use crate::library::linking::Linkers;
use crate::library::settle::act_key;

/// In so few instruments words are looked for in the sentences themselves.
const FEW: usize = 1_000;

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

/// The numbers of a list, whatever part of it is asked for.
#[derive(Clone)]
pub(in crate::library) struct Counts {
    totals: Totals,
    facets: Option<Facets>,
}

impl LedgerQuery {
    /// The same list as far as its numbers go.
    fn counted(&self) -> Self {
        Self { order: Order::Day, reverse: false, skip: 0, most: 0, ..self.clone() }
    }

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
            // The numbers are the same for every part of a list, however it is ordered.
            let (state, counted) = (view.state()?, query.counted());
            let (mut page, counts) = match self.counts.of(state, &counted) {
                Some(counts) => (pass(&view, query, &decided, Counting::Nothing)?.0, counts),
                None => {
                    let what = if query.facets { Counting::Facets } else { Counting::Totals };
                    let (page, facets) = pass(&view, query, &decided, what)?;
                    let counts = Counts { totals: page.totals(), facets };
                    (page, self.counts.keep(state, counted, counts))
                }
            };
            let entries = entries(&view, (&decided, self.linkers), page.entries())?;
            let Counts { totals, facets } = counts.as_ref().clone();
            Ok(Ledger { as_of: query.as_of, entries, totals, facets })
        })
    }

    /// The entry of a commitment as of a day; `None` where the act is none or there is none.
    pub fn entry(&self, address: &ActAddress, as_of: Day) -> Result<Option<Entry>> {
        self.register.read(|view| {
            let no = number_of(&view, &address.instrument)?;
            let bytes = view.pack(no)?.unwrap_or_default();
            let pack = Pack::open(&bytes).filter(|pack| pack.day.is_none_or(|day| day <= as_of));
            let Some((pack, key)) = pack.zip(act_key(no, address).ok()) else {
                return Ok(None);
            };
            let Some(record) = pack.records().find(|record| record.key(no) == key) else {
                return Ok(None);
            };
            let decided = Decided::as_of(&view, Some(as_of))?;
            let passed = judge(no, record, as_of, &decided).keep();
            Ok(entries(&view, (&decided, self.linkers), std::iter::once(&passed))?.pop())
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

/// What is counted on the way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counting {
    /// Nothing: it was counted before, and who has what was asked for need not go on.
    Nothing,
    /// What the filters let through.
    Totals,
    /// That, and what others would.
    Facets,
}

/// What the filters let through, and what others would.
fn pass<'q>(
    view: &View<'_>,
    query: &'q LedgerQuery,
    decided: &Decided,
    counting: Counting,
) -> Result<(Page<'q>, Option<Facets>)> {
    let topics = query.topics.iter().copied().collect::<TopicSet>();
    let mut page = Page::new(query);
    let mut tally = (counting == Counting::Facets).then(Tally::default);
    // By day they come as they are asked for.
    let may_end = counting == Counting::Nothing && query.order == Order::Day;
    let instruments = match &query.instrument {
        Some(id) => Some(vec![number_of(view, id)?]),
        None if query.parties.is_empty() => None,
        None => Some(view.instrument_numbers_with(&query.parties)?),
    };
    let few = instruments.as_ref().is_some_and(|all| all.len() <= FEW);
    let mut words = view.lookup(&query.words, if few { Scope::Few } else { Scope::All })?;
    let mut look = |no: InstrumentNo, bytes: &[u8]| -> Result<ControlFlow<()>> {
        let Some(pack) = Pack::open(bytes) else { return Ok(ControlFlow::Continue(())) };
        if pack.day.is_some_and(|day| day > query.as_of)
            || !query.parties.iter().all(|p| pack.parties.contains(&p.as_str()))
            || !words.may_be_in(no)
        {
            return Ok(ControlFlow::Continue(()));
        }
        let by = query.by.iter().filter_map(|p| pack.parties.iter().position(|q| q == p));
        let by = by.filter(|at| *at < 32).fold(0u32, |bits, at| bits | 1 << at);
        for record in pack.records() {
            let on_topic = topics.is_empty() || record.topics().meets(topics);
            if (!on_topic && tally.is_none())
                || (!query.by.is_empty() && record.actors() & by == 0)
                || query.at_least.is_some_and(|least| record.strength() < Some(least))
                || !is_due(record, query)
            {
                continue;
            }
            let passing = judge(no, record, query.as_of, decided);
            let fits = Fits::of(&passing, on_topic, query);
            if (!fits.all() && tally.is_none()) || !words.is_in(record.key(no).provision())? {
                continue;
            }
            if let Some(tally) = &mut tally {
                tally.take(&passing, fits);
            }
            if fits.all() {
                page.take(passing);
            }
        }
        Ok(match may_end && page.is_full() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        })
    };
    // The latest come first where they are asked for first, so that few need be kept.
    let back = query.order == Order::Day && !query.reverse;
    match instruments {
        None if back => view.each_pack(Direction::Back, look)?,
        None => view.each_pack(Direction::Forth, look)?,
        Some(mut instruments) => {
            if back {
                instruments.reverse();
            }
            for no in instruments {
                if look(no, &view.pack(no)?.unwrap_or_default())?.is_break() {
                    break;
                }
            }
        }
    }
    Ok((page, tally.map(Tally::facets)))
}

fn is_due(record: Record<'_>, query: &LedgerQuery) -> bool {
    if query.due_from.is_none() && query.due_to.is_none() {
        return true;
    }
    record.due().is_some_and(|due| {
        query.due_from.is_none_or(|day| due.last >= day)
            && query.due_to.is_none_or(|day| due.last <= day)
    })
}

/// An entry with its states.
pub(super) fn judge<'b>(
    instrument: InstrumentNo,
    record: Record<'b>,
    as_of: Day,
    decided: &Decided,
) -> Passing<'b> {
    let (text, world) = record.states(as_of);
    let world = decided.state(record.key(instrument)).unwrap_or(world);
    Passing { instrument, record, text, world }
}
