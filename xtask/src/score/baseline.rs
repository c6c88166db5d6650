//! The committed baseline: the measures, and for each gold act what was right of it.
//!
//! The statements are not the project's to publish, so an act is named by a hash of its
//! instrument's id and its words, never by the words.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::measures::Measure;

/// A measure may fall by this much without being a loss.
const SLACK: f64 = 0.0005;

macro_rules! marks {
    ($($field:ident = $letter:literal, $name:literal);+ $(;)?) => {
        /// What was right of one gold act.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(crate) struct Mark { $(pub(crate) $field: bool),+ }
        impl Mark {
            /// One letter for each thing that was right.
            fn letters(self) -> String {
                let mut letters = String::new();
                $(if self.$field { letters.push($letter); })+
                letters
            }
            fn from_letters(letters: &str) -> Self {
                Self { $($field: letters.contains($letter)),+ }
            }
            /// The names of what is right here and was not in `earlier`.
            fn beyond(self, earlier: Self) -> Vec<&'static str> {
                let mut names = Vec::new();
                $(if self.$field && !earlier.$field { names.push($name); })+
                names
            }
        }
    };
}

marks! {
    matched = 'm', "found";
    kind = 'k', "kind";
    actors = 'a', "actors";
    strength = 's', "strength";
    standing = 'd', "standing";
    stance = 'n', "stance";
    topics = 't', "topics";
    times = 'w', "time";
    quantities = 'q', "quantities";
    refs = 'r', "refs";
}

/// One gold act and what was right of it.
#[derive(Clone, Debug)]
pub(crate) struct ActMark {
    key: String,
    instrument: String,
    quote: String,
    mark: Mark,
}

impl ActMark {
    /// The mark of the act with these words, the `earlier`th of its instrument that has them.
    pub(crate) fn new(instrument: &str, quote: &str, earlier: usize, mark: Mark) -> Self {
        let digest = Sha256::digest(format!("{instrument}\n{quote}\n{earlier}"));
        let key = digest.iter().take(8).fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        Self { key, instrument: instrument.to_owned(), quote: quote.to_owned(), mark }
    }

    /// Whether it is an act of this instrument with these words.
    pub(crate) fn is_of(&self, instrument: &str, quote: &str) -> bool {
        self.instrument == instrument && self.quote == quote
    }
}

/// The baseline as committed.
#[derive(Debug, Default)]
pub(crate) struct Baseline {
    measures: BTreeMap<String, f64>,
    acts: BTreeMap<String, Mark>,
}

impl Baseline {
    /// Reads the file; an absent one is an empty baseline.
    pub(crate) fn load(path: &Path) -> Result<Self> {
        let mut baseline = Self::default();
        if !path.exists() {
            return Ok(baseline);
        }
        for (n, line) in fs::read_to_string(path)?.lines().enumerate() {
            let columns: Vec<&str> = line.split('\t').collect();
            match columns.as_slice() {
                ["measure", name, value] => {
                    let value = value.parse().with_context(|| bad(path, n))?;
                    baseline.measures.insert((*name).to_owned(), value);
                }
                ["act", key, letters] => {
                    baseline.acts.insert((*key).to_owned(), Mark::from_letters(letters));
                }
                _ if line.is_empty() || line.starts_with('#') => {}
                _ => bail!(bad(path, n)),
            }
        }
        Ok(baseline)
    }

    /// Whether there is nothing to compare with.
    pub(crate) fn is_empty(&self) -> bool {
        self.measures.is_empty()
    }
}

fn bad(path: &Path, line: usize) -> String {
    format!("{}:{}: not a line of a baseline", path.display(), line + 1)
}

/// Writes a new baseline.
pub(crate) fn bless(path: &Path, measures: &[Measure], marks: &[ActMark]) -> Result<()> {
    let mut text = String::from(
        "# What the engine reached on the seeds; written by `cargo xtask score --bless`.\n\
         # act: hash of instrument and words, then one letter for each thing that was right\n\
         # (m found, k kind, a actors, s strength, d standing, n stance, t topics, w time, q quantities, r refs).\n",
    );
    for m in measures {
        writeln!(text, "measure\t{}\t{}", m.name, m.value)?;
    }
    for m in marks {
        writeln!(text, "act\t{}\t{}", m.key, m.mark.letters())?;
    }
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// Losses that were looked at and accepted, each with a reason.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Explained {
    #[serde(default)]
    loss: Vec<ExplainedLoss>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExplainedLoss {
    /// The hash of an act, or the name of a measure.
    of: String,
    reason: String,
}

impl Explained {
    /// Reads the file; an absent one explains nothing.
    pub(crate) fn load(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let explained: Self = toml::from_str(&fs::read_to_string(path)?)
            .with_context(|| format!("cannot read {}", path.display()))?;
        match explained.loss.iter().find(|l| l.reason.trim().is_empty()) {
            Some(l) => bail!("{}: the loss of {} has no reason", path.display(), l.of),
            None => Ok(explained),
        }
    }

    fn reason(&self, of: &str) -> Option<&str> {
        self.loss.iter().find(|l| l.of == of).map(|l| l.reason.as_str())
    }
}

/// What changed against the baseline.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    pub(crate) gains: Vec<String>,
    pub(crate) losses: Vec<String>,
    pub(crate) explained: Vec<String>,
}

/// Compares with the baseline, measure by measure and act by act.
pub(crate) fn changes(
    baseline: &Baseline,
    explained: &Explained,
    measures: &[Measure],
    marks: &[ActMark],
) -> Changes {
    let mut changes = Changes::default();
    for m in measures {
        let Some(before) = baseline.measures.get(&m.name) else { continue };
        let line = format!("measure {}: {before} → {}", m.name, m.value);
        let now = m.value.number();
        if now < before - SLACK {
            changes.loss(explained.reason(&m.name), line);
        } else if now > before + SLACK {
            changes.gains.push(line);
        }
    }
    for act in marks {
        let Some(before) = baseline.acts.get(&act.key) else { continue };
        let line = |what: Vec<&str>| {
            let what = what.join(", ");
            format!("{} {what} | {} | {}", act.key, act.instrument, act.quote)
        };
        let lost = before.beyond(act.mark);
        if !lost.is_empty() {
            changes.loss(explained.reason(&act.key), line(lost));
        }
        let won = act.mark.beyond(*before);
        if !won.is_empty() {
            changes.gains.push(line(won));
        }
    }
    changes
}

impl Changes {
    fn loss(&mut self, reason: Option<&str>, line: String) {
        match reason {
            Some(reason) => self.explained.push(format!("{line} ({reason})")),
            None => self.losses.push(line),
        }
    }
}
