//! JSON around a text: which values are the text, and their escapes undone.

mod choose;
mod scan;

use mengfu_model::{SetAsideReason, Severity, Span, Text};

use crate::clean::is_invisible;
use crate::notes::Notes;
use crate::open::{BlockKind, Container, Segment};
use crate::pass::{Pass, hull};

/// What a value is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Title,
    Body,
}

/// Takes the text out of JSON. Nothing if the text is not JSON.
pub(crate) fn unwrap(text: &Text, notes: &mut Notes) -> Option<(Text, Vec<Segment>)> {
    let chars = text.as_str();
    let scanned = scan::scan(chars)?;
    let chosen = choose::choose(chars, &scanned);
    if chosen.is_empty() && scanned.damage.is_some() {
        // Broken, and no text found in what could be read: better all of it as it stands.
        return None;
    }
    notes.wrapped_in(Container::Json);
    if let Some(at) = scanned.damage {
        let place = hull(text, at.min(text.len().saturating_sub(1)), text.len());
        notes.found(
            "json-incomplete",
            Severity::Problem,
            place,
            "The JSON around the text breaks off or is broken here; what stands before was read.",
        );
    }
    if chosen.is_empty() {
        notes.found(
            "json-without-text",
            Severity::Problem,
            [],
            "No value of the JSON looks like a text; all of it was set aside.",
        );
    }
    let mut pass = Pass::new(text);
    let mut segments = Vec::new();
    for (leaf, role) in chosen {
        pass.drop_to(leaf.start, SetAsideReason::Metadata);
        let from = pass.out_len();
        put_string(&mut pass, chars, leaf.start, leaf.end);
        let to = pass.out_len();
        // The closing quote ends the paragraph; where the file breaks off there is none.
        pass.put_to(leaf.end + 1, '\n', None);
        match role {
            Role::Title => {
                notes
                    .kinds
                    .extend(hull(text, leaf.start, leaf.end).map(|at| (at, BlockKind::Title)));
            }
            Role::Body => {}
        }
        segments.push(Segment { span: Span::new(from, to), lines: true });
    }
    pass.drop_to(text.len(), SetAsideReason::Metadata);
    Some((pass.finish(notes), segments))
}

/// Keeps the characters of a string, its escapes undone.
fn put_string(pass: &mut Pass<'_>, chars: &str, start: usize, end: usize) {
    let bytes = chars.as_bytes();
    let mut at = start;
    while let Some(found) = bytes.get(at..end).and_then(|rest| memchr::memchr(b'\\', rest)) {
        at += found;
        pass.keep_to(at);
        let rest = chars.get(at..end).unwrap_or_default();
        let (len, c) = escape(rest);
        match c {
            Some('\r') => pass.drop_to(at + len, SetAsideReason::Blank),
            Some(c) if is_invisible(c) => pass.drop_to(at + len, SetAsideReason::Markup),
            Some(c) => {
                pass.put_to(at + len, c, None);
            }
            None => pass.drop_to(at + len, SetAsideReason::Undecodable),
        }
        at += len;
    }
    pass.keep_to(end);
}

/// The length of the escape at the start of `rest`, and its character if it stands for one.
fn escape(rest: &str) -> (usize, Option<char>) {
    let unit = |at: usize| {
        let digits = rest.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok()
    };
    match rest.as_bytes().get(1) {
        Some(b'n') => (2, Some('\n')),
        Some(b't') => (2, Some('\t')),
        Some(b'r') => (2, Some('\r')),
        Some(b'b' | b'f') => (2, None),
        Some(b'u') => match (unit(0), unit(6)) {
            (Some(high @ 0xD800..0xDC00), Some(low @ 0xDC00..0xE000)) => {
                let code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                (12, char::from_u32(code))
            }
            (Some(code), _) => (6, char::from_u32(code)),
            (None, _) => (2, None),
        },
        // `\"`, `\\`, `\/`, and what is no escape at all: the character itself.
        Some(_) => {
            let c = rest.chars().nth(1);
            (1 + c.map_or(0, char::len_utf8), c)
        }
        None => (1, None),
    }
}
