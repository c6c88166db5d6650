//! How long the readers of values take, for who works on them: `cargo test --release -- --ignored`.

use std::hint::black_box;
use std::ops::Range;
use std::time::Instant;

use mengfu_model::{Kind, Strength};

use super::corpus::{Expected, suites};
use super::{Chinese, empty};
use crate::values::ValueState;

#[test]
#[ignore = "prints times only"]
fn speed_over_the_suites() {
    let chinese = Chinese::new();
    let documents = suites(&chinese);
    let sentences: Vec<_> = documents.iter().flat_map(|d| &d.sentences).collect();
    let bytes: usize = sentences.iter().map(|(_, text, _)| text.len()).sum();
    let rounds = 200;
    let start = Instant::now();
    for _ in 0..rounds {
        for (_, text, _) in &sentences {
            black_box(chinese.pack.lexicon.scan(text));
        }
    }
    let scan = start.elapsed();
    let ranges: Vec<Vec<_>> = sentences.iter().map(|(_, text, acts)| ranges(text, acts)).collect();
    let start = Instant::now();
    for _ in 0..rounds {
        let mut state = ValueState::default();
        for ((_, text, _), acts) in sentences.iter().zip(&ranges) {
            let scan = chinese.pack.lexicon.scan(text);
            state.sentence();
            for (range, kind, strength) in acts {
                let mut act = empty(range.start, range.end, *kind, *strength);
                chinese.values.read(&chinese.pack, &scan, range, &mut state, &mut act);
                black_box(act);
            }
        }
    }
    let both = start.elapsed();
    let rate = |t: std::time::Duration| (bytes * rounds) as f64 / t.as_secs_f64() / 1e6;
    println!("scan {:.1} MB/s; values without scan {:.1} MB/s", rate(scan), rate(both - scan));
}

fn ranges(text: &str, acts: &[Expected]) -> Vec<(Range<usize>, Kind, Option<Strength>)> {
    let mut at = 0;
    let range = |expected: &Expected| {
        let start = at + text.get(at..)?.find(&expected.quote)?;
        at = start + expected.quote.len();
        let strength = expected.strength.as_deref().and_then(Strength::from_code);
        Some((start..at, Kind::from_code(&expected.kind)?, strength))
    };
    acts.iter().filter_map(range).collect()
}
