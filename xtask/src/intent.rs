//! How well links are found that generated statements intend.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::Args;
use mengfu_bench::intent::compare;

/// On which statements.
#[derive(Debug, Args)]
pub(crate) struct IntentArgs {
    /// How many statements.
    #[arg(long, default_value_t = 300)]
    statements: usize,
    /// The same seed gives the same statements.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print examples of what was missed.
    #[arg(long)]
    missed: bool,
    /// A folder for the register, which is left there.
    dir: PathBuf,
}

/// Prints what was found of what was intended.
pub(crate) fn run(args: &IntentArgs) -> Result<()> {
    std::fs::create_dir_all(&args.dir).with_context(|| format!("{}", args.dir.display()))?;
    let path = args.dir.join(format!("intent-{}-{}.db", args.statements, args.seed));
    ensure!(!path.exists(), "{} exists", path.display());
    let intent = compare(args.statements, args.seed, &path)?;
    print!("{}", intent.tables());
    println!("\n{} quotes that no act holds", intent.unread);
    for missed in intent.missed.iter().filter(|_| args.missed) {
        let found = missed.found.map_or_else(|| "nothing".to_owned(), |k| format!("{k:?}"));
        println!("{}, found {found}: {} -> {}", missed.intended, missed.earlier, missed.later);
    }
    Ok(())
}
