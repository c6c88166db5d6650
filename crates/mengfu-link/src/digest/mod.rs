//! What comparing needs of an instrument: small, without the text, fit to be kept.

mod cues;
mod packed;
mod pieces;

use mengfu_lang::{ClassId, Pack, Scan};
use mengfu_model::{
    Act, Actor, Edtf, Field, InstrumentId, InstrumentKind, Kind, Provision, Reading, Reference,
    ReferenceType, Stance, Strength, TimeRole, Topic,
};
use serde::{Deserialize, Serialize};

use crate::themes::{Theme, Themes};
use crate::words::Words;

pub use cues::{Cues, Step};
pub use pieces::{Feature, Features};
pub(crate) use pieces::{TELLING, hash};

/// What comparing needs of one instrument.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    /// What the register calls it.
    pub id: InstrumentId,
    /// The name of the pack that read it; instruments of different packs are not compared.
    pub pack: String,
    /// The codes of its parties.
    pub parties: Vec<String>,
    /// What sort of text it is.
    pub kind: InstrumentKind,
    /// The day on which it was signed, EDTF.
    pub signed: Option<String>,
    /// Of an undated one: the earliest it can be by what it names, EDTF.
    pub not_before: Option<String>,
    /// Whether both its beginning and its end are there.
    pub complete: bool,
    /// Its acts, in reading order.
    pub acts: Vec<ActDigest>,
}

/// What comparing needs of one act.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActDigest {
    /// The provision, from 1.
    #[serde(rename = "p")]
    pub provision: u32,
    /// The act, from 1.
    #[serde(rename = "n")]
    pub act: u32,
    /// What sort of act it is.
    #[serde(rename = "k")]
    pub kind: Kind,
    /// Of a commitment: its strength.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    /// Whether the act itself has the words that give its strength, rather than the sentence before it.
    #[serde(rename = "o", default, skip_serializing_if = "is_false")]
    pub own_strength: bool,
    /// Of a commitment: whether it has no natural end.
    #[serde(rename = "d", default, skip_serializing_if = "is_false")]
    pub standing: bool,
    /// Of a position: its stance.
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
    /// Whether it is to refrain or opposes.
    #[serde(rename = "g", default, skip_serializing_if = "is_false")]
    pub negative: bool,
    /// Who acts: codes of parties, `*` for all, other bodies by their words.
    #[serde(rename = "a")]
    pub actors: Vec<String>,
    /// What it is about.
    #[serde(rename = "c", default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
    /// The words of its matter.
    #[serde(rename = "f")]
    pub features: Features,
    /// The names of what it refers to, in normal form.
    #[serde(rename = "r", default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
    /// Of these, what is called the same in instruments of other parties.
    #[serde(rename = "h", default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<String>,
    /// What the act before it in its sentence names, if this one points back.
    #[serde(rename = "i", default, skip_serializing_if = "Vec::is_empty")]
    pub pointed: Vec<String>,
    /// What its words say beside the matter.
    #[serde(rename = "u", default, skip_serializing_if = "Cues::is_empty")]
    pub cues: Cues,
    /// The themes it speaks of.
    #[serde(rename = "e", default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Theme>,
    /// The times it names.
    #[serde(rename = "w", default, skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<(TimeRole, Option<String>)>,
    /// The figures it names.
    #[serde(rename = "q", default, skip_serializing_if = "Vec::is_empty")]
    pub quantities: Vec<(f64, String)>,
    /// A hash of its words, by which literal repetitions are found.
    #[serde(rename = "x")]
    pub words: u64,
}

/// So many characters of a name, with its sort, are more than a common noun.
const LONG_NAME: usize = 14;

#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// How an actor is written that stands for all parties.
pub(crate) const ALL: &str = "*";

impl Digest {
    /// An empty digest of the instrument `id`.
    pub(crate) fn of(id: &InstrumentId, reading: &Reading) -> Self {
        let instrument = &reading.instrument;
        Self {
            id: id.clone(),
            pack: reading.pack.clone(),
            parties: instrument.parties.iter().map(|code| code.as_str().to_owned()).collect(),
            kind: instrument.kind,
            signed: instrument.signed.as_ref().map(|day| day.0.clone()),
            not_before: None,
            complete: instrument.complete,
            acts: Vec::new(),
        }
    }
}

/// Makes the digests of the acts of one reading.
pub(crate) struct Digester<'w> {
    pub(crate) pack: &'w Pack,
    pub(crate) words: &'w Words,
    pub(crate) themes: &'w Themes,
    pub(crate) parties: Vec<String>,
    pub(crate) not_before: Option<String>,
}

