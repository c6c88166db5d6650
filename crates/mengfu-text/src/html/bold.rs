//! Which lines are headings: by their element, or because they are short and bold as a whole.

use mengfu_model::{SourceSpan, Text};

use crate::notes::Notes;
use crate::open::BlockKind;
use crate::pass::hull;

/// A longer bold line is a paragraph that somebody stressed.
const LONGEST_HEADING: usize = 80;

/// An element that is bold or a heading, and how many of its name are open inside it.
#[derive(Debug)]
struct Open {
    name: Vec<u8>,
    nested: usize,
    heading: bool,
    in_paragraph: bool,
}

/// What is known of the line in the making.
#[derive(Debug, Default)]
struct Line {
    text: Option<(usize, usize)>,
    chars: usize,
    plain: bool,
    heading: bool,
    title: bool,
}

/// The elements around the cursor that make headings, and the lines that they made.
#[derive(Debug, Default)]
pub(super) struct Headings {
    open: Vec<Open>,
    line: Line,
    /// Whether the cursor is in the title of the page.
    pub(super) in_title: bool,
    in_paragraph: bool,
    bold_lines: Vec<SourceSpan>,
    plain_lines: usize,
}

impl Headings {
    /// An element begins; `bold` and `heading` tell what it is.
    pub(super) fn begin(&mut self, name: &[u8], bold: bool, heading: bool) {
        if name == b"p" {
            self.begin_paragraph();
        }
        if heading {
            // A heading that was never closed ends where the next one begins.
            self.open.retain(|open| !open.heading);
        }
        match self.open.last_mut() {
            Some(top) if top.name == name => top.nested += 1,
            _ if bold || heading => self.open.push(Open {
                name: name.to_vec(),
                nested: 0,
                heading,
                in_paragraph: self.in_paragraph,
            }),
            _ => {}
        }
    }

    /// An element ends.
    pub(super) fn end(&mut self, name: &[u8]) {
        if let Some(top) = self.open.last_mut()
            && top.name == name
        {
            match top.nested.checked_sub(1) {
                Some(nested) => top.nested = nested,
                None => {
                    self.open.pop();
                }
            }
        }
        if name == b"p" {
            self.end_paragraph();
        }
    }

    fn begin_paragraph(&mut self) {
        self.end_paragraph();
        self.in_paragraph = true;
        self.open.retain(|open| !open.heading);
    }

    /// What was opened inside a paragraph and never closed ends with it.
    fn end_paragraph(&mut self) {
        while self.open.pop_if(|open| open.in_paragraph).is_some() {}
        self.in_paragraph = false;
    }

    /// There is text from `start` to `end`.
    pub(super) fn text(&mut self, chars: &str, start: usize, end: usize) {
        if chars.trim().is_empty() {
            return;
        }
        let line = &mut self.line;
        line.text = Some((line.text.map_or(start, |text| text.0), end));
        line.title |= self.in_title;
        line.heading |= self.open.iter().any(|open| open.heading);
        line.plain |= self.open.is_empty();
        if !line.plain {
            line.chars += chars.chars().count();
        }
    }

    /// The line ends.
    pub(super) fn end_line(&mut self, from: &Text, notes: &mut Notes) {
        let line = std::mem::take(&mut self.line);
        let Some((start, end)) = line.text else { return };
        let at = |()| hull(from, start, end);
        if line.title {
            notes.kinds.extend(at(()).map(|at| (at, BlockKind::Title)));
        } else if line.plain || line.chars > LONGEST_HEADING {
            self.plain_lines += 1;
        } else if line.heading {
            notes.kinds.extend(at(()).map(|at| (at, BlockKind::Heading)));
        } else {
            self.bold_lines.extend(at(()));
        }
    }

    /// The text ends. Bold says nothing where every line is.
    pub(super) fn finish(mut self, from: &Text, notes: &mut Notes) {
        self.end_line(from, notes);
        if self.plain_lines > 0 {
            notes.kinds.extend(self.bold_lines.into_iter().map(|at| (at, BlockKind::Heading)));
        }
    }
}
