//! What the filters let through: all of it counted, and the part that is asked for kept in order.

use mengfu_model::{Strength, WorldState};
use mengfu_register::key::InstrumentNo;

use super::query::{LedgerQuery, Order, Totals};
use super::record::{Packed, Record};
use super::state::{StateBecause, TextState};

/// So many more than are asked for are gathered before the surplus is thrown away.
const SURPLUS: usize = 4_096;

/// An entry that the filters let through.
#[derive(Clone, Copy)]
pub(super) struct Passing<'b> {
    pub(super) instrument: InstrumentNo,
    pub(super) record: Record<'b>,
    pub(super) text: TextState,
    pub(super) world: (WorldState, StateBecause),
}

/// The same, kept.
#[derive(Clone, Copy)]
pub(super) struct Passed {
    pub(super) instrument: InstrumentNo,
    pub(super) packed: Packed,
    pub(super) text: TextState,
    pub(super) world: (WorldState, StateBecause),
}

impl Passing<'_> {
    pub(super) fn keep(self) -> Passed {
        let Self { instrument, record, text, world } = self;
        Passed { instrument, packed: record.packed(), text, world }
    }
}

/// Where an entry stands: by what the order asks for, then in the order of time.
type Place = (i64, u32);

/// Entries in the order of a query, no more than it asks for, and the numbers of all.
pub(super) struct Page<'q> {
    query: &'q LedgerQuery,
    /// How many from the beginning are asked for.
    limit: usize,
    kept: Vec<(Place, Passed)>,
    /// What stands behind this is not asked for.
    last: Option<Place>,
    count: u32,
    umbrellas: usize,
    carried_on: usize,
    once: usize,
    world: [usize; WorldState::ALL.len()],
    text: [usize; TextState::ALL.len()],
    strength: [usize; Strength::ALL.len()],
}

impl<'q> Page<'q> {
    pub(super) fn new(query: &'q LedgerQuery) -> Self {
        Self {
            query,
            limit: query.skip.saturating_add(query.most),
            kept: Vec::new(),
            last: None,
            count: 0,
            umbrellas: 0,
            carried_on: 0,
            once: 0,
            world: Default::default(),
            text: Default::default(),
            strength: Default::default(),
        }
    }

    /// Takes the next entry. They come in the order of time; where the query asks for the latest first, the
    /// instruments may come the other way about, so that little need be kept.
    pub(super) fn take(&mut self, passing: Passing<'_>) {
        let place = self.place(&passing);
        let (umbrella, carried_on) = (passing.record.is_umbrella(), passing.text.is_carried_on());
        self.count += 1;
        self.umbrellas += usize::from(umbrella);
        self.carried_on += usize::from(carried_on);
        self.once += usize::from(!umbrella && !carried_on);
        count(&mut self.world, passing.world.0 as usize);
        count(&mut self.text, passing.text as usize);
        if let Some(strength) = passing.record.strength() {
            count(&mut self.strength, strength as usize);
        }
        if self.last.is_some_and(|last| place > last) {
            return;
        }
        self.kept.push((place, passing.keep()));
        if self.limit > 0 && self.kept.len() >= self.limit.saturating_mul(2).saturating_add(SURPLUS)
        {
            let (_, last, _) =
                self.kept.select_nth_unstable_by_key(self.limit - 1, |(place, _)| *place);
            self.last = Some(last.0);
            self.kept.truncate(self.limit);
        }
    }

    /// Whether there are as many as are asked for.
    pub(super) fn is_full(&self) -> bool {
        self.count as usize >= self.limit
    }

    /// The entries that are asked for.
    pub(super) fn entries(&mut self) -> impl Iterator<Item = &Passed> {
        self.kept.sort_unstable_by_key(|(place, _)| *place);
        let asked = self.kept.iter().take(self.limit).skip(self.query.skip);
        asked.map(|(_, passed)| passed)
    }

