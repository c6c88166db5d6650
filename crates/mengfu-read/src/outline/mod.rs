//! What an instrument is: title, parties, cast, dates, articles, sentences.

mod cast;

pub use cast::Cast;

use mengfu_model::{Finding, Instrument, Text};

/// One instrument with its sentences in reading order.
#[derive(Clone, Debug)]
pub struct Outlined {
    /// What it is.
    pub instrument: Instrument,
    /// Who is who in it.
    pub cast: Cast,
    /// Its sentences.
    pub provisions: Vec<OutlinedProvision>,
    /// What was noticed about it.
    pub findings: Vec<Finding>,
}

/// One sentence, before its acts are read.
#[derive(Clone, Debug)]
pub struct OutlinedProvision {
    /// The path of printed labels; empty for preamble and closing.
    pub article: String,
    /// The sentence without its label.
    pub text: Text,
    /// Whether it is the first of its paragraph.
    pub paragraph_start: bool,
    /// Whether it is the first of its article.
    pub article_start: bool,
}
