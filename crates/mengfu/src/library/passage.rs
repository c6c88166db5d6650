//! An act in its sentence, with the sentences around it.

use mengfu_model::{ActAddress, EntityId, EntityKind};
use mengfu_register::View;
use mengfu_register::key::{ActKey, ProvisionKey};
use serde::Serialize;

use super::Library;
use super::error::{LibraryError, Result};
use super::ledger::address;
use super::settle::act_key;
use super::show::{Listed, listed};
use super::text::{TextProvision, text_act};

/// An act in its sentence, with the sentences around it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Passage {
    /// The statement.
    pub statement: Listed,
    /// The act.
    pub act: ActAddress,
    /// The sentence before.
    pub before: Option<String>,
    /// The sentence with all its acts, without their links.
    pub provision: TextProvision,
    /// The sentence after.
    pub after: Option<String>,
    /// The act before this one in the statement.
    pub previous: Option<ActAddress>,
    /// The act after it.
    pub next: Option<ActAddress>,
    /// The entries of directories that it mentions.
    pub mentions: Vec<Mentioned>,
}

/// An entry of a directory that an act mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Mentioned {
    /// The entry.
    pub entity: EntityId,
    /// Its sort.
    pub kind: EntityKind,
    /// Its words in the act.
    pub surface: String,
}

impl Library<'_> {
    /// The act at `act` in its sentence.
    pub fn passage(&self, act: &ActAddress) -> Result<Passage> {
        self.register.read(|view| {
            let missing = || LibraryError::NoAct(act.to_string());
            let row = view.instrument(&act.instrument)?;
            let row = row.ok_or_else(|| LibraryError::NoInstrument(act.instrument.to_string()))?;
            let here = act_key(row.no, act).map_err(|_| missing())?;
            let key = here.provision();
            let provision = view.provision(key)?.ok_or_else(missing)?;
            let acts = view.acts_of_provision(key)?;
            if !acts.iter().any(|a| a.key == here) {
                return Err(missing());
            }
            let beside = |step: i64| ProvisionKey(key.0 + step);
            let text = |key| Ok::<_, LibraryError>(view.provision(key)?.map(|p| p.text));
            let before = if act.provision > 1 { text(beside(-1))? } else { None };
            let own = acts.iter().position(|a| a.key == here).unwrap_or(0);
            let around = |at: Option<usize>| at.and_then(|at| acts.get(at)).map(|a| a.key);
            let previous = match around(own.checked_sub(1)) {
                None if before.is_some() => {
                    view.acts_of_provision(beside(-1))?.pop().map(|a| a.key)
                }
                known => known,
            };
            let after = if act.provision < row.provisions { text(beside(1))? } else { None };
            let next = match around(Some(own + 1)) {
                None if after.is_some() => {
                    view.acts_of_provision(beside(1))?.into_iter().next().map(|a| a.key)
                }
                known => known,
            };
            Ok(Passage {
                mentions: mentioned(&view, here)?,
                previous: previous.map(|key| address(&row.id, key)),
                next: next.map(|key| address(&row.id, key)),
                act: act.clone(),
                before,
                after,
                provision: TextProvision {
                    number: key.number(),
                    article: provision.article,
                    text: provision.text,
                    acts: acts.into_iter().map(|a| text_act(a, Vec::new())).collect(),
                },
                statement: listed(row),
            })
        })
    }
}

fn mentioned(view: &View<'_>, act: ActKey) -> Result<Vec<Mentioned>> {
    let all = view.mentions_in(act.instrument())?.into_iter();
    let own = (Some(act.provision().number()), Some(act.number()));
    let here = all.filter(|m| (m.provision, m.act) == own);
    Ok(here.map(|m| Mentioned { entity: m.entity, kind: m.kind, surface: m.surface }).collect())
}
