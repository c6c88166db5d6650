//! A rule: data with its tests inside.

use mengfu_model::RuleId;

use crate::pattern::Pattern;

/// One `[[rule]]` of a rule file.
#[derive(Debug)]
pub struct Rule {
    /// Its place in the pack's table of rules.
    pub id: RuleId,
    /// Its full name, e.g. `zh/position/one-china`.
    pub name: String,
    /// One sentence that says why.
    pub doc: String,
    /// What `match` says; empty when the rule has none.
    pub patterns: Vec<Pattern>,
    /// All other keys, for the stage to read.
    pub table: toml::Table,
    /// Sentences it must apply to.
    pub accept: Vec<String>,
    /// Sentences it must not apply to.
    pub reject: Vec<String>,
    /// The file within the pack.
    pub file: String,
}

impl Rule {
    /// The string value of `key`.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.table.get(key)?.as_str()
    }

    /// The strings of `key`, which may hold one string or a list.
    pub fn list(&self, key: &str) -> Vec<&str> {
        match self.table.get(key) {
            Some(toml::Value::String(one)) => vec![one],
            Some(toml::Value::Array(many)) => many.iter().filter_map(|v| v.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether `key` is true.
    pub fn flag(&self, key: &str) -> bool {
        self.table.get(key).and_then(toml::Value::as_bool).unwrap_or(false)
    }
}
