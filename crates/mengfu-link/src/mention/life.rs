//! How far the life of a text had come when it was mentioned.

use std::ops::Range;

use mengfu_lang::{Pack, Pattern, Scan};
use mengfu_model::Stage;

use super::rules::Mentions;

/// Bytes before a name, and after it, that tell of its life: what stands farther off tells of something
/// else, and looking at all of it for each of many names would take too long.
const BEFORE: usize = 1200;
const AFTER: usize = 240;

impl Mentions {
    /// The stage of the text named at `name` within the act at `act`.
    pub(super) fn life(
        &self,
        scan: &Scan<'_>,
        act: &Range<usize>,
        name: &Range<usize>,
    ) -> Option<Stage> {
        let before = near(scan, name.start.saturating_sub(BEFORE), act.start)..name.start;
        let after = name.end..near(scan, name.end.saturating_add(AFTER), name.end).min(act.end);
        let found = |patterns: &[Pattern], range: &Range<usize>| {
            patterns.iter().any(|pattern| pattern.find(scan, range.clone()).is_some())
        };
        let rule = self.life.iter().find(|rule| {
            (found(&rule.before, &before) || found(&rule.after, &after))
                && !found(&rule.unless, &before)
                && !found(&rule.unless, &after)
        });
        rule.map(|rule| rule.stage)
    }

    /// What a sentence tells of the texts that the next ones list.
    pub(super) fn lead(&self, pack: &Pack, scan: &Scan<'_>) -> Option<Stage> {
        let found = self.lead.iter().find(|(rule, _)| {
            let mut patterns = rule.patterns(pack).iter();
            patterns.any(|pattern| pattern.find(scan, 0..scan.normal().len()).is_some())
        });
        found.map(|(_, stage)| *stage)
    }

    /// Whether the words at `between` only part two names of one list.
    pub(super) fn listed(&self, pack: &Pack, scan: &Scan<'_>, between: Range<usize>) -> bool {
        let mut patterns = self.list.iter().flat_map(|rule| rule.patterns(pack));
        patterns.any(|pattern| pattern.match_at(scan, between.start, between.end).is_some())
    }
}

/// The first border of characters from `at` on, but none before `least`.
fn near(scan: &Scan<'_>, at: usize, least: usize) -> usize {
    let text = scan.normal();
    let at = at.clamp(least, text.len().max(least));
    (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}
