//! Reading-format v1: what the engine says about a source, as JSON Lines.
//!
//! The wire has its own vocabulary and is made by hand, so that the model may change without it.
//! One line is one instrument; unknown values are `null`. Fields that version 1 does not name are
//! additions: `p`, `visit`, `pack`, `engine`.

use std::io;

use mengfu_model::{
    Act, Actor, Derivation, Finding, Provision, Quantity, Reading, Reference, SetAside, SourceSpan,
    Text, TextSpan, TimeReference,
};
use serde::{Serialize, Serializer};

use crate::engine::ReadSource;
use crate::packs::Packs;

/// A range of bytes of the file as received: first byte, first byte after.
pub type Bytes = [usize; 2];

/// One instrument, its provisions made already or made while they are written.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct ReadingLine<'a, P = Vec<ProvisionWire<'a>>> {
    pub instrument: InstrumentWire<'a>,
    pub provisions: P,
    pub findings: Vec<FindingWire<'a>>,
    pub engine: EngineWire<'a>,
}

/// What an instrument says of itself.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct InstrumentWire<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub title_derived: bool,
    pub kind: &'static str,
    pub parties: Vec<&'a str>,
    pub signed: Option<&'a str>,
    pub visit: Option<&'a str>,
    pub place: Option<&'a str>,
    pub signatories: &'a [String],
    pub languages: &'a [String],
    pub copies: Option<u32>,
    pub partnership: Option<&'a str>,
    pub complete: bool,
    pub source: Vec<PieceWire<'a>>,
}

/// A piece of a source.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct PieceWire<'a> {
    pub file: &'a str,
    pub sha256: &'a str,
    #[cfg_attr(feature = "schema", schema(value_type = [usize; 2]))]
    pub bytes: Bytes,
}

/// Who read it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct EngineWire<'a> {
    pub version: &'static str,
    pub pack: &'a str,
    pub pack_version: &'a str,
}

/// One provision.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct ProvisionWire<'a> {
    /// Its number, as in addresses: `p12`.
    pub p: String,
    pub article: &'a str,
    pub text: &'a str,
    #[cfg_attr(feature = "schema", schema(value_type = Vec<[usize; 2]>))]
    pub bytes: Vec<Bytes>,
    pub acts: Vec<ActWire<'a>>,
}

/// One act.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct ActWire<'a> {
    pub q: &'a str,
    #[cfg_attr(feature = "schema", schema(value_type = Vec<[usize; 2]>))]
    pub bytes: Vec<Bytes>,
    pub kind: &'static str,
    pub stance: Option<&'static str>,
    pub actors: Vec<&'a str>,
    pub strength: Option<&'static str>,
    pub standing: bool,
    pub topics: Vec<&'static str>,
    pub time: Vec<TimeWire<'a>>,
    pub quantities: Vec<QuantityWire<'a>>,
    pub refs: Vec<ReferenceWire<'a>>,
    pub why: Vec<WhyWire<'a>>,
}

/// A time of an act.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct TimeWire<'a> {
    pub text: &'a str,
    pub edtf: Option<&'a str>,
    pub role: &'static str,
}

/// A figure of an act.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct QuantityWire<'a> {
    pub text: &'a str,
    pub value: Number,
    pub unit: &'a str,
    pub of: Option<&'a str>,
}

/// A number, written without a point where it is whole.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(untagged)]
#[allow(missing_docs)]
pub enum Number {
    Whole(i64),
    Broken(f64),
}

/// A named thing.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct ReferenceWire<'a> {
    pub text: &'a str,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub id: &'a str,
}

/// Why a value is what it is.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct WhyWire<'a> {
    pub field: &'static str,
    pub rule: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    pub text: &'a str,
    #[cfg_attr(feature = "schema", schema(value_type = Vec<[usize; 2]>))]
    pub bytes: Vec<Bytes>,
}

/// A finding.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct FindingWire<'a> {
    pub code: &'static str,
    pub severity: &'static str,
    /// The first range of it.
    #[cfg_attr(feature = "schema", schema(value_type = Option<[usize; 2]>))]
    pub bytes: Option<Bytes>,
    /// Every range, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schema(value_type = Vec<[usize; 2]>))]
    pub all_bytes: Vec<Bytes>,
    pub message: &'a str,
}

