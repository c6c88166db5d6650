//! The file: what is refused, what is told, and that nothing is damaged.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use mengfu_model::{ActAddress, Anchor, Decision, InstrumentId};
use mengfu_register::check::Fault;
use mengfu_register::{Access, NewEntry, Register, RegisterError, backup};
use rusqlite::Connection;

const AT: &str = "2026-11-21T08:00:00Z";

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn note(text: &str) -> NewEntry {
    let about = Anchor {
        address: ActAddress {
            instrument: InstrumentId("XAA-XBB/2024-02-20".to_owned()),
            provision: 1,
            act: 1,
        },
        source: "00".to_owned(),
        quote: "双方愿扩大贸易".to_owned(),
        before: String::new(),
        after: "。".to_owned(),
    };
    NewEntry {
        at: AT.to_owned(),
        author: "某人".to_owned(),
        reason: String::new(),
        decision: Decision::Note { about, text: text.to_owned() },
    }
}

/// A register with two sources and two entries.
fn filled(path: &Path) -> Register {
    let register = Register::open(path, Access::Create).unwrap();
    let done: Result<(), RegisterError> = register.write(|writer| {
        writer.add_source("a.txt", "甲".repeat(20_000).as_bytes(), AT)?;
        writer.add_source("b.txt", b"b", AT)?;
        writer.append(note("一"))?;
        writer.append(note("二"))?;
        Ok(())
    });
    done.unwrap();
    register
}

fn truth(register: &Register) -> String {
    register.read(|view| view.dump_truth()).unwrap()
}

fn open(path: &Path) -> Result<Register, RegisterError> {
    Register::open(path, Access::Write)
}

#[test]
fn a_register_is_made_once_and_opened_again() {
    let folder = folder();
    let path = folder.path().join("new/folder/r.mengfu");
    assert!(matches!(open(&path), Err(RegisterError::Missing(_))));
    let expected = truth(&filled(&path));
    assert_eq!(truth(&open(&path).unwrap()), expected);
    assert_eq!(truth(&Register::open(&path, Access::Read).unwrap()), expected);
    assert_eq!(open(&path).unwrap().faults().unwrap(), []);
}

#[test]
fn the_same_bytes_are_one_source_with_two_names() {
    let folder = folder();
    let register = filled(&folder.path().join("r"));
    let done: Result<(), RegisterError> = register.write(|writer| {
        writer.add_source("c.txt", b"b", AT)?;
        Ok(())
    });
    done.unwrap();
    let names: Vec<usize> = register
        .read(|view| {
            let sources = view.sources()?;
            sources.iter().map(|s| view.source_names(s.no).map(|n| n.len())).collect()
        })
        .unwrap();
    assert_eq!(names.iter().sum::<usize>(), 3);
    assert_eq!(names.len(), 2);
}

#[test]
fn a_write_that_fails_leaves_nothing() {
    let folder = folder();
    let register = filled(&folder.path().join("r"));
    let before = truth(&register);
    let done: Result<(), RegisterError> = register.write(|writer| {
        writer.add_source("c.txt", b"c", AT)?;
        writer.append(note("三"))?;
        Err(RegisterError::TooMany)
    });
    assert!(matches!(done, Err(RegisterError::TooMany)));
    assert_eq!(truth(&register), before);
}

#[test]
fn what_is_no_register_is_refused_and_left_as_it_is() {
    let folder = folder();
    let text = folder.path().join("text");
    fs::write(&text, "此件并非名册。".repeat(1_000)).unwrap();
    let other = folder.path().join("other.db");
    let db = Connection::open(&other).unwrap();
    db.execute_batch("CREATE TABLE t (a); PRAGMA user_version = 1;").unwrap();
    drop(db);
    for path in [text, other] {
        let before = fs::read(&path).unwrap();
        for access in [Access::Create, Access::Write, Access::Read] {
            let error = Register::open(&path, access).unwrap_err();
            assert!(matches!(error, RegisterError::Foreign(_)), "{path:?} {error}");
        }
        assert_eq!(fs::read(&path).unwrap(), before);
    }
}

