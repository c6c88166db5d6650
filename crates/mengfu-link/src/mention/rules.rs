//! The rules of the stage, compiled.

use mengfu_lang::{ClassId, Pack, PackError, Pattern, Rule};
use mengfu_model::{ReferenceType, Stage};

use crate::patterns::{fault, patterns};

/// The stage of the pack's rules.
pub(super) const STAGE: &str = "mention";

/// How names become entries, and what the words around a name tell of it.
#[derive(Debug)]
pub(crate) struct Mentions {
    /// Tried on the name with its marks.
    pub(super) quoted: Vec<Renaming>,
    /// Tried on the name without marks, each in its turn.
    pub(super) renamings: Vec<Renaming>,
    pub(super) wide: Vec<Renaming>,
    /// Names that are none.
    pub(super) generic: Vec<Renaming>,
    /// How a title names two states.
    pub(super) states: Vec<Renaming>,
    pub(super) session_before: Vec<Renaming>,
    pub(super) session_after: Vec<Renaming>,
    pub(super) date_before: Vec<Renaming>,
    pub(super) date_after: Vec<Renaming>,
    pub(super) list: Vec<Renaming>,
    pub(super) life: Vec<LifeRule>,
    /// With the stage that they tell.
    pub(super) lead: Vec<(Renaming, Stage)>,
    pub(super) classes: Classes,
}

/// A rule whose patterns are those of the pack.
#[derive(Debug)]
pub(super) struct Renaming {
    /// Its place among the rules of the stage.
    pub(super) rule: usize,
    /// The sorts of names it is for; all where none is given.
    pub(super) kinds: Vec<ReferenceType>,
    /// The session that it tells without a number.
    pub(super) session: Option<u32>,
    /// The name that it gives.
    pub(super) name: Option<String>,
}

/// What the words around the name of a text tell of its life.
#[derive(Debug)]
pub(super) struct LifeRule {
    pub(super) stage: Stage,
    pub(super) before: Vec<Pattern>,
    pub(super) after: Vec<Pattern>,
    pub(super) unless: Vec<Pattern>,
}

/// Classes of terms that have a meaning here.
#[derive(Debug, Default)]
pub(super) struct Classes {
    pub(super) mark: Option<ClassId>,
    pub(super) alias: Option<ClassId>,
    pub(super) part: Option<ClassId>,
    pub(super) together: Option<ClassId>,
    pub(super) join: Option<ClassId>,
    pub(super) organ: Option<ClassId>,
    pub(super) about: Option<ClassId>,
    pub(super) region: Option<ClassId>,
    pub(super) dated: Option<ClassId>,
    pub(super) party: Option<ClassId>,
    pub(super) abbreviation: Option<ClassId>,
}

impl Mentions {
    /// The rules of `pack`; a fault in their data names file and rule.
    pub(crate) fn new(pack: &Pack) -> Result<Self, PackError> {
        let rules = || pack.rules(STAGE).iter().enumerate();
        let part = |name: &str, quoted: bool| {
            let of = rules().filter(|(_, r)| r.text("part") == Some(name));
            let of = of.filter(|(_, r)| r.flag("quoted") == quoted);
            of.map(|(at, rule)| renaming(at, rule)).collect::<Result<Vec<_>, _>>()
        };
        let life = rules().filter(|(_, rule)| rule.text("part") == Some("life"));
        let life = life.map(|(_, rule)| life_rule(pack, rule));
        let leads = rules().filter(|(_, rule)| rule.text("part") == Some("lead"));
        let leads = leads.map(|(at, rule)| Ok((renaming(at, rule)?, stage_of(rule)?)));
        let class = |name: &str| pack.lexicon.class(name);
        Ok(Self {
            quoted: part("name", true)?,
            renamings: part("name", false)?,
            wide: part("wide", false)?,
            generic: part("generic", false)?,
            states: part("states", false)?,
            session_before: part("session-before", false)?,
            session_after: part("session-after", false)?,
            date_before: part("date-before", false)?,
            date_after: part("date-after", false)?,
            list: part("list", false)?,
            life: life.collect::<Result<_, _>>()?,
            lead: leads.collect::<Result<_, PackError>>()?,
            classes: Classes {
                mark: class("entity.mark"),
                alias: class("entity.alias"),
                part: class("entity.part"),
                together: class("entity.together"),
                join: class("entity.join"),
                organ: class("entity.organ"),
                about: class("entity.about"),
                region: class("entity.region"),
                dated: class("entity.dated"),
                party: class("party"),
                abbreviation: class("cast.abbreviation"),
            },
        })
    }
}

impl Renaming {
    /// Whether it is for names of `kind`.
    pub(super) fn is_for(&self, kind: ReferenceType) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// Its patterns.
    pub(super) fn patterns<'p>(&self, pack: &'p Pack) -> &'p [Pattern] {
        pack.rules(STAGE).get(self.rule).map(|rule| rule.patterns.as_slice()).unwrap_or_default()
    }
}

fn renaming(at: usize, rule: &Rule) -> Result<Renaming, PackError> {
    let kinds = rule.list("kinds").into_iter().map(|code| {
        ReferenceType::from_code(code).ok_or_else(|| fault(rule, format!("no kind `{code}`")))
    });
    let session = rule.table.get("session").and_then(|value| value.as_integer());
    let session = session.and_then(|number| u32::try_from(number).ok());
    let name = rule.text("name").map(str::to_owned);
    Ok(Renaming { rule: at, kinds: kinds.collect::<Result<_, _>>()?, session, name })
}

fn life_rule(pack: &Pack, rule: &Rule) -> Result<LifeRule, PackError> {
    Ok(LifeRule {
        stage: stage_of(rule)?,
        before: patterns(pack, rule, "before")?,
        after: patterns(pack, rule, "after")?,
        unless: patterns(pack, rule, "unless")?,
    })
}

fn stage_of(rule: &Rule) -> Result<Stage, PackError> {
    let code = rule.text("stage").unwrap_or_default();
    stage(code).ok_or_else(|| fault(rule, format!("no stage `{code}`")))
}

/// The stage called `code`.
pub(super) fn stage(code: &str) -> Option<Stage> {
    let stages =
        [Stage::Explored, Stage::Negotiated, Stage::Signed, Stage::InForce, Stage::Implemented];
    let codes = ["explored", "negotiated", "signed", "in-force", "implemented"];
    codes.into_iter().zip(stages).find(|(name, _)| *name == code).map(|(_, stage)| stage)
}
