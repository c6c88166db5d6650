//! The measures of the gold that concern the outline, where the gold is at hand.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::pack::{outline, root};

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A sentence without its label and its end mark, as the scorer compares it.
fn core(text: &str) -> String {
    let text = squeeze(text);
    let text = text.trim_end_matches(['。', '！', '？', '；', '：', '.', '!', '?', ';', ':']);
    let numeral = |c: char| "一二三四五六七八九十百".contains(c);
    let rest = match text.strip_prefix('（') {
        Some(rest) => rest.trim_start_matches(numeral).strip_prefix('）'),
        None => text
            .trim_start_matches(numeral)
            .strip_prefix('、')
            .filter(|_| text.starts_with(numeral)),
    };
    rest.unwrap_or(text).to_owned()
}

#[test]
fn the_gold_is_met() {
    let shared = root().join("../shared");
    let Ok(gold) = fs::read_to_string(shared.join("gold/instruments.json")) else { return };
    let gold: Vec<Value> = serde_json::from_str(&gold).unwrap();
    let sources: BTreeSet<&str> = gold.iter().map(|g| g["source"].as_str().unwrap()).collect();
    let mut read = Vec::new();
    for source in sources {
        read.extend(
            outline(&fs::read(shared.join("corpus/seeds").join(source)).unwrap()).instruments,
        );
    }
    assert_eq!(read.len(), gold.len());
    for wanted in &gold {
        let first = squeeze(wanted["first_words"].as_str().unwrap());
        let last = squeeze(wanted["last_words"].as_str().unwrap());
        let found = read.iter().find(|o| {
            let said =
                |words: &str| o.provisions.iter().any(|p| squeeze(p.text.as_str()).contains(words));
            said(&first) && said(&last)
        });
        let found = found.unwrap_or_else(|| panic!("{} is missing", wanted["id"]));
        let id = &wanted["id"];
        let of = &found.instrument;
        let text = |key: &str| wanted[key].as_str().map(str::to_owned);
        let list = |key: &str| {
            wanted[key]
                .as_array()
                .map(|l| l.iter().map(|v| v.as_str().unwrap().to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(
            of.parties.iter().map(|p| p.as_str().to_owned()).collect::<Vec<_>>(),
            list("parties").unwrap(),
            "{id}"
        );
        assert_eq!(of.signed.as_ref().map(|e| e.0.clone()), text("signed"), "{id}");
        assert_eq!(of.place, text("place"), "{id}");
        assert_eq!(of.signatories, list("signatories").unwrap(), "{id}");
        assert_eq!(of.partnership, text("partnership"), "{id}");
        assert_eq!(Some(of.complete), wanted["complete"].as_bool(), "{id}");
        assert_eq!(Some(of.kind.code().to_owned()), text("kind"), "{id}");
        assert_eq!(of.title.derived, wanted["title"].is_null(), "{id}");
        if let Some(title) = text("title") {
            assert_eq!(squeeze(&of.title.text), squeeze(&title));
        }
        if let Some(languages) = list("languages") {
            assert_eq!(
                (&of.languages, of.copies.map(u64::from)),
                (&languages, wanted["copies"].as_u64()),
                "{id}"
            );
        }
        sentences(&shared.join("gold/provisions"), id.as_str().unwrap(), found);
    }
}

fn sentences(dir: &std::path::Path, id: &str, found: &mengfu_read::outline::Outlined) {
    let file = fs::read_to_string(dir.join(format!("{}.jsonl", id.replace('/', "_")))).unwrap();
    let rows: Vec<Value> = file.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let rows = rows.iter().filter(|r| r["heading"].as_bool() != Some(true));
    let wanted: Vec<(String, String)> = rows
        .map(|r| {
            let acts = || {
                r["acts"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|a| a["q"].as_str().unwrap())
                    .collect::<Vec<_>>()
                    .join("，")
            };
            (
                squeeze(r["article"].as_str().unwrap_or_default()),
                core(&r["text"].as_str().map_or_else(acts, str::to_owned)),
            )
        })
        .collect();
    let read: Vec<(String, String)> =
        found.provisions.iter().map(|p| (p.article.clone(), core(p.text.as_str()))).collect();
    let missed: Vec<_> = wanted.iter().filter(|w| !read.contains(w)).collect();
    let extra: Vec<_> = read.iter().filter(|r| !wanted.contains(r)).collect();
    assert!(
        missed.len() * 100 <= wanted.len() && extra.len() * 100 <= read.len(),
        "{id}: missed {missed:?}, extra {extra:?}"
    );
}
