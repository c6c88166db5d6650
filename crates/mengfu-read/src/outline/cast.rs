//! Who is who in one instrument: 双方, 中方, 阿方 and the names of the parties.

use std::collections::BTreeMap;

use mengfu_lang::{Pack, Scan};
use mengfu_model::{Actor, EntryId, PartyCode};

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
        let mut cast = Self { parties: parties.to_vec(), ..Self::default() };
        let class = |name: &str| pack.lexicon.class(name);
        let (all, side, short) =
            (class("cast.all"), class("cast.side"), class("cast.abbreviation"));
        let (state, body, group) =
            (class("party.state"), class("party.organisation"), class("party.group"));
        for (id, entry) in pack.lexicon.entries() {
            let value = |c: Option<_>| c.and_then(|c| entry.value(c));
            if let Some(count) = value(all) {
                if count.parse::<usize>().map_or(true, |n| n == parties.len()) {
                    cast.actors.insert(id, vec![Actor::All]);
                }
            } else if let Some(code) = value(side).or(value(state)).or(value(body)) {
                if let Some(code) = cast.only(code) {
                    cast.actors.insert(id, vec![Actor::Party(code)]);
                }
            } else if let Some(codes) = value(group) {
                let codes: Vec<PartyCode> = cast.among(codes).collect();
                if codes.len() > 1 {
                    cast.actors.insert(id, codes.into_iter().map(Actor::Party).collect());
                }
            }
            if let Some(code) = value(short).and_then(|codes| cast.only(codes)) {
                cast.abbreviations.insert(id, code);
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
