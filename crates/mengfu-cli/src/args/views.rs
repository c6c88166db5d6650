//! The arguments of the commands that look across statements, and of exports.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use mengfu::model::{EntityKind, LinkKind};

use super::coded;
use super::register::{LedgerArgs, Output};

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// A statement: its name (CHN-AZE/2024-07-03), or parties with a year or month (CHN-AZE/2024).
    #[arg(value_name = "STATEMENT")]
    pub(crate) one: String,
    /// The other; parties may be left out where they are the same (2025).
    #[arg(value_name = "STATEMENT")]
    pub(crate) other: String,
    /// Only what was treated so (new, drops, strengthens, weakens, mixed, advances, fulfils, restates);
    /// may be given several times.
    #[arg(long, value_name = "CHANGE", value_parser = coded(&CHANGES, LinkKind::code))]
    pub(crate) only: Vec<LinkKind>,
    /// In which groups.
    #[arg(long, value_name = "GROUPS", value_enum, default_value_t = Groups::Article)]
    pub(crate) by: Groups,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// What a comparison is ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Groups {
    /// The articles of the later statement.
    Article,
    /// Topics.
    Topic,
    /// What was done.
    Change,
}

/// What a later statement can do, what matters most first.
pub(crate) const CHANGES: [LinkKind; 8] = [
    LinkKind::New,
    LinkKind::Drops,
    LinkKind::Strengthens,
    LinkKind::Weakens,
    LinkKind::Mixed,
    LinkKind::Advances,
    LinkKind::Fulfils,
    LinkKind::Restates,
];

#[derive(Debug, Args)]
pub(crate) struct FormulaArgs {
    /// The formula; without one all that are known are listed.
    #[arg(value_name = "FORMULA")]
    pub(crate) formula: Option<String>,
    /// Only statements of this party (a code such as AZE); may be given several times.
    #[arg(short, long, value_name = "CODE")]
    pub(crate) party: Vec<String>,
    /// Only what changed from one statement to the next.
    #[arg(long)]
    pub(crate) changed: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct DirectoryArgs {
    /// The directory.
    #[arg(value_name = "DIRECTORY", value_enum)]
    pub(crate) directory: Directory,
    /// Only this entry, with all its mentions: its name or its id.
    #[arg(value_name = "ENTRY")]
    pub(crate) entry: Option<String>,
    /// Only mentions in statements of this party (a code such as AZE); may be given several times.
    #[arg(short, long, value_name = "CODE")]
    pub(crate) party: Vec<String>,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// A directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Directory {
    Instruments,
    Mechanisms,
    Forums,
    Initiatives,
    Projects,
    Events,
    Places,
    Persons,
}

impl Directory {
    /// What is in it.
    pub(crate) fn kind(self) -> EntityKind {
        match self {
            Self::Instruments => EntityKind::Instrument,
            Self::Mechanisms => EntityKind::Mechanism,
            Self::Forums => EntityKind::Forum,
            Self::Initiatives => EntityKind::Initiative,
            Self::Projects => EntityKind::Project,
            Self::Events => EntityKind::Event,
            Self::Places => EntityKind::Place,
            Self::Persons => EntityKind::Person,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum ExportCommand {
    /// The ledger, with the filters of `mengfu ledger`: XLSX, CSV or JSON Lines.
    Ledger(ExportLedgerArgs),
    /// Dated promises and sessions: iCalendar.
    Calendar(ExportLedgerArgs),
    /// What still wants doing, as a report: Markdown or DOCX.
    Promises(ExportLedgerArgs),
    /// A comparison of two statements, as a report: Markdown or DOCX.
    Comparison(ExportComparisonArgs),
    /// A statement with its acts marked: JSON-LD (W3C Web Annotation) or Akoma Ntoso.
    Statement(ExportStatementArgs),
}

#[derive(Debug, Args)]
pub(crate) struct ExportLedgerArgs {
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
    #[command(flatten)]
    pub(crate) target: Target,
    /// Put a byte order mark before CSV, for spreadsheets that guess the encoding.
    #[arg(long)]
    pub(crate) bom: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExportComparisonArgs {
    /// A statement, as for `mengfu compare`.
    #[arg(value_name = "STATEMENT")]
    pub(crate) one: String,
    /// The other.
    #[arg(value_name = "STATEMENT")]
    pub(crate) other: String,
    #[command(flatten)]
    pub(crate) target: Target,
}

#[derive(Debug, Args)]
pub(crate) struct ExportStatementArgs {
    /// The statement: CHN-AZE/2005-03-17.
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) target: Target,
}

/// Where an export goes.
#[derive(Clone, Debug, Args)]
pub(crate) struct Target {
    /// The file to write; its ending says in which format. `-` is standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// The format, where the ending of the file does not say it.
    #[arg(short, long, value_name = "FORMAT", value_enum)]
    pub(crate) format: Option<Format>,
    /// Replace the file if there is one.
    #[arg(long)]
    pub(crate) force: bool,
}

/// A format of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Xlsx,
    Csv,
    Jsonl,
    Ics,
    Md,
    Docx,
    Jsonld,
    Akn,
}

impl Target {
    /// The format: as asked, else as the ending of the file says.
    pub(crate) fn format(&self) -> Option<Format> {
        let ending = self.output.extension().map(|e| e.to_string_lossy().to_lowercase());
        self.format.or_else(|| match ending.as_deref()? {
            "xlsx" => Some(Format::Xlsx),
            "csv" => Some(Format::Csv),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            "ics" => Some(Format::Ics),
            "md" | "markdown" => Some(Format::Md),
            "docx" => Some(Format::Docx),
            "jsonld" => Some(Format::Jsonld),
            "xml" | "akn" => Some(Format::Akn),
            _ => None,
        })
    }
}
