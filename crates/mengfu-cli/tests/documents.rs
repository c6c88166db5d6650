//! The commands and options that the documents name exist.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The help of a command, by the words after `mengfu`.
fn help(command: &[&str]) -> Option<String> {
    // `mengfu help COMMAND` has no options.
    if command == ["help"] {
        return Some(String::new());
    }
    let mut program = Command::new(env!("CARGO_BIN_EXE_mengfu"));
    let output = program.args(command).arg("--help").output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

/// What stands after `mengfu ` in fenced blocks and code spans.
fn uses(text: &str) -> Vec<String> {
    let mut uses = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
            continue;
        }
        let spans: Vec<&str> = match fenced {
            true => vec![line],
            false => line.split('`').skip(1).step_by(2).collect(),
        };
        for span in spans {
            let span = span.split(" #").next().unwrap_or_default();
            for marker in ["mengfu ", "mengfu-cli -- "] {
                let at = span
                    .find(marker)
                    .filter(|at| span.get(..*at).is_some_and(|b| b.is_empty() || b.ends_with(' ')));
                uses.extend(at.and_then(|at| span.get(at + marker.len()..)).map(str::to_owned));
            }
        }
    }
    uses
}

#[test]
fn what_the_documents_name_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut seen = 0;
    for name in ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "ARCHITECTURE.md"] {
        let Ok(text) = fs::read_to_string(root.join(name)) else { continue };
        for used in uses(&text) {
            let mut words = used.split_whitespace();
            let Some(command) =
                words.next().filter(|w| w.starts_with(|c: char| c.is_ascii_lowercase()))
            else {
                continue;
            };
            let own = help(&[command]).unwrap_or_else(|| panic!("{name}: no command `{command}`"));
            // `export ledger` has a help of its own; a file or an address has none.
            let below = words.clone().next().and_then(|below| help(&[command, below]));
            let help = below.unwrap_or(own);
            for option in
                words.take_while(|w| *w != "|" && *w != ">").filter(|w| w.starts_with('-'))
            {
                assert!(option == "-" || help.contains(option), "{name}: `{command} {option}`");
            }
            seen += 1;
        }
    }
    assert!(seen > 0, "the documents name no command");
}
