//! What the documents tell people to type must exist. (The commands of `mengfu` are tried by its
//! own tests.)

use clap::CommandFactory;

use super::{Fault, ProjectFile};
use crate::Task;

pub(crate) fn faults(files: &[ProjectFile]) -> Vec<Fault> {
    let tasks = Task::command();
    let known = |name: &str| tasks.get_subcommands().any(|c| c.get_name() == name);
    let documents = files.iter().filter(|f| f.path.ends_with(".md"));
    documents
        .flat_map(|file| {
            let text = file.text.as_deref().unwrap_or_default();
            text.match_indices("cargo xtask ").filter_map(move |(at, marker)| {
                let rest = text.get(at + marker.len()..)?;
                let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '-');
                let name = rest.get(..end.unwrap_or(rest.len()))?;
                (!known(name)).then(|| format!("{}: there is no task `{name}`", file.path))
            })
        })
        .collect()
}
