//! `cargo xtask score`: reads the seeds and measures the readings against gold.
//!
//! The definitions are those of `../shared/tools/score.py`; a test runs both on the same readings
//! and compares every line.

mod baseline;
mod body;
mod compare;
mod links;
mod measures;
mod pairing;
mod records;
mod tally;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use baseline::{Baseline, Changes, Explained};
use compare::Comparison;
use measures::Measure;
use records::ReadingRecord;

/// How to score.
#[derive(Debug, clap::Args)]
pub(crate) struct ScoreArgs {
    /// Readings to score (JSON Lines) instead of reading the seeds.
    #[arg(long, value_name = "FILE")]
    readings: Option<PathBuf>,
    /// The folder with the gold readings.
    #[arg(long, value_name = "DIR", default_value = GOLD)]
    gold: PathBuf,
    /// The folder with the seeds.
    #[arg(long, value_name = "DIR", default_value = SEEDS)]
    seeds: PathBuf,
    /// Print the first N errors of each kind.
    #[arg(long, value_name = "N", default_value_t = 0)]
    details: usize,
    /// Print the measures only, without thresholds and without comparing with the baseline.
    #[arg(long)]
    plain: bool,
    /// Write what was reached as the new baseline.
    #[arg(long)]
    bless: bool,
    /// Print every link that says more or less than what was said before, with both quotes.
    #[arg(long)]
    links: bool,
    /// Where to write the readings of the seeds.
    #[arg(long, value_name = "FILE")]
    keep: Option<PathBuf>,
}

/// What the command line takes by default.
const GOLD: &str = "../shared/gold";
const SEEDS: &str = "../shared/corpus/seeds";

impl Default for ScoreArgs {
    fn default() -> Self {
        Self {
            readings: None,
            gold: GOLD.into(),
            seeds: SEEDS.into(),
            details: 0,
            plain: false,
            bless: false,
            links: false,
            keep: None,
        }
    }
}

/// Scores, prints, and fails on an unexplained loss.
pub(crate) fn run(args: &ScoreArgs, root: &Path) -> Result<()> {
    let gold = records::load_gold(&root.join(&args.gold))?;
    let reads = match &args.readings {
        Some(path) => records::load_readings(path)?,
        None => read_seeds(&root.join(&args.seeds), args.keep.as_deref())?,
    };
    let comparison = compare::compare(&gold, &reads);
    let measures = measures::measures(&comparison);
    for m in &measures {
        match m.least.filter(|_| !args.plain) {
            Some(least) if m.value.number() < least => println!("{m}   below {least:.2}"),
            Some(least) => println!("{m}   at least {least:.2}"),
            None => println!("{m}"),
        }
    }
    print_details(&comparison, args.details);
    let scored = match args.readings.is_none() && !args.plain {
        true => links::score(&root.join(&args.seeds), &root.join(&args.gold), args.links)?,
        false => None,
    };
    if let Some(scored) = &scored {
        scored.hold(&root.join("xtask/links.tsv"), args.bless)?;
    }
    let baseline_path = root.join("xtask/baseline.tsv");
    if args.bless {
        return baseline::bless(&baseline_path, &measures, &comparison.marks);
    }
    match args.plain {
        true => Ok(()),
        false => compare_with_baseline(&baseline_path, root, &measures, &comparison),
    }
}

/// Reads every file of the folder with the engine, by way of the wire: what is measured is what
/// users get.
fn read_seeds(folder: &Path, keep: Option<&Path>) -> Result<Vec<ReadingRecord>> {
    let lines = crate::seeds::read_folder(folder)?;
    if let Some(path) = keep {
        std::fs::write(path, &lines).with_context(|| format!("cannot write {}", path.display()))?;
    }
    records::json_lines(&lines, Path::new("readings of the seeds"))
}

fn print_details(comparison: &Comparison, most: usize) {
    if most == 0 {
        return;
    }
    for (kind, list) in &comparison.tally.errors {
        println!("\n== {kind}: {}", list.len());
        for error in list.iter().take(most) {
            println!("   {error}");
        }
    }
}

fn compare_with_baseline(
    path: &Path,
    root: &Path,
    measures: &[Measure],
    comparison: &Comparison,
) -> Result<()> {
    let baseline = Baseline::load(path)?;
    if baseline.is_empty() {
        println!("\nno baseline yet: `cargo xtask score --bless` writes one");
        return Ok(());
    }
    let explained = Explained::load(&root.join("xtask/explained-losses.toml"))?;
    let Changes { gains, losses, explained } =
        baseline::changes(&baseline, &explained, measures, &comparison.marks);
    println!();
    for (name, list) in [("gained", &gains), ("lost, explained", &explained), ("lost", &losses)] {
        if !list.is_empty() {
            println!("{name}: {}", list.len());
            list.iter().for_each(|line| println!("   {line}"));
        }
    }
    if losses.is_empty() {
        println!("no unexplained loss against xtask/baseline.tsv; {} gained", gains.len());
        return Ok(());
    }
    bail!(
        "{} unexplained losses against xtask/baseline.tsv: mend them, explain them in xtask/explained-losses.toml (of, reason), or accept them with `cargo xtask score --bless`",
        losses.len()
    )
}

#[cfg(test)]
mod tests;
