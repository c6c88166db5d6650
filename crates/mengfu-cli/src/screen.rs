//! Where output goes: whether it is a terminal, how wide, with colours or not.

use std::env;
use std::io::{self, IsTerminal};

use crate::args::When;
use crate::failure::Failure;
use crate::present::clean;
use crate::words::Words;
use mengfu::words::Language;

/// Columns where there is no terminal to ask.
const COLUMNS: usize = 100;

/// The columns of the terminal, or what the user asked for.
pub(crate) fn width(wanted: Option<u16>) -> usize {
    let terminal = || terminal_size::terminal_size().map(|(columns, _)| usize::from(columns.0));
    wanted.map(usize::from).or_else(terminal).map_or(COLUMNS, |w| w.max(20))
}

/// Whether to colour standard output.
pub(crate) fn colour_out(when: When) -> bool {
    colour(when, io::stdout().is_terminal())
}

fn colour(when: When, terminal: bool) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => terminal && env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    }
}

/// The language of the environment: what the locale says, by the variables' precedence.
pub(crate) fn language() -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default();
    match locale.starts_with("zh") {
        true => Language::Zh,
        false => Language::En,
    }
}

/// Tells of a failure and what to do, on standard error.
pub(crate) fn report(failure: &Failure, words: &Words, when: When) {
    let colour = colour(when, io::stderr().is_terminal());
    let red = anstyle::AnsiColor::Red.on_default().bold();
    let label = |name: &'static str, style: anstyle::Style| {
        let word = words.severity_of_failure(name);
        if colour { format!("{style}{word}{style:#}") } else { word.to_owned() }
    };
    eprintln!("{}: {}", label("error", red), clean(&failure.message));
    if !failure.hint.is_empty() {
        eprintln!("  {}: {}", label("hint", anstyle::Style::new().bold()), clean(&failure.hint));
    }
}
