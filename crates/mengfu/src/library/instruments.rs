//! From witnesses to instruments: which there are, and the rows that go and come when that changes.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use mengfu_link::Digest;
use mengfu_model::{
    Citation, Edtf, EntityId, Finding, FindingCode, InstrumentId, Kind, Reading, Severity,
    SourceReading,
};
use mengfu_read::outline::{Undated, date_by_citation};
use mengfu_register::key::InstrumentNo;
use mengfu_register::{
    FarKeyRow, InstrumentRow, MentionRow, Side, Stale, View, WitnessRow, Writer,
};

use super::Library;
use super::day::Day;
use super::error::{LibraryError, Result};
use super::identity::{Candidate, Dating, Identity, identify};
use super::linking::to_bytes;
use super::settle::mark_reporting;
use super::{place, rows};

/// Readings of sources that are at hand, by the numbers of the sources.
pub(super) type Readings = BTreeMap<i64, SourceReading>;

impl Library<'_> {
    /// Brings the instruments of these parties in line with the witnesses.
    pub(super) fn regroup(
        &self,
        writer: &Writer<'_>,
        parties: &str,
        readings: &mut Readings,
    ) -> Result<()> {
        let witnesses = writer.witnesses_of_parties(parties)?;
        let mut candidates = Vec::with_capacity(witnesses.len());
        for witness in &witnesses {
            candidates.push(Candidate { witness, cited: cited(writer, witness)? });
        }
        let identities = identify(&candidates);
        let wanted: BTreeMap<&str, &Identity> =
            identities.iter().map(|i| (i.id.as_str(), i)).collect();
        let mut kept = BTreeMap::new();
        for row in writer.instruments_of(parties)? {
            match wanted.get(row.id.0.as_str()) {
                Some(identity) if identity.print == row.print => {
                    kept.insert(row.id.0, (row.no, row.witnesses));
                }
                _ => remove(writer, row.no)?,
            }
        }
        for identity in &identities {
            let no = match kept.get(&identity.id) {
                Some((no, count)) => {
                    let witnesses = u32::try_from(identity.witnesses.len()).unwrap_or(u32::MAX);
                    if *count != witnesses {
                        writer.set_witness_count(*no, witnesses)?;
                    }
                    *no
                }
                None => {
                    let primary = candidates.get(identity.primary).map(|c| c.witness);
                    let Some(primary) = primary else { continue };
                    self.make(writer, identity, primary, readings)?
                }
            };
            for witness in identity.witnesses.iter().filter_map(|at| witnesses.get(*at)) {
                if witness.instrument != Some(no) {
                    writer.set_witness(witness.source, witness.ordinal, Some(no))?;
                }
            }
        }
        Ok(())
    }

    /// Writes all rows of an instrument but its links.
    fn make(
        &self,
        writer: &Writer<'_>,
        identity: &Identity,
        primary: &WitnessRow,
        readings: &mut Readings,
    ) -> Result<InstrumentNo> {
        let reading = self.reading(writer, primary, readings)?;
        let reading = dated(reading, identity, writer)?;
        let id = InstrumentId(identity.id.clone());
        let digest = self.linkers.digest(&id, &reading);
        let not_before = digest.as_ref().and_then(|d| d.not_before.as_deref());
        let placed = place::place(&reading, not_before);
        let no = free_number(writer, &id, placed.0)?;
        let pack = self.engine.packs().get(&reading.pack);
        writer.add_instrument(&rows::instrument(no, identity, primary, &reading, placed))?;
        writer.add_party_names(no, &reading.instrument.names)?;
        let mut sentences = Vec::new();
        for (number, provision) in (1..).zip(&reading.provisions) {
            let (row, acts) = rows::provision(no, number, provision, pack)?;
            writer.add_provision(&row)?;
            acts.iter().try_for_each(|act| writer.add_act(act))?;
            if acts.iter().any(|act| act.kind == Kind::Commitment) {
                sentences.push((number, row.plain.unwrap_or(row.text)));
            }
        }
        let sentences = sentences.iter().map(|(number, sentence)| (*number, sentence.as_str()));
        writer.set_wording(no, sentences)?;
        if let Some(digest) = digest {
            writer.set_digest(no, &to_bytes(&digest)?)?;
            if placed.0.is_some() {
                writer.add_far_keys(no, &self.keys(&reading.pack, &digest))?;
            }
        }
        let mentions = self.linkers.mentions(&id, &reading);
        let mentions = mentions.into_iter().map(|m| MentionRow {
            entity: EntityId(m.entity.0),
            kind: m.kind,
            surface: m.surface,
            instrument: no,
            provision: m.provision,
            act: m.act,
            session: m.session,
            date: m.date,
            stage: m.stage,
        });
        writer.add_mentions(&mentions.collect::<Vec<_>>())?;
        if let Some((card, cited)) = self.linkers.cited(&id, &reading) {
            writer.set_cited(no, &card, &cited)?;
        }
        writer.add_slots(no, &primary.parties, &self.linkers.formulas(&id, &reading))?;
        writer.add_stale(no, Stale::Links)?;
        writer.add_stale(no, Stale::Pack)?;
        Ok(no)
    }

    /// The keys under which a digest promises and reports.
    fn keys(&self, pack: &str, digest: &Digest) -> Vec<FarKeyRow> {
        let (promised, reported) = self.linkers.keys(pack, digest);
        let promised = promised.iter().map(|k| (k, Side::Promised));
        let reported = reported.iter().map(|k| (k, Side::Reported));
        promised.chain(reported).map(|(k, side)| FarKeyRow { key: k.key.0, side }).collect()
    }

    /// The reading of a place of a source, from what is at hand or from its bytes.
    pub(super) fn reading(
        &self,
        view: &View<'_>,
        witness: &WitnessRow,
        readings: &mut Readings,
    ) -> Result<Reading> {
        let source = match readings.entry(witness.source) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let bytes = view.source_bytes(witness.source)?;
                place.insert(self.engine.read("", &bytes)?.reading)
            }
        };
        let place = (witness.ordinal as usize).saturating_sub(1);
        let reading = source.readings.get(place);
        reading.cloned().ok_or_else(|| {
            LibraryError::Form(format!("statement {} of source {}", witness.ordinal, witness.hash))
        })
    }
}