#[test]
fn a_later_schema_is_refused() {
    let folder = folder();
    let path = folder.path().join("r");
    drop(filled(&path));
    let db = Connection::open(&path).unwrap();
    db.pragma_update(None, "user_version", 1_000).unwrap();
    drop(db);
    let error = open(&path).unwrap_err();
    assert!(matches!(error, RegisterError::Newer { found: 1_000, .. }), "{error}");
}

/// The first schema with something in each table of truth, as a release wrote it. Every later program
/// must open it and find the same truth.
#[test]
fn the_first_schema_opens_with_every_later_program() {
    let folder = folder();
    let path = folder.path().join("r");
    let db = Connection::open(&path).unwrap();
    db.execute_batch(include_str!("fixtures/schema1.sql")).unwrap();
    drop(db);
    let register = open(&path).unwrap();
    assert_eq!(register.faults().unwrap(), []);
    let found: (usize, usize) = register
        .read(|view| Ok::<_, RegisterError>((view.sources()?.len(), view.journal()?.len())))
        .unwrap();
    assert_eq!(found, (2, 2));
    let fresh = Register::open(&folder.path().join("fresh"), Access::Create).unwrap();
    drop((register, fresh));
    let schema = |path: &Path| -> Vec<String> {
        let db = Connection::open(path).unwrap();
        let mut query = db
            .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
            .unwrap();
        query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(schema(&path), schema(&folder.path().join("fresh")));
}

#[test]
fn a_second_writer_is_told_and_a_reader_is_not_in_the_way() {
    let folder = folder();
    let path = folder.path().join("r");
    let register = filled(&path);
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let before = truth(&register);
    let done: Result<(), RegisterError> = register.write(|writer| {
        writer.append(note("三"))?;
        Ok(())
    });
    assert!(matches!(done, Err(RegisterError::Busy)), "{done:?}");
    assert_eq!(truth(&register), before);
    other.execute_batch("ROLLBACK").unwrap();
    let done: Result<(), RegisterError> =
        register.write(|writer| writer.append(note("三")).map(drop));
    done.unwrap();
}

#[test]
fn the_log_stays_short_while_others_read_all_the_time() {
    const PIECE: usize = 8 << 20;
    let folder = folder();
    let path = folder.path().join("a.mengfu");
    let register = filled(&path);
    let ended = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let reader = Register::open(&path, Access::Read).unwrap();
                while !ended.load(Ordering::Relaxed) {
                    let read: Result<_, RegisterError> = reader.read(|view| {
                        let sources = view.sources();
                        std::thread::sleep(Duration::from_millis(20));
                        sources
                    });
                    read.unwrap();
                }
            });
        }
        let mut state = 1_u64;
        for _ in 0..12 {
            // Bytes that no compression makes fewer.
            let bytes: Vec<u8> = std::iter::repeat_with(|| {
                state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
                (state >> 56) as u8
            })
            .take(PIECE)
            .collect();
            let done: Result<(), RegisterError> =
                register.write(|writer| writer.add_source("c.txt", &bytes, AT).map(drop));
            done.unwrap();
        }
        ended.store(true, Ordering::Relaxed);
    });
    let log = fs::metadata(folder.path().join("a.mengfu-wal")).unwrap().len();
    assert!(log < 64 << 20, "{log} bytes");
}