    /// The numbers of all.
    pub(super) fn totals(&self) -> Totals {
        let text = TextState::ALL.iter().copied().zip(self.text);
        let world = WorldState::ALL.iter().map(|s| (*s, self.world.get(*s as usize)));
        let world = world.map(|(state, n)| (state, n.copied().unwrap_or_default()));
        let strength = Strength::ALL.iter().map(|s| s.code()).zip(self.strength);
        Totals {
            entries: self.count as usize,
            umbrellas: self.umbrellas,
            carried_on: self.carried_on,
            once: self.once,
            world: world.filter(|(_, n)| *n > 0).collect(),
            text: text.filter(|(_, n)| *n > 0).collect(),
            strength: strength.filter(|(_, n)| *n > 0).collect(),
        }
    }

    fn place(&self, passing: &Passing<'_>) -> Place {
        let by = match self.query.order {
            // Latest instrument first, and in it the order of the text.
            Order::Day => -passing.instrument.0,
            Order::Due => passing.record.due().map_or(i64::MAX, |due| due.last.number().into()),
            Order::Strength => -passing.record.strength().map_or(0, |s| s as i64 + 1),
            Order::State => urgency(passing.world.0),
        };
        match self.query.reverse {
            true => (by.saturating_neg(), u32::MAX - self.count),
            false => (by, self.count),
        }
    }
}

pub(super) fn count(counts: &mut [usize], at: usize) {
    if let Some(count) = counts.get_mut(at) {
        *count += 1;
    }
}

/// How urgent a state is.
fn urgency(state: WorldState) -> i64 {
    match state {
        WorldState::Overdue => 0,
        WorldState::Stalled => 1,
        WorldState::NotStarted => 2,
        WorldState::InProgress => 3,
        WorldState::NoEvidence => 4,
        WorldState::CannotBeTested => 5,
        WorldState::Done => 6,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::record::tests::BARE;
    use super::super::record::{Pack, Packing};
    use super::*;
    use crate::library::day::Day;

    /// The pack of an instrument with three commitments, firm and less firm ones in turn.
    fn pack(instrument: i64) -> Vec<u8> {
        let mut packing = Packing::new(&["XAA"], None);
        for provision in 1..4 {
            let firm = (instrument + i64::from(provision)) % 2 == 0;
            let strength = Some(if firm { Strength::Agree } else { Strength::Willing });
            packing.push(&Packed { provision, strength, ..BARE }, &[]);
        }
        packing.finish()
    }

    fn page(order: Order, reverse: bool, skip: usize, most: usize) -> Vec<(i64, u16)> {
        let day: Day = "2024-01-01".parse().unwrap();
        let query = LedgerQuery { order, reverse, skip, most, ..LedgerQuery::as_of(day) };
        let mut page = Page::new(&query);
        let latest_first = order == Order::Day && !reverse;
        for at in 0..3_000 {
            let instrument = if latest_first { 2_999 - at } else { at };
            let bytes = pack(instrument);
            for record in Pack::open(&bytes).unwrap().records() {
                page.take(Passing {
                    instrument: InstrumentNo(instrument),
                    record,
                    text: TextState::Restated,
                    world: (WorldState::NoEvidence, StateBecause::Nothing),
                });
            }
        }
        assert_eq!(page.totals().entries, 9_000);
        assert_eq!(page.totals().strength.values().sum::<usize>(), 9_000);
        page.entries().map(|p| (p.instrument.0, p.packed.provision)).collect()
    }

    #[test]
    fn a_page_is_a_part_of_the_whole() {
        for order in [Order::Day, Order::Due, Order::Strength, Order::State] {
            for reverse in [false, true] {
                let all = page(order, reverse, 0, usize::MAX);
                assert_eq!(all.len(), 9_000);
                assert_eq!(page(order, reverse, 0, 5), all.get(..5).unwrap());
                assert_eq!(page(order, reverse, 700, 50), all.get(700..750).unwrap());
                assert_eq!(page(order, reverse, 8_998, 50), all.get(8_998..).unwrap());
                assert!(page(order, reverse, 0, 0).is_empty());
            }
        }
    }

    #[test]
    fn the_latest_comes_first_and_in_it_the_order_of_the_text() {
        assert_eq!(page(Order::Day, false, 0, 4), [(2999, 1), (2999, 2), (2999, 3), (2998, 1)]);
        assert_eq!(page(Order::Due, false, 0, 2), [(0, 1), (0, 2)]);
        assert_eq!(page(Order::Due, true, 0, 2), [(2999, 3), (2999, 2)]);
    }
}
