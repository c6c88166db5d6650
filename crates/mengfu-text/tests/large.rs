//! Hostile sizes: time and memory stay linear. Each of these would take minutes if it were not.

// Tests may fail loudly; the lints know only functions marked as tests.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::time::{Duration, Instant};

use mengfu_text::{Opened, open};

const MEGA: usize = 1 << 20;

/// Opens `bytes` in less than `seconds` even without optimisation.
fn quickly(bytes: &[u8], seconds: u64) -> Opened {
    let start = Instant::now();
    let opened = open(bytes);
    assert!(start.elapsed() < Duration::from_secs(seconds), "took {:?}", start.elapsed());
    opened.check_coverage(bytes.len()).expect("a tiling");
    opened
}

#[test]
fn zeros_are_one_span() {
    let opened = quickly(&vec![0; 20 * MEGA], 20);
    assert!(opened.text.is_empty());
    assert_eq!(opened.set_aside.len(), 1);
}

#[test]
fn one_long_line_is_one_run() {
    let opened = quickly("双方同意加强合作。".repeat(MEGA).as_bytes(), 20);
    assert_eq!((opened.text.map().runs().len(), opened.blocks.len()), (1, 1));
}

#[test]
fn a_million_opening_marks() {
    for mark in [
        "《", "[", "{", "<", "&", "*", "**a", "](", "![a](", "\"", "\\", "|", "<b", "<p ", "<!--",
        "&#", "#", "# a\n", "|a|\n", "{\"a\":", "[[", "\n", "\r", "-\n", "\u{200B}", "《》",
    ] {
        quickly(mark.repeat(MEGA).as_bytes(), 20);
    }
}

#[test]
fn a_million_nested_elements() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<b>", "</b>"),
        ("<b><i><font class=bold>", "</i></b>"),
        ("<table><tr><td>", ""),
        ("<nav>", "</nav>"),
        ("<h1><b>", "</b>"),
        ("<style>", ""),
        ("<td>a", ""),
    ] {
        let text = [open.repeat(MEGA / 2), "双方".to_owned(), close.repeat(MEGA / 2)].concat();
        quickly(text.as_bytes(), 30);
    }
}

#[test]
fn noise_is_mostly_undecodable() {
    let mut state = 1u64;
    let noise: Vec<u8> = (0..10 * MEGA)
        .map(|_| {
            // A linear congruential generator: the same noise on every machine.
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        })
        .collect();
    let opened = quickly(&noise, 30);
    assert!(opened.text.len() * 100 < noise.len(), "{} bytes of text", opened.text.len());
    assert!(opened.findings.iter().any(|finding| finding.code.0 == "not-text"));
}

#[test]
fn escaped_a_million_times() {
    quickly(["&", &"amp;".repeat(MEGA)].concat().as_bytes(), 20);
    quickly("&amp;lt;p&amp;gt;".repeat(MEGA / 8).as_bytes(), 20);
    quickly(format!("{{\"text\":\"{}\"}}", "\\u4e2d".repeat(MEGA)).as_bytes(), 20);
}
