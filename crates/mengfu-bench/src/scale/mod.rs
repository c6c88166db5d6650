//! How a register of generated statements grows: time to add, to link and to ask, size, memory.
//!
//! Times are those of the clock and, beside them, those of the processor alone: on a machine that does other things
//! the clock says little.

mod clock;
mod queries;
mod table;

use std::path::Path;
use std::time::Duration;

use mengfu::Library;
use mengfu::engine::{Engine, ReadSource};
use mengfu::library::{Access, LibraryError};
use mengfu::packs::PacksError;

pub use clock::{Spent, Times, peak_memory};
pub use queries::Asked;
pub use table::{asked_table, table};

use crate::generate::{Corpus, File, WordingError};

/// So many statements are added one by one, half of them newer than all others.
const ONE_BY_ONE: usize = 20;
/// So many are read before they are stored.
const AT_ONCE: usize = 128;
/// When everything is added; the register keeps the time of adding.
const ADDED: &str = "2036-01-01T00:00:00Z";

/// Why the growth could not be measured.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScaleError {
    /// The wordings.
    #[error(transparent)]
    Wording(#[from] WordingError),
    /// The packs.
    #[error(transparent)]
    Packs(#[from] PacksError),
    /// The register.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// The queries.
    #[error("queries.toml: {0}")]
    Queries(#[from] toml::de::Error),
    /// The file of the register.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// What was measured at one size.
#[derive(Debug)]
pub struct Measured {
    /// Statements in the register, those added one by one left out.
    pub statements: usize,
    /// Their bytes.
    pub bytes: usize,
    /// Their acts.
    pub acts: u64,
    /// Links between them.
    pub links: u64,
    /// Reading all of them, on all processors.
    pub read: Spent,
    /// Storing what was read, with everything derived from single statements.
    pub store: Spent,
    /// Making all links.
    pub link: Spent,
    /// Adding one more that is newer than all others.
    pub newest: Times,
    /// Adding one more in the midst of its lineage.
    pub between: Times,
    /// Each query.
    pub asked: Vec<Asked>,
    /// Bytes of the file of the register.
    pub file: u64,
    /// The most memory that the process has had, in bytes, once all is linked and at the end.
    pub memory: [Option<u64>; 2],
}

/// Makes a register of `statements` generated statements at `path`, and measures it.
///
/// # Errors
/// Where wordings, packs, register or file are at fault.
pub fn measure(statements: usize, seed: u64, path: &Path) -> Result<Measured, ScaleError> {
    let engine = Engine::embedded()?;
    let library = Library::open(Engine::embedded()?, path, Access::Create)?;
    let (mut bytes, mut read, mut store) = (0, Spent::default(), Spent::default());
    let (mut newest, mut between) = (Vec::new(), Vec::new());
    let mut batch: Vec<File> = Vec::new();
    let mut keep = |batch: &mut Vec<File>| -> Result<(), ScaleError> {
        let (readings, reading) = Spent::on(|| read_all(&engine, batch));
        let (done, storing) = Spent::on(|| store_all(&library, batch, &readings));
        read += reading;
        store += storing;
        batch.clear();
        done
    };
    let total = statements + ONE_BY_ONE;
    let half = ONE_BY_ONE / 2;
    for (at, file) in Corpus::new(seed, total)?.enumerate() {
        let file = file?;
        // The other half is taken evenly from what is older.
        let left_out = (at + 1) * half / (total - half) != at * half / (total - half);
        if at + half >= total {
            newest.push(file);
        } else if left_out && between.len() < half {
            between.push(file);
        } else {
            bytes += file.bytes.len();
            batch.push(file);
        }
        if batch.len() == AT_ONCE {
            keep(&mut batch)?;
        }
    }
    keep(&mut batch)?;
    let (linked, link) = Spent::on(|| library.settle(|_| ()));
    linked?;
    let memory = peak_memory();
    let listed = library.list(&[])?;
    let acts = listed.iter().map(|l| u64::from(l.acts)).sum();
    let add = |files: &[File]| -> Result<Times, ScaleError> {
        let mut times = Times::default();
        for file in files {
            times.take(|| library.add(&file.name, &file.bytes, ADDED))?;
        }
        Ok(times)
    };
    let (newest, between) = (add(&newest)?, add(&between)?);
    let asked = queries::ask(&library)?;
    let links = queries::links(&library)?;
    let file = size(path)?;
    Ok(Measured {
        statements: listed.len(),
        bytes,
        acts,
        links,
        read,
        store,
        link,
        newest,
        between,
        asked,
        file,
        memory: [memory, peak_memory()],
    })
}

/// Only asks a register that was measured before.
///
/// # Errors
/// Where packs or register are at fault.
pub fn ask_again(path: &Path) -> Result<Vec<Asked>, ScaleError> {
    let library = Library::open(Engine::embedded()?, path, Access::Read)?;
    queries::ask(&library)
}

fn read_all(engine: &Engine<'_>, files: &[File]) -> Vec<ReadSource> {
    use rayon::prelude::*;
    // Generated files are far below any limit.
    files.par_iter().filter_map(|f| engine.read(&f.name, &f.bytes).ok()).collect()
}

fn store_all(
    library: &Library<'_>,
    files: &[File],
    readings: &[ReadSource],
) -> Result<(), ScaleError> {
    for (file, reading) in files.iter().zip(readings) {
        library.add_read(reading, &file.bytes, ADDED, false)?;
    }
    Ok(())
}

/// The bytes of the register with what waits beside it.
fn size(path: &Path) -> std::io::Result<u64> {
    let beside = path.with_extension("db-wal");
    let beside = std::fs::metadata(beside).map_or(0, |m| m.len());
    Ok(std::fs::metadata(path)?.len() + beside)
}

/// A duration in milliseconds.
fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
