//! How cost grows: time and memory of one document by its size, of many by their number, and of texts
//! made to be slow. Linear growth shows as one rate at all sizes.

#![allow(clippy::expect_used)] // A benchmark that cannot begin has nothing to say.

use std::hint::black_box;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher};
use mengfu::Engine;
use mengfu_bench::{documents, hostile, one_document};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

static ENGINE: LazyLock<Engine<'static>> =
    LazyLock::new(|| Engine::embedded().expect("the packs of the program load"));

fn main() {
    LazyLock::force(&ENGINE);
    divan::main();
}

fn read(bencher: Bencher<'_, '_>, documents: &[impl AsRef<str>]) {
    let bytes: usize = documents.iter().map(|text| text.as_ref().len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for text in documents {
            drop(black_box(ENGINE.read("", text.as_ref().as_bytes())));
        }
    });
}

#[divan::bench(sample_count = 3, sample_size = 1, args = [10_000, 100_000, 1_000_000, 10_000_000])]
fn a_one_document(bencher: Bencher<'_, '_>, bytes: usize) {
    read(bencher, &[one_document(bytes)]);
}

/// The memory must be that of one, however many there are.
#[divan::bench(sample_count = 3, sample_size = 1, args = [1_000_000, 10_000_000])]
fn b_many_documents(bencher: Bencher<'_, '_>, bytes: usize) {
    read(bencher, &documents(bytes));
}

/// Two sizes of each hostile text: what is linear has the same rate at both.
#[divan::bench(sample_count = 1, sample_size = 1, args = cases())]
fn c_hostile(bencher: Bencher<'_, '_>, case: &(&str, usize)) {
    let (name, bytes) = *case;
    let text = hostile(bytes).into_iter().find(|(known, _)| *known == name).map(|(_, text)| text);
    read(bencher, &[text.expect("the text is known")]);
}

fn cases() -> Vec<(&'static str, usize)> {
    let names = hostile(1000).into_iter().map(|(name, _)| name);
    names.flat_map(|name| [(name, 1 << 20), (name, 4 << 20)]).collect()
}
