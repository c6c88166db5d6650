//! States, groups and lineages, and who leads a state when.

use std::collections::BTreeSet;

use super::day::Day;
use super::random::Random;
use super::wording::Wordings;

/// First and last year of statements.
const YEARS: (i64, i64) = (1990, 2035);
/// Fewest and most statements of one lineage.
const LENGTHS: (usize, usize) = (2, 60);

/// A state.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) short: String,
    pub(crate) full: String,
    /// What stands for it in the names of two.
    pub(crate) letter: String,
    pub(crate) office: String,
    pub(crate) cities: Vec<String>,
    /// Its place among the hosts.
    pub(crate) host: Option<usize>,
    leaders: Vec<(i64, String)>,
}

impl State {
    /// Who leads it on `day`.
    pub(crate) fn leader(&self, day: Day) -> &str {
        let year = day.year();
        let after = self.leaders.iter().find(|(until, _)| year <= *until);
        after.or(self.leaders.last()).map_or("", |(_, name)| name)
    }
}

/// The statements of the same parties.
#[derive(Debug)]
pub(crate) struct Lineage {
    /// Places in `World::states`; of two the host first.
    pub(crate) parties: Vec<usize>,
    /// The place of the group in the wordings, if it is one.
    pub(crate) group: Option<usize>,
    /// When they were signed, in order.
    pub(crate) days: Vec<Day>,
    /// When relations were established.
    pub(crate) since: i64,
}

/// All that is fixed before the first statement is written.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) states: Vec<State>,
    pub(crate) lineages: Vec<Lineage>,
}

impl World {
    pub(crate) fn new(words: &Wordings, seed: u64, statements: usize) -> Self {
        let mut random = Random::new(seed, 0x0077_6f72_6c64);
        let states = states(words, &mut random);
        let mut world = Self { states, lineages: Vec::new() };
        let mut left = statements;
        let mut pairs = world.pairs(&mut random).into_iter();
        let mut groups = 0;
        while left > 0 {
            let before = world.lineages.len();
            let group = before % 12 == 3 && groups < words.world.group.len();
            let parties = if group { Some(world.members(&mut random)) } else { pairs.next() };
            let Some(parties) = parties else { break };
            let mut count = length(&mut random).min(left);
            // No statement is left alone at the end.
            if left - count == 1 {
                count += 1;
            }
            left -= count;
            let first = random.between(YEARS.0, YEARS.1 - 20);
            let days = days(&mut random, first, count);
            let since = first - random.between(0, 3);
            let group = group.then(|| {
                groups += 1;
                groups - 1
            });
            world.lineages.push(Lineage { parties, group, days, since });
        }
        world
    }

    /// Pairs of states, those with a host first; the two never share a letter.
    fn pairs(&self, random: &mut Random) -> Vec<Vec<usize>> {
        let hosts = self.states.iter().filter(|s| s.host.is_some()).count();
        let (mut with_host, mut others) = (Vec::new(), Vec::new());
        for a in 0..self.states.len() {
            for b in a + 1..self.states.len() {
                if self.letter(a) != self.letter(b) {
                    if a < hosts { &mut with_host } else { &mut others }.push(vec![a, b]);
                }
            }
        }
        random.shuffle(&mut with_host);
        random.shuffle(&mut others);
        // One lineage in six is of two states neither of which is a host, until hosts are used up.
        let (mut with_host, mut others) = (with_host.into_iter(), others.into_iter());
        let mut out = Vec::new();
        loop {
            let take = with_host.by_ref().take(5).chain(others.by_ref().take(1));
            let before = out.len();
            out.extend(take);
            if out.len() == before {
                return out;
            }
        }
    }

    /// Four to seven states, a host among them, no two with the same letter.
    fn members(&self, random: &mut Random) -> Vec<usize> {
        let count = usize::try_from(random.between(4, 7)).unwrap_or(4);
        let mut members = vec![random.below(2)];
        let mut letters: BTreeSet<&str> = members.iter().map(|m| self.letter(*m)).collect();
        let mut others: Vec<usize> = (3..self.states.len()).collect();
        random.shuffle(&mut others);
        for state in others {
            if members.len() < count && letters.insert(self.letter(state)) {
                members.push(state);
            }
        }
        members
    }

    fn letter(&self, state: usize) -> &str {
        self.states.get(state).map_or("", |s| s.letter.as_str())
    }
}

fn states(words: &Wordings, random: &mut Random) -> Vec<State> {
    let names = &words.world.states;
    let mut states = Vec::new();
    for (at, host) in words.world.host.iter().enumerate() {
        let letter = host.abbreviation.clone().unwrap_or_else(|| first_letter(&host.short));
        let mut state = State {
            short: host.short.clone(),
            full: host.full.clone(),
            letter,
            office: host.office.clone(),
            cities: host.cities.clone(),
            host: Some(at),
            leaders: Vec::new(),
        };
        let real = host.abbreviation.is_some();
        state.leaders = leaders(words, random, real);
        states.push(state);
    }
    let letters: Vec<char> = names.town_first.chars().collect();
    for short in &names.short {
        let Some(form) = random.pick(&words.world.form) else { continue };
        let mut cities: Vec<String> = Vec::new();
        while cities.len() < 5 {
            let (Some(first), Some(second)) =
                (random.pick(&letters), random.pick(&names.town_second))
            else {
                break;
            };
            let town = format!("{first}{second}");
            if !cities.contains(&town) {
                cities.push(town);
            }
        }
        states.push(State {
            short: short.clone(),
            full: format!("{short}{}", form.tail),
            letter: first_letter(short),
            office: form.office.clone(),
            cities,
            host: None,
            leaders: leaders(words, random, false),
        });
    }
    states
}

fn first_letter(name: &str) -> String {
    name.chars().take(1).collect()
}

/// Who leads until which year.
fn leaders(words: &Wordings, random: &mut Random, real: bool) -> Vec<(i64, String)> {
    let names = &words.world.states;
    let (first, last, dot) = if real {
        (&names.surname, &names.given, "")
    } else {
        (&names.person_first, &names.person_last, names.dot.as_str())
    };
    let mut until = YEARS.0;
    let mut out = Vec::new();
    while until < YEARS.1 {
        until += random.between(3, 12);
        if let (Some(first), Some(last)) = (random.pick(first), random.pick(last)) {
            out.push((until, format!("{first}{dot}{last}")));
        }
    }
    out
}

/// Many lineages are short, some are long.
fn length(random: &mut Random) -> usize {
    let (low, high) = LENGTHS;
    let most = match random.below(10) {
        0..4 => 12,
        4..8 => 28,
        _ => high,
    };
    low + random.below(most - low + 1)
}

/// `count` days from `first` on, at least two months apart.
fn days(random: &mut Random, first: i64, count: usize) -> Vec<Day> {
    let start = Day::new(first, 1, 10).0;
    let end = Day::new(YEARS.1, 11, 30).0;
    let gaps = i64::try_from(count).unwrap_or(1);
    let apart = 60;
    // A short lineage may end early.
    let span = (end - start).min(gaps * random.between(300, 1400));
    let free = (span - apart * gaps).max(gaps);
    let mut offsets: Vec<i64> = (0..count).map(|_| random.between(0, free)).collect();
    offsets.sort_unstable();
    let spaced = offsets.into_iter().zip(0..).map(|(offset, n)| Day(start + offset + apart * n));
    spaced.collect()
}
