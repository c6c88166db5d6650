//! What the words of an act say beside its matter: how firm, how wide, how far come.

use std::ops::Range;

use mengfu_lang::Scan;
use serde::{Deserialize, Serialize};

use crate::words::{Words, is, value};

/// What the words of an act say beside its matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cues {
    /// The firmest adverb and its rank.
    #[serde(rename = "i", default, skip_serializing_if = "Option::is_none")]
    pub intensity: Option<(u8, String)>,
    /// Whether the act before it in the sentence, of the same stance, has such an adverb.
    #[serde(rename = "l", default, skip_serializing_if = "super::is_false")]
    pub lent_intensity: bool,
    /// The words that make its scope as wide as can be.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Whether a word turns an undertaking into one to refrain.
    #[serde(rename = "n", default, skip_serializing_if = "super::is_false")]
    pub negation: bool,
    /// Whether it points back to what was named before.
    #[serde(rename = "a", default, skip_serializing_if = "super::is_false")]
    pub anaphor: bool,
    /// How far things have come that it speaks of.
    #[serde(rename = "t", default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// The highest rank of the relation of the parties that it names, and its words.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<(u8, String)>,
    /// The latest beginning of the things that it names.
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}

/// A rung of a ladder, e.g. `agreement` 4: signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The ladder.
    pub ladder: String,
    /// The rung, counted by the pack.
    pub rung: u8,
    /// Whether the words before it say that it lies ahead.
    pub pending: bool,
    /// Whether the words before it say that it was done.
    pub done: bool,
    /// Its words.
    pub words: String,
}

impl Cues {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(crate) fn new(words: &Words, scan: &Scan<'_>, range: Range<usize>) -> Self {
        let mut cues = Self::default();
        let (mut pending, mut done) = (false, false);
        let mut at = range.start;
        while at < range.end {
            let width =
                scan.normal().get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8);
            let Some(longest) = scan.at(at).find(|hit| {
                hit.end as usize <= range.end
                    && (scan.is_of(hit, &words.pieces)
                        || words.since.is_some_and(|c| scan.is(hit, c)))
            }) else {
                at += width;
                continue;
            };
            // A name may hold a word that counts for itself.
            let since = scan.at(at).filter(|hit| hit.end as usize <= range.end);
            let since = since.filter_map(|hit| value(scan.entry(&hit)?, words.since)).max();
            cues.since = cues.since.take().max(since.map(str::to_owned));
            let Some(entry) = scan.entry(&longest) else { break };
            let text = scan.normal().get(longest.range()).unwrap_or_default();
            pending |= is(entry, words.pending);
            done |= is(entry, words.done);
            cues.negation |= is(entry, words.negation);
            cues.anaphor |= is(entry, words.anaphor);
            if is(entry, words.scope) && cues.scope.is_none() {
                cues.scope = Some(text.to_owned());
            }
            if let Some(rank) = value(entry, words.intensity).and_then(|v| v.parse::<u8>().ok())
                && cues.intensity.as_ref().is_none_or(|(known, _)| *known < rank)
            {
                cues.intensity = Some((rank, text.to_owned()));
            }
            if let Some(rank) = value(entry, words.rank).and_then(|v| v.parse::<u8>().ok())
                && cues.rank.as_ref().is_none_or(|(known, _)| *known < rank)
            {
                cues.rank = Some((rank, text.to_owned()));
            }
            for (ladder, class) in &words.ladders {
                let rung = value(entry, Some(*class)).and_then(|v| v.parse().ok());
                cues.steps.extend(rung.map(|rung| Step {
                    ladder: ladder.clone(),
                    rung,
                    pending,
                    done,
                    words: text.to_owned(),
                }));
            }
            at = longest.end as usize;
        }
        cues
    }
}
