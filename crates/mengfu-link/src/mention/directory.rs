//! Mentions folded into the entries of a directory, with people's merges and splits.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use mengfu_model::{Decision, EntityId, EntityKind, InstrumentId, Mention, Stage};

/// An entry of a directory: one thing, with all places where it is mentioned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = DirectoryEntry))]
pub struct Entry {
    /// Its name.
    pub id: EntityId,
    /// Its sort.
    pub kind: EntityKind,
    /// What it is called most often; of names that are as frequent, the longest.
    pub title: String,
    /// What else it is called, with how often, most often first.
    pub names: Vec<(String, usize)>,
    /// Where it is mentioned, in the order of time, then of the text.
    pub mentions: Vec<Mention>,
    /// Its sessions, by number and date.
    pub sittings: Vec<Sitting>,
    /// Of an instrument: how its life went, as told from instrument to instrument.
    pub life: Vec<LifeStep>,
    /// The earliest instrument that mentions it.
    pub first: InstrumentId,
    /// The latest.
    pub last: InstrumentId,
}

/// A session of a body, or one of a series of meetings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Sitting {
    /// Its number, where one is told.
    pub number: Option<u32>,
    /// The dates that are told of it, EDTF; several where a later text is more precise, or texts disagree.
    pub dates: Vec<String>,
    /// The instruments that tell of it, in the order of time.
    pub told_by: Vec<InstrumentId>,
}

/// How far a text had come when an instrument mentioned it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct LifeStep {
    /// The stage.
    pub stage: Stage,
    /// The day of signing that is told with it, EDTF.
    pub date: Option<String>,
    /// Who tells it.
    pub instrument: InstrumentId,
    /// The provision there.
    pub provision: Option<u32>,
    /// The act there.
    pub act: Option<u32>,
}

/// The entries that `mentions` make, by name. `order` has the instruments in the order of time; those
/// that are not in it come last. `decisions` are those of the journal that hold, in its order.
pub fn directory(
    mentions: &[Mention],
    order: &[InstrumentId],
    decisions: &[Decision],
) -> Vec<Entry> {
    let place: BTreeMap<&InstrumentId, usize> =
        order.iter().enumerate().map(|(at, id)| (id, at)).collect();
    let corrections = Corrections::new(decisions);
    let mut entries: BTreeMap<EntityId, Vec<Mention>> = BTreeMap::new();
    for mention in mentions {
        let id = corrections.apply(&mention.entity, &mention.surface);
        entries.entry(id).or_default().push(mention.clone());
    }
    let sorted = |mut mentions: Vec<Mention>| {
        mentions.sort_by_cached_key(|one| {
            let place = place.get(&one.instrument).copied().unwrap_or(usize::MAX);
            (place, one.instrument.clone(), one.provision, one.act, one.session)
        });
        mentions
    };
    entries.into_iter().filter_map(|(id, mentions)| entry(id, sorted(mentions))).collect()
}

fn entry(id: EntityId, mentions: Vec<Mention>) -> Option<Entry> {
    let (first, last) = (mentions.first()?.clone(), mentions.last()?.clone());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    mentions.iter().for_each(|one| *counts.entry(one.surface.as_str()).or_default() += 1);
    let mut names: Vec<(String, usize)> =
        counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
    let size = |name: &str| name.chars().count();
    names.sort_by(|(a, m), (b, n)| (n, size(b), a).cmp(&(m, size(a), b)));
    let title = names.first().map(|(name, _)| name.clone()).unwrap_or_default();
    let steps = mentions.iter().filter_map(|one| {
        Some(LifeStep {
            stage: one.stage?,
            date: one.date.clone(),
            instrument: one.instrument.clone(),
            provision: one.provision,
            act: one.act,
        })
    });
    Some(Entry {
        kind: first.kind,
        title,
        names,
        sittings: sittings(&mentions),
        life: steps.collect(),
        first: first.instrument,
        last: last.instrument,
        mentions,
        id,
    })
}

