//! Programs killed at any moment: what was acknowledged is there, the register opens, and nothing in
//! it is wrong.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use mengfu::Engine;
use mengfu::library::{Access, Library, Standing};

/// How many programs are killed, unless MENGFU_KILLS says otherwise.
const KILLS: usize = 210;
/// How many files one program adds.
const BATCH: usize = 4;

/// Numbers that are the same in every run; what they meet is not.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end.max(1)
    }
}

/// What a program does when it is killed.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Add,
    Note,
    Rebuild,
}

/// A register under attack, and everything that was acknowledged to the outside.
struct Siege {
    folder: PathBuf,
    register: PathBuf,
    sources: BTreeSet<String>,
    entries: BTreeSet<String>,
    written: usize,
    act: String,
}

fn statement(n: usize) -> String {
    let (year, month, day) = (1990 + n % 30, 1 + n % 12, 1 + n % 28);
    format!(
        "澜海共和国和青泽共和国联合声明\n\n一、双方重申坚持相互尊重的原则，愿扩大第{n}批贸易，并将继续加强交通合作。\n\
         二、双方商定于{}年举行第{n}次联委会会议。双方同意尽快商签《投资保护协定》。\n\
         三、青方欢迎澜方企业参与港口建设，双方支持两国高校开展交流。\n\n{year}年{month}月{day}日于青泽\n",
        year + 2
    )
}

impl Siege {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("mengfu-siege-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let mut siege = Self {
            register: folder.join("r.mengfu"),
            folder,
            sources: BTreeSet::new(),
            entries: BTreeSet::new(),
            written: 0,
            act: String::new(),
        };
        let child = siege.start(Deed::Add);
        siege.acknowledged(Deed::Add, child);
        let library = siege.open();
        let first = library.list(&[]).unwrap().remove(0);
        siege.act = format!("{}#p1.a1", first.id);
        siege
    }

    fn open(&self) -> Library<'static> {
        Library::open(Engine::embedded().unwrap(), &self.register, Access::Write).unwrap()
    }

    fn start(&mut self, deed: Deed) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mengfu"));
        command.arg("--register").arg(&self.register).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        match deed {
            Deed::Add => {
                command.args(["add", "--json"]);
                for _ in 0..BATCH {
                    self.written += 1;
                    let file = self.folder.join(format!("{}.txt", self.written));
                    fs::write(&file, statement(self.written)).unwrap();
                    command.arg(file);
                }
            }
            Deed::Note => {
                self.written += 1;
                let text = format!("第{}条", self.written);
                command.args(["note", &self.act, &text, "--author", "某人"]);
            }
            Deed::Rebuild => drop(command.arg("rebuild")),
        }
        command.spawn().unwrap()
    }

    /// Keeps what a program acknowledged before it ended.
    fn acknowledged(&mut self, deed: Deed, mut child: Child) {
        let mut output = String::new();
        child.stdout.take().unwrap().read_to_string(&mut output).unwrap();
        child.wait().unwrap();
        // A line that was cut is no acknowledgement.
        let whole = output.split_inclusive('\n').filter(|line| line.ends_with('\n'));
        for line in whole {
            match deed {
                Deed::Add => {
                    let added: serde_json::Value = serde_json::from_str(line).unwrap();
                    self.sources.insert(added["sha256"].as_str().unwrap().to_owned());
                }
                Deed::Note => {
                    self.entries.insert(line.trim().rsplit(' ').next().unwrap().to_owned());
                }
                Deed::Rebuild => {}
            }
        }
    }

    /// Everything that was acknowledged is there, and nothing is wrong.
    fn inspect(&self) {
        let library = self.open();
        if library.standing().unwrap() == Standing::Unsettled {
            library.settle(|_| {}).unwrap();
        }
        let report = library.check().unwrap();
        assert_eq!(report.problems, []);
        assert_eq!(report.detached.len(), 0);
        let sources: BTreeSet<String> = library
            .register()
            .read(|view| view.sources())
            .unwrap()
            .into_iter()
            .map(|source| source.hash)
            .collect();
        assert!(self.sources.is_subset(&sources));
        let history = library.history().unwrap();
        let hashes: BTreeSet<&str> = history.iter().map(|d| d.entry.hash.split_at(12).0).collect();
        assert!(self.entries.iter().all(|e| hashes.contains(e.as_str())));
    }

    /// How long a deed takes when nobody disturbs it.
    fn measure(&mut self, deed: Deed) -> u64 {
        let start = Instant::now();
        let child = self.start(deed);
        self.acknowledged(deed, child);
        u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX)
    }
}

#[test]
fn nothing_acknowledged_is_lost_when_programs_are_killed() {
    let kills = std::env::var("MENGFU_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(KILLS);
    let mut siege = Siege::new();
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    let deeds = [Deed::Add, Deed::Note, Deed::Rebuild];
    let mut lengths = deeds.map(|deed| siege.measure(deed));
    let (mut killed, mut rounds) = (0, 0);
    while killed < kills {
        let which = rounds % deeds.len();
        rounds += 1;
        // Rebuilding gets slower as the register grows.
        if rounds % 60 == 0 {
            lengths = deeds.map(|deed| siege.measure(deed));
        }
        let deed = deeds[which];
        let mut child = siege.start(deed);
        thread::sleep(Duration::from_micros(chance.below(lengths[which])));
        let ended = child.try_wait().unwrap().is_some();
        child.kill().unwrap();
        siege.acknowledged(deed, child);
        killed += usize::from(!ended);
        siege.inspect();
    }
    remove(&siege.folder);
}

fn remove(folder: &Path) {
    let _ = fs::remove_dir_all(folder);
}
