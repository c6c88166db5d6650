//! The network: which parties speak with each other, and which bodies and projects they share.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use mengfu_model::{Decision, EntityId, EntityKind};
use mengfu_register::key::InstrumentNo;
use mengfu_register::{PartySet, View};
use serde::Serialize;

use super::Library;
use super::day::Day;
use super::decide::held;
use super::error::Result;
use super::partnership::split;
use super::show::codes;

/// A merge may lead to an entry that was merged itself; longer chains than this are a mistake.
const CHAIN: usize = 16;

/// Which part of the network to tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkQuery {
    /// From the beginning of this year.
    pub from: Option<i32>,
    /// To the end of this year.
    pub to: Option<i32>,
    /// Which sorts of entries, besides the parties.
    pub kinds: Vec<EntityKind>,
    /// At most so many entries of each sort, those that most statements mention.
    pub most: usize,
}

/// Parties and what they share.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Network {
    /// The years of the first and the last statement of the register.
    pub years: Option<(i32, i32)>,
    /// How many statements lie in the years asked for.
    pub statements: usize,
    /// The parties, those with most statements first, then the entries of each sort, likewise.
    pub nodes: Vec<Node>,
    /// What joins them, by their places in `nodes`.
    pub edges: Vec<Edge>,
    /// How many entries of each sort were left out.
    pub left_out: BTreeMap<EntityKind, usize>,
}

/// A party, or an entry of a directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Node {
    /// What it is.
    #[serde(flatten)]
    pub what: NodeWhat,
    /// In how many statements it speaks or is mentioned.
    pub statements: usize,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NodeWhat {
    /// The code of a party.
    Party(String),
    /// An entry of a directory.
    Entry {
        /// Its name.
        id: EntityId,
        /// Its sort.
        kind: EntityKind,
        /// What it is called most often.
        title: String,
        /// The parties to which alone it belongs; empty where it is called the same everywhere.
        of: Vec<String>,
    },
}

/// Two parties that speak together, or a party that speaks of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Edge {
    /// The place of a party among the nodes.
    pub party: usize,
    /// The place of the other party, or of the entry.
    pub with: usize,
    /// In how many statements.
    pub statements: usize,
}

impl Library<'_> {
    /// The part of the network that `query` asks for.
    pub fn network(&self, query: &NetworkQuery) -> Result<Network> {
        self.register.read(|view| {
            let years = years(&view)?;
            let first = |year: i32| Day::on(year, 1, 1).map(|day| day.to_string());
            let (from, to) = (query.from.and_then(first), query.to.and_then(|y| first(y + 1)));
            let sets = view.party_sets_between(from.as_deref(), to.as_deref())?;
            let mut network = Network {
                years,
                statements: sets.iter().map(|set| set.instruments as usize).sum(),
                ..Network::default()
            };
            let places = network.add_parties(&sets);
            let start = |year| Day::on(year, 1, 1).map(Day::since_base);
            let (from, to) = (query.from.and_then(start), query.to.and_then(|y| start(y + 1)));
            let from = from.map_or(InstrumentNo(0), |day| InstrumentNo::new(day, 0));
            let to = to.map_or(InstrumentNo(i64::MAX), |day| InstrumentNo::new(day, 0));
            let merged = Merged::new(&view)?;
            let parties = match query.kinds.is_empty() {
                true => BTreeMap::new(),
                false => parties(&view, &sets, &places)?,
            };
            for kind in &query.kinds {
                network.add_entries(&view, *kind, (from, to), &merged, &parties, query.most)?;
            }
            Ok(network)
        })
    }
}

