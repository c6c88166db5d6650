//! Finding words.

use std::collections::BTreeMap;

use mengfu_model::InstrumentId;
use mengfu_register::Sought;
use serde::Serialize;

use super::Library;
use super::error::Result;
use super::rows::plain;

/// A page of what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
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
pub struct Hit {
    /// `CHN-AZE/2005-03-17#p12`.
    pub address: String,
    /// The instrument.
    pub instrument: InstrumentId,
    /// Its title.
    pub title: String,
    /// The day by which it stands in time.
    pub day: Option<String>,
    /// The path of printed labels.
    pub article: String,
    /// Its words.
    pub text: String,
    /// Where the words sought stand in it: first byte, first byte after.
    pub marks: Vec<[usize; 2]>,
}

impl Library<'_> {
    /// The provisions that have all `words`, latest first, at most `most`. A word is found wherever its
    /// characters stand one after the other, in simplified or traditional writing.
    pub fn search(&self, words: &[String], most: usize) -> Result<SearchPage> {
        let words = self.searched(words);
        self.register.read(|view| {
            let sought = Sought { words: words.clone(), before: None, most };
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
                hits.push(Hit {
                    address: format!("{}#p{}", instrument.id, key.number()),
                    instrument: instrument.id.clone(),
                    title: instrument.title.clone(),
                    day: instrument.day.clone(),
                    marks: marks(row.plain.as_deref().unwrap_or(&row.text), &words),
                    article: row.article,
                    text: row.text,
                });
            }
            Ok(SearchPage { hits, total: found.total, more: found.more })
        })
    }

    /// Words in the form in which they are found.
    pub(super) fn searched(&self, words: &[String]) -> Vec<String> {
        let normal = |word: &String| {
            let packs = self.engine.packs();
            let pack = packs.reader_for(word).map(mengfu_read::Reader::pack);
            plain(word.trim(), pack).to_lowercase()
        };
        words.iter().map(normal).filter(|w| !w.is_empty()).collect()
    }
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
