//! A directory page by page: counts for all entries of a sort, the rest for those that are shown.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use mengfu_link::mention::{Entry as DirectoryEntry, directory};
use mengfu_model::{Decision, EntityId, EntityKind, InstrumentId, codes};
use mengfu_register::{EntityCount, EntityOrder, EntitySought, InstrumentNo, MentionRow, View};
use serde::Serialize;

use super::Library;
use super::day::{Day, Span};
use super::directory::{decisions, mention};
use super::error::Result;

codes! {
    /// An order of entries. What is equal stands by name.
    #[derive(Default)]
    DirectoryOrder {
        /// By how often they are mentioned, most often first.
        #[default]
        Mentions = "mentions",
        /// By name.
        Name = "name",
        /// By the statement that mentions them first, earliest first.
        First = "first",
        /// By the statement that mentions them last, latest first.
        Last = "last",
    }
}

impl DirectoryOrder {
    fn of_register(self) -> EntityOrder {
        match self {
            Self::Mentions => EntityOrder::Mentions,
            Self::Name => EntityOrder::Name,
            Self::First => EntityOrder::First,
            Self::Last => EntityOrder::Last,
        }
    }
}

/// Which entries of a directory. What is left empty does not filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryQuery {
    /// Their sort.
    pub kind: EntityKind,
    /// Mentioned in statements of which all of these are parties; only those mentions count.
    pub parties: Vec<String>,
    /// Each of these stands in one of their names.
    pub words: Vec<String>,
    /// The order.
    pub order: DirectoryOrder,
    /// So many are left out first.
    pub skip: usize,
    /// At most so many are given.
    pub most: usize,
}

/// A part of a directory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DirectoryPage {
    /// How many entries there are.
    pub total: usize,
    /// Those of this page.
    pub lines: Vec<DirectoryLine>,
}

/// An entry in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DirectoryLine {
    /// How often it is mentioned.
    pub mentions: usize,
    /// The entry, without its mentions.
    pub entry: DirectoryEntry,
}

/// An entry as it is counted.
struct Counted {
    count: EntityCount,
    /// Made already, because people merged or split it.
    made: Option<DirectoryEntry>,
}

impl Library<'_> {
    /// A part of a directory.
    pub fn directory_page(&self, query: &DirectoryQuery) -> Result<DirectoryPage> {
        self.register.read(|view| {
            let decisions = decisions(&view)?;
            let corrected: Vec<EntityId> = corrected(&decisions).into_iter().collect();
            let (total, counts) = view.entity_counts(&EntitySought {
                kind: query.kind,
                parties: &query.parties,
                words: &query.words,
                without: &corrected,
                order: query.order.of_register(),
                most: query.skip.saturating_add(query.most),
            })?;
            let made = made(&view, query, &decisions, &corrected)?;
            let total = total + made.len();
            let counted = counts.into_iter().map(|count| Counted { count, made: None });
            let mut all: Vec<Counted> = counted.chain(made).collect();
            sort(&mut all, query.order);
            let lines = all.into_iter().skip(query.skip).take(query.most);
            let lines = lines.map(|one| line(&view, one));
            Ok(DirectoryPage { total, lines: lines.collect::<Result<_>>()? })
        })
    }
}

impl Library<'_> {
    /// The bodies and meetings of which statements of all of `parties` tell dates between two days, with
    /// their sessions within them.
    pub fn sessions(
        &self,
        parties: &[String],
        from: Option<Day>,
        to: Option<Day>,
    ) -> Result<Vec<DirectoryEntry>> {
        self.register.read(|view| {
            let decisions = decisions(&view)?;
            let within: BTreeSet<InstrumentNo> =
                view.instrument_numbers_with(parties)?.into_iter().collect();
            let mut rows = view.dated_mentions()?;
            rows.retain(|row| within.contains(&row.instrument));
            let rows = rows.into_iter().filter_map(|row| {
                Some(MentionRow {
                    kind: kind_of(&row.entity)?,
                    entity: row.entity,
                    surface: row.surface,
                    instrument: row.instrument,
                    provision: row.provision,
                    act: row.act,
                    session: row.session,
                    date: Some(row.date),
                    stage: None,
                })
            });
            let (mut bodies, _) = entries(&view, rows.collect(), &decisions)?;
            for body in &mut bodies {
                body.sittings.retain(|sitting| {
                    let spans = sitting.dates.iter().filter_map(|date| Span::of_edtf(date));
                    let told = spans.max();
                    let early = from.is_some_and(|day| told.is_none_or(|span| span.last < day));
                    let late = to.is_some_and(|day| told.is_none_or(|span| span.last > day));
                    !early && !late
                });
            }
            bodies.retain(|body| !body.sittings.is_empty());
            Ok(bodies)
        })
    }
}

/// The sort of an entry, with which its name begins.
fn kind_of(id: &EntityId) -> Option<EntityKind> {
    EntityKind::from_code(id.0.split(':').next()?)
}

