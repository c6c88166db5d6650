//! The program's own words, one file a language; both say the same things.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::args::Language;

const ENGLISH: &str = include_str!("../words/en.toml");
const CHINESE: &str = include_str!("../words/zh.toml");

type Table = BTreeMap<String, String>;

/// The words of one language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    label: Table,
    label_many: BTreeMap<String, [String; 2]>,
    pub(crate) instrument_kind: Table,
    pub(crate) kind: Table,
    pub(crate) strength: Table,
    pub(crate) stance: Table,
    pub(crate) topic: Table,
    pub(crate) role: Table,
    pub(crate) reference: Table,
    pub(crate) field: Table,
    pub(crate) severity: Table,
    pub(crate) reason: Table,
    pub(crate) world_state: Table,
    pub(crate) text_state: Table,
    pub(crate) link: Table,
    pub(crate) attribute: Table,
    pub(crate) placing: Table,
    pub(crate) turn: Table,
    pub(crate) stage: Table,
    pub(crate) grade: Table,
    pub(crate) attachment: Table,
    finding: Table,
    failure: BTreeMap<String, [String; 2]>,
    pub(crate) severity_of_failure: Table,
    /// Empty in English: the arguments are documented in it.
    #[serde(default)]
    pub(crate) help: Table,
    #[serde(skip)]
    pub(crate) after_help: &'static str,
    #[serde(skip)]
    pub(crate) after_read_help: &'static str,
    #[serde(skip)]
    pub(crate) after_ledger_help: &'static str,
    /// The language as packs are called.
    #[serde(skip)]
    pub(crate) language: &'static str,
}

impl Words {
    /// The words of `language`. The files are part of the program and a test reads them; should one
    /// be broken, codes stand for words.
    pub(crate) fn of(language: Language) -> Self {
        let (file, language, help, read, ledger) = match language {
            Language::En => (
                ENGLISH,
                "en",
                include_str!("../words/help.en.txt"),
                include_str!("../words/read.en.txt"),
                include_str!("../words/ledger.en.txt"),
            ),
            Language::Zh => (
                CHINESE,
                "zh",
                include_str!("../words/help.zh.txt"),
                include_str!("../words/read.zh.txt"),
                include_str!("../words/ledger.zh.txt"),
            ),
        };
        let words: Self = toml::from_str(file).unwrap_or_default();
        Self {
            after_help: help,
            after_read_help: read,
            after_ledger_help: ledger,
            language,
            ..words
        }
    }

    /// The label `name`.
    pub(crate) fn label<'a>(&'a self, name: &'a str) -> &'a str {
        look_up(&self.label, name)
    }

    /// The label `name` for `n` things.
    pub(crate) fn many(&self, name: &str, n: usize) -> String {
        match self.label_many.get(name) {
            Some([one, _]) if n == 1 => one.clone(),
            Some([_, many]) => many.replace("{}", &n.to_string()),
            None => format!("{n} {name}"),
        }
    }

    /// The message of a finding: the pack of words may say it better than the reader's English.
    pub(crate) fn finding<'a>(&'a self, code: &str, message: &'a str) -> &'a str {
        self.finding.get(code).map_or(message, String::as_str)
    }

    /// Message and hint of a failure.
    pub(crate) fn failure(&self, name: &str) -> (&str, &str) {
        self.failure.get(name).map_or(("{}", ""), |[message, hint]| (message, hint))
    }
}

/// The word for `code`, or the code.
pub(crate) fn look_up<'a>(table: &'a Table, code: &'a str) -> &'a str {
    table.get(code).map_or(code, String::as_str)
}

#[cfg(test)]
mod tests {
    use mengfu::library::{TextState, WORLD_STATES};
    use mengfu::model::*;

    use super::*;
    use crate::args::register::GRADES;

    fn keys<'a, T: 'a>(table: &'a BTreeMap<String, T>) -> Vec<&'a str> {
        table.keys().map(String::as_str).collect()
    }

    #[track_caller]
    fn covers(table: &Table, codes: impl Iterator<Item = &'static str>) {
        let mut codes: Vec<_> = codes.collect();
        codes.sort_unstable();
        assert_eq!(keys(table), codes);
    }

    #[test]
    fn both_languages_have_words_for_every_code() {
        for file in [ENGLISH, CHINESE] {
            let words: Words = toml::from_str(file).unwrap();
            covers(&words.instrument_kind, InstrumentKind::ALL.iter().map(|c| c.code()));
            covers(&words.kind, Kind::ALL.iter().map(|c| c.code()));
            covers(&words.strength, Strength::ALL.iter().map(|c| c.code()));
            covers(&words.stance, Stance::ALL.iter().map(|c| c.code()));
            covers(&words.topic, Topic::ALL.iter().map(|c| c.code()));
            covers(&words.role, TimeRole::ALL.iter().map(|c| c.code()));
            covers(&words.world_state, WORLD_STATES.iter().map(|(_, code)| *code));
            covers(&words.text_state, TextState::ALL.iter().map(|s| s.code()));
            covers(&words.grade, GRADES.into_iter());
            covers(&words.reference, ReferenceType::ALL.iter().map(|c| c.code()));
        }
    }

    #[test]
    fn both_languages_say_the_same_things() {
        let (en, zh) = (Words::of(Language::En), Words::of(Language::Zh));
        assert_eq!(keys(&en.label), keys(&zh.label));
        assert_eq!(keys(&en.label_many), keys(&zh.label_many));
        assert_eq!(keys(&en.failure), keys(&zh.failure));
        for (a, b) in [
            (&en.field, &zh.field),
            (&en.severity, &zh.severity),
            (&en.reason, &zh.reason),
            (&en.link, &zh.link),
            (&en.attribute, &zh.attribute),
            (&en.placing, &zh.placing),
            (&en.attachment, &zh.attachment),
            (&en.severity_of_failure, &zh.severity_of_failure),
        ] {
            assert_eq!(keys(a), keys(b));
        }
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
