//! A statement with its acts marked: what annotations and Akoma Ntoso are made from.

use std::ops::Range;

/// A statement, sentence by sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MarkedText {
    /// The name of the instrument in the register: `CHN-AZE/2005-03-17`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The codes of its parties.
    pub parties: Vec<String>,
    /// The day of signing, where a full day is known: `2005-03-17`.
    pub signed: Option<String>,
    /// The language it is read in: ISO 639-2, `zho`.
    pub language: String,
    /// The SHA-256 of the source it was read from, in hexadecimal.
    pub source: String,
    /// Its sentences, in reading order.
    pub sentences: Vec<Sentence>,
}

/// A sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentence {
    /// Its number, from 1.
    pub number: u32,
    /// The path of printed labels: `二/（七）`; empty before the first and after the last article.
    pub article: String,
    /// Its words.
    pub text: String,
    /// Its acts, in order.
    pub acts: Vec<MarkedAct>,
}

/// An act.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MarkedAct {
    /// Its number in the sentence, from 1.
    pub number: u32,
    /// Where its words are: bytes of the text of the sentence.
    pub at: Range<usize>,
    /// The ranges of bytes of the source as received that they came from.
    pub bytes: Vec<Range<usize>>,
    /// Its values: the name of each attribute and its code, e.g. `kind`, `commitment`.
    pub values: Vec<(String, String)>,
}

impl MarkedText {
    /// Its words as one text, a sentence a line: what positions in annotations count in.
    pub fn plain(&self) -> String {
        let lines: Vec<&str> = self.sentences.iter().map(|s| s.text.as_str()).collect();
        lines.join("\n")
    }
}

impl Sentence {
    /// The words of an act of it.
    pub fn words(&self, act: &MarkedAct) -> &str {
        self.text.get(act.at.clone()).unwrap_or_default()
    }
}