impl Digester<'_> {
    /// The digests of the acts of one provision.
    pub(crate) fn provision(
        &mut self,
        number: u32,
        provision: &Provision,
        scan: &Scan<'_>,
    ) -> Vec<ActDigest> {
        let mut acts = Vec::with_capacity(provision.acts.len());
        let mut named: Vec<String> = Vec::new();
        let mut lending = None;
        for (count, act) in (1_u32..).zip(&provision.acts) {
            let mut digest = self.act((number, count), act, provision, scan, &named);
            if !digest.references.is_empty() {
                named.clone_from(&digest.references);
            }
            digest.cues.lent_intensity = act.stance.is_some() && lending == Some(act.stance);
            if digest.cues.intensity.is_some() {
                lending = Some(act.stance);
            } else if !digest.cues.lent_intensity {
                lending = None;
            }
            acts.push(digest);
        }
        acts
    }

    fn act(
        &mut self,
        (provision, count): (u32, u32),
        act: &Act,
        within: &Provision,
        scan: &Scan<'_>,
        named: &[String],
    ) -> ActDigest {
        let text = within.text.as_str();
        let quote = act.quote.range();
        let names: Vec<_> = act.references.iter().map(|r| r.at.range()).collect();
        let read = pieces::read(self.words, &self.parties, scan, quote.clone(), &names);
        let mut features = read.features;
        let mut references = Vec::with_capacity(act.references.len());
        let mut shared = Vec::new();
        for reference in &act.references {
            let name = self.name(reference, scan);
            let aside = read.asides.iter().any(|part| part.contains(&reference.at.start.get()));
            // An organisation is where things are done: its name is one word of the matter, no more.
            if reference.kind != ReferenceType::Forum {
                features.add(Feature::of_reference(&name, aside));
            }
            if self.is_shared(reference, &name, scan) {
                shared.push(name.clone());
            }
            references.push(name);
        }
        let cues = Cues::new(self.words, scan, quote.clone());
        let negative = act.stance == Some(Stance::Oppose)
            || (cues.negation && act.strength == Some(Strength::Bind));
        self.not_before(&cues, act);
        let own = |d: &mengfu_model::Derivation| {
            d.field == Field::Strength && act.quote.contains(d.at) && d.at.len() < act.quote.len()
        };
        let pointed = if cues.anaphor { named.to_vec() } else { Vec::new() };
        pointed.iter().for_each(|name| features.add(Feature::of_reference(name, false)));
        // Only what is called by one name everywhere is sought in statements of other parties.
        if shared.is_empty() {
            features.ends.clear();
        }
        features.finish();
        ActDigest {
            provision,
            act: count,
            kind: act.kind,
            strength: act.strength,
            own_strength: act.derivations.iter().any(own),
            standing: act.standing,
            stance: act.stance,
            negative,
            actors: actors(act, text),
            topics: act.topics.iter().collect(),
            features,
            pointed,
            references,
            shared,
            cues,
            themes: self.themes.of(self.pack, scan, &quote),
            times: act.times.iter().map(|t| (t.role, t.value.as_ref().map(edtf))).collect(),
            quantities: act.quantities.iter().map(|q| (q.value, q.unit.clone())).collect(),
            words: pieces::hash_of_words(scan.normal().get(quote).unwrap_or_default()),
        }
    }

    /// The name of a reference: the one that stands for all names of the thing where the pack knows it,
    /// else its own.
    fn name(&self, reference: &Reference, scan: &Scan<'_>) -> String {
        let at = reference.at.range();
        let known = self.words.canon.and_then(|canon| {
            let hit = scan.at(at.start).find(|hit| hit.range() == at && scan.is(hit, canon))?;
            scan.entry(&hit)?.value(canon)
        });
        match known {
            Some(name) => format!("{}:{name}", reference.kind.code()),
            None => plain(&reference.id),
        }
    }

    /// Whether a thing is called the same by other parties: what two states have between them is called a
    /// commission or an agreement in every relation.
    fn is_shared(&self, reference: &Reference, name: &str, scan: &Scan<'_>) -> bool {
        let of = |class: Option<ClassId>| {
            let mut hits = class.into_iter().flat_map(|c| scan.hits_of(c, reference.at.range()));
            hits.any(|hit| hit.end as usize <= reference.at.end.get())
        };
        let named = of(self.words.region) || of(self.words.forum);
        match reference.kind {
            ReferenceType::Forum | ReferenceType::Initiative => true,
            ReferenceType::Mechanism | ReferenceType::Instrument => named,
            ReferenceType::Project | ReferenceType::Event => {
                named || name.chars().count() >= LONG_NAME
            }
        }
    }

    /// An act that names a thing, or reports what happened on a day, is not older than either.
    fn not_before(&mut self, cues: &Cues, act: &Act) {
        let told = act.kind == Kind::Record || act.kind == Kind::Appraisal;
        let days = act.times.iter().filter(|t| told && t.role == TimeRole::Event);
        let days = days.filter_map(|t| t.value.as_ref().map(edtf)).filter(|day| is_day(day));
        let known = self.not_before.take();
        self.not_before = days.chain(cues.since.clone()).chain(known).max();
    }
}

/// Whether `value` is a day, month or year rather than an interval or a duration.
pub(crate) fn is_day(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_digit())
        && value.chars().all(|c| c.is_ascii_digit() || c == '-')
}

fn edtf(value: &Edtf) -> String {
    value.0.clone()
}

fn actors(act: &Act, text: &str) -> Vec<String> {
    let mut actors: Vec<String> = act
        .actors
        .iter()
        .map(|actor| match actor {
            Actor::All => ALL.to_owned(),
            Actor::Party(code) => code.as_str().to_owned(),
            Actor::Body(at) => text.get(at.range()).unwrap_or_default().to_owned(),
        })
        .collect();
    actors.sort();
    actors.dedup();
    actors
}

/// The name of a reference without brackets and what they hold, quotation marks, and dashes.
fn plain(id: &str) -> String {
    let mut depth = 0_u32;
    let kept = id.chars().filter(|c| {
        match c {
            '(' | '（' | '[' | '［' => depth += 1,
            ')' | '）' | ']' | '］' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0 && (c.is_alphanumeric() || *c == ':')
    });
    kept.collect()
}
