//! Which instrument of the register a citation means.

use std::collections::{BTreeMap, BTreeSet};

use mengfu_model::{Agreement, Card, Cited, Resolution};

/// The cards of a register, by what citations tell of them.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    cards: Vec<Card>,
    /// Places in `cards`; the parties are sorted.
    by_parties: BTreeMap<Vec<String>, Vec<usize>>,
    by_title: BTreeMap<String, Vec<usize>>,
}

impl Shelf {
    /// A shelf with `cards`, in any order.
    pub fn new(cards: impl IntoIterator<Item = Card>) -> Self {
        let mut shelf = Self::default();
        for (at, card) in cards.into_iter().enumerate() {
            shelf.by_parties.entry(sorted(&card.parties)).or_default().push(at);
            if let Some(title) = &card.title {
                shelf.by_title.entry(title.clone()).or_default().push(at);
            }
            shelf.cards.push(card);
        }
        shelf
    }

    /// The resolutions of all citations of the instrument `citing`, one for each: words that point back
    /// mean what those before them mean.
    pub fn resolve_all(&self, cited: &[Cited], citing: &Card) -> Vec<Resolution> {
        let mut found: Vec<Resolution> = Vec::new();
        for one in cited {
            let back = one.back_to.and_then(|at| found.get(at)).cloned();
            found.push(back.unwrap_or_else(|| self.resolve(one, citing)));
        }
        found
    }

    /// Which instrument the citation means.
    pub fn resolve(&self, cited: &Cited, citing: &Card) -> Resolution {
        // Of a text of many states only the title tells.
        let near = match cited.parties.is_empty() {
            true => cited.title.as_ref().and_then(|title| self.by_title.get(title)),
            false => self.by_parties.get(&sorted(&cited.parties)),
        };
        let near = near.map(Vec::as_slice).unwrap_or_default();
        let cards: Vec<&Card> = near.iter().filter_map(|at| self.cards.get(*at)).collect();
        resolve(cited, citing, &cards)
    }
}

fn sorted(parties: &[String]) -> Vec<String> {
    let mut parties = parties.to_vec();
    parties.sort();
    parties
}

/// As [`Shelf::resolve_all`], among `cards`.
pub fn resolve_all(cited: &[Cited], citing: &Card, cards: &[Card]) -> Vec<Resolution> {
    Shelf::new(cards.iter().cloned()).resolve_all(cited, citing)
}

/// Which of `cards` the citation means.
fn resolve(cited: &Cited, citing: &Card, cards: &[&Card]) -> Resolution {
    let could = cards.iter().copied().filter(|card| could_be(cited, citing, card));
    let agreeing: Vec<(&Card, Vec<Agreement>)> =
        could.map(|card| (card, agreements(cited, card))).collect();
    let with = |wanted: &[Agreement]| -> Vec<&(&Card, Vec<Agreement>)> {
        let has = |by: &[Agreement]| wanted.iter().all(|one| by.contains(one));
        agreeing.iter().filter(|(_, by)| has(by)).collect()
    };
    // What tells more comes first. A common title is told by its day alone; a title of its own may stand
    // without a day, and a day with a kind without a title.
    let ways: &[&[Agreement]] = match (&cited.title, &cited.day) {
        (_, Some(_)) if !cited.common => &[
            &[Agreement::Title, Agreement::Day],
            &[Agreement::Title],
            &[Agreement::Day, Agreement::Kind, Agreement::Parties],
        ],
        (_, Some(_)) => &[&[Agreement::Day, Agreement::Kind, Agreement::Parties]],
        (Some(_), None) if !cited.common => &[&[Agreement::Title]],
        // Nothing tells which, however few of them the register holds.
        _ => return open(with(&[Agreement::Kind]).into_iter().map(|(card, _)| *card)),
    };
    for way in ways {
        match with(way).as_slice() {
            [] => {}
            [(card, by)] if by.contains(&Agreement::Title) || !other_title(cited, card) => {
                return Resolution::One { instrument: card.instrument.clone(), by: by.clone() };
            }
            several => return open(several.iter().map(|(card, _)| *card)),
        }
    }
    Resolution::None
}

/// Whether both have a title of their own, and the two say different things: on one day the same parties may
/// sign two texts of one kind.
fn other_title(cited: &Cited, card: &Card) -> bool {
    if cited.common || card.common {
        return false;
    }
    let Some((told, has)) = cited.title.as_ref().zip(card.title.as_ref()) else { return false };
    let pairs = |title: &str| -> BTreeSet<(char, char)> {
        title.chars().zip(title.chars().skip(1)).collect()
    };
    let (told, has) = (pairs(told), pairs(has));
    let shared = told.intersection(&has).count();
    shared * 3 < told.len().min(has.len()) * 2
}

fn open<'c>(cards: impl Iterator<Item = &'c Card>) -> Resolution {
    let mut instruments: Vec<_> = cards.map(|card| card.instrument.clone()).collect();
    instruments.sort();
    instruments.dedup();
    match instruments.is_empty() {
        true => Resolution::None,
        false => Resolution::Several { instruments },
    }
}

/// Whether nothing speaks against it: another's parties, a later day, another day.
fn could_be(cited: &Cited, citing: &Card, card: &Card) -> bool {
    let parties = cited.parties.is_empty() || sorted(&cited.parties) == sorted(&card.parties);
    let later =
        citing.signed.as_ref().zip(card.signed.as_ref()).is_some_and(|(now, then)| then > now);
    let other_day = cited.day.as_ref().zip(card.signed.as_ref());
    let other_day = other_day.is_some_and(|(told, signed)| !compatible(told, signed));
    parties && !later && !other_day && card.instrument != citing.instrument
}

fn agreements(cited: &Cited, card: &Card) -> Vec<Agreement> {
    let told = |agrees: bool, what| agrees.then_some(what);
    let day = cited.day.as_ref().zip(card.signed.as_ref());
    [
        told(cited.title.is_some() && cited.title == card.title, Agreement::Title),
        told(day.is_some_and(|(told, signed)| compatible(told, signed)), Agreement::Day),
        told(cited.kind.as_ref() == Some(&card.kind), Agreement::Kind),
        told(!cited.parties.is_empty(), Agreement::Parties),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether two dates can be one: the same, or one is the year or the month of the other.
fn compatible(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}
