//! A folder in which much is wrong: what can be read is read, and what cannot is told.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const STATEMENT: &str = "东山共和国和西河王国联合声明\n应东山共和国总统邀请，西河王国国王访问东山共和国。双方声明如下：\n一、双方愿扩大贸易。\n二、双方支持联合国发挥作用。\n二〇二四年五月三日于长滩\n";

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mengfu")).args(arguments).env("LANG", "C").output().unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("mengfu-bad-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn read(folder: &Path, more: &[&str]) -> (Option<i32>, usize, String) {
    let mut arguments = vec!["read", "--json", folder.to_str().unwrap()];
    arguments.extend(more);
    let output = run(&arguments);
    let lines = output.stdout.iter().filter(|b| **b == b'\n').count();
    (output.status.code(), lines, String::from_utf8(output.stderr).unwrap())
}

#[test]
fn statements_among_rubbish_are_read() {
    let folder = folder("rubbish");
    let nested = ["<div>".repeat(200_000), "双方".to_owned(), "</div>".repeat(200_000)].concat();
    let json = ["{\"a\":".repeat(200_000), "1".to_owned(), "}".repeat(200_000)].concat();
    let noise: Vec<u8> =
        (0..1_000_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let utf16: Vec<u8> = STATEMENT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marks = "《".repeat(1_000_000);
    let mut broken = STATEMENT.as_bytes().to_vec();
    broken.extend([0xE5, 0x8F, 0xFF, 0xFE]);
    let files: [(&str, &[u8]); 10] = [
        ("00-empty", b""),
        ("01-zeros", &vec![0; 3_000_000]),
        ("02-statement", STATEMENT.as_bytes()),
        ("03-nested", nested.as_bytes()),
        ("04-json", json.as_bytes()),
        ("05-noise", &noise),
        ("06-utf16", &utf16),
        ("07-marks", marks.as_bytes()),
        ("08-cut", broken.as_slice()),
        ("09-weather", "今天天气很好。".as_bytes()),
    ];
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).unwrap();
    }
    let (code, lines, told) = read(&folder, &[]);
    assert_eq!((code, lines), (Some(0), 3), "{told}");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_file_that_is_too_large_is_told_and_the_rest_is_read() {
    let folder = folder("large");
    fs::write(folder.join("a.txt"), STATEMENT).unwrap();
    fs::write(folder.join("b.txt"), STATEMENT.repeat(20)).unwrap();
    let (code, lines, told) = read(&folder, &["--max-size", "1K"]);
    assert_eq!((code, lines), (Some(3), 1), "{told}");
    assert!(told.contains("b.txt: it has more than 1 KiB"), "{told}");
    assert!(told.contains("--max-size raises the limit"), "{told}");
    let (code, lines, told) = read(&folder, &["--max-size", "1M"]);
    assert_eq!((code, lines > 1), (Some(0), true), "{told}");
    let output = run(&["read", "--max-size", "lots", "x"]);
    assert_eq!(output.status.code(), Some(2));
    fs::remove_dir_all(&folder).unwrap();
}

/// Above a megabyte, lines are written while they are made; they are the same lines.
#[test]
fn large_and_small_readings_are_written_alike() {
    let folder = folder("alike");
    let few = format!("{}\n", "一、双方愿加强贸易合作。\n".repeat(3));
    let head = STATEMENT.lines().take(2).collect::<Vec<_>>().join("\n");
    fs::write(folder.join("small.txt"), format!("{head}\n{few}")).unwrap();
    // What a page sets aside makes the file large, not the statement.
    fs::write(folder.join("large.txt"), format!("{head}\n{few}{}", " \n".repeat(600_000))).unwrap();
    let line = |name: &str| {
        let output = run(&["read", "--json", folder.join(name).to_str().unwrap()]);
        let text = String::from_utf8(output.stdout).unwrap();
        text.split("\"provisions\":")
            .nth(1)
            .unwrap()
            .split("\"findings\":")
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(line("small.txt"), line("large.txt"));
    fs::remove_dir_all(&folder).unwrap();
}

/// Pipes, devices and links that lead nowhere or in circles.
#[cfg(unix)]
#[test]
fn what_is_no_file_does_not_stop_the_rest() {
    use std::os::unix::fs::symlink;

    let folder = folder("links");
    fs::write(folder.join("a.txt"), STATEMENT).unwrap();
    symlink(folder.join("nowhere"), folder.join("b.txt")).unwrap();
    symlink(&folder, folder.join("c")).unwrap();
    symlink("/dev/zero", folder.join("d.txt")).unwrap();
    let (code, lines, told) = read(&folder, &[]);
    assert_eq!((code, lines), (Some(3), 1), "{told}");
    assert!(told.contains("b.txt: there is no such file"), "{told}");
    fs::remove_dir_all(&folder).unwrap();
}
