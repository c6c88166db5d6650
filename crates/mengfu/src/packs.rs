//! The language packs that an engine reads with.

use std::collections::{BTreeMap, BTreeSet};
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
const PARTY_CLASSES: [&str; 4] =
    ["party.state.short", "party.state.full", "party.state.former", "party.organisation"];

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

/// Loaded packs, one a language.
#[derive(Default)]
pub struct Packs {
    languages: Vec<Language>,
    print: OnceLock<String>,
}

/// What a language has: the reader that the rules of its pack make, and a linker where it has a pack for
/// comparing.
struct Language {
    reader: Reader,
    /// Made when somebody first compares: whoever only reads does not wait for it.
    linker: OnceLock<Option<Linker>>,
    files: Files,
}

/// All files of a language, by their paths in its folder.
enum Files {
    Embedded(&'static Dir<'static>),
    Read(Vec<(String, String)>),
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
        let load = |folder| Language::load(Files::Embedded(folder), &slashed(folder.path()));
        // Every command waits for the packs: they are loaded side by side.
        let languages = thread::scope(|scope| {
            let loading: Vec<_> = FILES.dirs().map(|dir| scope.spawn(move || load(dir))).collect();
            let loaded =
                loading.into_iter().map(|one| one.join().unwrap_or_else(|p| resume_unwind(p)));
            loaded.collect::<Result<_, _>>()
        })?;
        Ok(EMBEDDED.get_or_init(|| Self { languages, ..Self::default() }))
    }

    /// The packs of one language from a folder that has a `pack.toml`.
    pub fn from_folder(folder: &Path) -> Result<Self, PacksError> {
        let mut files = Vec::new();
        collect(folder, folder, &mut files)?;
        files.sort();
        let name = folder.display().to_string();
        let mut language = Language::load(Files::Read(files), &name)?;
        // Nobody has tried these files before: what is wrong with them is told at once.
        language.linker = language.files.linker(&name)?.into();
        Ok(Self { languages: vec![language], ..Self::default() })
    }

    /// A hash of everything in the packs: what was derived with packs of the same print is the same.
    pub fn print(&self) -> &str {
        self.print.get_or_init(|| {
            let mut print = Sha256::new();
            for (path, content) in self.languages.iter().flat_map(|l| l.files.all()) {
                for part in [path.as_str(), content] {
                    print.update((part.len() as u64).to_be_bytes());
                    print.update(part);
                }
            }
            hex(&print.finalize())
        })
    }

    /// The packs, by name.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Pack> + ExactSizeIterator {
        self.readers().map(Reader::pack)
    }

    /// The readers, by the names of their packs.
    pub fn readers(&self) -> impl DoubleEndedIterator<Item = &Reader> + ExactSizeIterator {
        self.languages.iter().map(|language| &language.reader)
    }

    /// What compares instruments, of each language that has a pack for it.
    pub fn linkers(&self) -> impl Iterator<Item = &Linker> {
        self.languages.iter().filter_map(Language::linker)
    }

    /// What compares the readings of the pack called `name`.
    pub fn linker(&self, name: &str) -> Option<&Linker> {
        let called = |language: &&Language| language.reader.pack().settings.name == name;
        self.languages.iter().find(called)?.linker()
    }

    /// The reader of the language in whose letters most of the beginning of `text` is written;
    /// `None` where it has no letter of any.
    pub fn reader_for(&self, text: &str) -> Option<&Reader> {
        let at = language_of(text, self.iter().map(|pack| pack.settings.letters.as_slice()))?;
        self.readers().nth(at)
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
            // The lists begin with the usual name; abbreviations follow it.
            let named = pack.lexicon.entries().flat_map(|(_, entry)| {
                let senses = entry.senses.iter().filter(|sense| sense.classes.contains(class));
                senses.map(|sense| (&sense.file, sense.line, &sense.value, &entry.term))
            });
            let named: BTreeSet<_> = named.collect();
            for (_, _, code, term) in named {
                names.entry(code.clone()).or_insert_with(|| capitalised(term));
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

impl Language {
    /// A language with its reader.
    fn load(files: Files, folder: &str) -> Result<Self, PacksError> {
        let all = files.all();
        let reading = all.iter().filter(|(path, _)| within_link(path).is_none());
        let reading: Vec<_> = reading.map(|(path, content)| PackFile { path, content }).collect();
        let reader = Pack::load(&reading).and_then(Reader::new);
        let reader =
            reader.map_err(|error| PacksError::Pack { folder: folder.to_owned(), error })?;
        Ok(Self { reader, linker: OnceLock::new(), files })
    }

    /// What compares. Files that are part of the program make a linker, as a test makes sure.
    fn linker(&self) -> Option<&Linker> {
        self.linker.get_or_init(|| self.files.linker("").ok().flatten()).as_ref()
    }
}

impl Files {
    fn all(&self) -> Vec<(String, &str)> {
        match self {
            Self::Embedded(folder) => gather(folder),
            Self::Read(files) => {
                files.iter().map(|(path, content)| (path.clone(), content.as_str())).collect()
            }
        }
    }

    /// The linker that the pack for comparing makes, where there is one.
    fn linker(&self, folder: &str) -> Result<Option<Linker>, PacksError> {
        let all = self.all();
        let linking = all.iter().filter_map(|(path, content)| {
            let shared = SHARED.iter().any(|shared| path.starts_with(shared));
            let path = within_link(path).or(shared.then_some(path))?;
            Some(PackFile { path, content })
        });
        let linking: Vec<_> = linking.collect();
        if !linking.iter().any(|file| file.path == "pack.toml") {
            return Ok(None);
        }
        let linker = Pack::load(&linking).and_then(Linker::new);
        let failed = |error| PacksError::Pack { folder: format!("{folder}/{LINK}"), error };
        linker.map(Some).map_err(failed)
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
