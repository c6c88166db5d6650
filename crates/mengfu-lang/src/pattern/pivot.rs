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
}

/// The rarest pivots of the pattern `node`; none where it has only its beginning.
pub(super) fn of(node: &Node, lexicon: &Lexicon) -> Vec<Pivot> {
    let mut found = Vec::new();
    collect(node, Some(0), lexicon, &mut found);
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
    found: &mut Vec<Pivot>,
) -> Option<usize> {
    match node {
        Node::Sequence(nodes) => {
            return nodes.iter().fold(before, |before, n| collect(n, before, lexicon, found));
        }
        Node::Capture(_, inner) => return collect(inner, before, lexicon, found),
        Node::Literal(_) | Node::Class(_) | Node::Either(_) => {
            let opening = node.first(None, lexicon).filter(Opening::is_keyed);
            found.extend(opening.zip(before).map(|(opening, reach)| Pivot { opening, reach }));
        }
        Node::Repeat { node, least, .. } if *least > 0 => {
            let opening = node.first(None, lexicon).filter(Opening::is_keyed);
            found.extend(opening.zip(before).map(|(opening, reach)| Pivot { opening, reach }));
        }
        _ => {}
    }
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
pub(super) struct Near<I: Iterator<Item = usize>> {
    places: Peekable<I>,
    reach: usize,
}

impl Pivot {
    pub(super) fn near<'a>(
        &'a self,
        scan: &'a Scan<'_>,
        range: Range<usize>,
    ) -> Near<impl Iterator<Item = usize> + 'a> {
        let places = self.opening.places(scan, range.start, range.end).peekable();
        Near { places, reach: self.reach }
    }
}

impl<I: Iterator<Item = usize>> Near<I> {
    /// Whether a match can begin at `at`, which is after all places asked before; `None` where none
    /// can begin at or after it.
    pub(super) fn allows(&mut self, at: usize) -> Option<bool> {
        while self.places.next_if(|place| *place < at).is_some() {}
        self.places.peek().map(|place| *place <= at + self.reach)
    }
}
