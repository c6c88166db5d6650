//! Who is who in one instrument: 双方, 中方, 阿方 and the names of the parties.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::assemble::party::is_word;
use mengfu_lang::{ClassSet, Pack, Scan};
use mengfu_model::{Actor, EntryId, PartyCode};

/// The cast of one instrument.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// The parties, in the order of the instrument's id.
    pub parties: Vec<PartyCode>,
    named: Arc<Named>,
    aliases: Vec<(String, Actor)>,
    /// The characters with which aliases begin, several to a bit.
    openings: u64,
}

/// The words of the pack that stand for parties of one instrument, in the order of their ids.
#[derive(Debug, Default)]
struct Named {
    words: Vec<(EntryId, Range<usize>)>,
    /// Whom they stand for, one word after the other.
    actors: Vec<Actor>,
    abbreviations: Vec<(EntryId, PartyCode)>,
}

impl Named {
    /// Lets a word stand for `actors`, if there are any.
    fn add(&mut self, word: EntryId, actors: impl IntoIterator<Item = Actor>) {
        let from = self.actors.len();
        self.actors.extend(actors);
        if from < self.actors.len() {
            self.words.push((word, from..self.actors.len()));
        }
    }
}

/// The words of a pack that can stand for parties, by the parties, so that a cast need not look
/// through the whole lexicon.
#[derive(Debug, Default)]
pub(crate) struct CastWords {
    words: Vec<CastWord>,
    /// The places in `words` of those that stand for all, and for each party of those that name it.
    all: Vec<usize>,
    of: BTreeMap<PartyCode, Vec<usize>>,
}

#[derive(Debug)]
struct CastWord {
    entry: EntryId,
    meaning: Meaning,
    codes: Vec<PartyCode>,
}

#[derive(Clone, Copy, Debug)]
enum Meaning {
    /// All of so many, or of any number.
    All(Option<usize>),
    /// One of the codes, as long as only one can be meant.
    One,
    /// All of the codes that are parties, when there are several.
    Group,
    /// As `One`, for the party's abbreviation.
    Abbreviation,
}

impl CastWords {
    pub(crate) fn new(pack: &Pack) -> Self {
        let mut words = Self::default();
        let class = |name: &str| pack.lexicon.class(name);
        let (all, side, short) =
            (class("cast.all"), class("cast.side"), class("cast.abbreviation"));
        let (state, body, group) =
            (class("party.state"), class("party.organisation"), class("party.group"));
        let mut any = ClassSet::default();
        [all, side, short, state, body, group].into_iter().flatten().for_each(|c| any.insert(c));
        for (id, entry) in pack.lexicon.entries().filter(|(_, e)| e.classes.intersects(&any)) {
            let value = |c: Option<_>| c.and_then(|c| entry.value(c));
            if let Some(count) = value(all) {
                words.add(id, Meaning::All(count.parse().ok()), "");
            } else if let Some(codes) = value(side).or(value(state)).or(value(body)) {
                words.add(id, Meaning::One, codes);
            } else if let Some(codes) = value(group) {
                words.add(id, Meaning::Group, codes);
            }
            if let Some(codes) = value(short) {
                words.add(id, Meaning::Abbreviation, codes);
            }
        }
        words
    }

    fn add(&mut self, entry: EntryId, meaning: Meaning, codes: &str) {
        let at = self.words.len();
        let codes: Vec<PartyCode> = codes.split_whitespace().filter_map(PartyCode::new).collect();
        for code in &codes {
            self.of.entry(*code).or_default().push(at);
        }
        if let Meaning::All(_) = meaning {
            self.all.push(at);
        }
        self.words.push(CastWord { entry, meaning, codes });
    }

    /// The cast of an instrument of `parties`.
    pub(crate) fn cast(&self, parties: &[PartyCode]) -> Cast {
        let of_parties = parties.iter().filter_map(|code| self.of.get(code)).flatten();
        let mut places: Vec<usize> = self.all.iter().chain(of_parties).copied().collect();
        places.sort_unstable();
        places.dedup();
        let mut named = Named::default();
        for word in places.into_iter().filter_map(|at| self.words.get(at)) {
            let mut meant = word.codes.iter().copied().filter(|code| parties.contains(code));
            let mut only = || meant.next().filter(|_| meant.next().is_none());
            match word.meaning {
                Meaning::All(count) => {
                    let all = count.is_none_or(|n| n == parties.len());
                    named.add(word.entry, all.then_some(Actor::All));
                }
                Meaning::One => named.add(word.entry, only().map(Actor::Party)),
                Meaning::Group => {
                    let several = meant.clone().nth(1).is_some();
                    named.add(word.entry, meant.filter(|_| several).map(Actor::Party));
                }
                Meaning::Abbreviation => {
                    named.abbreviations.extend(only().map(|code| (word.entry, code)));
                }
            }
        }
        Cast { parties: parties.to_vec(), named: Arc::new(named), ..Cast::default() }
    }
}

