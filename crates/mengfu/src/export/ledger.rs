//! The ledger as tables, one for each partnership.

use std::collections::BTreeMap;

use mengfu_export::table::{Cell, Column, Table};

use super::Labels;
use crate::library::{Day, Entry};

const COLUMNS: &[(&str, &str, &str, u16)] = &[
    ("id", "编号", "Address", 24),
    ("signed", "签署日期", "Signed", 12),
    ("statement", "文件", "Statement", 30),
    ("article", "条款", "Article", 9),
    ("promise", "承诺原文", "Promise, as printed", 60),
    ("owed_by", "承诺方", "Owed by", 14),
    ("owed_to", "对象", "Owed to", 14),
    ("firmness", "力度", "Firmness", 12),
    ("topics", "领域", "Topics", 16),
    ("times", "时间（原文）", "Time, as printed", 16),
    ("due", "到期日", "Due", 12),
    ("lead", "牵头单位", "Lead body", 18),
    ("contact", "联系人", "Contact", 18),
    ("in_texts", "后续文本", "In later texts", 14),
    ("in_world", "落实情况", "Progress", 14),
    ("evidence", "依据（件）", "Evidence", 10),
    ("note", "备注", "Note", 24),
    ("references", "涉及", "References", 24),
    ("part_of", "所属总项", "Part of", 20),
];

/// The entries as tables, a partnership each in the order of their parties.
pub fn tables(entries: &[Entry], as_of: Day, labels: &dyn Labels) -> Vec<Table> {
    let mut partnerships: BTreeMap<&[String], Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        partnerships.entry(&entry.parties).or_default().push(entry);
    }
    let column = |(key, zh, en, width): &(&'static str, &'static str, &'static str, u16)| Column {
        key,
        zh,
        en,
        width: *width,
    };
    partnerships
        .into_iter()
        .map(|(parties, entries)| Table {
            name: parties.join("-"),
            caption: vec![
                format!("成果落实台账 Ledger of promises: {}", labels.parties(parties)),
                format!("截至 As of {as_of}"),
            ],
            columns: COLUMNS.iter().map(column).collect(),
            rows: entries.into_iter().map(|entry| row(entry, labels)).collect(),
        })
        .collect()
}

fn row(entry: &Entry, labels: &dyn Labels) -> Vec<Cell> {
    let list = |words: Vec<String>| match words.is_empty() {
        true => Cell::Empty,
        false => Cell::List(words),
    };
    let number = match entry.track.evidence {
        0 => Cell::Empty,
        n => Cell::Number(n as f64),
    };
    let topics = entry.topics.iter().map(|t| labels.word("topic", t)).collect();
    let times = entry.times.iter().map(|t| t.text.clone()).collect();
    let references = entry.references.iter().map(|r| r.text.clone()).collect();
    let due = entry.due.map(|due| due.last.to_string());
    vec![
        Cell::text(&entry.id),
        Cell::text(entry.signed.clone().unwrap_or_default()),
        Cell::text(&entry.title),
        Cell::text(&entry.article),
        Cell::text(&entry.quote),
        Cell::text(labels.parties(&entry.by)),
        Cell::text(labels.parties(&entry.to)),
        Cell::text(entry.strength.map_or_else(String::new, |s| labels.word("strength", s))),
        list(topics),
        list(times),
        Cell::day(due.as_deref()),
        Cell::text(entry.led_by().unwrap_or_default().to_owned()),
        Cell::text(entry.track.contact.clone().unwrap_or_default()),
        Cell::text(labels.word("text_state", entry.text_state.code())),
        Cell::text(labels.word("world_state", entry.world_state.code())),
        number,
        Cell::text(entry.track.note.clone().unwrap_or_default()),
        list(references),
        Cell::text(entry.part_of.clone().unwrap_or_default()),
    ]
}
