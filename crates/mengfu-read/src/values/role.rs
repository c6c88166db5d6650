//! What a time says of its act.

use std::ops::Range;

use mengfu_lang::{ClassId, Pack, PackError, Rule, Scan};
use mengfu_model::{Act, EntryId, Kind, RuleId, Strength, TimeRole};

use crate::values::rules::fault;

/// The shape of a time told from the day of signing.
const RELATIVE: &str = "relative";

/// How many bytes before a time rules may look, so that many times in one act stay cheap.
const NEAR: usize = 300;

/// The rules on roles, compiled. The first that applies gives the role.
///
/// A rule may ask for kinds and strengths of the act, for shapes of the time, for a pattern right
/// after the time (`after`), and for one anywhere in the act (`match`).
#[derive(Debug)]
pub(super) struct Roles {
    rules: Vec<RoleRule>,
    words: Vec<(ClassId, TimeRole, RuleId)>,
}

#[derive(Debug)]
struct RoleRule {
    at: usize,
    role: Option<TimeRole>,
    kinds: Vec<Kind>,
    strengths: Vec<Strength>,
    shapes: Vec<String>,
    /// Whether its patterns look at what follows the time, and not at the act.
    after: bool,
    /// Whether they look at what stands before it in the act.
    before: bool,
}

impl Roles {
    pub(super) fn new(pack: &Pack) -> Result<Self, PackError> {
        let (mut rules, mut words) = (Vec::new(), Vec::new());
        for (at, rule) in pack.rules("times").iter().enumerate() {
            if rule.text("part") != Some("role") {
                continue;
            }
            let role = match rule.text("role") {
                Some("none") => None,
                code => {
                    let role = code.and_then(TimeRole::from_code);
                    Some(role.ok_or_else(|| fault(rule, "no such role"))?)
                }
            };
            if let (Some(class), Some(role)) = (rule.text("word"), role) {
                words.extend(pack.lexicon.class(class).map(|c| (c, role, rule.id)));
                continue;
            }
            rules.push(RoleRule {
                at,
                role,
                kinds: codes(rule, "kind", Kind::from_code)?,
                strengths: codes(rule, "strength", Strength::from_code)?,
                shapes: rule.list("shape").into_iter().map(str::to_owned).collect(),
                after: rule.text("where") == Some("after"),
                before: rule.text("where") == Some("before"),
            });
        }
        Ok(Self { rules, words })
    }

    /// The role of the time at `at`, with the rule that gives it; none where it is no time of the act.
    pub(super) fn of(
        &self,
        pack: &Pack,
        scan: &Scan<'_>,
        at: Range<usize>,
        shape: &str,
        act: &Act,
    ) -> Option<(RuleId, TimeRole)> {
        let all = pack.rules("times");
        let quote = act.quote.range();
        let near = scan.normal().floor_char_boundary(at.start.saturating_sub(NEAR));
        let far = scan.normal().floor_char_boundary(at.end.saturating_add(NEAR));
        let before = near.max(quote.start)..at.start;
        for one in &self.rules {
            let Some(rule) = all.get(one.at) else { continue };
            let kind = one.kinds.is_empty() || one.kinds.contains(&act.kind);
            let strength = one.strengths.is_empty()
                || act.strength.is_some_and(|s| one.strengths.contains(&s));
            let shaped = one.shapes.is_empty() || one.shapes.iter().any(|s| s == shape);
            if !(kind && strength && shaped) {
                continue;
            }
            let matches = rule.patterns.is_empty()
                || rule.patterns.iter().any(|p| match (one.after, one.before) {
                    (true, _) => p.match_at(scan, at.end, quote.end).is_some(),
                    (_, true) => p.find(scan, before.clone()).is_some(),
                    _ => p.find(scan, near.max(quote.start)..quote.end.min(far)).is_some(),
                });
            if matches {
                return one.role.map(|role| (rule.id, role));
            }
        }
        None
    }

    /// The role of a word that is a time by itself: its own, or as of a time told from the signing.
    pub(super) fn of_word(
        &self,
        pack: &Pack,
        scan: &Scan<'_>,
        at: Range<usize>,
        entry: EntryId,
        act: &Act,
    ) -> Option<(RuleId, TimeRole)> {
        let entry = scan.lexicon().entry(entry)?;
        let own = self.words.iter().find(|(class, ..)| entry.is(*class));
        match own {
            Some((_, role, rule)) => Some((*rule, *role)),
            None => self.of(pack, scan, at, RELATIVE, act),
        }
    }
}

fn codes<T>(rule: &Rule, key: &str, of: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, PackError> {
    let code = |code: &str| of(code).ok_or_else(|| fault(rule, &format!("`{code}` in `{key}`")));
    rule.list(key).into_iter().map(code).collect()
}
