//! The examples of the rules about names.

use mengfu_lang::Rule;

use super::rules::stage;
use crate::Linker;

impl Linker {
    /// Whether the rule about the life of a text applies to `example`, in which the name of the text stands in
    /// square brackets; `None` where the rule is about something else.
    pub(crate) fn tells_life(&self, rule: &Rule, example: &str) -> Option<bool> {
        if rule.text("part") != Some("life") {
            return None;
        }
        let name = example.split_once('[').zip(example.split_once(']'));
        let ((before, _), (upto, _)) = name?;
        let words: String = example.chars().filter(|c| !matches!(c, '[' | ']')).collect();
        let scan = self.pack.lexicon.scan(&words);
        let name = before.len()..upto.len() - 1;
        let told = self.mentions.life(&scan, &(0..words.len()), &name);
        Some(told.is_some() && rule.text("stage").and_then(stage) == told)
    }
}
