//! Whether a pack for comparing does what it says of itself.

use std::fmt;

use mengfu_lang::Rule;

use crate::Linker;

/// Something wrong with a pack for comparing.
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

/// Everything that is wrong with the pack of `linker`.
pub fn faults(linker: &Linker) -> Vec<Fault> {
    linker.pack().all_rules().iter().flat_map(|rule| examples(linker, rule)).collect()
}

/// A rule with patterns applies to each sentence that it accepts and to none that it rejects.
fn examples(linker: &Linker, rule: &Rule) -> Vec<Fault> {
    let fault = |problem: String| Fault {
        file: rule.file.clone(),
        line: None,
        problem: format!("rule {} {problem}", rule.name),
    };
    let mut faults = Vec::new();
    let life = rule.accept.first().is_some_and(|e| linker.tells_life(rule, e).is_some());
    if rule.patterns.is_empty() && !life {
        return faults;
    }
    for (examples, name) in [(&rule.accept, "accept"), (&rule.reject, "reject")] {
        if examples.is_empty() {
            faults.push(fault(format!("has no `{name}` example")));
        }
    }
    let applies = |example: &str| {
        if rule.file.starts_with("rules/formula/") {
            return linker.fills(rule, example);
        }
        if let Some(told) = linker.tells_life(rule, example) {
            return told;
        }
        let scan = linker.pack().lexicon.scan(example);
        rule.patterns.iter().any(|pattern| pattern.find(&scan, 0..example.len()).is_some())
    };
    for example in rule.accept.iter().filter(|example| !applies(example)) {
        faults.push(fault(format!("does not apply to `{example}`, which it accepts")));
    }
    for example in rule.reject.iter().filter(|example| applies(example)) {
        faults.push(fault(format!("applies to `{example}`, which it rejects")));
    }
    faults
}
