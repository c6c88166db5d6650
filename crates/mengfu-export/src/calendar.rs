//! Dated promises and sessions as iCalendar (RFC 5545).

use icalendar::{Component, EventLike};

/// A day, or some days, to put into a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What tells it from all others, and stays the same: the address of the act.
    pub id: String,
    /// The first day: `2026-12-31`.
    pub first: String,
    /// The last day.
    pub last: String,
    /// What it is called there.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// Words to find it by.
    pub categories: Vec<String>,
}

/// The entries as a calendar called `name`; `stamp` is the day as of which it was made. Entries with
/// no valid days are left out.
pub fn ics(name: &str, entries: &[Entry], stamp: &str) -> String {
    let mut calendar = icalendar::Calendar::new();
    calendar.name(&escaped_name(name));
    let stamp = format!("{}T000000Z", stamp.replace('-', ""));
    for entry in entries {
        let (Some(first), Some(last)) = (day(&entry.first), day(&entry.last)) else { continue };
        // The end of an event of whole days is the day after its last.
        let Some(end) = last.succ_opt() else { continue };
        let mut event = icalendar::Event::new();
        event.add_property("DTSTAMP", &stamp);
        event
            .uid(&format!("{}@mengfu", entry.id))
            .summary(&entry.summary)
            .description(&entry.description)
            .starts(first)
            .ends(end);
        if !entry.categories.is_empty() {
            event.add_multi_property("CATEGORIES", &entry.categories.join(","));
        }
        calendar.push(event.done());
    }
    calendar.done().to_string()
}

fn escaped_name(name: &str) -> String {
    name.replace(['\r', '\n'], " ")
}

fn day(text: &str) -> Option<chrono::NaiveDate> {
    chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_a_whole_day() {
        let entry = Entry {
            id: "CHN-AZE/2025-04-23#p3.a1".into(),
            first: "2026-12-31".into(),
            last: "2026-12-31".into(),
            summary: "启动；谈判\nBEGIN:VALARM".into(),
            description: "双方".repeat(60),
            categories: vec!["trade".into()],
        };
        let text =
            ics("盟府", &[entry.clone(), Entry { first: "2026".into(), ..entry }], "2026-01-01");
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains("DTSTART;VALUE=DATE:20261231\r\n"), "{unfolded}");
        assert!(unfolded.contains("DTEND;VALUE=DATE:20270101\r\n"));
        assert!(unfolded.contains("UID:CHN-AZE/2025-04-23#p3.a1@mengfu\r\n"));
        assert_eq!(unfolded.matches("BEGIN:VEVENT").count(), 1);
        assert!(!unfolded.contains("\r\nBEGIN:VALARM"));
        assert_eq!(unfolded.matches("DTSTAMP").count(), 1);
        assert!(text.lines().all(|line| line.len() <= 76), "lines are folded");
    }
}
