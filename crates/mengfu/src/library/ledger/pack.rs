//! The commitments of an instrument in few bytes, so that a query can go through all of a large
//! register. Every number is little-endian; the form may change with any rebuild.

use mengfu_model::{Kind, LinkKind, Strength, TimeRole, TopicSet};
use mengfu_register::key::{ActKey, InstrumentNo};
use mengfu_register::{ActRow, LinkRow, ProvisionRow, Writer};

use super::state::TextState;
use crate::library::Library;
use crate::library::day::{Day, Span};
use crate::library::error::Result;

const STANDING: u8 = 1;
const TESTABLE: u8 = 2;
const UMBRELLA: u8 = 4;
const DUE: u8 = 8;
const PART: u8 = 16;
const BODY: u8 = 32;

/// The commitments of one instrument.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pack<'b> {
    /// The parties of the instrument.
    pub(super) parties: Vec<&'b str>,
    /// The day by which it stands in time.
    pub(super) day: Option<Day>,
    rest: &'b [u8],
}

/// What queries need of a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Packed {
    pub(super) provision: u16,
    pub(super) act: u16,
    pub(super) strength: Option<Strength>,
    pub(super) standing: bool,
    /// Whether it could be seen whether it is done.
    pub(super) testable: bool,
    /// Whether others are parts of it.
    pub(super) umbrella: bool,
    /// Provision and act of that which it is part of.
    pub(super) part_of: Option<(u16, u16)>,
    pub(super) topics: TopicSet,
    /// The parties that act, one bit each in the order of the parties.
    pub(super) actors: u32,
    /// Whether another body acts.
    pub(super) body: bool,
    /// When it is due.
    pub(super) due: Option<Span>,
}

/// What a later text did with a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) day: Day,
    pub(super) what: TextState,
}

impl Packed {
    /// The number of the act.
    pub(super) fn key(&self, instrument: InstrumentNo) -> ActKey {
        ActKey(instrument.acts().0 + (i64::from(self.provision) << 10) + i64::from(self.act))
    }
}

impl Library<'_> {
    /// Packs the commitments of an instrument anew.
    pub(in crate::library) fn repack(&self, writer: &Writer<'_>, no: InstrumentNo) -> Result<()> {
        let Some(row) = writer.instrument_by_no(no)? else { return Ok(()) };
        let day = row.day.as_deref().and_then(|d| d.parse::<Day>().ok());
        let parties: Vec<&str> = row.party_codes().collect();
        let provisions = writer.provisions_of(no)?;
        let acts = writer.acts_of(no)?;
        let roofs = roofs(&provisions, &acts);
        let links = writer.links_from(no)?;
        let mut days = Days::default();
        let mut bytes = Vec::new();
        bytes.push(u8::try_from(parties.len()).unwrap_or(u8::MAX));
        for party in parties.iter().take(usize::from(u8::MAX)) {
            bytes.push(u8::try_from(party.len()).unwrap_or(0));
            bytes.extend(party.bytes());
        }
        bytes.extend(day.map_or(i32::MIN, Day::number).to_le_bytes());
        for act in acts.iter().filter(|act| act.kind == Kind::Commitment) {
            let packed = packed(act, &parties, &roofs);
            let from = links.partition_point(|l| l.earlier < Some(act.key));
            let own = links.iter().skip(from).take_while(|l| l.earlier == Some(act.key));
            let mut events = Vec::new();
            for link in own {
                events.extend(days.event(writer, link)?);
            }
            push(&mut bytes, &packed, &events);
        }
        writer.set_pack(no, &bytes)?;
        Ok(())
    }
}

/// The days of later instruments.
#[derive(Default)]
struct Days(std::collections::BTreeMap<InstrumentNo, Option<Day>>);

impl Days {
    fn event(&mut self, writer: &Writer<'_>, link: &LinkRow) -> Result<Option<Event>> {
        let Some(what) = TextState::of(link.kind) else { return Ok(None) };
        // That an incomplete text does not have it says nothing.
        if link.kind == LinkKind::Drops && link.provisional {
            return Ok(None);
        }
        let day = match self.0.get(&link.owner) {
            Some(day) => *day,
            None => {
                let placed = writer.placed_by_no(link.owner)?;
                let day = placed.and_then(|p| p.day.parse().ok());
                self.0.insert(link.owner, day);
                day
            }
        };
        Ok(day.map(|day| Event { day, what }))
    }
}

