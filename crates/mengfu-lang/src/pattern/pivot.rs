//! What every match has near its beginning, so that a search asks only in its neighbourhood.
//!
//! A pattern such as `\\h{1,8} <state>` can begin with any ideograph; but where no state follows within
//! eight characters it need not be tried.

use std::iter::Peekable;
use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::pattern::opening::Opening;
use crate::pattern::syntax::Node;
use crate::scan::Scan;

/// The most bytes that one character has.
const CHAR: usize = 4;

/// Farther from the beginning it tells too little.
const FARTHEST: usize = 256;

/// More pivots cost more than they save.
const MOST: usize = 2;

/// Terms and literals of which one starts near the beginning of every match.
#[derive(Debug)]
pub(super) struct Pivot {
    opening: Opening,
    /// The most bytes between the beginning of a match and the pivot.
    reach: usize,
    /// Where the pattern's program goes on from it.
    entry: usize,
}

/// The rarest pivots of the pattern `node`, whose leaves begin in the program where `leaves` says;
/// none where it has only its beginning.
pub(super) fn of(node: &Node, leaves: &[usize], lexicon: &Lexicon) -> Vec<Pivot> {
    let mut found = Vec::new();
    collect(node, Some(0), lexicon, &mut leaves.iter(), &mut found);
    found.retain(|p| (1..=FARTHEST).contains(&p.reach));
    found.sort_by_key(|p| (p.opening.commonness(lexicon), p.reach));
    found.truncate(MOST);
    found
}

/// Adds what `node`, which starts at most `before` bytes after the beginning, must have; gives the
/// most bytes before what follows it.
fn collect(
    node: &Node,
    before: Option<usize>,
    lexicon: &Lexicon,
    leaves: &mut std::slice::Iter<'_, usize>,
    found: &mut Vec<Pivot>,
) -> Option<usize> {
    match node {
        Node::Sequence(nodes) => {
            let next = |before, node| collect(node, before, lexicon, leaves, found);
            return nodes.iter().fold(before, next);
        }
        Node::Capture(_, inner) => return collect(inner, before, lexicon, leaves, found),
        _ => {}
    }
    let entry = *leaves.next()?;
    let first = match node {
        Node::Literal(_) | Node::Class(_) | Node::Either(_) => Some(node),
        Node::Repeat { node, least, .. } if *least > 0 => Some(node.as_ref()),
        _ => None,
    };
    let opening = first.and_then(|first| first.first(None, lexicon)).filter(Opening::is_keyed);
    let pivot = opening.zip(before).map(|(opening, reach)| Pivot { opening, reach, entry });
    found.extend(pivot);
    Some(before? + longest(node, lexicon)?)
}

/// The most bytes that a match of `node` has; `None` where there is no limit.
fn longest(node: &Node, lexicon: &Lexicon) -> Option<usize> {
    let many =
        |nodes: &[Node]| nodes.iter().map(|n| longest(n, lexicon)).collect::<Option<Vec<_>>>();
    match node {
        Node::Literal(text) => Some(text.len()),
        Node::Class(set) => Some(lexicon.longest_term(set)),
        Node::Char(_) => Some(CHAR),
        Node::Gap(most) => Some(CHAR * *most as usize),
        Node::Sequence(nodes) => Some(many(nodes)?.into_iter().sum()),
        Node::Either(nodes) => many(nodes)?.into_iter().max(),
        Node::Repeat { node, most, .. } => {
            Some(longest(node, lexicon)? * most.as_ref().copied()? as usize)
        }
        Node::Capture(_, inner) => longest(inner, lexicon),
        Node::RangeStart | Node::RangeEnd | Node::Ahead(..) | Node::Behind(..) => Some(0),
    }
}

/// The places of the pivot in a range, for a search that goes forward.
pub(super) struct Near<'p, I: Iterator<Item = usize>> {
    pivot: &'p Pivot,
    places: Peekable<I>,
    /// The place from which the pattern is known to go on.
    known: Option<usize>,
}

impl Pivot {
    pub(super) fn near<'a>(
        &'a self,
        scan: &'a Scan<'_>,
        range: Range<usize>,
    ) -> Near<'a, impl Iterator<Item = usize> + 'a> {
        let places = self.opening.places(scan, range.start, range.end).peekable();
        Near { pivot: self, places, known: None }
    }
}

impl<I: Iterator<Item = usize>> Near<'_, I> {
    /// Whether a match can begin at `at`, which is after all places asked before; `None` where none
    /// can begin at or after it. A pivot counts only if the pattern `goes_on` from it.
    pub(super) fn allows(
        &mut self,
        at: usize,
        goes_on: impl Fn(usize, usize) -> bool,
    ) -> Option<bool> {
        while self.places.next_if(|place| *place < at).is_some() {}
        loop {
            let place = *self.places.peek()?;
            if place > at + self.pivot.reach {
                return Some(false);
            }
            if self.known == Some(place) || goes_on(self.pivot.entry, place) {
                self.known = Some(place);
                return Some(true);
            }
            self.places.next();
        }
    }
}
