//! Two statements side by side: which acts answer to each other, and what the words did.

use std::collections::BTreeMap;

use mengfu_model::{ActAddress, InstrumentId, Kind, LinkEnds, LinkKind, Reason, Strength, Topic};
use mengfu_register::View;
use mengfu_register::key::{ActKey, InstrumentNo};
use serde::Serialize;

use super::Library;
use super::error::{LibraryError, Result};
use super::instruments::row_of;
use super::ledger::quote;
use super::linking::from_bytes;
use super::settle::act_key;
use super::show::{Listed, listed};
use crate::difference::{Piece, difference};

/// Two statements compared.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Comparison {
    /// The one that stands earlier in time.
    pub earlier: Listed,
    /// The other.
    pub later: Listed,
    /// What became of each act, in the order of the later text; what was dropped stands where it stood.
    pub rows: Vec<ComparedActs>,
    /// How many rows there are of each sort.
    pub counts: BTreeMap<LinkKind, usize>,
}

/// Acts that answer to each other, or one that the other statement does not have.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ComparedActs {
    /// What the later statement did.
    pub what: LinkKind,
    /// How sure it is that both speak of the same, from 0 to 1.
    pub score: f32,
    /// Whether a missing part could change it.
    pub provisional: bool,
    /// The act of the earlier statement.
    pub earlier: Option<ComparedAct>,
    /// The act of the later one.
    pub later: Option<ComparedAct>,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The words of both, with what only one of them has.
    pub words: Vec<Piece>,
}

/// An act in a comparison.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ComparedAct {
    /// Its address.
    pub id: String,
    /// The path of printed labels.
    pub article: String,
    /// Its words.
    pub quote: String,
    /// What sort of act it is.
    pub kind: &'static str,
    /// Of a commitment: how firm it is.
    pub strength: Option<&'static str>,
    /// What it is about.
    pub topics: Vec<&'static str>,
}

impl Library<'_> {
    /// The statement that `name` means: its name, the beginning of its name, or parties and a day,
    /// month or year by which it stands in time; parties may be left out where those of `beside` are
    /// meant. What fits several is refused with all of them.
    pub fn named(&self, name: &str, beside: Option<&InstrumentId>) -> Result<InstrumentId> {
        self.register.read(|view| {
            let id = InstrumentId(name.to_owned());
            if view.instrument(&id)?.is_some() {
                return Ok(id);
            }
            let (parties, day) = match (name.split_once('/'), beside) {
                (Some((parties, day)), _) => (parties, day),
                (None, Some(beside)) => (beside.0.split('/').next().unwrap_or_default(), name),
                (None, None) => (name, ""),
            };
            let mut found = Vec::new();
            for row in view.instruments_called(parties)? {
                let signed = row.id.0.split_once('/').is_some_and(|(_, d)| d.starts_with(day));
                if signed || row.day.as_deref().is_some_and(|d| d.starts_with(day)) {
                    found.push(row.id);
                }
            }
            match found.as_slice() {
                [] => Err(LibraryError::NoInstrument(name.to_owned())),
                [one] => Ok(one.clone()),
                _ => Err(LibraryError::SeveralInstruments {
                    name: name.to_owned(),
                    found: found.iter().map(|id| id.0.clone()).collect(),
                }),
            }
        })
    }

    /// Compares two statements, whichever comes first in time.
    pub fn compare(&self, one: &InstrumentId, other: &InstrumentId) -> Result<Comparison> {
        self.register.read(|view| {
            let mut rows = [row_of(&view, one)?, row_of(&view, other)?];
            // A number grows with time; statements that stand in no order stay as they were given.
            rows.sort_by_key(|row| (row.day.is_some().then(|| row.day.clone()), row.no));
            let [earlier, later] = rows;
            let digest = |no: InstrumentNo| match view.digest(no)? {
                Some(bytes) => from_bytes(&bytes).map(Some),
                None => Ok(None),
            };
            let links = match digest(earlier.no)?.zip(digest(later.no)?) {
                Some((before, after)) => self.linkers.align(&later.pack, &after, &[&before]),
                None => Vec::new(),
            };
            let mut compared = Vec::new();
            for link in links {
                let (before, after) = match &link.ends {
                    LinkEnds::Both { earlier, later } => (Some(earlier), Some(later)),
                    LinkEnds::New { later, .. } => (None, Some(later)),
                    LinkEnds::Dropped { earlier, .. } => (Some(earlier), None),
                };
                let before = act(&view, earlier.no, before)?;
                let after = act(&view, later.no, after)?;
                let words = |act: &Option<(ActKey, ComparedAct)>| {
                    act.as_ref().map_or(String::new(), |(_, act)| act.quote.clone())
                };
                compared.push((
                    before.as_ref().map(|(key, _)| *key),
                    after.as_ref().map(|(key, _)| *key),
                    ComparedActs {
                        what: link.kind,
                        score: link.score,
                        provisional: link.provisional,
                        reasons: link.reasons,
                        words: difference(&words(&before), &words(&after)),
                        earlier: before.map(|(_, act)| act),
                        later: after.map(|(_, act)| act),
                    },
                ));
            }
            let rows = in_order(compared);
            let mut counts = BTreeMap::new();
            rows.iter().for_each(|row| *counts.entry(row.what).or_default() += 1);
            Ok(Comparison { earlier: listed(earlier), later: listed(later), rows, counts })
        })
    }
}

/// The act called `address`.
fn act(
    view: &View<'_>,
    no: InstrumentNo,
    address: Option<&ActAddress>,
) -> Result<Option<(ActKey, ComparedAct)>> {
    let Some(address) = address else { return Ok(None) };
    let key = act_key(no, address)?;
    let Some((row, provision)) = view.act(key)?.zip(view.provision(key.provision())?) else {
        return Ok(None);
    };
    let act = ComparedAct {
        id: address.to_string(),
        quote: quote(&row, &provision.text).to_owned(),
        article: provision.article,
        kind: Kind::code(row.kind),
        topics: row.topics.iter().map(Topic::code).collect(),
        strength: row.strength.map(Strength::code),
    };
    Ok(Some((key, act)))
}

/// The rows in the order of the later text. What was dropped follows what answers to the act that stood
/// before it in the earlier text.
fn in_order(mut rows: Vec<(Option<ActKey>, Option<ActKey>, ComparedActs)>) -> Vec<ComparedActs> {
    let mut pairs: Vec<(ActKey, ActKey)> =
        rows.iter().filter_map(|(before, after, _)| before.zip(*after)).collect();
    pairs.sort_unstable();
    let place = |before: Option<ActKey>, after: Option<ActKey>| match (after, before) {
        (Some(after), _) => (Some(after), None),
        (None, Some(before)) => {
            let upto = pairs.partition_point(|(earlier, _)| *earlier < before);
            let above = upto.checked_sub(1).and_then(|at| pairs.get(at));
            (above.map(|(_, later)| *later), Some(before))
        }
        (None, None) => (None, None),
    };
    rows.sort_by_key(|(before, after, _)| place(*before, *after));
    rows.into_iter().map(|(_, _, row)| row).collect()
}
