//! The measures on annotated acts.

use std::collections::BTreeMap;
use std::fmt::Debug;

use super::Chinese;
use super::corpus::{Document, Expected, gold, read, suites};

#[derive(Default)]
struct Measure {
    both: usize,
    expected: usize,
    read: usize,
}

impl Measure {
    fn add<T: Ord + Clone + Debug>(&mut self, name: &str, quote: &str, expected: &[T], read: &[T]) {
        let mut counts: BTreeMap<T, i32> = BTreeMap::new();
        expected.iter().for_each(|x| *counts.entry(x.clone()).or_default() += 1);
        let mut both = 0;
        for x in read {
            let count = counts.entry(x.clone()).or_default();
            both += usize::from(*count > 0);
            *count -= 1;
        }
        self.both += both;
        self.expected += expected.len();
        self.read += read.len();
        if both < expected.len().max(read.len())
            && std::env::var("DETAILS").is_ok_and(|d| name.contains(&d))
        {
            println!("{name}: {quote}\n    - {expected:?}\n    + {read:?}");
        }
    }

    fn f1(&self) -> f64 {
        2.0 * self.both as f64 / (self.expected + self.read).max(1) as f64
    }
}

fn measure(corpus: &str, chinese: &Chinese, documents: &[Document]) -> BTreeMap<&'static str, f64> {
    let names = ["topics", "time-value", "time", "quantities", "refs"];
    let mut measures: BTreeMap<&str, Measure> =
        names.into_iter().map(|n| (n, Measure::default())).collect();
    for document in documents {
        let got = read(chinese, document);
        let acts = document.sentences.iter().flat_map(|(_, _, acts)| acts);
        for (expected, (read, _)) in acts.zip(&got) {
            assert_eq!(expected.quote, read.quote);
            let mut one = |name: &'static str, a: Vec<String>, b: Vec<String>| {
                let label = format!("{corpus} {name}");
                let quote = format!("[{}] {}", expected.kind, expected.quote);
                measures.get_mut(name).unwrap().add(&label, &quote, &a, &b);
            };
            one("topics", topics(expected), topics(read));
            let value =
                |e: &Expected| e.times.iter().map(|t| format!("{} = {:?}", t.0, t.1)).collect();
            one("time-value", value(expected), value(read));
            one("time", list(&expected.times), list(&read.times));
            one("quantities", list(&expected.quantities), list(&read.quantities));
            one("refs", list(&expected.references), list(&read.references));
        }
    }
    for (name, m) in &measures {
        println!(
            "{corpus:7} {name:12} {:.4}  ({} of {}, {} read)",
            m.f1(),
            m.both,
            m.expected,
            m.read
        );
    }
    measures.into_iter().map(|(name, m)| (name, m.f1())).collect()
}

fn topics(act: &Expected) -> Vec<String> {
    act.topics.iter().cloned().collect()
}

fn list<T: Debug>(values: &[T]) -> Vec<String> {
    values.iter().map(|v| format!("{v:?}")).collect()
}

#[test]
fn values_of_annotated_acts_reach_their_targets() {
    let chinese = Chinese::new();
    let suite = measure("suite", &chinese, &suites(&chinese));
    let documents = gold();
    if documents.is_empty() {
        return;
    }
    let gold = measure("gold", &chinese, &documents);
    for (name, least) in [
        ("topics", 0.88),
        ("time-value", 0.98),
        ("time", 0.95),
        ("quantities", 1.0),
        ("refs", 0.88),
    ] {
        assert!(gold[name] >= least, "gold {name}: {} < {least}", gold[name]);
    }
    for (name, least) in
        [("topics", 0.85), ("time-value", 0.9), ("time", 0.9), ("quantities", 0.9), ("refs", 0.85)]
    {
        assert!(suite[name] >= least, "suite {name}: {} < {least}", suite[name]);
    }
}
