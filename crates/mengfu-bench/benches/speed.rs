//! How fast statements are read: the whole, each stage, and two measuring rods on the same bytes.

#![allow(clippy::expect_used)] // A benchmark that cannot begin has nothing to say.

use std::fs;
use std::hint::black_box;
use std::iter::repeat;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use divan::counter::BytesCount;
use divan::{Bencher, black_box_drop};
use jieba_rs::Jieba;
use mengfu::{Engine, Packs};
use mengfu_bench::{CORPUS, documents};
use mengfu_read::Reader;
use mengfu_read::outline::Outliner;
use mengfu_text::Opened;

static DOCUMENTS: LazyLock<Vec<String>> = LazyLock::new(|| documents(CORPUS));
static OPENED: LazyLock<Vec<Opened>> =
    LazyLock::new(|| DOCUMENTS.iter().map(|text| mengfu_text::open(text.as_bytes())).collect());

fn main() {
    println!("{} documents, {} bytes", DOCUMENTS.len(), bytes());
    divan::main();
}

fn bytes() -> usize {
    DOCUMENTS.iter().map(String::len).sum()
}

fn packs() -> &'static Packs {
    Packs::embedded().expect("the packs of the program load")
}

fn chinese() -> &'static Reader {
    packs().reader_for("一").expect("a pack reads Chinese")
}

/// Measures `work` on every document, in bytes of the corpus.
fn on_all(bencher: Bencher<'_, '_>, work: impl Fn(&str) + Sync) {
    let documents = &*DOCUMENTS;
    bencher
        .counter(BytesCount::new(bytes()))
        .bench(|| documents.iter().for_each(|text| work(text)));
}

#[divan::bench_group(sample_count = 5, sample_size = 1)]
mod a_read {
    use super::*;

    #[divan::bench]
    fn one_thread(bencher: Bencher<'_, '_>) {
        let engine = Engine::new(packs());
        on_all(bencher, |text| drop(black_box(engine.read("", text.as_bytes()))));
    }

    /// As the command line does: threads that each take the next document.
    #[divan::bench(args = [1, 2, 4, 8])]
    fn threads(bencher: Bencher<'_, '_>, threads: usize) {
        let (engine, documents) = (Engine::new(packs()), &*DOCUMENTS);
        bencher.counter(BytesCount::new(bytes())).bench(|| {
            let next = AtomicUsize::new(0);
            let work = || {
                while let Some(text) = documents.get(next.fetch_add(1, Ordering::Relaxed)) {
                    drop(black_box(engine.read("", text.as_bytes())));
                }
            };
            thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
        });
    }
}

#[divan::bench_group(sample_count = 5, sample_size = 1)]
mod b_stages {
    use super::*;

    #[divan::bench]
    fn a_open(bencher: Bencher<'_, '_>) {
        on_all(bencher, |text| drop(black_box(mengfu_text::open(text.as_bytes()))));
    }

    #[divan::bench]
    fn b_scan(bencher: Bencher<'_, '_>) {
        let lexicon = &chinese().pack().lexicon;
        on_all(bencher, |text| drop(black_box(lexicon.scan(text))));
    }

    /// Assemble and outline, with the scan of the whole text that they rest on.
    #[divan::bench]
    fn c_outline(bencher: Bencher<'_, '_>) {
        let outliner = chinese().outliner();
        let opened = &*OPENED;
        bencher
            .counter(BytesCount::new(bytes()))
            .bench(|| opened.iter().for_each(|one| drop(black_box(outliner.outline(one)))));
    }

    /// Acts with their values, from sentences that are outlined already.
    #[divan::bench]
    fn d_acts(bencher: Bencher<'_, '_>) {
        let (reader, outliner): (&Reader, &Outliner) = (chinese(), chinese().outliner());
        let outlined: Vec<_> = OPENED.iter().map(|one| outliner.outline_with_scan(one)).collect();
        let instruments = || {
            outlined.iter().flat_map(|(o, scan)| o.instruments.iter().cloned().zip(repeat(scan)))
        };
        bencher
            .counter(BytesCount::new(bytes()))
            .with_inputs(|| instruments().collect::<Vec<_>>())
            .bench_local_values(|outlined| {
                for (one, scan) in outlined {
                    black_box_drop(reader.reading(one, Some(scan)));
                }
            });
    }
}

#[divan::bench_group(sample_count = 5, sample_size = 1)]
mod c_beside {
    use super::*;

    #[divan::bench]
    fn jieba_tag(bencher: Bencher<'_, '_>) {
        let jieba = Jieba::new();
        on_all(bencher, |text| drop(black_box(jieba.tag(text, true))));
    }

    /// The terms of the pack, found and counted.
    #[divan::bench]
    fn daachorse(bencher: Bencher<'_, '_>) {
        let lexicon = &chinese().pack().lexicon;
        let terms: Vec<&str> = lexicon.entries().map(|(_, entry)| entry.term.as_str()).collect();
        let automaton = CharwiseDoubleArrayAhoCorasick::<u32>::new(terms).expect("terms compile");
        on_all(bencher, |text| {
            black_box(automaton.find_overlapping_iter(text).count());
        });
    }
}

#[divan::bench_group(sample_count = 20, sample_size = 1)]
mod d_start {
    use super::*;

    /// All packs, with the reading of their files, which the program spares: they are inside it.
    #[divan::bench]
    fn packs_load() -> Vec<Packs> {
        let folders = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs");
        let folders = fs::read_dir(folders).expect("the packs are there");
        let folders = folders.filter_map(Result::ok).map(|e| e.path()).filter(|p| p.is_dir());
        folders.map(|path| Packs::from_folder(&path).expect("a pack loads")).collect()
    }
}
