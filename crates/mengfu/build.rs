//! The packs are embedded; a change in any of them rebuilds the crate.

fn main() {
    println!("cargo:rerun-if-changed=../../packs");
}