/// A commitment under which others stand: where it is, and which provisions or acts it covers.
struct Roof {
    act: ActKey,
    /// The first act under it.
    from: ActKey,
    /// The last act under it.
    to: ActKey,
}

/// The commitments that lead a list: those of the last provision before the sub-articles of its own
/// article, and those that end with a colon and are followed by further acts of their provision.
fn roofs(provisions: &[ProvisionRow], acts: &[ActRow]) -> Vec<Roof> {
    let mut roofs = Vec::new();
    for (at, provision) in provisions.iter().enumerate() {
        let (first, after) = provision.key.acts();
        let own: Vec<&ActRow> = acts
            .iter()
            .skip(acts.partition_point(|a| a.key.0 < first))
            .take_while(|a| a.key.0 < after)
            .collect();
        let last = own.iter().rfind(|a| a.kind == Kind::Commitment);
        let colon = |act: &ActRow| {
            let rest = provision.text.get(act.end as usize..).unwrap_or_default();
            rest.trim_start().starts_with([':', '：'])
        };
        for pair in own.windows(2) {
            let [lead, next] = pair else { continue };
            if let Some(end) = own.last()
                && lead.kind == Kind::Commitment
                && colon(lead)
            {
                roofs.push(Roof { act: lead.key, from: next.key, to: end.key });
            }
        }
        if let Some(lead) = last
            && !provision.article.is_empty()
        {
            let below = format!("{}/", provision.article);
            let under: Vec<_> = provisions
                .iter()
                .skip(at + 1)
                .take_while(|p| p.article.starts_with(&below))
                .collect();
            if let (Some(start), Some(end)) = (under.first(), under.last()) {
                let (from, to) = (ActKey(start.key.acts().0), ActKey(end.key.acts().1 - 1));
                roofs.push(Roof { act: lead.key, from, to });
            }
        }
    }
    roofs
}

fn packed(act: &ActRow, parties: &[&str], roofs: &[Roof]) -> Packed {
    let place = |key: ActKey| (key.provision().number() as u16, key.number() as u16);
    let due = act.detail.times.iter().filter(|t| t.role == TimeRole::Deadline.code());
    let due = due.filter_map(|t| Span::of_edtf(t.edtf.as_deref()?)).min_by_key(|s| s.last);
    let bit = |party: &str| {
        let at = parties.iter().position(|p| *p == party).filter(|at| *at < 32)?;
        Some(1u32 << at)
    };
    let every = match parties.len() {
        32.. => u32::MAX,
        n => (1 << n) - 1,
    };
    let (mut actors, mut body) = (0, false);
    for actor in &act.actors {
        match (actor.as_str(), bit(actor)) {
            ("all", _) => actors |= every,
            (_, Some(bit)) => actors |= bit,
            _ => body = true,
        }
    }
    let named = !act.detail.references.is_empty() || !act.detail.quantities.is_empty();
    let firm = act.strength >= Some(Strength::Agree);
    let (provision, number) = place(act.key);
    let roof = roofs.iter().filter(|r| r.from <= act.key && act.key <= r.to);
    Packed {
        provision,
        act: number,
        strength: act.strength,
        standing: act.standing,
        testable: due.is_some() || (!act.standing && (named || firm)),
        umbrella: roofs.iter().any(|r| r.act == act.key),
        part_of: roof.max_by_key(|r| r.act).map(|r| place(r.act)),
        topics: act.topics,
        actors,
        body,
        due,
    }
}

fn push(bytes: &mut Vec<u8>, packed: &Packed, events: &[Event]) {
    let flag = |on: bool, flag: u8| if on { flag } else { 0 };
    let flags = flag(packed.standing, STANDING)
        | flag(packed.testable, TESTABLE)
        | flag(packed.umbrella, UMBRELLA)
        | flag(packed.due.is_some(), DUE)
        | flag(packed.part_of.is_some(), PART)
        | flag(packed.body, BODY);
    bytes.push(flags);
    bytes.push(packed.strength.map_or(0, |s| s as u8 + 1));
    bytes.push(u8::try_from(events.len()).unwrap_or(u8::MAX));
    bytes.extend(packed.provision.to_le_bytes());
    bytes.extend(packed.act.to_le_bytes());
    bytes.extend(packed.topics.bits().to_le_bytes());
    bytes.extend(packed.actors.to_le_bytes());
    if let Some(due) = packed.due {
        bytes.extend(due.first.number().to_le_bytes());
        bytes.extend(due.last.number().to_le_bytes());
    }
    if let Some((provision, act)) = packed.part_of {
        bytes.extend(provision.to_le_bytes());
        bytes.extend(act.to_le_bytes());
    }
    for event in events.iter().take(usize::from(u8::MAX)) {
        bytes.extend(event.day.number().to_le_bytes());
        bytes.push(event.what as u8);
    }
}

