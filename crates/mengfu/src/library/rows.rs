//! From readings to the rows of the register.

use mengfu_lang::Pack;
use mengfu_model::{
    Act, Actor, Finding, Instrument, Kind, Provision, Reading, SourceReading, Text,
};
use mengfu_register::source::hash_of;
use mengfu_register::{
    ActDetail, ActKey, ActRow, FindingRow, InstrumentNo, InstrumentRow, ProvisionKey, ProvisionRow,
    Quantity, Reference, SetAsideRow, Time, WitnessRow,
};

use super::day::Day;
use super::error::Result;
use super::identity::{Dating, Identity};
use super::place::Placing;
use crate::packs::Packs;

/// So many sentences tell a statement from all others.
const SENTENCES: usize = 2_048;

/// The parties of an instrument as they are kept.
pub(super) fn parties(instrument: &Instrument) -> String {
    let codes: Vec<&str> = instrument.parties.iter().map(|p| p.as_str()).collect();
    codes.join(" ")
}

/// The row of the `ordinal`th statement of a source.
pub(super) fn witness(
    source: i64,
    hash: &str,
    ordinal: u32,
    reading: &Reading,
    packs: &Packs,
) -> WitnessRow {
    let pack = packs.get(&reading.pack);
    let texts = reading.provisions.iter().map(|p| p.text.as_str());
    let mut sentences: Vec<u64> = texts.filter_map(|text| sentence(text, pack)).collect();
    sentences.sort_unstable();
    sentences.dedup();
    sentences.truncate(SENTENCES);
    WitnessRow {
        source,
        hash: hash.to_owned(),
        ordinal,
        parties: parties(&reading.instrument),
        signed: reading.instrument.signed.as_ref().map(|d| d.0.clone()),
        title: reading.comparable_title.clone(),
        pack: reading.pack.clone(),
        complete: reading.instrument.complete,
        acts: count(reading.provisions.iter().map(|p| p.acts.len()).sum()),
        sentences,
        instrument: None,
    }
}

/// A hash of the letters and digits of a sentence; `None` where there are too few to mean anything.
fn sentence(text: &str, pack: Option<&Pack>) -> Option<u64> {
    const FEWEST: usize = 8;
    let normal = plain(text, pack);
    let letters: String = normal.chars().filter(|c| c.is_alphanumeric()).collect();
    let digits = hash_of(letters.as_bytes());
    let enough = letters.chars().nth(FEWEST).is_some();
    enough.then(|| u64::from_str_radix(digits.get(..16)?, 16).ok()).flatten()
}

/// `text` in the form in which words are found.
pub(super) fn plain<'t>(text: &'t str, pack: Option<&Pack>) -> std::borrow::Cow<'t, str> {
    match pack {
        Some(pack) => pack.lexicon.normaliser().normalise(text),
        None => text.into(),
    }
}

/// A word or a name in the form in which words are sought.
pub(super) fn searched(word: &str, pack: Option<&Pack>) -> String {
    plain(word.trim(), pack).to_lowercase()
}

/// The row of an instrument.
pub(super) fn instrument(
    no: InstrumentNo,
    identity: &Identity,
    primary: &WitnessRow,
    reading: &Reading,
    (day, placing): (Option<Day>, Placing),
) -> InstrumentRow {
    let i = &reading.instrument;
    let acts = || reading.provisions.iter().flat_map(|p| &p.acts);
    InstrumentRow {
        no,
        id: mengfu_model::InstrumentId(identity.id.clone()),
        title: i.title.text.clone(),
        title_derived: i.title.derived,
        kind: i.kind.code().to_owned(),
        parties: primary.parties.clone(),
        signed: i.signed.as_ref().map(|d| d.0.clone()),
        day: day.map(|d| d.to_string()),
        placing: match identity.dating {
            Dating::Citation => Placing::Citation,
            Dating::Witness => Placing::Witness,
            Dating::Own | Dating::Unknown => placing,
        }
        .code()
        .to_owned(),
        visit: i.visit.as_ref().map(|d| d.0.clone()),
        place: i.place.clone(),
        signatories: i.signatories.clone(),
        languages: i.languages.clone(),
        copies: i.copies,
        partnership: i.partnership.clone(),
        complete: i.complete,
        pack: reading.pack.clone(),
        source: primary.source,
        ordinal: primary.ordinal,
        witnesses: count(identity.witnesses.len()),
        provisions: count(reading.provisions.len()),
        acts: count(acts().count()),
        commitments: count(acts().filter(|a| a.kind == Kind::Commitment).count()),
        print: identity.print.clone(),
    }
}

/// The rows of a provision and its acts.
pub(super) fn provision(
    instrument: InstrumentNo,
    number: u32,
    provision: &Provision,
    pack: Option<&Pack>,
) -> Result<(ProvisionRow, Vec<ActRow>)> {
    let key = ProvisionKey::new(instrument, number)?;
    let text = provision.text.as_str();
    let searched = plain(text, pack);
    let row = ProvisionRow {
        key,
        article: provision.article.clone(),
        text: text.to_owned(),
        plain: (searched != text).then(|| searched.into_owned()),
    };
    let acts = (1..).zip(&provision.acts).map(|(n, a)| act(key, n, a, &provision.text));
    Ok((row, acts.collect::<Result<_>>()?))
}

fn act(provision: ProvisionKey, number: u32, act: &Act, text: &Text) -> Result<ActRow> {
    let actor = |actor: &Actor| match actor {
        Actor::All => "all".to_owned(),
        Actor::Party(code) => code.to_string(),
        Actor::Body(at) => text.slice(*at).to_owned(),
    };
    let times = act.times.iter().map(|t| Time {
        text: text.slice(t.at).to_owned(),
        edtf: t.value.as_ref().map(|v| v.0.clone()),
        role: t.role.code().to_owned(),
    });
    let quantities = act.quantities.iter().map(|q| Quantity {
        text: text.slice(q.at).to_owned(),
        value: q.value,
        unit: q.unit.clone(),
        of: q.of.map(|at| text.slice(at).to_owned()),
    });
    let references = act.references.iter().map(|r| Reference {
        text: text.slice(r.at).to_owned(),
        kind: r.kind.code().to_owned(),
        id: r.id.clone(),
    });
    Ok(ActRow {
        key: ActKey::new(provision, number)?,
        start: act.quote.start.0,
        end: act.quote.end.0,
        kind: act.kind,
        stance: act.stance,
        strength: act.strength,
        standing: act.standing,
        topics: act.topics,
        actors: act.actors.iter().map(actor).collect(),
        detail: ActDetail {
            times: times.collect(),
            quantities: quantities.collect(),
            references: references.collect(),
        },
    })
}

/// The rows of findings.
pub(super) fn findings(findings: &[Finding]) -> Vec<FindingRow> {
    let row = |f: &Finding| FindingRow {
        code: f.code.0.to_owned(),
        severity: f.severity.code().to_owned(),
        bytes: f.at.iter().map(|s| [s.start.get(), s.end.get()]).collect(),
        message: f.message.clone(),
    };
    findings.iter().map(row).collect()
}

/// The rows of what was set aside.
pub(super) fn set_aside(reading: &SourceReading) -> Vec<SetAsideRow> {
    let row = |s: &mengfu_model::SetAside| SetAsideRow {
        start: s.at.start.get() as u64,
        end: s.at.end.get() as u64,
        reason: s.reason.code().to_owned(),
    };
    reading.set_aside.iter().map(row).collect()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
