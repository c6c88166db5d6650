//! The words of the interface, in both languages: one file an area, `area.key` a word.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use include_dir::{Dir, include_dir};

pub use mengfu::words::Language;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/words");

/// The words of one language. What has no word stands as its key, and a test finds it.
#[derive(Debug, Default)]
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// The words of `language`.
    pub fn of(language: Language) -> &'static Self {
        static ENGLISH: OnceLock<Words> = OnceLock::new();
        static CHINESE: OnceLock<Words> = OnceLock::new();
        let cell = match language {
            Language::En => &ENGLISH,
            Language::Zh => &CHINESE,
        };
        cell.get_or_init(|| Self::load(language.code()))
    }

    /// The word called `area.key`.
    pub fn say<'w>(&'w self, key: &'w str) -> &'w str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// The word called `area.key`, with `{}` filled in.
    pub fn fill(&self, key: &str, value: &str) -> String {
        self.say(key).replace("{}", value)
    }

    /// The word for `n` things: `key` with `{}` filled in, or `key_one` for a single one.
    pub fn count(&self, key: &str, n: usize) -> String {
        let one = self.0.get(&format!("{key}_one")).filter(|_| n == 1);
        one.map_or_else(|| self.say(key).replace("{}", &grouped(n)), Clone::clone)
    }

    fn load(folder: &str) -> Self {
        let files = FILES.get_dir(folder).into_iter().flat_map(Dir::files);
        let mut words = BTreeMap::new();
        for file in files {
            let area = file.path().file_stem().and_then(|s| s.to_str()).unwrap_or_default();
            let table: BTreeMap<String, String> =
                file.contents_utf8().and_then(|t| toml::from_str(t).ok()).unwrap_or_default();
            words.extend(table.into_iter().map(|(key, word)| (format!("{area}.{key}"), word)));
        }
        Self(words)
    }
}

/// The tag of a language for `lang`.
pub fn tag(language: Language) -> &'static str {
    match language {
        Language::En => "en",
        Language::Zh => "zh-Hans",
    }
}

/// The name of a language in itself.
pub fn own_name(language: Language) -> &'static str {
    match language {
        Language::En => "English",
        Language::Zh => "中文",
    }
}

/// The language that one changes to.
pub fn other_than(language: Language) -> Language {
    match language {
        Language::En => Language::Zh,
        Language::Zh => Language::En,
    }
}

/// A number with its thousands apart.
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_words() {
        let keys = |language| Words::of(language).0.keys().collect::<Vec<_>>();
        assert!(!keys(Language::En).is_empty());
        let plural = |keys: Vec<&'static String>| {
            keys.into_iter().filter(|k| !k.ends_with("_one")).collect::<Vec<_>>()
        };
        assert_eq!(plural(keys(Language::En)), plural(keys(Language::Zh)));
    }

    #[test]
    fn every_failure_has_words_and_is_documented() {
        let words = Words::of(Language::En).0.keys();
        let hints = words.filter_map(|key| key.strip_prefix("failure.")?.strip_suffix("_hint"));
        let mut told: Vec<String> = hints.map(|key| key.replace('_', "-")).collect();
        let kinds = crate::failure::Failure::KINDS;
        let mut documented: Vec<String> =
            kinds.iter().map(|(code, _)| (*code).to_owned()).collect();
        told.sort_unstable();
        documented.sort_unstable();
        assert_eq!(told, documented);
    }

    #[test]
    fn every_file_of_words_can_be_read() {
        for file in FILES.dirs().flat_map(Dir::files) {
            let table: Result<BTreeMap<String, String>, _> =
                toml::from_str(file.contents_utf8().unwrap());
            assert!(table.is_ok(), "{}: {:?}", file.path().display(), table.err());
        }
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(
            (grouped(7), grouped(1234), grouped(1_000_000)),
            ("7".into(), "1,234".into(), "1,000,000".into())
        );
    }
}
