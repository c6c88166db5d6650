//! The reading room in a real browser: Debian's Chromium, driven through WebDriver.
//!
//! Needs `chromium` and `chromedriver`; for the checks of accessibility also axe-core, whose script is
//! looked for at `target/axe/package/axe.min.js` (`npm pack axe-core`). What is missing is said; where
//! `CI` is set, it is a failure. `cargo test -p mengfu-web --test browser -- ledger` runs what has
//! `ledger` in its name.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

mod axe;
mod driver;
#[path = "../house/mod.rs"]
mod house;
mod pages;
mod server;
mod walks;

use std::panic::AssertUnwindSafe;
use std::process::ExitCode;

use driver::{Driver, Setting};
use server::Server;

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let Some(driver) = Driver::start() else { return missing("chromium and chromedriver") };
    let axe = axe::script();
    if axe.is_none() && missing("axe-core (npm pack axe-core)") != ExitCode::SUCCESS {
        return ExitCode::FAILURE;
    }
    let server = Server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (mut passed, mut failed) = (0, Vec::new());
    for check in pages::checks(axe.as_deref()).into_iter().chain(walks::checks()) {
        if !wanted.iter().all(|part| check.name.contains(part.as_str())) {
            continue;
        }
        // A room is opened and closed outside of what waits for browsers.
        let own = match check.place {
            Place::Shared => None,
            Place::Own => Some(Server::start()),
            Place::Guarded => Some(Server::guarded()),
        };
        let room = own.as_ref().unwrap_or(&server);
        let run = || runtime.block_on((check.run)(&driver, room));
        match std::panic::catch_unwind(AssertUnwindSafe(run)) {
            Ok(()) => passed += 1,
            Err(_) => failed.push(check.name.clone()),
        }
        println!(
            "{} … {}",
            check.name,
            if failed.last() == Some(&check.name) { "FAILED" } else { "ok" }
        );
    }
    runtime.block_on(driver.close());
    println!("browser: {passed} passed, {} failed {failed:?}", failed.len());
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Says what is missing; that is a failure where everything should be there.
fn missing(what: &str) -> ExitCode {
    println!("browser: {what} missing, so the checks that need it are not run");
    if std::env::var_os("CI").is_some() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// In which room a check is made.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// The room of all checks that change nothing.
    Shared,
    /// A room of its own, for what changes something.
    Own,
    /// A room of its own where one must sign in.
    Guarded,
}

/// A check by its name.
pub(crate) struct Check {
    pub(crate) name: String,
    pub(crate) place: Place,
    #[allow(clippy::type_complexity)]
    pub(crate) run: Box<
        dyn for<'a> Fn(&'a Driver, &'a Server) -> std::pin::Pin<Box<dyn Future<Output = ()> + 'a>>,
    >,
}

/// Every setting in which pages are looked at.
pub(crate) fn settings() -> Vec<Setting> {
    let mut all = Vec::new();
    for language in ["en", "zh"] {
        for width in [1400, 390] {
            all.push(Setting { language, width, script: true, dark: false });
        }
    }
    all.push(Setting { language: "en", width: 1400, script: false, dark: false });
    all.push(Setting { language: "zh", width: 1400, script: true, dark: true });
    all
}
