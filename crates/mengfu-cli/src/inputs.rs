//! The inputs of a run: files, the files of folders, standard input.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// One input.
#[derive(Debug)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// A folder or an entry of one that could not be listed.
    Unlisted(String, io::Error),
}

impl Input {
    /// What it is called in output and addresses.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Unlisted(name, _) => name.clone(),
        }
    }

    /// Its bytes, one more than the `largest` number at most, so that the engine sees that it is too large.
    pub(crate) fn bytes(&self, largest: u64) -> io::Result<Vec<u8>> {
        match self {
            Self::Stdin => read_some(io::stdin().lock(), 0, largest),
            Self::File(path) => {
                let file = File::open(path)?;
                let length = file.metadata()?.len();
                read_some(file, length, largest)
            }
            Self::Unlisted(_, error) => Err(io::Error::new(error.kind(), error.to_string())),
        }
    }

    /// The number of bytes, where it is known without reading.
    pub(crate) fn length(&self) -> u64 {
        match self {
            Self::File(path) => fs::metadata(path).map_or(0, |m| m.len()),
            _ => 0,
        }
    }
}

fn read_some(from: impl Read, length: u64, largest: u64) -> io::Result<Vec<u8>> {
    let most = largest.saturating_add(1);
    let mut bytes = Vec::new();
    let expected = usize::try_from(length.min(most)).unwrap_or(0);
    bytes.try_reserve(expected).map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
    from.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The inputs that the arguments name: folders are gone through in the order of their names, hidden
/// files and folders in them left out.
pub(crate) fn inputs(arguments: &[PathBuf]) -> Vec<Input> {
    arguments.iter().flat_map(|path| expand(path)).collect()
}

fn expand(path: &Path) -> Vec<Input> {
    if path == Path::new("-") {
        return vec![Input::Stdin];
    }
    if !path.is_dir() {
        return vec![Input::File(path.to_owned())];
    }
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    WalkDir::new(path)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !hidden(entry.file_name()))
        .filter_map(|entry| match entry {
            // Links to files are followed, links to folders are not: they may lead in a circle. Pipes
            // and devices would block for ever. A link to nothing is reported when it is opened.
            Ok(entry) => {
                let dangling = entry.path_is_symlink() && !entry.path().exists();
                (entry.path().is_file() || dangling).then(|| Input::File(entry.into_path()))
            }
            Err(error) => {
                let name = error.path().unwrap_or(path).to_string_lossy().into_owned();
                Some(Input::Unlisted(name, error.into()))
            }
        })
        .collect()
}
