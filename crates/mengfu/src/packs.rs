//! The language packs that an engine reads with.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use include_dir::{Dir, include_dir};
use mengfu_lang::{Entry, Pack, PackError, PackFile, Rule};
use mengfu_model::{EntryId, RuleId};
use mengfu_read::Reader;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::engine::hex;
use crate::letters::language_of;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../packs");
static EMBEDDED: OnceLock<Packs> = OnceLock::new();

/// Classes of terms whose value is the code of a party, the best names first.
const PARTY_CLASSES: [&str; 3] = ["party.state.short", "party.state.former", "party.organisation"];

/// Loaded packs, one a language, each with the reader that its rules make.
pub struct Packs {
    readers: Vec<Reader>,
    print: String,
}

/// Why packs could not be loaded.
#[derive(Debug, Error)]
#[allow(missing_docs)]
pub enum PacksError {
    #[error("{folder}: {error}")]
    Pack { folder: String, error: PackError },
    #[error("cannot read {path}: {error}")]
    Io { path: PathBuf, error: io::Error },
    #[error("{0} is not UTF-8")]
    NotUtf8(PathBuf),
}

impl Packs {
    /// The packs that are part of the program, loaded once; nothing is read from disk.
    pub fn embedded() -> Result<&'static Self, PacksError> {
        if let Some(packs) = EMBEDDED.get() {
            return Ok(packs);
        }
        let readers = FILES.dirs().map(load_embedded).collect::<Result<_, _>>()?;
        let files = FILES.dirs().flat_map(embedded_files).collect::<Vec<_>>();
        let print = print(files.iter().map(|(path, content)| (path.as_str(), *content)));
        Ok(EMBEDDED.get_or_init(|| Self { readers, print }))
    }

    /// One pack from a folder that has a `pack.toml`.
    pub fn from_folder(folder: &Path) -> Result<Self, PacksError> {
        let mut files = Vec::new();
        collect(folder, folder, &mut files)?;
        files.sort();
        let print = print(files.iter().map(|(path, content)| (path.as_str(), content.as_str())));
        let files: Vec<PackFile<'_>> =
            files.iter().map(|(path, content)| PackFile { path, content }).collect();
        let reader = load(&folder.display().to_string(), &files)?;
        Ok(Self { readers: vec![reader], print })
    }

    /// A hash of everything in the packs: what was derived with packs of the same print is the same.
    pub fn print(&self) -> &str {
        &self.print
    }

    /// The packs, by name.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Pack> + ExactSizeIterator {
        self.readers.iter().map(Reader::pack)
    }

    /// The readers, by the names of their packs.
    pub fn readers(&self) -> &[Reader] {
        &self.readers
    }

    /// The reader of the language in whose letters most of the beginning of `text` is written;
    /// `None` where it has no letter of any.
    pub fn reader_for(&self, text: &str) -> Option<&Reader> {
        let at = language_of(text, self.iter().map(|pack| pack.settings.letters.as_slice()))?;
        self.readers.get(at)
    }

    /// The pack called `name`.
    pub fn get(&self, name: &str) -> Option<&Pack> {
        self.iter().find(|p| p.settings.name == name)
    }

    /// A short name for every party that the pack called `language` knows, by code.
    pub fn party_names(&self, language: &str) -> BTreeMap<String, String> {
        let mut names = BTreeMap::new();
        let Some(pack) = self.get(language) else { return names };
        for class in PARTY_CLASSES {
            let Some(class) = pack.lexicon.class(class) else { continue };
            for (_, entry) in pack.lexicon.entries() {
                if let Some(code) = entry.value(class) {
                    names.entry(code.to_owned()).or_insert_with(|| entry.term.clone());
                }
            }
        }
        names
    }

    /// The rule `id` of the pack called `pack`.
    pub fn rule(&self, pack: &str, id: RuleId) -> Option<&Rule> {
        self.get(pack)?.rule(id)
    }

    /// The lexicon entry `id` of the pack called `pack`.
    pub fn entry(&self, pack: &str, id: EntryId) -> Option<&Entry> {
        self.get(pack)?.lexicon.entry(id)
    }
}

fn load(folder: &str, files: &[PackFile<'_>]) -> Result<Reader, PacksError> {
    Pack::load(files)
        .and_then(Reader::new)
        .map_err(|error| PacksError::Pack { folder: folder.to_owned(), error })
}

fn load_embedded(folder: &Dir<'static>) -> Result<Reader, PacksError> {
    let files = embedded_files(folder);
    let files: Vec<PackFile<'_>> =
        files.iter().map(|(path, content)| PackFile { path, content }).collect();
    load(&slashed(folder.path()), &files)
}

/// The files of an embedded pack, with their paths below its folder.
fn embedded_files(folder: &Dir<'static>) -> Vec<(String, &'static str)> {
    fn gather(root: &Path, dir: &Dir<'static>, files: &mut Vec<(String, &'static str)>) {
        for file in dir.files() {
            if let (Ok(path), Some(content)) =
                (file.path().strip_prefix(root), file.contents_utf8())
            {
                files.push((slashed(path), content));
            }
        }
        dir.dirs().for_each(|dir| gather(root, dir, files));
    }
    let mut files = Vec::new();
    gather(folder.path(), folder, &mut files);
    files
}

/// A hash of files and their names.
fn print<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let whole = files.fold(Sha256::new(), |hash, (path, content)| {
        hash.chain_update(path).chain_update([0]).chain_update(content).chain_update([0])
    });
    hex(&whole.finalize())
}

/// All files below `folder`, with their paths below `root`.
fn collect(
    root: &Path,
    folder: &Path,
    files: &mut Vec<(String, String)>,
) -> Result<(), PacksError> {
    let io = |path: &Path| {
        let path = path.to_owned();
        move |error| PacksError::Io { path, error }
    };
    for entry in fs::read_dir(folder).map_err(io(folder))? {
        let path = entry.map_err(io(folder))?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
            continue;
        }
        let bytes = fs::read(&path).map_err(io(&path))?;
        let content = String::from_utf8(bytes).map_err(|_| PacksError::NotUtf8(path.clone()))?;
        files.push((slashed(path.strip_prefix(root).unwrap_or(&path)), content));
    }
    Ok(())
}

/// A path with `/` between its parts on every system.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packs_of_the_program_load() {
        assert!(Packs::embedded().unwrap().get("zh").is_some());
    }
}
