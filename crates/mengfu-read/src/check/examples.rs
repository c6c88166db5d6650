//! The examples that every rule carries.

use std::fmt;

use mengfu_lang::Rule;

use crate::Reader;
use crate::check::stages::{Outcome, Runner};

/// A rule that does not do what its examples say, or has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFailure {
    /// The file within the pack.
    pub file: String,
    /// The name of the rule.
    pub rule: String,
    /// What is wrong.
    pub problem: Problem,
    /// The example; empty where it is missing.
    pub example: String,
    /// What applied instead.
    pub seen: String,
}

/// What is wrong with an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// The rule does not apply to a sentence that it accepts.
    NotAccepted,
    /// The rule applies to a sentence that it rejects.
    NotRejected,
    /// The rule accepts no sentence.
    NothingAccepted,
    /// The rule has a condition and rejects no sentence.
    NothingRejected,
}

/// Every failure of the examples of the pack of `reader`, in the order of the rules.
pub fn examples(reader: &Reader) -> Vec<ExampleFailure> {
    let runner = Runner::new(reader);
    let mut failures = Vec::new();
    for rule in reader.pack().all_rules() {
        missing(rule, &mut failures);
        let accepted = rule.accept.iter().map(|example| (example, true));
        for (example, wanted) in accepted.chain(rule.reject.iter().map(|e| (e, false))) {
            let Outcome { applied, seen } = runner.run(rule, example);
            if applied != wanted {
                let problem = if wanted { Problem::NotAccepted } else { Problem::NotRejected };
                failures.push(failure(rule, problem, example, seen));
            }
        }
    }
    failures
}

/// A rule without any condition names a default of the engine and has nothing to reject.
fn missing(rule: &Rule, failures: &mut Vec<ExampleFailure>) {
    if rule.accept.is_empty() {
        failures.push(failure(rule, Problem::NothingAccepted, "", String::new()));
    }
    let conditional = !rule.patterns.is_empty() || !rule.table.is_empty();
    if rule.reject.is_empty() && conditional {
        failures.push(failure(rule, Problem::NothingRejected, "", String::new()));
    }
}

fn failure(rule: &Rule, problem: Problem, example: &str, seen: String) -> ExampleFailure {
    ExampleFailure {
        file: rule.file.clone(),
        rule: rule.name.clone(),
        problem,
        example: example.to_owned(),
        seen,
    }
}

impl fmt::Display for ExampleFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, example, seen, .. } = self;
        match self.problem {
            Problem::NotAccepted => {
                write!(f, "rule {rule} does not apply to `{example}`, which it accepts: {seen}")
            }
            Problem::NotRejected => {
                write!(f, "rule {rule} applies to `{example}`, which it rejects: {seen}")
            }
            Problem::NothingAccepted => write!(f, "rule {rule} has no `accept` example"),
            Problem::NothingRejected => write!(f, "rule {rule} has no `reject` example"),
        }
    }
}
