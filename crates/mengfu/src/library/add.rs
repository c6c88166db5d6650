//! Adding sources, and making everything anew from them.

use std::collections::{BTreeMap, BTreeSet};

use mengfu_model::InstrumentId;
use mengfu_register::source::Added;
use mengfu_register::{FindingRow, View, Writer};
use serde::Serialize;

use super::Library;
use super::error::Result;
use super::instruments::Readings;
use super::rows;
use crate::engine::ReadSource;

/// So many readings are held while everything is made anew.
const READINGS: usize = 4_096;

/// What adding a source did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Addition {
    /// The name under which it was added.
    pub name: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// Whether its bytes were in the register already.
    pub known: bool,
    /// The statements found in it.
    pub instruments: Vec<AddedInstrument>,
    /// How many bytes were set aside, by the code of the reason.
    pub set_aside: BTreeMap<String, u64>,
    /// What was noticed about the source as a whole and about its statements: code and severity.
    pub findings: Vec<(String, String)>,
}

/// A statement found in a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AddedInstrument {
    /// Its name in the register.
    pub id: InstrumentId,
    /// Its title.
    pub title: String,
    /// How many sources have it, this one included.
    pub witnesses: u32,
    /// Whether its text is read from this source.
    pub primary: bool,
    /// How many provisions it has.
    pub provisions: u32,
    /// How many acts.
    pub acts: u32,
    /// How many commitments.
    pub commitments: u32,
    /// Whether both its beginning and its end are there.
    pub complete: bool,
}

impl Library<'_> {
    /// Adds a source: its bytes, the statements in it, and their links. Everything of it is kept, or
    /// nothing. `added_at` is RFC 3339.
    pub fn add(&self, name: &str, bytes: &[u8], added_at: &str) -> Result<Addition> {
        let read = self.engine.read(name, bytes)?;
        self.add_read(&read, bytes, added_at, true)
    }

    /// Adds a source that this library's engine has read. Where much is added, links can wait for
    /// [`Library::settle`].
    pub fn add_read(
        &self,
        read: &ReadSource,
        bytes: &[u8],
        added_at: &str,
        settle: bool,
    ) -> Result<Addition> {
        self.expect_current()?;
        self.register.write(|writer| {
            let (no, known) = match writer.add_source(&read.name, bytes, added_at)? {
                Added::Known(no) => (no, true),
                Added::New(no) => {
                    writer.set_stamp(&self.stamp())?;
                    let touched = self.add_witnesses(writer, no, read)?;
                    let mut readings = Readings::from([(no, read.reading.clone())]);
                    for parties in touched {
                        self.regroup(writer, &parties, &mut readings)?;
                    }
                    if settle {
                        self.settle_all(writer)?;
                    }
                    (no, false)
                }
            };
            addition(writer, no, read, known)
        })
    }

    /// Makes everything derived anew from the sources and the journal; `step` hears how many sources
    /// are done, and of how many. All of it is done, or nothing.
    pub fn rebuild(&self, mut step: impl FnMut(usize, usize)) -> Result<()> {
        self.register.write(|writer| {
            writer.clear_derived()?;
            let sources = writer.sources()?;
            let mut readings = Readings::new();
            for (done, source) in (1..).zip(&sources) {
                let bytes = writer.source_bytes(source.no)?;
                let read = self.engine.read("", &bytes)?;
                self.add_witnesses(writer, source.no, &read)?;
                if readings.len() < READINGS {
                    readings.insert(source.no, read.reading);
                }
                step(done, sources.len());
            }
            for parties in writer.party_sets_of_witnesses()? {
                self.regroup(writer, &parties, &mut readings)?;
                while readings.len() > READINGS {
                    readings.pop_last();
                }
            }
            self.settle_all(writer)?;
            writer.set_stamp(&self.stamp())?;
            Ok(())
        })
    }

    /// Notes the statements of a source, what they cite, and what was noticed; gives back the
    /// combinations of parties whose instruments this can change.
    pub(super) fn add_witnesses(
        &self,
        writer: &Writer<'_>,
        source: i64,
        read: &ReadSource,
    ) -> Result<BTreeSet<String>> {
        let reading = &read.reading;
        let mut touched = BTreeSet::new();
        writer.set_findings(source, 0, &rows::findings(&reading.findings))?;
        writer.add_set_aside(source, &rows::set_aside(reading))?;
        for (ordinal, one) in (1..).zip(&reading.readings) {
            let row = rows::witness(source, &read.sha256, ordinal, one, self.engine.packs());
            writer.add_witness(&row)?;
            writer.set_findings(source, ordinal, &rows::findings(&one.findings))?;
            for citation in &one.citations {
                // Days are handed on only between statements of the same parties.
                let day = &citation.day.0;
                writer.add_citation(source, ordinal, &citation.title, &row.parties, day)?;
            }
            touched.insert(row.parties);
        }
        Ok(touched)
    }
}

/// What there is now of a source.
fn addition(view: &View<'_>, no: i64, read: &ReadSource, known: bool) -> Result<Addition> {
    let mut instruments = Vec::new();
    let mut findings = view.findings(no, 0)?;
    for witness in view.witnesses_in(no)? {
        findings.extend(view.findings(no, witness.ordinal)?);
        let Some(of) = witness.instrument else { continue };
        let Some(row) = view.instrument_by_no(of)? else { continue };
        instruments.push(AddedInstrument {
            primary: (row.source, row.ordinal) == (no, witness.ordinal),
            id: row.id,
            title: row.title,
            witnesses: row.witnesses,
            provisions: row.provisions,
            acts: row.acts,
            commitments: row.commitments,
            complete: row.complete,
        });
    }
    let mut set_aside = BTreeMap::new();
    for row in view.set_aside(no)? {
        *set_aside.entry(row.reason).or_insert(0) += row.end - row.start;
    }
    let code = |f: FindingRow| (f.code, f.severity);
    Ok(Addition {
        name: read.name.clone(),
        sha256: read.sha256.clone(),
        known,
        instruments,
        set_aside,
        findings: findings.into_iter().map(code).collect(),
    })
}
