//! Tests of the readers of values: the examples of the pack's rules, sentences made up for the
//! purpose, and the measures on annotated acts where a folder of those is at hand.

#![allow(clippy::string_slice, reason = "a test may fail loudly")]

mod corpus;
mod measures;
mod sentences;
mod speed;

use std::path::{Path, PathBuf};

use mengfu_lang::{Pack, PackFile};
use mengfu_model::{Act, Kind, Span, Strength, TopicSet};

use super::{ValueState, Values};

/// The folder of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path, base: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, base, found);
        } else if let Ok(content) = std::fs::read_to_string(&path) {
            let name = path.strip_prefix(base).unwrap().to_string_lossy().replace('\\', "/");
            found.push((name, content));
        }
    }
}

/// The Chinese pack with its readers of values.
struct Chinese {
    pack: Pack,
    values: Values,
}

impl Chinese {
    fn new() -> Self {
        let folder = root().join("packs/zh");
        let mut found = Vec::new();
        files(&folder, &folder, &mut found);
        let parts: Vec<_> =
            found.iter().map(|(path, content)| PackFile { path, content }).collect();
        let pack = Pack::load(&parts).unwrap();
        let values = Values::new(&pack).unwrap();
        Self { pack, values }
    }

    /// Reads the values of one act that fills `text`.
    fn act(&self, text: &str, kind: Kind, strength: Option<Strength>, signed: Option<i32>) -> Act {
        let scan = self.pack.lexicon.scan(text);
        let mut act = empty(0, text.len(), kind, strength);
        let governing = governing(text, 0..text.len());
        let mut state = ValueState::new(signed, Vec::new());
        self.values.read(&self.pack, &scan, &governing, &mut state, &mut act);
        act
    }
}

fn empty(start: usize, end: usize, kind: Kind, strength: Option<Strength>) -> Act {
    Act {
        quote: Span::new(start, end),
        kind,
        stance: None,
        strength,
        standing: false,
        actors: Vec::new(),
        topics: TopicSet::default(),
        times: Vec::new(),
        quantities: Vec::new(),
        references: Vec::new(),
        derivations: Vec::new(),
    }
}

/// A stand-in for the act parser's choice of the segment that governs: the first that is no lead-in.
fn governing(text: &str, quote: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let lead = [
        "为",
        "根据",
        "基于",
        "本着",
        "随着",
        "鉴",
        "按照",
        "通过",
        "作为",
        "以",
        "在",
        "并在",
        "将在",
        "愿在",
        "双方基于",
        "双方愿在",
        "双方将在",
        "双方愿以",
        "双方将以",
        "双方在",
        "双方本着",
        "双方根据",
        "为此",
        "双方愿根据",
        "依据",
        "围绕",
        "30年来",
        "双方愿相向而行",
        "双方主张，以",
        "两国作为",
    ];
    let report = [
        "认为",
        "强调",
        "指出",
        "重申",
        "表示",
        "注意到",
        "商定",
        "同意",
        "一致同意",
        "表明",
        "声明",
        "承诺",
        "宣布",
    ];
    let mut start = quote.start;
    let mut depth = 0;
    let mut segments = Vec::new();
    for (at, c) in text[quote.clone()].char_indices() {
        let at = at + quote.start;
        match c {
            '“' | '《' | '（' => depth += 1,
            '”' | '》' | '）' => depth -= 1,
            '，' if depth <= 0 => {
                segments.push(start..at);
                start = at + 3;
            }
            _ => {}
        }
    }
    segments.push(start..quote.end);
    let last = segments.len() - 1;
    for (index, segment) in segments.iter().enumerate() {
        let words = &text[segment.clone()];
        let leads =
            lead.iter().any(|l| words.starts_with(l)) || report.iter().any(|r| words.ends_with(r));
        if index == last || !leads {
            return segment.clone();
        }
    }
    quote
}
