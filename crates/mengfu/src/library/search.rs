//! Finding words.

use std::collections::BTreeMap;

use mengfu_model::{ActAddress, InstrumentId, Kind, Topic};
use mengfu_register::key::{InstrumentNo, ProvisionKey};
use mengfu_register::{ActRow, Sought};
use serde::Serialize;

use super::Library;
use super::day::Day;
use super::error::Result;
use super::ledger::address;
use super::rows::searched;

/// The longest word that is broken into parts when nothing has it.
const LONGEST: usize = 24;

/// What to find, and where. What is left empty does not filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuery {
    /// All of these words, each wherever its characters stand one after the other, in simplified or
    /// traditional writing.
    pub words: Vec<String>,
    /// In statements of which all of these are parties.
    pub parties: Vec<String>,
    /// In statements of this day or later.
    pub from: Option<Day>,
    /// In statements of this day or earlier.
    pub to: Option<Day>,
    /// In sentences with an act of one of these kinds ...
    pub kinds: Vec<Kind>,
    /// ... that is about one of these topics.
    pub topics: Vec<Topic>,
    /// So many are left out first.
    pub skip: usize,
    /// At most so many are given.
    pub most: usize,
}

/// A page of what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SearchPage {
    /// The provisions, latest first.
    pub hits: Vec<Hit>,
    /// How many provisions have the words.
    pub total: usize,
    /// Whether there are more than `total`, for counting stops somewhere.
    pub more: bool,
}

/// A provision with the words sought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Hit {
    /// `CHN-AZE/2005-03-17#p12`.
    pub address: String,
    /// The instrument.
    pub instrument: InstrumentId,
    /// Its title.
    pub title: String,
    /// Its parties.
    pub parties: Vec<String>,
    /// The day by which it stands in time.
    pub day: Option<String>,
    /// The path of printed labels.
    pub article: String,
    /// Its words.
    pub text: String,
    /// Where the words sought stand in it: first byte, first byte after.
    pub marks: Vec<[usize; 2]>,
    /// The acts of the provision that have one of the marks; all of them where none has.
    pub acts: Vec<HitAct>,
}

/// An act of a provision with the words sought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct HitAct {
    /// The act.
    pub address: ActAddress,
    /// What sort of act it is.
    pub kind: Kind,
}

impl Library<'_> {
    /// The provisions that have all `words`, latest first, at most `most`. A word is found wherever its
    /// characters stand one after the other, in simplified or traditional writing.
    pub fn search(&self, words: &[String], most: usize) -> Result<SearchPage> {
        let words = words.to_vec();
        self.search_within(&SearchQuery { words, most, ..SearchQuery::default() })
    }

    /// The provisions that have what `query` asks for, latest first.
    pub fn search_within(&self, query: &SearchQuery) -> Result<SearchPage> {
        let words = self.searched(&query.words);
        let sought = Sought {
            words: words.clone(),
            parties: query.parties.clone(),
            from: query.from.map(first_of),
            // Statements of the last day count too.
            before: query.to.map(|day| first_of(Day::from_number(day.number().saturating_add(1)))),
            kinds: query.kinds.clone(),
            topics: query.topics.iter().copied().collect(),
            skip: query.skip,
            most: query.most,
        };
        self.register.read(|view| {
            let found = view.find(&sought)?;
            let mut instruments = BTreeMap::new();
            let mut hits = Vec::new();
            for key in found.provisions {
                let Some(row) = view.provision(key)? else { continue };
                let no = key.instrument();
                if let std::collections::btree_map::Entry::Vacant(vacant) = instruments.entry(no)
                    && let Some(instrument) = view.instrument_by_no(no)?
                {
                    vacant.insert(instrument);
                }
                let Some(instrument) = instruments.get(&no) else { continue };
                let marks = marks(row.plain.as_deref().unwrap_or(&row.text), &words);
                let acts = view.acts_of_provision(key)?;
                hits.push(Hit {
                    address: format!("{}#p{}", instrument.id, key.number()),
                    acts: marked(&instrument.id, &acts, &marks),
                    instrument: instrument.id.clone(),
                    title: instrument.title.clone(),
                    parties: instrument.party_codes().map(str::to_owned).collect(),
                    day: instrument.day.clone(),
                    marks,
                    article: row.article,
                    text: row.text,
                });
            }
            Ok(SearchPage { hits, total: found.total, more: found.more })
        })
    }

    /// Words that have something to be found, where nothing has all of those sought: each of several
    /// words alone, the longest parts of a single one; with how many provisions have them.
    pub fn instead_of(&self, words: &[String]) -> Result<Vec<(String, SearchPage)>> {
        let words = self.searched(words);
        let parts: Vec<String> = match words.as_slice() {
            [one] => return self.parts_of(one),
            several => several.to_vec(),
        };
        let mut found = Vec::new();
        for part in parts {
            let page = self.search(std::slice::from_ref(&part), 0)?;
            found.extend((page.total > 0).then_some((part, page)));
        }
        Ok(found)
    }

    /// The longest beginning and the longest end of `word` that are found.
    fn parts_of(&self, word: &str) -> Result<Vec<(String, SearchPage)>> {
        let letters: Vec<char> = word.chars().take(LONGEST).collect();
        let mut found: Vec<(String, SearchPage)> = Vec::new();
        for from_start in [true, false] {
            for length in (1..letters.len()).rev() {
                let skip = if from_start { 0 } else { letters.len() - length };
                let part: String = letters.iter().skip(skip).take(length).collect();
                let part = part.trim().to_owned();
                let page = self.search(std::slice::from_ref(&part), 0)?;
                if page.total > 0 {
                    if !found.iter().any(|(known, _)| *known == part) {
                        found.push((part, page));
                    }
                    break;
                }
            }
        }
        Ok(found)
    }

    /// Words in the form in which they are found.
    pub(super) fn searched(&self, words: &[String]) -> Vec<String> {
        let normal = |word: &String| {
            let packs = self.engine.packs();
            let pack = packs.reader_for(word).map(mengfu_read::Reader::pack);
            searched(word, pack)
        };
        words.iter().map(normal).filter(|w| !w.is_empty()).collect()
    }
}

/// The first provision that a statement of `day` can have.
fn first_of(day: Day) -> ProvisionKey {
    ProvisionKey(InstrumentNo::new(day.since_base(), 0).provisions().0)
}

/// The acts that have one of the marks, or all of them.
fn marked(id: &InstrumentId, acts: &[ActRow], marks: &[[usize; 2]]) -> Vec<HitAct> {
    let has = |act: &&ActRow| {
        let (start, end) = (act.start as usize, act.end as usize);
        marks.iter().any(|[from, to]| *from < end && start < *to)
    };
    let some: Vec<&ActRow> = acts.iter().filter(has).collect();
    let shown = if some.is_empty() { acts.iter().collect() } else { some };
    let act = |act: &ActRow| HitAct { address: address(id, act.key), kind: act.kind };
    shown.into_iter().map(act).collect()
}

/// Where the words stand. Normal forms have the same length as what was printed, so that places in
/// them are places in the text; lower case may not, and then nothing is marked.
fn marks(text: &str, words: &[String]) -> Vec<[usize; 2]> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return Vec::new();
    }
    let found = |word: &String| -> Vec<[usize; 2]> {
        lower.match_indices(word.as_str()).map(|(at, m)| [at, at + m.len()]).collect()
    };
    let mut marks: Vec<[usize; 2]> = words.iter().flat_map(found).collect();
    marks.sort_unstable();
    marks
}
