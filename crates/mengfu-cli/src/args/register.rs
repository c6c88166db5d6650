//! The arguments of the commands that work on a register.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use mengfu::library::{Order, TextState};
use mengfu::model::{Grade, Strength, Topic, WorldState};

use super::coded;

/// How the output looks.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Output {
    /// Print JSON for programs, one object a line.
    #[arg(long)]
    pub(crate) json: bool,
    /// How many columns to use; otherwise those of the terminal.
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub(crate) width: Option<u16>,
}

/// Who decides, and why.
#[derive(Clone, Debug, Args)]
pub(crate) struct Who {
    /// Why; kept in the journal with the decision.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) reason: String,
    /// Who decides; otherwise the name of the user (USER).
    #[arg(long, value_name = "NAME")]
    pub(crate) author: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    /// Files to add; folders with all that is in them (hidden files excepted); `-` for standard input.
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Under which name to keep standard input.
    #[arg(long, value_name = "NAME", default_value = "-")]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// Only statements of this party (a code such as AZE); may be given several times.
    #[arg(short, long, value_name = "CODE")]
    pub(crate) party: Vec<String>,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// A statement (CHN-AZE/2005-03-17) or one of its acts (CHN-AZE/2005-03-17#p12.a2).
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// List the copies of the statement that the register has, and in what they differ.
    #[arg(long)]
    pub(crate) witnesses: bool,
    /// As of which day states are told; otherwise today.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) as_of: Option<String>,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct LedgerArgs {
    /// Only commitments in statements of this party (a code such as AZE); may be given several times.
    #[arg(short, long, value_name = "CODE")]
    pub(crate) party: Vec<String>,
    /// Only what this party owes; may be given several times.
    #[arg(long, value_name = "CODE")]
    pub(crate) by: Vec<String>,
    /// Only this topic; may be given several times.
    #[arg(short, long, value_name = "TOPIC", value_parser = coded(Topic::ALL, Topic::code))]
    pub(crate) topic: Vec<Topic>,
    /// Only what is at least so firm.
    #[arg(short, long, value_name = "STRENGTH", value_parser = coded(Strength::ALL, Strength::code))]
    pub(crate) strength: Option<Strength>,
    /// Only what stands so in the world; may be given several times.
    #[arg(long, value_name = "STATE", value_parser = coded(WorldState::ALL, WorldState::code))]
    pub(crate) state: Vec<WorldState>,
    /// Only what later statements treated so; may be given several times.
    #[arg(long, value_name = "STATE", value_parser = coded(TextState::ALL, TextState::code))]
    pub(crate) text: Vec<TextState>,
    /// Only what still wants doing, each promise once, as it was said last.
    #[arg(long)]
    pub(crate) open: bool,
    /// Only what is due on this day or later.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) due_from: Option<String>,
    /// Only what is due on this day or earlier.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) due_to: Option<String>,
    /// Only sentences with this word; may be given several times.
    #[arg(short, long, value_name = "TEXT")]
    pub(crate) word: Vec<String>,
    /// Only this statement.
    #[arg(long, value_name = "ID")]
    pub(crate) statement: Option<String>,
    /// As of which day: what was signed, reported or decided later does not count; otherwise today.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) as_of: Option<String>,
    /// In which order.
    #[arg(long, value_name = "ORDER", value_parser = coded(Order::ALL, Order::code), default_value = "day")]
    pub(crate) sort: Order,
    /// The other way about.
    #[arg(long)]
    pub(crate) reverse: bool,
    /// At most so many lines; 0 for all. Totals always count all.
    #[arg(short = 'n', long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: usize,
    /// Leave out so many lines first.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) skip: usize,
    /// Print only the totals.
    #[arg(long)]
    pub(crate) totals: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    /// Words, characters or parts of sentences; a sentence must have all of them.
    #[arg(value_name = "TEXT", required = true)]
    pub(crate) words: Vec<String>,
    /// At most so many sentences.
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct HistoryArgs {
    /// Only what was decided on this act.
    #[arg(value_name = "ADDRESS")]
    pub(crate) address: Option<String>,
    /// Only decisions whose act is not found any more.
    #[arg(long)]
    pub(crate) detached: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Subcommand)]