/// A finding with where it belongs, as a line of its own.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct FindingLine<'a> {
    pub file: &'a str,
    pub instrument: Option<&'a str>,
    #[serde(flatten)]
    pub finding: FindingWire<'a>,
}

/// A span that was set aside, as a line of its own.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct SetAsideLine<'a> {
    pub file: &'a str,
    pub reason: &'static str,
    #[cfg_attr(feature = "schema", schema(value_type = [usize; 2]))]
    pub bytes: Bytes,
}

/// The lines of a source: one for each instrument. What was noticed about the source as a whole
/// stands with its first instrument.
pub fn lines<'a>(source: &'a ReadSource, packs: &'a Packs) -> Vec<ReadingLine<'a>> {
    let readings = source.reading.readings.iter().enumerate();
    readings.map(|nth| line(source, nth, packs, provisions(nth.1, packs).collect())).collect()
}

/// Writes the lines of a source, making one provision at a time: the lines of a large source are many
/// times as large as the source.
pub fn write_lines(
    source: &ReadSource,
    packs: &Packs,
    mut out: impl io::Write,
) -> serde_json::Result<()> {
    for nth in source.reading.readings.iter().enumerate() {
        let line = line(source, nth, packs, Provisions { reading: nth.1, packs });
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n").map_err(serde_json::Error::io)?;
    }
    Ok(())
}

/// Provisions that are made while they are written.
struct Provisions<'a> {
    reading: &'a Reading,
    packs: &'a Packs,
}

impl Serialize for Provisions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(provisions(self.reading, self.packs))
    }
}

/// Every finding of a source, those of the source as a whole first.
pub fn finding_lines(source: &ReadSource) -> Vec<FindingLine<'_>> {
    let line = |instrument, f| FindingLine { file: &source.name, instrument, finding: finding(f) };
    let whole = source.reading.findings.iter().map(|f| line(None, f));
    let own = source
        .reading
        .readings
        .iter()
        .flat_map(|r| r.findings.iter().map(move |f| line(Some(r.instrument.id.as_str()), f)));
    whole.chain(own).collect()
}

/// Every span of a source that belongs to no instrument.
pub fn set_aside_lines(source: &ReadSource) -> Vec<SetAsideLine<'_>> {
    let line = |s: &SetAside| SetAsideLine {
        file: &source.name,
        reason: s.reason.code(),
        bytes: bytes(s.at),
    };
    source.reading.set_aside.iter().map(line).collect()
}

/// The line of a reading with these provisions; with the first, what was noticed about the source as a whole.
fn line<'a, P>(
    source: &'a ReadSource,
    (nth, reading): (usize, &'a Reading),
    packs: &'a Packs,
    provisions: P,
) -> ReadingLine<'a, P> {
    let i = &reading.instrument;
    let whole = source.reading.findings.iter().filter(|_| nth == 0);
    let piece = |at: &SourceSpan| PieceWire {
        file: &source.name,
        sha256: &source.sha256,
        bytes: bytes(*at),
    };
    let pack = reading.pack.as_str();
    ReadingLine {
        instrument: InstrumentWire {
            id: &i.id,
            title: &i.title.text,
            title_derived: i.title.derived,
            kind: i.kind.code(),
            parties: i.parties.iter().map(|p| p.as_str()).collect(),
            signed: i.signed.as_ref().map(|d| d.0.as_str()),
            visit: i.visit.as_ref().map(|d| d.0.as_str()),
            place: i.place.as_deref(),
            signatories: &i.signatories,
            languages: &i.languages,
            copies: i.copies,
            partnership: i.partnership.as_deref(),
            complete: i.complete,
            source: i.pieces.iter().map(piece).collect(),
        },
        provisions,
        findings: reading.findings.iter().chain(whole).map(finding).collect(),
        engine: EngineWire {
            version: crate::VERSION,
            pack,
            pack_version: packs.get(pack).map_or("", |p| p.settings.version.as_str()),
        },
    }
}

