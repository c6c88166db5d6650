//! The pack of links as it lies on disk, with what it shares with the pack that reads.

use std::path::{Path, PathBuf};

use mengfu_lang::{Pack, PackFile};

/// Files of the reading pack that comparing needs too.
const SHARED: [&str; 9] = [
    "variants.tsv",
    "lexicon/party-states.tsv",
    "lexicon/party-former.tsv",
    "lexicon/party-groups.tsv",
    "lexicon/party-organisations.tsv",
    "lexicon/cast-sides.tsv",
    "lexicon/cast-all.tsv",
    "lexicon/cast-abbreviations.tsv",
    "lexicon/number.tsv",
];

fn packs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/zh")
}

/// The pack of links for Chinese.
pub(crate) fn pack() -> Pack {
    let root = packs().join("link");
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
    for shared in SHARED.into_iter().chain(["lexicon/outline-relations.tsv"]) {
        if !files.iter().any(|(path, _)| path == shared) {
            let content = std::fs::read_to_string(packs().join(shared)).unwrap();
            files.push((shared.to_owned(), content));
        }
    }
    let files: Vec<PackFile<'_>> =
        files.iter().map(|(path, content)| PackFile { path, content }).collect();
    Pack::load(&files).unwrap()
}
