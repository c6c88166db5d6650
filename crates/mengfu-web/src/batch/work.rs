//! What is done with a batch while nobody waits at the counter.

use std::sync::Arc;

use mengfu::ReadSource;
use mengfu::library::{Addition, Effects, LibraryError};
use mengfu::model::InstrumentId;
use tokio::task::spawn_blocking;

use super::kept::Batch;
use super::{File, Looked, Taken};
use crate::clock;
use crate::failure::Failure;
use crate::room::Room;

/// Where more files than these are added, links are made at the end.
const FEW: usize = 8;

/// Reads the files and finds out what adding each would do.
pub(super) async fn read(room: Room, batch: Arc<Batch>, files: Vec<File>) {
    let mut looked = Vec::with_capacity(files.len());
    for file in files {
        let review = match read_one(&room, &file).await {
            Ok(read) => {
                let bytes = file.bytes.clone();
                room.desk().write(move |library| library.review(&read, &bytes)).await
            }
            Err(failure) => Err(failure),
        };
        looked.push(Looked { file, review });
        batch.step();
    }
    batch.wait_for_review(looked);
}

/// Adds the files that were accepted, each wholly or not at all.
pub(super) async fn add(room: Room, batch: Arc<Batch>, files: Vec<File>) {
    let settle = files.len() <= FEW;
    let mut taken = Vec::with_capacity(files.len());
    for file in files {
        let added = match read_one(&room, &file).await {
            Ok(read) => {
                let add = move |library: &mengfu::Library<'static>| {
                    library.add_read(&read, &file.bytes, &clock::timestamp(), settle)
                };
                room.desk().write(add).await
            }
            Err(failure) => Err(failure),
        };
        taken.push(Taken { name: file.name, added, changes: Vec::new() });
        batch.step();
    }
    if !settle {
        // Should it fail, what is added stays, and whoever opens the register next makes its links.
        let _ = room.desk().write(|library| library.settle(|_| {})).await;
    }
    for one in &mut taken {
        if let Ok(added) = &one.added {
            one.changes = changes(&room, added).await.unwrap_or_default();
        }
    }
    batch.finish(taken);
}

async fn read_one(room: &Room, file: &File) -> Result<ReadSource, Failure> {
    let (engine, file) = (room.desk().engine(), file.clone());
    let read = spawn_blocking(move || engine.read(&file.name, &file.bytes));
    let read = read.await.map_err(|_| Failure::Interrupted)?;
    read.map_err(|error| LibraryError::from(error).into())
}

async fn changes(
    room: &Room,
    added: &Addition,
) -> Result<Vec<(InstrumentId, Vec<Effects>)>, Failure> {
    let ids: Vec<InstrumentId> = added.instruments.iter().map(|one| one.id.clone()).collect();
    let ask = move |library: &mengfu::Library<'static>| {
        let with = |id: InstrumentId| Ok((id.clone(), library.effects(&id)?));
        ids.into_iter().map(with).collect::<Result<_, LibraryError>>()
    };
    room.desk().read(ask).await
}
