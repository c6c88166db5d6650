//! Derived: where words stand. Every single character and every pair of neighbouring characters of a
//! provision is a term, so that any word and any substring is found without knowing where words begin;
//! runs of letters and digits are terms as a whole. The index keeps no positions: what has all the
//! pairs of a substring is looked at.

use std::collections::BTreeSet;
use std::ops::Range;

use mengfu_model::{Kind, TopicSet};
use rusqlite::params;

use crate::error::Result;
use crate::file::{View, Writer};
use crate::key::{InstrumentNo, ProvisionKey};

/// What is sought. What is left empty does not filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// Substrings, all of which a provision must have.
    pub words: Vec<String>,
    /// Only in instruments of which all of these are parties.
    pub parties: Vec<String>,
    /// Only provisions from this number on.
    pub from: Option<ProvisionKey>,
    /// Only provisions before this number.
    pub before: Option<ProvisionKey>,
    /// Only provisions with an act of one of these kinds ...
    pub kinds: Vec<Kind>,
    /// ... that is about one of these topics.
    pub topics: TopicSet,
    /// So many are left out first.
    pub skip: usize,
    /// At most so many are given.
    pub most: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The provisions, latest first.
    pub provisions: Vec<ProvisionKey>,
    /// How many provisions have the words, those not given included.
    pub total: usize,
    /// Whether there are more than `total`, for counting stops at [`COUNTED`].
    pub more: bool,
}

/// So many are counted; beyond it the total is "more than".
pub const COUNTED: usize = 1_000;
/// So many provisions that have all pairs are looked at.
const LOOKED_AT: usize = 20_000;
/// The instruments of a party that has no more than this are gone through one by one; of one that has
/// more, something is found soon among all.
const FEW: usize = 500;

/// A run of characters that are indexed alike.
enum Run<'t> {
    /// Letters and digits of scripts that put spaces between words.
    Word(&'t str),
    /// Characters of scripts that do not.
    Characters(&'t str),
}

impl Writer<'_> {
    pub(crate) fn index_words(&self, key: ProvisionKey, text: &str) -> Result<()> {
        let terms: Vec<String> = terms(text).into_iter().collect();
        self.db
            .prepare_cached("INSERT INTO words (rowid, gram) VALUES (?, ?)")?
            .execute(params![key.0, terms.join(" ")])?;
        Ok(())
    }
}

impl View<'_> {
    /// The provisions that have all words sought, latest first.
    pub fn find(&self, sought: &Sought) -> Result<Found> {
        let words: Vec<String> = sought.words.iter().map(|w| w.to_lowercase()).collect();
        let query = query_of(&words);
        if query.is_empty() {
            return Ok(Found::default());
        }
        let mut search =
            Search { view: self, sought, words, found: Found::default(), looked_at: 0 };
        let from = sought.from.map_or(0, |key| key.0);
        let before = sought.before.map_or(i64::MAX, |key| key.0);
        let instruments = match sought.parties.is_empty() {
            true => None,
            false => Some(self.instrument_numbers_with(&sought.parties)?),
        };
        match instruments {
            Some(few) if few.len() <= FEW => {
                for instrument in few.into_iter().rev().map(InstrumentNo::provisions) {
                    let within = from.max(instrument.0)..before.min(instrument.1);
                    if within.is_empty() {
                        continue;
                    }
                    if !search.through(&query, within, None)? {
                        break;
                    }
                }
            }
            instruments => {
                search.through(&query, from..before, instruments.as_deref())?;
            }
        }
        Ok(search.found)
    }

    /// Whether a provision has an act of one of the kinds that is about one of the topics.
    fn has_act(&self, provision: ProvisionKey, kinds: &[Kind], topics: TopicSet) -> Result<bool> {
        let mut query =
            self.db.prepare_cached("SELECT kind, topics FROM act WHERE no >= ? AND no < ?")?;
        let (from, to) = provision.acts();
        let mut rows = query.query([from, to])?;
        while let Some(row) = rows.next()? {
            let kind = row.get_ref(0)?.as_str().unwrap_or_default();
            let kind = kinds.is_empty() || kinds.iter().any(|wanted| wanted.code() == kind);
            if kind && (topics.is_empty() || topics.meets(TopicSet::from_bits(row.get(1)?))) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the words of every provision of an instrument are indexed.
    pub fn is_indexed(&self, instrument: InstrumentNo) -> Result<bool> {
        let (from, to) = instrument.provisions();
        let mut count = self.db.prepare_cached(
            "SELECT (SELECT count(*) FROM provision WHERE no >= ?1 AND no < ?2)
                  = (SELECT count(*) FROM words WHERE rowid >= ?1 AND rowid < ?2)",
        )?;
        Ok(count.query_row([from, to], |row| row.get(0))?)
    }
}

/// A search under way.
struct Search<'s, 'd> {
    view: &'s View<'d>,
    sought: &'s Sought,
    /// In small letters.
    words: Vec<String>,
    found: Found,
    looked_at: usize,
}

impl Search<'_, '_> {
    /// Goes through the provisions of a range that have all pairs, latest first, where `instruments` are
    /// given only through theirs; `false` when enough is found.
    fn through(
        &mut self,
        query: &str,
        range: Range<i64>,
        instruments: Option<&[InstrumentNo]>,
    ) -> Result<bool> {
        let mut select = self.view.db.prepare_cached(
            "SELECT w.rowid, lower(coalesce(p.plain, p.text))
             FROM words w JOIN provision p ON p.no = w.rowid
             WHERE words MATCH ?1 AND w.rowid >= ?2 AND w.rowid < ?3 ORDER BY w.rowid DESC",
        )?;
        let mut rows = select.query(params![query, range.start, range.end])?;
        while let Some(row) = rows.next()? {
            let key = ProvisionKey(row.get(0)?);
            self.looked_at += 1;
            if self.found.total == COUNTED || self.looked_at > LOOKED_AT {
                self.found.more = true;
                return Ok(false);
            }
            let here = |all: &[InstrumentNo]| all.binary_search(&key.instrument()).is_ok();
            if !instruments.is_none_or(here) {
                continue;
            }
            let text = row.get_ref(1)?.as_str().unwrap_or_default();
            if self.words.iter().all(|word| text.contains(word.as_str())) {
                self.take(key)?;
            }
        }
        Ok(true)
    }

    /// Takes a provision that has the words, where it has what else is sought.
    fn take(&mut self, key: ProvisionKey) -> Result<()> {
        let Sought { kinds, topics, skip, most, .. } = self.sought;
        let any = kinds.is_empty() && topics.is_empty();
        if any || self.view.has_act(key, kinds, *topics)? {
            if self.found.total >= *skip && self.found.provisions.len() < *most {
                self.found.provisions.push(key);
            }
            self.found.total += 1;
        }
        Ok(())
    }
}

/// The terms of a text.
fn terms(text: &str) -> BTreeSet<String> {
    let text = text.to_lowercase();
    let mut terms = BTreeSet::new();
    for run in runs(&text) {
        match run {
            Run::Word(word) => {
                terms.insert(word.to_owned());
            }
            Run::Characters(run) => {
                terms.extend(run.chars().map(String::from));
                terms.extend(pairs(run));
            }
        }
    }
    terms
}

/// In the query language, for provisions that may have all of `words`; empty where no word has a term.
pub(crate) fn query_of(words: &[String]) -> String {
    let query = words.iter().map(|word| match_of(word)).collect::<Vec<_>>().concat();
    query.trim_end().trim_end_matches("AND").to_owned()
}

/// Whether what [`query_of`] finds has the words for sure: a single character or pair is its own proof, only
/// longer words must be looked at.
pub(crate) fn is_certain(words: &[String]) -> bool {
    words.iter().all(|word| match_of(word).matches("AND").count() == 1 && is_term(word))
}

/// Whether a word begins with a letter of a script that puts spaces between words: only beginnings of such
/// words are found.
pub(crate) fn begins_a_word(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_alphanumeric() && is_spaced(c))
}

