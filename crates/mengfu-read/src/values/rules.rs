//! Rules of a stage by name.

use mengfu_lang::{Pack, PackError, Rule};
use mengfu_model::RuleId;

/// The rules of a stage, to be looked up by their short names.
pub(super) struct Named<'p> {
    stage: &'p str,
    rules: &'p [Rule],
}

impl<'p> Named<'p> {
    pub(super) fn new(pack: &'p Pack, stage: &'p str) -> Self {
        Self { stage, rules: pack.rules(stage) }
    }

    /// Whether the pack has no rule of the stage, and so reads nothing there.
    pub(super) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The rule called `name`, which the engine names in derivations.
    pub(super) fn get(&self, name: &str) -> Result<RuleId, PackError> {
        self.rules
            .iter()
            .find(|r| r.name.rsplit('/').next() == Some(name))
            .map(|r| r.id)
            .ok_or_else(|| PackError::Missing { file: format!("rules/{}: {name}", self.stage) })
    }
}

/// What is wrong with `rule`, for its author.
pub(super) fn fault(rule: &Rule, problem: &str) -> PackError {
    PackError::Rule {
        file: rule.file.clone(),
        rule: rule.name.clone(),
        problem: problem.to_owned(),
    }
}