fn sittings(mentions: &[Mention]) -> Vec<Sitting> {
    let told = |kind| matches!(kind, EntityKind::Mechanism | EntityKind::Forum | EntityKind::Event);
    let mut numbered: BTreeMap<u32, (BTreeSet<String>, Vec<InstrumentId>)> = BTreeMap::new();
    let mut others: BTreeMap<String, Vec<InstrumentId>> = BTreeMap::new();
    for one in mentions.iter().filter(|one| told(one.kind)) {
        let told_by = match (one.session, &one.date) {
            (Some(number), date) => {
                let (dates, told_by) = numbered.entry(number).or_default();
                dates.extend(date.clone());
                told_by
            }
            (None, Some(date)) => others.entry(date.clone()).or_default(),
            (None, None) => continue,
        };
        if told_by.last() != Some(&one.instrument) {
            told_by.push(one.instrument.clone());
        }
    }
    // A date that a numbered session has is not one more session.
    let known: BTreeSet<String> = numbered.values().flat_map(|(dates, _)| dates.clone()).collect();
    let others = others.into_iter().filter(|(date, _)| !known.contains(date));
    let numbered = numbered.into_iter().map(|(number, (dates, told_by))| Sitting {
        number: Some(number),
        dates: dates.into_iter().collect(),
        told_by,
    });
    let others = others.map(|(date, told_by)| Sitting { number: None, dates: vec![date], told_by });
    numbered.chain(others).collect()
}

/// What people decided about entries, by the entry.
struct Corrections<'d> {
    of: BTreeMap<&'d EntityId, Vec<(usize, Change<'d>)>>,
}

enum Change<'d> {
    Merge(&'d EntityId),
    Split(&'d str, &'d EntityId),
}

impl<'d> Corrections<'d> {
    fn new(decisions: &'d [Decision]) -> Self {
        let mut of: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (at, decision) in decisions.iter().enumerate() {
            let (entity, change) = match decision {
                Decision::Merge { entity, into } => (entity, Change::Merge(into)),
                Decision::Split { entity, surface, into } => {
                    (entity, Change::Split(surface.as_str(), into))
                }
                _ => continue,
            };
            of.entry(entity).or_default().push((at, change));
        }
        Self { of }
    }

    /// The entry of a mention of `entity` with these words. Each decision applies to what those before
    /// it made, so that nothing goes round in circles.
    fn apply(&self, entity: &EntityId, surface: &str) -> EntityId {
        let (mut entity, mut from) = (entity, 0);
        while let Some((at, into)) = self.of.get(entity).and_then(|changes| {
            let mut later = changes.iter().filter(|(at, _)| *at >= from);
            later.find_map(|(at, change)| match change {
                Change::Merge(into) => Some((*at, *into)),
                Change::Split(words, into) => (*words == surface).then_some((*at, *into)),
            })
        }) {
            (entity, from) = (into, at + 1);
        }
        entity.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(entity: &str, surface: &str, instrument: &str) -> Mention {
        Mention {
            entity: EntityId(entity.to_owned()),
            kind: EntityKind::Mechanism,
            surface: surface.to_owned(),
            instrument: InstrumentId(instrument.to_owned()),
            provision: Some(1),
            act: Some(1),
            session: None,
            date: None,
            stage: None,
        }
    }

    fn id(text: &str) -> EntityId {
        EntityId(text.to_owned())
    }

    #[test]
    fn merges_and_splits_apply_in_their_order() {
        let mentions =
            [mention("m:a", "A", "1"), mention("m:b", "B", "2"), mention("m:a", "A2", "3")];
        let decisions = [
            Decision::Merge { entity: id("m:a"), into: id("m:b") },
            Decision::Split { entity: id("m:b"), surface: "A2".to_owned(), into: id("m:c") },
            Decision::Merge { entity: id("m:b"), into: id("m:a") },
        ];
        let entries = directory(&mentions, &[], &decisions);
        let names: Vec<_> = entries.iter().map(|e| (e.id.0.as_str(), e.mentions.len())).collect();
        assert_eq!(names, [("m:a", 2), ("m:c", 1)]);
    }

    #[test]
    fn a_session_told_twice_is_one_with_all_its_dates() {
        let told = |date: &str, instrument: &str, session| Mention {
            session,
            date: Some(date.to_owned()),
            ..mention("m:a", "A", instrument)
        };
        let mentions =
            [told("2024", "x", Some(7)), told("2024-05-01", "y", Some(7)), told("2024", "y", None)];
        let order = [InstrumentId("y".to_owned()), InstrumentId("x".to_owned())];
        let entries = directory(&mentions, &order, &[]);
        assert_eq!(entries[0].sittings.len(), 1);
        assert_eq!(entries[0].sittings[0].dates, ["2024", "2024-05-01"]);
        assert_eq!(entries[0].sittings[0].told_by, [order[0].clone(), order[1].clone()]);
        assert_eq!((&entries[0].first, &entries[0].last), (&order[0], &order[1]));
    }
}
