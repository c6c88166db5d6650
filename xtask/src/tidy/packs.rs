//! Every pack of the project is sound and has a suite.

use std::path::Path;

use anyhow::Result;
use mengfu::check::check_pack;

use super::Fault;

pub(crate) fn faults(root: &Path) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for entry in std::fs::read_dir(root.join("packs"))? {
        let folder = entry?.path();
        if !folder.is_dir() {
            continue;
        }
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        faults.extend(check_pack(&folder).iter().map(|fault| format!("packs/{name}/{fault}")));
        if !folder.join("suite").is_dir() {
            faults.push(format!("packs/{name}: a pack needs suites"));
        }
    }
    Ok(faults)
}
