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

codes! {
    /// How much a finding matters.
    Severity {
        /// Worth knowing.
        Info = "info",
        /// A doubt: a person should look.
        Doubt = "doubt",
        /// Something is missing or could not be read.
        Problem = "problem",
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

codes! {
    /// Why bytes were set aside.
    SetAsideReason {
        /// A byte order mark.
        ByteOrderMark = "byte-order-mark",
        /// Tags, comments, style, script, syntax of the container.
        Markup = "markup",
        /// Keys and values of front matter or of JSON that are not the text.
        Metadata = "metadata",
        /// Bytes that no encoding explains.
        Undecodable = "undecodable",
        /// White space outside the text.
        Blank = "blank",
        /// Print buttons, font-size switches, share bars, editors' names, headlines of the site.
        Furniture = "furniture",
        /// A dateline or news agency's note.
        Dateline = "dateline",
        /// A title that was printed once more.
        RepeatedTitle = "repeated-title",
        /// The same statement printed once more.
        Duplicate = "duplicate",
        /// Text that is not of any instrument.
        OtherText = "other-text",
    }
}
