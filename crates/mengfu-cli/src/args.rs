//! The arguments, and the help that teaches them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Reads joint statements of states: who promised what, how firmly, until when, and why we think so.
#[derive(Debug, Parser)]
#[command(name = "mengfu", version, max_term_width = 100, arg_required_else_help = true)]
pub(crate) struct Cli {
    /// When to colour: by itself on a terminal unless NO_COLOR is set, always, or never.
    #[arg(long, value_name = "WHEN", global = true, value_enum, default_value_t = When::Auto)]
    pub(crate) color: When,
    /// The language of the program's own words; otherwise that of the environment (LANG).
    #[arg(long, value_name = "LANGUAGE", global = true, value_enum)]
    pub(crate) lang: Option<Language>,
    /// The largest file to read, such as 100M or 1G; a larger one is reported and left out.
    #[arg(long, value_name = "SIZE", global = true, value_parser = crate::size::parse, default_value = "32M")]
    pub(crate) max_size: u64,
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

/// A language of the program's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    En,
    Zh,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read files and show the statements in them, act by act.
    Read(ReadArgs),
    /// Show why an act is read as it is: every value with its rule, word and place.
    Explain(ExplainArgs),
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
    /// statement of the file.
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
