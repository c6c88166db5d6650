//! Partnerships: the parties that speak together, how they word their relation, how often they spoke.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use mengfu_model::{InstrumentId, WorldState};
use mengfu_register::{PartySet, View};
use serde::Serialize;

use super::Library;
use super::day::Day;
use super::error::Result;
use super::ledger::{Promise, Survey};
use super::show::{Listed, codes, listed};

/// So many of the last statements are looked through for the wording of the relation.
const BACK: usize = 12;

/// Which partnerships to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartnershipsQuery {
    /// All of these are parties.
    pub parties: Vec<String>,
    /// The order.
    pub order: PartnershipOrder,
    /// So many are left out first.
    pub skip: usize,
    /// At most so many are given.
    pub most: usize,
}

/// An order of partnerships. What is equal stands in the order of the codes of the parties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PartnershipOrder {
    /// Who spoke last comes first.
    #[default]
    Last,
    /// Who spoke most often comes first.
    Statements,
}

/// A part of the partnerships.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Partnerships {
    /// How many there are.
    pub total: usize,
    /// Those of this page.
    pub lines: Vec<PartnershipLine>,
}

/// A partnership in one line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PartnershipLine {
    /// The codes of the parties.
    pub parties: Vec<String>,
    /// How many statements they have together.
    pub statements: usize,
    /// The day of the first that stands in time.
    pub first: Option<String>,
    /// The last statement.
    pub last: Option<Listed>,
    /// The last wording of the relation.
    pub relation: Option<RelationWords>,
    /// Their promises.
    pub promises: PromiseCounts,
}

/// How a statement words the relation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RelationWords {
    /// The words, as printed.
    pub words: String,
    /// The statement.
    pub statement: InstrumentId,
    /// The day by which it stands in time.
    pub day: Option<String>,
}

/// Numbers of promises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PromiseCounts {
    /// All of them.
    pub all: usize,
    /// Those that still want doing, where they were said last.
    pub open: usize,
    /// Those that are done.
    pub kept: usize,
    /// Of the open ones, those whose date has passed.
    pub overdue: usize,
}

impl PromiseCounts {
    pub(super) fn count(&mut self, promise: &Promise) {
        self.all += 1;
        self.open += usize::from(promise.is_open());
        self.kept += usize::from(promise.world() == WorldState::Done);
        self.overdue += usize::from(promise.is_open() && promise.world() == WorldState::Overdue);
    }
}

impl Library<'_> {
    /// The partnerships that `query` asks for, their promises as of a day.
    pub fn partnerships(&self, query: &PartnershipsQuery, as_of: Day) -> Result<Partnerships> {
        self.register.read(|view| {
            let mut sets = view.party_sets_between(None, None)?;
            sets.retain(|set| {
                let mut has = set.parties.split(' ');
                query.parties.iter().all(|party| has.clone().any(|p| p == party))
                    && has.next().is_some_and(|first| !first.is_empty())
            });
            match query.order {
                PartnershipOrder::Last => sets.sort_by(|a, b| b.last.cmp(&a.last)),
                PartnershipOrder::Statements => sets.sort_by_key(|set| Reverse(set.instruments)),
            }
            let total = sets.len();
            let survey = Survey::new(view, self.linkers, as_of)?;
            let mut lines = Vec::new();
            for set in sets.into_iter().skip(query.skip).take(query.most) {
                lines.push(line(&view, &survey, set)?);
            }
            Ok(Partnerships { total, lines })
        })
    }

    /// The codes of all parties with the number of their statements.
    pub fn parties(&self) -> Result<BTreeMap<String, usize>> {
        self.register.read(|view| {
            let mut parties = BTreeMap::new();
            for set in view.party_sets_between(None, None)? {
                for party in codes(&set.parties) {
                    *parties.entry(party).or_default() += set.instruments as usize;
                }
            }
            Ok(parties)
        })
    }
}

fn line(view: &View<'_>, survey: &Survey<'_>, set: PartySet) -> Result<PartnershipLine> {
    let mut rows = view.instruments_of(&set.parties)?;
    rows.reverse();
    let mut promises = PromiseCounts::default();
    for row in &rows {
        survey.of(row.no, |promise| promises.count(&promise))?;
    }
    let relation = rows.iter().take(BACK).find_map(|row| {
        Some(RelationWords {
            words: row.partnership.clone()?,
            statement: row.id.clone(),
            day: row.day.clone(),
        })
    });
    Ok(PartnershipLine {
        parties: codes(&set.parties),
        statements: set.instruments as usize,
        first: set.first,
        last: rows.into_iter().next().map(listed),
        relation,
        promises,
    })
}
