//! The licences of everything that is built in, against the list of `deny.toml`, so that the rule
//! holds also where cargo-deny is not installed.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use spdx::{Expression, ParseMode};

use super::Fault;

#[derive(Deserialize)]
struct Deny {
    licenses: Licenses,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
}

pub(crate) fn faults(root: &Path) -> Result<Vec<Fault>> {
    let deny = std::fs::read_to_string(root.join("deny.toml")).context("deny.toml")?;
    let allow = toml::from_str::<Deny>(&deny)?.licenses.allow;
    let out = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--format-version", "1", "--all-features"])
        .current_dir(root)
        .output()?;
    if !out.status.success() {
        bail!("cargo metadata: {}", String::from_utf8_lossy(&out.stderr));
    }
    let metadata: Metadata = serde_json::from_slice(&out.stdout)?;
    let refused = |p: &Package| {
        let licence = p.license.as_deref().unwrap_or("none");
        let allowed = Expression::parse_mode(licence, ParseMode::LAX).is_ok_and(|expression| {
            expression.evaluate(|requirement| allow.contains(&requirement.license.to_string()))
        });
        (!allowed).then(|| format!("{} {}: licence {licence} is not allowed", p.name, p.version))
    };
    Ok(metadata.packages.iter().filter_map(refused).collect())
}
