//! Checks a language pack: does it load, and does every rule do what its examples say.

use std::fmt;
use std::path::Path;

use mengfu_lang::{Pack, PackError, Rule};

use crate::packs::{Packs, PacksError};

/// Something wrong with a pack.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file within the pack.
    pub file: String,
    /// The line, where it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.problem),
            None => write!(f, "{}: {}", self.file, self.problem),
        }
    }
}

/// Everything that is wrong with the pack in `folder`; nothing if it is sound.
pub fn check_pack(folder: &Path) -> Vec<Fault> {
    let packs = match Packs::from_folder(folder) {
        Ok(packs) => packs,
        Err(error) => return vec![load_fault(error)],
    };
    let mut faults: Vec<Fault> =
        packs.iter().flat_map(|pack| check_examples(pack, folder)).collect();
    faults.sort();
    faults
}

/// Every rule with a condition owes examples on both sides; one without names a default of the engine
/// and has nothing to reject.
fn check_examples(pack: &Pack, folder: &Path) -> Vec<Fault> {
    let mut faults = Vec::new();
    let conditional = |rule: &&Rule| !rule.patterns.is_empty() || !rule.table.is_empty();
    for rule in pack.all_rules().iter().filter(conditional) {
        for (name, list) in [("accept", &rule.accept), ("reject", &rule.reject)] {
            if list.is_empty() {
                let problem = format!("rule {} has no `{name}` example", rule.name);
                faults.push(Fault {
                    file: rule.file.clone(),
                    line: line_of(rule, folder),
                    problem,
                });
            }
        }
    }
    faults
}

/// The line on which the rule's id stands.
fn line_of(rule: &Rule, folder: &Path) -> Option<usize> {
    let id = rule.name.rsplit('/').next()?;
    let text = std::fs::read_to_string(folder.join(&rule.file)).ok()?;
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
