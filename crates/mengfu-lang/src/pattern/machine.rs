//! The machine that runs a compiled pattern: backtracking, with a bound on its steps.

use std::ops::Range;

use crate::class::ClassSet;
use crate::presence::AnyOf;
use crate::scan::Scan;

/// Twice the number of names that one pattern may capture.
pub(super) const SLOTS: usize = 16;
/// Steps after which a match is given up, so that no text can make a pattern slow.
const STEPS: u32 = 20_000;

pub(super) enum Inst {
    Literal(Box<str>),
    Class(ClassSet),
    Char(CharKind),
    RangeStart,
    RangeEnd,
    /// Goes on at the first, and at the second if that fails.
    Split(usize, usize),
    Jump(usize),
    Save(usize),
    /// As few characters as possible, at most `most`; `before` is what follows, where it is known.
    Gap {
        most: u32,
        before: Option<Box<AnyOf>>,
    },
    /// The program up to the index matches here, or does not.
    Ahead {
        negative: bool,
        end: usize,
    },
    /// A literal or a term ends here, or does not.
    Behind {
        negative: bool,
        what: Behind,
    },
    Match,
}

pub(super) enum Behind {
    Literal(Box<str>),
    Class(ClassSet),
}

#[derive(Clone, Copy)]
pub(super) enum CharKind {
    Digit,
    Ideograph,
    Space,
    Newline,
    Any,
}

enum Frame {
    Goto { pc: usize, at: usize },
    Gap { pc: usize, at: usize, left: u32 },
    Restore { slot: usize, old: u32 },
}

pub(super) fn run(
    program: &[Inst],
    scan: &Scan<'_>,
    start: usize,
    range: Range<usize>,
) -> Option<(usize, [u32; SLOTS])> {
    let mut budget = STEPS;
    run_from(program, 0, scan, start, &range, &mut budget)
}

fn run_from(
    program: &[Inst],
    entry: usize,
    scan: &Scan<'_>,
    start: usize,
    range: &Range<usize>,
    budget: &mut u32,
) -> Option<(usize, [u32; SLOTS])> {
    let text = scan.normal();
    let mut slots = [u32::MAX; SLOTS];
    let mut stack: Vec<Frame> = Vec::new();
    let (mut pc, mut at) = (entry, start);
    loop {
        *budget = budget.checked_sub(1)?;
        let forward = match program.get(pc)? {
            Inst::Match => return Some((at, slots)),
            Inst::Literal(literal) => text
                .get(at..range.end)
                .filter(|rest| rest.starts_with(literal.as_ref()))
                .map(|_| at + literal.len()),
            Inst::Class(set) => {
                let mut longest = None;
                let depth = stack.len();
                for hit in scan.at(at) {
                    let end = hit.end as usize;
                    if end > range.end
                        || !scan.entry(&hit).is_some_and(|e| e.classes.intersects(set))
                    {
                        continue;
                    }
                    match longest {
                        None => longest = Some(end),
                        Some(_) => stack.push(Frame::Goto { pc: pc + 1, at: end }),
                    }
                }
                if let Some(shorter) = stack.get_mut(depth..) {
                    shorter.reverse();
                }
                longest
            }
            Inst::Char(kind) => {
                next(text, at, range.end).filter(|c| kind.holds(*c)).map(|c| at + c.len_utf8())
            }
            Inst::RangeStart => (at == range.start).then_some(at),
            Inst::RangeEnd => (at == range.end).then_some(at),
            Inst::Split(first, second) => {
                stack.push(Frame::Goto { pc: *second, at });
                pc = *first;
                continue;
            }
            Inst::Jump(to) => {
                pc = *to;
                continue;
            }
            Inst::Save(slot) => {
                if let Some(value) = slots.get_mut(*slot) {
                    stack.push(Frame::Restore { slot: *slot, old: *value });
                    *value = u32::try_from(at).unwrap_or(u32::MAX);
                }
                Some(at)
            }
            Inst::Gap { most, .. } => {
                stack.push(Frame::Gap { pc, at, left: *most });
                None
            }
            Inst::Ahead { negative, end } => {
                let found = run_from(program, pc + 1, scan, at, range, budget).is_some();
                if found != *negative {
                    pc = *end;
                    continue;
                }
                None
            }
            Inst::Behind { negative, what } => {
                let found = match what {
                    Behind::Literal(l) => text.get(..at).is_some_and(|t| t.ends_with(l.as_ref())),
                    Behind::Class(set) => scan.ends_with(at, set),
                };
                (found != *negative).then_some(at)
            }
        };
        match forward {
            Some(to) => {
                at = to;
                pc += 1;
            }
            None => (pc, at) = backtrack(program, scan, &mut stack, &mut slots, range.end)?,
        }
    }
}

fn backtrack(
    program: &[Inst],
    scan: &Scan<'_>,
    stack: &mut Vec<Frame>,
    slots: &mut [u32; SLOTS],
    limit: usize,
) -> Option<(usize, usize)> {
    loop {
        match stack.pop()? {
            Frame::Goto { pc, at } => return Some((pc, at)),
            Frame::Restore { slot, old } => {
                if let Some(value) = slots.get_mut(slot) {
                    *value = old;
                }
            }
            Frame::Gap { pc, at, left } => {
                let Some(Inst::Gap { before, .. }) = program.get(pc) else { continue };
                let (mut at, mut left) = (at, Some(left));
                while let Some(more) = left {
                    let next_at = next(scan.normal(), at, limit).map(|c| at + c.len_utf8());
                    let here = before.as_ref().is_none_or(|any| scan.starts(at, any));
                    left = more.checked_sub(1);
                    if here {
                        if let (Some(at), Some(left)) = (next_at, left) {
                            stack.push(Frame::Gap { pc, at, left });
                        }
                        return Some((pc + 1, at));
                    }
                    match next_at {
                        Some(to) => at = to,
                        None => break,
                    }
                }
            }
        }
    }
}

fn next(text: &str, at: usize, limit: usize) -> Option<char> {
    text.get(at..limit)?.chars().next()
}

impl CharKind {
    fn holds(self, c: char) -> bool {
        match self {
            Self::Digit => c.is_ascii_digit() || ('０'..='９').contains(&c),
            Self::Ideograph => {
                matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}' | '\u{3005}' | '\u{3007}')
            }
            Self::Space => c.is_whitespace() && c != '\n',
            Self::Newline => c == '\n',
            Self::Any => true,
        }
    }
}
