//! The form in which the commitments of an instrument are packed: records of one size, one after the
//! other, so that a query which goes through a large register reads of each only what it asks for; then
//! what later texts did with them. Every number is little-endian; the form may change with any rebuild.

use mengfu_model::{Strength, TopicSet, WorldState};
use mengfu_register::key::{ActKey, InstrumentNo};

use super::state::{StateBecause, TextState, text_state, world_state};
use crate::library::day::{Day, Span};

const TESTABLE: u8 = 1;
const UMBRELLA: u8 = 2;
const DUE: u8 = 4;
const PART: u8 = 8;

/// Bytes of a record,
const RECORD: usize = 24;
/// of what a later text did,
const EVENT: usize = 5;
/// of a date,
const SPAN: usize = 8;
/// and of that which a commitment is part of.
const PLACE: usize = 4;

/// Where the values of a record stand.
mod at {
    pub(super) const PROVISION: usize = 0;
    pub(super) const ACT: usize = 2;
    pub(super) const FLAGS: usize = 4;
    pub(super) const STRENGTH: usize = 5;
    /// Both last states, half a byte each.
    pub(super) const STATES: usize = 6;
    pub(super) const EVENT_COUNT: usize = 7;
    pub(super) const SETTLED: usize = 8;
    pub(super) const TOPICS: usize = 12;
    pub(super) const ACTORS: usize = 16;
    /// Where among the rest that follows all records its own begins: date, place, events, as far as it has
    /// them.
    pub(super) const REST: usize = 20;
}

/// The commitments of one instrument.
#[derive(Clone, Debug)]
pub(super) struct Pack<'b> {
    /// The parties of the instrument.
    pub(super) parties: Vec<&'b str>,
    /// The day by which it stands in time.
    pub(super) day: Option<Day>,
    records: &'b [[u8; RECORD]],
    rest: &'b [u8],
}

/// A commitment as it is packed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'b> {
    bytes: &'b [u8; RECORD],
    /// What follows all records.
    rest: &'b [u8],
}

/// What is packed of a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Packed {
    pub(super) provision: u16,
    pub(super) act: u16,
    pub(super) strength: Option<Strength>,
    /// Whether it could be seen whether it is done.
    pub(super) testable: bool,
    /// Whether others are parts of it.
    pub(super) umbrella: bool,
    /// Provision and act of that which it is part of.
    pub(super) part_of: Option<(u16, u16)>,
    pub(super) topics: TopicSet,
    /// The parties that act, one bit each in the order of the parties.
    pub(super) actors: u32,
    /// When it is due.
    pub(super) due: Option<Span>,
}

/// What a later text did with a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) day: Day,
    pub(super) what: TextState,
}

/// A pack that is being made.
#[derive(Debug, Default)]
pub(super) struct Packing {
    head: Vec<u8>,
    records: Vec<u8>,
    rest: Vec<u8>,
    count: u32,
}

impl Packed {
    /// The number of the act.
    pub(super) fn key(&self, instrument: InstrumentNo) -> ActKey {
        ActKey(instrument.acts().0 + (i64::from(self.provision) << 10) + i64::from(self.act))
    }
}

impl Packing {
    pub(super) fn new(parties: &[&str], day: Option<Day>) -> Self {
        let mut head = vec![u8::try_from(parties.len()).unwrap_or(u8::MAX)];
        for party in parties.iter().take(usize::from(u8::MAX)) {
            head.push(u8::try_from(party.len()).unwrap_or(0));
            head.extend(party.bytes());
        }
        head.extend(day.map_or(i32::MIN, Day::number).to_le_bytes());
        Self { head, ..Self::default() }
    }

    /// Adds a commitment and what later texts did with it.
    pub(super) fn push(&mut self, packed: &Packed, events: &[Event]) {
        let flag = |on: bool, flag: u8| if on { flag } else { 0 };
        let flags = flag(packed.testable, TESTABLE)
            | flag(packed.umbrella, UMBRELLA)
            | flag(packed.due.is_some(), DUE)
            | flag(packed.part_of.is_some(), PART);
        // From this day on its states stay as they are.
        let overdue = packed.due.map(|due| due.last.number().saturating_add(1));
        let settled = events.iter().map(|e| e.day.number()).chain(overdue).max();
        let settled = settled.unwrap_or(i32::MIN);
        let last = Day::from_number(settled);
        let text = text_state(events.iter().copied(), last);
        let world = world_state(packed.due, packed.testable, events.iter().copied(), last);
        let count = u8::try_from(events.len()).unwrap_or(u8::MAX);
        let rest = u32::try_from(self.rest.len()).unwrap_or(u32::MAX);
        let records = &mut self.records;
        records.extend(packed.provision.to_le_bytes());
        records.extend(packed.act.to_le_bytes());
        records.extend([flags, packed.strength.map_or(0, |s| s as u8 + 1)]);
        records.extend([(text as u8) << 4 | world as u8, count]);
        records.extend(settled.to_le_bytes());
        records.extend(packed.topics.bits().to_le_bytes());
        records.extend(packed.actors.to_le_bytes());
        records.extend(rest.to_le_bytes());
        if let Some(due) = packed.due {
            self.rest.extend(due.first.number().to_le_bytes());
            self.rest.extend(due.last.number().to_le_bytes());
        }
        if let Some((provision, act)) = packed.part_of {
            self.rest.extend(provision.to_le_bytes());
            self.rest.extend(act.to_le_bytes());
        }
        for event in events.iter().take(usize::from(count)) {
            self.rest.extend(event.day.number().to_le_bytes());
            self.rest.push(event.what as u8);
        }
        self.count += 1;
    }

