//! The agenda: promises with a date and sessions, by years and days.

use std::collections::{BTreeMap, BTreeSet};

use mengfu_model::{ActAddress, EntityId, InstrumentId};
use mengfu_register::key::InstrumentNo;
use mengfu_register::{DatedMention, View};
use serde::Serialize;

use super::Library;
use super::day::{Day, Span};
use super::error::Result;
use super::ledger::{Entry, Promise, Survey};
use super::network::Merged;
use super::show::codes;

/// Which part of the agenda to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaQuery {
    /// As of which day the states of promises are told.
    pub as_of: Day,
    /// All of these are parties of the statement that promises or tells it.
    pub parties: Vec<String>,
    /// The year.
    pub year: i32,
    /// Only what lies in this month of it.
    pub month: Option<u32>,
    /// So many are left out first.
    pub skip: usize,
    /// At most so many are given.
    pub most: usize,
}

/// A year of the agenda.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Agenda {
    /// How many there are in each year that has any.
    #[cfg_attr(feature = "schema", schema(value_type = BTreeMap<String, AgendaCount>))]
    pub years: BTreeMap<i32, AgendaCount>,
    /// How many there are on each day of the year.
    pub days: BTreeMap<Day, usize>,
    /// How many there are in each month of the year, those of its days among them.
    #[cfg_attr(feature = "schema", schema(value_type = BTreeMap<String, usize>))]
    pub months: BTreeMap<u32, usize>,
    /// How many there are some time in the year.
    pub loose: usize,
    /// How many fit what was asked for.
    pub total: usize,
    /// Those of this page: by months, then by days; what is due some time in the year comes last.
    pub items: Vec<AgendaItem>,
}

/// How many there are of each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AgendaCount {
    /// Promises.
    pub promises: usize,
    /// Sessions and meetings.
    pub sessions: usize,
}

/// Something with a date.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AgendaItem {
    /// The days that its date means.
    pub when: Span,
    /// What it is.
    pub what: AgendaWhat,
}

/// What lies on a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AgendaWhat {
    /// A promise is due.
    Promise(Box<Entry>),
    /// A body sits, or a meeting takes place.
    Session(Box<Session>),
}

/// A session of a body, or a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Session {
    /// The body, or the meeting.
    pub entity: EntityId,
    /// What it is called most often.
    pub title: String,
    /// Which session.
    pub number: Option<u32>,
    /// The parties of the statement that tells it first.
    pub parties: Vec<String>,
    /// Where it is told.
    pub told: Vec<ActAddress>,
}

/// Of which promises and sessions the dates are asked for.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct DatesAsked {
    as_of: Day,
    parties: Vec<String>,
}

/// All dates of all years.
#[derive(Default)]
pub(super) struct Dates {
    years: BTreeMap<i32, AgendaCount>,
    dated: Vec<(Span, Dated)>,
}

/// Something with a date before its words are looked up.
enum Dated {
    Promise(Promise),
    Session(Vec<DatedMention>),
}

impl Library<'_> {
    /// The part of the agenda that `query` asks for.
    pub fn agenda(&self, query: &AgendaQuery) -> Result<Agenda> {
        self.register.read(|view| {
            let survey = Survey::new(view, self.linkers, query.as_of)?;
            let asked = DatesAsked { as_of: query.as_of, parties: query.parties.clone() };
            let state = view.state()?;
            let dates = match self.dates.of(state, &asked) {
                Some(dates) => dates,
                None => self.dates.keep(state, asked, dates(&view, &survey, &query.parties)?),
            };
            let mut agenda = Agenda { years: dates.years.clone(), ..Agenda::default() };
            let mut dated: Vec<&(Span, Dated)> = dates.dated.iter().collect();
            dated.retain(|(span, _)| span.last.year() == query.year);
            for (span, _) in &dated {
                agenda.count(*span);
            }
            dated.retain(|(span, _)| query.month.is_none_or(|m| month(*span) == Some(m)));
            dated.sort_by_key(|(span, _)| (month(*span).unwrap_or(13), span.last, span.first));
            agenda.total = dated.len();
            for (when, one) in dated.into_iter().skip(query.skip).take(query.most) {
                let what = match one {
                    Dated::Promise(promise) => {
                        let entry = survey.entries(&[*promise])?.pop();
                        entry.map(|entry| AgendaWhat::Promise(Box::new(entry)))
                    }
                    Dated::Session(told) => {
                        session(&view, told)?.map(|one| AgendaWhat::Session(Box::new(one)))
                    }
                };
                agenda.items.extend(what.map(|what| AgendaItem { when: *when, what }));
            }
            Ok(agenda)
        })
    }
}

