//! One partnership: its statements, how its relation rose, what it promised and kept, how its formulas
//! and bodies fared.

use std::collections::BTreeMap;

use mengfu_link::citation::Shelf;
use mengfu_link::formula::Column;
use mengfu_model::{Card, Cited, EntityId, EntityKind, InstrumentId, Resolution, SlotUse, Topic};
use mengfu_register::key::ActKey;
use mengfu_register::{InstrumentRow, View};
use serde::Serialize;

use super::Library;
use super::day::Day;
use super::directory::folded;
use super::error::Result;
use super::formulas::{FormulaMatrix, laid_out};
use super::ledger::{Entry, Survey};
use super::overview::{Kept, kept_last};
use super::partnerships::PromiseCounts;
use super::show::{Listed, codes, listed};
use mengfu_link::mention::Entry as DirectoryEntry;

/// Topics, formulas and bodies are told of the last so many statements.
const LAST: usize = 16;
/// So many of each list are given.
const LINES: usize = 8;
/// So many bodies and projects.
const BODIES: usize = 16;
/// The formula whose words are the wording of the relation, and its rank.
const RELATION: &str = "partnership";
/// Texts that are statements of the parties themselves, where they are known only by citation.
const STATEMENTS: [&str; 6] = [
    "joint-statement",
    "joint-communique",
    "joint-declaration",
    "press-communique",
    "treaty",
    "plan",
];

/// A partnership with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Partnership {
    /// The codes of the parties.
    pub parties: Vec<String>,
    /// As of which day its promises are told.
    pub as_of: Day,
    /// Its statements and those of larger circles with the same parties, in the order of time.
    pub statements: Vec<StatementOf>,
    /// Texts of the parties that the register knows only because others cite them.
    pub cited: Vec<CitedText>,
    /// How the relation is worded, in the order of time.
    pub relation: Vec<Rung>,
    /// Which topics the last statements speak of.
    pub topics: TopicMap,
    /// Its promises, counted.
    pub promises: PromiseCounts,
    /// Open promises: what is due next, then what became due last, then what was promised last.
    pub open: Vec<Entry>,
    /// Promises kept last.
    pub kept: Vec<Kept>,
    /// The formulas that the last statements use.
    pub formulas: Vec<FormulaMatrix>,
    /// The bodies and projects that the last statements mention, most often mentioned first.
    pub bodies: Vec<DirectoryEntry>,
}

/// A statement on the line of time of a partnership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct StatementOf {
    /// The statement.
    pub listed: Listed,
    /// Whether its parties are these and no others.
    pub own: bool,
}

/// A text that is known only by citation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CitedText {
    /// The entry of the directory that it is.
    pub entity: EntityId,
    /// Its words, as printed where it is cited first.
    pub words: String,
    /// Its day, month or year as told, EDTF.
    pub day: String,
    /// The code of its kind.
    pub kind: String,
    /// Where it is cited.
    pub by: Vec<Cited>,
}

/// A wording of the relation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Rung {
    /// The statement.
    pub statement: InstrumentId,
    /// The day by which it stands in time.
    pub day: Option<String>,
    /// The words, as printed.
    pub words: String,
    /// How high it ranks, where the pack can tell: greater is higher.
    pub rank: Option<u32>,
}

/// How many acts of each topic the statements have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TopicMap {
    /// The statements, in the order of time.
    pub statements: Vec<Listed>,
    /// The topics that any of them speaks of, most often spoken of first, with the acts of each statement.
    pub rows: Vec<(&'static str, Vec<usize>)>,
}

impl Library<'_> {
    /// The parties that `name`, their codes joined by `-` as in the names of statements, means. Codes of
    /// states that no list knows have a hyphen of their own.
    pub fn parties_called(&self, name: &str) -> Result<Vec<String>> {
        let known = self.register.read(|view| view.parties_called(name))?;
        Ok(match known {
            Some(parties) => codes(&parties),
            None => split(name),
        })
    }

    /// The partnership of `parties`, its promises as of a day; `None` where no statement has them all.
    pub fn partnership(&self, parties: &[String], as_of: Day) -> Result<Option<Partnership>> {
        self.register.read(|view| {
            let (own, rows) = statements(&view, parties)?;
            if rows.is_empty() {
                return Ok(None);
            }
            let survey = Survey::new(view, self.linkers, as_of)?;
            let mut promises = PromiseCounts::default();
            let (mut open, mut kept) = (Vec::new(), Vec::new());
            for row in &own {
                survey.of(row.no, |promise| {
                    promises.count(&promise);
                    kept.extend(promise.kept_on.map(|day| (day, promise)));
                    open.extend(promise.is_open().then_some(promise));
                })?;
            }
            // What is due next comes first, then what became due last, then what was said last.
            open.sort_by_cached_key(|promise| match promise.due().map(|span| span.last) {
                Some(day) if day >= as_of => (0, day.days_after(as_of), promise.key()),
                Some(day) => (1, as_of.days_after(day), promise.key()),
                None => (2, 0, ActKey(-promise.key().0)),
            });
            open.truncate(LINES);
            let last = own.get(own.len().saturating_sub(LAST)..).unwrap_or_default();
            Ok(Some(Partnership {
                parties: parties.to_vec(),
                as_of,
                cited: cited(&view, parties, &rows)?,
                relation: relation(&view, &own)?,
                topics: topics(&view, last)?,
                promises,
                open: survey.entries(&open)?,
                kept: kept_last(&view, &survey, kept, LINES)?,
                formulas: self.formulas_of(&view, parties, last)?,
                bodies: bodies(&view, last)?,
                statements: rows
                    .into_iter()
                    .map(|(own, row)| StatementOf { listed: listed(row), own })
                    .collect(),
            }))
        })
    }

    /// The formulas of the statements of a lineage, slot by slot.
    fn formulas_of(
        &self,
        view: &View<'_>,
        parties: &[String],
        rows: &[InstrumentRow],
    ) -> Result<Vec<FormulaMatrix>> {
        let mut uses: Vec<Vec<SlotUse>> = Vec::new();
        for row in rows {
            uses.push(view.slots_in(row.no)?);
        }
        let columns: Vec<Column<'_>> = rows
            .iter()
            .zip(&uses)
            .map(|(row, uses)| Column { instrument: &row.id, complete: row.complete, uses })
            .collect();
        let families = self.formulas();
        let matrices = families.iter().map(|f| laid_out(f, parties.to_vec(), &columns));
        Ok(matrices.filter(|matrix| !matrix.slots.is_empty()).collect())
    }
}