    /// The pack as bytes.
    pub(super) fn finish(self) -> Vec<u8> {
        let count = self.count.to_le_bytes();
        [self.head, count.to_vec(), self.records, self.rest].concat()
    }
}

impl<'b> Pack<'b> {
    /// What was packed; `None` where the bytes are something else.
    pub(super) fn open(bytes: &'b [u8]) -> Option<Self> {
        let (count, mut rest) = bytes.split_first()?;
        let mut parties = Vec::with_capacity(usize::from(*count));
        for _ in 0..*count {
            let (length, after) = rest.split_first()?;
            let (party, after) = after.split_at_checked(usize::from(*length))?;
            parties.push(std::str::from_utf8(party).ok()?);
            rest = after;
        }
        let (day, rest) = rest.split_first_chunk()?;
        let day = Some(i32::from_le_bytes(*day)).filter(|day| *day != i32::MIN);
        let (count, rest) = rest.split_first_chunk()?;
        let length = RECORD.checked_mul(u32::from_le_bytes(*count) as usize)?;
        let (records, rest) = rest.split_at_checked(length)?;
        let (records, _) = records.as_chunks();
        Some(Self { parties, day: day.map(Day::from_number), records, rest })
    }

    /// The commitments, in the order of the text.
    pub(super) fn records(&self) -> impl Iterator<Item = Record<'b>> + use<'b> {
        let rest = self.rest;
        self.records.iter().map(move |bytes| Record { bytes, rest })
    }
}

impl<'b> Record<'b> {
    pub(super) fn provision(self) -> u16 {
        self.short(at::PROVISION)
    }

    pub(super) fn strength(self) -> Option<Strength> {
        let code = usize::from(self.byte(at::STRENGTH));
        code.checked_sub(1).and_then(|at| Strength::ALL.get(at)).copied()
    }

    pub(super) fn topics(self) -> TopicSet {
        TopicSet::from_bits(self.number(at::TOPICS).cast_unsigned())
    }

    pub(super) fn actors(self) -> u32 {
        self.number(at::ACTORS).cast_unsigned()
    }

    pub(super) fn is_umbrella(self) -> bool {
        self.has(UMBRELLA)
    }

    pub(super) fn due(self) -> Option<Span> {
        if !self.has(DUE) {
            return None;
        }
        let (first, rest) = self.rest().split_first_chunk()?;
        let last = rest.first_chunk()?;
        let day = |bytes: &[u8; 4]| Day::from_number(i32::from_le_bytes(*bytes));
        Some(Span { first: day(first), last: day(last) })
    }

    fn part_of(self) -> Option<(u16, u16)> {
        if !self.has(PART) {
            return None;
        }
        let after = if self.has(DUE) { SPAN } else { 0 };
        let (provision, rest) = self.rest().get(after..)?.split_first_chunk()?;
        let act = rest.first_chunk()?;
        Some((u16::from_le_bytes(*provision), u16::from_le_bytes(*act)))
    }

    /// The number of the act.
    pub(super) fn key(self, instrument: InstrumentNo) -> ActKey {
        let (provision, act) = (self.provision(), self.short(at::ACT));
        ActKey(instrument.acts().0 + (i64::from(provision) << 10) + i64::from(act))
    }

    /// What later texts did with it, and its state in the world, as of a day, people's word apart.
    pub(super) fn states(self, as_of: Day) -> (TextState, (WorldState, StateBecause)) {
        let (text, world) = match as_of.number() >= self.number(at::SETTLED) {
            true => {
                let states = self.byte(at::STATES);
                let text = TextState::ALL.get(usize::from(states >> 4));
                let world = WorldState::ALL.get(usize::from(states & 0xf));
                (text.copied().unwrap_or(TextState::Unmentioned), world.copied())
            }
            false => {
                let world = world_state(self.due(), self.has(TESTABLE), self.events(), as_of);
                (text_state(self.events(), as_of), Some(world))
            }
        };
        let world = world.unwrap_or(WorldState::NoEvidence);
        (text, (world, StateBecause::of_texts(world)))
    }

