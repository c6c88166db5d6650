//! Patterns that stand under other keys of a rule than `match`.

use mengfu_lang::{Pack, PackError, Pattern, Rule};

/// The patterns under `key`, compiled.
pub(crate) fn patterns(pack: &Pack, rule: &Rule, key: &str) -> Result<Vec<Pattern>, PackError> {
    let compiled = rule.list(key).into_iter().map(|source| {
        let pattern = Pattern::compile(source, &pack.lexicon);
        pattern.map_err(|problem| fault(rule, format!("in pattern `{source}`: {problem}")))
    });
    compiled.collect()
}

/// A fault of `rule`.
pub(crate) fn fault(rule: &Rule, problem: String) -> PackError {
    PackError::Rule { file: rule.file.clone(), rule: rule.name.clone(), problem }
}
