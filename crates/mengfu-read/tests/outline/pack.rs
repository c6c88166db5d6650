//! The Chinese pack as it lies in the repository, and texts as outlines.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use mengfu_lang::{Pack, PackFile};
use mengfu_read::outline::{Outline, Outliner};

pub static PACK: LazyLock<Arc<Pack>> = LazyLock::new(|| {
    let root = root().join("packs/zh");
    let mut files = Vec::new();
    walk(&root, &root, &mut files);
    let files: Vec<PackFile<'_>> =
        files.iter().map(|(path, content)| PackFile { path, content }).collect();
    Arc::new(Pack::load(&files).unwrap())
});

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn walk(dir: &Path, base: &Path, out: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, base, out);
        } else {
            let name = path.strip_prefix(base).unwrap().to_str().unwrap().replace('\\', "/");
            out.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The outline of bytes as received.
pub fn outline(bytes: &[u8]) -> Outline {
    Outliner::new(Arc::clone(&PACK)).outline(&mengfu_text::open(bytes))
}

/// The outline of a text that holds one instrument.
#[track_caller]
pub fn only(text: &str) -> mengfu_read::outline::Outlined {
    let mut found = outline(text.as_bytes()).instruments;
    assert_eq!(
        found.len(),
        1,
        "{:?}",
        found.iter().map(|o| o.instrument.title.clone()).collect::<Vec<_>>()
    );
    found.pop().unwrap()
}

/// The articles and sentences of an outline, as `article|sentence`.
pub fn lines(outlined: &mengfu_read::outline::Outlined) -> Vec<String> {
    outlined.provisions.iter().map(|p| format!("{}|{}", p.article, p.text.as_str())).collect()
}

/// The codes of the findings of an outline.
pub fn codes(outlined: &mengfu_read::outline::Outlined) -> Vec<&'static str> {
    outlined.findings.iter().map(|f| f.code.0).collect()
}
