//! Accounts of the reading room as whoever keeps it meets them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A folder with a register of its own.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("mengfu-accounts-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// Runs a command to which somebody types `typed`.
    fn run(&self, arguments: &[&str], typed: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mengfu"));
        command
            .env("LANG", "C")
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("USER", "keeper");
        command.arg("--register").arg(self.0.join("r.mengfu")).args(arguments);
        let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut running = pipes.spawn().unwrap();
        running.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
        running.wait_with_output().unwrap()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_first_account_keeps_the_others() {
    let desk = Desk::new("first");
    let none = desk.run(&["account", "list"], "");
    assert_eq!(none.status.code(), Some(5), "{}", err(&none));
    let added = desk.run(&["account", "add", "Li Wei"], "tea at four o'clock\n");
    assert_eq!(out(&added), "account added: Li Wei (admin)\n", "{}", err(&added));
    let next = desk.run(&["account", "add", "reader"], "tea at four o'clock");
    assert_eq!(out(&next), "account added: reader (reader)\n");
    assert_eq!(out(&desk.run(&["account", "list"], "")), "admin   Li Wei\nreader  reader\n");
    let file = fs::read(desk.0.join("r.mengfu.accounts")).unwrap();
    assert!(!String::from_utf8_lossy(&file).contains("four"), "no password stands in the file");
    assert!(!desk.0.join("r.mengfu").exists(), "accounts are no part of the register");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let rights = fs::metadata(desk.0.join("r.mengfu.accounts")).unwrap().permissions().mode();
        assert_eq!(rights & 0o077, 0, "others of the machine may not read it");
    }
    let last = desk.run(&["account", "remove", "li wei"], "");
    assert_eq!(last.status.code(), Some(2));
    assert!(err(&last).contains("last administrator"), "{}", err(&last));
    assert_eq!(desk.run(&["account", "role", "reader", "admin"], "").status.code(), Some(0));
    assert_eq!(desk.run(&["account", "remove", "li wei"], "").status.code(), Some(0));
    assert_eq!(
        desk.run(&["account", "password", "nobody"], "a long enough one\n").status.code(),
        Some(5)
    );
    let token = out(&desk.run(&["account", "token", "reader", "--for", "a report"], ""));
    assert!(token.starts_with("mengfu_") && token.trim().len() == 7 + 64, "{token}");
}

#[test]
fn bad_names_and_passwords_are_refused_with_advice() {
    let desk = Desk::new("bad");
    for (name, typed, told) in [
        ("<b>", "tea at four o'clock\n", "cannot be a name"),
        ("li", "short\n", "too short"),
        ("li", "", "too short"),
    ] {
        let refused = desk.run(&["account", "add", name], typed);
        assert_eq!(refused.status.code(), Some(2));
        assert!(err(&refused).contains(told), "{}", err(&refused));
    }
    fs::write(desk.0.join("r.mengfu.accounts"), "something else").unwrap();
    let foreign = desk.run(&["account", "list"], "");
    assert_eq!(foreign.status.code(), Some(7), "{}", err(&foreign));
}

#[test]
fn others_are_not_served_without_accounts() {
    let desk = Desk::new("others");
    for arguments in [["serve", "--bind", "0.0.0.0:0"], ["serve", "--behind-proxy", "--plain-http"]]
    {
        let refused = desk.run(&arguments, "");
        assert_eq!(refused.status.code(), Some(2), "{}", err(&refused));
        assert!(err(&refused).contains("mengfu account add"), "{}", err(&refused));
    }
}
