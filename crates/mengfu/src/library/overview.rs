//! The register at a glance: what is due, what was kept, what the newest statement changed, what to
//! look at again.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use mengfu_model::{ActAddress, InstrumentId, Kind, LinkKind};
use mengfu_register::key::InstrumentNo;
use mengfu_register::{LinkRow, View, Way};
use serde::Serialize;

use super::Library;
use super::day::Day;
use super::error::Result;
use super::ledger::{Entry, EntryLink, Promise, Survey, address, link_of, quote};
use super::partnerships::PromiseCounts;
use super::show::{Listed, listed};
use super::text::Noticed;

/// So many of each list are shown.
const LINES: usize = 6;
/// So many changes of each sort are shown.
const CHANGES: usize = 3;
/// So many of the last statements are asked what they changed.
const BACK: usize = 24;
/// So many of the last statements are asked for doubts.
const DOUBTED: usize = 200;
/// Severities that somebody should look at.
const DOUBTS: [&str; 2] = ["doubt", "problem"];
/// What is told of the newest statement, in this order.
const TOLD: [LinkKind; 5] =
    [LinkKind::Strengthens, LinkKind::Weakens, LinkKind::Mixed, LinkKind::New, LinkKind::Drops];

/// The register at a glance.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Overview {
    /// As of which day.
    pub as_of: Day,
    /// How many statements there are.
    pub statements: usize,
    /// How many partnerships.
    pub partnerships: usize,
    /// How many promises.
    pub promises: PromiseCounts,
    /// Open promises by what is due next.
    pub due: Vec<Entry>,
    /// Promises that were kept last.
    pub kept: Vec<Kept>,
    /// What the newest statement changed that can be compared with an earlier one.
    pub changes: Option<Changes>,
    /// How many findings somebody should look at.
    pub doubts: usize,
    /// The newest statements with such findings.
    pub doubtful: Vec<Doubtful>,
}

/// A promise that a later text reports as kept.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Kept {
    /// The promise.
    pub entry: Entry,
    /// The day of the text that reports it.
    pub on: Day,
    /// What reports it.
    pub by: Option<EntryLink>,
}

/// What a statement changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Changes {
    /// The statement.
    pub statement: Listed,
    /// The latest statement that it is compared with.
    pub against: InstrumentId,
    /// How many acts of each sort.
    pub counts: BTreeMap<LinkKind, usize>,
    /// Some of each sort.
    pub some: Vec<Change>,
}

/// What a statement did with one act.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Change {
    /// What it did.
    pub what: LinkKind,
    /// Whether a missing part could change that.
    pub provisional: bool,
    /// The act: the later one, or the one that was dropped.
    pub act: ActAddress,
    /// Its words.
    pub quote: String,
    /// The words before, where both have it.
    pub before: Option<String>,
}

/// A statement with findings that somebody should look at.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Doubtful {
    /// The statement.
    pub statement: Listed,
    /// The findings.
    pub findings: Vec<Noticed>,
}

impl Library<'_> {
    /// The register at a glance, as of a day.
    pub fn overview(&self, as_of: Day) -> Result<Overview> {
        self.register.read(|view| {
            let survey = Survey::new(view, self.linkers, as_of)?;
            let mut promises = PromiseCounts::default();
            let (mut due, mut kept) = (Vec::new(), Vec::new());
            survey.all(|_, promise| {
                promises.count(&promise);
                let last = promise.due().map(|span| span.last);
                due.extend(
                    last.filter(|day| *day >= as_of && promise.is_open()).map(|d| (d, promise)),
                );
                kept.extend(promise.kept_on.map(|day| (day, promise)));
            })?;
            let sets = view.party_sets_between(None, None)?;
            Ok(Overview {
                as_of,
                statements: view.count_instruments()? as usize,
                partnerships: sets.iter().filter(|set| !set.parties.is_empty()).count(),
                promises,
                due: survey.entries(&first(due, LINES))?,
                kept: kept_last(&view, &survey, kept, LINES)?,
                changes: changes(&view)?,
                doubts: view.count_findings(DOUBTS)? as usize,
                doubtful: doubtful(&view)?,
            })
        })
    }
}

/// The `most` promises with the earliest days, what is equal in the order of time.
fn first(mut dated: Vec<(Day, Promise)>, most: usize) -> Vec<Promise> {
    dated.sort_by_key(|(day, promise)| (*day, promise.key()));
    dated.into_iter().take(most).map(|(_, promise)| promise).collect()
}

