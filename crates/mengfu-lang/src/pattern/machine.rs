//! The machine that runs a compiled pattern: backtracking, with a bound on its steps.

use std::ops::Range;

use smallvec::SmallVec;

use crate::class::ClassSet;
use crate::number::is_figure;
use crate::pattern::opening::Opening;
use crate::scan::Scan;

/// Twice the number of names that one pattern may capture.
pub(super) const SLOTS: usize = 16;
/// Steps after which a match is given up, so that no text can make a pattern slow.
const STEPS: u32 = 20_000;

pub(super) enum Inst {
    Literal(Box<str>),
    Class(ClassSet),
    Char(CharKind),
    /// One character, of one of some kinds or one of some.
    OneOf(Box<OneOf>),
    RangeStart,
    RangeEnd,
    /// Goes on at the first, and at the second if that fails.
    Split(usize, usize),
    /// As `Split`, where it is known what the ways must begin with.
    Branch(Box<Ways>, usize, usize),
    /// Fails where nothing stands that what follows could begin with.
    Guard(Box<Opening>),
    Jump(usize),
    Save(usize),
    /// As few characters as possible, at most `most`; `before` is what follows, where it is known.
    Gap {
        most: u32,
        before: Option<Box<Opening>>,
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
    /// None of some terms and literals stands here.
    NotHere(Box<Opening>),
    Match,
}

/// What one character may be.
#[derive(Default)]
pub(super) struct OneOf {
    pub(super) kinds: Vec<CharKind>,
    pub(super) chars: Vec<char>,
}

/// What the two ways of a branch begin with.
pub(super) struct Ways {
    pub(super) first: Opening,
    /// Where that is known.
    pub(super) second: Option<Opening>,
}

pub(super) enum Behind {
    Literal(Box<str>),
    Class(ClassSet),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CharKind {
    Digit,
    Ideograph,
    Space,
    Newline,
    Any,
}

enum Frame {
    Goto { pc: u32, at: u32 },
    Gap { pc: u32, at: u32, left: u32 },
    Restore { slot: u32, old: u32 },
}

/// What to go back to. Few matches need more than this.
type Stack = SmallVec<[Frame; 24]>;

impl Frame {
    fn goto(pc: usize, at: usize) -> Self {
        Self::Goto { pc: narrow(pc), at: narrow(at) }
    }
}

/// Programs and texts are far shorter than 4 GiB.
fn narrow(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
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

/// Whether what follows the index `entry` of the program matches at `start`.
pub(super) fn goes_on(
    program: &[Inst],
    entry: usize,
    scan: &Scan<'_>,
    start: usize,
    range: &Range<usize>,
) -> bool {
    let mut budget = STEPS;
    run_from(program, entry, scan, start, range, &mut budget).is_some()
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
    let bytes = text.as_bytes();
    let mut slots = [u32::MAX; SLOTS];
    let mut stack = Stack::new();
    let (mut pc, mut at) = (entry, start);
    loop {
        *budget = budget.checked_sub(1)?;
        let forward = match program.get(pc)? {
            Inst::Match => return Some((at, slots)),
            Inst::Literal(literal) => {
                let rest = bytes.get(at..range.end).unwrap_or_default();
                rest.starts_with(literal.as_bytes()).then(|| at + literal.len())
            }
            Inst::Class(set) => {
                let mut longest = None;
                let depth = stack.len();
                for hit in scan.at(at) {
                    let end = hit.end as usize;
                    if end > range.end || !scan.is_of(&hit, set) {
                        continue;
                    }
                    match longest {
                        None => longest = Some(end),
                        Some(_) => stack.push(Frame::goto(pc + 1, end)),
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
            Inst::OneOf(any) => {
                next(text, at, range.end).filter(|c| any.holds(*c)).map(|c| at + c.len_utf8())
            }
            Inst::RangeStart => (at == range.start).then_some(at),
            Inst::RangeEnd => (at == range.end).then_some(at),
            Inst::Split(first, second) => {
                stack.push(Frame::goto(*second, at));
                pc = *first;
                continue;
            }
            Inst::Branch(ways, first, second) => {
                pc = *second;
                if ways.first.may_hold(scan, at) {
                    // No need to come back where the other way leads nowhere.
                    if ways.second.as_ref().is_none_or(|second| second.may_hold(scan, at)) {
                        stack.push(Frame::goto(*second, at));
                    }
                    pc = *first;
                }
                continue;
            }
            Inst::NotHere(what) => (!what.stands(scan, at, range.end)).then_some(at),
            Inst::Guard(opening) => opening.may_hold(scan, at).then_some(at),
            Inst::Jump(to) => {
                pc = *to;
                continue;
            }
            Inst::Save(slot) => {
                if let Some(value) = slots.get_mut(*slot) {
                    stack.push(Frame::Restore { slot: narrow(*slot), old: *value });
                    *value = narrow(at);
                }
                Some(at)
            }
            Inst::Gap { most, .. } => {
                stack.push(Frame::Gap { pc: narrow(pc), at: narrow(at), left: *most });
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
    stack: &mut Stack,
    slots: &mut [u32; SLOTS],
    limit: usize,
) -> Option<(usize, usize)> {
    loop {
        match stack.pop()? {
            Frame::Goto { pc, at } => return Some((pc as usize, at as usize)),
            Frame::Restore { slot, old } => {
                if let Some(value) = slots.get_mut(slot as usize) {
                    *value = old;
                }
            }
            Frame::Gap { pc, at, left } => {
                let Some(Inst::Gap { before, .. }) = program.get(pc as usize) else { continue };
                let (at, left) = (at as usize, left as usize);
                let Some((here, passed)) = gap_end(before.as_deref(), scan, at, left, limit) else {
                    continue;
                };
                let after = next(scan.normal(), here, limit).map(|c| here + c.len_utf8());
                if let (Some(after), Some(left)) = (after, left.checked_sub(passed + 1)) {
                    stack.push(Frame::Gap { pc, at: narrow(after), left: narrow(left) });
                }
                return Some((pc as usize + 1, here));
            }
        }
    }
}

/// Where a gap from `at` of at most `left` characters ends first, and the characters in it.
fn gap_end(
    before: Option<&Opening>,
    scan: &Scan<'_>,
    at: usize,
    left: usize,
    limit: usize,
) -> Option<(usize, usize)> {
    let Some(before) = before else { return Some((at, 0)) };
    // No character has more than four bytes.
    let here = before.places(scan, at, limit.min(at + left.saturating_mul(4))).next()?;
    let passed = scan.normal().get(at..here)?.chars().count();
    (passed <= left).then_some((here, passed))
}

fn next(text: &str, at: usize, limit: usize) -> Option<char> {
    text.get(at..limit)?.chars().next()
}

impl OneOf {
    fn holds(&self, c: char) -> bool {
        self.kinds.iter().any(|kind| kind.holds(c)) || self.chars.contains(&c)
    }
}

impl CharKind {
    pub(super) fn holds(self, c: char) -> bool {
        match self {
            Self::Digit => is_figure(c),
            Self::Ideograph => {
                matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}' | '\u{3005}' | '\u{3007}')
            }
            Self::Space => c.is_whitespace() && c != '\n',
            Self::Newline => c == '\n',
            Self::Any => true,
        }
    }
}
