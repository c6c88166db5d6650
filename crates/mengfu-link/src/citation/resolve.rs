//! Which instrument of the register a citation means.

use std::collections::BTreeSet;

use mengfu_model::{Agreement, Card, Cited, Resolution};

/// The resolutions of all citations of the instrument `citing`, one for each: words that point back mean
/// what those before them mean. `cards` may hold any instruments; those of other parties are passed over.
pub fn resolve_all(cited: &[Cited], citing: &Card, cards: &[Card]) -> Vec<Resolution> {
    let mut found: Vec<Resolution> = Vec::new();
    for one in cited {
        let back = one.back_to.and_then(|at| found.get(at)).cloned();
        found.push(back.unwrap_or_else(|| resolve(one, citing, cards)));
    }
    found
}

/// Which of `cards` the citation means. Time grows with their number: give it those of the parties that the
/// citation tells, or all where it tells none.
pub fn resolve(cited: &Cited, citing: &Card, cards: &[Card]) -> Resolution {
    let could = cards.iter().filter(|card| could_be(cited, citing, card));
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
            &[Agreement::Day, Agreement::Kind],
        ],
        (_, Some(_)) => &[&[Agreement::Day, Agreement::Kind]],
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
    let (mut wanted, mut has) = (cited.parties.clone(), card.parties.clone());
    wanted.sort();
    has.sort();
    let parties = wanted.is_empty() || wanted == has;
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
