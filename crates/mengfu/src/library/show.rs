//! What the register has: its instruments, and one of them with all that belongs to it.

use std::collections::BTreeMap;

use mengfu_model::{ActAddress, InstrumentId, Link, LinkEnds, Reading};
use mengfu_register::instrument::party_codes;
use mengfu_register::{Direction, FindingRow, InstrumentRow, LinkRow, SourceName, View};
use serde::Serialize;

use super::Library;
use super::decide::address_of;
use super::error::{LibraryError, Result};
use super::identity::{Candidate, identify};
use super::instruments::{Readings, cited, dated, number_of, row_of};
use super::ledger::{EntryLink, link_of, quote};
use super::settle::act_key;
use super::text::When;
use crate::engine::ReadSource;

/// An instrument of the register in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Listed {
    /// Its name.
    pub id: InstrumentId,
    /// Its title.
    pub title: String,
    /// Whether the title was made from kind, parties and date.
    pub title_derived: bool,
    /// The code of its kind.
    pub kind: String,
    /// The codes of its parties.
    pub parties: Vec<String>,
    /// The day of signing, EDTF.
    pub signed: Option<String>,
    /// The day by which it stands in time.
    pub day: Option<String>,
    /// How that day is known: `signed`, `citation`, `witness`, `visit`, `cites`, `foresees`, `unknown`.
    pub placing: String,
    /// The language it is written in: the name of the pack that read it.
    pub language: String,
    /// The wording of the relation.
    pub partnership: Option<String>,
    /// Whether both its beginning and its end are there.
    pub complete: bool,
    /// How many sources have it.
    pub witnesses: u32,
    /// How many provisions it has.
    pub provisions: u32,
    /// How many acts.
    pub acts: u32,
    /// How many commitments.
    pub commitments: u32,
}

/// The statements of the same parties, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Lineage {
    /// The codes of the parties.
    pub parties: Vec<String>,
    /// How many statements there are.
    pub statements: u32,
    /// The day of the last of them.
    pub last: Option<String>,
}

/// Which instruments to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// All of these are parties.
    pub parties: Vec<String>,
    /// The other way about than in the order of time.
    pub latest_first: bool,
    /// So many are left out first.
    pub skip: usize,
    /// At most so many are given.
    pub most: usize,
}

/// A part of the instruments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ListPage {
    /// How many there are.
    pub total: usize,
    /// Those of this page.
    pub statements: Vec<Listed>,
}

/// An instrument with all that belongs to it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its line.
    pub listed: Listed,
    /// The source of its text with its reading alone, dated and named as the register does.
    pub source: ReadSource,
    /// The bytes of that source.
    pub bytes: Vec<u8>,
    /// Its witnesses, the primary one first.
    pub witnesses: Vec<WitnessShown>,
}

/// A witness of an instrument.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WitnessShown {
    /// The SHA-256 of its source.
    pub sha256: String,
    /// The names under which the source was added.
    pub names: Vec<String>,
    /// Which statement of the source.
    pub ordinal: u32,
    /// Whether the instrument is read from it.
    pub primary: bool,
    /// Whether both its beginning and its end are there.
    pub complete: bool,
    /// How many acts it has.
    pub acts: u32,
    /// What was noticed in it.
    #[serde(skip)]
    pub findings: Vec<FindingRow>,
}

