//! The wordings that statements are made of: data, read once.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Why wordings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WordingError {
    /// A file of wordings is not as it should be.
    #[error("{file}: {error}")]
    Data {
        /// The file.
        file: &'static str,
        /// What is wrong with it.
        error: Box<toml::de::Error>,
    },
    /// A wording names a slot that nothing fills.
    #[error("{wording}: nothing fills the slot {slot}")]
    Slot {
        /// The wording.
        wording: String,
        /// The slot.
        slot: String,
    },
}

/// All wordings.
#[derive(Debug)]
pub(crate) struct Wordings {
    pub(crate) common: Common,
    pub(crate) frame: Frame,
    pub(crate) world: WorldWords,
    pub(crate) dress: Dress,
    pub(crate) families: Vec<Family>,
    pub(crate) formulas: Vec<Formula>,
}

impl Wordings {
    pub(crate) fn load() -> Result<Self, WordingError> {
        let threads: Families = data("threads.toml", include_str!("../../wordings/threads.toml"))?;
        let areas: Families = data("areas.toml", include_str!("../../wordings/areas.toml"))?;
        let formulas: Formulas =
            data("formulas.toml", include_str!("../../wordings/formulas.toml"))?;
        Ok(Self {
            common: data("words.toml", include_str!("../../wordings/words.toml"))?,
            frame: data("frame.toml", include_str!("../../wordings/frame.toml"))?,
            world: data("world.toml", include_str!("../../wordings/world.toml"))?,
            dress: data("dress.toml", include_str!("../../wordings/dress.toml"))?,
            families: threads.family.into_iter().chain(areas.family).collect(),
            formulas: formulas.formula,
        })
    }
}

fn data<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, WordingError> {
    toml::from_str(text).map_err(|e| WordingError::Data { file, error: Box::new(e) })
}

/// Words that every part uses.
#[derive(Debug, Deserialize)]
pub(crate) struct Common {
    pub(crate) fiction: String,
    pub(crate) digits: String,
    pub(crate) ten: String,
    pub(crate) date_marks: [String; 3],
    pub(crate) to: String,
    pub(crate) stop: String,
    pub(crate) pause: String,
    pub(crate) and: String,
    pub(crate) comma: String,
    pub(crate) marks: [char; 2],
    pub(crate) all: [String; 2],
    pub(crate) states: [String; 2],
    pub(crate) side: String,
    pub(crate) goes_on: Vec<String>,
    pub(crate) labels: Vec<String>,
    pub(crate) inner_label: String,
    pub(crate) macros: BTreeMap<String, String>,
    pub(crate) theme: Vec<Theme>,
}

/// What an article is about.
#[derive(Debug, Deserialize)]
pub(crate) struct Theme {
    pub(crate) id: String,
    pub(crate) heading: String,
    pub(crate) leads: Vec<String>,
    pub(crate) tails: Vec<String>,
}

/// What stands around the articles.
#[derive(Debug, Deserialize)]
pub(crate) struct Frame {
    pub(crate) title: Vec<String>,
    pub(crate) title_founding: Vec<String>,
    pub(crate) title_group: Vec<String>,
    pub(crate) deepen: Vec<String>,
    pub(crate) visit: Vec<String>,
    pub(crate) preamble: Vec<String>,
    pub(crate) talks: Vec<String>,
    pub(crate) years: Vec<String>,
    pub(crate) cites: Vec<String>,
    pub(crate) cite: String,
    pub(crate) declare: Vec<String>,
    pub(crate) group_preamble: Vec<String>,
    pub(crate) group_talks: Vec<String>,
    pub(crate) group_declare: Vec<String>,
    pub(crate) first: String,
    pub(crate) nth: String,
    #[serde(rename = "final")]
    pub(crate) last: Vec<String>,
    pub(crate) courtesy: Vec<String>,
    pub(crate) group_courtesy: Vec<String>,
    pub(crate) done: String,
    pub(crate) signed_at: String,
    pub(crate) relations: Relations,
}

/// The relation between the parties, from low to high, and how it is told.
#[derive(Debug, Deserialize)]
pub(crate) struct Relations {
    pub(crate) ladder: Vec<String>,
    pub(crate) raise: Vec<String>,
    pub(crate) keep: Vec<String>,
}

