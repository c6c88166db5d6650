//! The commands of the register as users meet them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder with a register of its own.
struct Desk {
    folder: PathBuf,
}

impl Desk {
    fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("mengfu-desk-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self { folder }
    }

    fn register(&self) -> PathBuf {
        self.folder.join("r.mengfu")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mengfu"));
        for name in ["LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "MENGFU_REGISTER"] {
            command.env_remove(name);
        }
        command.arg("--register").arg(self.register()).args(arguments);
        command.current_dir(root()).stdin(Stdio::null()).output().unwrap()
    }

    /// The output of a command that goes well.
    #[track_caller]
    fn out(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?} {}", err(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Vec<serde_json::Value> {
        self.out(arguments).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_folder_is_added_listed_and_followed_up() {
    let desk = Desk::new("follow");
    let output = desk.run(&["add", "examples"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(err(&output).contains("r.mengfu"), "the register is named");
    assert!(err(&output).contains("the register has: "));
    let list = desk.json(&["list", "--json"]);
    assert!(list.len() >= 8);
    let ledger = desk.json(&["ledger", "--json", "-n", "0", "--as-of", "2026-11-21"]);
    let commitments: u64 = list.iter().map(|l| l["commitments"].as_u64().unwrap()).sum();
    assert_eq!(ledger.len() as u64, commitments);
    let address = ledger[0]["id"].as_str().unwrap().to_owned();

    desk.out(&["status", "set", &address, "stalled", "--author", "某人", "--reason", "等候批准"]);
    desk.out(&["evidence", "add", &address, "https://example.org", "--author", "某人"]);
    desk.out(&["assign", &address, "外交部", "--contact", "一处", "--author", "某人"]);
    desk.out(&["note", &address, "下次会晤提出", "--author", "某人"]);
    let shown = desk.out(&["show", &address]);
    for words in ["stalled (journal 1)", "外交部", "一处", "下次会晤提出", "等候批准"]
    {
        assert!(shown.contains(words), "{words} in\n{shown}");
    }
    let stalled = desk.json(&["ledger", "--state", "stalled", "--json"]);
    assert_eq!(stalled.len(), 1);
    assert_eq!(stalled[0]["track"]["lead"], "外交部");
    desk.out(&["withdraw", "1", "--author", "某人"]);
    assert_eq!(desk.run(&["ledger", "--state", "stalled"]).status.code(), Some(5));
    assert_eq!(desk.json(&["history", "--json"]).len(), 5);
    assert_eq!(desk.json(&["history", &address, "--json"]).len(), 4);

    let table = desk.out(&["--lang", "zh", "ledger", "--width", "100"]);
    assert!(table.contains("承诺内容") && table.contains("截至"), "{table}");
    assert!(desk.out(&["check"]).contains("sound"));
    assert!(desk.out(&["search", "合作"]).contains("【合作】"));
    let first = list[0]["id"].as_str().unwrap();
    assert!(desk.out(&["show", first]).contains("p1.a1"));
    assert!(!desk.out(&["show", first, "--witnesses"]).is_empty());
}

#[test]
fn what_is_there_already_is_told_and_a_backup_comes_back() {
    let desk = Desk::new("backup");
    desk.out(&["add", "examples/002_two-in-one.txt"]);
    assert!(desk.out(&["add", "examples/002_two-in-one.txt"]).contains("known already"));
    let list = desk.out(&["list", "--json"]);
    let copy = desk.folder.join("copy");
    let copy = copy.to_str().unwrap();
    desk.out(&["backup", copy]);
    let again = desk.run(&["backup", copy]);
    assert_eq!(again.status.code(), Some(7));
    assert!(err(&again).contains("there is a file already"));
    let taken = desk.run(&["restore", copy]);
    assert_eq!(taken.status.code(), Some(7));
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{end}", desk.register().display()));
    }
    desk.out(&["restore", copy]);
    assert_eq!(desk.out(&["list", "--json"]), list);
    desk.out(&["rebuild"]);
    assert_eq!(desk.out(&["list", "--json"]), list);
}

#[test]
fn what_goes_wrong_is_told_with_a_way_out() {
    let desk = Desk::new("wrong");
    for arguments in [&["list"][..], &["ledger"], &["check"], &["rebuild"], &["search", "x"]] {
        let output = desk.run(arguments);
        assert_eq!(output.status.code(), Some(7), "{arguments:?}");
        assert!(err(&output).contains("hint: `mengfu add FILE` makes it"), "{}", err(&output));
    }
    assert_eq!(desk.run(&["add", "/no/such/file"]).status.code(), Some(4));
    desk.out(&["add", "examples/009_bom.txt"]);
    for (arguments, code) in [
        (&["show", "XAA-XBB/1999-01-01"][..], 5),
        (&["show", "XAA-XBB/1999-01-01#p1.a1"], 5),
        (&["note", "XAA", "x", "--author", "a"], 2),
        (&["note", "XAA/1999#p1.a1", "x", "--author", "a"], 5),
        (&["ledger", "--as-of", "yesterday"], 2),
        (&["ledger", "--topic", "x"], 2),
        (&["search", "没有这几个字"], 5),
        (&["withdraw", "7", "--author", "a"], 5),
        (&["history"], 5),
    ] {
        let output = desk.run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?} {}", err(&output));
        assert!(!err(&output).contains("panicked"));
    }
    fs::write(desk.folder.join("text"), "此件并非名册。".repeat(500)).unwrap();
    let text = desk.folder.join("text");
    let mut command = Command::new(env!("CARGO_BIN_EXE_mengfu"));
    let output =
        command.arg("list").env("MENGFU_REGISTER", &text).env("LANG", "C").output().unwrap();
    assert_eq!(output.status.code(), Some(7));
    assert!(err(&output).contains("not a register"), "{}", err(&output));
}

/// The pair of statements of the examples that the tests below compare.
const PAIR: [&str; 2] = ["X-48753d94-X-f7dc10b3/2016", "2023"];

#[test]
fn statements_are_compared_and_seen_across() {
    let desk = Desk::new("across");
    desk.out(&["add", "examples"]);
    let compared = desk.json(&["compare", PAIR[0], PAIR[1], "--json"]);
    let rows = compared[0]["rows"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["what"] == "strengthens"));
    assert!(rows.iter().any(|row| row["what"] == "drops" && row["later"].is_null()));
    for row in rows.iter().filter(|row| !row["earlier"].is_null() && !row["later"].is_null()) {
        let of = |only: &str| -> String {
            let pieces = row["words"].as_array().unwrap().iter();
            let kept = pieces.filter(|p| p["only"] == "both" || p["only"] == only);
            kept.map(|p| p["text"].as_str().unwrap()).collect()
        };
        assert_eq!(of("earlier"), row["earlier"]["quote"].as_str().unwrap());
        assert_eq!(of("later"), row["later"]["quote"].as_str().unwrap());
    }
    let text = desk.out(&["compare", PAIR[0], PAIR[1], "--only", "strengthens", "--by", "change"]);
    assert!(text.contains("{+") && !text.contains("drops ·"), "{text}");
    assert_eq!(desk.run(&["compare", "X-48753d94", "2023"]).status.code(), Some(5));

