//! A statement as people read it: its sentences with their acts, and what each act did with earlier
//! texts and later texts with it. All of it comes from rows; nothing is read again.

use std::collections::BTreeMap;

use mengfu_model::{ActAddress, InstrumentId, Kind, LinkKind, Stance, Strength, Topic};
use mengfu_register::key::{ActKey, InstrumentNo};
use mengfu_register::{
    ActRow, FindingRow, InstrumentRow, LinkEnd, Quantity, Reference, Time, View,
};
use serde::Serialize;

use super::Library;
use super::error::{LibraryError, Result};
use super::ledger::address;
use super::show::{Listed, listed};

/// A statement as people read it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct StatementText {
    /// Its line.
    #[serde(flatten)]
    pub listed: Listed,
    /// The dates of the visit that it reports, EDTF.
    pub visit: Option<String>,
    /// Where it was signed.
    pub place: Option<String>,
    /// Who signed.
    pub signatories: Vec<String>,
    /// The languages it says it is written in, ISO 639-1.
    pub languages: Vec<String>,
    /// How many copies it says were made.
    pub copies: Option<u32>,
    /// The names under which the file was added that it is read from.
    pub sources: Vec<String>,
    /// What was noticed about it.
    pub findings: Vec<Noticed>,
    /// The statement of the same parties before it.
    pub before: Option<Neighbour>,
    /// The statement of the same parties after it.
    pub after: Option<Neighbour>,
    /// Its sentences, in order.
    pub provisions: Vec<TextProvision>,
}

/// A statement beside another in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Neighbour {
    /// Its name.
    pub id: InstrumentId,
    /// When it was signed.
    pub when: When,
}

/// Where a statement stands in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct When {
    /// The day by which it stands in time.
    pub day: Option<String>,
    /// How that day is known: `signed`, `citation`, `witness`, `visit`, `cites`, `foresees`, `unknown`.
    pub placing: String,
}

/// Something that was noticed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Noticed {
    /// What sort of thing.
    pub code: String,
    /// How much it matters.
    pub severity: String,
    /// Where in the source: pairs of first byte and first byte after.
    pub bytes: Vec<[usize; 2]>,
    /// One sentence in English.
    pub message: String,
}

impl From<FindingRow> for Noticed {
    fn from(row: FindingRow) -> Self {
        Self { code: row.code, severity: row.severity, bytes: row.bytes, message: row.message }
    }
}

/// A sentence of a statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TextProvision {
    /// Its number, from 1.
    pub number: u32,
    /// The path of printed labels.
    pub article: String,
    /// Its words.
    pub text: String,
    /// Its acts, in order.
    pub acts: Vec<TextAct>,
}

/// An act of a sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TextAct {
    /// Its number in the sentence, from 1.
    pub number: u32,
    /// The first byte of its words in the sentence.
    pub start: usize,
    /// The first byte after its words.
    pub end: usize,
    /// What sort of act it is.
    pub kind: Kind,
    /// Of a commitment: how firm it is.
    pub strength: Option<Strength>,
    /// Of a position: what it does.
    pub stance: Option<Stance>,
    /// Whether it has no natural end.
    pub standing: bool,
    /// Who acts: `all`, codes of parties, or the words for another body.
    pub actors: Vec<String>,
    /// What it is about.
    pub topics: Vec<&'static str>,
    /// The times it names.
    pub times: Vec<Time>,
    /// The figures it names.
    pub quantities: Vec<Quantity>,
    /// The named things it refers to.
    pub references: Vec<Reference>,
    /// The links in which it stands, in the order of time.
    pub links: Vec<TextLink>,
}

/// A link seen from one of its ends, without its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TextLink {
    /// What the later act does.
    pub kind: LinkKind,
    /// Whether the other end is the later one.
    pub later: bool,
    /// Whether a missing part could change it.
    pub provisional: bool,
    /// The statement of the other end.
    pub instrument: InstrumentId,
    /// When that was signed.
    pub when: When,
    /// The other act; none where there is none in that statement.
    pub act: Option<ActAddress>,
}

