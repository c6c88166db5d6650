//! Packing the commitments of an instrument, with what later texts did with them.

use mengfu_model::{Kind, LinkKind, Strength, TimeRole};
use mengfu_register::key::{ActKey, InstrumentNo};
use mengfu_register::{ActRow, LinkRow, ProvisionRow, Writer};

use super::record::{Event, Packed, Packing};
use super::state::TextState;
use crate::library::Library;
use crate::library::day::{Day, Span};
use crate::library::error::Result;

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
        let mut packing = Packing::new(&parties, day);
        for act in acts.iter().filter(|act| act.kind == Kind::Commitment) {
            let packed = packed(act, &parties, day, &roofs);
            let from = links.partition_point(|l| l.earlier < Some(act.key));
            let own = links.iter().skip(from).take_while(|l| l.earlier == Some(act.key));
            let mut events = Vec::new();
            for link in own {
                events.extend(days.event(writer, link)?);
            }
            packing.push(&packed, &events);
        }
        writer.set_pack(no, &packing.finish())?;
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

fn packed(act: &ActRow, parties: &[&str], day: Option<Day>, roofs: &[Roof]) -> Packed {
    let place = |key: ActKey| (key.provision().number() as u16, key.number() as u16);
    let due = act.detail.times.iter().filter(|t| t.role == TimeRole::Deadline.code());
    // What begins with the statement itself, or began before, was done by signing; nobody waits for it.
    let due = due.filter_map(|t| Span::of_edtf(t.edtf.as_deref()?));
    let due = due.filter(|span| day.is_none_or(|day| span.last > day)).min_by_key(|s| s.last);
    let bit = |party: &str| {
        let at = parties.iter().position(|p| *p == party).filter(|at| *at < 32)?;
        Some(1u32 << at)
    };
    let every = match parties.len() {
        32.. => u32::MAX,
        n => (1 << n) - 1,
    };
    let mut actors = 0;
    for actor in &act.actors {
        match (actor.as_str(), bit(actor)) {
            ("all", _) => actors |= every,
            (_, Some(bit)) => actors |= bit,
            _ => {}
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
        testable: due.is_some() || (!act.standing && (named || firm)),
        umbrella: roofs.iter().any(|r| r.act == act.key),
        part_of: roof.max_by_key(|r| r.act).map(|r| place(r.act)),
        topics: act.topics,
        actors,
        due,
    }
}
