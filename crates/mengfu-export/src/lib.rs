//! Files that people open in other programs: tables, reports, calendars, annotated texts.
//!
//! ```text
//! Table ─▸ spreadsheet (XLSX) · separated (CSV) · lines (JSON Lines)
//! Report ─▸ markdown · docx
//! Calendar ─▸ calendar (iCalendar)
//! MarkedText ─▸ annotation (JSON-LD, W3C Web Annotation) · akoma_ntoso (XML)
//! ```
//!
//! Each writer takes plain values and gives bytes: no files, no clock. All text is data: nothing in a
//! cell is ever run as a formula, nothing in a paragraph is ever markup.

pub mod akoma_ntoso;
pub mod annotation;
pub mod calendar;
pub mod docx;
pub mod lines;
pub mod markdown;
pub mod marked;
pub mod report;
pub mod separated;
pub mod spreadsheet;
pub mod table;

use thiserror::Error;

/// Why a file could not be written.
#[derive(Debug, Error)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum ExportError {
    #[error("the spreadsheet could not be written: {0}")]
    Spreadsheet(#[from] rust_xlsxwriter::XlsxError),
    #[error("the table could not be written: {0}")]
    Separated(#[from] csv::Error),
    #[error("the lines could not be written: {0}")]
    Lines(#[from] serde_json::Error),
    #[error("the document could not be written: {0}")]
    Docx(String),
    #[error("the XML could not be written: {0}")]
    Xml(#[from] std::io::Error),
}
