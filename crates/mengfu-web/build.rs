//! Joins the parts of style and script, each in the order of their names, and takes the print of the
//! whole.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=assets");
    println!("cargo::rerun-if-changed=words");
    let style = joined(Path::new("assets/style"))?;
    let script = joined(Path::new("assets/script"))?;
    let seal = fs::read_to_string("assets/seal.svg")?;
    let mut hasher = DefaultHasher::new();
    (&style, &script, &seal).hash(&mut hasher);
    println!("cargo::rustc-env=MENGFU_ASSETS={:016x}", hasher.finish());
    let code = format!("const STYLE: &str = {style:?};\nconst SCRIPT: &str = {script:?};\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("assets.rs"), code)?;
    Ok(())
}

fn joined(folder: &Path) -> Result<String, std::io::Error> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_, std::io::Error>>()?;
    files.sort();
    let parts: Result<Vec<String>, _> = files.iter().map(fs::read_to_string).collect();
    Ok(parts?.join("\n"))
}