impl<'b> Pack<'b> {
    /// What was packed; `None` where the bytes are something else.
    pub(super) fn open(bytes: &'b [u8]) -> Option<Self> {
        let mut rest = bytes;
        let mut parties = Vec::new();
        for _ in 0..byte(&mut rest)? {
            let length = usize::from(byte(&mut rest)?);
            let (party, after) = rest.split_at_checked(length)?;
            parties.push(std::str::from_utf8(party).ok()?);
            rest = after;
        }
        let day = number(&mut rest)?;
        let day = (day != i32::MIN).then(|| Day::from_number(day));
        Some(Self { parties, day, rest })
    }

    /// The next commitment; its events go into `events`.
    pub(super) fn next(&mut self, events: &mut Vec<Event>) -> Option<Packed> {
        let rest = &mut self.rest;
        let flags = byte(rest)?;
        let strength = byte(rest)?;
        let count = byte(rest)?;
        let (provision, act) = (short(rest)?, short(rest)?);
        let topics = TopicSet::from_bits(number(rest)?.cast_unsigned());
        let actors = number(rest)?.cast_unsigned();
        let due = match flags & DUE {
            0 => None,
            _ => Some(Span {
                first: Day::from_number(number(rest)?),
                last: Day::from_number(number(rest)?),
            }),
        };
        let part_of = match flags & PART {
            0 => None,
            _ => Some((short(rest)?, short(rest)?)),
        };
        events.clear();
        for _ in 0..count {
            let day = Day::from_number(number(rest)?);
            let what = *TextState::ALL.get(usize::from(byte(rest)?))?;
            events.push(Event { day, what });
        }
        Some(Packed {
            provision,
            act,
            strength: usize::from(strength)
                .checked_sub(1)
                .and_then(|at| Strength::ALL.get(at))
                .copied(),
            standing: flags & STANDING != 0,
            testable: flags & TESTABLE != 0,
            umbrella: flags & UMBRELLA != 0,
            part_of,
            topics,
            actors,
            body: flags & BODY != 0,
            due,
        })
    }
}

fn byte(bytes: &mut &[u8]) -> Option<u8> {
    let (first, rest) = bytes.split_first()?;
    *bytes = rest;
    Some(*first)
}

fn short(bytes: &mut &[u8]) -> Option<u16> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(u16::from_le_bytes(*first))
}

fn number(bytes: &mut &[u8]) -> Option<i32> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(i32::from_le_bytes(*first))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use mengfu_model::Topic;

    use super::*;

    #[test]
    fn what_is_packed_comes_out_again() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let mut bytes = vec![2, 3, b'X', b'A', b'A', 3, b'X', b'B', b'B'];
        bytes.extend(day("2024-02-20").number().to_le_bytes());
        let packed = Packed {
            provision: 300,
            act: 2,
            strength: Some(Strength::Agree),
            standing: false,
            testable: true,
            umbrella: true,
            part_of: Some((299, 1)),
            topics: [Topic::Social].into_iter().collect(),
            actors: 3,
            body: false,
            due: Span::of_edtf("2030"),
        };
        let events = [Event { day: day("2025-01-01"), what: TextState::Dropped }];
        push(&mut bytes, &packed, &events);
        push(&mut bytes, &Packed { due: None, part_of: None, strength: None, ..packed }, &[]);
        let mut pack = Pack::open(&bytes).unwrap();
        assert_eq!(pack.parties, ["XAA", "XBB"]);
        let mut found = Vec::new();
        assert_eq!(pack.next(&mut found), Some(packed));
        assert_eq!(found, events);
        assert_eq!(pack.next(&mut found).map(|p| p.strength), Some(None));
        assert!(found.is_empty());
        assert_eq!(pack.next(&mut found), None);
    }
}
