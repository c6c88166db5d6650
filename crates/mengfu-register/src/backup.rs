//! A second file with the same truth, and a register from such a file.

use std::fs;
use std::path::Path;

use crate::error::{RegisterError, Result};
use crate::file::{Access, Register};

impl Register {
    /// Writes all of the register to a new file at `to`. The file is there when all of it is.
    pub fn backup(&self, to: &Path) -> Result<()> {
        copy_as_new(to, |unfinished| {
            let name = unfinished.to_string_lossy();
            self.db().execute("VACUUM INTO ?", [&*name])?;
            Ok(())
        })
    }
}

/// Makes a register at `to` from the file `from` that [`Register::backup`] wrote, after looking at
/// all of it. A register that is there already is not touched.
pub fn restore(from: &Path, to: &Path) -> Result<()> {
    let backup = Register::open(from, Access::Read)?;
    if let Some(fault) = backup.faults()?.first() {
        return Err(RegisterError::Damaged(format!("{fault:?}")));
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(io(folder))?;
    }
    backup.backup(to)
}

/// Lets `make` write a file beside `to` and gives it that name once it is whole and on the disk.
/// A file that is there is never replaced.
fn copy_as_new(to: &Path, make: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    if to.exists() {
        return Err(RegisterError::Exists(to.to_owned()));
    }
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let unfinished = to.with_file_name(name);
    let made = make(&unfinished).and_then(|()| {
        let file = fs::File::open(&unfinished).map_err(io(&unfinished))?;
        file.sync_all().map_err(io(&unfinished))?;
        // A hard link fails where the name is taken meanwhile; file systems without them rename.
        match fs::hard_link(&unfinished, to) {
            Ok(()) => Ok(()),
            Err(_) if to.exists() => Err(RegisterError::Exists(to.to_owned())),
            Err(_) => fs::rename(&unfinished, to).map_err(io(to)),
        }
    });
    // After a rename there is nothing left to remove.
    let _ = fs::remove_file(&unfinished);
    if made.is_ok()
        && let Some(folder) = to.parent()
        && let Ok(folder) = fs::File::open(folder)
    {
        // That the name is there must be on the disk too; some systems cannot sync folders.
        let _ = folder.sync_all();
    }
    made
}

fn io(path: &Path) -> impl FnOnce(std::io::Error) -> RegisterError {
    let path = path.to_owned();
    move |error| match error.kind() {
        std::io::ErrorKind::StorageFull => RegisterError::DiskFull,
        _ => RegisterError::Io { path, error },
    }
}
