//! Pages of the reading room over the examples, as a browser shows them.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::server::Server;

/// The pages shown: name of the picture, address, height of the window in pixels.
const PAGES: [(&str, &str, u32); 4] = [
    ("overview", "/", 1_150),
    ("statement", "/statements/X-48753d94-X-f7dc10b3/2023-05-09?act=p4.a1", 1_150),
    (
        "compare",
        "/compare?earlier=X-48753d94-X-f7dc10b3%2F2016-11-22&later=X-48753d94-X-f7dc10b3%2F2023-05-09",
        1_150,
    ),
    ("ledger", "/ledger?open=1&sort=due", 1_000),
];

/// Takes the pictures in both languages. Needs Chromium.
pub(super) fn run(root: &Path) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("mengfu-pictures-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let examples = root.join("examples");
    let program = root.join("target/debug/mengfu");
    let server = Server::start(&program, &folder.join("register.mengfu"), &[&examples])?;
    for (language, tail) in [("en", ""), ("zh", ".zh-CN")] {
        for (name, address, height) in PAGES {
            let file = root.join(format!("docs/room-{name}{tail}.png"));
            let status = Command::new("chromium")
                .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"])
                .args(["--disable-background-networking", "--disable-sync", "--no-first-run"])
                .arg(format!("--accept-lang={language}"))
                .arg(format!("--user-data-dir={}", folder.join(language).display()))
                .arg(format!("--window-size=1280,{height}"))
                .arg(format!("--screenshot={}", file.display()))
                .arg(format!("{}{address}", server.address))
                .stderr(Stdio::null())
                .status()
                .context("chromium")?;
            ensure!(status.success() && file.is_file(), "no picture of {address}");
            println!("docs/room-{name}{tail}.png");
        }
    }
    drop(server);
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}
