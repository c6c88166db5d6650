//! Cuts a text into fragments: sentences, and lines that are none.
//!
//! A fragment never crosses a paragraph border, a sentence end, or what a site printed. Paragraph borders are
//! line breaks, runs of at least two white spaces, and, in a text that has lost its line breaks, single white
//! spaces after a sentence.

use std::ops::Range;

use mengfu_lang::Scan;
use mengfu_text::{Block, BlockKind};

use crate::assemble::furniture::Furniture;
use crate::assemble::wrap::Wrap;
use crate::outline::grammar::{Grammar, Marks};

/// A sentence, or a line without a sentence's end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fragment {
    /// Without white space around it.
    pub(crate) range: Range<usize>,
    /// Whether it begins its paragraph.
    pub(crate) opens: bool,
    /// Whether a mark ends it.
    pub(crate) ended: bool,
    /// What the container says of its line.
    pub(crate) line: BlockKind,
    /// How many boundaries of pages lie before it: statements do not go on from one page to another.
    pub(crate) page: u32,
    /// How many stretches of furniture lie before it.
    pub(crate) joined_to: u32,
}

/// Cuts the text of `scan` around `furniture`, which is in the order of the text.
pub(crate) fn fragments(
    grammar: &Grammar,
    scan: &Scan<'_>,
    blocks: &[Block],
    furniture: &[Furniture],
) -> Vec<Fragment> {
    let (text, marks) = (scan.text(), &grammar.marks);
    let mut cutter = Cutter {
        grammar,
        scan,
        text,
        marks,
        out: Vec::new(),
        start: None,
        last: 0,
        opens: true,
        page: 0,
        skipped: 0,
        titles: 0,
        wrap: Wrap::of(text, marks),
    };
    let mut skips = furniture.iter().peekable();
    let mut loose = Loose::default();
    let mut at = 0;
    while at < text.len() {
        if let Some(skip) = skips.next_if(|s| s.range.start <= at) {
            cutter.close(false, true);
            cutter.page += u32::from(skip.boundary);
            cutter.skipped += 1;
            at = at.max(skip.range.end);
            continue;
        }
        let limit = skips.peek().map_or(text.len(), |s| s.range.start);
        let border = text.get(at..limit).and_then(|t| marks.borders.find(t));
        let Some((near, c)) = border else {
            cutter.words(at, limit);
            at = limit;
            continue;
        };
        cutter.words(at, at + near);
        at += near;
        let next = at + c.len_utf8();
        if c.is_whitespace() {
            at = cutter.blank(at, limit, &mut loose);
        } else if cutter.titles == 0
            && (marks.ends.contains(&c)
                || marks.points.contains(&c) && cutter.stops(at, next, limit))
        {
            at = cutter.end(at, next, limit, c);
        } else {
            cutter.take(at, next, c);
            at = next;
        }
    }
    cutter.close(false, true);
    let mut out = cutter.out;
    mark_lines(&mut out, blocks);
    out
}

/// Notes what the container says of the line of each fragment.
fn mark_lines(fragments: &mut [Fragment], blocks: &[Block]) {
    let mut blocks = blocks.iter().peekable();
    for fragment in fragments {
        while blocks.next_if(|b| b.span.end.get() <= fragment.range.start).is_some() {}
        if let Some(block) = blocks.peek()
            && block.span.start.get() <= fragment.range.start
        {
            fragment.line = block.kind;
        }
    }
}

/// Most bytes of a label before its point, and of an abbreviation.
const LONGEST_LABEL: usize = 4;
const LONGEST_SHORTENED: usize = 12;

struct Cutter<'t> {
    grammar: &'t Grammar,
    scan: &'t Scan<'t>,
    text: &'t str,
    marks: &'t Marks,
    out: Vec<Fragment>,
    start: Option<usize>,
    last: usize,
    opens: bool,
    page: u32,
    skipped: u32,
    /// How many titles of works are open.
    titles: usize,
    /// The width of the lines, where breaks say nothing.
    wrap: Option<Wrap>,
}

