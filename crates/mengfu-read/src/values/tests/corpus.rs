//! Annotated acts: of the folder of gold readings beside the workspace, and of the pack's suites.

use std::collections::BTreeSet;

use mengfu_model::{Kind, PartyCode, Strength};

use super::{Chinese, empty, governing, root};
use crate::values::ValueState;

/// What is expected of one act, or was read.
#[derive(Debug, Default)]
pub(super) struct Expected {
    pub(super) quote: String,
    pub(super) kind: String,
    pub(super) strength: Option<String>,
    pub(super) topics: BTreeSet<String>,
    pub(super) times: Vec<(String, Option<String>, String)>,
    pub(super) quantities: Vec<(String, String, String)>,
    pub(super) references: Vec<(String, String)>,
}

/// Sentences with the path of their article, in order.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) signed: Option<i32>,
    pub(super) parties: Vec<PartyCode>,
    pub(super) sentences: Vec<(String, String, Vec<Expected>)>,
}

/// The gold readings, if the folder is there.
pub(super) fn gold() -> Vec<Document> {
    let folder = root().join("../shared/gold/provisions");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| gold_document(path)).collect()
}

fn gold_document(path: &std::path::Path) -> Document {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let year = name.rsplit('_').next().unwrap().get(..4).unwrap().parse().ok();
    let parties = name.split('_').next().unwrap().split('-').filter_map(PartyCode::new).collect();
    let mut document = Document { signed: year, parties, ..Document::default() };
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        if row["heading"].as_bool() == Some(true) {
            continue;
        }
        let text = |v: &serde_json::Value| v.as_str().map(str::to_owned);
        let acts: Vec<Expected> = row["acts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|a| {
                let list = |key: &str| a[key].as_array().cloned().unwrap_or_default();
                Expected {
                    quote: text(&a["q"]).unwrap(),
                    kind: text(&a["kind"]).unwrap(),
                    strength: text(&a["strength"]),
                    topics: list("topics").iter().filter_map(text).collect(),
                    times: list("time")
                        .iter()
                        .map(|t| {
                            (
                                text(&t["text"]).unwrap(),
                                text(&t["edtf"]),
                                text(&t["role"]).unwrap_or_default(),
                            )
                        })
                        .collect(),
                    quantities: list("quantities")
                        .iter()
                        .map(|q| {
                            let value = q["value"].as_f64().unwrap();
                            (
                                text(&q["text"]).unwrap(),
                                value.to_string(),
                                text(&q["unit"]).unwrap(),
                            )
                        })
                        .collect(),
                    references: list("refs")
                        .iter()
                        .map(|r| (text(&r["text"]).unwrap(), text(&r["type"]).unwrap()))
                        .collect(),
                }
            })
            .collect();
        let article = text(&row["article"]).unwrap_or_default();
        let whole = text(&row["text"])
            .unwrap_or_else(|| acts.iter().map(|a| a.quote.clone()).collect::<Vec<_>>().join("，"));
        document.sentences.push((article, whole, acts));
    }
    document
}

/// The pack's suites, each statement a document.
pub(super) fn suites(chinese: &Chinese) -> Vec<Document> {
    let mut documents = Vec::new();
    for (_, content) in chinese.pack.suites() {
        for block in content.split("```statement").skip(1) {
            let block = block.split("```").next().unwrap();
            let Some((text, acts)) = block.split_once("\n---\n") else { continue };
            let parties = text.lines().next().and_then(|l| l.split('"').nth(1)).unwrap_or_default();
            let parties = parties.split_whitespace().filter_map(PartyCode::new).collect();
            let text: String = text.lines().skip(1).collect::<Vec<_>>().join("\n");
            let acts: Vec<Expected> =
                acts.lines().filter(|l| l.contains(" | ")).map(suite_act).collect();
            documents.push(suite_document(&text, parties, acts));
        }
    }
    documents
}

