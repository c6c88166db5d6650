//! The walk over the tokens of a page.

use std::convert::Infallible;

use html5gum::Span;
use html5gum::emitters::callback::{Callback, CallbackEvent};
use mengfu_model::{SetAsideReason, Severity};

use super::bold::Headings;
use super::elements::{Element, element};
use super::entities::{self, Decoder};
use super::gap::{Gap, Parting};
use super::table::Rows;
use super::tokens::{LastEnds, Tokens, tokenize};
use crate::notes::Notes;
use crate::pass::{Pass, hull};

/// A longer tag that the end of the file cuts may have swallowed text.
const LONGEST_CUT_TAG: usize = 256;

/// Unwraps from the cursor of `pass` to `end`. With `lines` the line breaks of the source are kept.
pub(super) fn unwrap(pass: &mut Pass<'_>, end: usize, lines: bool, notes: &mut Notes) {
    let base = pass.at();
    let chars = pass.from().as_str().get(base..end).unwrap_or_default();
    let mut walk = Walk {
        base,
        chars,
        lines,
        notes,
        ends: LastEnds::new(chars.as_bytes()),
        pass,
        gap: Gap::default(),
        rows: Rows::new(),
        headings: Headings::default(),
        decoder: Decoder::default(),
        tag: Tag::default(),
        dropped: None,
        preformatted: 0,
        last_char: None,
        seen: base,
    };
    tokenize(chars, &mut walk);
    walk.finish(end);
}

/// The tag in the making.
#[derive(Debug, Default)]
struct Tag {
    name: Vec<u8>,
    bold: bool,
    styling: bool,
    raw: bool,
}

struct Walk<'w, 'a> {
    /// Where the tokenized text begins in the text that is walked over.
    base: usize,
    chars: &'a str,
    lines: bool,
    pass: &'w mut Pass<'a>,
    notes: &'w mut Notes,
    ends: LastEnds<'a>,
    gap: Gap,
    rows: Rows,
    headings: Headings,
    decoder: Decoder,
    tag: Tag,
    /// The element whose text is dropped, and how many of its name are open.
    dropped: Option<(Vec<u8>, usize)>,
    preformatted: usize,
    last_char: Option<char>,
    /// The end of the last token.
    seen: usize,
}

impl Callback<Infallible, usize> for &mut Walk<'_, '_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<Infallible> {
        let (start, end) = (self.base + span.start, self.base + span.end);
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.name.clear();
                self.tag.name.extend_from_slice(name);
                self.tag.bold = false;
            }
            CallbackEvent::AttributeName { name } => {
                self.tag.styling = name == b"class" || name.ends_with(b"style");
            }
            CallbackEvent::AttributeValue { value } => {
                self.tag.bold |= self.tag.styling && is_bold(value);
            }
            CallbackEvent::CloseStartTag { .. } => self.start_tag(end),
            CallbackEvent::EndTag { name } => self.end_tag(name, start, end),
            CallbackEvent::String { .. } => self.text(start, end),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => {
                self.markup(end, Parting::None);
            }
            CallbackEvent::Error(_) => {}
        }
        None
    }
}

impl Tokens for &mut Walk<'_, '_> {
    fn raw_allowed(&self) -> bool {
        self.tag.raw
    }
}

impl Walk<'_, '_> {
    fn markup(&mut self, end: usize, parting: Parting) {
        self.gap.markup(end, parting);
        self.seen = self.seen.max(end);
    }

    fn start_tag(&mut self, end: usize) {
        let name = std::mem::take(&mut self.tag.name);
        let element = element(&name).unwrap_or(Element::Inline);
        let script = matches!(name.as_slice(), b"script" | b"style");
        self.tag.raw = script
            || matches!(element, Element::Dropped | Element::Title | Element::Preformatted)
                && self.closes_after(&name, end);
        if let Some((dropped, depth)) = &mut self.dropped {
            *depth += usize::from(*dropped == name);
            self.markup(end, Parting::None);
            return;
        }
        match element {
            Element::Dropped if self.tag.raw => self.dropped = Some((name.clone(), 1)),
            Element::Title => self.headings.in_title = self.tag.raw,
            Element::Preformatted => self.preformatted += usize::from(self.tag.raw),
            Element::Table | Element::Row => self.end_row(&name, false),
            _ => {}
        }
        self.markup(end, parting(element, &name, true));
        let bold = self.tag.bold || element == Element::Bold;
        self.headings.begin(&name, bold, element == Element::Heading);
    }

    fn end_tag(&mut self, name: &[u8], start: usize, end: usize) {
        let last = self.ends.known_last(name) == Some(start - self.base);
        if let Some((dropped, depth)) = &mut self.dropped {
            if dropped == name {
                *depth -= 1;
                if *depth == 0 || last {
                    self.dropped = None;
                }
            }
            let parting = if name == b"nav" { Parting::Line } else { Parting::None };
            self.markup(end, parting);
            return;
        }
        let element = element(name).unwrap_or(Element::Inline);
        match element {
            Element::Title => self.headings.in_title = false,
            Element::Preformatted => self.preformatted = self.preformatted.saturating_sub(1),
            Element::Table | Element::Row => self.end_row(name, true),
            _ => {}
        }
        self.markup(end, parting(element, name, false));
        self.headings.end(name);
    }

    /// Whether an end tag of `name` stands after `at`.
    fn closes_after(&mut self, name: &[u8], at: usize) -> bool {
        self.ends.of(name).is_some_and(|last| self.base + last >= at)
    }

    fn end_row(&mut self, name: &[u8], ends: bool) {
        match (name, ends) {
            (b"table", true) => self.rows.end_table(self.pass, self.notes),
            (b"table", false) => self.rows.begin_table(),
            _ => self.rows.end_row(self.pass, self.notes),
        }
    }

