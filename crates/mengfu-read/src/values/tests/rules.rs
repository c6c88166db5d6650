//! The examples of the rules: `text => expected` for rules that give values.

use mengfu_model::{Act, Derivation, Field, Kind, RuleId, Strength};

use super::Chinese;

/// What the rule `id` gave in `act`, as the examples write it.
fn given(act: &Act, id: RuleId) -> Option<String> {
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

#[test]
fn rules_of_times_and_figures_keep_their_examples() {
    let chinese = Chinese::new();
    let mut faults = Vec::new();
    for stage in ["times", "quantities"] {
        for rule in chinese.pack.rules(stage) {
            for example in &rule.accept {
                let (text, expected) = example.split_once(" => ").unwrap();
                let act = chinese.act(text, Kind::Commitment, Some(Strength::Will), None);
                let got = given(&act, rule.id);
                if got.as_deref() != Some(expected) {
                    faults.push(format!("{}: {text}: {got:?}, not {expected}", rule.name));
                }
            }
            for text in &rule.reject {
                let act = chinese.act(text, Kind::Commitment, Some(Strength::Will), None);
                if let Some(got) = given(&act, rule.id) {
                    faults.push(format!("{}: {text}: {got}", rule.name));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
