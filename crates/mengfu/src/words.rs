//! Words of the reader's language for the codes of readings and registers: `trade` is called “贸易” in
//! Chinese. What terminals and pages say beside, they keep themselves.
//!
//! ```
//! use mengfu::words::{Language, Vocabulary};
//!
//! let words = Vocabulary::of(Language::En);
//! assert_eq!(words.world_state("in-progress"), "in progress");
//! assert_eq!(words.party("CHN"), "China");
//! ```

use std::collections::BTreeMap;
use std::sync::OnceLock;

use mengfu_model::codes;
use serde::Deserialize;

use crate::export::Labels;
use crate::packs::Packs;

codes! {
    /// A language in which Mengfu speaks to people.
    Language {
        /// English.
        En = "en",
        /// Chinese.
        Zh = "zh",
    }
}

type Table = BTreeMap<String, String>;

/// Makes the vocabulary of its tables, so that each is named once.
macro_rules! vocabulary {
    ($($(#[$doc:meta])* $list:ident),+ $(,)?) => {
        /// The words of one language, a table for each closed list. What has no word is called by its code.
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Vocabulary {
            $($list: Table,)+
            label: Table,
            finding: Table,
            #[serde(skip)]
            parties: OnceLock<Table>,
            #[serde(skip)]
            language: Option<Language>,
        }

        impl Vocabulary {
            $(
                $(#[$doc])*
                pub fn $list<'a>(&'a self, code: &'a str) -> &'a str {
                    named(&self.$list, code)
                }
            )+

            /// The word for `code` of the list called `list`, such as `topic`.
            pub fn word<'a>(&'a self, list: &str, code: &'a str) -> &'a str {
                match list {
                    $(stringify!($list) => self.$list(code),)+
                    _ => code,
                }
            }
        }
    };
}

vocabulary! {
    /// A sort of text, such as a joint communiqué.
    instrument_kind,
    /// A sort of act.
    kind,
    /// How firm a commitment is.
    strength,
    /// The stance of a position.
    stance,
    /// What an act is about.
    topic,
    /// What a time is to an act.
    role,
    /// What sort of thing an act refers to.
    reference,
    /// What sort of thing an entry of a directory is.
    entity,
    /// A value of an act that has a derivation.
    field,
    /// How much a finding matters.
    severity,
    /// Why something was set aside.
    reason,
    /// What became of a commitment in the world.
    world_state,
    /// Why it is held to be so.
    because,
    /// What later texts did with a commitment.
    text_state,
    /// What a later act does with an earlier one.
    link,
    /// What two acts are compared by.
    attribute,
    /// What a difference does to a promise.
    effect,
    /// How the place of a statement in time is known.
    placing,
    /// What became of a formula from one statement to the next.
    turn,
    /// How far the life of an instrument had come.
    stage,
    /// What a citation and a statement agree in.
    agreement,
    /// Whose word an evidence is.
    grade,
    /// How a decision found its act again.
    attachment,
}

impl Vocabulary {
    /// The words of `language`. Their files are part of the program and a test reads them; should one be
    /// broken, codes stand for words.
    pub fn of(language: Language) -> &'static Self {
        static ENGLISH: OnceLock<Vocabulary> = OnceLock::new();
        static CHINESE: OnceLock<Vocabulary> = OnceLock::new();
        let (words, file) = match language {
            Language::En => (&ENGLISH, include_str!("../words/en.toml")),
            Language::Zh => (&CHINESE, include_str!("../words/zh.toml")),
        };
        words.get_or_init(|| {
            let words: Self = toml::from_str(file).unwrap_or_default();
            Self { language: Some(language), ..words }
        })
    }

    /// The short name of the party with this code.
    pub fn party<'a>(&'a self, code: &'a str) -> &'a str {
        named(self.parties(), code)
    }

    /// The short names of all parties that the packs of the program know, by code. The first call loads
    /// those packs, unless something was read with them before.
    pub fn parties(&self) -> &BTreeMap<String, String> {
        self.parties.get_or_init(|| match (self.language, Packs::embedded()) {
            (Some(language), Ok(packs)) => packs.party_names(language.code()),
            _ => Table::new(),
        })
    }

    /// What a finding says: in this language where there are words for its code, else as the reader put
    /// it.
    pub fn finding<'a>(&'a self, code: &str, message: &'a str) -> &'a str {
        self.finding.get(code).map_or(message, String::as_str)
    }

    /// What a column or a part of a report is called.
    pub fn label<'a>(&'a self, name: &'a str) -> &'a str {
        named(&self.label, name)
    }
}

fn named<'a>(table: &'a Table, code: &'a str) -> &'a str {
    table.get(code).map_or(code, String::as_str)
}

impl Labels for Vocabulary {
    fn word(&self, list: &str, code: &str) -> String {
        Vocabulary::word(self, list, code).to_owned()
    }

    /// The name with the code, for names are alike in one language and codes are not.
    fn party(&self, code: &str) -> String {
        match self.parties().get(code) {
            Some(name) => format!("{name} {code}"),
            None => code.to_owned(),
        }
    }

    fn label(&self, name: &str) -> String {
        Vocabulary::label(self, name).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use mengfu_model::*;

    use super::*;
    use crate::library::{Placing, TextState};

    /// Codes that are no closed list of the model.
    const BECAUSE: [&str; 5] = ["text", "date", "nature", "nothing", "person"];
    const ATTACHMENT: [&str; 4] = ["address", "quote", "other-instrument", "detached"];

    #[track_caller]
    fn covers(table: &Table, codes: impl Iterator<Item = &'static str>) {
        let mut codes: Vec<_> = codes.collect();
        codes.sort_unstable();
        assert_eq!(table.keys().collect::<Vec<_>>(), codes);
    }

    macro_rules! covers {
        ($words:ident, $($list:ident: $codes:ty),+ $(,)?) => {
            $(covers(&$words.$list, <$codes>::ALL.iter().map(|value| value.code()));)+
        };
    }

    #[test]
    fn both_languages_have_words_for_every_code() {
        for file in [include_str!("../words/en.toml"), include_str!("../words/zh.toml")] {
            let words: Vocabulary = toml::from_str(file).unwrap();
            covers! {
                words,
                instrument_kind: InstrumentKind,
                kind: Kind,
                strength: Strength,
                stance: Stance,
                topic: Topic,
                role: TimeRole,
                reference: ReferenceType,
                entity: EntityKind,
                field: Field,
                severity: Severity,
                reason: SetAsideReason,
                world_state: WorldState,
                text_state: TextState,
                link: LinkKind,
                attribute: Attribute,
                effect: Effect,
                placing: Placing,
                turn: Turn,
                stage: Stage,
                agreement: Agreement,
                grade: Grade,
            }
            covers(&words.because, BECAUSE.into_iter());
            covers(&words.attachment, ATTACHMENT.into_iter());
        }
    }

    #[test]
    fn both_languages_head_reports_alike() {
        let [en, zh] = [Language::En, Language::Zh].map(Vocabulary::of);
        assert!(en.label.keys().eq(zh.label.keys()));
    }

    #[test]
    fn parties_are_called_by_the_language_of_the_words() {
        let [en, zh] = [Language::En, Language::Zh].map(Vocabulary::of);
        assert_eq!((en.party("CHN"), zh.party("CHN")), ("China", "中国"));
        assert_eq!(en.party("XXX"), "XXX");
        assert_eq!(zh.party("BFA"), "布基纳法索");
        // Not by an abbreviation, where there is a name.
        let called = ["USA", "ARE", "GBR", "PRK"].map(|code| en.party(code));
        assert_eq!(
            called,
            ["United States", "United Arab Emirates", "United Kingdom", "North Korea"]
        );
        let labels: &dyn Labels = en;
        assert_eq!(labels.parties(&["CHN".to_owned(), "all".to_owned()]), "China CHN, all parties");
    }

    #[test]
    fn what_has_no_word_is_called_by_its_code() {
        let words = Vocabulary::of(Language::Zh);
        assert_eq!(words.word("topic", "trade"), "贸易");
        assert_eq!((words.word("topic", "x"), words.word("x", "trade")), ("x", "trade"));
    }
}
