//! Chromium, started and ended with the tests.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder};
use serde_json::{Map, Value, json};

/// How the browser is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Setting {
    pub(crate) language: &'static str,
    pub(crate) width: u32,
    pub(crate) script: bool,
    pub(crate) dark: bool,
}

impl Setting {
    /// It in a few words.
    pub(crate) fn name(self) -> String {
        let Self { language, width, script, dark } = self;
        let script = if script { "" } else { " without script" };
        format!("{language} {width}{script}{}", if dark { " dark" } else { "" })
    }
}

/// A driver of browsers.
pub(crate) struct Driver {
    process: Child,
    address: String,
    /// Browsers that wait for the next walk: starting one takes longer than most walks.
    idle: RefCell<BTreeMap<Setting, Client>>,
}

impl Driver {
    /// Starts the driver; none where the machine has no browser.
    pub(crate) fn start() -> Option<Self> {
        let found = |name: &str| {
            Command::new(name)
                .arg("--version")
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .is_ok()
        };
        if !found("chromium") || !found("chromedriver") {
            return None;
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let since = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(since.elapsed() < Duration::from_secs(20), "chromedriver does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
        let address = format!("http://127.0.0.1:{port}");
        Some(Self { process, address, idle: RefCell::default() })
    }

    /// A browser set as wanted that remembers nothing.
    pub(crate) async fn lend(&self, setting: Setting) -> Client {
        let idle = self.idle.borrow_mut().remove(&setting);
        match idle {
            Some(browser) if browser.delete_all_cookies().await.is_ok() => browser,
            _ => self.browser(setting).await,
        }
    }

    /// Takes a browser back whose walk went well; one that failed may stand anywhere, and ends with the
    /// driver.
    pub(crate) fn give_back(&self, setting: Setting, browser: Client) {
        self.idle.borrow_mut().insert(setting, browser);
    }

    /// Ends the browsers that wait.
    pub(crate) async fn close(&self) {
        let idle = self.idle.take();
        for browser in idle.into_values() {
            let _ = browser.close().await;
        }
    }

    /// A browser of its own, set as wanted.
    pub(crate) async fn browser(&self, setting: Setting) -> Client {
        let mut arguments = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            format!("--window-size={},1000", setting.width.max(500)),
        ];
        if setting.dark {
            arguments.push("--blink-settings=preferredColorScheme=0".to_owned());
        }
        let mut preferences = json!({ "intl.accept_languages": setting.language });
        if !setting.script {
            preferences["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        let mut options =
            json!({ "args": arguments, "prefs": preferences, "binary": "/usr/bin/chromium" });
        // A window cannot be as narrow as a phone; an emulated one can.
        if setting.width < 500 {
            options["mobileEmulation"] = json!({ "deviceMetrics": { "width": setting.width, "height": 844, "pixelRatio": 2.0 } });
        }
        let mut capabilities: Map<String, Value> = Map::new();
        capabilities.insert("goog:chromeOptions".to_owned(), options);
        capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" }));
        ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(capabilities)
            .connect(&self.address)
            .await
            .expect("a browser")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
