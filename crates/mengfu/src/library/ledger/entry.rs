//! A line of the ledger, in words.

use mengfu_model::{
    ActAddress, Decision, InstrumentId, LinkKind, Reason, Strength, Topic, WorldState,
};
use mengfu_register::key::{ActKey, InstrumentNo};
use mengfu_register::{ActRow, InstrumentRow, LinkRow, Quantity, Reference, Time, View};
use serde::Serialize;

use super::record::Packed;
use super::state::{StateBecause, TextState};
use crate::library::day::Span;
use crate::library::error::{LibraryError, Result};
use crate::library::linking::Linkers;

/// A commitment: who owes what to whom, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Entry {
    /// Where it stands.
    pub address: ActAddress,
    /// `CHN-AZE/2005-03-17#p12.a2`.
    pub id: String,
    /// The title of its instrument.
    pub title: String,
    /// The parties of its instrument.
    pub parties: Vec<String>,
    /// The day of signing of its instrument, EDTF.
    pub signed: Option<String>,
    /// The path of printed labels.
    pub article: String,
    /// Its words.
    pub quote: String,
    /// Who owes it: `all`, codes of parties, or the words for another body.
    pub by: Vec<String>,
    /// To whom it is owed: the other parties; all of them where all owe it.
    pub to: Vec<String>,
    /// How firm it is.
    pub strength: Option<&'static str>,
    /// Whether it has no natural end.
    pub standing: bool,
    /// What it is about.
    pub topics: Vec<&'static str>,
    /// The times it names.
    pub times: Vec<Time>,
    /// When it is due, where a definite date is given.
    pub due: Option<Span>,
    /// The figures it names.
    pub quantities: Vec<Quantity>,
    /// The named things it refers to.
    pub references: Vec<Reference>,
    /// Whether other entries are parts of it, so that totals must not count both.
    pub umbrella: bool,
    /// Which entry it is a part of.
    pub part_of: Option<String>,
    /// What later texts did with it.
    pub text_state: TextState,
    /// What is known of it in the world.
    pub world_state: WorldState,
    /// Why.
    pub because: StateBecause,
    /// The body that its own words name to lead the work on it; whom people named stands in `track`.
    pub lead: Option<String>,
    /// What people noted on it.
    pub track: Track,
}

impl Entry {
    /// Who leads the work on it: whom people named, else whom its own words name.
    pub fn led_by(&self) -> Option<&str> {
        self.track.lead.as_deref().or(self.lead.as_deref())
    }
}

/// What people noted on a commitment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Track {
    /// Who leads the work.
    pub lead: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// How many evidences there are.
    pub evidence: usize,
    /// The last remark.
    pub note: Option<String>,
}

/// A link seen from one of its ends.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EntryLink {
    /// What the later act does.
    pub kind: LinkKind,
    /// Whether the other end is the later one.
    pub later: bool,
    /// The instrument of the other end.
    pub instrument: InstrumentId,
    /// The other act; none where there is none in that instrument.
    pub act: Option<String>,
    /// Its words.
    pub quote: Option<String>,
    /// How sure the comparison is, from 0 to 1.
    pub score: f32,
    /// Whether a missing part could change it.
    pub provisional: bool,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// What an entry is made from.
pub(super) struct Material<'a> {
    pub(super) instrument: &'a InstrumentRow,
    pub(super) packed: &'a Packed,
    pub(super) text_state: TextState,
    pub(super) world: (WorldState, StateBecause),
    pub(super) decisions: &'a [&'a Decision],
    pub(super) linkers: Linkers<'a>,
}

/// The address of the act with the number `key`.
pub(in crate::library) fn address(id: &InstrumentId, key: ActKey) -> ActAddress {
    ActAddress { instrument: id.clone(), provision: key.provision().number(), act: key.number() }
}

/// The words of an act.
pub(in crate::library) fn quote<'t>(act: &ActRow, text: &'t str) -> &'t str {
    text.get(act.start as usize..act.end as usize).unwrap_or_default()
}

/// The line of the act with the number `key`.
pub(super) fn entry(view: &View<'_>, key: ActKey, material: &Material<'_>) -> Result<Entry> {
    let instrument = material.instrument;
    let address = address(&instrument.id, key);
    let missing = || LibraryError::NoAct(address.to_string());
    let act = view.act(key)?.ok_or_else(missing)?;
    let provision = view.provision(key.provision())?.ok_or_else(missing)?;
    let parties: Vec<String> = instrument.party_codes().map(str::to_owned).collect();
    let quote = quote(&act, &provision.text);
    let others = |p: &&String| !act.actors.contains(p);
    let together = act.actors.iter().any(|a| a == "all");
    let to = match together {
        true => parties.clone(),
        false => parties.iter().filter(others).cloned().collect(),
    };
    let part_of = material
        .packed
        .part_of
        .map(|(provision, act)| format!("{}#p{provision}.a{act}", instrument.id));
    Ok(Entry {
        id: address.to_string(),
        address,
        title: instrument.title.clone(),
        signed: instrument.signed.clone(),
        article: provision.article,
        lead: material.linkers.lead(&instrument.pack, quote).map(str::to_owned),
        quote: quote.to_owned(),
        to,
        parties,
        by: act.actors,
        strength: act.strength.map(Strength::code),
        standing: act.standing,
        topics: act.topics.iter().map(Topic::code).collect(),
        times: act.detail.times,
        due: material.packed.due,
        quantities: act.detail.quantities,
        references: act.detail.references,
        umbrella: material.packed.umbrella,
        part_of,
        text_state: material.text_state,
        world_state: material.world.0,
        because: material.world.1,
        track: track(material.decisions),
    })
}

fn track(decisions: &[&Decision]) -> Track {
    let mut track = Track::default();
    for decision in decisions {
        match decision {
            Decision::Assign { lead, contact, .. } => {
                track.lead = Some(lead.clone());
                track.contact.clone_from(contact);
            }
            Decision::Note { text, .. } => track.note = Some(text.clone()),
            Decision::AddEvidence { .. } => track.evidence += 1,
            _ => {}
        }
    }
    track
}

/// A link as it looks from `here`.
pub(in crate::library) fn link_of(
    view: &View<'_>,
    link: &LinkRow,
    here: ActKey,
) -> Result<Option<EntryLink>> {
    let later = link.earlier == Some(here);
    let (act, instrument) = match later {
        true => (link.later, link.owner),
        false => (link.earlier, link.other),
    };
    let instrument: InstrumentNo = instrument;
    let Some(id) = view.instrument_id(instrument)? else { return Ok(None) };
    let mut words = None;
    if let Some(key) = act
        && let Some((row, provision)) = view.act(key)?.zip(view.provision(key.provision())?)
    {
        words = Some(quote(&row, &provision.text).to_owned());
    }
    Ok(Some(EntryLink {
        kind: link.kind,
        later,
        act: act.map(|key| address(&id, key).to_string()),
        instrument: id,
        quote: words,
        score: link.score,
        provisional: link.provisional,
        reasons: link.reasons.clone(),
    }))
}
