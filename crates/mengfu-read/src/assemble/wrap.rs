//! Whether a text is broken into lines of one width, so that a break says nothing.

use crate::outline::grammar::Marks;

/// Widths that are counted, in halves of a wide character.
const WIDEST: usize = 200;
const NARROWEST: usize = 36;
/// How much narrower than the widest a full line may be: a mark that may not begin a line goes with the word
/// before it, or a word in letters is not broken.
const SLACK: usize = 5;

/// The width at which the lines of a text are broken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wrap {
    width: usize,
}

impl Wrap {
    /// The width of the lines of `text`, if most are of one width and end within a sentence.
    pub(crate) fn of(text: &str, marks: &Marks) -> Option<Self> {
        let mut all = [0_usize; WIDEST + 1];
        let mut open = [0_usize; WIDEST + 1];
        let (mut lines, mut wider) = (0_usize, 0_usize);
        for line in text.lines() {
            let line = line.trim_end();
            if line.is_empty() {
                continue;
            }
            lines += 1;
            let width = width_of(line);
            let Some(slot) = all.get_mut(width) else {
                wider += 1;
                continue;
            };
            *slot += 1;
            let ended = line.chars().next_back().is_some_and(|c| marks.ends.contains(&c));
            if let Some(slot) = open.get_mut(width).filter(|_| !ended) {
                *slot += 1;
            }
        }
        let near = |counts: &[usize], width: usize| -> usize {
            counts.iter().take(width + 1).skip(width - SLACK).sum()
        };
        let width = (NARROWEST..=WIDEST).max_by_key(|w| near(&all, *w))?;
        let (full, open) = (near(&all, width), near(&open, width));
        let longer = wider + all.iter().skip(width + 1).sum::<usize>();
        let wrapped =
            full >= 6 && full * 5 >= lines * 2 && open * 10 >= full * 7 && longer * 10 <= full;
        wrapped.then_some(Self { width })
    }

    /// Whether `line`, as it stands before a break, is full.
    pub(crate) fn is_full(self, line: &str) -> bool {
        let width = width_of(line);
        width <= self.width + 1 && width + 2 * SLACK >= self.width
    }
}

/// The width of a line, in halves of a wide character.
fn width_of(line: &str) -> usize {
    // Bytes are counted, without a branch and few at a time, so that many are counted at once: one for a
    // character of ASCII, two for the first of another.
    let width = |byte: &u8| u8::from(*byte < 0x80) + 2 * u8::from(*byte >= 0xC0);
    line.as_bytes().chunks(64).map(|few| usize::from(few.iter().map(width).sum::<u8>())).sum()
}
