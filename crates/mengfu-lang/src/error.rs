//! What can be wrong with a pack.

use thiserror::Error;

/// A fault in the data of a pack, with the file and line that a person must mend.
#[derive(Debug, Error)]
#[allow(missing_docs)]
pub enum PackError {
    #[error("{file}: the pack has no such file")]
    Missing { file: String },
    #[error("{file}:{line}: {problem}")]
    Lexicon { file: String, line: usize, problem: String },
    #[error("{file}: not valid TOML: {problem}")]
    Toml { file: String, problem: String },
    #[error("{file}: rule {rule}: {problem}")]
    Rule { file: String, rule: String, problem: String },
    #[error("the lexicon cannot be compiled: {0}")]
    Automaton(String),
}
