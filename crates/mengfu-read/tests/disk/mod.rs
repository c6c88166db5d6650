//! Packs as they lie on disk.

use std::path::{Path, PathBuf};

use mengfu_lang::{Pack, PackFile};
use mengfu_read::Reader;

/// The folder of the pack `name`.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs").join(name)
}

/// Every file of the pack `name`, by its path in the pack.
pub(crate) fn files(name: &str) -> Vec<(String, String)> {
    let root = folder(name);
    let (mut files, mut folders) = (Vec::new(), vec![root.clone()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let within = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            files.push((within, std::fs::read_to_string(&path).unwrap()));
        }
    }
    files.sort();
    files
}

/// A reader for the pack `name`.
pub(crate) fn reader(name: &str) -> Reader {
    let files = files(name);
    let files: Vec<PackFile<'_>> =
        files.iter().map(|(path, content)| PackFile { path, content }).collect();
    Reader::new(Pack::load(&files).unwrap()).unwrap()
}
