//! Front matter: keys and values between two marked lines at the start, as site generators write it.

use mengfu_model::{SetAsideReason, Span, Text};

use crate::notes::Notes;
use crate::open::{BlockKind, Container, Segment};
use crate::pass::{Pass, hull};

/// The marks that open and close front matter, and what parts a key from its value.
const STYLES: [(&str, &[&str], char); 2] = [("---", &["---", "..."], ':'), ("+++", &["+++"], '=')];

/// One line of the text: where, and without its break.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    chars: &'a str,
}

/// Takes front matter off: the title stays as a line of its own, the rest is set aside. Nothing if
/// the text does not start with it, or if it has no end.
pub(crate) fn unwrap(text: &Text, notes: &mut Notes) -> Option<(Text, Vec<Segment>)> {
    let mut lines = lines(text.as_str()).skip_while(|line| line.chars.trim().is_empty());
    let open = lines.next()?;
    let (_, closers, parting) =
        STYLES.into_iter().find(|(mark, ..)| open.chars.trim_end() == *mark)?;

    let mut title = None;
    let mut keys = 0;
    let mut close = None;
    let mut pending = None;
    for line in lines {
        if closers.contains(&line.chars.trim_end()) {
            close = Some(line);
            break;
        }
        if let Some((key, value)) = entry(line, parting) {
            keys += 1;
            pending = None;
            if title.is_none() && key.trim_matches(['"', '\'']).eq_ignore_ascii_case("title") {
                match value.chars.trim() {
                    // The value stands on the next line.
                    "" | ">" | ">-" | "|" | "|-" => pending = Some(()),
                    _ => title = unquoted(value),
                }
            }
        } else if !goes_on(line.chars) {
            // A line that neither is an entry nor belongs to one: these dashes are a rule of a text.
            return None;
        } else if pending.take().is_some() {
            title = unquoted(line);
        }
    }
    let close = close.filter(|_| keys > 0)?;

    notes.wrapped_in(Container::FrontMatter);
    let mut pass = Pass::new(text);
    pass.drop_to(open.start, SetAsideReason::Blank);
    let mut segments = Vec::new();
    if let Some((start, end)) = title {
        pass.drop_to(start, SetAsideReason::Metadata);
        put_value(&mut pass, text.as_str(), start, end);
        segments.push(Segment { span: Span::new(0, pass.out_len()), lines: true });
        let line_end =
            memchr::memchr(b'\n', text.as_str().as_bytes().get(end..)?).map(|at| end + at)?;
        pass.drop_to(line_end, SetAsideReason::Metadata);
        pass.keep_to(line_end + 1);
        notes.kinds.extend(hull(text, start, end).map(|at| (at, BlockKind::Title)));
    }
    let body = (close.start + close.chars.len() + 1).min(text.len());
    pass.drop_to(body, SetAsideReason::Metadata);
    let from = pass.out_len();
    let out = pass.finish(notes);
    segments.push(Segment { span: Span::new(from, out.len()), lines: true });
    Some((out, segments))
}

/// Keeps `start..end`, with doubled and escaped quotes undone.
fn put_value(pass: &mut Pass<'_>, chars: &str, start: usize, end: usize) {
    let value = chars.get(start..end).unwrap_or_default();
    let quote = chars.get(..start).unwrap_or_default().chars().next_back();
    let mut previous = None;
    for (at, c) in value.char_indices() {
        let escaping = match quote {
            Some('\'') => c == '\'' && previous != Some('\''),
            Some('"') => c == '\\' && previous != Some('\\'),
            _ => false,
        };
        previous = Some(c);
        let next = value.get(at + 1..).and_then(|rest| rest.chars().next());
        let escapes =
            escaping && matches!((c, next), ('\'', Some('\'')) | ('\\', Some('"' | '\\')));
        if escapes {
            pass.keep_to(start + at);
            pass.drop_to(start + at + 1, SetAsideReason::Markup);
        } else if previous == Some('\\') || previous == Some('\'') {
            // The second of a pair escapes nothing.
            previous = None;
        }
    }
    pass.keep_to(end);
}

/// The range of a value without its quotes and the white space around it.
fn unquoted(value: Line<'_>) -> Option<(usize, usize)> {
    let left = value.chars.len() - value.chars.trim_start().len();
    let mut start = value.start + left;
    let mut inner = value.chars.trim();
    for quote in ['"', '\''] {
        if let Some(rest) = inner.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            start += 1;
            inner = rest;
            break;
        }
    }
    (!inner.is_empty()).then_some((start, start + inner.len()))
}

/// The key and the value of a line that is an entry at the outermost level.
fn entry(line: Line<'_>, parting: char) -> Option<(&str, Line<'_>)> {
    let (key, value) = line.chars.split_once(parting)?;
    let plain =
        key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '"' | '\''));
    let starts = key.chars().next().is_some_and(|c| !c.is_whitespace() && c != '-');
    // YAML wants a space after the colon; a text with colons does not put one.
    let parted = parting != ':' || value.is_empty() || value.starts_with([' ', '\t']);
    let key_len = key.len() + parting.len_utf8();
    (plain && starts && parted && key.len() <= 64)
        .then_some((key.trim(), Line { start: line.start + key_len, chars: value }))
}

/// Whether a line belongs to the entry before it: an item, an indented line, a remark, a blank.
fn goes_on(line: &str) -> bool {
    line.trim().is_empty()
        || line.starts_with([' ', '\t', '#', ']', '}'])
        || line == "-"
        || line.starts_with("- ")
}

fn lines(chars: &str) -> impl Iterator<Item = Line<'_>> {
    chars.split('\n').scan(0, |start, chars| {
        let line = Line { start: *start, chars };
        *start += chars.len() + 1;
        Some(line)
    })
}
