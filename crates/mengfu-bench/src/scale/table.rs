//! The measurements as a table in Markdown.

use std::fmt::Write as _;
use std::time::Duration;

use super::{Asked, Measured, millis};

/// One column a size.
pub fn table(sizes: &[Measured]) -> String {
    let mut out = String::new();
    let mut row = |name: &str, cell: &dyn Fn(&Measured) -> String| {
        let cells: Vec<String> = sizes.iter().map(cell).collect();
        let _ = writeln!(out, "| {name} | {} |", cells.join(" | "));
    };
    row("statements", &|m| m.statements.to_string());
    row("---", &|_| "---:".to_owned());
    row("text, MB", &|m| mega(m.bytes as u64));
    row("acts", &|m| m.acts.to_string());
    row("links", &|m| m.links.to_string());
    row("reading, s", &|m| seconds(m.read.clock));
    row("storing, s (processor)", &|m| {
        format!("{} ({})", seconds(m.store.clock), seconds(m.store.processor))
    });
    row("linking all, s (processor)", &|m| {
        format!("{} ({})", seconds(m.link.clock), seconds(m.link.processor))
    });
    row("linking, µs an act", &|m| {
        format!("{:.0}", m.link.processor.as_secs_f64() * 1e6 / (m.acts.max(1) as f64))
    });
    row("adding the newest: p50, most, ms (processor)", &|m| times(&m.newest, 100));
    row("adding one between: p50, most, ms (processor)", &|m| times(&m.between, 100));
    let names: Vec<&str> =
        sizes.first().into_iter().flat_map(|m| &m.asked).map(|a| a.name).collect();
    for name in names {
        row(&format!("{name}: p50, p99, ms (processor p99) of lines"), &|m| {
            let asked = m.asked.iter().find(|a| a.name == name);
            asked.map_or_else(String::new, |a| format!("{} of {}", times(&a.times, 99), a.lines))
        });
    }
    row("file, MB", &|m| mega(m.file));
    row("most memory after linking, MB", &|m| m.memory[0].map_or_else(String::new, mega));
    row("most memory at the end, MB", &|m| m.memory[1].map_or_else(String::new, mega));
    out
}

/// One line a query.
pub fn asked_table(asked: &[Asked]) -> String {
    let mut out =
        String::from("| query | p50, p99, ms (processor p99) | lines |\n| --- | ---: | ---: |\n");
    for one in asked {
        let _ = writeln!(out, "| {} | {} | {} |", one.name, times(&one.times, 99), one.lines);
    }
    out
}

fn times(times: &super::Times, high: usize) -> String {
    let (middle, high) = (times.below(50), times.below(high));
    let [a, b, c] = [middle.clock, high.clock, high.processor].map(millis);
    format!("{a:.1}, {b:.1} ({c:.1})")
}

fn seconds(duration: Duration) -> String {
    format!("{:.2}", duration.as_secs_f64())
}

fn mega(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / 1e6)
}