impl Agenda {
    fn count(&mut self, span: Span) {
        match month(span) {
            Some(month) => *self.months.entry(month).or_default() += 1,
            None => self.loose += 1,
        }
        if span.first == span.last {
            *self.days.entry(span.last).or_default() += 1;
        }
    }
}

impl AgendaItem {
    /// The month in which it lies, where one does.
    pub fn month(&self) -> Option<u32> {
        month(self.when)
    }
}

/// The month in which a span ends; none where it is longer than any month and says only "some time".
fn month(span: Span) -> Option<u32> {
    const LONGEST: i32 = 31;
    (span.last.days_after(span.first) < LONGEST).then(|| span.last.month())
}

/// The dates of the promises of statements of all of `parties` that nothing carries on, and of the sessions
/// that those statements tell.
fn dates(view: &View<'_>, survey: &Survey<'_>, parties: &[String]) -> Result<Dates> {
    let mut dates = Dates::default();
    survey.due(|of, due, promise| {
        if promise.is_last_word() && parties.iter().all(|p| of.contains(&p.as_str())) {
            dates.years.entry(due.last.year()).or_default().promises += 1;
            dates.dated.push((due, Dated::Promise(promise)));
        }
    })?;
    for (span, told) in sessions(view, parties)? {
        dates.years.entry(span.last.year()).or_default().sessions += 1;
        dates.dated.push((span, Dated::Session(told)));
    }
    Ok(dates)
}

/// The sessions and meetings of which a date is told, each once, with all mentions.
fn sessions(view: &View<'_>, parties: &[String]) -> Result<Vec<(Span, Vec<DatedMention>)>> {
    let merged = Merged::new(view)?;
    let wanted = instruments(view, parties)?;
    let mut numbered: BTreeMap<(EntityId, u32), Vec<DatedMention>> = BTreeMap::new();
    let mut others: BTreeMap<(EntityId, String), Vec<DatedMention>> = BTreeMap::new();
    for mut mention in view.dated_mentions()? {
        if let Some(into) = merged.of(&mention.entity.0) {
            mention.entity = into.clone();
        }
        if wanted.as_ref().is_none_or(|wanted| wanted.contains(&mention.instrument)) {
            let entity = mention.entity.clone();
            match mention.session {
                Some(number) => numbered.entry((entity, number)).or_default().push(mention),
                None => others.entry((entity, mention.date.clone())).or_default().push(mention),
            }
        }
    }
    // A date that a numbered session has is not one more session.
    for ((entity, _), told) in &numbered {
        for one in told {
            others.remove(&(entity.clone(), one.date.clone()));
        }
    }
    let all = numbered.into_values().chain(others.into_values());
    Ok(all.filter_map(|told| Some((span(&told)?, told))).collect())
}

/// The instruments of which all of `parties` are parties; none where any will do.
fn instruments(view: &View<'_>, parties: &[String]) -> Result<Option<BTreeSet<InstrumentNo>>> {
    if parties.is_empty() {
        return Ok(None);
    }
    let mut wanted = BTreeSet::new();
    for set in view.party_sets()? {
        if parties.iter().all(|party| set.split(' ').any(|one| one == party)) {
            wanted.extend(view.numbers_of(&set)?);
        }
    }
    Ok(Some(wanted))
}

/// The shortest span that is told, for it is the most precise.
fn span(told: &[DatedMention]) -> Option<Span> {
    let spans = told.iter().filter_map(|one| Span::of_edtf(&one.date));
    spans.min_by_key(|span| (span.last.days_after(span.first), span.first))
}

fn session(view: &View<'_>, told: &[DatedMention]) -> Result<Option<Session>> {
    let Some(first) = told.iter().min_by_key(|one| one.instrument) else { return Ok(None) };
    let title = view.entity_title(&first.entity)?.unwrap_or_else(|| first.surface.clone());
    let row = view.instrument_by_no(first.instrument)?;
    let mut places = Vec::new();
    for one in told {
        let id: Option<InstrumentId> = view.instrument_id(one.instrument)?;
        if let (Some(instrument), Some(provision), Some(act)) = (id, one.provision, one.act) {
            places.push(ActAddress { instrument, provision, act });
        }
    }
    places.dedup();
    Ok(Some(Session {
        entity: first.entity.clone(),
        title,
        number: first.session,
        parties: row.map(|row| codes(&row.parties)).unwrap_or_default(),
        told: places,
    }))
}
