//! Which register, and opening it.

use std::env;
use std::path::PathBuf;

use mengfu::library::{Access, Library, LibraryError, RegisterError, Standing};

use crate::commands::Context;
use crate::failure::{Exit, Failure};
use crate::progress::Progress;

/// The register that the arguments or the environment name, else that of the user.
pub(super) fn path(context: &Context<'_>) -> Result<PathBuf, Failure> {
    let named = context.register.map(PathBuf::from);
    let named = named
        .or_else(|| env::var_os("MENGFU_REGISTER").filter(|v| !v.is_empty()).map(PathBuf::from));
    let folder = || data_folder().map(|folder| folder.join("mengfu").join("register.mengfu"));
    named
        .or_else(folder)
        .ok_or_else(|| Failure::new(Exit::Usage, context.words, "no-data-folder", ""))
}

/// The folder for the user's data, as the system has it.
fn data_folder() -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    if cfg!(windows) {
        return named("APPDATA");
    }
    let home = named("HOME");
    if cfg!(target_os = "macos") {
        return Some(home?.join("Library").join("Application Support"));
    }
    named("XDG_DATA_HOME")
        .filter(|folder| folder.is_absolute())
        .or_else(|| Some(home?.join(".local").join("share")))
}

/// Opens the register and says on standard error which. What another engine derived is made anew;
/// what an interruption left undone is done.
pub(super) fn open(context: &Context<'_>, access: Access) -> Result<Library<'static>, Failure> {
    let words = context.words;
    let path = path(context)?;
    context.remark(&format!("{}: {}", words.label("register"), path.display()));
    let engine = || context.engine();
    let library = match Library::open(engine()?, &path, access) {
        // Who only asks needs no right to write.
        Err(LibraryError::Register(RegisterError::ReadOnly)) if access == Access::Write => {
            Library::open(engine()?, &path, Access::Read)
        }
        other => other,
    };
    let library = library.map_err(|e| Failure::library(words, &e))?;
    match library.standing().map_err(|e| Failure::library(words, &e))? {
        Standing::Empty | Standing::Current => {}
        Standing::Later { by } => {
            return Err(Failure::library(
                words,
                &LibraryError::LaterEngine { found: by, own: mengfu::VERSION.to_owned() },
            ));
        }
        Standing::Outdated { by } => {
            context.remark(&words.label("outdated").replace("{}", &by));
            anew(&library, context)?;
        }
        Standing::Unsettled => {
            context.remark(words.label("unsettled"));
            settle(&library, context)?;
        }
    }
    let named = library.party_names().map_err(|e| Failure::library(words, &e))?;
    let _ = context.named.set(named);
    Ok(library)
}

/// Makes everything anew, with a bar.
pub(super) fn anew(library: &Library<'_>, context: &Context<'_>) -> Result<(), Failure> {
    let mut progress: Option<Progress> = None;
    let done = library.rebuild(|_, of| progress.get_or_insert_with(|| Progress::new(of)).step());
    if let Some(progress) = progress {
        progress.finish();
    }
    done.map_err(|e| Failure::library(context.words, &e))
}

/// Makes the links that wait.
pub(super) fn settle(library: &Library<'_>, context: &Context<'_>) -> Result<(), Failure> {
    let mut progress: Option<(Progress, usize)> = None;
    let done = library.settle(|left| {
        let (progress, before) = progress.get_or_insert_with(|| (Progress::new(left), left));
        (left..*before).for_each(|_| progress.step());
        *before = left;
    });
    if let Some((progress, _)) = progress {
        progress.finish();
    }
    done.map_err(|e| Failure::library(context.words, &e))
}