/// Names.
#[derive(Debug, Deserialize)]
pub(crate) struct WorldWords {
    pub(crate) host: Vec<Host>,
    pub(crate) form: Vec<Form>,
    pub(crate) states: States,
    pub(crate) group: Vec<GroupName>,
}

/// A state with partners everywhere.
#[derive(Debug, Deserialize)]
pub(crate) struct Host {
    pub(crate) short: String,
    pub(crate) full: String,
    pub(crate) abbreviation: Option<String>,
    pub(crate) office: String,
    pub(crate) part: String,
    pub(crate) separatism: String,
    pub(crate) cities: Vec<String>,
    pub(crate) initiative: String,
    pub(crate) fair: String,
}

/// A form of state, with the office of the one who signs.
#[derive(Debug, Deserialize)]
pub(crate) struct Form {
    pub(crate) tail: String,
    pub(crate) office: String,
}

/// What the names of states, towns and persons are made of.
#[derive(Debug, Deserialize)]
pub(crate) struct States {
    pub(crate) short: Vec<String>,
    pub(crate) town_first: String,
    pub(crate) town_second: Vec<String>,
    pub(crate) person_first: Vec<String>,
    pub(crate) person_last: Vec<String>,
    pub(crate) dot: String,
    pub(crate) surname: Vec<String>,
    pub(crate) given: Vec<String>,
}

/// A group of states.
#[derive(Debug, Deserialize)]
pub(crate) struct GroupName {
    pub(crate) name: String,
    pub(crate) mechanism: String,
    pub(crate) forum: String,
}

/// What the web puts around a statement.
#[derive(Debug, Deserialize)]
pub(crate) struct Dress {
    pub(crate) agencies: Vec<String>,
    pub(crate) before: Vec<String>,
    pub(crate) dateline: String,
    pub(crate) after: Vec<String>,
    pub(crate) upload: String,
    pub(crate) editors: Vec<String>,
    pub(crate) html_before: Vec<String>,
    pub(crate) html_after: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Families {
    family: Vec<Family>,
}

#[derive(Debug, Deserialize)]
struct Formulas {
    formula: Vec<Formula>,
}

/// Promises of one sort.
#[derive(Debug, Deserialize)]
pub(crate) struct Family {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) scope: Scope,
    #[serde(default)]
    pub(crate) standing: bool,
    pub(crate) live: usize,
    #[serde(default)]
    pub(crate) elsewhere: Vec<String>,
    pub(crate) stage: Vec<Stage>,
    pub(crate) subject: Vec<Subject>,
}

/// Whose statements tell it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Scope {
    /// Those of two states.
    #[default]
    Pair,
    /// Those of a group, and of two members of it.
    Group,
    /// All.
    Any,
}

/// A point in the life of a promise.
#[derive(Debug, Deserialize)]
pub(crate) struct Stage {
    #[serde(default)]
    pub(crate) kind: Kind,
    /// How firm, where stages of one kind are compared.
    #[serde(default)]
    pub(crate) rank: usize,
    pub(crate) texts: Vec<String>,
}

/// What a stage does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    #[default]
    Undertake,
    Position,
    Appraisal,
    Advance,
    Fulfil,
    After,
}

/// What is promised; all other fields are slots, each with alternatives.
#[derive(Debug, Deserialize)]
pub(crate) struct Subject {
    pub(crate) theme: String,
    #[serde(default)]
    pub(crate) since: i64,
    #[serde(default = "for_ever")]
    pub(crate) until: i64,
    #[serde(flatten)]
    pub(crate) names: BTreeMap<String, Vec<String>>,
}

fn for_ever() -> i64 {
    9999
}

/// A family of wording with clauses.
#[derive(Debug, Deserialize)]
pub(crate) struct Formula {
    pub(crate) id: String,
    pub(crate) by: String,
    pub(crate) theme: String,
    pub(crate) chance: usize,
    /// Whether only of a host.
    #[serde(default)]
    pub(crate) host: bool,
    #[serde(default)]
    pub(crate) since: i64,
    #[serde(default)]
    pub(crate) leads: Vec<String>,
    pub(crate) clause: Vec<Clause>,
}

/// A clause: ways of saying it from weak to firm, each with alternatives.
#[derive(Debug, Deserialize)]
pub(crate) struct Clause {
    pub(crate) ways: Vec<Vec<String>>,
}
