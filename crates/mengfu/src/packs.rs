//! The language packs that an engine reads with.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::thread;

use include_dir::{Dir, include_dir};
use mengfu_lang::{Entry, Pack, PackError, PackFile, Rule};
use mengfu_link::Linker;
use mengfu_model::{EntryId, RuleId};
use mengfu_read::Reader;
use mengfu_register::source::hex;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::letters::language_of;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../packs");
static EMBEDDED: OnceLock<Packs> = OnceLock::new();

/// Classes of terms whose value is the code of a party, the best names first.
const PARTY_CLASSES: [&str; 3] = ["party.state.short", "party.state.former", "party.organisation"];

/// The folder, within the pack of a language, of the second pack that comparing uses.
pub(crate) const LINK: &str = "link";

/// How the paths of the files begin that both packs of a language have.
const SHARED: [&str; 5] = [
    "variants.tsv",
    "lexicon/party-",
    "lexicon/cast-",
    "lexicon/number.tsv",
    "lexicon/outline-relations.tsv",
];

/// Loaded packs, one a language, each with the reader that its rules make, and with the linker where
/// the language has a pack for comparing.
#[derive(Default)]
pub struct Packs {
    readers: Vec<Reader>,
    linkers: Vec<Linker>,
    print: Sha256,
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
        let mut packs = Self::default();
        for folder in FILES.dirs() {
            packs.add(&slashed(folder.path()), &gather(folder))?;
        }
        Ok(EMBEDDED.get_or_init(|| packs))
    }

    /// The packs of one language from a folder that has a `pack.toml`.
    pub fn from_folder(folder: &Path) -> Result<Self, PacksError> {
        let mut files = Vec::new();
        collect(folder, folder, &mut files)?;
        files.sort();
        let files: Vec<(String, &str)> =
            files.iter().map(|(path, content)| (path.clone(), content.as_str())).collect();
        let mut packs = Self::default();
        packs.add(&folder.display().to_string(), &files)?;
        Ok(packs)
    }

    /// Loads what a language has, from all its files by their paths in `folder`.
    fn add(&mut self, folder: &str, files: &[(String, &str)]) -> Result<(), PacksError> {
        let (mut reading, mut linking) = (Vec::new(), Vec::new());
        for (path, content) in files {
            for part in [path.as_str(), *content] {
                self.print.update((part.len() as u64).to_be_bytes());
                self.print.update(part);
            }
            let file = PackFile { path, content };
            match within_link(path) {
                Some(path) => linking.push(PackFile { path, content }),
                None => {
                    if SHARED.iter().any(|shared| path.starts_with(shared)) {
                        linking.push(file);
                    }
                    reading.push(file);
                }
            }
        }
        // Whoever only reads waits for both packs too: they are loaded side by side.
        let (reader, linker) = thread::scope(|scope| {
            let linker = scope.spawn(|| match linking.iter().any(|f| f.path == "pack.toml") {
                true => Pack::load(&linking).and_then(Linker::new).map(Some),
                false => Ok(None),
            });
            let reader = Pack::load(&reading).and_then(Reader::new);
            (reader, linker.join().unwrap_or_else(|panic| resume_unwind(panic)))
        });
        let failed = |error| PacksError::Pack { folder: folder.to_owned(), error };
        self.readers.push(reader.map_err(failed)?);
        let failed = |error| PacksError::Pack { folder: format!("{folder}/{LINK}"), error };
        self.linkers.extend(linker.map_err(failed)?);
        Ok(())
    }

    /// A hash of everything in the packs: what was derived with packs of the same print is the same.
    pub fn print(&self) -> String {
        hex(&self.print.clone().finalize())
    }

    /// The packs, by name.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Pack> + ExactSizeIterator {
        self.readers.iter().map(Reader::pack)
    }

    /// The readers, by the names of their packs.
    pub fn readers(&self) -> &[Reader] {
        &self.readers
    }

    /// What compares instruments, of each language that has a pack for it.
    pub fn linkers(&self) -> &[Linker] {
        &self.linkers
    }

    /// What compares the readings of the pack called `name`.
    pub fn linker(&self, name: &str) -> Option<&Linker> {
        self.linkers.iter().find(|linker| linker.language() == name)
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
                    names.entry(code.to_owned()).or_insert_with(|| capitalised(&entry.term));
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

/// The path within the pack for comparing of a file that belongs to it.
fn within_link(path: &str) -> Option<&str> {
    path.strip_prefix(LINK)?.strip_prefix('/')
}

/// All files of an embedded folder, with their paths below it.
fn gather(folder: &Dir<'static>) -> Vec<(String, &'static str)> {
    fn below(root: &Path, dir: &Dir<'static>, files: &mut Vec<(String, &'static str)>) {
        for file in dir.files() {
            if let (Ok(path), Some(content)) =
                (file.path().strip_prefix(root), file.contents_utf8())
            {
                files.push((slashed(path), content));
            }
        }
        dir.dirs().for_each(|dir| below(root, dir, files));
    }
    let mut files = Vec::new();
    below(folder.path(), folder, &mut files);
    files
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

/// A name with capitals, which a lexicon does not keep; where letters have none it stays as it is.
fn capitalised(name: &str) -> String {
    let word = |word: &str| match word {
        "of" | "and" | "the" => word.to_owned(),
        _ => {
            let mut letters = word.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            first.chain(letters).collect()
        }
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packs_of_the_program_load() {
        let packs = Packs::embedded().unwrap();
        assert!(packs.get("zh").is_some() && packs.linker("zh").is_some());
    }
}
