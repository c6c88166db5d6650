//! Tasks of the project: `cargo xtask score`.

mod score;
mod seeds;

use std::path::Path;

use anyhow::{Context, Result};
use clap::Parser;

/// Tasks of the project.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
enum Task {
    /// Read the seeds and measure the readings against gold.
    Score(score::ScoreArgs),
}

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the root")?;
    match Task::parse() {
        Task::Score(args) => score::run(&args, root),
    }
}
