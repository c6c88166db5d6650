//! Marks inside a line: strong emphasis, links, images, escapes.
//!
//! Single stars and underscores stay: in a text they are more often notes and names than emphasis.

use mengfu_model::SetAsideReason;

use crate::pass::Pass;

/// No address of a link is longer.
const LONGEST_TARGET: usize = 2048;

/// A range of a line that is a mark, and whether a plain text would not have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    start: usize,
    end: usize,
    telling: bool,
}

/// Sets the marks of `chars`, which stands at `at`, aside and keeps the rest.
pub(super) fn unmark(pass: &mut Pass<'_>, at: usize, chars: &str) {
    let mut marks = marks(chars);
    marks.sort_unstable();
    for mark in marks {
        // Marks inside an image that was set aside as a whole are gone already.
        if at + mark.start >= pass.at() {
            pass.keep_to(at + mark.start);
            pass.drop_to(at + mark.end, SetAsideReason::Markup);
        }
    }
    pass.keep_to(at + chars.len());
}

/// Whether `line` has a mark that a plain text would not have: a pair of double stars, or a link.
pub(super) fn is_marked(line: &str) -> bool {
    (line.contains("**") || line.contains("](")) && marks(line).iter().any(|mark| mark.telling)
}

/// Whether all of `chars` is between one pair of double stars.
pub(super) fn is_bold_whole(chars: &str) -> bool {
    let inner = chars.trim().strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
    inner.is_some_and(|inner| !inner.trim().is_empty() && !inner.contains("**"))
}

/// The marks of a line, in no order.
fn marks(chars: &str) -> Vec<Mark> {
    let bytes = chars.as_bytes();
    // A bracket that closes is nothing where none opened.
    if memchr::memchr3(b'*', b'[', b'\\', bytes).is_none() {
        return Vec::new();
    }
    let mut scan =
        Scan { chars, out: Vec::new(), strong: None, brackets: Vec::new(), close: Some(0) };
    let mut at = 0;
    let special = |byte: &u8| matches!(byte, b'*' | b'[' | b']' | b'\\');
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(special)) {
        at += found;
        at += match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'\\'), Some(escaped)) if escaped.is_ascii_punctuation() => {
                scan.out.push(Mark { start: at, end: at + 1, telling: false });
                2
            }
            (Some(b'*'), Some(b'*')) => scan.stars(at),
            (Some(b'['), _) => {
                scan.brackets.push(at);
                1
            }
            (Some(b']'), Some(b'(')) => scan.link(at),
            (Some(b']'), _) => {
                scan.brackets.pop();
                1
            }
            _ => 1,
        };
    }
    scan.out
}

struct Scan<'a> {
    chars: &'a str,
    out: Vec<Mark>,
    /// The run of stars that may open a pair, and its length.
    strong: Option<(usize, usize)>,
    brackets: Vec<usize>,
    /// The next closing parenthesis: searched for once, not once for each bracket.
    close: Option<usize>,
}

impl Scan<'_> {
    /// A run of stars at `at`; gives its length. Converters put spaces inside a pair and run pairs
    /// together (`**a****b**`), so a pair is told by the text in it alone.
    fn stars(&mut self, at: usize) -> usize {
        let bytes = self.chars.as_bytes();
        let len = bytes.iter().skip(at).take_while(|byte| **byte == b'*').count();
        let strong = self.strong.take();
        let filled = |open: &(usize, usize)| {
            let inner = self.chars.get(open.0 + open.1..at).unwrap_or_default();
            !inner.trim().is_empty()
        };
        match strong.filter(filled) {
            Some((open, width)) if len == width || len == width * 2 => {
                self.out.push(Mark { start: open, end: open + width, telling: true });
                self.out.push(Mark { start: at, end: at + width, telling: true });
                self.strong = (len > width).then_some((at + width, width));
            }
            _ if matches!(len, 2 | 3) => self.strong = Some((at, len)),
            _ => {}
        }
        len
    }

    /// The end of a link's text at `at`; gives the length of what is done with.
    fn link(&mut self, at: usize) -> usize {
        let bytes = self.chars.as_bytes();
        while let Some(close) = self.close
            && close < at
        {
            let rest = bytes.get(at..).unwrap_or_default();
            self.close = memchr::memchr(b')', rest).map(|found| at + found);
        }
        let (Some(open), Some(close)) = (self.brackets.pop(), self.close) else { return 1 };
        if !self.chars.get(at + 2..close).is_some_and(is_target) {
            return 1;
        }
        let image = open.checked_sub(1).filter(|before| bytes.get(*before) == Some(&b'!'));
        if let Some(start) = image {
            self.out.push(Mark { start, end: close + 1, telling: true });
        } else {
            self.out.push(Mark { start: open, end: open + 1, telling: false });
            self.out.push(Mark { start: at, end: close + 1, telling: true });
        }
        close + 1 - at
    }
}

/// Whether what stands in the parentheses is an address; that of `[1](two)` in a text is not.
fn is_target(target: &str) -> bool {
    if target.len() > LONGEST_TARGET {
        return false;
    }
    let address = target.split([' ', '\t']).next().unwrap_or_default();
    let located = address.contains("://") || address.starts_with(['/', '#', '<']);
    located || address.is_ascii() && address.contains('.')
}
