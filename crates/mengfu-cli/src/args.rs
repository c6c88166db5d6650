//! The arguments, and the help that teaches them.

pub(crate) mod account;
pub(crate) mod register;
pub(crate) mod serve;
pub(crate) mod views;

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use mengfu::words::Language;

use account::AccountCommand;
use serve::ServeArgs;
use views::{CompareArgs, DirectoryArgs, ExportCommand, FormulaArgs};

use register::{
    AddArgs, AssignArgs, BackupArgs, CheckArgs, EvidenceCommand, HistoryArgs, LedgerArgs, ListArgs,
    MergeArgs, NoteArgs, RestoreArgs, SearchArgs, ShowArgs, SplitArgs, StatusCommand, WithdrawArgs,
};

/// An argument that is one of the codes of a closed list.
fn coded<T: Copy + Send + Sync>(
    all: &'static [T],
    code: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let codes = PossibleValuesParser::new(all.iter().map(|value| code(*value)));
    codes.try_map(move |found| {
        all.iter().copied().find(|value| code(*value) == found).ok_or("no such code")
    })
}

/// Reads joint statements of states: who promised what, how firmly, until when, and why we think so.
#[derive(Debug, Parser)]
#[command(name = "mengfu", version, max_term_width = 100, arg_required_else_help = true)]
pub(crate) struct Cli {
    /// When to colour: by itself on a terminal unless NO_COLOR is set, always, or never.
    #[arg(long, value_name = "WHEN", global = true, value_enum, default_value_t = When::Auto)]
    pub(crate) color: When,
    /// The language of the program's own words; otherwise that of the environment (LANG).
    #[arg(long, value_name = "LANGUAGE", global = true, value_parser = coded(Language::ALL, Language::code))]
    pub(crate) lang: Option<Language>,
    /// The largest file to read, such as 100M or 1G; a larger one is reported and left out.
    #[arg(long, value_name = "SIZE", global = true, value_parser = crate::size::parse, default_value = "32M")]
    pub(crate) max_size: u64,
    /// The register: a file. Otherwise MENGFU_REGISTER, or mengfu/register.mengfu in the folder for the
    /// user's data.
    #[arg(long, value_name = "PATH", global = true)]
    pub(crate) register: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read files and show the statements in them, act by act.
    Read(ReadArgs),
    /// Show why an act is read as it is: every value with its rule, word and place.
    Explain(ExplainArgs),
    /// Add files to the register: their statements are read, linked and kept.
    Add(AddArgs),
    /// List the statements of the register, in the order of time.
    List(ListArgs),
    /// Show a statement of the register, or one of its acts with its chain through the statements.
    Show(ShowArgs),
    /// List what was promised: who owes what, how firmly, until when, and what became of it.
    Ledger(LedgerArgs),
    /// Find sentences by their words.
    Search(SearchArgs),
    /// Compare two statements: which acts answer to each other, what is new, what was dropped.
    Compare(CompareArgs),
    /// Show a formula of diplomacy through the statements: who said it in which words, what changed.
    Formula(FormulaArgs),
    /// List mechanisms, instruments, projects and other named things with all their mentions.
    Directory(DirectoryArgs),
    /// Decide how a commitment stands.
    #[command(subcommand)]
    Status(StatusCommand),
    /// Keep what shows what became of a commitment.
    #[command(subcommand)]
    Evidence(EvidenceCommand),
    /// Say who leads the work on a commitment.
    Assign(AssignArgs),
    /// Remark something on an act.
    Note(NoteArgs),
    /// Make two entries of a directory one.
    Merge(MergeArgs),
    /// Make mentions with certain words an entry of their own.
    Split(SplitArgs),
    /// Withdraw a decision; it stays in the journal.
    Withdraw(WithdrawArgs),
    /// Show the journal: who decided what, when and why.
    History(HistoryArgs),
    /// Check the register: the file, every source, the chain of the journal, what is derived.
    Check(CheckArgs),
    /// Read all sources of the register again and make everything anew.
    Rebuild,
    /// Write all of the register to a new file.
    Backup(BackupArgs),
    /// Make a register from a backup.
    Restore(RestoreArgs),
    /// Open the register in the browser: a reading room on this machine.
    Serve(ServeArgs),
    /// Keep the accounts of those who may enter the reading room.
    #[command(subcommand)]
    Account(AccountCommand),
    /// Write the ledger, reports, calendars and statements into files for other programs.
    #[command(subcommand)]
    Export(ExportCommand),
    /// Check a language pack: load it and try every example of its rules and suites.
    CheckPack(CheckPackArgs),
    /// Print completions for a shell.
    Completions(CompletionsArgs),
    /// Print the manual page of the program or of a command, for `man -l -`.
    Man(ManArgs),
}

#[derive(Debug, Args)]
pub(crate) struct ReadArgs {
    /// Files to read; folders with all that is in them (hidden files excepted); `-` for standard input.
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Print reading-format v1: one JSON object a line, one line an instrument.
    #[arg(long)]
    pub(crate) json: bool,
    /// Print only the findings: what was noticed, doubted or missing.
    #[arg(long)]
    pub(crate) findings: bool,
    /// Print only what belongs to no statement, with the reason why it was set aside.
    #[arg(long, conflicts_with = "findings")]
    pub(crate) set_aside: bool,
    /// How many files to read at once; otherwise as many as there are processors.
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// How many columns to use; otherwise those of the terminal.
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub(crate) width: Option<u16>,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// FILE#p12.a2 is act 2 of provision 12, FILE#p12 all its acts; FILE#2.p12.a2 is in the second
    /// statement of the file. A statement of the register may stand for a file:
    /// CHN-AZE/2005-03-17#p12.a2.
    #[arg(value_name = "ADDRESS")]
    pub(crate) address: String,
    /// Print the explanation as JSON.
    #[arg(long)]
    pub(crate) json: bool,
    /// How many columns to use; otherwise those of the terminal.
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub(crate) width: Option<u16>,
}

#[derive(Debug, Args)]
pub(crate) struct CheckPackArgs {
    /// The folder of the pack: it holds a pack.toml.
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// The command whose page to print; otherwise that of the program.
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,
}