impl Network {
    /// Adds the parties with what joins them; gives their places.
    fn add_parties(&mut self, sets: &[PartySet]) -> BTreeMap<String, usize> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut pairs: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for set in sets {
            let statements = set.instruments as usize;
            let parties: Vec<&str> = set.parties.split(' ').filter(|p| !p.is_empty()).collect();
            for (at, one) in parties.iter().enumerate() {
                *counts.entry(one).or_default() += statements;
                for other in parties.iter().skip(at + 1) {
                    let pair = if one < other { (*one, *other) } else { (*other, *one) };
                    *pairs.entry(pair).or_default() += statements;
                }
            }
        }
        let mut ordered: Vec<(&str, usize)> = counts.into_iter().collect();
        ordered.sort_by_key(|(_, statements)| Reverse(*statements));
        let places: BTreeMap<String, usize> =
            ordered.iter().enumerate().map(|(at, (code, _))| ((*code).to_owned(), at)).collect();
        self.nodes.extend(
            ordered.into_iter().map(|(code, statements)| Node {
                what: NodeWhat::Party(code.to_owned()),
                statements,
            }),
        );
        for ((one, other), statements) in pairs {
            if let Some((party, with)) = places.get(one).zip(places.get(other)) {
                self.edges.push(Edge { party: *party, with: *with, statements });
            }
        }
        places
    }

    /// Adds the entries of a sort that most statements mention, with the parties of those statements.
    fn add_entries(
        &mut self,
        view: &View<'_>,
        kind: EntityKind,
        (from, to): (InstrumentNo, InstrumentNo),
        merged: &Merged,
        parties: &BTreeMap<InstrumentNo, Vec<usize>>,
        most: usize,
    ) -> Result<()> {
        let mut counts: Vec<(String, usize)> = Vec::new();
        let mut joined: BTreeMap<EntityId, BTreeSet<InstrumentNo>> = BTreeMap::new();
        // Mentions come sorted by entry, so that one count after the other is made.
        view.mentioned(kind, from, to, |entity, instrument| match merged.of(entity) {
            Some(into) => {
                joined.entry(into.clone()).or_default().insert(instrument);
            }
            None => match counts.last_mut().filter(|(last, _)| last == entity) {
                Some((_, count)) => *count += 1,
                None => counts.push((entity.to_owned(), 1)),
            },
        })?;
        let joined = joined.into_iter().map(|(id, instruments)| (id.0, instruments.len()));
        counts.extend(joined);
        counts.sort_by(|(a, m), (b, n)| (n, a).cmp(&(m, b)));
        self.left_out.insert(kind, counts.len().saturating_sub(most));
        for (id, statements) in counts.into_iter().take(most) {
            let id = EntityId(id);
            let place = self.nodes.len();
            let mut with: BTreeMap<usize, usize> = BTreeMap::new();
            let mut title = None;
            for one in merged.all(&id) {
                title = title.or(view.entity_title(one)?);
                for no in view.mentioning(one, from, to)? {
                    for at in parties.get(&no).into_iter().flatten() {
                        *with.entry(*at).or_default() += 1;
                    }
                }
            }
            let title = title.unwrap_or_else(|| id.0.clone());
            // `mechanism:CHN-AZE:…`: names that many parties use for bodies of their own carry them.
            let owners = id.0.split(':').nth(1).filter(|_| id.0.matches(':').count() > 1);
            let of = owners.map(split).unwrap_or_default();
            let what = NodeWhat::Entry { id, kind, title, of };
            self.nodes.push(Node { what, statements });
            let edges = with.into_iter();
            self.edges.extend(edges.map(|(party, statements)| Edge {
                party,
                with: place,
                statements,
            }));
        }
        Ok(())
    }
}

/// The places of the parties of each instrument.
fn parties(
    view: &View<'_>,
    sets: &[PartySet],
    places: &BTreeMap<String, usize>,
) -> Result<BTreeMap<InstrumentNo, Vec<usize>>> {
    let mut parties = BTreeMap::new();
    for set in sets {
        let of: Vec<usize> =
            codes(&set.parties).iter().filter_map(|code| places.get(code).copied()).collect();
        for no in view.numbers_of(&set.parties)? {
            parties.insert(no, of.clone());
        }
    }
    Ok(parties)
}

/// The years of the first and the last statement.
fn years(view: &View<'_>) -> Result<Option<(i32, i32)>> {
    let sets = view.party_sets_between(None, None)?;
    let year = |day: &str| day.split('-').next()?.parse::<i32>().ok();
    let first = sets.iter().filter_map(|set| set.first.as_deref()).min().and_then(year);
    let last = sets.iter().filter_map(|set| set.last.as_deref()).max().and_then(year);
    Ok(first.zip(last))
}

/// Entries that people made one.
#[derive(Debug, Default)]
pub(super) struct Merged {
    into: BTreeMap<EntityId, EntityId>,
    from: BTreeMap<EntityId, Vec<EntityId>>,
}

impl Merged {
    pub(super) fn new(view: &View<'_>) -> Result<Self> {
        let mut merged = Self::default();
        for entry in held(view.journal()?) {
            if let Decision::Merge { entity, into } = entry.decision {
                merged.into.insert(entity, into);
            }
        }
        for from in merged.into.keys() {
            if let Some(into) = merged.of(&from.0) {
                merged.from.entry(into.clone()).or_default().push(from.clone());
            }
        }
        Ok(merged)
    }

    /// What an entry is now called, where that is another name or others are called by its name now.
    pub(super) fn of(&self, entity: &str) -> Option<&EntityId> {
        if self.into.is_empty() {
            return None;
        }
        let id = EntityId(entity.to_owned());
        let mut now =
            self.into.get(&id).or_else(|| self.into.values().find(|into| **into == id))?;
        for _ in 0..CHAIN {
            let Some(next) = self.into.get(now) else { break };
            now = next;
        }
        Some(now)
    }

    /// All names under which texts alone know the entry called `id`.
    fn all<'m>(&'m self, id: &'m EntityId) -> impl Iterator<Item = &'m EntityId> {
        std::iter::once(id).chain(self.from.get(id).into_iter().flatten())
    }
}
