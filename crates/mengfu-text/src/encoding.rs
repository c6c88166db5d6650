//! From bytes to characters: which encoding, and what each byte became.
//!
//! The order of belief: a byte order mark; valid UTF-8; UTF-16 without a mark; UTF-8 with some
//! damage; the charset that the page declares; statistics. What decodes in no encoding is set
//! aside, and a text is made of the rest.

mod legacy;
mod utf16;
mod utf8;

use mengfu_model::{SetAsideReason, Severity, Span, Text, TextBuilder};

use crate::notes::Notes;

/// Characters, and the encoding that they were in.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: Text,
    pub(crate) encoding: &'static str,
}

/// Characters in the making, and the bytes that gave none.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    text: TextBuilder,
    bad: Vec<mengfu_model::SourceSpan>,
    bad_bytes: usize,
}

impl Draft {
    fn bad(&mut self, start: usize, end: usize) {
        self.bad_bytes += end.saturating_sub(start);
        match self.bad.last_mut() {
            Some(last) if last.end.get() == start => *last = Span::new(last.start.get(), end),
            _ => self.bad.push(Span::new(start, end)),
        }
    }
}

/// Decodes `bytes`; notes the mark, the bytes that are no characters, and doubts.
pub(crate) fn decode(bytes: &[u8], notes: &mut Notes) -> Decoded {
    let (mark, named) = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (3, Some(utf8::NAME)),
        [0xFF, 0xFE, ..] => (2, Some(utf16::LITTLE)),
        [0xFE, 0xFF, ..] => (2, Some(utf16::BIG)),
        _ => (0, None),
    };
    notes.set_aside(Span::new(0, mark), SetAsideReason::ByteOrderMark);
    let (encoding, draft) = match named {
        Some(utf8::NAME) => (utf8::NAME, utf8::decode(bytes, mark)),
        Some(name) => (name, utf16::decode(bytes, mark, name)),
        None => without_mark(bytes, notes),
    };
    let Draft { text, bad, bad_bytes } = draft;
    for span in &bad {
        notes.set_aside(*span, SetAsideReason::Undecodable);
    }
    if !bad.is_empty() {
        let most = bad_bytes * 2 > bytes.len();
        let (code, message) = if most {
            (
                "not-text",
                format!(
                    "{bad_bytes} of {} bytes are no characters in any encoding tried; the source is probably not a text.",
                    bytes.len()
                ),
            )
        } else {
            (
                "undecodable-bytes",
                format!(
                    "{bad_bytes} bytes in {} places are no characters in {encoding} and were set aside.",
                    bad.len()
                ),
            )
        };
        notes.found(code, Severity::Problem, bad, message);
    }
    Decoded { text: text.finish(), encoding }
}

fn without_mark(bytes: &[u8], notes: &mut Notes) -> (&'static str, Draft) {
    let valid = std::str::from_utf8(bytes).is_ok();
    // A text in UTF-16 of nothing but ASCII is valid UTF-8, but full of zeros.
    if (!valid || memchr::memchr(0, bytes).is_some())
        && let Some(name) = utf16::sniff(bytes)
    {
        notes.found(
            "encoding-guessed",
            Severity::Info,
            [],
            format!("No byte order mark; read as {name}."),
        );
        return (name, utf16::decode(bytes, 0, name));
    }
    if valid || utf8::is_damaged(bytes) {
        return (utf8::NAME, utf8::decode(bytes, 0));
    }
    match legacy::decode(bytes, notes) {
        Some(decoded) => decoded,
        None => (utf8::NAME, utf8::decode(bytes, 0)),
    }
}
