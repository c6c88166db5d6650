//! A reading room over the fictional statements of `examples/`, asked without a network.
#![allow(dead_code, unreachable_pub)]

use std::path::Path;
use std::sync::OnceLock;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use mengfu::Engine;
use mengfu::library::{Access, Library};
use mengfu_web::accounts::{AccountName, Accounts, Noted, Password};
use mengfu_web::visit::Role;
use mengfu_web::{Desk, Door, Room, Rules, router};
use tempfile::TempDir;
use tower::ServiceExt;

/// The password of every account of the tests.
pub const PASSWORD: &str = "tea at four o'clock";

/// An answer, read whole.
pub struct Answer {
    pub status: StatusCode,
    pub head: Response<()>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.head.headers().get(name).map_or("", |v| v.to_str().unwrap())
    }

    #[track_caller]
    pub fn has(&self, text: &str) {
        assert!(self.body.contains(text), "no {text:?} in:\n{}", self.body);
    }
}

/// A room over a register of its own.
pub struct House {
    pub router: Router,
    folder: TempDir,
    /// Goes on between questions, for what is done meanwhile.
    runtime: tokio::runtime::Runtime,
}

impl House {
    /// A room over the examples.
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("register.mengfu");
        std::fs::write(&path, filled()).unwrap();
        Self::over(folder)
    }

    /// A room over an empty register.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        drop(library(&folder.path().join("register.mengfu")));
        Self::over(folder)
    }

    /// A room over an empty register with an account for each role, named as the role, with
    /// [`PASSWORD`].
    pub fn kept(rules: Rules) -> Self {
        let house = Self::behind(rules);
        house.add_accounts();
        house
    }

    /// Adds an account for each role, named as the role, with [`PASSWORD`].
    pub fn add_accounts(&self) {
        for role in [Role::Admin, Role::Editor, Role::Reader] {
            let name = AccountName::parse(role.code()).unwrap();
            let noted = Noted { at: 1, who: "tests", from: "" };
            let password = Password::new(PASSWORD, "").unwrap();
            self.accounts().add(&name, &password, role, &noted).unwrap();
        }
    }

    /// A room over an empty register behind a door without accounts.
    pub fn behind(rules: Rules) -> Self {
        let folder = tempfile::tempdir().unwrap();
        drop(library(&folder.path().join("register.mengfu")));
        let accounts = Accounts::at(&folder.path().join("register.mengfu.accounts"));
        Self::over_behind(folder, Door::new(accounts, rules))
    }

    fn over(folder: TempDir) -> Self {
        let room = room(&folder.path().join("register.mengfu"));
        Self::of(room, folder)
    }

    fn over_behind(folder: TempDir, door: Door) -> Self {
        let room = room(&folder.path().join("register.mengfu")).behind(door);
        Self::of(room, folder)
    }

    fn of(room: Room, folder: TempDir) -> Self {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        Self { router: router(room), folder, runtime }
    }

    /// The accounts, as the command line would open them.
    pub fn accounts(&self) -> Accounts {
        Accounts::at(&self.folder.path().join("register.mengfu.accounts"))
    }

    /// Another room over the same register.
    pub fn room(&self) -> Room {
        room(&self.folder.path().join("register.mengfu"))
    }

    /// The register behind it, as the command line would open it.
    pub fn library(&self) -> Library<'static> {
        library(&self.folder.path().join("register.mengfu"))
    }

    /// Asks for a page in English.
    pub fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).unwrap())
    }

    /// Asks for a page in Chinese.
    pub fn get_zh(&self, path: &str) -> Answer {
        self.ask(Request::get(path).header("accept-language", "zh").body(Body::empty()).unwrap())
    }

    /// Sends a form as our own pages do.
    pub fn post(&self, path: &str, form: &str) -> Answer {
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.ask(request.body(Body::from(form.to_owned())).unwrap())
    }

    /// Asks anything.
    pub fn ask(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(async {
            let (head, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
            let bytes = body.collect().await.unwrap().to_bytes();
            Answer {
                status: head.status,
                body: String::from_utf8_lossy(&bytes).into_owned(),
                head: Response::from_parts(head, ()),
            }
        })
    }
}

fn room(path: &Path) -> Room {
    Room::new(Desk::open(Engine::embedded().unwrap(), path, 2).unwrap(), 1 << 20, "tester")
}

fn library(path: &Path) -> Library<'static> {
    Library::open(Engine::embedded().unwrap(), path, Access::Create).unwrap()
}

/// The bytes of a register of all examples, made once.
fn filled() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("register.mengfu");
        let library = library(&path);
        let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
        let mut files: Vec<_> = std::fs::read_dir(examples)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file() && !path.ends_with("README.md"))
            .collect();
        files.sort();
        for file in files {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            library.add(&name, &std::fs::read(&file).unwrap(), "2026-01-01T00:00:00Z").unwrap();
        }
        let copy = folder.path().join("copy.mengfu");
        library.backup(&copy).unwrap();
        std::fs::read(&copy).unwrap()
    })
}
