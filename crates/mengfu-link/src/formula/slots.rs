//! The families and slots of a pack, compiled.

use std::collections::BTreeMap;

use mengfu_lang::{ClassId, Pack, PackError, Pattern, Rule};
use serde::Serialize;

use crate::patterns::{fault, patterns};

/// The stage of the pack's rules.
pub(super) const STAGE: &str = "formula";

/// The formulas of a pack, compiled. The pack they were made from goes with them.
#[derive(Debug)]
pub struct Formulas {
    families: Vec<Family>,
    pub(super) slots: Vec<Slot>,
    pub(super) classes: Classes,
}

/// A formula and its slots, for those who show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Formula))]
pub struct Family {
    /// E.g. `one-china`.
    pub id: String,
    /// What it is called in the language of the pack.
    pub title: String,
    /// What it is called in other languages, by their codes.
    pub titles: Titles,
    /// Its slots, in the order of the pack.
    pub slots: Vec<SlotName>,
}

/// A slot of a formula.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SlotName {
    /// E.g. `sole-government`.
    pub id: String,
    /// What it is called in the language of the pack.
    pub title: String,
    /// What it is called in other languages, by their codes.
    pub titles: Titles,
}

/// Titles for readers of other languages than that of the pack, by the codes of the languages.
pub type Titles = BTreeMap<String, String>;

/// A slot as the engine needs it.
#[derive(Debug)]
pub(super) struct Slot {
    /// Its place among the rules of the stage.
    pub(super) rule: usize,
    pub(super) formula: String,
    pub(super) slot: String,
    /// Segments that match one of these do not fill it.
    pub(super) unless: Vec<Pattern>,
    /// Verbs, weakest first.
    pub(super) ladder: Vec<Pattern>,
    /// What is covered, least first.
    pub(super) scope: Vec<Pattern>,
    /// Whether the words captured as `of` must name a party other than the one that speaks.
    pub(super) about: bool,
    /// Whether one party must say it, not all together.
    pub(super) alone: bool,
    /// Whether it is sought in the wording of the partnership and not in acts.
    pub(super) partnership: bool,
}

/// Classes of terms that have a meaning here.
#[derive(Debug, Default)]
pub(super) struct Classes {
    pub(super) pause: Option<ClassId>,
    pub(super) mark: Option<ClassId>,
    pub(super) intensity: Option<ClassId>,
    pub(super) rank: Option<ClassId>,
    pub(super) variant: Option<ClassId>,
    pub(super) party: Option<ClassId>,
    pub(super) side: Option<ClassId>,
    pub(super) all: Option<ClassId>,
    pub(super) organ: Option<ClassId>,
}

impl Formulas {
    /// The formulas of `pack`; a fault in their data names file and rule.
    pub fn new(pack: &Pack) -> Result<Self, PackError> {
        let class = |name: &str| pack.lexicon.class(name);
        let classes = Classes {
            pause: class("formula.pause"),
            mark: class("formula.mark"),
            intensity: class("formula.intensity"),
            rank: class("relation.modifier"),
            variant: class("formula.variant"),
            party: class("party"),
            side: class("cast.side"),
            all: class("cast.all"),
            organ: class("formula.organ"),
        };
        let mut formulas = Self { families: Vec::new(), slots: Vec::new(), classes };
        let mut common = Vec::new();
        for (at, rule) in pack.rules(STAGE).iter().enumerate() {
            let named = |key: &str| rule.text(key).map(str::to_owned);
            if rule.flag("family") {
                let id = short(rule).to_owned();
                let title = named("title").unwrap_or_default();
                common.push(at);
                formulas.families.push(Family {
                    id,
                    title,
                    titles: titles(rule),
                    slots: Vec::new(),
                });
                continue;
            }
            let formula = named("formula").unwrap_or_default();
            let slot = named("slot").unwrap_or_else(|| short(rule).to_owned());
            let family = formulas.families.iter_mut().zip(&common).find(|(f, _)| f.id == formula);
            let Some((family, common)) = family else {
                return Err(fault(rule, format!("no family `{formula}` before it")));
            };
            if !family.slots.iter().any(|s| s.id == slot) {
                let title = named("title").unwrap_or_default();
                family.slots.push(SlotName { id: slot.clone(), title, titles: titles(rule) });
            }
            // A ladder of verbs that the slots of a family share stands with the family.
            let ladder = match rule.table.contains_key("ladder") {
                true => patterns(pack, rule, "ladder")?,
                false => match pack.rules(STAGE).get(*common) {
                    Some(family) => patterns(pack, family, "ladder")?,
                    None => Vec::new(),
                },
            };
            formulas.slots.push(Slot {
                rule: at,
                formula,
                slot,
                unless: patterns(pack, rule, "unless")?,
                ladder,
                scope: patterns(pack, rule, "scope")?,
                about: rule.flag("about"),
                alone: rule.flag("alone"),
                partnership: rule.flag("partnership"),
            });
        }
        Ok(formulas)
    }

    /// The formulas with their slots, in the order of the pack.
    pub fn families(&self) -> &[Family] {
        &self.families
    }
}

/// The titles of a rule in other languages: `title_en` and its like.
fn titles(rule: &Rule) -> Titles {
    let titles = rule.table.iter().filter_map(|(key, value)| {
        Some((key.strip_prefix("title_")?.to_owned(), value.as_str()?.to_owned()))
    });
    titles.collect()
}

/// The name of a rule without pack and stage.
pub(super) fn short(rule: &Rule) -> &str {
    rule.name.rsplit('/').next().unwrap_or(&rule.name)
}
