//! What was noticed, and what was set aside.

use std::fmt::Write as _;

use mengfu::ReadSource;
use mengfu::wire::{FindingWire, finding_lines, set_aside_lines};

use super::page::{BOLD, DIM, PLAIN, Page, clean, severity_style};

/// Columns before the message of a finding.
const MARGIN: usize = 10;

/// All findings of a source.
pub(crate) fn findings(source: &ReadSource, page: &Page<'_>) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", page.paint(BOLD, &clean(&source.name)));
    let mut instrument = None;
    for line in finding_lines(source) {
        if line.instrument != instrument {
            instrument = line.instrument;
            let _ = writeln!(out, "{}", page.paint(DIM, line.instrument.unwrap_or_default()));
        }
        finding_block(&mut out, &line.finding, page);
    }
    if finding_lines(source).is_empty() {
        let _ = writeln!(out, "{}", page.paint(DIM, page.words.label("no_findings")));
    }
    out.push('\n');
    out
}

/// One finding: severity, message, code and place.
pub(super) fn finding_block(out: &mut String, finding: &FindingWire<'_>, page: &Page<'_>) {
    let severity = page.words.codes.severity(finding.severity);
    let mark = (severity, severity_style(finding.severity));
    let message = clean(page.words.codes.finding(finding.code, finding.message));
    page.block(out, MARGIN, mark, &message, PLAIN);
    let place = finding.bytes.map_or_else(String::new, |[from, to]| {
        format!(" · {} {from}–{to}", page.words.label("bytes"))
    });
    page.block(out, MARGIN, ("", PLAIN), &format!("{}{place}", finding.code), DIM);
}

/// All spans of a source that belong to no instrument, with their words.
pub(crate) fn set_aside(source: &ReadSource, bytes: &[u8], page: &Page<'_>) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", page.paint(BOLD, &clean(&source.name)));
    let lines = set_aside_lines(source);
    for line in &lines {
        let [from, to] = line.bytes;
        let reason = page.words.codes.reason(line.reason);
        let place = format!("{reason} · {} {from}–{to}", page.words.label("bytes"));
        page.block(&mut out, 0, ("", PLAIN), &place, DIM);
        page.block(
            &mut out,
            2,
            ("", PLAIN),
            &excerpt(bytes.get(from..to).unwrap_or_default()),
            PLAIN,
        );
    }
    if lines.is_empty() {
        let _ = writeln!(out, "{}", page.paint(DIM, page.words.label("nothing_set_aside")));
    }
    out.push('\n');
    out
}

/// The beginning of the bytes, as far as they are text.
fn excerpt(bytes: &[u8]) -> String {
    const MOST: usize = 240;
    let start = bytes.get(..MOST).unwrap_or(bytes);
    let text = String::from_utf8_lossy(start);
    let more = if bytes.len() > MOST { "…" } else { "" };
    format!("{}{more}", clean(text.trim().trim_end_matches('\u{fffd}')))
}
