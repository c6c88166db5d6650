//! A bar on standard error, once the work takes longer than a second and somebody looks.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Work takes this long before the bar is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// Progress through a number of files.
pub(crate) struct Progress {
    total: u64,
    done: u64,
    since: Instant,
    bar: Option<ProgressBar>,
    wanted: bool,
}

impl Progress {
    /// Of `total` files.
    pub(crate) fn new(total: usize) -> Self {
        let wanted = total > 1 && io::stderr().is_terminal();
        Self { total: total as u64, done: 0, since: Instant::now(), bar: None, wanted }
    }

    /// One more is done.
    pub(crate) fn step(&mut self) {
        self.done += 1;
        if self.wanted && self.bar.is_none() && self.since.elapsed() > PATIENCE {
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta}");
            let bar = ProgressBar::new(self.total).with_elapsed(self.since.elapsed());
            self.bar =
                Some(style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style)));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        }
    }

    /// Does `print` with the bar out of the way.
    pub(crate) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
