//! The batches that wait, bounded in number, size and time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::{File, Looked, Stage, Taken, work};
use crate::accounts::AccountId;
use crate::failure::Failure;
use crate::room::Room;
use crate::visit::Visit;

/// So many batches wait at once.
const MOST: usize = 24;

/// So many of one person.
const OF_ONE: usize = 4;

/// So many bytes of all batches together.
const BYTES: usize = 192 << 20;

/// So long a batch waits for somebody to look at it.
const PATIENCE: Duration = Duration::from_secs(3_600);

/// The name of a batch in its address: chance, so that nobody finds that of somebody else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BatchId(String);

/// Whose a batch is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Owner {
    account: Option<AccountId>,
    name: String,
}

/// Files that were sent together.
pub(crate) struct Batch {
    pub(crate) id: BatchId,
    owner: Owner,
    began: Instant,
    bytes: usize,
    stage: Mutex<Stage>,
}

/// All batches.
#[derive(Default)]
pub(crate) struct Batches(Mutex<BTreeMap<BatchId, Arc<Batch>>>);

impl BatchId {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    fn new() -> Result<Self, Failure> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| Failure::Fault(error.to_string()))?;
        Ok(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }
}

impl Owner {
    pub(crate) fn of(visit: &Visit) -> Self {
        Self { account: visit.account, name: visit.name.clone() }
    }
}

impl Batches {
    /// Takes files and begins to read them; `None` where too much waits already.
    pub(crate) fn take(
        &self,
        room: &Room,
        owner: Owner,
        files: Vec<File>,
    ) -> Result<Option<Arc<Batch>>, Failure> {
        let bytes = files.iter().map(|file| file.bytes.len()).sum();
        let mut all = self.all();
        all.retain(|_, batch| batch.began.elapsed() < PATIENCE || batch.is_busy());
        let own = all.values().filter(|batch| batch.owner == owner);
        // What is done needs no place any more, where somebody wants it.
        let done = own.clone().filter(|batch| batch.is_done()).map(|batch| batch.id.clone());
        let done = done.collect::<Vec<_>>();
        let room_for = own.count() < OF_ONE || !done.is_empty();
        let kept: usize = all.values().map(|batch| batch.weight()).sum();
        if !room_for || all.len() >= MOST + done.len() || kept + bytes > BYTES {
            return Ok(None);
        }
        done.iter().for_each(|id| drop(all.remove(id)));
        let batch = Arc::new(Batch {
            id: BatchId::new()?,
            owner,
            began: Instant::now(),
            bytes,
            stage: Mutex::new(Stage::Reading { done: 0, of: files.len() }),
        });
        all.insert(batch.id.clone(), batch.clone());
        tokio::spawn(work::read(room.clone(), batch.clone(), files));
        Ok(Some(batch))
    }

    /// The batch called `id`, for who sent it alone.
    pub(crate) fn find(&self, id: &str, owner: &Owner) -> Result<Arc<Batch>, Failure> {
        let found = self.all().get(&BatchId(id.to_owned())).cloned();
        let own = found.filter(|batch| batch.owner == *owner && batch.began.elapsed() < PATIENCE);
        own.ok_or_else(|| Failure::NotFound(id.to_owned()))
    }

    /// Forgets a batch; what is being added is added all the same.
    pub(crate) fn forget(&self, batch: &Batch) {
        self.all().remove(&batch.id);
    }

    /// The batches of `owner` that wait.
    pub(crate) fn of(&self, owner: &Owner) -> Vec<Arc<Batch>> {
        let all = self.all();
        let own = all.values().filter(|b| b.owner == *owner && b.began.elapsed() < PATIENCE);
        own.cloned().collect()
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<BatchId, Arc<Batch>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Batch {
    /// How far it is.
    pub(crate) fn stage(&self) -> Stage {
        self.lock().clone()
    }

    /// Begins to add the files with these places among those under review; nothing where it is not
    /// under review any more.
    pub(crate) fn accept(self: &Arc<Self>, room: &Room, chosen: &[usize]) -> bool {
        let mut stage = self.lock();
        let Stage::Review(files) = &*stage else { return false };
        let chosen: Vec<File> = chosen
            .iter()
            .filter_map(|at| files.get(*at))
            .filter(|looked| looked.review.is_ok())
            .map(|looked| looked.file.clone())
            .collect();
        if chosen.is_empty() {
            return false;
        }
        *stage = Stage::Adding { done: 0, of: chosen.len() };
        tokio::spawn(work::add(room.clone(), self.clone(), chosen));
        true
    }

    pub(super) fn step(&self) {
        if let Stage::Reading { done, .. } | Stage::Adding { done, .. } = &mut *self.lock() {
            *done += 1;
        }
    }

    pub(super) fn wait_for_review(&self, files: Vec<Looked>) {
        *self.lock() = Stage::Review(files);
    }

    pub(super) fn finish(&self, files: Vec<Taken>) {
        *self.lock() = Stage::Done(files);
    }

    fn is_busy(&self) -> bool {
        matches!(*self.lock(), Stage::Adding { .. } | Stage::Reading { .. })
    }

    fn is_done(&self) -> bool {
        matches!(*self.lock(), Stage::Done(_))
    }

    /// How many bytes it keeps.
    fn weight(&self) -> usize {
        if self.is_done() { 0 } else { self.bytes }
    }

    fn lock(&self) -> MutexGuard<'_, Stage> {
        self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
