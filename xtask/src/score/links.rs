//! Links between the seeds, against those made by hand.
//!
//! A gold quote may be a part of an act, so it matches an act with which it shares words in the same
//! provision.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use mengfu::Packs;
use mengfu::link::{Digest, Key, Linker, lineage};
use mengfu::model::{ActAddress, InstrumentId, Link, LinkEnds, LinkKind, Reading};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::seeds::read_sources;

/// The hand-made links, beside the gold readings.
const GOLD: &str = "links.json";

/// A link made by hand.
#[derive(Debug, Deserialize)]
struct GoldLink {
    earlier: String,
    earlier_quote: String,
    later: Option<String>,
    later_quote: Option<String>,
    link: String,
}

impl GoldLink {
    /// A name that does not give the statement away.
    fn key(&self) -> String {
        let Self { earlier, earlier_quote, later, later_quote, link } = self;
        let digest = Sha256::digest(format!(
            "{earlier}\n{earlier_quote}\n{later:?}\n{later_quote:?}\n{link}"
        ));
        digest.iter().take(8).fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

/// What the links of the seeds are, against gold.
pub(crate) struct Scored {
    gold: usize,
    right: BTreeSet<String>,
    asserted: BTreeMap<LinkKind, usize>,
}

struct Register<'l> {
    linker: &'l Linker,
    readings: Vec<Reading>,
    digests: Vec<Digest>,
}

/// Links the seeds and compares; nothing where there is no gold.
pub(crate) fn score(seeds: &Path, gold: &Path, print: bool) -> Result<Option<Scored>> {
    let path = gold.join(GOLD);
    if !path.exists() {
        return Ok(None);
    }
    let gold: Vec<GoldLink> = serde_json::from_str(&fs::read_to_string(&path)?)?;
    let linker = Packs::embedded()?.linker("zh").context("a pack for comparing Chinese")?;
    let sources = read_sources(seeds)?;
    let readings: Vec<Reading> = sources.into_iter().flat_map(|s| s.reading.readings).collect();
    let digests = readings
        .iter()
        .map(|reading| linker.digest(&InstrumentId(reading.instrument.id.clone()), reading))
        .collect();
    let register = Register { linker, readings, digests };
    let links = register.links();
    let mut right = BTreeSet::new();
    println!();
    for link in &gold {
        let (found, label) = register.find(link, &links);
        if label {
            right.insert(link.key());
        } else {
            let what = found.map_or("nothing".to_owned(), |kind| format!("{kind:?}"));
            let (from, to) = (&link.earlier_quote, link.later_quote.as_deref().unwrap_or("-"));
            println!("link {} {}: {what} | {from} | {to}", link.link, link.key());
        }
    }
    let mut asserted = BTreeMap::new();
    for link in &links {
        *asserted.entry(link.kind).or_default() += 1;
    }
    if print {
        register.print(&links);
    }
    let scored = Scored { gold: gold.len(), right, asserted };
    println!(
        "links right                  {} of {}   at least 28",
        scored.right.len(),
        scored.gold
    );
    for (kind, count) in &scored.asserted {
        println!("links asserted {kind:<13} {count}", kind = format!("{kind:?}"));
    }
    Ok(Some(scored))
}

impl Register<'_> {
    /// All links of all instruments, as a register would have them.
    fn links(&self) -> Vec<Link> {
        let all: Vec<&Digest> = self.digests.iter().collect();
        let mut links = Vec::new();
        let mut promised: BTreeMap<Key, BTreeSet<usize>> = BTreeMap::new();
        for (at, digest) in self.digests.iter().enumerate() {
            for keyed in self.linker.promised(digest) {
                promised.entry(keyed.key).or_default().insert(at);
            }
        }
        for digest in &self.digests {
            let before = lineage(digest, &all);
            links.extend(self.linker.align(digest, &before));
            let reported = self.linker.reported(digest);
            let keys = reported.iter().filter_map(|keyed| promised.get(&keyed.key));
            let far: BTreeSet<usize> = keys.flatten().copied().collect();
            for other in far.into_iter().filter_map(|at| self.digests.get(at)) {
                let near = other.id == digest.id || before.iter().any(|b| b.id == other.id);
                if !near && other.signed.is_some() && other.signed < digest.signed {
                    links.extend(self.linker.fulfilled(other, digest));
                }
            }
        }
        links
    }