impl Library<'_> {
    /// The text of the statement called `id` with its acts and all their links.
    pub fn text(&self, id: &InstrumentId) -> Result<StatementText> {
        self.register.read(|view| {
            let row = view.instrument(id)?;
            let row = row.ok_or_else(|| LibraryError::NoInstrument(id.to_string()))?;
            let mut links = links(&view, row.no)?;
            let mut acts: BTreeMap<i64, Vec<TextAct>> = BTreeMap::new();
            for act in view.acts_of(row.no)? {
                let links = links.remove(&act.key).unwrap_or_default();
                acts.entry(act.key.provision().0).or_default().push(text_act(act, links));
            }
            let provisions = view.provisions_of(row.no)?.into_iter().map(|p| TextProvision {
                number: p.key.number(),
                acts: acts.remove(&p.key.0).unwrap_or_default(),
                article: p.article,
                text: p.text,
            });
            let provisions = provisions.collect();
            let names = view.source_names(row.source)?;
            let (before, after) = neighbours(&view, &row)?;
            Ok(StatementText {
                provisions,
                before,
                after,
                findings: noticed(&view, row.source, row.ordinal)?,
                sources: names.into_iter().map(|n| n.name).collect(),
                visit: row.visit.clone(),
                place: row.place.clone(),
                signatories: row.signatories.clone(),
                languages: row.languages.clone(),
                copies: row.copies,
                listed: listed(row),
            })
        })
    }
}

/// What was noticed about a statement of a source, or about the source as a whole (`ordinal` 0).
pub(super) fn noticed(view: &View<'_>, source: i64, ordinal: u32) -> Result<Vec<Noticed>> {
    Ok(view.findings(source, ordinal)?.into_iter().map(Noticed::from).collect())
}

/// The statements of the same parties just before and just after one.
fn neighbours(
    view: &View<'_>,
    row: &InstrumentRow,
) -> Result<(Option<Neighbour>, Option<Neighbour>)> {
    let Some(day) = &row.day else { return Ok((None, None)) };
    let neighbour = |placed: Option<mengfu_register::Placed>| {
        let name = placed.map(|placed| view.instrument_name(placed.no)).transpose()?.flatten();
        let neighbour =
            name.map(|(id, day, placing)| Neighbour { id, when: When { day, placing } });
        Ok::<_, LibraryError>(neighbour)
    };
    let before = view.instruments_before(&row.parties, day, 1)?.pop();
    let after = view.instruments_after(&row.parties, day)?.into_iter().next();
    Ok((neighbour(before)?, neighbour(after)?))
}

/// All links of the acts of an instrument, by act.
fn links(view: &View<'_>, no: InstrumentNo) -> Result<BTreeMap<ActKey, Vec<TextLink>>> {
    let mut others = BTreeMap::new();
    let mut links: BTreeMap<ActKey, Vec<TextLink>> = BTreeMap::new();
    for LinkEnd { here, later, kind, provisional, instrument, act } in view.link_ends(no)? {
        let other = match others.get(&instrument) {
            Some(known) => known,
            None => others.entry(instrument).or_insert(view.instrument_name(instrument)?),
        };
        let Some((id, day, placing)) = other else { continue };
        links.entry(here).or_default().push(TextLink {
            kind,
            later,
            provisional,
            instrument: id.clone(),
            when: When { day: day.clone(), placing: placing.clone() },
            act: act.map(|key| address(id, key)),
        });
    }
    Ok(links)
}

/// An act as people read it.
pub(super) fn text_act(act: ActRow, links: Vec<TextLink>) -> TextAct {
    TextAct {
        number: act.key.number(),
        start: act.start as usize,
        end: act.end as usize,
        kind: act.kind,
        strength: act.strength,
        stance: act.stance,
        standing: act.standing,
        actors: act.actors,
        topics: act.topics.iter().map(Topic::code).collect(),
        times: act.detail.times,
        quantities: act.detail.quantities,
        references: act.detail.references,
        links,
    }
}
