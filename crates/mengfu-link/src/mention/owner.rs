//! Whose a body or a text is, as its name tells.

use std::ops::Range;

use mengfu_lang::{Pack, Scan};
use mengfu_model::{PartyCode, Reading, ReferenceType};

use super::rules::Mentions;

/// Stands before the other parties, as in the names of instruments.
const FIRST: &str = "CHN";

/// What the beginning of a name tells of its owners.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Owner {
    /// The parties, in the order of the instrument; empty where the words stand for all of them.
    pub(crate) parties: Vec<PartyCode>,
    /// Where the rest of the name is.
    pub(crate) rest: Range<usize>,
}

/// The parties of an instrument, and what it calls them.
#[derive(Clone, Debug)]
pub(crate) struct Parties<'r> {
    /// Their codes, in the order of the instrument.
    pub(crate) codes: &'r [PartyCode],
    /// The names of states as the title has them, each with the part that is not the form of state: of all
    /// parties or of none. No lexicon need know them.
    names: Vec<(String, String)>,
}

impl Parties<'_> {
    /// The end of the names of all parties, in any order, that stand at `start`, with what joins
    /// them; by one character of each where `short` is set.
    fn end_of_all(
        &self,
        text: &str,
        start: usize,
        short: bool,
        pass: impl Fn(usize) -> usize,
    ) -> Option<usize> {
        let mut left: Vec<&(String, String)> = self.names.iter().collect();
        let mut at = start;
        while !left.is_empty() {
            let rest = text.get(at..)?;
            let first = rest.chars().next()?;
            let found = left.iter().position(|(name, core)| match short {
                true => core.contains(first),
                false => rest.starts_with(name),
            })?;
            let (name, _) = left.remove(found);
            at = if short { at + first.len_utf8() } else { pass(at + name.len()) };
        }
        (at > start).then_some(at)
    }
}

