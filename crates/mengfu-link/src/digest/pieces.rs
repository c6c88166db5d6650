//! An act as a bag of weighted pieces of its matter.
//!
//! The text falls into pieces by the terms of the pack: names become the name that stands for all of
//! them, the parties vanish, words that every statement has weigh little or nothing. What is left
//! between the terms gives pairs of neighbouring characters, or words where words are spelled with
//! letters.

use std::ops::Range;

use mengfu_lang::{Entry, Scan};
use serde::{Deserialize, Serialize};

use crate::words::{Words, is, value};

/// A piece of an act's matter, by its hash, and how much it weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Feature(pub u32, pub u16);

/// The pieces of an act, in the order of their hashes, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Features {
    /// The pieces.
    pub all: Vec<Feature>,
    /// Of these, hashes of the beginnings and ends of the stretches between common words, by which a report
    /// elsewhere is found.
    pub ends: Vec<u32>,
}

const PAIR: u16 = 10;
const NAME: u16 = 20;
const REFERENCE: u16 = 10;
const COMMON: u16 = 3;
const STATE: u16 = 12;
const SINGLE: u16 = 3;
/// From this weight on a piece tells enough of the matter for two acts to be compared.
pub(crate) const TELLING: u16 = 10;

impl Feature {
    /// The piece that stands for a reference.
    pub(crate) fn of_reference(name: &str) -> Self {
        Self(hash("reference", name), REFERENCE)
    }
}

impl Features {
    pub(crate) fn add(&mut self, feature: Feature) {
        self.all.push(feature);
    }

    pub(crate) fn finish(&mut self) {
        self.all.sort_unstable();
        self.all.dedup_by_key(|feature| feature.0);
        self.ends.sort_unstable();
        self.ends.dedup();
    }
}

/// What the words of an act are.
pub(crate) struct ReadPieces {
    pub(crate) features: Features,
}

/// The pieces of the part `range` of a provision.
pub(crate) fn read(
    words: &Words,
    parties: &[String],
    scan: &Scan<'_>,
    range: Range<usize>,
) -> ReadPieces {
    let mut pieces = Pieces { features: Features::default(), run: Vec::new(), word: String::new() };
    let normal = scan.normal();
    let mut at = range.start;
    while at < range.end {
        let longest = scan.longest_of(at, &words.pieces, range.end);
        let Some(c) = normal.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let single = longest.is_none_or(|hit| hit.range().len() <= c.len_utf8());
        if single && let Some(end) = pair_of_parties(words, parties, scan, at, range.end) {
            pieces.close();
            at = end;
            continue;
        }
        match longest.and_then(|hit| Some((hit, scan.entry(&hit)?))) {
            Some((hit, entry)) => {
                let end = hit.end as usize;
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
    ReadPieces { features: pieces.features }
}

struct Pieces {
    features: Features,
    /// The stretch since the last term that closed one.
    run: Vec<char>,
    /// A word in letters or digits.
    word: String,
}

impl Pieces {
    fn term(&mut self, words: &Words, parties: &[String], entry: &Entry, text: &str) {
        if let Some(name) = value(entry, words.canon) {
            self.close();
            self.features.add(Feature(hash("name", name), NAME));
            self.features.ends.push(hash("end", name));
        } else if is(entry, words.stop) || is(entry, words.all) {
            self.close();
        } else if let Some(codes) = value(entry, words.party).or(value(entry, words.side)) {
            self.close();
            let own = codes.split_whitespace().any(|code| parties.iter().any(|p| p == code));
            if !own {
                self.features.add(Feature(hash("state", codes), STATE));
            }
        } else if is(entry, words.common) {
            self.close();
            self.features.add(Feature(hash("common", text), COMMON));
        } else if words.ladders.iter().any(|(_, ladder)| entry.classes.contains(*ladder)) {
            self.close();
        } else {
            text.chars().for_each(|c| self.char(c));
        }
    }

    fn char(&mut self, c: char) {
        if c.is_ascii_alphanumeric() || (c.is_alphanumeric() && c < '\u{2e80}') {
            self.word.extend(c.to_lowercase());
            return;
        }
        self.close_word();
        match c.is_alphanumeric() {
            true => self.run.push(c),
            false => self.close(),
        }
    }

    /// A word counts when it holds a letter; bare figures are times and quantities.
    fn close_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        if word.chars().any(char::is_alphabetic) {
            self.features.add(Feature(hash("word", &word), PAIR));
            self.features.ends.push(hash("end", &word));
        }
    }

    fn close(&mut self) {
        self.close_word();
        let run = std::mem::take(&mut self.run);
        for pair in run.windows(2) {
            self.features.add(Feature(hash_chars("pair", pair), PAIR));
        }
        match run.as_slice() {
            [] => {}
            [_] => self.features.add(Feature(hash_chars("pair", &run), SINGLE)),
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
    fold(fnv(sort.bytes().chain([0]).chain(text.bytes())))
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
