//! Prints what a file gives: its characters with the kind of each line, what was set aside, findings.
//!
//! `cargo run -p mengfu-text --example unwrap FILE`

use std::time::Instant;

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let start = Instant::now();
        let opened = mengfu_text::open(&bytes);
        let time = start.elapsed();
        let speed = bytes.len() as f64 / time.as_secs_f64() / 1e6;
        println!(
            "=== {path}: {} bytes, {} {:?}, {speed:.0} MB/s",
            bytes.len(),
            opened.encoding,
            opened.containers
        );
        println!(
            "runs {}, coverage {:?}",
            opened.text.map().runs().len(),
            opened.check_coverage(bytes.len())
        );
        if bytes.len() > 1 << 20 {
            println!(
                "blocks {}, set aside {}, findings {:?}",
                opened.blocks.len(),
                opened.set_aside.len(),
                opened.findings.len()
            );
            continue;
        }
        for block in &opened.blocks {
            println!("{:?}: {:?}", block.kind, opened.text.slice(block.span));
        }
        for aside in &opened.set_aside {
            let raw = bytes.get(aside.at.range()).unwrap_or_default();
            println!(
                "- {:?} {}: {:?}",
                aside.at,
                aside.reason.code(),
                String::from_utf8_lossy(raw)
            );
        }
        for finding in &opened.findings {
            println!("! {finding:?}");
        }
    }
    Ok(())
}
