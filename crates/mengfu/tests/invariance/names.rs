//! Names of parties.

use std::collections::BTreeSet;

use mengfu::Packs;
use proptest::prelude::*;
use serde_json::Value;

use crate::corpus::{Statement, examples, seeds};
use crate::reading::{differences, said};

/// The states of the pack, as a maker of packs sees them.
const STATES: &str = include_str!("../../../../packs/zh/lexicon/party-states.tsv");

/// States of which the pack knows more than a name, and what it knows. Their statements are read, but not
/// always as those of others are.
const MORE_THAN_NAMES: &[(&str, &[&str])] = &[
    (
        "the letter, alone or after 中, is a word as well, such as 不, 以, 同意, 北方, 中东, 中文, 中立, 中佛教育",
        &[
            "不丹",
            "以色列",
            "意大利",
            "日本",
            "北马其顿",
            "东帝汶",
            "文莱",
            "立陶宛",
            "海地",
            "佛得角",
        ],
    ),
    (
        "in the statements of others, what goes on there is a question of its own",
        &["巴勒斯坦", "伊拉克", "利比亚", "乌克兰", "也门", "索马里", "苏丹"],
    ),
];

/// Names, each with what takes its place. The longer ones come first.
type Renaming = Vec<(String, String)>;

fn renamed(text: &str, renaming: &Renaming) -> String {
    renaming.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// What is said, with the new names.
fn said_of(said: &[Value], renaming: &Renaming) -> Vec<Value> {
    let text = serde_json::to_string(said).unwrap();
    serde_json::from_str(&renamed(&text, renaming)).unwrap()
}

/// Without the reasons: those that name a word may name another where two words decide the same.
fn unreasoned(mut said: Vec<Value>) -> Vec<Value> {
    let acts = said.iter_mut().filter_map(|value| value.get_mut("acts")?.as_array_mut()).flatten();
    for act in acts {
        act.as_object_mut().unwrap().remove("why");
    }
    said
}

fn fault(statement: &Statement, renaming: &Renaming) -> Option<String> {
    let text = statement.plain();
    let taken = renaming.iter().find(|(_, to)| text.contains(to));
    assert!(taken.is_none(), "{taken:?} is a name already");
    let before = said(text.as_bytes());
    let after = said(renamed(&text, renaming).as_bytes());
    let what = format!("{}, {renaming:?}", statement.name);
    differences(&what, &unreasoned(said_of(&before, renaming)), &unreasoned(after))
}

/// A state of the world.
#[derive(Clone, Debug)]
struct State {
    full: String,
    short: String,
    /// The character that stands for it.
    letter: char,
}

/// Those with a full name that tells what kind of state they are.
fn states() -> Vec<State> {
    let mut states: Vec<State> = Vec::new();
    let mut full: Option<(&str, &str)> = None;
    for line in STATES.lines() {
        let mut columns = line.split('\t');
        let (Some(term), Some(class), Some(code)) =
            (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        match class {
            "party.state.full" if full.is_none_or(|(_, known)| known != code) => {
                full = Some((term, code));
            }
            "party.state.short" => {
                let full = full.filter(|(full, known)| *known == code && full.starts_with(term));
                let Some((full, _)) = full.filter(|(full, _)| *full != term) else { continue };
                let letter = term.chars().next().unwrap();
                states.push(State { full: full.to_owned(), short: term.to_owned(), letter });
            }
            _ => {}
        }
    }
    states
}

impl State {
    /// This state in the place of another, if `text` does not name it already.
    fn in_place_of(&self, other: &State, text: &str) -> Option<Renaming> {
        let (from, to) = (other.letter, self.letter);
        let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        let renaming = vec![
            pair(&other.full, &self.full),
            pair(&other.short, &self.short),
            (format!("{from}方"), format!("{to}方")),
            (format!("中{from}"), format!("中{to}")),
            (format!("{from}中"), format!("{to}中")),
        ];
        renaming.iter().all(|(_, to)| !text.contains(to)).then_some(renaming)
    }
}

/// A state that a seed is about.
fn party(statement: &Statement) -> Vec<State> {
    let text = statement.plain();
    let head: String = text.chars().take(3_000).collect();
    states().into_iter().filter(|s| s.letter != '中' && head.contains(&s.full)).collect()
}

#[test]
fn every_state_may_stand_in_a_seed() {
    let known: Vec<&str> =
        MORE_THAN_NAMES.iter().flat_map(|(_, states)| *states).copied().collect();
    let mut faults = Vec::new();
    let mut tried = 0;
    for statement in seeds().iter().filter(|s| !s.name.starts_with("004")) {
        let text = statement.plain();
        let parties = party(statement);
        assert!(!parties.is_empty(), "{} has a party", statement.name);
        for old in &parties {
            for new in states().iter().filter(|new| !known.contains(&new.short.as_str())) {
                if let Some(renaming) = new.in_place_of(old, &text) {
                    tried += 1;
                    faults.extend(fault(statement, &renaming));
                }
            }
        }
    }
    assert!(tried > 400, "{tried} states were tried");
    assert!(faults.is_empty(), "{} of {tried}\n{}", faults.len(), faults.join("\n"));
}

/// Characters that no term of the pack has.
fn letters() -> Vec<char> {
    let pack = Packs::embedded().unwrap().get("zh").unwrap();
    let known: BTreeSet<char> = pack.lexicon.entries().flat_map(|(_, e)| e.term.chars()).collect();
    let plain = |c: &char| pack.lexicon.normaliser().normalise(&c.to_string()) == c.to_string();
    ('\u{4E00}'..'\u{9F00}').filter(|c| !known.contains(c)).filter(plain).collect()
}

/// Two states of the examples under names of two to four characters.
fn fiction(letters: &[char], first: &[usize], second: &[usize]) -> Renaming {
    let name = |of: &[usize]| -> String { of.iter().map(|i| letters[i % letters.len()]).collect() };
    let (one, two) = (name(first), name(second));
    let head = |name: &str| name.chars().next().unwrap().to_string();
    let pair = |from: &str, to: String| (from.to_owned(), to);
    vec![
        pair("澜海", one.clone()),
        pair("瀾海", one.clone()),
        pair("赤岭", two.clone()),
        pair("澜", head(&one)),
        pair("瀾", head(&one)),
        pair("赤", head(&two)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn unknown_states_may_have_any_name(
        which in 0_usize..9,
        first in prop::collection::vec(0_usize..30_000, 2..5),
        second in prop::collection::vec(0_usize..30_000, 2..5),
    ) {
        let statement = examples().swap_remove(which);
        let renaming = fiction(&letters(), &first, &second);
        let letters: BTreeSet<&str> = renaming.iter().map(|(_, to)| to.as_str()).collect();
        prop_assume!(letters.len() == 4, "no name is part of another");
        let fault = fault(&statement, &renaming);
        prop_assert!(fault.is_none(), "{}", fault.unwrap_or_default());
    }
}
