//! An act as a bag of weighted pieces of its matter.
//!
//! The text falls into pieces by the terms of the pack: names become the name that stands for all of
//! them, the parties vanish, words that every statement has weigh little or nothing. What is left
//! between the terms gives pairs of neighbouring characters, or words where words are spelled with
//! letters.

use std::ops::Range;

use mengfu_lang::{ClassId, Entry, Scan};
use serde::{Deserialize, Serialize};

use super::packed;
use crate::words::{Words, is, value};

/// A piece of an act's matter, by its hash, and how much it weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Feature(pub u32, pub u16);

/// The pieces of an act, in the order of their hashes, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Features {
    /// The pieces.
    #[serde(rename = "a", with = "packed")]
    pub all: Vec<Feature>,
    /// Of these, hashes of the beginnings and ends of the stretches between common words, by which a report
    /// elsewhere is found.
    #[serde(rename = "e", default, skip_serializing_if = "Vec::is_empty")]
    pub ends: Vec<u32>,
}

const PAIR: u16 = 10;
const NAME: u16 = 20;
const FORUM: u16 = 10;
const REFERENCE: u16 = 10;
const RANK: u16 = 12;
const COMMON: u16 = 3;
const STATE: u16 = 12;
const SINGLE: u16 = 3;
const BRIDGE: u16 = 4;
/// From this weight on a piece tells enough of the matter for two acts to be compared.
pub(crate) const TELLING: u16 = 10;

impl Feature {
    /// The piece that stands for a reference.
    pub(crate) fn of_reference(name: &str, aside: bool) -> Self {
        Self(hash("reference", name), packed::kept(if aside { REFERENCE / 3 } else { REFERENCE }))
    }
}

impl Features {
    pub(crate) fn add(&mut self, feature: Feature) {
        self.all.push(feature);
    }

    pub(crate) fn finish(&mut self) {
        self.all.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        self.all.dedup_by_key(|feature| feature.0);
        self.ends.sort_unstable();
        self.ends.dedup();
    }
}

/// What the words of an act are.
pub(crate) struct ReadPieces {
    pub(crate) features: Features,
    /// The parts that say what it is for, or why.
    pub(crate) asides: Vec<Range<usize>>,
}

/// The pieces of the part `range` of a provision, in which `names` are the places of references.
pub(crate) fn read(
    words: &Words,
    parties: &[String],
    scan: &Scan<'_>,
    range: Range<usize>,
    names: &[Range<usize>],
) -> ReadPieces {
    let mut pieces = Pieces {
        features: Features::default(),
        run: Vec::new(),
        word: String::new(),
        before: None,
        named: false,
        asides: Vec::new(),
        aside: begins_with(scan, range.start, range.end, words.lead),
    };
    let normal = scan.normal();
    let mut at = range.start;
    let mut part = range.start;
    let mut lead = pieces.aside;
    while at < range.end {
        let longest = scan.longest_of(at, &words.pieces, range.end);
        let Some(c) = normal.get(at..).and_then(|rest| rest.chars().next()) else { break };
        if PAUSES.contains(&c) {
            pieces.close();
            if pieces.aside {
                pieces.asides.push(part..at);
            }
            at += c.len_utf8();
            part = at;
            // A lead lasts until somebody acts, a tail to the end.
            if lead {
                let subject = [words.all, words.party, words.side];
                lead = !subject.iter().any(|class| begins_with(scan, at, range.end, *class));
                pieces.aside = lead;
            } else {
                pieces.aside |= begins_with(scan, at, range.end, words.tail);
            }
            continue;
        }
        let single = longest.is_none_or(|hit| hit.range().len() <= c.len_utf8());
        if single && let Some(end) = pair_of_parties(words, parties, scan, at, range.end) {
            pieces.close();
            at = end;
            continue;
        }
        match longest.and_then(|hit| Some((hit, scan.entry(&hit)?))) {
            Some((hit, entry)) => {
                let end = hit.end as usize;
                pieces.named = names.iter().any(|name| name.start <= at && end <= name.end);
                pieces.term(words, parties, entry, normal.get(at..end).unwrap_or_default());
                at = end;
            }
            None => {
                pieces.char(c);
                at += c.len_utf8();
            }
        }
    }
    pieces.close();
    if pieces.aside {
        pieces.asides.push(part..range.end);
    }
    ReadPieces { features: pieces.features, asides: pieces.asides }
}

struct Pieces {
    features: Features,
    /// The stretch since the last term that closed one.
    run: Vec<char>,
    /// A word in letters or digits.
    word: String,
    /// The last character before, if it is one of a word of the matter, common or not.
    before: Option<char>,
    /// Whether the term stands in a reference, whose words count however common they are.
    named: bool,
    asides: Vec<Range<usize>>,
    /// Whether this part says what the act is for rather than what it does.
    aside: bool,
}

/// What separates the parts of a sentence.
const PAUSES: [char; 4] = ['，', ',', '；', ';'];

