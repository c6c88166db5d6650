//! Dated promises and sessions, for a calendar.

use mengfu_export::calendar::Entry as Dated;

use super::Labels;
use crate::library::{DirectoryEntry, Entry, day::Span};

/// So many characters of a promise name it in a calendar.
const SUMMARY: usize = 60;

/// Longer than this a promise is due some time in a span and not on days of a calendar.
const LONGEST: i32 = 31;

/// The promises with a definite date, on its last day where it is a month or less and else on the last
/// day of the span; and the sessions of `bodies` of which the day is told.
pub fn calendar(entries: &[Entry], bodies: &[DirectoryEntry], labels: &dyn Labels) -> Vec<Dated> {
    let promises = entries.iter().filter_map(|entry| {
        let due = entry.due?;
        Some(Dated {
            id: entry.id.clone(),
            first: due.last.to_string(),
            last: due.last.to_string(),
            summary: format!("{}: {}", entry.parties.join("-"), shortened(&entry.quote)),
            description: format!(
                "{}\n{} · {}\n{}",
                entry.quote,
                labels.parties(&entry.by),
                labels.word("world_state", entry.world_state.code()),
                entry.id,
            ),
            categories: entry.topics.iter().map(|t| labels.word("topic", t)).collect(),
        })
    });
    let sessions = bodies.iter().flat_map(|body| {
        body.sittings.iter().filter_map(move |sitting| {
            let span = sitting.dates.iter().filter_map(|d| Span::of_edtf(d)).next_back()?;
            if span.last.days_after(span.first) > LONGEST {
                return None;
            }
            let number = sitting.number.map(|n| format!(" ({n})")).unwrap_or_default();
            let told: Vec<String> = sitting.told_by.iter().map(|id| id.0.clone()).collect();
            Some(Dated {
                id: format!("{}{number}/{}", body.id.0, span.first),
                first: span.first.to_string(),
                last: span.last.to_string(),
                summary: format!("{}{number}", body.title),
                description: told.join("\n"),
                categories: vec![labels.label("session")],
            })
        })
    });
    promises.chain(sessions).collect()
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(SUMMARY) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
        None => words.to_owned(),
    }
}