/// The `most` promises that were kept last, with what reports it.
pub(super) fn kept_last(
    view: &View<'_>,
    survey: &Survey<'_>,
    mut dated: Vec<(Day, Promise)>,
    most: usize,
) -> Result<Vec<Kept>> {
    dated.sort_by_key(|(day, promise)| (Reverse(*day), promise.key()));
    dated.truncate(most);
    let (days, promises): (Vec<Day>, Vec<Promise>) = dated.into_iter().unzip();
    let entries = survey.entries(&promises)?;
    let mut kept = Vec::new();
    for ((on, promise), entry) in days.into_iter().zip(&promises).zip(entries) {
        let links = view.links_at(promise.key())?;
        let fulfils =
            |l: &&LinkRow| l.kind == LinkKind::Fulfils && l.earlier == Some(promise.key());
        let by = match links.iter().find(fulfils) {
            Some(link) => link_of(view, link, promise.key())?,
            None => None,
        };
        kept.push(Kept { entry, on, by });
    }
    Ok(kept)
}

/// What the newest statement changed of those that continue an earlier one.
fn changes(view: &View<'_>) -> Result<Option<Changes>> {
    for row in view.last_instruments(BACK)? {
        let pairs = view.pairs(row.no)?;
        let earlier = pairs.iter().filter(|(_, way)| *way == Way::Aligned).map(|(no, _)| *no).max();
        let Some(earlier) = earlier else { continue };
        let Some(against) = view.instrument_id(earlier)? else { continue };
        let links: Vec<LinkRow> =
            view.links_of(row.no)?.into_iter().filter(|l| l.way == Way::Aligned).collect();
        let mut counts = BTreeMap::new();
        links.iter().for_each(|link| *counts.entry(link.kind).or_default() += 1);
        let mut some = Vec::new();
        for what in TOLD {
            let of_kind = links.iter().filter(|link| link.kind == what);
            some.extend(telling(view, row.no, of_kind)?);
        }
        return Ok(Some(Changes { statement: listed(row), against, counts, some }));
    }
    Ok(None)
}

/// The changes that tell most: undertakings before other acts, sure ones before provisional ones.
fn telling<'l>(
    view: &View<'_>,
    owner: InstrumentNo,
    links: impl Iterator<Item = &'l LinkRow>,
) -> Result<Vec<Change>> {
    let mut ranked = Vec::new();
    for link in links {
        let Some(key) = link.later.or(link.earlier) else { continue };
        let Some(act) = view.act(key)? else { continue };
        let rank = (act.kind != Kind::Commitment, link.provisional, Reverse(act.strength));
        ranked.push((rank, key, link));
    }
    ranked.sort_by_key(|(rank, key, _)| (*rank, *key));
    let mut some = Vec::new();
    for (_, key, link) in ranked.into_iter().take(CHANGES) {
        let words = |key| -> Result<Option<String>> {
            let act = view.act(key)?.zip(view.provision(key.provision())?);
            Ok(act.map(|(act, provision)| quote(&act, &provision.text).to_owned()))
        };
        let instrument = if link.later.is_some() { owner } else { key.instrument() };
        let Some(id) = view.instrument_id(instrument)? else { continue };
        some.push(Change {
            what: link.kind,
            provisional: link.provisional,
            act: address(&id, key),
            quote: words(key)?.unwrap_or_default(),
            before: match link.earlier.filter(|_| link.later.is_some()) {
                Some(earlier) => words(earlier)?,
                None => None,
            },
        });
    }
    Ok(some)
}

fn doubtful(view: &View<'_>) -> Result<Vec<Doubtful>> {
    let mut doubtful = Vec::new();
    for row in view.last_instruments(DOUBTED)? {
        let mut findings = view.findings(row.source, row.ordinal)?;
        findings.extend(view.findings(row.source, 0)?);
        findings.retain(|finding| DOUBTS.contains(&finding.severity.as_str()));
        if !findings.is_empty() {
            let findings = findings.into_iter().map(Noticed::from).collect();
            doubtful.push(Doubtful { statement: listed(row), findings });
        }
        if doubtful.len() == LINES {
            break;
        }
    }
    Ok(doubtful)
}
