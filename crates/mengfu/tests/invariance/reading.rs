//! What a reading says, without places: the form in which two readings are compared.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use mengfu::{Engine, wire};
use serde_json::{Value, json};

static ENGINE: LazyLock<Engine<'static>> = LazyLock::new(|| Engine::embedded().unwrap());

/// Everything that reading `bytes` says: one value an instrument, then one a sentence.
pub(crate) fn said(bytes: &[u8]) -> Vec<Value> {
    let source = ENGINE.read("input", bytes).unwrap();
    let mut said = Vec::new();
    for line in wire::lines(&source, ENGINE.packs()) {
        let mut line = serde_json::to_value(line).unwrap();
        let codes = codes(&line);
        strip(&mut line, &codes);
        line["instrument"]["parties"].as_array_mut().unwrap().sort_by_key(Value::to_string);
        // Who stands first follows the codes of the parties, which follow the names.
        line["instrument"]["signatories"].as_array_mut().unwrap().sort_by_key(Value::to_string);
        line["instrument"]["id"] = json!(null);
        // How sure the encoding is depends on the bytes alone.
        let findings = line["findings"].as_array().unwrap().iter().map(|f| f["code"].clone());
        let findings: Vec<_> = findings.filter(|code| code != "encoding-guessed").collect();
        said.push(json!({"instrument": line["instrument"], "findings": findings}));
        said.extend(line["provisions"].as_array().unwrap().iter().cloned());
    }
    said
}

/// Panics if two readings do not say the same.
pub(crate) fn same(what: &str, before: &[Value], after: &[Value]) {
    if let Some(differences) = differences(what, before, after) {
        panic!("{differences}");
    }
}

/// The first differences of two readings, in words.
pub(crate) fn differences(what: &str, before: &[Value], after: &[Value]) -> Option<String> {
    let message = format!("{what}: {} values became {}", before.len(), after.len());
    let mut found = Vec::new();
    for (before, after) in before.iter().zip(after).filter(|(before, after)| before != after) {
        let about = before.get("text").unwrap_or(&before["instrument"]["title"]);
        found.push(format!("  in {about}"));
        leaves("", before, after, &mut found);
    }
    found.truncate(12);
    (before != after).then(|| format!("{message}\n{}", found.join("\n")))
}

/// Where two values differ, as deep inside as can be said.
fn leaves(path: &str, before: &Value, after: &Value, found: &mut Vec<String>) {
    match (before, after) {
        _ if before == after => {}
        (Value::Object(before), Value::Object(after)) => {
            for (key, value) in before {
                leaves(&format!("{path}.{key}"), value, &after[key], found);
            }
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            for (at, (before, after)) in before.iter().zip(after).enumerate() {
                leaves(&format!("{path}[{at}]"), before, after, found);
            }
        }
        _ => found.push(format!("    {path}: {before} became {after}")),
    }
}

/// A number for each code, in the order in which acts name them: whatever it is made from.
fn codes(line: &Value) -> BTreeMap<String, String> {
    let mut codes = BTreeMap::new();
    let provisions = line["provisions"].as_array().unwrap();
    let acts = provisions.iter().flat_map(|p| p["acts"].as_array().unwrap());
    let actors = acts.map(|act| act["actors"].as_array().unwrap());
    let parties = line["instrument"]["parties"].as_array().unwrap();
    // Those that stand alone first: in a list their order follows the codes themselves.
    let alone = actors.filter(|actors| actors.len() == 1).flatten();
    for code in alone.chain(parties).filter(|actor| parties.contains(actor)) {
        let next = format!("party {}", codes.len());
        codes.entry(code.as_str().unwrap().to_owned()).or_insert(next);
    }
    codes
}

/// Removes places, replaces codes, and levels how numbers and blanks are printed.
fn strip(value: &mut Value, codes: &BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            for place in ["bytes", "all_bytes", "source", "entry", "message"] {
                fields.remove(place);
            }
            fields.values_mut().for_each(|value| strip(value, codes));
            if let Some(Value::Array(actors)) = fields.get_mut("actors") {
                actors.sort_by_key(Value::to_string);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|value| strip(value, codes)),
        Value::String(words) => {
            *words = codes.get(words).cloned().unwrap_or_else(|| level(words));
        }
        _ => {}
    }
}

/// Without white space and with ASCII digits.
fn level(words: &str) -> String {
    let digit = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap(),
        _ => c,
    };
    words.chars().filter(|c| !c.is_whitespace()).map(digit).collect()
}