/// Puts the entries that people made among the others.
fn sort(all: &mut [Counted], order: DirectoryOrder) {
    all.sort_by(|one, other| {
        let (one, other) = (&one.count, &other.count);
        let by = match order {
            DirectoryOrder::Mentions => other.mentions.cmp(&one.mentions),
            DirectoryOrder::Name => Ordering::Equal,
            DirectoryOrder::First => one.first.cmp(&other.first),
            DirectoryOrder::Last => other.last.cmp(&one.last),
        };
        by.then_with(|| one.entity.cmp(&other.entity))
    });
}

/// The entries that people merged or split, on either side.
pub(super) fn corrected(decisions: &[Decision]) -> BTreeSet<EntityId> {
    let ends = decisions.iter().filter_map(|decision| match decision {
        Decision::Merge { entity, into } | Decision::Split { entity, into, .. } => {
            Some([entity.clone(), into.clone()])
        }
        _ => None,
    });
    ends.flatten().collect()
}

/// The entries that people's decisions make of all mentions of those that they speak of.
fn made(
    view: &View<'_>,
    query: &DirectoryQuery,
    decisions: &[Decision],
    corrected: &[EntityId],
) -> Result<Vec<Counted>> {
    let within: Option<BTreeSet<InstrumentNo>> = match query.parties.is_empty() {
        true => None,
        false => Some(view.instrument_numbers_with(&query.parties)?.into_iter().collect()),
    };
    let mut rows: Vec<MentionRow> = Vec::new();
    for entity in corrected {
        rows.extend(view.mentions_of(entity)?);
    }
    rows.retain(|row| within.as_ref().is_none_or(|within| within.contains(&row.instrument)));
    let (entries, numbers) = entries(view, rows, decisions)?;
    let named = |entry: &DirectoryEntry| {
        let has = |word: &String| entry.names.iter().any(|(name, _)| name.contains(word.as_str()));
        entry.kind == query.kind && query.words.iter().all(has)
    };
    let counted = entries.into_iter().filter(named).filter_map(|mut entry| {
        let count = EntityCount {
            entity: entry.id.clone(),
            mentions: entry.mentions.len(),
            first: *numbers.get(&entry.first)?,
            last: *numbers.get(&entry.last)?,
        };
        entry.mentions.clear();
        Some(Counted { count, made: Some(entry) })
    });
    Ok(counted.collect())
}

/// The entries that mentions make, and the numbers of the instruments that have them.
pub(super) fn entries(
    view: &View<'_>,
    rows: Vec<MentionRow>,
    decisions: &[Decision],
) -> Result<(Vec<DirectoryEntry>, BTreeMap<InstrumentId, InstrumentNo>)> {
    let mut ids: BTreeMap<InstrumentNo, InstrumentId> = BTreeMap::new();
    let mut mentions = Vec::with_capacity(rows.len());
    for row in rows {
        if let std::collections::btree_map::Entry::Vacant(vacant) = ids.entry(row.instrument)
            && let Some(id) = view.instrument_id(row.instrument)?
        {
            vacant.insert(id);
        }
        let Some(id) = ids.get(&row.instrument) else { continue };
        mentions.push(mention(row, id));
    }
    // Numbers of instruments grow with time.
    let order: Vec<InstrumentId> = ids.values().cloned().collect();
    let numbers = ids.into_iter().map(|(no, id)| (id, no)).collect();
    Ok((directory(&mentions, &order, decisions), numbers))
}

/// Whether entries of a sort have sessions or a life; the dates of others are those of statements.
fn tells(kind: EntityKind) -> bool {
    use EntityKind::{Event, Forum, Instrument, Mechanism};
    matches!(kind, Instrument | Mechanism | Forum | Event)
}

/// An entry with its names, its sessions and its life.
fn line(view: &View<'_>, one: Counted) -> Result<DirectoryLine> {
    let Counted { count, made } = one;
    if let Some(entry) = made {
        return Ok(DirectoryLine { mentions: count.mentions, entry });
    }
    let kind = kind_of(&count.entity).unwrap_or(EntityKind::Instrument);
    let telling = match tells(kind) {
        true => view.telling_mentions_of(&count.entity)?,
        false => Vec::new(),
    };
    let (entries, _) = entries(view, telling, &[])?;
    let told = entries.into_iter().next();
    let mut names = view.names_of(&count.entity)?;
    let size = |name: &str| name.chars().count();
    names.sort_by(|(a, m), (b, n)| (n, size(b), a).cmp(&(m, size(a), b)));
    let id = |no: InstrumentNo| -> Result<InstrumentId> {
        Ok(view.instrument_id(no)?.unwrap_or_else(|| InstrumentId(String::new())))
    };
    let entry = DirectoryEntry {
        kind,
        title: names.first().map(|(name, _)| name.clone()).unwrap_or_default(),
        names,
        mentions: Vec::new(),
        sittings: told.as_ref().map(|entry| entry.sittings.clone()).unwrap_or_default(),
        life: told.map(|entry| entry.life).unwrap_or_default(),
        first: id(count.first)?,
        last: id(count.last)?,
        id: count.entity,
    };
    Ok(DirectoryLine { mentions: count.mentions, entry })
}
