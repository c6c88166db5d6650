//! One entry of a directory: its mentions with the words around them, page by page.

use std::collections::{BTreeMap, BTreeSet};

use mengfu_link::mention::{Entry as DirectoryEntry, directory};
use mengfu_model::{Decision, EntityId, EntityKind, InstrumentId, Mention};
use mengfu_register::key::{ActKey, ProvisionKey};
use mengfu_register::{InstrumentNo, InstrumentRow, View};
use serde::Serialize;

use super::Library;
use super::directory::{decisions, mention};
use super::error::Result;
use super::show::{Listed, listed};

/// An entry of a directory with a part of its mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EntityPage {
    /// The entry; its mentions are those of this page.
    pub entry: DirectoryEntry,
    /// How many mentions it has.
    pub total: usize,
    /// The mentions of this page, with the words around them.
    pub mentions: Vec<MentionShown>,
    /// The statements that mention it, in the order of time.
    pub statements: Vec<InstrumentId>,
    /// Of a text that is a statement of the register itself: that statement.
    pub statement: Option<Listed>,
}

/// A mention with the words around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MentionShown {
    /// The mention.
    pub mention: Mention,
    /// The title of its statement.
    pub title: String,
    /// The parties of its statement.
    pub parties: Vec<String>,
    /// The day by which the statement stands in time.
    pub day: Option<String>,
    /// The path of printed labels.
    pub article: String,
    /// The sentence; empty where the outline of the statement names it.
    pub text: String,
    /// Where the name stands in it: first byte, first byte after.
    pub marks: Vec<[usize; 2]>,
}

/// Why a name does not mean one entry: it means none, or all of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotOne(pub Vec<EntityId>);

impl Library<'_> {
    /// The entry called `id` with its mentions after the first `skip`, at most `most` of them; `None`
    /// where there is none.
    pub fn entity_page(
        &self,
        id: &EntityId,
        skip: usize,
        most: usize,
    ) -> Result<Option<EntityPage>> {
        self.register.read(|view| {
            let decisions = decisions(&view)?;
            let (mentions, instruments) = mentions_of(&view, id, &decisions)?;
            let order: Vec<InstrumentId> = instruments.values().map(|row| row.id.clone()).collect();
            let entries = directory(&mentions, &order, &decisions);
            let Some(mut entry) = entries.into_iter().find(|entry| entry.id == *id) else {
                return Ok(None);
            };
            let all = std::mem::take(&mut entry.mentions);
            let rows: BTreeMap<&InstrumentId, &InstrumentRow> =
                instruments.values().map(|row| (&row.id, row)).collect();
            let mut statements: Vec<InstrumentId> =
                all.iter().map(|one| one.instrument.clone()).collect();
            statements.dedup();
            let total = all.len();
            entry.mentions = all.into_iter().skip(skip).take(most).collect();
            let mut shown = Vec::new();
            for one in &entry.mentions {
                if let Some(row) = rows.get(&one.instrument) {
                    shown.push(in_context(&view, one, row)?);
                }
            }
            let statement = itself(&view, &entry)?;
            Ok(Some(EntityPage { entry, total, mentions: shown, statements, statement }))
        })
    }

    /// The entry of a directory that `name` means: its id, or words by which it is mentioned.
    pub fn entity_named(
        &self,
        kind: EntityKind,
        name: &str,
    ) -> Result<std::result::Result<EntityId, NotOne>> {
        let id = EntityId(name.to_owned());
        if self.entity_page(&id, 0, 0)?.is_some() {
            return Ok(Ok(id));
        }
        let named = self.register.read(|view| view.entities_named(kind, name))?;
        Ok(<[EntityId; 1]>::try_from(named).map(|[one]| one).map_err(NotOne))
    }
}

/// All mentions that the decisions can count to `id`, and the instruments they stand in.
fn mentions_of(
    view: &View<'_>,
    id: &EntityId,
    decisions: &[Decision],
) -> Result<(Vec<Mention>, BTreeMap<InstrumentNo, InstrumentRow>)> {
    let mut instruments = BTreeMap::new();
    let mut mentions = Vec::new();
    for entity in counted_to(id, decisions) {
        for row in view.mentions_of(&entity)? {
            let no = row.instrument;
            if let std::collections::btree_map::Entry::Vacant(vacant) = instruments.entry(no)
                && let Some(instrument) = view.instrument_by_no(no)?
            {
                vacant.insert(instrument);
            }
            mentions.extend(instruments.get(&no).map(|instrument| mention(row, &instrument.id)));
        }
    }
    Ok((mentions, instruments))
}

/// The entries whose mentions merges and splits may count to `id`, itself among them.
fn counted_to(id: &EntityId, decisions: &[Decision]) -> BTreeSet<EntityId> {
    let mut found = BTreeSet::from([id.clone()]);
    loop {
        let before = found.len();
        for decision in decisions {
            if let Decision::Merge { entity, into } | Decision::Split { entity, into, .. } =
                decision
                && found.contains(into)
            {
                found.insert(entity.clone());
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

fn in_context(view: &View<'_>, one: &Mention, row: &InstrumentRow) -> Result<MentionShown> {
    let key = one.provision.and_then(|number| ProvisionKey::new(row.no, number).ok());
    let provision = match key {
        Some(key) => view.provision(key)?,
        None => None,
    };
    let act = match key.zip(one.act).and_then(|(key, act)| ActKey::new(key, act).ok()) {
        Some(key) => view.act(key)?,
        None => None,
    };
    let (article, text) = provision.map(|p| (p.article, p.text)).unwrap_or_default();
    let from = act.map_or(0, |act| act.start as usize);
    let at = text.get(from..).and_then(|rest| rest.find(&one.surface)).map(|at| from + at);
    Ok(MentionShown {
        mention: one.clone(),
        title: row.title.clone(),
        parties: row.party_codes().map(str::to_owned).collect(),
        day: row.day.clone(),
        article,
        marks: at.map(|at| [at, at + one.surface.len()]).into_iter().collect(),
        text,
    })
}

/// The statement of the register that an entry is: of the same parties, signed on the day that the
/// name of the entry ends with.
fn itself(view: &View<'_>, entry: &DirectoryEntry) -> Result<Option<Listed>> {
    let mut parts = entry.id.0.split(':');
    let (Some(_), Some(owners), Some(_), Some(day)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Ok(None);
    };
    if entry.kind != EntityKind::Instrument {
        return Ok(None);
    }
    let row = view.instrument(&InstrumentId(format!("{owners}/{day}")))?;
    Ok(row.map(listed))
}