/// The words of the query language for provisions that may have `word`, each followed by `AND `.
fn match_of(word: &str) -> String {
    let mut query = String::new();
    for run in runs(word) {
        match run {
            // The text may go on where the word sought ends.
            Run::Word(word) => query.push_str(&format!("\"{word}\" * AND ")),
            Run::Characters(run) if run.chars().nth(1).is_none() => {
                query.push_str(&format!("\"{run}\" AND "));
            }
            Run::Characters(run) => {
                pairs(run).for_each(|pair| query.push_str(&format!("\"{pair}\" AND ")));
            }
        }
    }
    query
}

/// Whether a word sought is one term of the index.
fn is_term(word: &str) -> bool {
    word.chars().all(|c| !c.is_ascii() && c.is_alphanumeric()) && word.chars().nth(2).is_none()
}

/// Neighbouring characters.
fn pairs(run: &str) -> impl Iterator<Item = String> {
    run.chars().zip(run.chars().skip(1)).map(|(a, b)| String::from_iter([a, b]))
}

/// The runs of a text; what is neither letter nor digit stands between them.
fn runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).flat_map(|part| {
        let mut runs = Vec::new();
        let mut start = 0;
        let mut last = None;
        for (at, c) in part.char_indices() {
            let spaced = is_spaced(c);
            if last.is_some_and(|last| last != spaced) {
                runs.extend(part.get(start..at).map(|run| (run, !spaced)));
                start = at;
            }
            last = Some(spaced);
        }
        runs.extend(part.get(start..).zip(last));
        runs.into_iter()
            .map(|(run, spaced)| if spaced { Run::Word(run) } else { Run::Characters(run) })
    })
}

/// Whether a character is of a script that puts spaces between words.
fn is_spaced(c: char) -> bool {
    !matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_pairs_are_terms_and_words_stay_whole() {
        let terms: Vec<_> = terms("加入WTO，5G合作").into_iter().collect();
        assert_eq!(terms, ["5g", "wto", "作", "入", "加", "加入", "合", "合作"]);
    }

    #[test]
    fn a_query_asks_for_every_pair() {
        assert_eq!(match_of("一带一路"), "\"一带\" AND \"带一\" AND \"一路\" AND ");
        assert_eq!(match_of("税"), "\"税\" AND ");
        assert_eq!(match_of("\"' OR x"), "\"OR\" * AND \"x\" * AND ");
    }
}
