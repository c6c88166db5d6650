//! Examples of rules that give a value: `words => value`.

use mengfu_lang::{Pack, Scan};
use mengfu_model::{Act, Derivation, Field, Kind, PartyCode, RuleId, Span, Strength, TopicSet};

use crate::values::{ValueState, Values};

/// Stands between the words of an example and the value that a rule gives them.
const GIVES: &str = " => ";

/// The words of an example, and the value expected of them if it names one.
pub(crate) fn split(example: &str) -> (&str, Option<&str>) {
    match example.split_once(GIVES) {
        Some((words, value)) => (words.trim(), Some(value.trim())),
        None => (example, None),
    }
}

/// What the rule `id` gives in the words of `scan`, read as an undertaking.
pub(crate) fn given(
    pack: &Pack,
    values: &Values,
    scan: &Scan<'_>,
    parties: &[PartyCode],
    id: RuleId,
) -> Option<String> {
    let mut act = undertaking(scan.text());
    let mut state = ValueState::new(None, parties.to_vec());
    values.read(pack, scan, &(0..scan.text().len()), &mut state, &mut act);
    let of = |field: Field| {
        let by = |d: &&Derivation| d.rule == id && d.field == field;
        act.derivations.iter().find(by).map(|d| d.at)
    };
    if let Some(at) = of(Field::Times) {
        let time = act.times.iter().find(|t| t.at == at)?;
        return Some(time.value.as_ref().map_or("null".to_owned(), |v| v.0.clone()));
    }
    let at = of(Field::Quantities)?;
    let figure = act.quantities.iter().find(|q| q.at == at)?;
    Some(format!("{} {}", figure.value, figure.unit))
}

fn undertaking(text: &str) -> Act {
    Act {
        quote: Span::new(0, text.len()),
        kind: Kind::Commitment,
        stance: None,
        strength: Some(Strength::Will),
        standing: false,
        actors: Vec::new(),
        topics: TopicSet::default(),
        times: Vec::new(),
        quantities: Vec::new(),
        references: Vec::new(),
        derivations: Vec::new(),
    }
}