impl Cast {
    /// The cast of an instrument of `parties`, by the words of `pack`.
    pub fn new(pack: &Pack, parties: &[PartyCode]) -> Self {
        CastWords::new(pack).cast(parties)
    }

    /// Adds a name that the instrument itself gives to a party, or that no list knows.
    pub fn add_alias(&mut self, name: &str, actor: Actor) {
        if !name.is_empty() {
            self.openings |= opening(name);
            self.aliases.push((name.to_owned(), actor));
            self.aliases.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
    }

    /// Learns the persons that a sentence introduces with party, office and name, by the pack's rules of
    /// the stage `person`; after that a name alone stands for the party.
    pub fn learn_persons(&mut self, pack: &Pack, scan: &Scan<'_>) {
        let text = scan.normal();
        let mut learnt: Vec<(String, Actor)> = Vec::new();
        for pattern in pack.rules("person").iter().flat_map(|rule| &rule.patterns) {
            for found in pattern.find_all(scan, 0..text.len()) {
                let Some(name) = found.get("name") else { continue };
                let party = found.get("party").unwrap_or(found.start..name.start);
                // A name that no list knows may begin within what the pattern matched.
                let named = party.clone().find_map(|at| self.at(scan, at, text.len()));
                let Some((actors, ..)) = named else { continue };
                let [actor @ Actor::Party(_)] = actors.as_slice() else { continue };
                let Some(name) = text.get(name) else { continue };
                // After the last dot or space stands what others call the person by.
                let parts = [Some(name), name.rsplit(['·', '．', ' ']).next()];
                for name in parts.into_iter().flatten().filter(|n| n.chars().count() > 1) {
                    learnt.push((name.to_owned(), *actor));
                }
            }
        }
        for (name, actor) in learnt {
            if !self.aliases.iter().any(|(known, _)| *known == name) {
                self.add_alias(&name, actor);
            }
        }
    }

    /// Who `entry` stands for, if it is of the cast.
    pub fn actors_of(&self, entry: EntryId) -> Option<&[Actor]> {
        let Named { words, actors, .. } = self.named.as_ref();
        let at = words.binary_search_by_key(&entry, |(id, _)| *id).ok()?;
        words.get(at).and_then(|(_, meant)| actors.get(meant.clone()))
    }

    /// The party that a one-word abbreviation stands for.
    pub fn abbreviation(&self, entry: EntryId) -> Option<PartyCode> {
        let known = &self.named.abbreviations;
        let at = known.binary_search_by_key(&entry, |(id, _)| *id).ok()?;
        known.get(at).map(|(_, code)| *code)
    }

    /// Who is named at `at`: the actors, the end of the name, and the lexicon entry if one gave it.
    pub fn at(
        &self,
        scan: &Scan<'_>,
        at: usize,
        limit: usize,
    ) -> Option<(Vec<Actor>, usize, Option<EntryId>)> {
        let text = scan.normal().get(at..limit)?;
        let whole = |name: &str| {
            !scan.lexicon().word_borders() || is_word(scan.normal(), &(at..at + name.len()))
        };
        let opens = self.openings & opening(text) != 0;
        let aliases = if opens { self.aliases.as_slice() } else { &[] };
        let alias = aliases.iter().find(|(name, _)| text.starts_with(name.as_str()) && whole(name));
        let named = scan
            .at(at)
            .filter(|hit| hit.end as usize <= limit)
            .find_map(|hit| Some((self.actors_of(hit.entry)?, hit)));
        match (alias, named) {
            (Some((name, actor)), named)
                if named.is_none_or(|(_, hit)| hit.end as usize <= at + name.len()) =>
            {
                Some((vec![*actor], at + name.len(), None))
            }
            (_, Some((actors, hit))) => Some((actors.to_vec(), hit.end as usize, Some(hit.entry))),
            _ => None,
        }
    }
}

/// The bit that stands for the first character of `text`.
fn opening(text: &str) -> u64 {
    text.chars().next().map_or(0, |c| 1 << (u32::from(c) & 63))
}
