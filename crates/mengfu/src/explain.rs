//! Why the acts at an address are what they are.

use mengfu_model::{Act, Derivation, Provision, Reading, Text};
use serde::Serialize;

use crate::address::Address;
use crate::engine::ReadSource;
use crate::packs::Packs;
use crate::wire::{ActWire, Bytes, act as act_wire, ranges};

/// A provision with those of its acts that were asked for.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Explained<'a> {
    /// Where the provision is.
    pub address: String,
    /// The instrument.
    pub instrument: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The path of printed labels.
    pub article: &'a str,
    /// The words of the provision.
    pub text: &'a str,
    /// Their bytes in the file.
    #[cfg_attr(feature = "schema", schema(value_type = Vec<[usize; 2]>))]
    pub bytes: Vec<Bytes>,
    /// The acts.
    pub acts: Vec<ExplainedAct<'a>>,
}

/// An act with the reasons of its values.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ExplainedAct<'a> {
    /// Where it is.
    pub address: String,
    /// What stands before it in the provision.
    pub before: &'a str,
    /// What stands after it in the provision.
    pub after: &'a str,
    /// Its values, as on the wire.
    pub values: ActWire<'a>,
    /// The reasons, in the order in which they were found.
    pub reasons: Vec<Reason<'a>>,
}

/// Why one value is what it is.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = ExplainedReason))]
pub struct Reason<'a> {
    /// Which value.
    pub field: &'static str,
    /// The full name of the rule.
    pub rule: &'a str,
    /// What the rule is for, in one sentence.
    pub doc: &'a str,
    /// The file of the pack that holds the rule.
    pub rule_file: &'a str,
    /// The term of the lexicon that decided, with every line that lists it.
    pub term: Option<Term<'a>>,
    /// The words it rests on.
    pub words: &'a str,
    /// Their bytes in the file.
    #[cfg_attr(feature = "schema", schema(value_type = Vec<[usize; 2]>))]
    pub bytes: Vec<Bytes>,
}

/// A term of a lexicon.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Term<'a> {
    /// The term.
    pub term: &'a str,
    /// `lexicon/verb.tsv:12`, for every line that lists it.
    pub lines: Vec<String>,
}

/// What `address` points at; `None` where the source has no such instrument, provision or act.
pub fn explain<'a>(
    source: &'a ReadSource,
    address: &Address,
    packs: &'a Packs,
) -> Option<Explained<'a>> {
    let reading = source.reading.readings.get(address.instrument.checked_sub(1)?)?;
    let provision = reading.provisions.get(address.provision.checked_sub(1)?)?;
    let wanted = |(n, _): &(usize, &Act)| address.act.is_none_or(|act| act == *n);
    let acts: Vec<ExplainedAct<'a>> = (1..)
        .zip(&provision.acts)
        .filter(wanted)
        .map(|(n, act)| explain_act(reading, provision, act, &at_act(address, n), packs))
        .collect();
    if address.act.is_some() && acts.is_empty() {
        return None;
    }
    let text = &provision.text;
    Some(Explained {
        address: Address { act: None, ..address.clone() }.to_string(),
        instrument: &reading.instrument.id,
        title: &reading.instrument.title.text,
        article: &provision.article,
        text: text.as_str(),
        bytes: ranges(text, text.span()),
        acts,
    })
}

fn at_act(address: &Address, act: usize) -> Address {
    Address { act: Some(act), ..address.clone() }
}

fn explain_act<'a>(
    reading: &'a Reading,
    provision: &'a Provision,
    act: &'a Act,
    address: &Address,
    packs: &'a Packs,
) -> ExplainedAct<'a> {
    let text = &provision.text;
    let whole = text.as_str();
    let part = |range: std::ops::Range<usize>| whole.get(range).unwrap_or_default();
    ExplainedAct {
        address: address.to_string(),
        before: part(0..act.quote.start.get()),
        after: part(act.quote.end.get()..whole.len()),
        values: act_wire(act, text, &reading.pack, packs),
        reasons: act.derivations.iter().map(|d| reason(d, text, &reading.pack, packs)).collect(),
    }
}

fn reason<'a>(why: &Derivation, text: &'a Text, pack: &str, packs: &'a Packs) -> Reason<'a> {
    let rule = packs.rule(pack, why.rule);
    let entry = why.entry.and_then(|id| packs.entry(pack, id));
    Reason {
        field: why.field.code(),
        rule: rule.map_or("?", |r| r.name.as_str()),
        doc: rule.map_or("", |r| r.doc.as_str()),
        rule_file: rule.map_or("", |r| r.file.as_str()),
        term: entry.map(|entry| Term {
            term: &entry.term,
            lines: entry.senses.iter().map(|s| format!("{}:{}", s.file, s.line)).collect(),
        }),
        words: text.slice(why.at),
        bytes: ranges(text, why.at),
    }
}
