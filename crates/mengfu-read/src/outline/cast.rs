//! Who is who in one instrument: 双方, 中方, 阿方 and the names of the parties.

use std::collections::BTreeMap;

use mengfu_lang::{Pack, Scan};
use mengfu_model::{Actor, EntryId, PartyCode};

/// The words of a pack that can name parties, looked up once for all casts.
#[derive(Clone, Debug, Default)]
pub(crate) struct CastWords {
    all: Vec<(EntryId, CastWord)>,
}

#[derive(Clone, Debug)]
enum CastWord {
    /// All parties together, perhaps only where there are so many.
    All(Option<usize>),
    /// Those of these codes that are parties, if it is one.
    One(String),
    /// Those of these codes that are parties, if they are several.
    Several(String),
    /// An abbreviation, read as `One`.
    Short(String),
}

impl CastWords {
    pub(crate) fn of(pack: &Pack) -> Self {
        let class = |name: &str| pack.lexicon.class(name);
        let (whole, side, short) =
            (class("cast.all"), class("cast.side"), class("cast.abbreviation"));
        let (state, body, group) =
            (class("party.state"), class("party.organisation"), class("party.group"));
        let mut all = Vec::new();
        for (id, entry) in pack.lexicon.entries() {
            let value = |c: Option<_>| c.and_then(|c| entry.value(c));
            if let Some(count) = value(whole) {
                all.push((id, CastWord::All(count.parse().ok())));
            } else if let Some(codes) = value(side).or(value(state)).or(value(body)) {
                all.push((id, CastWord::One(codes.to_owned())));
            } else if let Some(codes) = value(group) {
                all.push((id, CastWord::Several(codes.to_owned())));
            }
            if let Some(codes) = value(short) {
                all.push((id, CastWord::Short(codes.to_owned())));
            }
        }
        Self { all }
    }
}

/// The cast of one instrument.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// The parties, in the order of the instrument's id.
    pub parties: Vec<PartyCode>,
    actors: BTreeMap<EntryId, Vec<Actor>>,
    abbreviations: BTreeMap<EntryId, PartyCode>,
    aliases: Vec<(String, Actor)>,
}

impl Cast {
    /// The cast of an instrument of `parties`, by the words of `pack`.
    pub fn new(pack: &Pack, parties: &[PartyCode]) -> Self {
        Self::of(&CastWords::of(pack), parties)
    }

    /// The cast of an instrument of `parties`, by the words of a pack that were looked up before.
    pub(crate) fn of(words: &CastWords, parties: &[PartyCode]) -> Self {
        let mut cast = Self { parties: parties.to_vec(), ..Self::default() };
        for (id, word) in &words.all {
            match word {
                CastWord::All(count) if count.is_none_or(|n| n == parties.len()) => {
                    cast.actors.insert(*id, vec![Actor::All]);
                }
                CastWord::All(_) => {}
                CastWord::One(codes) => {
                    if let Some(code) = cast.only(codes) {
                        cast.actors.insert(*id, vec![Actor::Party(code)]);
                    }
                }
                CastWord::Several(codes) => {
                    let codes: Vec<PartyCode> = cast.among(codes).collect();
                    if codes.len() > 1 {
                        cast.actors.insert(*id, codes.into_iter().map(Actor::Party).collect());
                    }
                }
                CastWord::Short(codes) => {
                    if let Some(code) = cast.only(codes) {
                        cast.abbreviations.insert(*id, code);
                    }
                }
            }
        }
        cast
    }

    /// Adds a name that the instrument itself gives to a party, or that no list knows.
    pub fn add_alias(&mut self, name: &str, actor: Actor) {
        if !name.is_empty() {
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
                let Some((actors, ..)) = self.at(scan, found.start, found.end) else { continue };
                let (Some(name), [actor]) = (found.get("name"), actors.as_slice()) else {
                    continue;
                };
                let Some(name) = text.get(name) else { continue };
                // After the last dot stands what others call the person by.
                let parts = [Some(name), name.rsplit(['·', '．']).next()];
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
        self.actors.get(&entry).map(Vec::as_slice)
    }

    /// The party that a one-word abbreviation stands for.
    pub fn abbreviation(&self, entry: EntryId) -> Option<PartyCode> {
        self.abbreviations.get(&entry).copied()
    }

    /// Who is named at `at`: the actors, the end of the name, and the lexicon entry if one gave it.
    pub fn at(
        &self,
        scan: &Scan<'_>,
        at: usize,
        limit: usize,
    ) -> Option<(Vec<Actor>, usize, Option<EntryId>)> {
        let text = scan.normal().get(at..limit)?;
        let alias = self.aliases.iter().find(|(name, _)| text.starts_with(name.as_str()));
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

    fn among<'c>(&'c self, codes: &'c str) -> impl Iterator<Item = PartyCode> + 'c {
        codes
            .split_whitespace()
            .filter_map(PartyCode::new)
            .filter(|code| self.parties.contains(code))
    }

    /// The only party among `codes`; none when several could be meant.
    fn only(&self, codes: &str) -> Option<PartyCode> {
        let mut found = self.among(codes);
        found.next().filter(|_| found.next().is_none())
    }
}
