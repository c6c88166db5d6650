//! The real files that the project was built on: whole, and cut at many bytes.

// Tests may fail loudly; the lints know only functions marked as tests.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod check;

use std::fs;
use std::path::PathBuf;

use check::check;
use mengfu_text::{BlockKind, Container, open};

fn seeds() -> Vec<(PathBuf, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/seeds");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| {
        panic!("the seed files should be in {}: {error}", folder.display())
    });
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "no seed file in {}", folder.display());
    paths.into_iter().map(|path| (path.clone(), fs::read(path).expect("a readable file"))).collect()
}

#[test]
fn every_seed_is_clean_text() {
    for (path, bytes) in seeds() {
        let opened = check(&bytes);
        assert_eq!(opened.encoding, "UTF-8", "{}", path.display());
        assert!(opened.findings.is_empty(), "{}: {:?}", path.display(), opened.findings);
        let text = opened.text.as_str();
        for mark in ["<", ">", "**", "&#", "---", "\n# ", "{", "}"] {
            assert!(!text.contains(mark), "{} still has {mark:?}", path.display());
        }
        // Ideographs are the text; hardly any may be set aside.
        let aside: usize = opened
            .set_aside
            .iter()
            .map(|it| {
                String::from_utf8_lossy(&bytes[it.at.range()])
                    .chars()
                    .filter(|c| ('一'..='龥').contains(c))
                    .count()
            })
            .sum();
        assert!(aside < 100, "{}: {aside} ideographs set aside", path.display());
    }
}

#[test]
fn the_page_with_front_matter_has_a_title_and_headings() {
    let (_, bytes) = seeds()
        .into_iter()
        .find(|(path, _)| path.to_string_lossy().contains("004_"))
        .expect("seed 004");
    let opened = check(&bytes);
    assert_eq!(opened.containers, [Container::FrontMatter, Container::Html]);
    let count = |kind| opened.blocks.iter().filter(|block| block.kind == kind).count();
    assert_eq!((count(BlockKind::Title), count(BlockKind::Heading)), (1, 5));
}

#[test]
fn a_seed_cut_anywhere_is_still_read() {
    for (path, bytes) in seeds() {
        // Every byte of the first kilobyte, where containers are told, then every 97th.
        for cut in (0..bytes.len()).filter(|cut| *cut < 1024 || cut % 97 == 0) {
            let opened = check(&bytes[..cut]);
            assert_eq!(opened.encoding, "UTF-8", "{} cut at {cut}", path.display());
            let opened = check(&bytes[cut..]);
            assert!(
                cut + 64 > bytes.len() || opened.encoding == "UTF-8",
                "{} from {cut}",
                path.display()
            );
        }
    }
}

#[test]
fn the_encoding_of_a_seed_makes_no_difference() {
    for (path, bytes) in seeds() {
        let text = String::from_utf8(bytes.clone()).expect("the seeds are UTF-8");
        let units = || text.encode_utf16();
        let expected = open(&bytes);
        let encoded = [
            ("GB18030", encoding_rs::GB18030.encode(&text).0.into_owned()),
            ("UTF-16LE", units().flat_map(u16::to_le_bytes).collect()),
            ("UTF-16BE", units().flat_map(u16::to_be_bytes).collect()),
        ];
        for (encoding, bytes) in encoded {
            let opened = check(&bytes);
            assert_eq!(opened.encoding, encoding, "{}", path.display());
            assert_eq!(opened.text.as_str(), expected.text.as_str());
            assert_eq!(opened.blocks, expected.blocks);
            for cut in (0..bytes.len()).filter(|cut| *cut > 64 && cut % 991 == 0) {
                assert_eq!(
                    check(&bytes[..cut]).encoding,
                    encoding,
                    "{} cut at {cut}",
                    path.display()
                );
            }
        }
    }
}