    assert!(desk.out(&["formula"]).contains("one-china"));
    let matrices = desk.json(&["formula", "partnership", "--json"]);
    let turns: Vec<_> = matrices
        .iter()
        .flat_map(|m| m["slots"].as_array().unwrap())
        .flat_map(|slot| slot["cells"].as_array().unwrap())
        .map(|cell| cell["turn"].clone())
        .collect();
    assert!(turns.contains(&"firmer".into()), "a relation was raised");
    assert_eq!(desk.run(&["formula", "no-such"]).status.code(), Some(5));

    let bodies = desk.json(&["directory", "mechanisms", "--json"]);
    let first = bodies[0]["id"].as_str().unwrap();
    let one = desk.json(&["directory", "mechanisms", first, "--json"]);
    assert_eq!(one.len(), 1);
    assert_eq!(one[0]["mentions"], bodies[0]["mentions"]);
    let id = desk.json(&["list", "--json"])[0]["id"].as_str().unwrap().to_owned();
    assert!(desk.out(&["explain", &format!("{id}#p1.a1")]).contains("rule zh/"));
}

#[test]
fn exports_are_written_whole_or_not_at_all() {
    let desk = Desk::new("export");
    desk.out(&["add", "examples"]);
    let to = |name: &str| desk.folder.join(name).to_str().unwrap().to_owned();
    let id = desk.json(&["list", "--json"])[0]["id"].as_str().unwrap().to_owned();
    for (arguments, name, begins) in [
        (vec!["ledger"], "l.xlsx", "PK"),
        (vec!["ledger", "--bom"], "l.csv", "\u{FEFF}sheet,id,"),
        (vec!["ledger", "--open"], "l.jsonl", "{\""),
        (vec!["calendar"], "c.ics", "BEGIN:VCALENDAR"),
        (vec!["promises", "--party", "X-48753d94"], "p.md", "# "),
        (vec!["promises", "--party", "X-48753d94"], "p.docx", "PK"),
        (vec!["comparison", PAIR[0], PAIR[1]], "c.md", "# "),
        (vec!["comparison", PAIR[0], PAIR[1]], "c.docx", "PK"),
        (vec!["statement", &id], "s.xml", "<?xml"),
        (vec!["statement", &id], "s.jsonld", "{"),
    ] {
        let file = to(name);
        let whole: Vec<&str> =
            ["export"].into_iter().chain(arguments).chain(["-o", &file]).collect();
        desk.out(&whole);
        let bytes = fs::read(&file).unwrap();
        assert!(bytes.starts_with(begins.as_bytes()), "{name}");
        let again = desk.run(&whole);
        assert_eq!(again.status.code(), Some(2), "{name} is not replaced");
        assert_eq!(fs::read(&file).unwrap(), bytes);
        desk.out(&whole.iter().copied().chain(["--force"]).collect::<Vec<_>>());
    }
    assert_eq!(desk.run(&["export", "ledger", "-o", &to("l.docx")]).status.code(), Some(2));
    let nowhere = desk.folder.join("none/l.csv");
    let failed = desk.run(&["export", "ledger", "-o", nowhere.to_str().unwrap()]);
    assert_eq!(failed.status.code(), Some(1));
}
