//! Reads a folder of files with the engine, as JSON Lines of reading-format v1.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use mengfu::{Engine, ReadSource, across, wire};

/// The readings of every file of `folder`, in the order of the names.
pub(crate) fn read_folder(folder: &Path) -> Result<String> {
    let engine = Engine::embedded()?;
    let mut lines = String::new();
    for line in read_sources(folder)?.iter().flat_map(|source| wire::lines(source, engine.packs()))
    {
        lines.push_str(&serde_json::to_string(&line)?);
        lines.push('\n');
    }
    Ok(lines)
}

/// Every file of `folder` as read, in the order of the names.
pub(crate) fn read_sources(folder: &Path) -> Result<Vec<ReadSource>> {
    let engine = Engine::embedded()?;
    let mut sources = files(folder)?
        .iter()
        .map(|path| {
            let name = path.file_name().map(|n| n.to_string_lossy()).unwrap_or_default();
            Ok(engine.read(&name, &fs::read(path)?)?)
        })
        .collect::<Result<Vec<ReadSource>>>()?;
    across::fill_dates(&mut sources);
    Ok(sources)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
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
    Ok(paths)
}
