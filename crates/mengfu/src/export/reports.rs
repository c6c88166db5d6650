//! Reports: what changed between two statements, and what of a partnership is open.

use mengfu_export::report::{Block, Mark, Report, Words};
use mengfu_model::{Effect, LinkKind, Reason};

use super::Labels;
use crate::difference::Only;
use crate::library::{ComparedActs, Comparison, Day, Entry};

/// The sorts of changes in the order in which a busy reader wants them.
const ORDER: [LinkKind; 8] = [
    LinkKind::Fulfils,
    LinkKind::Advances,
    LinkKind::New,
    LinkKind::Strengthens,
    LinkKind::Weakens,
    LinkKind::Mixed,
    LinkKind::Drops,
    LinkKind::Restates,
];

/// A comparison as a report: numbers first, then each sort of change with the words marked.
pub fn comparison(comparison: &Comparison, labels: &dyn Labels) -> Report {
    let (earlier, later) = (&comparison.earlier, &comparison.later);
    let mut blocks = vec![
        Block::Item(vec![Words::new(earlier.id.to_string(), Mark::Strong), titled(&earlier.title)]),
        Block::Item(vec![Words::new(later.id.to_string(), Mark::Strong), titled(&later.title)]),
    ];
    let rows = ORDER.iter().filter_map(|kind| {
        let count = comparison.counts.get(kind)?;
        let name = labels.word("link", kind.code());
        Some(vec![vec![Words::plain(name)], vec![Words::plain(count.to_string())]])
    });
    blocks.push(Block::Table {
        head: vec![labels.label("change"), labels.label("number")],
        rows: rows.collect(),
    });
    for kind in ORDER {
        let rows: Vec<&ComparedActs> =
            comparison.rows.iter().filter(|row| row.what == kind).collect();
        if rows.is_empty() {
            continue;
        }
        blocks.push(Block::Heading(1, labels.word("link", kind.code())));
        for row in rows {
            blocks.push(Block::Item(changed(row)));
            let why = reasons(&row.reasons, labels);
            if !why.is_empty() {
                blocks.push(Block::Paragraph(vec![Words::new(why, Mark::Faint)]));
            }
        }
    }
    Report { title: labels.label("comparison"), blocks }
}

/// The words of a row, with what only one of the statements has, and where they stand.
fn changed(row: &ComparedActs) -> Vec<Words> {
    let mut words: Vec<Words> = row
        .words
        .iter()
        .map(|piece| {
            let mark = match (piece.only, row.what) {
                (Only::Both, _) | (_, LinkKind::New | LinkKind::Drops) => Mark::Plain,
                (Only::Earlier, _) => Mark::Deleted,
                (Only::Later, _) => Mark::Inserted,
            };
            Words::new(piece.text.clone(), mark)
        })
        .collect();
    let places = [&row.earlier, &row.later].into_iter().flatten();
    let places: Vec<&str> = places.map(|act| act.id.as_str()).collect();
    words.push(Words::new(format!(" [{}]", places.join(" → ")), Mark::Faint));
    words
}

/// What changed in each attribute, in words.
fn reasons(reasons: &[Reason], labels: &dyn Labels) -> String {
    let changed = reasons.iter().filter(|reason| reason.effect != Effect::Same);
    let told = changed.map(|reason| {
        let attribute = labels.word("attribute", reason.attribute.code());
        format!("{attribute}: {} → {}", reason.from, reason.to)
    });
    told.collect::<Vec<_>>().join("; ")
}

/// What of a partnership still wants doing, topic by topic.
pub fn open_promises(
    parties: &[String],
    entries: &[Entry],
    as_of: Day,
    labels: &dyn Labels,
) -> Report {
    let of = labels.parties(parties);
    let mut blocks = vec![Block::Paragraph(vec![Words::plain(format!(
        "{}: {} · {} {as_of}",
        labels.label("open_promises"),
        entries.len(),
        labels.label("as_of"),
    ))])];
    let mut topics: Vec<&str> = Vec::new();
    for topic in entries.iter().filter_map(|entry| entry.topics.first()) {
        if !topics.contains(topic) {
            topics.push(topic);
        }
    }
    let head = ["promise", "owes", "strength", "due", "lead", "in_world"];
    for topic in topics {
        blocks.push(Block::Heading(1, labels.word("topic", topic)));
        let rows = entries.iter().filter(|e| e.topics.first() == Some(&topic)).map(|entry| {
            let strength = entry.strength.map_or_else(String::new, |s| labels.word("strength", s));
            vec![
                vec![
                    Words::plain(entry.quote.clone()),
                    Words::new(format!(" [{}]", entry.id), Mark::Faint),
                ],
                vec![Words::plain(labels.parties(&entry.by))],
                vec![Words::plain(strength)],
                vec![Words::plain(entry.due.map(|d| d.last.to_string()).unwrap_or_default())],
                vec![Words::plain(entry.led_by().unwrap_or_default().to_owned())],
                vec![Words::plain(labels.word("world_state", entry.world_state.code()))],
            ]
        });
        blocks.push(Block::Table {
            head: head.iter().map(|h| labels.label(h)).collect(),
            rows: rows.collect(),
        });
    }
    Report { title: of, blocks }
}

fn titled(title: &str) -> Words {
    Words::plain(format!(" {title}"))
}
