//! Checks a language pack: does it load, does every rule do what its examples say, are the suites read
//! as they are written.

mod links;

use std::path::Path;

use mengfu_lang::PackError;
use mengfu_link::check as link_check;
use mengfu_read::Reader;
use mengfu_read::check::{self, ExampleFailure, KNOWN, Known};

use crate::packs::{LINK, Packs, PacksError};

pub use links::{LinkReport, link_suites};
pub use mengfu_link::check::Fault;
/// Sentences read as part of a statement, for tests of what is made of readings.
pub use mengfu_read::check::passage;

/// Everything that is wrong with the packs in `folder`, the one for reading and the one for comparing;
/// nothing if they are sound. The folder of the latter may be given alone. Differences of the suites that
/// the pack itself lists as known are no faults.
pub fn check_pack(folder: &Path) -> Vec<Fault> {
    let language = folder.parent().filter(|above| {
        folder.file_name().is_some_and(|name| name == LINK) && above.join("pack.toml").is_file()
    });
    let packs = match Packs::from_folder(language.unwrap_or(folder)) {
        Ok(packs) => packs,
        Err(error) => return vec![load_fault(error)],
    };
    let linking = check_linkers(&packs, if language.is_some() { "" } else { "link/" });
    let mut faults: Vec<Fault> = match language {
        Some(_) => linking.collect(),
        None => {
            let readers = packs.readers();
            let reading = readers.flat_map(|reader| {
                check_examples(reader, folder).chain(check_suites(reader, folder))
            });
            reading.chain(linking).collect()
        }
    };
    faults.sort();
    faults
}

fn check_linkers<'p>(packs: &'p Packs, within: &'p str) -> impl Iterator<Item = Fault> + 'p {
    packs.linkers().flat_map(move |linker| {
        let examples = link_check::faults(linker).into_iter().map(|fault| Fault {
            problem: fault.problem,
            line: fault.line,
            file: fault.file,
        });
        let reader = packs.readers().find(|r| r.pack().settings.name == linker.language());
        let suites = reader.map(|reader| link_suites(reader, linker).faults).unwrap_or_default();
        let faults = examples.chain(suites);
        faults.map(move |fault| Fault { file: format!("{within}{}", fault.file), ..fault })
    })
}

fn check_examples(reader: &Reader, folder: &Path) -> impl Iterator<Item = Fault> {
    check::examples(reader).into_iter().map(|failure| Fault {
        line: line_of(&failure, folder),
        problem: failure.to_string(),
        file: failure.file,
    })
}

fn check_suites(reader: &Reader, folder: &Path) -> impl Iterator<Item = Fault> {
    let report = check::suites(reader);
    let known = std::fs::read_to_string(folder.join(KNOWN)).unwrap_or_default();
    let changes = Known::parse(&known).changes(&report.differences).into_iter().map(|change| {
        let (file, line) = change.place();
        Fault { file: file.to_owned(), line, problem: change.to_string() }
    });
    let faults = report.faults.into_iter().map(|fault| Fault {
        problem: fault.to_string(),
        line: Some(fault.line),
        file: fault.file,
    });
    faults.chain(changes)
}

/// The line on which the rule's id stands.
fn line_of(failure: &ExampleFailure, folder: &Path) -> Option<usize> {
    let id = failure.rule.rsplit('/').next()?;
    let text = std::fs::read_to_string(folder.join(&failure.file)).ok()?;
    let named = |line: &str| {
        let value = line.trim().strip_prefix("id")?.trim_start().strip_prefix('=')?;
        Some(value.trim().trim_matches('"') == id)
    };
    text.lines().position(|line| named(line) == Some(true)).map(|at| at + 1)
}

fn load_fault(error: PacksError) -> Fault {
    let problem = match &error {
        PacksError::Pack { error, .. } => error.to_string(),
        other => other.to_string(),
    };
    match error {
        PacksError::Pack { error: PackError::Lexicon { file, line, problem }, .. } => {
            Fault { file, line: Some(line), problem }
        }
        PacksError::Pack { error: PackError::Toml { file, problem }, .. } => {
            Fault { file, line: None, problem }
        }
        PacksError::Pack { error: PackError::Rule { file, rule, problem }, .. } => {
            Fault { file, line: None, problem: format!("rule {rule}: {problem}") }
        }
        _ => Fault { file: "pack.toml".to_owned(), line: None, problem },
    }
}
