//! How a register grows with the number of statements: measured on generated ones.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::Args;
use mengfu_bench::scale::{ask_again, asked_table, measure, table};

/// What to measure.
#[derive(Debug, Args)]
pub(crate) struct ScaleArgs {
    /// How many statements; several sizes with commas between.
    #[arg(long, value_delimiter = ',', default_value = "100,1000")]
    statements: Vec<usize>,
    /// The same seed gives the same statements.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only ask the registers that are there.
    #[arg(long)]
    again: bool,
    /// A folder for the registers, which are left there.
    dir: PathBuf,
}

/// Prints the measurements as a table.
pub(crate) fn run(args: &ScaleArgs) -> Result<()> {
    std::fs::create_dir_all(&args.dir).with_context(|| format!("{}", args.dir.display()))?;
    let mut sizes = Vec::new();
    for statements in &args.statements {
        let path = args.dir.join(format!("{statements}.db"));
        if args.again {
            print!("{}", asked_table(&ask_again(&path)?));
            continue;
        }
        ensure!(!path.exists(), "{} exists", path.display());
        sizes.push(measure(*statements, args.seed, &path)?);
        eprintln!("{statements} statements measured");
    }
    if !args.again {
        print!("{}", table(&sizes));
    }
    Ok(())
}
