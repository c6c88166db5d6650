//! A reading room of its own process.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// A server of its own process, so that its memory is its own.
pub(crate) struct Server {
    process: Child,
    pub(crate) address: String,
}

impl Server {
    /// Serves `register`, with `files` added to it first.
    pub(crate) fn start(mengfu: &Path, register: &Path, files: &[&Path]) -> Result<Self> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let process = Command::new(mengfu)
            .args(["serve", "--bind", &format!("127.0.0.1:{port}"), "--register"])
            .arg(register)
            .args(files.iter().flat_map(|file| ["--with".as_ref(), file.as_os_str()]))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{}", mengfu.display()))?;
        let mut server = Self { process, address: format!("http://127.0.0.1:{port}") };
        let since = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            if since.elapsed() > Duration::from_secs(1_200) || server.process.try_wait()?.is_some()
            {
                bail!("the server does not open");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(server)
    }

    /// The most memory it held, in MB.
    pub(crate) fn memory(&self) -> String {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()));
        let peak = status.ok().and_then(|text| {
            let line = text.lines().find(|l| l.starts_with("VmHWM:"))?.to_owned();
            line.split_whitespace().nth(1)?.parse::<u64>().ok()
        });
        peak.map_or_else(|| "?".to_owned(), |kb| (kb / 1_024).to_string())
    }

    pub(crate) fn end(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}
