//! Writes a corpus of fictional statements, with what was intended in it.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::Args;
use mengfu_bench::generate::Corpus;

/// Which corpus, and where to.
#[derive(Debug, Args)]
pub(crate) struct GenerateArgs {
    /// How many statements.
    #[arg(long, default_value_t = 100)]
    statements: usize,
    /// The same seed gives the same corpus.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// A folder that does not exist or is empty.
    dir: PathBuf,
}

/// Writes `DIR/texts/*` and `DIR/truth.jsonl`.
pub(crate) fn run(args: &GenerateArgs) -> Result<()> {
    let texts = args.dir.join("texts");
    fs::create_dir_all(&texts).with_context(|| format!("{}", texts.display()))?;
    ensure!(fs::read_dir(&texts)?.next().is_none(), "{} is not empty", texts.display());
    let mut truth = BufWriter::new(File::create(args.dir.join("truth.jsonl"))?);
    let (mut files, mut bytes, mut links) = (0, 0, 0);
    for file in Corpus::new(args.seed, args.statements)? {
        let file = file?;
        files += 1;
        bytes += file.bytes.len();
        links += file.truth.len();
        fs::write(texts.join(&file.name), &file.bytes)?;
        for record in &file.truth {
            serde_json::to_writer(&mut truth, record)?;
            truth.write_all(b"\n")?;
        }
    }
    truth.flush()?;
    println!("{files} statements, {bytes} bytes, {links} lines of truth in {}", args.dir.display());
    Ok(())
}
