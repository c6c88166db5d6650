//! The statements that the properties are tried on.

use std::fs;
use std::path::Path;

/// A text as it is once encoding and container are undone.
pub(crate) struct Statement {
    pub(crate) name: String,
    /// Its lines that are not blank.
    pub(crate) lines: Vec<String>,
}

impl Statement {
    /// The lines as plain text.
    pub(crate) fn plain(&self) -> String {
        self.lines.join("\n")
    }
}

/// The fictional examples in Chinese.
pub(crate) fn examples() -> Vec<Statement> {
    folder("../../examples")
}

/// The seeds, which lie beside the repository.
pub(crate) fn seeds() -> Vec<Statement> {
    folder("../../../shared/corpus/seeds")
}

fn folder(path: &str) -> Vec<Statement> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let files = fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{} is needed for this test: {e}", folder.display()));
    let mut paths: Vec<_> = files
        .map(|file| file.unwrap().path())
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with('0'))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} holds no files", folder.display());
    paths.iter().map(|path| opened(path)).collect()
}

fn opened(path: &Path) -> Statement {
    let opened = mengfu_text::open(&fs::read(path).unwrap());
    let text = opened.text.as_str();
    // A cell of a table is parted from the next as two columns of a page are.
    let line = |span: mengfu::model::TextSpan| {
        text[span.start.get()..span.end.get()].trim().replace('\t', "        ")
    };
    Statement {
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        lines: opened.blocks.iter().map(|block| line(block.span)).collect(),
    }
}
