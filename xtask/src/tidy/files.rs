//! Names and lengths of files.

use super::{Fault, ProjectFile};

/// A source file longer than this has more than one subject.
const LONGEST: usize = 800;
/// Names that say nothing of what is inside.
const EMPTY_NAMES: [&str; 9] =
    ["util", "utils", "helper", "helpers", "common", "misc", "shared", "stuff", "tools"];

pub(crate) fn faults(files: &[ProjectFile]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in files {
        let mut parts: Vec<&str> = file.path.split('/').collect();
        let name = parts.pop().unwrap_or_default();
        parts.push(name.split('.').next().unwrap_or_default());
        if let Some(part) = parts.iter().find(|p| EMPTY_NAMES.contains(p)) {
            faults.push(format!("{}: the name `{part}` says nothing of its subject", file.path));
        }
        let lines = file.text.as_deref().map_or(0, |text| text.lines().count());
        if file.path.ends_with(".rs") && lines > LONGEST {
            faults.push(format!("{}: {lines} lines, more than {LONGEST}: split it", file.path));
        }
    }
    faults
}