impl Library<'_> {
    /// All instruments, in the order of time; those of which all of `parties` are parties.
    pub fn list(&self, parties: &[String]) -> Result<Vec<Listed>> {
        self.register
            .read(|view| Ok(view.instruments_with(parties)?.into_iter().map(listed).collect()))
    }

    /// A page of the instruments of which all of `parties` are parties: in the order of time, or the
    /// latest first.
    pub fn list_page(&self, query: &ListQuery) -> Result<ListPage> {
        let ListQuery { parties, latest_first, skip, most } = query;
        let direction = if *latest_first { Direction::Back } else { Direction::Forth };
        self.register.read(|view| {
            let (total, rows) = view.instruments_page(parties, direction, *skip, *most)?;
            Ok(ListPage { total, statements: rows.into_iter().map(listed).collect() })
        })
    }

    /// The names of parties that no list knows, as statements print them, by code.
    pub fn party_names(&self) -> Result<BTreeMap<String, String>> {
        self.register.read(|view| Ok(view.party_names()?))
    }

    /// All combinations of parties, those with most statements first.
    pub fn lineages(&self) -> Result<Vec<Lineage>> {
        self.register.read(|view| {
            let lineages = view.lineages()?.into_iter().map(|(parties, statements, last)| {
                Lineage { parties: codes(&parties), statements, last }
            });
            Ok(lineages.collect())
        })
    }

    /// The statements of exactly these parties, in the order of time.
    pub fn lineage(&self, parties: &[String]) -> Result<Vec<Listed>> {
        let parties = parties.join(" ");
        self.register
            .read(|view| Ok(view.instruments_of(&parties)?.into_iter().map(listed).collect()))
    }

    /// The instrument called `id`.
    pub fn show(&self, id: &InstrumentId) -> Result<Shown> {
        self.register.read(|view| {
            let row = row_of(&view, id)?;
            let names = view.source_names(row.source)?;
            let bytes = view.source_bytes(row.source)?;
            let name = names.first().map_or("", |n| n.name.as_str());
            let mut read = self.engine.read(name, &bytes)?;
            let whole = std::mem::take(&mut read.reading);
            read.reading.findings = whole.findings.clone();
            let mut readings = Readings::from([(row.source, whole)]);
            read.reading.readings = vec![self.effective(&view, &row, &mut readings)?];
            let witnesses = witnesses(&view, &row)?;
            Ok(Shown { listed: listed(row), source: read, bytes, witnesses })
        })
    }

    /// The instrument called `id` with its witnesses, the primary one first.
    pub fn witnesses(&self, id: &InstrumentId) -> Result<(Listed, Vec<WitnessShown>)> {
        self.register.read(|view| {
            let missing = || LibraryError::NoInstrument(id.to_string());
            let row = view.instrument(id)?.ok_or_else(missing)?;
            let witnesses = witnesses(&view, &row)?;
            Ok((listed(row), witnesses))
        })
    }

    /// The reading of the instrument called `id`, dated and named as the register does.
    pub fn reading_of(&self, id: &InstrumentId) -> Result<Reading> {
        self.register.read(|view| {
            let row = row_of(&view, id)?;
            self.effective(&view, &row, &mut Readings::new())
        })
    }

    /// The source of an instrument with its reading alone, as the file itself says it: neither dated nor
    /// named by the register. Enough to explain its acts.
    pub fn read_again(&self, id: &InstrumentId) -> Result<ReadSource> {
        self.register.read(|view| {
            let row = row_of(&view, id)?;
            let mut read = self.engine.read("", &view.source_bytes(row.source)?)?;
            let own = (row.ordinal as usize).saturating_sub(1);
            read.reading.readings = read.reading.readings.drain(..).skip(own).take(1).collect();
            Ok(read)
        })
    }

    /// The links in which an act stands, in the order of time.
    pub fn links(&self, address: &ActAddress) -> Result<Vec<EntryLink>> {
        self.register.read(|view| {
            let missing = || LibraryError::NoAct(address.to_string());
            let no = number_of(&view, &address.instrument)?;
            let key = act_key(no, address).map_err(|_| missing())?;
            view.act(key)?.ok_or_else(missing)?;
            let links = view.links_at(key)?;
            let links = links.iter().map(|link| link_of(&view, link, key));
            Ok(links.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
        })
    }

    /// The words of an act.
    pub fn quote(&self, address: &ActAddress) -> Result<String> {
        self.register.read(|view| {
            let missing = || LibraryError::NoAct(address.to_string());
            let no = view.instrument_no(&address.instrument)?.ok_or_else(missing)?;
            let key = act_key(no, address).map_err(|_| missing())?;
            let act = view.act(key)?.ok_or_else(missing)?;
            let provision = view.provision(key.provision())?.ok_or_else(missing)?;
            Ok(quote(&act, &provision.text).to_owned())
        })
    }

    /// The links that were made with the instrument called `id`: what it did with earlier ones.
    pub fn links_made_with(&self, id: &InstrumentId) -> Result<Vec<Link>> {
        self.register.read(|view| {
            let links = view.links_of(number_of(&view, id)?)?;
            let links = links.iter().map(|row| link(&view, row));
            Ok(links.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
        })
    }

    /// The reading of an instrument, dated and named as the register does.
    fn effective(
        &self,
        view: &View<'_>,
        row: &InstrumentRow,
        readings: &mut Readings,
    ) -> Result<Reading> {
        let missing = || LibraryError::NoInstrument(row.id.to_string());
        let witnesses = view.witnesses_of_parties(&row.parties)?;
        let mut candidates = Vec::new();
        for witness in &witnesses {
            candidates.push(Candidate { witness, cited: cited(view, witness)? });
        }
        let identities = identify(&candidates);
        let identity = identities.iter().find(|i| i.id == row.id.0).ok_or_else(missing)?;
        let primary = witnesses.get(identity.primary).ok_or_else(missing)?;
        let reading = self.reading(view, primary, readings)?;
        dated(reading, identity, view)
    }
}

/// The codes of parties as the register keeps them.
pub(super) fn codes(parties: &str) -> Vec<String> {
    party_codes(parties).map(str::to_owned).collect()
}

/// The witnesses of an instrument, the primary one first.
fn witnesses(view: &View<'_>, row: &InstrumentRow) -> Result<Vec<WitnessShown>> {
    let mut witnesses = Vec::new();
    for w in view.witnesses_of(row.no)? {
        let names = view.source_names(w.source)?;
        witnesses.push(WitnessShown {
            primary: (w.source, w.ordinal) == (row.source, row.ordinal),
            findings: view.findings(w.source, w.ordinal)?,
            sha256: w.hash,
            names: names.into_iter().map(|n: SourceName| n.name).collect(),
            ordinal: w.ordinal,
            complete: w.complete,
            acts: w.acts,
        });
    }
    witnesses.sort_by_key(|w| !w.primary);
    Ok(witnesses)
}

impl Listed {
    /// When it was signed.
    pub fn when(&self) -> When {
        When { day: self.day.clone(), placing: self.placing.clone() }
    }
}

pub(super) fn listed(row: InstrumentRow) -> Listed {
    Listed {
        parties: row.party_codes().map(str::to_owned).collect(),
        id: row.id,
        title: row.title,
        title_derived: row.title_derived,
        kind: row.kind,
        signed: row.signed,
        day: row.day,
        placing: row.placing,
        language: row.pack,
        partnership: row.partnership,
        complete: row.complete,
        witnesses: row.witnesses,
        provisions: row.provisions,
        acts: row.acts,
        commitments: row.commitments,
    }
}

/// A link with the addresses of its ends.
fn link(view: &View<'_>, row: &LinkRow) -> Result<Option<Link>> {
    let address = |key: Option<_>| key.map_or(Ok(None), |key| address_of(view, key));
    let instrument = |no| view.instrument_id(no);
    let ends = match (address(row.earlier)?, address(row.later)?) {
        (Some(earlier), Some(later)) => LinkEnds::Both { earlier, later },
        (None, Some(later)) => match instrument(row.other)? {
            Some(against) => LinkEnds::New { later, against },
            None => return Ok(None),
        },
        (Some(earlier), None) => match instrument(row.owner)? {
            Some(by) => LinkEnds::Dropped { earlier, by },
            None => return Ok(None),
        },
        (None, None) => return Ok(None),
    };
    Ok(Some(Link {
        kind: row.kind,
        ends,
        score: row.score,
        provisional: row.provisional,
        reasons: row.reasons.clone(),
    }))
}
