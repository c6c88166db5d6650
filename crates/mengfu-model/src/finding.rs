//! What the reader noticed and did not hide.

use crate::span::SourceSpan;

/// Something worth a person's look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What sort of thing, e.g. `upload-date-ignored`.
    pub code: FindingCode,
    /// How much it matters.
    pub severity: Severity,
    /// Where, in the source as received.
    pub at: Vec<SourceSpan>,
    /// One sentence in English that says what was seen and what was done.
    pub message: String,
}

/// The code of a finding: lower case, words joined by hyphens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingCode(pub &'static str);

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// A doubt: a person should look.
    Doubt,
    /// Something is missing or could not be read.
    Problem,
}

impl Severity {
    /// The code as written in readings.
    pub fn code(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Doubt => "doubt",
            Self::Problem => "problem",
        }
    }
}

/// Bytes of a source that belong to no instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Which bytes.
    pub at: SourceSpan,
    /// Why.
    pub reason: SetAsideReason,
}

/// Why bytes were set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SetAsideReason {
    /// A byte order mark.
    ByteOrderMark,
    /// Tags, comments, style, script, syntax of the container.
    Markup,
    /// Keys and values of front matter or of JSON that are not the text.
    Metadata,
    /// Bytes that no encoding explains.
    Undecodable,
    /// White space outside the text.
    Blank,
    /// Print buttons, font-size switches, share bars, editors' names, headlines of the site.
    Furniture,
    /// A dateline or news agency's note.
    Dateline,
    /// A title that was printed once more.
    RepeatedTitle,
    /// The same statement printed once more.
    Duplicate,
    /// Text that is not of any instrument.
    OtherText,
}

impl SetAsideReason {
    /// The code as written in readings.
    pub fn code(self) -> &'static str {
        match self {
            Self::ByteOrderMark => "byte-order-mark",
            Self::Markup => "markup",
            Self::Metadata => "metadata",
            Self::Undecodable => "undecodable",
            Self::Blank => "blank",
            Self::Furniture => "furniture",
            Self::Dateline => "dateline",
            Self::RepeatedTitle => "repeated-title",
            Self::Duplicate => "duplicate",
            Self::OtherText => "other-text",
        }
    }
}
