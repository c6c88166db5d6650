//! The port and the script that defined the measures give the same lines on the same readings.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::*;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn gold_folder() -> PathBuf {
    root().join("../shared/gold")
}

/// Whether there is gold to compare with; a machine that checks submissions must have it.
fn gold_is_there() -> bool {
    let there = gold_folder().is_dir();
    assert!(there || std::env::var_os("CI").is_none(), "{} is missing", gold_folder().display());
    there
}

/// Readings made from gold.
fn gold_readings() -> Vec<Value> {
    let folder = gold_folder();
    let metas: Vec<Value> =
        serde_json::from_slice(&std::fs::read(folder.join("instruments.json")).unwrap()).unwrap();
    metas
        .into_iter()
        .map(|meta| {
            let name = meta["id"].as_str().unwrap().replace('/', "_");
            let path = folder.join(format!("provisions/{name}.jsonl"));
            let provisions: Vec<Value> = std::fs::read_to_string(path)
                .unwrap()
                .lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect();
            json!({"instrument": meta, "provisions": provisions, "findings": []})
        })
        .collect()
}

/// The lines of score.py without the details' own wording: the measures and the counts of errors.
fn script_lines(readings: &Path) -> Vec<String> {
    let out = Command::new("python3")
        .arg(root().join("../shared/tools/score.py"))
        .args(["--details", "1", "--gold"])
        .arg(gold_folder())
        .arg(readings)
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let mut lines: Vec<String> = String::from_utf8(out.stdout)
        .unwrap()
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("   "))
        // The script counts wrong standings and prints no list of them.
        .map(str::to_owned)
        .collect();
    lines.sort();
    lines
}

fn port_lines(readings: &Path) -> Vec<String> {
    let gold = records::load_gold(&gold_folder()).unwrap();
    let reads = records::load_readings(readings).unwrap();
    let comparison = compare::compare(&gold, &reads);
    let mut lines: Vec<String> =
        measures::measures(&comparison).iter().map(ToString::to_string).collect();
    let errors = comparison.tally.errors.iter().filter(|(kind, _)| kind != "standing");
    lines.extend(errors.map(|(kind, list)| format!("== {kind}: {}", list.len())));
    lines.sort();
    lines
}

#[track_caller]
fn agree(name: &str, readings: &[Value]) {
    let path =
        std::env::temp_dir().join(format!("mengfu-score-{}-{name}.jsonl", std::process::id()));
    let lines: String = readings.iter().map(|r| format!("{r}\n")).collect();
    std::fs::write(&path, lines).unwrap();
    assert_eq!(script_lines(&path), port_lines(&path));
    std::fs::remove_file(&path).unwrap();
}

/// A small generator of numbers: the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % n
    }
    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// Changes readings in the ways in which an engine errs.
fn perturb(readings: &mut Vec<Value>, dice: &mut Dice) {
    for reading in readings.iter_mut() {
        for field in ["signed", "place", "partnership", "title"] {
            if dice.one_in(5) {
                reading["instrument"][field] =
                    [json!(null), json!("某地 "), json!("2005-03-17")][dice.below(3)].clone();
            }
        }
        let provisions = reading["provisions"].as_array_mut().unwrap();
        provisions.retain(|_| !dice.one_in(20));
        if dice.one_in(3) {
            let at = dice.below(provisions.len());
            provisions.rotate_left(at);
        }
        for provision in provisions {
            if dice.one_in(10) {
                provision["article"] =
                    [json!(null), json!("九"), json!("二/（七）")][dice.below(3)].clone();
            }
            if dice.one_in(10) {
                let text = provision["text"].as_str().unwrap();
                provision["text"] = json!(format!("（三） {text}；"));
            }
            perturb_acts(provision["acts"].as_array_mut().unwrap(), dice);
        }
    }
    if dice.one_in(3) {
        readings.remove(dice.below(readings.len()));
    }
    if dice.one_in(3) {
        readings.push(readings[0].clone());
    }
}

fn perturb_acts(acts: &mut Vec<Value>, dice: &mut Dice) {
    if dice.one_in(12) {
        acts.pop();
    }
    if dice.one_in(12) {
        acts.extend(acts.first().cloned());
    }
    if dice.one_in(15) {
        acts.reverse();
    }
    for act in acts {
        if dice.one_in(6) {
            let quote: Vec<char> = act["q"].as_str().unwrap().chars().collect();
            let (from, to) = (dice.below(quote.len()), dice.below(quote.len()) + 1);
            let cut: String = quote[from.min(to)..to.max(from)].iter().collect();
            act["q"] =
                json!([cut.clone(), format!("{cut}而且 "), format!(" {cut}")][dice.below(3)]);
        }
        for (field, values) in [
            ("kind", json!(["commitment", "position", "final", "appraisal"])),
            ("strength", json!(["will", "declare", null, "odd", "explore"])),
            ("stance", json!(["support", null])),
            ("standing", json!([true, false, null])),
            ("actors", json!([["all"], ["CHN", "AZE"], ["AZE", "CHN"], []])),
            ("topics", json!([["trade", "trade"], ["energy", "political"], null, []])),
            (
                "time",
                json!([[{"text": "2025 年", "edtf": "2025", "role": "event"}], [{"text": "尽快", "edtf": null, "role": "urgency"}], null]),
            ),
            (
                "quantities",
                json!([[{"text": "200亿美元", "value": 20000000000.0, "unit": "USD"}], [{"text": "2", "value": 2, "unit": null}], [{"text": "零", "value": null}], [{"text": "零", "value": 0}]]),
            ),
            (
                "refs",
                json!([[{"text": "《联合国宪章》", "type": "instrument"}], [{"text": "一 带一路"}], null]),
            ),
        ] {
            if dice.one_in(10) {
                let values = values.as_array().unwrap();
                act[field] = values[dice.below(values.len())].clone();
            }
        }
    }
}

#[test]
fn gold_scores_as_the_script_says() {
    if !gold_is_there() {
        return;
    }
    agree("gold", &gold_readings());
}

#[test]
fn nothing_read_scores_as_the_script_says() {
    if !gold_is_there() {
        return;
    }
    agree("nothing", &[]);
}

#[test]
fn perturbed_readings_score_as_the_script_says() {
    if !gold_is_there() {
        return;
    }
    for seed in 0..12 {
        let mut readings = gold_readings();
        perturb(&mut readings, &mut Dice(seed));
        agree(&format!("perturbed-{seed}"), &readings);
    }
}
