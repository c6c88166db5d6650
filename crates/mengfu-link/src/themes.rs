//! Matters that are promised in general first and by a concrete step later.

use std::ops::Range;

use mengfu_lang::{Pack, PackError, Scan};
use serde::{Deserialize, Serialize};

/// The stage of the pack that says how themes are worded.
const STAGE: &str = "theme";

/// A theme that an act speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Whether the act is a concrete step rather than the general promise.
    pub concrete: bool,
    /// Its words.
    pub words: String,
}

/// Where a pack's themes are found.
pub(crate) struct Themes {
    /// The rules by their place in the stage.
    rules: Vec<(String, bool)>,
}

impl Themes {
    pub(crate) fn new(pack: &Pack) -> Result<Self, PackError> {
        let rules = pack.rules(STAGE).iter().map(|rule| {
            let fault = |problem: &str| PackError::Rule {
                file: rule.file.clone(),
                rule: rule.name.clone(),
                problem: problem.to_owned(),
            };
            let theme =
                rule.text("theme").ok_or_else(|| fault("a rule of this stage names a `theme`"))?;
            match rule.text("level") {
                Some("general") => Ok((theme.to_owned(), false)),
                Some("concrete") => Ok((theme.to_owned(), true)),
                _ => Err(fault("`level` is `general` or `concrete`")),
            }
        });
        Ok(Self { rules: rules.collect::<Result<_, _>>()? })
    }

    /// The themes that the part `range` of a text speaks of; a step hides the general promise that its
    /// own words contain.
    pub(crate) fn of(&self, pack: &Pack, scan: &Scan<'_>, range: &Range<usize>) -> Vec<Theme> {
        let mut found: Vec<Theme> = Vec::new();
        for (rule, (name, concrete)) in pack.rules(STAGE).iter().zip(&self.rules) {
            let mut patterns = rule.patterns.iter();
            let Some(hit) = patterns.find_map(|p| p.find(scan, range.clone())) else { continue };
            let words = scan.normal().get(hit.range()).unwrap_or_default().to_owned();
            found.push(Theme { name: name.clone(), concrete: *concrete, words });
        }
        let steps: Vec<String> =
            found.iter().filter(|t| t.concrete).map(|t| t.name.clone()).collect();
        found.retain(|theme| theme.concrete || !steps.contains(&theme.name));
        found
    }
}
