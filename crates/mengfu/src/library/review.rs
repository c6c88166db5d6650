//! What adding a source would do, before anything is kept; and what a statement changed, afterwards.

use std::collections::BTreeMap;

use mengfu_model::{InstrumentId, LinkEnds, LinkKind, Severity};
use mengfu_register::source::Added;
use mengfu_register::{RegisterError, Writer};
use serde::Serialize;

use super::Library;
use super::error::{LibraryError, Result};
use super::instruments::Readings;
use super::show::{Listed, listed};
use crate::engine::ReadSource;
use crate::wire::Bytes;

/// So many characters tell what a piece of text is.
const EXCERPT: usize = 80;

/// What adding a source would do.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Review {
    /// The name under which it would be added.
    pub name: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// How many bytes it has.
    pub length: usize,
    /// Whether its bytes are in the register already.
    pub known: bool,
    /// The statements in it.
    pub statements: Vec<Reviewed>,
    /// What belongs to none of them.
    pub set_aside: Vec<ReviewedAside>,
    /// What was noticed about the source and its statements.
    pub findings: Vec<ReviewedFinding>,
}

/// A statement of a source under review.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Reviewed {
    /// Its line, as the register would have it.
    pub listed: Listed,
    /// What it would be to the register.
    pub standing: ReviewStanding,
}

mengfu_model::codes! {
    /// What a statement under review would be to the register.
    ReviewStanding {
        /// The register does not have it.
        New = "new",
        /// The register has it; this is one more copy.
        Copy = "copy",
        /// The register has it; it would be read from this copy, which is better.
        BetterCopy = "better-copy",
    }
}

/// A piece of a source that belongs to no statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReviewedAside {
    /// The code of the reason.
    pub reason: &'static str,
    /// Which bytes.
    #[cfg_attr(feature = "schema", schema(value_type = [usize; 2]))]
    pub bytes: Bytes,
    /// How it begins, where the source is UTF-8.
    pub excerpt: Option<String>,
}

/// Something that was noticed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReviewedFinding {
    /// Its code.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What was seen and done, in English.
    pub message: String,
    /// The words it is about, where the source is UTF-8.
    pub excerpt: Option<String>,
}

/// What a statement did with an earlier one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Effects {
    /// The earlier statement.
    pub earlier: InstrumentId,
    /// How many acts it did what with.
    pub counts: BTreeMap<LinkKind, usize>,
}

/// Why a change was not kept: it was only to be looked at, or it failed.
enum Undone {
    Seen(Box<Review>),
    Failed(LibraryError),
}

impl From<RegisterError> for Undone {
    fn from(error: RegisterError) -> Self {
        Self::Failed(error.into())
    }
}

impl Library<'_> {
    /// What adding this source, which this library's engine has read, would do. It is added as it would
    /// be, looked at, and taken back, so that the review cannot say anything else than adding does.
    pub fn review(&self, read: &ReadSource, bytes: &[u8]) -> Result<Review> {
        self.expect_current()?;
        let seen = self.register.write(|writer| {
            let seen = self.try_out(writer, read, bytes);
            Err::<(), _>(seen.map_or_else(Undone::Failed, |seen| Undone::Seen(Box::new(seen))))
        });
        match seen {
            Err(Undone::Seen(review)) => Ok(*review),
            Err(Undone::Failed(error)) => Err(error),
            Ok(()) => Err(LibraryError::Form("a review that was kept".to_owned())),
        }
    }

    fn try_out(&self, writer: &Writer<'_>, read: &ReadSource, bytes: &[u8]) -> Result<Review> {
        let (no, known) = match writer.add_source(&read.name, bytes, "")? {
            Added::Known(no) => (no, true),
            Added::New(no) => {
                let touched = self.add_witnesses(writer, no, read)?;
                let mut readings = Readings::from([(no, read.reading.clone())]);
                for parties in touched {
                    self.regroup(writer, &parties, &mut readings)?;
                }
                (no, false)
            }
        };
        let mut statements = Vec::new();
        for witness in writer.witnesses_in(no)? {
            let Some(of) = witness.instrument else { continue };
            let Some(row) = writer.instrument_by_no(of)? else { continue };
            let primary = (row.source, row.ordinal) == (no, witness.ordinal);
            let standing = match (row.witnesses > 1, primary) {
                (false, _) => ReviewStanding::New,
                (true, true) => ReviewStanding::BetterCopy,
                (true, false) => ReviewStanding::Copy,
            };
            statements.push(Reviewed { listed: listed(row), standing });
        }
        let text = std::str::from_utf8(bytes).ok();
        let of_source = read.reading.findings.iter();
        let of_statements = read.reading.readings.iter().flat_map(|r| &r.findings);
        Ok(Review {
            name: read.name.clone(),
            sha256: read.sha256.clone(),
            length: bytes.len(),
            known,
            statements,
            set_aside: read
                .reading
                .set_aside
                .iter()
                .map(|aside| {
                    let bytes = [aside.at.start.get(), aside.at.end.get()];
                    let excerpt = text.and_then(|text| excerpt(text, bytes));
                    ReviewedAside { reason: aside.reason.code(), bytes, excerpt }
                })
                .collect(),
            findings: of_source
                .chain(of_statements)
                .map(|finding| ReviewedFinding {
                    code: finding.code.0,
                    severity: finding.severity,
                    message: finding.message.clone(),
                    excerpt: finding
                        .at
                        .first()
                        .zip(text)
                        .and_then(|(at, text)| excerpt(text, [at.start.get(), at.end.get()])),
                })
                .collect(),
        })
    }

    /// What the statement called `id` did with earlier ones, the latest of them first.
    pub fn effects(&self, id: &InstrumentId) -> Result<Vec<Effects>> {
        let mut changes: BTreeMap<InstrumentId, BTreeMap<LinkKind, usize>> = BTreeMap::new();
        for link in self.links_made_with(id)? {
            let earlier = match link.ends {
                LinkEnds::Both { earlier, .. } | LinkEnds::Dropped { earlier, .. } => {
                    earlier.instrument
                }
                LinkEnds::New { against, .. } => against,
            };
            *changes.entry(earlier).or_default().entry(link.kind).or_default() += 1;
        }
        let changes = changes.into_iter().rev();
        Ok(changes.map(|(earlier, counts)| Effects { earlier, counts }).collect())
    }
}

/// How a stretch of `text` begins, in one line.
fn excerpt(text: &str, [start, end]: Bytes) -> Option<String> {
    let words: Vec<&str> = text.get(start..end)?.split_whitespace().collect();
    let line = words.join(" ");
    let cut: String = line.chars().take(EXCERPT).collect();
    match cut.len() {
        0 => None,
        kept if kept < line.len() => Some(format!("{cut}…")),
        _ => Some(cut),
    }
}
