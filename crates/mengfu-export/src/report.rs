//! Reports: headings, paragraphs and tables of words, of which some are marked.

/// A report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Its title.
    pub title: String,
    /// Its parts, in order.
    pub blocks: Vec<Block>,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of a level from 1.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(Vec<Words>),
    /// An item of a list.
    Item(Vec<Words>),
    /// A table with a line of headings.
    Table {
        /// The headings.
        head: Vec<String>,
        /// The rows, each with a cell for every heading.
        rows: Vec<Vec<Vec<Words>>>,
    },
}

/// Words that are marked in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// How they are marked.
    pub mark: Mark,
}

/// How words are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Not at all.
    Plain,
    /// They matter more.
    Strong,
    /// They say where something comes from.
    Faint,
    /// Only the later text has them.
    Inserted,
    /// Only the earlier text has them.
    Deleted,
}

impl Words {
    /// Words with a mark.
    pub fn new(text: impl Into<String>, mark: Mark) -> Self {
        Self { text: text.into(), mark }
    }

    /// Words without a mark.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new(text, Mark::Plain)
    }
}