    /// What later texts did with it.
    pub(super) fn events(self) -> impl Iterator<Item = Event> + Clone + use<'b> {
        let after = if self.has(DUE) { SPAN } else { 0 } + if self.has(PART) { PLACE } else { 0 };
        let (events, _) = self.rest().get(after..).unwrap_or_default().as_chunks::<EVENT>();
        let own = events.iter().take(usize::from(self.byte(at::EVENT_COUNT)));
        own.filter_map(|[a, b, c, d, what]| {
            let day = Day::from_number(i32::from_le_bytes([*a, *b, *c, *d]));
            Some(Event { day, what: *TextState::ALL.get(usize::from(*what))? })
        })
    }

    /// All of it.
    pub(super) fn packed(self) -> Packed {
        Packed {
            provision: self.provision(),
            act: self.short(at::ACT),
            strength: self.strength(),
            testable: self.has(TESTABLE),
            umbrella: self.is_umbrella(),
            part_of: self.part_of(),
            topics: self.topics(),
            actors: self.actors(),
            due: self.due(),
        }
    }

    /// What follows the records, from its own part on.
    fn rest(self) -> &'b [u8] {
        self.rest.get(self.number(at::REST).cast_unsigned() as usize..).unwrap_or_default()
    }

    fn has(self, flag: u8) -> bool {
        self.byte(at::FLAGS) & flag != 0
    }

    fn byte(self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or_default()
    }

    fn short(self, at: usize) -> u16 {
        let bytes = self.bytes.get(at..).and_then(|bytes| bytes.first_chunk());
        u16::from_le_bytes(bytes.copied().unwrap_or_default())
    }

    fn number(self, at: usize) -> i32 {
        let bytes = self.bytes.get(at..).and_then(|bytes| bytes.first_chunk());
        i32::from_le_bytes(bytes.copied().unwrap_or_default())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(super) mod tests {
    use mengfu_model::Topic;

    use super::*;

    /// A commitment without anything.
    pub(in super::super) const BARE: Packed = Packed {
        provision: 1,
        act: 1,
        strength: None,
        testable: true,
        umbrella: false,
        part_of: None,
        topics: TopicSet::NONE,
        actors: 1,
        due: None,
    };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_packed_comes_out_again() {
        let packed = Packed {
            provision: 300,
            act: 2,
            strength: Some(Strength::Agree),
            umbrella: true,
            part_of: Some((299, 1)),
            topics: [Topic::Social].into_iter().collect(),
            actors: 3,
            due: Span::of_edtf("2030"),
            ..BARE
        };
        let events = [Event { day: day("2025-01-01"), what: TextState::Dropped }];
        let mut packing = Packing::new(&["XAA", "XBB"], Some(day("2024-02-20")));
        packing.push(&packed, &events);
        packing.push(&BARE, &[]);
        let bytes = packing.finish();
        let pack = Pack::open(&bytes).unwrap();
        assert_eq!(pack.parties, ["XAA", "XBB"]);
        assert_eq!(pack.day, Some(day("2024-02-20")));
        let records: Vec<Record<'_>> = pack.records().collect();
        assert_eq!(records.iter().map(|r| r.packed()).collect::<Vec<_>>(), [packed, BARE]);
        assert_eq!(records[0].events().collect::<Vec<_>>(), events);
        assert_eq!(records[1].events().count(), 0);
        assert_eq!(records[0].key(InstrumentNo(7)), packed.key(InstrumentNo(7)));
    }

    #[test]
    fn states_change_on_their_days_and_then_stay() {
        let packed = Packed { due: Span::of_edtf("2030-06"), ..BARE };
        let event = |on, what| Event { day: day(on), what };
        let events =
            [event("2025-01-01", TextState::Advanced), event("2031-01-01", TextState::Fulfilled)];
        let mut packing = Packing::new(&[], None);
        packing.push(&packed, &events);
        let bytes = packing.finish();
        let record = Pack::open(&bytes).unwrap().records().next().unwrap();
        for (as_of, text, world) in [
            ("2024-12-31", TextState::Unmentioned, WorldState::NoEvidence),
            ("2025-01-01", TextState::Advanced, WorldState::InProgress),
            ("2030-06-30", TextState::Advanced, WorldState::InProgress),
            ("2030-07-01", TextState::Advanced, WorldState::Overdue),
            ("2031-01-01", TextState::Fulfilled, WorldState::Done),
            ("2040-01-01", TextState::Fulfilled, WorldState::Done),
        ] {
            let (told, (state, _)) = record.states(day(as_of));
            assert_eq!((told, state), (text, world), "{as_of}");
        }
    }
}
