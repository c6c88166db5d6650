//! `cargo xtask picture`: what a terminal and a browser show of the examples, for the READMEs.
//!
//! The program runs as a user runs it; its colours become text in SVG, which can be read, searched and
//! copied, and follows the reader's light or dark screen.

mod rooms;
mod sgr;
mod svg;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// Columns of the terminal.
const WIDTH: usize = 92;
/// Where acts are shown from: the first article of the example.
const FROM: &str = "\u{1b}[1m\u{4e00}\u{1b}[0m";
/// How the first line of an act begins.
const ACT: &str = "\u{1b}[2mp";
/// Lines of facts and lines of acts that are shown; the rest is longer than a picture should be.
const FACTS: usize = 12;
const ACTS: usize = 30;

/// Draws the pictures for each language of the program.
pub(crate) fn run(root: &Path) -> Result<()> {
    terminal(root)?;
    rooms::run(root)
}

fn terminal(root: &Path) -> Result<()> {
    for (language, file) in [("en", "docs/picture.svg"), ("zh", "docs/picture.zh-CN.svg")] {
        let shown = output(root, language)?;
        let lines: Vec<&str> = shown.lines().collect();
        let acts = lines.iter().position(|l| *l == FROM).context("the first article")?;
        ensure!(acts > FACTS, "the facts end before the acts begin");
        let (facts, rest) = lines.split_at(acts);
        let rest = rest.get(..ACTS.min(rest.len())).unwrap_or_default();
        // The last act may lack its last lines.
        let whole = rest.iter().rposition(|line| line.starts_with(ACT)).unwrap_or(rest.len());
        let picked = facts.iter().take(FACTS).chain(&["\u{2026}", ""]);
        let picked: Vec<&str> =
            picked.chain(rest.iter().take(whole)).chain(&["\u{2026}"]).copied().collect();
        let styled: Vec<_> = picked.iter().map(|line| sgr::spans(line)).collect();
        let command = "$ mengfu read examples/009_bom.txt";
        fs::write(root.join(file), svg::draw(command, &styled, WIDTH))?;
        println!("{file}");
    }
    Ok(())
}

/// What the program prints of the example, in colour.
fn output(root: &Path, language: &str) -> Result<String> {
    let width = WIDTH.to_string();
    let run = Command::new(env!("CARGO"))
        .current_dir(root)
        .args(["run", "--quiet", "--package", "mengfu-cli", "--", "--color", "always"])
        .args(["--lang", language, "read", "--width", &width, "examples/009_bom.txt"])
        .output()?;
    ensure!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Ok(String::from_utf8(run.stdout)?)
}
