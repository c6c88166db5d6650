//! One layer: a walk over a text that accounts for every character of it.

use mengfu_model::{SetAsideReason, SourceSpan, Span, Text, TextBuilder};

use crate::notes::Notes;

/// What becomes of a stretch of the former text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Keep,
    Drop(SetAsideReason),
    Put(char, Option<char>),
}

#[derive(Clone, Copy, Debug)]
struct Step {
    end: u32,
    act: Act,
}

/// The number of a step, for changing what it puts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StepId(usize);

/// A walk over `from` in the making. Its cursor only moves forward, so each character is judged
/// once and the order of the source is kept.
#[derive(Debug)]
pub(crate) struct Pass<'a> {
    from: &'a Text,
    steps: Vec<Step>,
    at: usize,
    out: usize,
}

impl<'a> Pass<'a> {
    pub(crate) fn new(from: &'a Text) -> Self {
        Self { from, steps: Vec::new(), at: 0, out: 0 }
    }

    /// The text that is walked over.
    pub(crate) fn from(&self) -> &'a Text {
        self.from
    }

    /// The first byte not judged yet.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The length of the new text so far.
    pub(crate) fn out_len(&self) -> usize {
        self.out
    }

    /// Keeps everything up to `end`.
    pub(crate) fn keep_to(&mut self, end: usize) {
        let len = self.judge(end, Act::Keep);
        self.out += len;
    }

    /// Sets everything up to `end` aside.
    pub(crate) fn drop_to(&mut self, end: usize, reason: SetAsideReason) {
        self.judge(end, Act::Drop(reason));
    }

    /// Lets everything up to `end` stand for `first` and perhaps a second character.
    pub(crate) fn put_to(&mut self, end: usize, first: char, second: Option<char>) -> StepId {
        if self.judge(end, Act::Put(first, second)) > 0 {
            self.out += first.len_utf8() + second.map_or(0, char::len_utf8);
        }
        StepId(self.steps.len().saturating_sub(1))
    }

    /// Changes the character that an earlier [`Self::put_to`] put to another ASCII one.
    pub(crate) fn change(&mut self, id: StepId, to: char) {
        if let Some(Step { act: Act::Put(first, None), .. }) = self.steps.get_mut(id.0)
            && first.len_utf8() == to.len_utf8()
        {
            *first = to;
        }
    }

    fn judge(&mut self, end: usize, act: Act) -> usize {
        let end = end.min(self.from.len());
        let len = end.saturating_sub(self.at);
        if len == 0 {
            return 0;
        }
        self.at = end;
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        match self.steps.last_mut() {
            Some(last) if last.act == act && !matches!(act, Act::Put(..)) => last.end = end,
            _ => self.steps.push(Step { end, act }),
        }
        len
    }

    /// The new text; what was not judged is kept.
    pub(crate) fn finish(mut self, notes: &mut Notes) -> Text {
        self.keep_to(self.from.len());
        let mut out = TextBuilder::default();
        let mut at = 0;
        for step in self.steps {
            let span = Span::new(at, step.end as usize);
            at = step.end as usize;
            match step.act {
                Act::Keep => out.copy(self.from, span),
                Act::Drop(reason) => {
                    for part in self.from.source_of(span) {
                        notes.set_aside(part, reason);
                    }
                }
                Act::Put(first, second) => {
                    let mut chars = String::from(first);
                    chars.extend(second);
                    out.replace(self.from, span, &chars);
                }
            }
        }
        out.finish()
    }
}

/// The source range from the first to the last byte of `start..end` of `text`.
pub(crate) fn hull(text: &Text, start: usize, end: usize) -> Option<SourceSpan> {
    let parts = text.source_of(Span::new(start, end));
    let (first, last) = (parts.first()?, parts.last()?);
    Some(Span::new(first.start.get(), last.end.get()))
}
