//! The real statements are not the project's to publish: no file may hold a sentence of them.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use serde_json::Value;

use super::{Fault, ProjectFile};

/// Shorter words are formulas that statements in general use.
const SENTENCE: usize = 28;

pub(crate) fn faults(root: &Path, files: &[ProjectFile]) -> Result<Vec<Fault>> {
    let folder = root.join("../shared/gold/provisions");
    if !folder.is_dir() {
        println!(
            "tidy: {} is missing, so quotes of real statements are not looked for",
            folder.display()
        );
        return Ok(Vec::new());
    }
    let quotes = quotes(&folder)?;
    let mut faults = Vec::new();
    for file in files {
        let text = file.text.as_deref().unwrap_or_default();
        for quote in quotes.iter().filter(|quote| text.contains(quote.as_str())) {
            let start: String = quote.chars().take(12).collect();
            faults.push(format!("{}: holds a sentence of a real statement: {start}…", file.path));
        }
    }
    Ok(faults)
}

/// The acts of the gold readings that are long enough to be sentences.
fn quotes(folder: &Path) -> Result<BTreeSet<String>> {
    let mut quotes = BTreeSet::new();
    for entry in std::fs::read_dir(folder)? {
        for line in std::fs::read_to_string(entry?.path())?.lines() {
            let provision: Value = serde_json::from_str(line)?;
            let acts = provision.get("acts").and_then(Value::as_array);
            let words = acts.into_iter().flatten().filter_map(|act| act.get("q")?.as_str());
            quotes.extend(words.filter(|q| q.chars().count() >= SENTENCE).map(str::to_owned));
        }
    }
    Ok(quotes)
}
