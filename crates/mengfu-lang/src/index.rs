//! What was found in a text, in the order of where it starts.

use std::ops::Range;

use crate::lexicon::{Key, Lexicon};
use crate::signature::Signature;

/// A key of the automaton where it was found.
#[derive(Clone, Copy, Default)]
pub(crate) struct Found {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) key: Key,
}

/// A place at which keys start.
#[derive(Clone, Copy)]
pub(crate) struct Start {
    pub(crate) at: u32,
    /// The indices of what was found from here.
    from: u32,
    to: u32,
    /// The signature of all of it.
    pub(crate) signature: Signature,
}

/// All that was found in a text. What starts at one place lies together, the longest first, so that
/// to look at a stretch of the text is to look at a stretch of memory.
#[derive(Default)]
pub(crate) struct Index {
    /// For each byte of the text, how many places lie before it.
    before: Vec<u32>,
    starts: Vec<Start>,
    found: Vec<Found>,
    /// What was found, as it comes.
    coming: Vec<Found>,
}

impl Index {
    /// Fills it with what was found in a text of `len` bytes, which comes in the order of its ends.
    pub(crate) fn fill(
        &mut self,
        lexicon: &Lexicon,
        len: usize,
        expected: usize,
        found: impl Iterator<Item = (Range<usize>, Key)>,
    ) {
        let Self { before, starts, found: sorted, coming } = self;
        before.clear();
        before.resize(len + 1, 0);
        coming.clear();
        coming.reserve(expected);
        // At first how many start at each byte.
        for (range, key) in found {
            let Some(count) = before.get_mut(range.start) else { continue };
            let (Ok(start), Ok(end)) = (u32::try_from(range.start), u32::try_from(range.end))
            else {
                continue;
            };
            *count += 1;
            coming.push(Found { start, end, key });
        }
        starts.clear();
        starts.reserve(expected / 2);
        let (mut total, mut places) = (0, 0);
        for (at, before) in (0_u32..).zip(before.iter_mut()) {
            let here = std::mem::replace(before, places);
            if here > 0 {
                (total, places) = (total + here, places + 1);
                let signature = Signature::default();
                starts.push(Start { at, from: total, to: total, signature });
            }
        }
        sorted.clear();
        sorted.resize(coming.len(), Found::default());
        // The first to come is the shortest of its place and takes the last seat.
        for found in coming.iter() {
            let place =
                before.get(found.start as usize).and_then(|at| starts.get_mut(*at as usize));
            let Some(place) = place else { continue };
            place.from -= 1;
            place.signature.add(&lexicon.signature_of(found.key));
            if let Some(seat) = sorted.get_mut(place.from as usize) {
                *seat = *found;
            }
        }
    }

    /// The place at `at`, if anything starts there.
    pub(crate) fn start(&self, at: usize) -> Option<&Start> {
        let place = self.before.get(at).copied()?;
        self.starts.get(place as usize).filter(|start| start.at as usize == at)
    }

    /// The places within `range`, which ends within the text.
    pub(crate) fn starts_in(&self, range: Range<usize>) -> &[Start] {
        let first = |at: usize| self.before.get(at).map(|place| *place as usize);
        let places = first(range.start).zip(first(range.end));
        places.and_then(|(from, to)| self.starts.get(from..to)).unwrap_or_default()
    }

    /// What was found from a place, the longest first.
    pub(crate) fn found_from(&self, start: &Start) -> &[Found] {
        self.found.get(start.from as usize..start.to as usize).unwrap_or_default()
    }

    /// What was found from places that lie together.
    pub(crate) fn found_from_all(&self, starts: &[Start]) -> &[Found] {
        let ends = starts.first().zip(starts.last());
        let range = ends.map(|(first, last)| first.from as usize..last.to as usize);
        range.and_then(|range| self.found.get(range)).unwrap_or_default()
    }
}