impl Mentions {
    /// The parties of `reading`, with the names that its title has for them.
    pub(crate) fn parties<'r>(&self, pack: &Pack, reading: &'r Reading) -> Parties<'r> {
        let codes = reading.instrument.parties.as_slice();
        let scan = pack.lexicon.scan(&reading.instrument.title.text);
        let found = self.states.iter().flat_map(|rule| rule.patterns(pack)).find_map(|pattern| {
            let found = pattern.find(&scan, 0..scan.normal().len())?;
            let name = |part| Some(scan.normal().get(found.get(part)?)?.to_owned());
            Some(vec![(name("one")?, name("first")?), (name("two")?, name("second")?)])
        });
        let names = found.filter(|names| names.len() == codes.len()).unwrap_or_default();
        Parties { codes, names }
    }

    /// The parties that stand before the name, by words for all of them, by their names, or, where
    /// `short` is set, by their abbreviations.
    pub(super) fn owner(
        &self,
        scan: &Scan<'_>,
        kind: ReferenceType,
        parties: &Parties<'_>,
        short: bool,
    ) -> Option<Owner> {
        let whole = scan.normal().len();
        let start = self.classes.about.and_then(|class| scan.longest(0, class));
        let start = start.map_or(0, |hit| hit.end as usize);
        if let Some(hit) = self.classes.together.and_then(|class| scan.longest(start, class)) {
            let rest = hit.end as usize..whole;
            return (!rest.is_empty()).then_some(Owner { parties: Vec::new(), rest });
        }
        let pass = |at| self.after_join(scan, self.after_organ(scan, kind, at));
        let all = |short| parties.end_of_all(scan.normal(), start, short, pass);
        if let Some(end) = all(false).or_else(|| short.then(|| all(true)).flatten()) {
            let rest = end..whole;
            return (!rest.is_empty()).then_some(Owner { parties: Vec::new(), rest });
        }
        let (named, end) = self.named(scan, kind, start);
        // The first characters of the name of a region are no parties.
        let region = self.classes.region.and_then(|class| scan.longest(start, class));
        let (named, end) = match (named.len() >= 2, short && region.is_none()) {
            (true, _) => (named, end),
            (false, true) => self.abbreviated(scan, parties.codes, start),
            (false, false) => return None,
        };
        let rest = end..whole;
        (named.len() >= 2 && !rest.is_empty()).then(|| Owner { parties: ordered(named), rest })
    }

    /// The parties called by name one after the other, with what joins them, and where they end.
    fn named(&self, scan: &Scan<'_>, kind: ReferenceType, start: usize) -> (Vec<PartyCode>, usize) {
        let (mut named, mut at, mut end, mut names) = (Vec::new(), start, start, 0);
        while let Some(party) = self.classes.party.and_then(|class| scan.longest(at, class)) {
            let codes = scan.entry(&party).zip(self.classes.party);
            let codes = codes.and_then(|(e, class)| e.value(class)).unwrap_or_default();
            // A name for several together has several.
            named.extend(codes.split_whitespace().filter_map(PartyCode::new));
            names += 1;
            end = self.after_organ(scan, kind, party.end as usize);
            let Some(join) = self.classes.join.and_then(|class| scan.longest(end, class)) else {
                break;
            };
            at = join.end as usize;
        }
        // One name alone is what the thing is about, or whose it is among others.
        (if names < 2 { Vec::new() } else { named }, end)
    }

    /// Where the words for the government of a party end that begin at `at`. In the name of a body
    /// they are part of the name when they tell that it is one between governments.
    fn after_organ(&self, scan: &Scan<'_>, kind: ReferenceType, at: usize) -> usize {
        let Some(class) = self.classes.organ else { return at };
        let organ = scan.longest(at, class).filter(|hit| {
            let value = scan.entry(hit).and_then(|e| e.value(class)).unwrap_or_default();
            kind == ReferenceType::Instrument || value.is_empty()
        });
        organ.map_or(at, |hit| hit.end as usize)
    }

    /// Where the word ends that joins two parties, if one begins at `at`.
    fn after_join(&self, scan: &Scan<'_>, at: usize) -> usize {
        let join = self.classes.join.and_then(|class| scan.longest(at, class));
        join.map_or(at, |hit| hit.end as usize)
    }

    /// The parties of the instrument called by one character each, and where they end.
    fn abbreviated(
        &self,
        scan: &Scan<'_>,
        parties: &[PartyCode],
        start: usize,
    ) -> (Vec<PartyCode>, usize) {
        let (mut named, mut at) = (Vec::new(), start);
        let Some(class) = self.classes.abbreviation else { return (named, at) };
        while named.len() < parties.len()
            && let Some(hit) = scan.longest(at, class)
        {
            let values = scan.entry(&hit).and_then(|e| e.value(class)).unwrap_or_default();
            let mut could = values.split_whitespace().filter_map(PartyCode::new);
            let Some(party) = could.find(|code| parties.contains(code) && !named.contains(code))
            else {
                break;
            };
            named.push(party);
            at = hit.end as usize;
        }
        (named, at)
    }

    /// Whether a thing of this name is known to all the world, not only to the parties.
    pub(super) fn wide(&self, pack: &Pack, scan: &Scan<'_>, kind: ReferenceType) -> bool {
        let rules = self.wide.iter().filter(|rule| rule.is_for(kind));
        let mut patterns = rules.flat_map(|rule| rule.patterns(pack));
        patterns.any(|pattern| pattern.find(scan, 0..scan.normal().len()).is_some())
    }

    /// Whether the name is only a word for the sort of thing.
    pub(super) fn is_generic(&self, pack: &Pack, scan: &Scan<'_>, kind: ReferenceType) -> bool {
        let rules = self.generic.iter().filter(|rule| rule.is_for(kind));
        let mut patterns = rules.flat_map(|rule| rule.patterns(pack));
        patterns.any(|pattern| pattern.match_at(scan, 0, scan.normal().len()).is_some())
    }

    /// Whether a title says no more than what sort of text it is, so that many texts have it.
    pub(super) fn is_common(&self, scan: &Scan<'_>) -> bool {
        let hit = self.classes.dated.and_then(|class| scan.longest(0, class));
        hit.is_some_and(|hit| hit.end as usize == scan.normal().len())
    }
}

/// The parties in the order of all parties of instruments, whichever instrument names them.
fn ordered(mut named: Vec<PartyCode>) -> Vec<PartyCode> {
    named.sort_by_key(|code| (code.as_str() != FIRST, *code));
    named.dedup();
    named
}
