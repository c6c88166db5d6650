//! What the benchmarks read: documents made of the statements at hand, and texts made to be slow.

pub mod generate;
pub mod intent;
pub mod scale;

use std::fs;
use std::path::{Path, PathBuf};

/// Bytes of the corpus on which everything is measured.
pub const CORPUS: usize = 4 << 20;

/// Documents of about `bytes` bytes together, in UTF-8: the files of `examples/`, and the real
/// statements where they lie beside the repository. Every copy of a file lacks other sentences, so
/// that no two documents are alike.
pub fn documents(bytes: usize) -> Vec<String> {
    let sources = sources();
    let (mut documents, mut total) = (Vec::new(), 0);
    for round in 0.. {
        for source in &sources {
            if total >= bytes || source.is_empty() {
                return documents;
            }
            let document = without(source, round);
            total += document.len();
            documents.push(document);
        }
        if sources.is_empty() {
            return documents;
        }
    }
    documents
}

/// One document of about `bytes` bytes: one heading, and sentences of the sources for as long as it
/// takes.
pub fn one_document(bytes: usize) -> String {
    let sources = documents(bytes + (1 << 16));
    let mut document = String::with_capacity(bytes + (1 << 16));
    for source in &sources {
        if document.len() >= bytes {
            break;
        }
        document.push_str(source);
        document.push('\n');
    }
    document
}

/// Texts that make a careless reader slow, each of about `bytes` bytes, by name.
pub fn hostile(bytes: usize) -> Vec<(&'static str, String)> {
    let repeated = |unit: &str| unit.repeat(bytes / unit.len());
    let headed = |unit: &str| {
        let head = "澜海共和国和云泽共和国联合声明\n双方声明如下：\n";
        format!("{head}{}\n二〇一〇年五月六日于望潮\n", repeated(unit))
    };
    vec![
        ("zeros", repeated("\0")),
        ("one letter", repeated("在")),
        ("opening brackets", repeated("《")),
        ("opening parentheses", repeated("（")),
        ("labels", headed("一、")),
        ("commas", headed("，")),
        ("one sentence", headed("双方支持扩大经贸合作。")),
        ("one sentence of segments", headed("双方将在联合国框架下加强协调，")),
        ("one segment", headed("支持在加强经贸合作的基础上")),
        ("titles", repeated("澜海共和国和云泽共和国联合声明\n")),
        (
            "statements",
            repeated(
                "中华人民共和国和法兰西共和国联合声明\n双方同意加强合作。\n二〇一〇年五月六日于北京\n",
            ),
        ),
        ("parties", headed("中华人民共和国、法兰西共和国、")),
        ("dates", headed("二〇一〇年五月六日")),
        ("signatures", headed("二〇一〇年五月六日于望潮\n")),
        ("deep markup", format!("<html><body>{}", repeated("<div>"))),
        ("spaces", headed("　")),
        ("lines", headed("双方\n")),
    ]
}

/// The files of examples and seeds, in UTF-8.
fn sources() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    ["examples", "../shared/corpus/seeds"]
        .iter()
        .flat_map(|folder| files(&root.join(folder)))
        .collect()
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let numbered = |path: &PathBuf| {
        path.file_name()
            .is_some_and(|n| n.to_string_lossy().starts_with(|c: char| c.is_ascii_digit()))
    };
    let mut paths: Vec<PathBuf> = entries.map(|e| e.path()).filter(numbered).collect();
    paths.sort();
    let bytes = paths.into_iter().filter_map(|path| fs::read(path).ok());
    bytes.map(in_utf8).collect()
}

/// As it is where it is UTF-8 already, markup and all.
fn in_utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|e| mengfu_text::open(e.as_bytes()).text.as_str().to_owned())
}

/// `text` without some of its sentences, others in each round.
fn without(text: &str, round: usize) -> String {
    let sentences = text.split_inclusive('。').enumerate();
    let kept = sentences.filter(|(at, _)| (at + round) % 17 != 16 || round == 0);
    kept.map(|(_, sentence)| sentence).collect()
}