/// Whether a term of `class` starts at `at`.
fn begins_with(scan: &Scan<'_>, at: usize, limit: usize, class: Option<ClassId>) -> bool {
    class.is_some_and(|class| scan.longest_by(at, class, limit).is_some())
}

impl Pieces {
    fn term(&mut self, words: &Words, parties: &[String], entry: &Entry, text: &str) {
        if let Some(name) = value(entry, words.canon) {
            self.close();
            let forum = is(entry, words.forum);
            self.add(Feature(hash("name", name), if forum { FORUM } else { NAME }));
            if !forum && !self.aside {
                self.features.ends.push(hash("end", name));
            }
        } else if is(entry, words.rank) {
            self.close();
            self.add(Feature(hash("rank", ""), RANK));
        } else if is(entry, words.stop) || is(entry, words.all) {
            self.close();
        } else if let Some(codes) = value(entry, words.party).or(value(entry, words.side)) {
            self.close();
            let own = codes.split_whitespace().any(|code| parties.iter().any(|p| p == code));
            if !own {
                self.add(Feature(hash("state", codes), STATE));
            }
        } else if is(entry, words.common) && !self.named {
            self.bridge(text.chars().next());
            let last = text.chars().next_back();
            self.close();
            self.add(Feature(hash("pair", text), COMMON));
            self.before = last;
        } else if words.ladders.iter().any(|(_, ladder)| entry.classes.contains(*ladder)) {
            self.close();
        } else {
            text.chars().for_each(|c| self.char(c));
        }
    }

    /// Where a rarer word meets a common one, the two belong together.
    fn bridge(&mut self, next: Option<char>) {
        let last = self.run.last().copied().or(self.before);
        if let (Some(last), Some(next)) = (last, next) {
            self.add(Feature(hash_chars("pair", &[last, next]), BRIDGE));
        }
    }

    /// What an act is for tells less of its matter than what it does.
    fn add(&mut self, Feature(hash, weight): Feature) {
        let weight = packed::kept(if self.aside { (weight / 3).max(1) } else { weight });
        self.features.add(Feature(hash, weight));
    }

    fn char(&mut self, c: char) {
        if c.is_ascii_alphanumeric() || (c.is_alphanumeric() && c < '\u{2e80}') {
            self.word.extend(c.to_lowercase());
            return;
        }
        self.close_word();
        match c.is_alphanumeric() {
            true => {
                if self.run.is_empty() {
                    self.bridge(Some(c));
                }
                self.run.push(c);
            }
            false => self.close(),
        }
    }

    /// A word counts when it holds a letter; bare figures are times and quantities.
    fn close_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        if word.chars().any(char::is_alphabetic) {
            self.add(Feature(hash("word", &word), PAIR));
            self.features.ends.push(hash("end", &word));
        }
    }

    fn close(&mut self) {
        self.close_word();
        self.before = None;
        let run = std::mem::take(&mut self.run);
        for pair in run.windows(2) {
            self.add(Feature(hash_chars("pair", pair), PAIR));
        }
        match run.as_slice() {
            [] => {}
            [_] => self.add(Feature(hash_chars("pair", &run), SINGLE)),
            _ if self.aside => {}
            _ => {
                self.features.ends.extend(run.first_chunk::<3>().map(|e| hash_chars("end", e)));
                self.features.ends.extend(run.last_chunk::<3>().map(|e| hash_chars("end", e)));
                if run.len() == 2 {
                    self.features.ends.push(hash_chars("end", &run));
                }
            }
        }
    }
}

/// The end of two neighbouring abbreviations of different parties, as in the name of their relation.
fn pair_of_parties(
    words: &Words,
    parties: &[String],
    scan: &Scan<'_>,
    at: usize,
    limit: usize,
) -> Option<usize> {
    let abbreviation = words.abbreviation?;
    let party = |at: usize| {
        let hit = scan.longest_by(at, abbreviation, limit)?;
        let codes = scan.entry(&hit)?.value(abbreviation)?;
        let code = codes.split_whitespace().find(|code| parties.iter().any(|p| p == code))?;
        Some((hit.end as usize, code))
    };
    let (end, one) = party(at)?;
    let (end, other) = party(end)?;
    (one != other).then_some(end)
}

/// A hash that is the same on every machine and in every version (FNV-1a).
fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[allow(clippy::cast_possible_truncation)]
fn fold(hash: u64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}

/// The hash of a piece of one sort.
pub(crate) fn hash(sort: &str, text: &str) -> u32 {
    fold(fnv(sort.bytes().chain([0]).chain(text.bytes()))) & !packed::CODES
}

fn hash_chars(sort: &str, chars: &[char]) -> u32 {
    hash(sort, &chars.iter().collect::<String>())
}

/// The hash of what is written, without white space and punctuation.
pub(crate) fn hash_of_words(text: &str) -> u64 {
    let mut buffer = [0; 4];
    text.chars().filter(|c| c.is_alphanumeric()).fold(0xcbf2_9ce4_8422_2325, |hash, c| {
        let bytes = c.encode_utf8(&mut buffer).as_bytes();
        bytes
            .iter()
            .fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
    })
}