    /// Whether the two ends of a gold link are linked, as what, and whether that is the right label.
    fn find(&self, gold: &GoldLink, links: &[Link]) -> (Option<LinkKind>, bool) {
        let earlier = self.overlapping(&gold.earlier, &gold.earlier_quote);
        let later = gold.later.as_deref().zip(gold.later_quote.as_deref());
        let later = later.map(|(id, quote)| self.overlapping(id, quote)).unwrap_or_default();
        let year = gold.link.strip_prefix("dropped-by:");
        let mut found = None;
        for link in links {
            let meets = match &link.ends {
                LinkEnds::Both { earlier: a, later: b } => earlier.contains(a) && later.contains(b),
                LinkEnds::New { later, .. } => gold.link == "new" && earlier.contains(later),
                LinkEnds::Dropped { earlier: a, by } => {
                    let signed = by.0.split_once('/').map_or("", |(_, date)| date);
                    earlier.contains(a) && year.is_some_and(|y| signed.get(2..4) == Some(y))
                }
            };
            if meets {
                let right =
                    year.is_some() || format!("{:?}", link.kind).to_lowercase() == gold.link;
                if right {
                    return (Some(link.kind), true);
                }
                found = Some(link.kind);
            }
        }
        (found, false)
    }

    /// The acts of an instrument that share words with `quote`.
    fn overlapping(&self, id: &str, quote: &str) -> BTreeSet<ActAddress> {
        let mut acts = BTreeSet::new();
        let parties = id.split_once('/').map_or(id, |(parties, _)| parties);
        let exact = self.readings.iter().find(|r| r.instrument.id == id);
        let undated = || {
            let mut of = self.readings.iter().filter(|r| r.instrument.id.starts_with(parties));
            of.find(|r| r.instrument.signed.is_none())
        };
        let Some(reading) = exact.or_else(undated) else { return acts };
        for (number, provision) in (1_u32..).zip(&reading.provisions) {
            let Some(start) = provision.text.as_str().find(quote) else { continue };
            let end = start + quote.len();
            for (count, act) in (1_u32..).zip(&provision.acts) {
                if act.quote.start.get() < end && start < act.quote.end.get() {
                    let instrument = InstrumentId(reading.instrument.id.clone());
                    acts.insert(ActAddress { instrument, provision: number, act: count });
                }
            }
        }
        acts
    }

    fn quote(&self, at: &ActAddress) -> &str {
        let reading = self.readings.iter().find(|r| r.instrument.id == at.instrument.0);
        let provision =
            reading.and_then(|r| r.provisions.get((at.provision as usize).checked_sub(1)?));
        let quote = provision.and_then(|p| {
            let act = p.acts.get((at.act as usize).checked_sub(1)?)?;
            p.text.as_str().get(act.quote.range())
        });
        quote.unwrap_or_default()
    }

    fn print(&self, links: &[Link]) {
        for link in links {
            println!("{:?} {:.2}", link.kind, link.score);
            match &link.ends {
                LinkEnds::Both { earlier, later } => {
                    println!(
                        "   {earlier} {}\n   {later} {}",
                        self.quote(earlier),
                        self.quote(later)
                    );
                }
                LinkEnds::New { later, .. } => println!("   {later} {}", self.quote(later)),
                LinkEnds::Dropped { earlier, by } => {
                    println!("   {earlier} {} | {by}", self.quote(earlier));
                }
            }
            for r in &link.reasons {
                println!("      {:?} {:?}: {} → {}", r.attribute, r.effect, r.from, r.to);
            }
        }
    }
}

impl Scored {
    /// Compares with the committed list of what was right, or writes it.
    pub(crate) fn hold(&self, path: &Path, bless: bool) -> Result<()> {
        if bless {
            let mut text = String::from(
                "# Which of the hand-made links between the seeds are found; written by `cargo xtask score --bless`.\n\
                 # right: hash of both ends and the label. asserted: how many links of each kind there are.\n",
            );
            for key in &self.right {
                writeln!(text, "right\t{key}")?;
            }
            for (kind, count) in &self.asserted {
                writeln!(text, "asserted\t{kind:?}\t{count}")?;
            }
            return fs::write(path, text)
                .with_context(|| format!("cannot write {}", path.display()));
        }
        let text = fs::read_to_string(path).unwrap_or_default();
        let before = text.lines().filter_map(|line| line.strip_prefix("right\t"));
        let lost: Vec<&str> = before.filter(|key| !self.right.contains(*key)).collect();
        match lost.is_empty() {
            true => Ok(()),
            false => bail!("links lost against xtask/links.tsv: {}", lost.join(", ")),
        }
    }
}
