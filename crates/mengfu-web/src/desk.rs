//! The register as the room uses it: a few connections that read, one that writes.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use mengfu::library::{Access, Library, LibraryError};
use mengfu::{Engine, Packs};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::failure::Failure;

/// So many may wait for a place; whoever comes then is told at once to come again, for an answer after a
/// long time helps nobody and waiting takes memory.
const QUEUE: usize = 400;

/// So long the state of the register is taken as it was seen.
const GLANCE: Duration = Duration::from_millis(100);

/// Connections to one register. Reading never waits for writing.
pub struct Desk {
    path: PathBuf,
    packs: &'static Packs,
    largest: u64,
    readers: Mutex<Vec<Library<'static>>>,
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
    writer: Mutex<Option<Library<'static>>>,
    /// How often it was written to here.
    written: AtomicU64,
    /// Never writes, so that every change is one of others.
    watcher: Mutex<Library<'static>>,
    /// What the watcher saw last, and when.
    seen: Mutex<Option<(Version, Instant)>>,
}

/// The state of a register: two are equal only where nothing was written between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Version(i64);

impl Desk {
    /// Opens the register at `path`, to be read from `readers` threads at once.
    pub fn open(
        engine: Engine<'static>,
        path: &Path,
        readers: usize,
    ) -> Result<Self, LibraryError> {
        let (packs, largest) = (engine.packs(), engine.largest());
        let watcher = Library::open(engine, path, Access::Write)?;
        Ok(Self {
            path: path.to_owned(),
            packs,
            largest,
            readers: Mutex::default(),
            places: Arc::new(Semaphore::new(readers.max(1))),
            waiting: AtomicUsize::new(0),
            writer: Mutex::default(),
            written: AtomicU64::new(0),
            watcher: Mutex::new(watcher),
            seen: Mutex::default(),
        })
    }

    /// Where the register is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The packs that read.
    pub fn packs(&self) -> &'static Packs {
        self.packs
    }

    /// An engine of the sort that reads here.
    pub fn engine(&self) -> Engine<'static> {
        Engine::new(self.packs).with_largest(self.largest)
    }

    /// Which state the register is in now, or was in a moment ago: where the disk is busy, whoever asks for
    /// what is known does not wait for it.
    pub async fn version(self: &Arc<Self>) -> Result<Version, Failure> {
        let seen = *self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((version, _)) = seen.filter(|(_, at)| at.elapsed() < GLANCE) {
            return Ok(version);
        }
        let desk = self.clone();
        let look = spawn_blocking(move || desk.look());
        let looked = match seen {
            None => look.await,
            Some((version, _)) => match timeout(GLANCE, look).await {
                Ok(looked) => looked,
                Err(_) => return Ok(version),
            },
        };
        Ok(looked.map_err(|_| Failure::Interrupted)??)
    }

    fn look(&self) -> Result<Version, LibraryError> {
        let watcher = self.watcher.lock().unwrap_or_else(PoisonError::into_inner);
        let version = Version(watcher.register().changes_of_others()?);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        *seen = Some((version, Instant::now()));
        Ok(version)
    }

    /// How often somebody changed the register here.
    pub(crate) fn written(&self) -> u64 {
        self.written.load(Ordering::Relaxed)
    }

    /// Asks the register, on a thread where waiting harms nobody.
    pub async fn read<T, E, F>(self: &Arc<Self>, ask: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        E: Into<Failure> + Send + 'static,
        F: FnOnce(&Library<'static>) -> Result<T, E> + Send + 'static,
    {
        let place = {
            let _queue = Queue::join(&self.waiting)?;
            self.places.clone().acquire_owned().await.map_err(|_| Failure::Interrupted)?
        };
        let desk = self.clone();
        let work = spawn_blocking(move || {
            // The place is taken until the work is done, also where nobody waits for it any more.
            let _place = place;
            let free = desk.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let library = match free {
                Some(library) => library,
                None => Library::open(desk.engine(), &desk.path, Access::Read)?,
            };
            let answer = ask(&library).map_err(Into::into);
            desk.readers.lock().unwrap_or_else(PoisonError::into_inner).push(library);
            answer
        });
        work.await.map_err(|_| Failure::Interrupted)?
    }

    /// Changes the register. One change waits for the other.
    pub async fn write<T, E, F>(self: &Arc<Self>, change: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        E: Into<Failure> + Send + 'static,
        F: FnOnce(&Library<'static>) -> Result<T, E> + Send + 'static,
    {
        let desk = self.clone();
        let work = spawn_blocking(move || {
            let mut writer = desk.writer.lock().unwrap_or_else(PoisonError::into_inner);
            let library = match writer.take() {
                Some(library) => library,
                None => Library::open(desk.engine(), &desk.path, Access::Write)?,
            };
            let done = change(&library).map_err(Into::into);
            *writer = Some(library);
            desk.written.fetch_add(1, Ordering::Relaxed);
            done
        });
        work.await.map_err(|_| Failure::Interrupted)?
    }
}

/// A place in the queue, until this is dropped.
struct Queue<'a>(&'a AtomicUsize);

impl<'a> Queue<'a> {
    fn join(waiting: &'a AtomicUsize) -> Result<Self, Failure> {
        let queue = Self(waiting);
        match waiting.fetch_add(1, Ordering::Relaxed) < QUEUE {
            true => Ok(queue),
            false => Err(Failure::Overloaded),
        }
    }
}

impl Drop for Queue<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