fn provisions<'a>(
    reading: &'a Reading,
    packs: &'a Packs,
) -> impl Iterator<Item = ProvisionWire<'a>> {
    let numbered = (1..).zip(&reading.provisions);
    numbered.map(move |(number, p)| provision(number, p, &reading.pack, packs))
}

fn provision<'a>(
    number: usize,
    provision: &'a Provision,
    pack: &str,
    packs: &'a Packs,
) -> ProvisionWire<'a> {
    let text = &provision.text;
    ProvisionWire {
        p: format!("p{number}"),
        article: &provision.article,
        text: text.as_str(),
        bytes: ranges(text, text.span()),
        acts: provision.acts.iter().map(|a| act(a, text, pack, packs)).collect(),
    }
}

/// An act of a provision with the text `text`.
pub(crate) fn act<'a>(act: &'a Act, text: &'a Text, pack: &str, packs: &'a Packs) -> ActWire<'a> {
    ActWire {
        q: text.slice(act.quote),
        bytes: ranges(text, act.quote),
        kind: act.kind.code(),
        stance: act.stance.map(|s| s.code()),
        actors: act.actors.iter().map(|a| actor(a, text)).collect(),
        strength: act.strength.map(|s| s.code()),
        standing: act.standing,
        topics: act.topics.iter().map(|t| t.code()).collect(),
        time: act.times.iter().map(|t| time(t, text)).collect(),
        quantities: act.quantities.iter().map(|q| quantity(q, text)).collect(),
        refs: act.references.iter().map(|r| reference(r, text)).collect(),
        why: act.derivations.iter().map(|d| why(d, text, pack, packs)).collect(),
    }
}

/// `all`, the code of a party, or the words for another body.
fn actor<'a>(actor: &'a Actor, text: &'a Text) -> &'a str {
    match actor {
        Actor::All => "all",
        Actor::Party(code) => code.as_str(),
        Actor::Body(at) => text.slice(*at),
    }
}

fn time<'a>(time: &'a TimeReference, text: &'a Text) -> TimeWire<'a> {
    TimeWire {
        text: text.slice(time.at),
        edtf: time.value.as_ref().map(|v| v.0.as_str()),
        role: time.role.code(),
    }
}

fn quantity<'a>(quantity: &'a Quantity, text: &'a Text) -> QuantityWire<'a> {
    QuantityWire {
        text: text.slice(quantity.at),
        value: Number::of(quantity.value),
        unit: &quantity.unit,
        of: quantity.of.map(|at| text.slice(at)),
    }
}

fn reference<'a>(reference: &'a Reference, text: &'a Text) -> ReferenceWire<'a> {
    ReferenceWire { text: text.slice(reference.at), kind: reference.kind.code(), id: &reference.id }
}

fn why<'a>(why: &Derivation, text: &'a Text, pack: &str, packs: &'a Packs) -> WhyWire<'a> {
    WhyWire {
        field: why.field.code(),
        rule: packs.rule(pack, why.rule).map_or("?", |r| r.name.as_str()),
        entry: why.entry.and_then(|id| packs.entry(pack, id)).map(|entry| {
            let file = entry.senses.first().map_or("", |s| s.file.as_str());
            format!("{file}: {}", entry.term)
        }),
        text: text.slice(why.at),
        bytes: ranges(text, why.at),
    }
}

fn finding(finding: &Finding) -> FindingWire<'_> {
    let all: Vec<Bytes> = finding.at.iter().map(|s| bytes(*s)).collect();
    FindingWire {
        code: finding.code.0,
        severity: finding.severity.code(),
        bytes: all.first().copied(),
        all_bytes: if all.len() > 1 { all } else { Vec::new() },
        message: &finding.message,
    }
}

/// The ranges of the file that the words of `span` came from.
pub(crate) fn ranges(text: &Text, span: TextSpan) -> Vec<Bytes> {
    text.source_of(span).into_iter().map(bytes).collect()
}

fn bytes(span: SourceSpan) -> Bytes {
    [span.start.get(), span.end.get()]
}

impl Number {
    /// Whole where the value is, and small enough to be exact.
    fn of(value: f64) -> Self {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        match value.fract() == 0.0 && value.abs() <= EXACT {
            true => Self::Whole(value as i64),
            false => Self::Broken(value),
        }
    }
}
