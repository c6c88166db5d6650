//! The program's own words, one file a language; both say the same things. What codes are called, the
//! facade knows.

use std::collections::BTreeMap;

use mengfu::words::{Language, Vocabulary};
use serde::Deserialize;

const ENGLISH: &str = include_str!("../words/en.toml");
const CHINESE: &str = include_str!("../words/zh.toml");

type Table = BTreeMap<String, String>;

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Words {
    /// What codes are called.
    pub(crate) codes: &'static Vocabulary,
    own: Own,
    pub(crate) after_help: &'static str,
    pub(crate) after_read_help: &'static str,
    pub(crate) after_ledger_help: &'static str,
}

/// What the file of a language says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    label: Table,
    label_many: BTreeMap<String, [String; 2]>,
    failure: BTreeMap<String, [String; 2]>,
    severity_of_failure: Table,
    /// Empty in English: the arguments are documented in it.
    #[serde(default)]
    help: Table,
}

impl Words {
    /// The words of `language`. The files are part of the program and a test reads them; should one
    /// be broken, names stand for words.
    pub(crate) fn of(language: Language) -> Self {
        let (file, help, read, ledger) = match language {
            Language::En => (
                ENGLISH,
                include_str!("../words/help.en.txt"),
                include_str!("../words/read.en.txt"),
                include_str!("../words/ledger.en.txt"),
            ),
            Language::Zh => (
                CHINESE,
                include_str!("../words/help.zh.txt"),
                include_str!("../words/read.zh.txt"),
                include_str!("../words/ledger.zh.txt"),
            ),
        };
        Self {
            codes: Vocabulary::of(language),
            own: toml::from_str(file).unwrap_or_default(),
            after_help: help,
            after_read_help: read,
            after_ledger_help: ledger,
        }
    }

    /// The label `name`; some are those of reports.
    pub(crate) fn label<'a>(&'a self, name: &'a str) -> &'a str {
        self.own.label.get(name).map_or_else(|| self.codes.label(name), String::as_str)
    }

    /// The label `name` for `n` things.
    pub(crate) fn many(&self, name: &str, n: usize) -> String {
        match self.own.label_many.get(name) {
            Some([one, _]) if n == 1 => one.clone(),
            Some([_, many]) => many.replace("{}", &n.to_string()),
            None => format!("{n} {name}"),
        }
    }

    /// Message and hint of a failure.
    pub(crate) fn failure(&self, name: &str) -> (&str, &str) {
        self.own.failure.get(name).map_or(("{}", ""), |[message, hint]| (message, hint))
    }

    /// What a part of a failure is called: `error` or `hint`.
    pub(crate) fn severity_of_failure<'a>(&'a self, name: &'a str) -> &'a str {
        self.own.severity_of_failure.get(name).map_or(name, String::as_str)
    }

    /// The help for a command or an argument; `None` where it is documented in this language.
    pub(crate) fn help(&self, name: &str) -> Option<&str> {
        self.own.help.get(name).map(String::as_str)
    }

    /// Whether there is help besides the documents of the arguments.
    pub(crate) fn has_help(&self) -> bool {
        !self.own.help.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys<T>(table: &BTreeMap<String, T>) -> Vec<&str> {
        table.keys().map(String::as_str).collect()
    }

    #[test]
    fn both_files_can_be_read() {
        for file in [ENGLISH, CHINESE] {
            toml::from_str::<Own>(file).unwrap();
        }
    }

    #[test]
    fn both_languages_say_the_same_things() {
        let (en, zh) = (Words::of(Language::En), Words::of(Language::Zh));
        assert_eq!(keys(&en.own.label), keys(&zh.own.label));
        assert_eq!(keys(&en.own.label_many), keys(&zh.own.label_many));
        assert_eq!(keys(&en.own.failure), keys(&zh.own.failure));
        assert_eq!(keys(&en.own.severity_of_failure), keys(&zh.own.severity_of_failure));
        for (a, b) in [
            (en.after_help, zh.after_help),
            (en.after_read_help, zh.after_read_help),
            (en.after_ledger_help, zh.after_ledger_help),
        ] {
            let commands = |text: &'static str| text.matches("mengfu ").count();
            assert_eq!(commands(a), commands(b));
        }
    }
}
