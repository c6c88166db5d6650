//! A sentence as segments: what stands between commas and semicolons.

use std::ops::Range;

use mengfu_lang::{ClassId, ClassSet, Lexicon, Scan};

use crate::parse::head::set;

/// What stands between two marks of a sentence. Offsets are bytes of the provision's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Without the marks and the white space around.
    pub(crate) range: Range<usize>,
    /// The mark before it.
    pub(crate) before: Mark,
}

/// A mark that separates segments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// None: it is the first of its sentence.
    None,
    Comma,
    Semicolon,
    Colon,
}

/// The classes of marks, looked up once for a pack.
#[derive(Debug)]
pub(crate) struct Marks {
    comma: Option<ClassId>,
    semicolon: Option<ClassId>,
    colon: Option<ClassId>,
    open: Option<ClassId>,
    close: Option<ClassId>,
    end: Option<ClassId>,
    all: ClassSet,
}

impl Marks {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        Self {
            comma: lexicon.class("mark.comma"),
            semicolon: lexicon.class("mark.semicolon"),
            colon: lexicon.class("mark.colon"),
            open: lexicon.class("mark.open"),
            close: lexicon.class("mark.close"),
            end: lexicon.class("mark.end"),
            all: set(lexicon, &["mark"]),
        }
    }

    /// The segments of the sentence; marks inside brackets and quotation marks do not separate.
    pub(crate) fn segments(&self, scan: &Scan<'_>) -> Vec<Segment> {
        let text = scan.normal();
        let (mut segments, mut depth) = (Vec::new(), 0_u32);
        let (mut start, mut before) = (0, Mark::None);
        for hit in scan.hits_of_any(self.all, 0..text.len()) {
            let (at, end) = (hit.start as usize, hit.end as usize);
            if at < start {
                continue;
            }
            let is = |class: Option<ClassId>| class.is_some_and(|c| scan.is(&hit, c));
            let separates = match () {
                () if is(self.open) => {
                    depth += 1;
                    None
                }
                () if is(self.close) => {
                    depth = depth.saturating_sub(1);
                    None
                }
                () if is(self.semicolon) => Some(Mark::Semicolon),
                () if depth > 0 || in_number(text, at, end) => None,
                () if is(self.comma) => Some(Mark::Comma),
                () if is(self.colon) => Some(Mark::Colon),
                () => None,
            };
            if let Some(mark) = separates {
                push(&mut segments, text, start..at, before);
                (start, before, depth) = (end, mark, 0);
            }
        }
        let last = self.without_end_mark(scan, start..text.len());
        push(&mut segments, text, last, before);
        segments
    }

    fn without_end_mark(&self, scan: &Scan<'_>, range: Range<usize>) -> Range<usize> {
        let text = scan.normal();
        let mut end = range.end;
        while let Some(c) = text.get(range.start..end).and_then(|t| t.chars().next_back()) {
            let at = end - c.len_utf8();
            let mark = self.end.is_some_and(|class| scan.longest(at, class).is_some());
            if !mark && !c.is_whitespace() {
                break;
            }
            end = at;
        }
        range.start..end
    }
}

/// Whether a mark stands between two digits, as in 1,200.
fn in_number(text: &str, at: usize, end: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(mengfu_lang::is_figure);
    digit(text.get(..at).and_then(|t| t.chars().next_back()))
        && digit(text.get(end..).and_then(|t| t.chars().next()))
}

fn push(segments: &mut Vec<Segment>, text: &str, range: Range<usize>, before: Mark) {
    let Some(chars) = text.get(range.clone()) else { return };
    let start = range.start + (chars.len() - chars.trim_start().len());
    let end = start + chars.trim().len();
    if start < end {
        segments.push(Segment { range: start..end, before });
    }
}