/// The codes in a name, as far as their form tells where one ends.
pub(super) fn split(name: &str) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for part in name.split('-').filter(|part| !part.is_empty()) {
        match codes.last_mut() {
            Some(made) if made == "X" => *made = format!("X-{part}"),
            _ => codes.push(part.to_owned()),
        }
    }
    codes
}

/// The statements of exactly `parties`, and of them and others, in the order of time; of the latter, whether
/// they are among the former.
#[allow(clippy::type_complexity)]
fn statements(
    view: &View<'_>,
    parties: &[String],
) -> Result<(Vec<InstrumentRow>, Vec<(bool, InstrumentRow)>)> {
    let mut rows = Vec::new();
    for set in view.party_sets()? {
        let of = codes(&set);
        if !parties.is_empty() && parties.iter().all(|party| of.contains(party)) {
            let own = of.len() == parties.len();
            rows.extend(view.instruments_of(&set)?.into_iter().map(|row| (own, row)));
        }
    }
    rows.sort_by(|(_, a), (_, b)| (&a.day, &a.id).cmp(&(&b.day, &b.id)));
    let own = rows.iter().filter(|(own, _)| *own).map(|(_, row)| row.clone()).collect();
    Ok((own, rows))
}

/// The texts of `parties` that their statements cite and the register does not hold, in the order of
/// their days. One day without which nothing tells where a text stands is asked for.
fn cited(
    view: &View<'_>,
    parties: &[String],
    rows: &[(bool, InstrumentRow)],
) -> Result<Vec<CitedText>> {
    let mut all: Vec<(Card, Vec<Cited>)> = Vec::new();
    for (_, row) in rows {
        all.extend(view.cited(row.no)?);
    }
    let shelf = Shelf::new(all.iter().map(|(card, _)| card.clone()));
    let mut wanted = parties.to_vec();
    wanted.sort();
    let mut texts: BTreeMap<(String, EntityId), CitedText> = BTreeMap::new();
    for (card, cited) in all {
        let resolutions = shelf.resolve_all(&cited, &card);
        for (one, resolution) in cited.into_iter().zip(resolutions) {
            let mut of = one.parties.clone();
            of.sort();
            let kind = one.kind.clone().filter(|kind| STATEMENTS.contains(&kind.as_str()));
            let (Some(kind), Some(day)) = (kind, one.day.clone()) else { continue };
            if of != wanted || resolution != Resolution::None {
                continue;
            }
            let key = (day.clone(), one.entity.clone());
            let text = texts.entry(key).or_insert_with(|| CitedText {
                entity: one.entity.clone(),
                words: one.words.clone(),
                day,
                kind,
                by: Vec::new(),
            });
            text.by.push(one);
        }
    }
    Ok(texts.into_values().collect())
}

fn relation(view: &View<'_>, rows: &[InstrumentRow]) -> Result<Vec<Rung>> {
    let mut rungs = Vec::new();
    for row in rows {
        let Some(words) = row.partnership.clone() else { continue };
        let uses = view.slots_of_formula_in(RELATION, row.no)?;
        let rank = uses.iter().map(|slot| slot.force.scope).max().filter(|rank| *rank > 0);
        rungs.push(Rung { statement: row.id.clone(), day: row.day.clone(), words, rank });
    }
    Ok(rungs)
}

fn topics(view: &View<'_>, rows: &[InstrumentRow]) -> Result<TopicMap> {
    let mut counts = vec![vec![0_usize; rows.len()]; Topic::ALL.len()];
    for (at, row) in rows.iter().enumerate() {
        for (bits, acts) in view.topics_of(row.no)? {
            let spoken =
                counts.iter_mut().enumerate().filter(|(topic, _)| bits & (1 << topic) != 0);
            for cell in spoken.filter_map(|(_, cells)| cells.get_mut(at)) {
                *cell += acts as usize;
            }
        }
    }
    let named = Topic::ALL.iter().zip(counts).map(|(topic, cells)| (topic.code(), cells));
    let mut rows_of: Vec<(&'static str, Vec<usize>)> =
        named.filter(|(_, cells)| cells.iter().any(|n| *n > 0)).collect();
    rows_of.sort_by_key(|(_, cells)| std::cmp::Reverse(cells.iter().sum::<usize>()));
    Ok(TopicMap { statements: rows.iter().cloned().map(listed).collect(), rows: rows_of })
}

fn bodies(view: &View<'_>, rows: &[InstrumentRow]) -> Result<Vec<DirectoryEntry>> {
    let mut mentions = Vec::new();
    for row in rows {
        mentions.extend(view.mentions_in(row.no)?);
    }
    let shown = [EntityKind::Mechanism, EntityKind::Project];
    mentions.retain(|mention| shown.contains(&mention.kind));
    let mut entries = folded(view, mentions, rows)?;
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.mentions.len()));
    entries.truncate(BODIES);
    Ok(entries)
}
