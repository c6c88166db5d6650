//! Derived: the sentences that hold commitments, and whether they have words, for whoever goes through
//! the commitments of many instruments.

use std::ops::Range;

use memchr::memmem::Finder;
use rusqlite::{OptionalExtension, params};

use crate::error::Result;
use crate::file::{View, Writer};
use crate::key::{InstrumentNo, ProvisionKey};
use crate::search::{begins_a_word, is_certain, query_of};

/// A word that more provisions have than this is looked for in the sentences themselves.
const LISTED: usize = 24_000;

/// In how many instruments words will be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// In so few that their sentences are soon gone through.
    Few,
    /// In any.
    All,
}

/// Whether sentences with commitments have all words sought.
#[derive(Debug)]
pub struct Lookup<'v> {
    view: View<'v>,
    words: Vec<Word>,
    /// The provisions that may have them, in order, where they are not too many.
    listed: Option<Vec<ProvisionKey>>,
    /// Whether those that are listed have them for sure.
    certain: bool,
    here: Option<InstrumentNo>,
    /// Those of the listed that are of this instrument.
    near: Range<usize>,
    /// The sentences of this instrument, once one is looked at.
    sentences: Option<Vec<u8>>,
    /// Where the sentence begins that was looked at last.
    next: usize,
}

/// A word sought.
#[derive(Debug)]
struct Word {
    finder: Finder<'static>,
    /// Whether it is found only where a word begins.
    at_start: bool,
}

impl Word {
    fn new(word: &str) -> Self {
        Self { finder: Finder::new(word).into_owned(), at_start: begins_a_word(word) }
    }

    fn is_in(&self, sentence: &[u8]) -> bool {
        match self.at_start {
            false => self.finder.find(sentence).is_some(),
            true => self.finder.find_iter(sentence).any(|at| {
                let before = sentence.get(..at).unwrap_or_default();
                last_of(before).is_none_or(|last| !begins_a_word(last))
            }),
        }
    }
}

/// The last character of a text.
fn last_of(text: &[u8]) -> Option<&str> {
    let start = text.iter().rposition(|byte| byte & 0xc0 != 0x80)?;
    std::str::from_utf8(text.get(start..)?).ok()
}

impl Writer<'_> {
    /// Keeps the sentences of an instrument that hold commitments, by the numbers of their provisions.
    pub fn set_wording<'s>(
        &self,
        no: InstrumentNo,
        sentences: impl Iterator<Item = (u32, &'s str)>,
    ) -> Result<()> {
        let mut bytes = Vec::new();
        for (number, sentence) in sentences {
            let length = u32::try_from(sentence.len()).unwrap_or(0);
            let sentence = sentence.get(..length as usize).unwrap_or_default();
            bytes.extend(number.to_le_bytes());
            bytes.extend(length.to_le_bytes());
            bytes.extend(sentence.to_ascii_lowercase().into_bytes());
        }
        self.db
            .prepare_cached("INSERT INTO wording VALUES (?, ?)")?
            .execute(params![no.0, bytes])?;
        Ok(())
    }
}

impl<'v> View<'v> {
    /// Looks for all of `words`.
    pub fn lookup(self, words: &[String], scope: Scope) -> Result<Lookup<'v>> {
        let words: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
        let query = query_of(&words);
        let listed = match scope {
            Scope::All if !query.is_empty() => self.listed(&query)?,
            Scope::All | Scope::Few => None,
        };
        Ok(Lookup {
            view: self,
            certain: is_certain(&words),
            words: words.iter().map(|word| Word::new(word)).collect(),
            listed,
            here: None,
            near: 0..0,
            sentences: None,
            next: 0,
        })
    }

    /// The provisions that have all terms of a query, in order; none where they are too many.
    fn listed(&self, query: &str) -> Result<Option<Vec<ProvisionKey>>> {
        let sql = format!(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid LIMIT {}",
            LISTED + 1
        );
        let mut select = self.db.prepare_cached(&sql)?;
        let mut rows = select.query([query])?;
        let mut listed = Vec::new();
        while let Some(row) = rows.next()? {
            listed.push(ProvisionKey(row.get(0)?));
        }
        Ok((listed.len() <= LISTED).then_some(listed))
    }
}

impl Lookup<'_> {
    /// Whether a sentence of an instrument may have all words.
    pub fn may_be_in(&mut self, no: InstrumentNo) -> bool {
        if self.here != Some(no) {
            self.here = Some(no);
            (self.sentences, self.next) = (None, 0);
            let listed = self.listed.as_deref().unwrap_or_default();
            let (from, to) = no.provisions();
            let place = |key: i64| listed.partition_point(|one| one.0 < key);
            self.near = place(from)..place(to);
        }
        self.words.is_empty() || self.listed.is_none() || !self.near.is_empty()
    }

    /// Whether a sentence that holds a commitment has all words.
    pub fn is_in(&mut self, provision: ProvisionKey) -> Result<bool> {
        if self.words.is_empty() {
            return Ok(true);
        }
        if !self.may_be_in(provision.instrument()) {
            return Ok(false);
        }
        if let Some(listed) = &self.listed {
            let near = listed.get(self.near.clone()).unwrap_or_default();
            if near.binary_search(&provision).is_err() {
                return Ok(false);
            }
            if self.certain {
                return Ok(true);
            }
        }
        let sentences = match &mut self.sentences {
            Some(sentences) => sentences,
            none => none.insert(self.view.wording(provision.instrument())?),
        };
        let sentence = sentence_of(sentences, provision.number(), &mut self.next);
        Ok(sentence.is_some_and(|s| self.words.iter().all(|word| word.is_in(s))))
    }
}

/// The sentence of a provision. Whoever asks for them in their order waits least: `next` is where the
/// last one began.
fn sentence_of<'s>(all: &'s [u8], number: u32, next: &mut usize) -> Option<&'s [u8]> {
    for start in [*next, 0] {
        let mut at = start;
        while let Some((here, sentence)) = sentence_at(all, at).filter(|(here, _)| *here <= number)
        {
            if here == number {
                *next = at;
                return Some(sentence);
            }
            at += HEAD + sentence.len();
        }
    }
    None
}

/// Bytes before a sentence: the number of its provision and its length.
const HEAD: usize = 8;

fn sentence_at(all: &[u8], at: usize) -> Option<(u32, &[u8])> {
    let (number, rest) = all.get(at..)?.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let sentence = rest.get(..u32::from_le_bytes(*length) as usize)?;
    Some((u32::from_le_bytes(*number), sentence))
}

impl View<'_> {
    fn wording(&self, no: InstrumentNo) -> Result<Vec<u8>> {
        let mut query = self.db.prepare_cached("SELECT bytes FROM wording WHERE instrument = ?")?;
        let bytes = query.query_row([no.0], |row| row.get(0)).optional()?;
        Ok(bytes.unwrap_or_default())
    }
}
