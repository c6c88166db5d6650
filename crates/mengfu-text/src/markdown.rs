//! Markdown: heading marks, emphasis, links, tables. Only where the text shows that it is Markdown;
//! labels of articles such as `1.` are text and stay.

mod inline;
mod lines;

use mengfu_model::{SetAsideReason, Text};

use crate::notes::Notes;
use crate::open::{BlockKind, Container, Segment};
use crate::pass::{Pass, hull};
use lines::Line;

/// A longer bold line is a paragraph that somebody stressed.
const LONGEST_HEADING: usize = 80;

/// Takes the marks out of each segment that is Markdown. Nothing if none is.
pub(crate) fn unwrap(text: &Text, segments: &[Segment], notes: &mut Notes) -> Option<Text> {
    let marked: Vec<&Segment> = segments
        .iter()
        .filter(|segment| segment.lines && is_markdown(text.slice(segment.span)))
        .collect();
    if marked.is_empty() {
        return None;
    }
    notes.wrapped_in(Container::Markdown);
    let mut pass = Pass::new(text);
    for segment in marked {
        let (start, end) = (segment.span.start.get(), segment.span.end.get());
        pass.keep_to(start);
        segment_lines(&mut pass, start, end, notes);
        pass.keep_to(end);
    }
    Some(pass.finish(notes))
}

/// Whether a mark is there that a plain text would not have.
fn is_markdown(chars: &str) -> bool {
    let bytes = chars.as_bytes();
    if memchr::memchr3(b'#', b'*', b'|', bytes).is_none()
        && memchr::memchr2(b']', b'>', bytes).is_none()
    {
        return false;
    }
    let mut after_row = false;
    lines::lines(chars).any(|line| {
        let separator = after_row && lines::is_table_rule(line.chars);
        after_row = line.chars.contains('|');
        separator
            || lines::heading(line.chars).is_some()
            || lines::quotation(line.chars) > 0
            || inline::is_marked(line.chars)
    })
}

fn segment_lines(pass: &mut Pass<'_>, start: usize, end: usize, notes: &mut Notes) {
    let text = pass.from();
    let chars = text.as_str().get(start..end).unwrap_or_default();
    let mut lines = lines::lines(chars).peekable();
    let mut in_table = false;
    while let Some(line) = lines.next() {
        let next_is_rule = lines.peek().is_some_and(|next| lines::is_table_rule(next.chars));
        let (at, line) = unquoted(pass, start + line.start, line);
        let row = line.chars.contains('|') && !line.chars.trim().is_empty();
        if row && (in_table || next_is_rule) {
            in_table = true;
            table_row(pass, at, line, notes);
        } else {
            in_table = false;
            plain_line(pass, at, line, notes);
        }
        pass.keep_to((at + line.chars.len() + 1).min(end));
    }
}

/// The line at `at` without the marks of a quotation, and where it begins then.
fn unquoted<'a>(pass: &mut Pass<'_>, at: usize, line: Line<'a>) -> (usize, Line<'a>) {
    let marks = lines::quotation(line.chars);
    pass.drop_to(at + marks, SetAsideReason::Markup);
    let chars = line.chars.get(marks..).unwrap_or_default();
    (at + marks, Line { start: line.start + marks, chars })
}

/// A row: its cells parted by tabs. A row without text goes with its break.
fn table_row(pass: &mut Pass<'_>, at: usize, line: Line<'_>, notes: &mut Notes) {
    let after = at + line.chars.len() + 1;
    let empty = line.chars.chars().all(|c| c == '|' || c.is_whitespace());
    if empty || lines::is_table_rule(line.chars) {
        pass.drop_to(after, SetAsideReason::Markup);
        return;
    }
    let bytes = line.chars.as_bytes();
    let mut first = true;
    let mut cell_start = 0;
    let mut bars: Vec<usize> = memchr::memchr_iter(b'|', bytes)
        .filter(|bar| bar.checked_sub(1).and_then(|before| bytes.get(before)) != Some(&b'\\'))
        .collect();
    bars.push(bytes.len());
    for bar in bars {
        let cell = line.chars.get(cell_start..bar).unwrap_or_default();
        let inner = cell.trim_matches([' ', '\t']);
        let left = cell.len() - cell.trim_start_matches([' ', '\t']).len();
        let outer = cell.trim().is_empty() && (cell_start == 0 || bar == bytes.len());
        if outer {
            pass.drop_to(at + bar, SetAsideReason::Markup);
        } else {
            if first {
                pass.drop_to(at + cell_start, SetAsideReason::Markup);
            } else {
                pass.put_to(at + cell_start, '\t', None);
            }
            first = false;
            pass.drop_to(at + cell_start + left, SetAsideReason::Blank);
            inline::unmark(pass, at + cell_start + left, inner);
            pass.drop_to(at + bar, SetAsideReason::Blank);
        }
        cell_start = bar + 1;
    }
    pass.drop_to(at + bytes.len(), SetAsideReason::Markup);
    notes.kinds.extend(hull(pass.from(), at, at + bytes.len()).map(|at| (at, BlockKind::TableRow)));
}

fn plain_line(pass: &mut Pass<'_>, at: usize, line: Line<'_>, notes: &mut Notes) {
    let chars = line.chars;
    let end = at + chars.len();
    if lines::is_rule(chars) || lines::is_fence(chars) {
        pass.drop_to(end, SetAsideReason::Markup);
        return;
    }
    let (text, heading) = match lines::heading(chars) {
        Some(range) => (range, true),
        None => (lines::bullet(chars)..chars.len(), false),
    };
    let inner = chars.get(text.clone()).unwrap_or_default();
    pass.drop_to(at + text.start, SetAsideReason::Markup);
    inline::unmark(pass, at + text.start, inner);
    pass.keep_to(at + text.end);
    pass.drop_to(end, SetAsideReason::Markup);
    let bold = inline::is_bold_whole(inner) && inner.chars().count() <= LONGEST_HEADING;
    if heading || bold {
        notes.kinds.extend(hull(pass.from(), at, end).map(|at| (at, BlockKind::Heading)));
    }
}
