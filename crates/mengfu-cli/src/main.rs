//! The command line: arguments and presentation, nothing else. What is known about statements, the
//! facade knows.

mod args;
mod batch;
mod commands;
mod failure;
mod inputs;
mod localise;
mod present;
mod progress;
mod read;
mod register;
mod screen;
mod size;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::args::Cli;
use crate::words::Words;
use mengfu::words::Language;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let words = Words::of(wanted_language(&arguments).unwrap_or_else(screen::language));
    let command = localise::localise(Cli::command(), &words);
    let matches = command.clone().get_matches_from(arguments);
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|e| e.exit());
    let exit = commands::run(&cli, command, &words).unwrap_or_else(|failure| {
        screen::report(&failure, &words, cli.color);
        failure.exit
    });
    ExitCode::from(exit as u8)
}

/// The language that the arguments ask for. It must be known before they are parsed, for the help
/// and the errors of the parsing are in that language.
fn wanted_language(arguments: &[OsString]) -> Option<Language> {
    let mut rest = arguments.iter().map(|a| a.to_string_lossy()).skip(1);
    while let Some(argument) = rest.next() {
        let value = match argument.strip_prefix("--lang") {
            Some("") => rest.next()?.into_owned(),
            Some(value) => value.strip_prefix('=')?.to_owned(),
            None if argument == "--" => return None,
            None => continue,
        };
        return Language::from_code(&value);
    }
    None
}
