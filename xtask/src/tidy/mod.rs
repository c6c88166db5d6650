//! `cargo xtask tidy`: the project's own rules, those that no compiler knows.

mod code;
mod documents;
mod files;
mod licences;
mod packs;
mod quotes;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use walkdir::WalkDir;

/// Something that breaks a rule of the project: where and what.
pub(crate) type Fault = String;

/// A tracked file of the project.
pub(crate) struct ProjectFile {
    /// Its path below the root, with `/`.
    pub(crate) path: String,
    /// Its text; `None` for what is not UTF-8.
    pub(crate) text: Option<String>,
}

/// Checks everything and fails if anything is wrong.
pub(crate) fn run(root: &Path) -> Result<()> {
    let files = project_files(root)?;
    let mut faults = Vec::new();
    faults.extend(files::faults(&files));
    faults.extend(code::faults(&files));
    faults.extend(documents::faults(&files));
    faults.extend(packs::faults(root)?);
    faults.extend(licences::faults(root)?);
    faults.extend(quotes::faults(root, &files)?);
    for fault in &faults {
        eprintln!("{fault}");
    }
    match faults.len() {
        0 => {
            println!("tidy: {} files, nothing wrong", files.len());
            Ok(())
        }
        n => bail!("tidy: {n} faults"),
    }
}

/// The files of the project, without what is built or belongs to tools.
fn project_files(root: &Path) -> Result<Vec<ProjectFile>> {
    let skipped = ["target", ".git", "node_modules"];
    WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|e| !skipped.contains(&e.file_name().to_string_lossy().as_ref()))
        .filter(|e| e.as_ref().map_or(true, |e| e.file_type().is_file()))
        .map(|entry| {
            let path: PathBuf = entry?.into_path();
            let text = String::from_utf8(std::fs::read(&path)?).ok();
            let below = path.strip_prefix(root).unwrap_or(&path);
            let parts: Vec<_> =
                below.components().map(|c| c.as_os_str().to_string_lossy()).collect();
            Ok(ProjectFile { path: parts.join("/"), text })
        })
        .collect()
}