impl Cutter<'_> {
    /// Takes what holds no border of anything.
    fn words(&mut self, from: usize, to: usize) {
        if from < to {
            self.start.get_or_insert(from);
            self.last = to;
        }
    }

    fn take(&mut self, at: usize, next: usize, c: char) {
        self.words(at, next);
        if Some(c) == self.marks.title_open {
            self.titles += 1;
        } else if Some(c) == self.marks.title_close {
            self.titles = self.titles.saturating_sub(1);
        }
    }

    fn close(&mut self, ended: bool, paragraph: bool) {
        if let Some(start) = self.start.take() {
            self.out.push(Fragment {
                range: start..self.last,
                opens: self.opens,
                ended,
                line: BlockKind::Paragraph,
                page: self.page,
                joined_to: self.skipped,
            });
            self.opens = false;
        }
        if paragraph {
            self.opens = true;
            self.titles = 0;
        }
    }

    /// A mark that ends a sentence at `at`, with the marks that belong to it.
    fn end(&mut self, at: usize, next: usize, limit: usize, mark: char) -> usize {
        self.take(at, next, mark);
        let mut to = next;
        let mut closed = false;
        while let Some(c) = self.peek(to, limit) {
            if !self.marks.closers.contains(&c) && !self.marks.ends.contains(&c) {
                break;
            }
            closed |= self.marks.closers.contains(&c);
            to += c.len_utf8();
        }
        self.last = to;
        let goes_on = self.peek(to, limit).is_some_and(|c| {
            self.marks.pauses.contains(&c)
                || (closed && self.marks.ends.listed().first() != Some(&mark) && !c.is_whitespace())
        });
        if !goes_on {
            self.close(true, false);
        }
        to
    }

    /// Whether the point at `at` ends a sentence: white space follows and no small letter after it, and what
    /// stands before it is no label, no initial and no abbreviation.
    fn stops(&self, at: usize, next: usize, limit: usize) -> bool {
        let rest = self.text.get(next..limit).unwrap_or_default();
        let rest = rest.trim_start_matches(|c| self.marks.closers.contains(&c));
        let apart = rest.chars().next().is_none_or(char::is_whitespace);
        let small = rest.trim_start().chars().next().is_some_and(char::is_lowercase);
        let before = self.text.get(self.start.unwrap_or(at)..at).unwrap_or_default();
        let label = before.len() <= LONGEST_LABEL && before.chars().all(char::is_alphanumeric);
        let mut back = before.chars().rev();
        let initial = back.next().is_some_and(char::is_uppercase)
            && back.next().is_none_or(|c| !c.is_alphabetic());
        let word = at.saturating_sub(LONGEST_SHORTENED)..next;
        let shortened = self.grammar.class.shortened.is_some_and(|class| {
            self.scan.hits_in(word).any(|h| h.end as usize == next && self.scan.is(&h, class))
        });
        apart && !small && !label && !initial && !shortened
    }

    /// White space from `at` on: a paragraph border, or nothing.
    fn blank(&mut self, at: usize, limit: usize, loose: &mut Loose) -> usize {
        let rest = self.text.get(at..limit).unwrap_or_default();
        let blank = rest
            .get(..rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len()))
            .unwrap_or_default();
        let to = at + blank.len();
        if self.goes_on(at, blank) {
            return to;
        }
        let line = blank.contains('\n');
        let cell = blank.contains('\t');
        let several = blank.chars().nth(if self.marks.spaced { 2 } else { 1 }).is_some();
        let after = self.text.get(..at).and_then(|t| t.chars().next_back());
        let stop = |c: char| self.marks.ends.contains(&c) || self.marks.closers.contains(&c);
        let mut single = || match after {
            Some(c) if self.start.is_none() && stop(c) => true,
            Some(c) if self.marks.pauses.listed().get(1..4).is_some_and(|p| p.contains(&c)) => true,
            _ => loose.is_at(self.text, at, self.marks),
        };
        if line || cell || several || !self.marks.spaced && single() {
            self.close(false, true);
        }
        to
    }

    /// Whether `blank` at `at` only breaks a line that is full, within a sentence.
    fn goes_on(&self, at: usize, blank: &str) -> bool {
        let (Some(wrap), Some(start)) = (self.wrap, self.start) else { return false };
        let mut breaks = blank.match_indices('\n');
        let (Some((first, _)), None) = (breaks.next(), breaks.next()) else { return false };
        let indented = blank.get(first + 1..).is_some_and(|t| !t.is_empty());
        let before = self.text.get(start..at).unwrap_or_default();
        let from = before.rfind('\n').map_or(start, |n| start + n + 1);
        // The line may have begun before the sentence.
        let near = self.text.get(..from).unwrap_or_default();
        let line = match near.rfind('\n') {
            Some(n) if from == start => n + 1,
            None if from == start => 0,
            _ => from,
        };
        !indented && self.text.get(line..at).is_some_and(|t| wrap.is_full(t))
    }

    fn peek(&self, at: usize, limit: usize) -> Option<char> {
        self.text.get(at..limit)?.chars().next()
    }
}

/// Whether single white spaces are paragraph borders, found once for each line.
#[derive(Default)]
struct Loose {
    line: Range<usize>,
    loose: bool,
}

impl Loose {
    fn is_at(&mut self, text: &str, at: usize, marks: &Marks) -> bool {
        if !self.line.contains(&at) {
            let end = text.get(at..).and_then(|t| t.find('\n')).map_or(text.len(), |n| at + n);
            self.line = at..end + 1;
            self.loose = text.get(at..end).is_some_and(|line| after_sentences(line, marks));
        }
        self.loose
    }
}

/// Whether the single white spaces of a line stand mostly after sentences.
fn after_sentences(line: &str, marks: &Marks) -> bool {
    let (mut after, mut other) = (0_usize, 0_usize);
    for (at, c) in marks.blank.places(line) {
        let before = line.get(..at).and_then(|t| t.chars().next_back());
        let next = line.get(at + c.len_utf8()..).and_then(|t| t.chars().next());
        let (Some(before), Some(next)) = (before, next) else { continue };
        let single = !before.is_whitespace() && !next.is_whitespace();
        if single && (marks.ends.contains(&before) || marks.closers.contains(&before)) {
            after += 1;
        } else if single && !before.is_ascii() {
            other += 1;
        }
    }
    after >= 3 && after > other * 2
}
