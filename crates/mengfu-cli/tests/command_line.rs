//! The program as users meet it: help, exit codes, messages, pipes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn mengfu(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mengfu"));
    command.args(arguments).env_remove("LANG").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command.env_remove("NO_COLOR").current_dir(root()).stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    mengfu(arguments).output().unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("mengfu-cli-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn fed(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = mengfu(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn help_teaches_with_examples_and_exit_codes() {
    let help = out(&run(&["--help"]));
    for words in
        ["Examples:", "mengfu explain 'statement.html#p12.a2'", "Exit codes:", "check-pack"]
    {
        assert!(help.contains(words), "{words}");
    }
    let help = out(&run(&["--lang", "zh", "read", "--help"]));
    for words in ["例子：", "用法：", "--set-aside", "承诺"] {
        assert!(help.contains(words), "{words}");
    }
    let chinese = mengfu(&["--help"]).env("LANG", "zh_CN.UTF-8").output().unwrap();
    assert!(out(&chinese).contains("退出码："));
}

#[test]
fn wrong_usage_is_2() {
    for arguments in [&["read"][..], &["reed", "x"], &["read", "-j", "0", "x"], &["explain", "x"]] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
    assert!(err(&run(&["explain", "a.txt"])).contains("FILE#p12.a2"));
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_read() {
    let folder = folder("unreadable");
    fs::write(folder.join("a.txt"), "早安。").unwrap();
    fs::write(folder.join("b.txt"), "晚安。").unwrap();
    let (a, b) = (folder.join("a.txt"), folder.join("b.txt"));
    let (a, b) = (a.to_str().unwrap(), b.to_str().unwrap());
    let output = run(&["read", a, "/no/such/file", b]);
    assert_eq!(output.status.code(), Some(3));
    let outline = out(&output);
    assert!(outline.find("a.txt").unwrap() < outline.find("b.txt").unwrap());
    assert!(err(&output).contains("/no/such/file: there is no such file"));
    assert!(err(&output).contains("hint: check the name"));

    let output = run(&["read", "/no/such/file", "/nor/this"]);
    assert_eq!(output.status.code(), Some(4));
    assert!(output.stdout.is_empty());
}

#[test]
fn a_text_without_a_statement_is_5() {
    let output = fed(&["read", "-"], "今天天气很好。".as_bytes());
    assert_eq!(output.status.code(), Some(5));
    assert!(out(&output).contains("no statement"));
    assert!(err(&output).contains("no statement was found"));
}

#[test]
fn empty_input_is_no_accident() {
    for arguments in [&["read", "-"][..], &["read", "--json", "-"], &["read", "--findings", "-"]] {
        let output = fed(arguments, b"");
        assert_eq!(output.status.code(), Some(5), "{arguments:?} {}", err(&output));
        assert!(!err(&output).contains("panicked"));
    }
    assert!(fed(&["read", "--json", "-"], b"").stdout.is_empty());
}

#[test]
fn an_empty_folder_is_told() {
    let output = run(&["read", folder("empty").to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(5));
    assert!(err(&output).contains("there is no file to read"));
}

#[test]
fn folders_are_read_in_order_and_hidden_files_left_out() {
    let folder = folder("order");
    fs::create_dir_all(folder.join("b/c")).unwrap();
    fs::create_dir_all(folder.join(".git")).unwrap();
    for name in ["z.txt", "a.txt", "b/c/2.txt", "b/1.txt", ".hidden", ".git/x.txt"] {
        fs::write(folder.join(name), "早安。").unwrap();
    }
    let shown = out(&run(&["read", "-j", "4", folder.to_str().unwrap()]));
    let names: Vec<&str> = shown
        .lines()
        .filter_map(|line| line.split_once(" · no statement"))
        .map(|(path, _)| path.strip_prefix(folder.to_str().unwrap()).unwrap())
        .collect();
    assert_eq!(names, ["/a.txt", "/b/1.txt", "/b/c/2.txt", "/z.txt"]);
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    for view in [&["--json"][..], &["--findings", "--json"], &["--set-aside", "--json"], &[]] {
        let with = |jobs: &str| {
            let mut arguments = vec!["read", "-j", jobs, "examples"];
            arguments.extend(view);
            run(&arguments)
        };
        assert_eq!(with("1").stdout, with("7").stdout, "{view:?}");
    }
}

#[test]
fn json_lines_are_valid() {
    for view in [&["--json"][..], &["--findings", "--json"], &["--set-aside", "--json"]] {
        let mut arguments = vec!["read", "examples"];
        arguments.extend(view);
        for line in out(&run(&arguments)).lines() {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            assert!(value.is_object());
        }
    }
}

#[test]
fn a_closed_pipe_is_quiet() {
    let mut child = mengfu(&["read", "--set-aside", "examples", "examples", "docs", "packs"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(output.stderr.is_empty(), "{}", err(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = mengfu(&["read", "examples"])
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("could not be written"));
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let plain = run(&["read", "README.md"]);
    assert!(!out(&plain).contains('\u{1b}'));
    let coloured = run(&["read", "--color", "always", "README.md"]);
    assert!(out(&coloured).contains('\u{1b}'));
}

#[test]
fn explain_says_what_is_not_there() {
    let output = run(&["explain", "README.md#p9.a9"]);
    assert_eq!(output.status.code(), Some(5));
    assert!(err(&output).contains("there is nothing at README.md#p9.a9"));
    assert_eq!(run(&["explain", "/no/such#p1"]).status.code(), Some(4));
}

#[test]
fn packs_are_checked() {
    let folder = folder("pack");
    let path = folder.to_str().unwrap();
    let output = run(&["check-pack", path]);
    assert_eq!(output.status.code(), Some(4));
    assert!(err(&output).contains("pack.toml"));

    fs::write(folder.join("pack.toml"), "name = \"zz\"\nversion = \"1\"\nletters = []\n").unwrap();
    fs::create_dir_all(folder.join("lexicon")).unwrap();
    fs::write(folder.join("lexicon/a.tsv"), "term\tclass\tvalue\nno class\n").unwrap();
    let output = run(&["check-pack", path]);
    assert_eq!(output.status.code(), Some(6));
    assert!(out(&output).contains("lexicon/a.tsv:2:"), "{}", out(&output));
}

#[test]
fn shells_and_man_are_served() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(out(&run(&["completions", shell])).contains("check-pack"), "{shell}");
    }
    assert!(out(&run(&["man"])).starts_with(".ie"));
    assert!(out(&run(&["man", "read"])).contains("mengfu\\-read"));
    assert_eq!(run(&["man", "reed"]).status.code(), Some(2));
}
