//! A new or removed file of a pack must rebuild the crate: the embedding macro alone watches only
//! the files that it saw last time.
fn main() {
    println!("cargo::rerun-if-changed=../../packs");
}
