//! Directories: mechanisms, forums, initiatives, projects, events, instruments, places and persons, each
//! with all mentions.

use std::collections::BTreeMap;

use mengfu_link::mention::{Entry as DirectoryEntry, directory};
use mengfu_model::{Decision, EntityId, EntityKind, InstrumentId, Mention};
use mengfu_register::{InstrumentRow, MentionRow, View};

use super::Library;
use super::decide::held;
use super::directory_page::{corrected, entries};
use super::error::Result;

impl Library<'_> {
    /// The entries of one kind by how often they are mentioned, those of statements of which all of
    /// `parties` are parties.
    pub fn directory(&self, kind: EntityKind, parties: &[String]) -> Result<Vec<DirectoryEntry>> {
        self.register.read(|view| {
            let instruments = view.instruments_with(parties)?;
            let rows = match parties.is_empty() {
                true => view.mentions_of_kind(kind)?,
                false => {
                    let mut rows = Vec::new();
                    for instrument in &instruments {
                        rows.extend(view.mentions_in(instrument.no)?);
                    }
                    rows.retain(|row| row.kind == kind);
                    rows
                }
            };
            let mut entries = folded(&view, rows, &instruments)?;
            entries.retain(|entry| entry.kind == kind);
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.mentions.len()));
            Ok(entries)
        })
    }

    /// The entry called `id`, or the only one that has this among its names.
    pub fn directory_entry(&self, id: &str) -> Result<Vec<DirectoryEntry>> {
        self.register.read(|view| {
            let decisions = decisions(&view)?;
            let wanted = EntityId(id.to_owned());
            // What people merged or split can have any name.
            let mut of = corrected(&decisions);
            of.extend(view.entities_called(id)?);
            of.insert(wanted.clone());
            let mut rows = Vec::new();
            for entity in &of {
                rows.extend(view.mentions_of(entity)?);
            }
            let (mut entries, _) = entries(&view, rows, &decisions)?;
            let named = |e: &DirectoryEntry| e.names.iter().any(|(name, _)| name == id);
            let exact = entries.iter().any(|e| e.id == wanted);
            entries.retain(|e| if exact { e.id == wanted } else { named(e) || e.title == id });
            Ok(entries)
        })
    }
}

/// The entries that the mentions in `instruments` make, with what people decided.
pub(super) fn folded(
    view: &View<'_>,
    rows: Vec<MentionRow>,
    instruments: &[InstrumentRow],
) -> Result<Vec<DirectoryEntry>> {
    let order: Vec<InstrumentId> = instruments.iter().map(|row| row.id.clone()).collect();
    let of: BTreeMap<_, _> = instruments.iter().map(|row| (row.no, row)).collect();
    let mentions: Vec<Mention> = rows
        .into_iter()
        .filter_map(|m| of.get(&m.instrument).map(|row| mention(m, &row.id)))
        .collect();
    Ok(directory(&mentions, &order, &decisions(view)?))
}

/// A mention of the register, in the words of the model.
pub(super) fn mention(row: MentionRow, instrument: &InstrumentId) -> Mention {
    Mention {
        entity: row.entity,
        kind: row.kind,
        surface: row.surface,
        instrument: instrument.clone(),
        provision: row.provision,
        act: row.act,
        session: row.session,
        date: row.date,
        stage: row.stage,
    }
}

/// The decisions of the journal that hold.
pub(super) fn decisions(view: &View<'_>) -> Result<Vec<Decision>> {
    Ok(held(view.journal()?).map(|entry| entry.decision).collect())
}
