//! Tasks of the project: `cargo xtask verify`, `score`, `generate`, `scale`, `intent`, `load`, `tidy`, `picture`.

mod generate;
mod intent;
mod load;
mod picture;
mod scale;
mod score;
mod seeds;
mod server;
mod tidy;
mod verify;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Parser;

/// Tasks of the project.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
enum Task {
    /// Check everything: tidy, formatting, lints, all tests, scores.
    Verify,
    /// Read the seeds and measure the readings against gold.
    Score(score::ScoreArgs),
    /// Write a corpus of fictional statements.
    Generate(generate::GenerateArgs),
    /// Measure how a register grows.
    Scale(scale::ScaleArgs),
    /// Measure links against what generated statements intend.
    Intent(intent::IntentArgs),
    /// Measure how fast the reading room answers at a steady rate.
    Load(load::LoadArgs),
    /// Check the project's own rules.
    Tidy,
    /// Draw the pictures of the output that README shows.
    Picture,
}

fn main() -> ExitCode {
    match run(&Task::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &Task) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the root")?;
    match task {
        Task::Verify => verify::run(root),
        Task::Score(args) => score::run(args, root),
        Task::Generate(args) => generate::run(args),
        Task::Scale(args) => scale::run(args),
        Task::Intent(args) => intent::run(args),
        Task::Load(args) => load::run(args),
        Task::Tidy => tidy::run(root),
        Task::Picture => picture::run(root),
    }
}