fn suite_document(text: &str, parties: Vec<PartyCode>, acts: Vec<Expected>) -> Document {
    let mut document = Document { parties, ..Document::default() };
    let mut acts = acts.into_iter().peekable();
    for paragraph in text.lines() {
        for sentence in paragraph.split_inclusive('。') {
            let (mut inside, mut at) = (Vec::new(), 0);
            while let Some(found) = acts.peek().and_then(|a| sentence[at..].find(&a.quote)) {
                let act = acts.next().unwrap();
                at += found + act.quote.len();
                inside.push(act);
            }
            document.sentences.push((String::new(), sentence.to_owned(), inside));
        }
    }
    document
}

fn suite_act(line: &str) -> Expected {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let mut kind = cells[1].split('/');
    let mut act = Expected {
        quote: cells[0].to_owned(),
        kind: kind.next().unwrap().to_owned(),
        topics: cells.get(3).unwrap_or(&"").split_whitespace().map(str::to_owned).collect(),
        ..Expected::default()
    };
    act.strength = kind.next().filter(|s| Strength::from_code(s).is_some()).map(str::to_owned);
    for cell in cells.iter().skip(4) {
        if let Some(rest) = cell.strip_prefix("time:") {
            let (words, value) = rest.split_once(" = ").unwrap();
            let (value, role) = value.trim().split_once(' ').unwrap();
            let value = (value != "null").then(|| value.to_owned());
            act.times.push((words.trim().to_owned(), value, role.to_owned()));
        } else if let Some(rest) = cell.strip_prefix("quantity:") {
            let (words, value) = rest.split_once(" = ").unwrap();
            let (value, unit) = value.trim().split_once(' ').unwrap();
            act.quantities.push((words.trim().to_owned(), value.to_owned(), unit.to_owned()));
        } else if let Some((kind, name)) =
            cell.strip_prefix("ref ").and_then(|r| r.split_once(": "))
        {
            act.references.push((name.trim().to_owned(), kind.to_owned()));
        }
    }
    act
}

/// What the readers make of the sentences, given the kinds and strengths expected.
pub(super) fn read(chinese: &Chinese, document: &Document) -> Vec<(Expected, String)> {
    let mut state = ValueState::new(document.signed, document.parties.clone());
    let mut article = String::new();
    let mut read = Vec::new();
    for (path, text, acts) in &document.sentences {
        if *path != article {
            article.clone_from(path);
            let heading = path.rsplit('/').next().unwrap_or_default();
            state.article(chinese.values.heading(&chinese.pack, heading));
        }
        state.sentence();
        let scan = chinese.pack.lexicon.scan(text);
        let mut at = 0;
        for expected in acts {
            let Some(found) = text[at..].find(&expected.quote) else { continue };
            let range = at + found..at + found + expected.quote.len();
            at = range.end;
            let kind = Kind::from_code(&expected.kind).unwrap();
            let strength = expected.strength.as_deref().and_then(Strength::from_code);
            let mut act = empty(range.start, range.end, kind, strength);
            let governing = governing(text, range);
            chinese.values.read(&chinese.pack, &scan, &governing, &mut state, &mut act);
            let words = |span: mengfu_model::TextSpan| text[span.range()].to_owned();
            let got = Expected {
                quote: expected.quote.clone(),
                kind: expected.kind.clone(),
                strength: expected.strength.clone(),
                topics: act.topics.iter().map(|t| t.code().to_owned()).collect(),
                times: act
                    .times
                    .iter()
                    .map(|t| (words(t.at), t.value.clone().map(|v| v.0), t.role.code().to_owned()))
                    .collect(),
                quantities: act
                    .quantities
                    .iter()
                    .map(|q| (words(q.at), q.value.to_string(), q.unit.clone()))
                    .collect(),
                references: act
                    .references
                    .iter()
                    .map(|r| (words(r.at), r.kind.code().to_owned()))
                    .collect(),
            };
            read.push((got, text.clone()));
        }
    }
    read
}