#[test]
fn a_full_disk_is_told_and_changes_nothing() {
    let folder = folder();
    let path = folder.path().join("r");
    drop(filled(&path));
    // SQLite treats a database that may not grow like a disk without room.
    let register = open(&path).unwrap();
    let before = truth(&register);
    register.read(|view| view.limit_pages()).unwrap();
    let noise: Vec<u8> =
        (0..400_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let done: Result<(), RegisterError> = register.write(|writer| {
        writer.add_source("large", &noise, AT)?;
        Ok(())
    });
    assert!(matches!(done, Err(RegisterError::DiskFull)), "{done:?}");
    drop(register);
    let register = open(&path).unwrap();
    assert_eq!(truth(&register), before);
    assert_eq!(register.faults().unwrap(), []);
}

#[test]
fn damage_is_told_and_not_made_worse() {
    let folder = folder();
    let path = folder.path().join("r");
    drop(filled(&path));
    let whole = fs::read(&path).unwrap();
    let spoiled = |name: &str, bytes: &[u8]| -> PathBuf {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let half = spoiled("half", &whole[..whole.len() / 2]);
    let mut noise = whole.clone();
    noise[4_096..whole.len() / 2].fill(0x5a);
    let noise = spoiled("noise", &noise);
    let head = spoiled("head", &whole[..50]);
    for path in [half, noise, head] {
        let before = fs::read(&path).unwrap();
        let told = match Register::open(&path, Access::Read) {
            Err(error) => Some(error),
            Ok(register) => match register.faults() {
                Err(error) => Some(error),
                Ok(faults) => {
                    assert!(!faults.is_empty(), "{path:?}");
                    None
                }
            },
        };
        assert!(
            told.as_ref()
                .is_none_or(|e| matches!(e, RegisterError::Damaged(_) | RegisterError::Foreign(_))),
            "{path:?} {told:?}"
        );
        let _ = open(&path);
        assert_eq!(fs::read(&path).unwrap(), before, "{path:?}");
    }
}

#[test]
fn an_entry_that_was_changed_is_found() {
    let folder = folder();
    let path = folder.path().join("r");
    drop(filled(&path));
    let db = Connection::open(&path).unwrap();
    let change = |sql: &str| db.execute_batch(sql);
    assert!(change("UPDATE journal SET author = 'x'").is_err());
    assert!(change("DELETE FROM journal").is_err());
    assert!(change("DELETE FROM source").is_err());
    change("DROP TRIGGER entry_is_as_written; DROP TRIGGER source_is_as_received").unwrap();
    change("UPDATE journal SET reason = '别的理由' WHERE number = 1").unwrap();
    change("UPDATE source SET bytes = x'63', packing = 'raw' WHERE length = 1").unwrap();
    let faults = open(&path).unwrap().faults().unwrap();
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults.iter().any(|f| matches!(f, Fault::Journal(b) if b.number == 1)));
    assert!(faults.iter().any(|f| matches!(f, Fault::Source { .. })));
}

#[test]
fn a_backup_has_the_same_truth_and_replaces_nothing() {
    let folder = folder();
    let register = filled(&folder.path().join("r"));
    let (copy, back) = (folder.path().join("copy"), folder.path().join("new/back"));
    register.backup(&copy).unwrap();
    assert!(matches!(register.backup(&copy), Err(RegisterError::Exists(_))));
    backup::restore(&copy, &back).unwrap();
    assert!(matches!(backup::restore(&copy, &back), Err(RegisterError::Exists(_))));
    let restored = open(&back).unwrap();
    assert_eq!(truth(&restored), truth(&register));
    let bytes = |register: &Register| -> Vec<Vec<u8>> {
        let all = |view: mengfu_register::View<'_>| {
            view.sources()?.iter().map(|s| view.source_bytes(s.no)).collect()
        };
        register.read(all).unwrap()
    };
    assert_eq!(bytes(&restored), bytes(&register));
    let left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains(".part")), "{left:?}");
}

#[cfg(unix)]
#[test]
fn a_register_that_may_not_be_written_to_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let path = folder.path().join("r");
    let expected = truth(&filled(&path));
    let allow = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    allow(0o444);
    // Root may write to everything; then there is nothing to see here.
    if fs::OpenOptions::new().append(true).open(&path).is_err() {
        assert!(matches!(open(&path), Err(RegisterError::ReadOnly)));
        assert_eq!(truth(&Register::open(&path, Access::Read).unwrap()), expected);
    }
    allow(0o644);
}