/// The row of the instrument called `id`.
pub(super) fn row_of(view: &View<'_>, id: &InstrumentId) -> Result<InstrumentRow> {
    view.instrument(id)?.ok_or_else(|| LibraryError::NoInstrument(id.to_string()))
}

/// The number of the instrument called `id`.
pub(super) fn number_of(view: &View<'_>, id: &InstrumentId) -> Result<InstrumentNo> {
    view.instrument_no(id)?.ok_or_else(|| LibraryError::NoInstrument(id.to_string()))
}

/// The day by which others cite the statement of a witness that gives none, where they agree.
pub(super) fn cited(view: &View<'_>, witness: &WitnessRow) -> Result<Option<String>> {
    if witness.signed.is_some() || witness.title.is_empty() {
        return Ok(None);
    }
    let mut days = view.cited_days(&witness.title, &witness.parties)?;
    Ok(if days.len() == 1 { days.pop() } else { None })
}

/// A reading with the name and the day that the register gives it, and findings that say so.
pub(super) fn dated(mut reading: Reading, identity: &Identity, view: &View<'_>) -> Result<Reading> {
    let parties = rows::parties(&reading.instrument);
    if reading.instrument.signed.is_none() && !reading.comparable_title.is_empty() {
        let citations: Vec<Citation> = view
            .cited_days(&reading.comparable_title, &parties)?
            .into_iter()
            .map(|day| Citation {
                title: reading.comparable_title.clone(),
                day: Edtf(day),
                parties: reading.instrument.parties.clone(),
                at: Vec::new(),
            })
            .collect();
        let undated = Undated {
            title: reading.comparable_title.clone(),
            instrument: &mut reading.instrument,
            findings: &mut reading.findings,
        };
        date_by_citation(vec![undated], &citations);
    }
    if identity.dating == Dating::Witness
        && let Some(day) = &identity.signed
    {
        const UNKNOWN: [&str; 3] =
            ["signed-unknown", "signed-from-citation", "signed-citations-disagree"];
        reading.findings.retain(|f| !UNKNOWN.contains(&f.code.0));
        reading.findings.push(Finding {
            code: FindingCode("signed-from-witness"),
            severity: Severity::Info,
            at: Vec::new(),
            message: format!(
                "This copy gives no day of signing; {day} is what another copy of the same text says."
            ),
        });
    }
    reading.instrument.signed = identity.signed.clone().map(Edtf);
    reading.instrument.id.clone_from(&identity.id);
    Ok(reading)
}

/// Takes an instrument away, and notes who was compared with it.
fn remove(writer: &Writer<'_>, no: InstrumentNo) -> Result<()> {
    for later in writer.compared_with(no)? {
        writer.forget_pair(later, no)?;
        writer.add_stale(later, Stale::Links)?;
    }
    for (earlier, _) in writer.pairs(no)? {
        writer.add_stale(earlier, Stale::Pack)?;
    }
    mark_reporting(writer, no)?;
    writer.remove_instrument(no)?;
    Ok(())
}

/// A number for an instrument that no other has: its day, and a place within the day that its name
/// gives, so that it is the same in whatever order instruments come.
fn free_number(writer: &Writer<'_>, id: &InstrumentId, day: Option<Day>) -> Result<InstrumentNo> {
    /// Numbers of days before the first statements, for instruments that stand in no order.
    const DAYS_BEFORE: u32 = 36_000;
    let hash = fnv(&id.0);
    let day = day.map_or_else(|| (hash >> 32) as u32 % DAYS_BEFORE, Day::since_base);
    let mut no = InstrumentNo::new(day, hash as u32);
    while writer.has_instrument(no)? {
        no = no.next();
    }
    Ok(no)
}

/// FNV-1a: a hash that will be the same for ever.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
