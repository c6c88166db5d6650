//! Sessions and dates that stand beside a name.

use std::ops::Range;

use mengfu_lang::{Pack, Scan};
use mengfu_model::{ReferenceType, TimeReference, TimeRole};

use super::identity::number;
use super::rules::{Mentions, Renaming};

/// Bytes before a name in which the number of its session stands.
const NEAR: usize = 60;

/// Bytes between a date and the name it belongs to.
const DATE_NEAR: usize = 600;

impl Mentions {
    /// The numbers of the sessions named before or after the name at `name`.
    pub(super) fn sessions(
        &self,
        pack: &Pack,
        scan: &Scan<'_>,
        act: &Range<usize>,
        name: &Range<usize>,
    ) -> Vec<u32> {
        let after = name.end..act.end;
        let near = name.start.saturating_sub(NEAR).max(act.start);
        let near = (near..=name.start).find(|at| scan.normal().is_char_boundary(*at));
        let before = near.unwrap_or(name.start)..name.start;
        let told = |rules: &[Renaming], range: Range<usize>, anchored: bool| {
            rules.iter().find_map(|rule| {
                let found = rule.patterns(pack).iter().find_map(|p| match anchored {
                    true => p.match_at(scan, range.start, range.end),
                    false => p.find(scan, range.clone()),
                })?;
                let first = rule.session.or_else(|| number(scan, &found, "session"))?;
                let second = number(scan, &found, "second");
                Some([Some(first), second].into_iter().flatten().collect::<Vec<_>>())
            })
        };
        told(&self.session_after, after, true)
            .or_else(|| told(&self.session_before, before, false))
            .unwrap_or_default()
    }

    /// The date that belongs to the name at `name`, of the times of its act in the order of the text.
    pub(crate) fn date(
        &self,
        pack: &Pack,
        scan: &Scan<'_>,
        kind: ReferenceType,
        times: &[&TimeReference],
        name: &Range<usize>,
    ) -> Option<String> {
        let day = |time: &TimeReference| {
            let value = time.value.as_ref()?.0.clone();
            let dated = value.starts_with(|c: char| c.is_ascii_digit());
            (dated && time.role != TimeRole::Recurrence).then_some(value)
        };
        let fits = |rules: &[Renaming], between: Range<usize>| {
            between.len() <= DATE_NEAR
                && rules.iter().filter(|rule| rule.is_for(kind)).any(|rule| {
                    let mut patterns = rule.patterns(pack).iter();
                    patterns.any(|p| p.match_at(scan, between.start, between.end).is_some())
                })
        };
        let upto = times.partition_point(|time| time.at.end.get() <= name.start);
        let before = upto.checked_sub(1).and_then(|at| times.get(at)).copied();
        let from = times.partition_point(|time| time.at.start.get() < name.end);
        let after = times.get(from).copied();
        let before = before.filter(|time| fits(&self.date_before, time.at.end.get()..name.start));
        let after = after.filter(|time| fits(&self.date_after, name.end..time.at.start.get()));
        before.or(after).and_then(day)
    }
}
