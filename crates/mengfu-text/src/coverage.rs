//! Content and set-aside spans tile the file: how that is made, and how it is checked.

use mengfu_model::{OffsetMap, SetAside, SetAsideReason, SourceSpan, Span};

use crate::open::Opened;

/// What a byte of the source became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// Characters of the text.
    Content,
    /// Nothing, with the reason.
    SetAside(SetAsideReason),
}

/// Where the tiling of a source breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CoverageError {
    /// A byte that is neither content nor set aside.
    #[error("nothing accounts for the bytes {0:?}")]
    Gap(SourceSpan),
    /// A byte that is claimed twice.
    #[error("two spans claim the bytes {0:?}")]
    Overlap(SourceSpan),
}

impl Opened {
    /// Content and set-aside spans in the order of the source.
    pub fn coverage(&self) -> Vec<(SourceSpan, Coverage)> {
        let mut tiles: Vec<_> = self
            .text
            .map()
            .runs()
            .iter()
            .map(|run| (run.source, Coverage::Content))
            .chain(self.set_aside.iter().map(|it| (it.at, Coverage::SetAside(it.reason))))
            .collect();
        tiles.sort_by_key(|(at, _)| (at.start, at.end));
        tiles
    }

    /// Checks that content and set-aside spans tile a source of `len` bytes: no gap, no overlap.
    pub fn check_coverage(&self, len: usize) -> Result<(), CoverageError> {
        let mut at = 0;
        for (span, _) in self.coverage() {
            let (start, end) = (span.start.get(), span.end.get());
            if start > at {
                return Err(CoverageError::Gap(Span::new(at, start)));
            }
            if start < at {
                return Err(CoverageError::Overlap(Span::new(start, at)));
            }
            at = end;
        }
        if at == len { Ok(()) } else { Err(CoverageError::Gap(Span::new(at, len))) }
    }
}

/// The spans of a source of `len` bytes that `map` does not claim, each with the reason that a
/// layer gave.
pub(crate) fn complement(len: usize, map: &OffsetMap, mut aside: Vec<SetAside>) -> Vec<SetAside> {
    // Each layer noted its spans in order, so this merges a handful of sorted stretches.
    aside.sort_by_key(|it| it.at.start);
    let mut reasons = aside.into_iter().peekable();
    let mut out: Vec<SetAside> = Vec::new();
    let mut push = |start: usize, end: usize, reason| {
        if start >= end {
            return;
        }
        let at: SourceSpan = Span::new(start, end);
        match out.last_mut() {
            Some(last) if last.reason == reason && last.at.end == at.start => last.at.end = at.end,
            _ => out.push(SetAside { at, reason }),
        }
    };
    let mut at = 0;
    let ends = map.runs().iter().map(|run| (run.source.start.get(), run.source.end.get()));
    for (gap_end, next) in ends.chain([(len, len)]) {
        while at < gap_end {
            let Some(reason) = reasons.peek() else { break };
            if reason.at.end.get() <= at {
                reasons.next();
                continue;
            }
            let start = reason.at.start.get().clamp(at, gap_end);
            let end = reason.at.end.get().min(gap_end);
            // Bytes without a stated reason are syntax that a layer walked past.
            push(at, start, SetAsideReason::Markup);
            push(start, end, reason.reason);
            at = end.max(start);
        }
        push(at, gap_end, SetAsideReason::Markup);
        at = at.max(next);
    }
    out
}