pub(crate) enum StatusCommand {
    /// Say how a commitment stands in the world, whatever the texts say.
    Set(StatusArgs),
}

#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    /// The act: CHN-AZE/2005-03-17#p12.a2.
    #[arg(value_name = "ADDRESS")]
    pub(crate) address: String,
    /// How it stands.
    #[arg(value_name = "STATE", value_parser = coded(WorldState::ALL, WorldState::code))]
    pub(crate) state: WorldState,
    #[command(flatten)]
    pub(crate) who: Who,
}

#[derive(Debug, Subcommand)]
pub(crate) enum EvidenceCommand {
    /// Note something that shows what became of a commitment.
    Add(EvidenceArgs),
}

#[derive(Debug, Args)]
pub(crate) struct EvidenceArgs {
    /// The act: CHN-AZE/2005-03-17#p12.a2.
    #[arg(value_name = "ADDRESS")]
    pub(crate) address: String,
    /// Where the evidence is: a URL or the name of a file.
    #[arg(value_name = "LOCATION")]
    pub(crate) location: String,
    /// Its words.
    #[arg(long, value_name = "TEXT")]
    pub(crate) quote: Option<String>,
    /// Whose word it is.
    #[arg(long, value_name = "GRADE", value_parser = coded(Grade::ALL, Grade::code), default_value = "document")]
    pub(crate) grade: Grade,
    /// What it shows.
    #[arg(long, value_name = "STATE", value_parser = coded(WorldState::ALL, WorldState::code))]
    pub(crate) shows: Option<WorldState>,
    #[command(flatten)]
    pub(crate) who: Who,
}

#[derive(Debug, Args)]
pub(crate) struct AssignArgs {
    /// The act: CHN-AZE/2005-03-17#p12.a2.
    #[arg(value_name = "ADDRESS")]
    pub(crate) address: String,
    /// The body that leads the work.
    #[arg(value_name = "BODY")]
    pub(crate) lead: String,
    /// Whom to ask.
    #[arg(long, value_name = "TEXT")]
    pub(crate) contact: Option<String>,
    #[command(flatten)]
    pub(crate) who: Who,
}

#[derive(Debug, Args)]
pub(crate) struct NoteArgs {
    /// The act: CHN-AZE/2005-03-17#p12.a2.
    #[arg(value_name = "ADDRESS")]
    pub(crate) address: String,
    /// The remark.
    #[arg(value_name = "TEXT")]
    pub(crate) text: String,
    #[command(flatten)]
    pub(crate) who: Who,
}

#[derive(Debug, Args)]
pub(crate) struct MergeArgs {
    /// The entry of a directory that goes, e.g. mechanism:X.
    #[arg(value_name = "ENTRY")]
    pub(crate) entity: String,
    /// The entry that stays.
    #[arg(value_name = "INTO")]
    pub(crate) into: String,
    #[command(flatten)]
    pub(crate) who: Who,
}

#[derive(Debug, Args)]
pub(crate) struct SplitArgs {
    /// The entry of a directory to which mentions are counted wrongly.
    #[arg(value_name = "ENTRY")]
    pub(crate) entity: String,
    /// The words of those mentions.
    #[arg(value_name = "WORDS")]
    pub(crate) surface: String,
    /// The entry that they become.
    #[arg(value_name = "INTO")]
    pub(crate) into: String,
    #[command(flatten)]
    pub(crate) who: Who,
}

#[derive(Debug, Args)]
pub(crate) struct WithdrawArgs {
    /// The number of the entry, as `mengfu history` prints it.
    #[arg(value_name = "NUMBER")]
    pub(crate) number: u64,
    #[command(flatten)]
    pub(crate) who: Who,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    /// The file to write; it must not be there yet.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct RestoreArgs {
    /// The backup to read. The register must not be there yet.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}
