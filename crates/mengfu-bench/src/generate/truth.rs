//! What was intended: which words of one statement go back to which words of an earlier one.

use serde::Serialize;

/// A line of the truth file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Record {
    /// A statement, with what a reader should find out about it.
    Instrument {
        /// The name of its file.
        file: String,
        /// The title.
        title: String,
        /// The short names of the parties; of two, as the title has them.
        parties: Vec<String>,
        /// The day of signing, ISO 8601.
        signed: String,
        /// Where.
        place: String,
        /// How many numbered articles.
        articles: usize,
        /// The lineage, the same number for the same parties.
        lineage: usize,
    },
    /// Words on a matter.
    Act {
        /// The matter, the same text in all records of one promise.
        matter: String,
        /// The words.
        at: Quote,
    },
    /// A later act that goes back to an earlier one.
    Link {
        /// What the later one does.
        link: Label,
        /// The matter, the same text in all links of one promise.
        matter: String,
        /// The earlier words.
        earlier: Quote,
        /// The later words.
        later: Quote,
        /// Whether the parties are others.
        across: bool,
    },
    /// An act of which nothing more is said: the next statement of the same parties lacks it.
    Drop {
        /// The matter.
        matter: String,
        /// The words.
        earlier: Quote,
        /// The file of the statement that lacks it.
        absent: String,
    },
}

/// Words of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The name of the file.
    pub file: String,
    /// The words.
    pub quote: String,
}

/// What a later act does, compared with an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    /// Says the same.
    Restates,
    /// Says it more firmly.
    Strengthens,
    /// Says it less firmly.
    Weakens,
    /// Reports a step.
    Advances,
    /// Reports it as done.
    Fulfils,
}