    fn text(&mut self, start: usize, end: usize) {
        let start = start.max(self.seen);
        self.markup(start, Parting::None);
        self.seen = self.seen.max(end);
        let bytes = self.chars.as_bytes();
        if self.dropped.is_some() || end <= start {
            self.gap.markup(end, Parting::None);
            return;
        }
        let keeps_lines = self.lines || self.preformatted > 0;
        let base = self.base;
        let mut at = start;
        while at < end {
            let rest = bytes.get(at - base..end - base).unwrap_or_default();
            let blank = rest.iter().take_while(|b| is_blank(**b)).count();
            if blank > 0 {
                if keeps_lines {
                    self.kept_blank(at, at + blank);
                } else {
                    let inside = at > start && at + blank < end;
                    let next = self.char_at(at + blank);
                    let parting =
                        blank_parting(rest.get(..blank).unwrap_or_default(), inside, next);
                    self.gap.blank(at + blank, parting);
                }
                at += blank;
                continue;
            }
            if rest.first() == Some(&b'&')
                && let Some(entity) = self.decoder.decode(rest, false)
                && entity.0 <= rest.len()
            {
                let mut chars = String::from(entity.1);
                chars.extend(entity.2);
                self.before(at, at + entity.0, &chars);
                entities::put(self.pass, entity);
                at += entity.0;
                continue;
            }
            let len = 1 + rest.iter().skip(1).take_while(|b| !is_blank(**b) && **b != b'&').count();
            let chars = self.chars.get(local_range(at, len, base)).unwrap_or_default();
            self.before(at, at + len, chars);
            self.pass.keep_to(at + len);
            at += len;
        }
    }

    /// White space whose line breaks count.
    fn kept_blank(&mut self, start: usize, end: usize) {
        let bytes =
            self.chars.as_bytes().get(start - self.base..end - self.base).unwrap_or_default();
        let breaks = memchr::memchr(b'\n', bytes).is_some();
        self.before(start, end, "");
        self.pass.keep_to(end);
        if breaks {
            self.headings.end_line(self.pass.from(), self.notes);
        }
    }

    /// Decides on the gap before the text `chars` from `start` to `end`.
    fn before(&mut self, start: usize, end: usize, chars: &str) {
        if self.last_char.is_none() {
            self.gap.discard(self.pass);
            self.rows.text(start, end, false, Vec::new());
        } else {
            let tight = is_wide(self.last_char) && is_wide(chars.chars().next());
            let closed = self.gap.close(self.pass, tight);
            if closed.parting >= Parting::Line {
                self.headings.end_line(self.pass.from(), self.notes);
            }
            self.rows.text(start, end, closed.parting == Parting::Line, closed.tabs);
        }
        self.headings.text(chars, start, end);
        self.last_char = chars.chars().next_back().or(Some(' '));
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.chars.get(at - self.base..).and_then(|rest| rest.chars().next())
    }

    fn finish(mut self, end: usize) {
        self.gap.discard(self.pass);
        if end > self.seen + LONGEST_CUT_TAG {
            let at = hull(self.pass.from(), self.seen, end);
            self.notes.found(
                "html-cut",
                Severity::Problem,
                at,
                "A tag or a comment has no end; what stands after it was set aside.",
            );
        }
        self.pass.drop_to(end, SetAsideReason::Markup);
        self.rows.end_row(self.pass, self.notes);
        self.headings.finish(self.pass.from(), self.notes);
    }
}

fn local_range(at: usize, len: usize, base: usize) -> std::ops::Range<usize> {
    at - base..at - base + len
}

fn parting(element: Element, name: &[u8], begins: bool) -> Parting {
    match element {
        Element::Block
        | Element::Heading
        | Element::Title
        | Element::Break
        | Element::Preformatted => Parting::Line,
        Element::Table | Element::Row => Parting::Row,
        // One tab between two cells: the tag that begins a cell makes it.
        Element::Cell if begins => Parting::Cell,
        Element::Dropped if name == b"nav" => Parting::Line,
        Element::Cell | Element::Bold | Element::Inline | Element::Dropped => Parting::None,
    }
}

/// How white space of the source parts text. A blank line inside one stretch of text, and a line
/// that begins with an ideographic space, are breaks that the author meant.
fn blank_parting(blank: &[u8], inside: bool, next: Option<char>) -> Parting {
    match memchr::memchr_iter(b'\n', blank).take(2).count() {
        0 => Parting::Space,
        1 if next != Some('\u{3000}') => Parting::Wrap,
        _ if inside => Parting::Line,
        _ => Parting::Wrap,
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n')
}

/// Whether `c` is of a script that is written without spaces: ideographs, kana, their punctuation.
fn is_wide(c: Option<char>) -> bool {
    matches!(
        c,
        Some(
            '\u{2E80}'..='\u{A4CF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FE30}'..='\u{FE4F}'
            | '\u{FF00}'..='\u{FFEF}'
            | '\u{2018}'..='\u{201D}'
            | '\u{20000}'..='\u{3FFFF}',
        )
    )
}

fn is_bold(value: &[u8]) -> bool {
    let bold = value.windows(4).any(|word| word.eq_ignore_ascii_case(b"bold"));
    let weight = memchr::memmem::find(value, b"font-weight")
        .and_then(|at| value.get(at + 11..))
        .map(|rest| rest.trim_ascii_start().strip_prefix(b":").unwrap_or(rest).trim_ascii_start());
    bold || weight.is_some_and(|rest| matches!(rest, [b'6'..=b'9', b'0', b'0', ..]))
}
