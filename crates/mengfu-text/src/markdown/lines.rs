//! What a line of Markdown is by its first characters.

use std::ops::Range;

/// A line without its break.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) start: usize,
    pub(super) chars: &'a str,
}

/// The lines of `chars`.
pub(super) fn lines(chars: &str) -> impl Iterator<Item = Line<'_>> {
    chars.split_inclusive('\n').scan(0, |start, whole| {
        let line = Line { start: *start, chars: whole.strip_suffix('\n').unwrap_or(whole) };
        *start += whole.len();
        Some(line)
    })
}

/// The text of a heading `## …`, without its marks.
pub(super) fn heading(line: &str) -> Option<Range<usize>> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let rest = line.get(indent..)?;
    let marks = rest.bytes().take_while(|b| *b == b'#').count();
    let after = rest.get(marks..)?;
    if indent > 3
        || !(1..=6).contains(&marks)
        || !after.starts_with([' ', '\t', '\u{A0}', '\u{3000}'])
    {
        return None;
    }
    let text = after.trim();
    let unclosed = text.trim_end_matches('#');
    // Marks at the end close a heading only after a space.
    let text = if unclosed.ends_with([' ', '\t']) { unclosed.trim_end() } else { text };
    let start = line.len() - after.trim_start().len();
    (!text.is_empty()).then_some(start..start + text.len())
}

/// Whether the line opens or closes a block of code.
pub(super) fn is_fence(line: &str) -> bool {
    line.trim_start_matches(' ').starts_with("```")
}

/// A line of three or more dashes, stars, underscores or equals signs.
pub(super) fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !matches!(c, ' ' | '\t'));
    let Some(first @ ('-' | '*' | '_' | '=')) = marks.next() else { return false };
    let mut count = 1;
    for mark in marks {
        if mark != first {
            return false;
        }
        count += 1;
    }
    count >= 3
}

/// The line under the head of a table: `|---|:-:|`.
pub(super) fn is_table_rule(line: &str) -> bool {
    let syntax = line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'));
    syntax && line.contains('|') && line.contains('-')
}

/// The length of the quotation marks at the start of `line`, those of quotations in quotations too.
pub(super) fn quotation(line: &str) -> usize {
    let mut rest = line;
    while let Some(inner) = rest.trim_start_matches(' ').strip_prefix('>') {
        if !(inner.is_empty() || inner.starts_with([' ', '>'])) {
            break;
        }
        rest = inner.strip_prefix(' ').unwrap_or(inner);
    }
    line.len() - rest.len()
}

/// The length of a bullet at the start of `line`. Numbers are labels and stay.
pub(super) fn bullet(line: &str) -> usize {
    let rest = line.trim_start_matches(' ');
    let marked = ["- ", "* ", "+ "].iter().any(|mark| rest.starts_with(mark));
    if marked { line.len() - rest.len() + 2 } else { 0 }
}
