//! The room's face in one language: words of the interface, of codes, and names of parties.

use std::collections::BTreeMap;
use std::sync::Arc;

use mengfu::words::Vocabulary;

use crate::words::{Language, Words};

/// How everything is called in one language.
#[derive(Clone)]
pub struct Face {
    /// The language.
    pub language: Language,
    words: &'static Words,
    vocabulary: &'static Vocabulary,
    /// What statements call the parties that no list knows.
    names: Arc<BTreeMap<String, String>>,
}

impl Face {
    /// The face in `language`.
    pub fn of(language: Language) -> Self {
        Self::naming(language, BTreeMap::new())
    }

    /// The face in `language` with what statements call the parties that no list knows, by code.
    pub fn naming(language: Language, names: BTreeMap<String, String>) -> Self {
        Self {
            language,
            words: Words::of(language),
            vocabulary: Vocabulary::of(language),
            names: Arc::new(names),
        }
    }

    /// The word of the interface called `area.key`.
    pub fn say<'w>(&self, key: &'w str) -> &'w str {
        self.words.say(key)
    }

    /// The same with `{}` filled in.
    pub fn fill(&self, key: &str, value: &str) -> String {
        self.words.fill(key, value)
    }

    /// The word for `n` things.
    pub fn count(&self, key: &str, n: usize) -> String {
        self.words.count(key, n)
    }

    /// The word for `code` of the list `list`: `kind`, `topic`, `world_state`, …
    pub fn word<'c>(&self, list: &str, code: &'c str) -> &'c str {
        self.vocabulary.word(list, code)
    }

    /// The name of a party, or its code.
    pub fn party<'c>(&'c self, code: &'c str) -> &'c str {
        self.names.get(code).map_or_else(|| self.vocabulary.party(code), String::as_str)
    }

    /// The name of who acts: all, a party, or another body in its own words.
    pub fn actor<'c>(&'c self, actor: &'c str) -> &'c str {
        if actor == "all" { self.say("shell.all_parties") } else { self.party(actor) }
    }

    /// The names of several, one after the other.
    pub fn actors(&self, actors: &[String]) -> String {
        let names: Vec<&str> = actors.iter().map(|actor| self.actor(actor)).collect();
        names.join(self.say("shell.list_separator"))
    }

    /// The names of the parties of a statement or a partnership, as its name has them: `CHN-AZE`.
    pub fn parties_of(&self, joined: &str) -> String {
        let codes = crate::paths::party_codes(joined);
        self.actors(&codes)
    }

    /// What a part of a pack is called in this language, else in that of the pack.
    pub fn title<'t>(&self, own: &'t str, others: &'t BTreeMap<String, String>) -> &'t str {
        others.get(self.language.code()).map_or(own, String::as_str)
    }

    /// The vocabulary, for exports.
    pub fn vocabulary(&self) -> &'static Vocabulary {
        self.vocabulary
    }
}
