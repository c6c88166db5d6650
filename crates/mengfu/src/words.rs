//! The words of both languages for the codes of the vocabulary.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Language {
    En,
    Zh,
}

impl Language {
    /// Every language.
    pub const ALL: &'static [Self] = &[Self::En, Self::Zh];

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|l| l.code() == code)
    }
}

/// Words for codes.
#[derive(Debug, Default)]
pub struct Vocabulary(BTreeMap<String, BTreeMap<String, String>>);

impl Vocabulary {
    /// The words of `language`.
    pub fn of(language: Language) -> &'static Self {
        static BOTH: [OnceLock<Vocabulary>; 2] = [OnceLock::new(), OnceLock::new()];
        let [en, zh] = &BOTH;
        let (cell, file) = match language {
            Language::En => (en, include_str!("../../mengfu-cli/words/en.toml")),
            Language::Zh => (zh, include_str!("../../mengfu-cli/words/zh.toml")),
        };
        cell.get_or_init(|| {
            let all: BTreeMap<String, serde_json::Value> = toml::from_str(file).unwrap_or_default();
            Self(
                all.into_iter()
                    .filter_map(|(k, v)| Some((k, serde_json::from_value(v).ok()?)))
                    .collect(),
            )
        })
    }

    /// The word for `code` of `list`, or the code.
    pub fn word<'w>(&'w self, list: &str, code: &'w str) -> &'w str {
        self.0.get(list).and_then(|t| t.get(code)).map_or(code, String::as_str)
    }
}
