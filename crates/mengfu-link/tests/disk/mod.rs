//! The pack for comparing as it lies on disk, with what it shares with the pack for reading.

use std::path::{Path, PathBuf};

use mengfu_lang::{Pack, PackFile};

/// How the paths of the files of the pack for reading begin that comparing needs too.
const SHARED: [&str; 5] = [
    "variants.tsv",
    "lexicon/party-",
    "lexicon/cast-",
    "lexicon/number.tsv",
    "lexicon/outline-relations.tsv",
];

/// All files below `root`, by their paths there.
fn files(root: &Path) -> Vec<(String, PathBuf)> {
    let (mut files, mut folders) = (Vec::new(), vec![root.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let within = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            files.push((within, path));
        }
    }
    files
}

/// The pack for comparing Chinese statements.
pub(crate) fn pack() -> Pack {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/zh");
    let mut all = files(&root.join("link"));
    let shared = |path: &str| SHARED.iter().any(|start| path.starts_with(start));
    all.extend(files(&root).into_iter().filter(|(path, _)| shared(path)));
    let read = |(path, file): (String, PathBuf)| (path, std::fs::read_to_string(file).unwrap());
    let all: Vec<(String, String)> = all.into_iter().map(read).collect();
    let files: Vec<PackFile<'_>> =
        all.iter().map(|(path, content)| PackFile { path, content }).collect();
    Pack::load(&files).unwrap()
}
