//! Time by the clock and by the processor, and memory.

use std::fs;
use std::ops::AddAssign;
use std::time::{Duration, Instant};

/// Time spent on something.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spent {
    /// By the clock.
    pub clock: Duration,
    /// By the processor, on this thread alone; the same as by the clock where the system does not tell.
    pub processor: Duration,
}

impl Spent {
    /// The time that `work` takes.
    pub(crate) fn on<T>(work: impl FnOnce() -> T) -> (T, Self) {
        let (clock, from) = (Instant::now(), processor());
        let done = work();
        let clock = clock.elapsed();
        let spent = from.zip(processor()).map(|(from, to)| to.saturating_sub(from));
        (done, Self { clock, processor: spent.unwrap_or(clock) })
    }
}

impl AddAssign for Spent {
    fn add_assign(&mut self, other: Self) {
        self.clock += other.clock;
        self.processor += other.processor;
    }
}

/// Times of one thing done again and again.
#[derive(Clone, Debug, Default)]
pub struct Times {
    clock: Vec<Duration>,
    processor: Vec<Duration>,
}

impl Times {
    /// Does `work` and takes its time.
    pub(crate) fn take<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let (done, spent) = Spent::on(work);
        self.clock.push(spent.clock);
        self.processor.push(spent.processor);
        done
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.clock.len()
    }

    /// All of them together, by the clock.
    pub(crate) fn sum(&self) -> Duration {
        self.clock.iter().sum()
    }

    /// The time below which `percent` of a hundred stay.
    pub fn below(&self, percent: usize) -> Spent {
        let of = |times: &[Duration]| {
            let mut times = times.to_vec();
            times.sort_unstable();
            let last = times.len().saturating_sub(1);
            times.get((times.len() * percent / 100).min(last)).copied().unwrap_or_default()
        };
        Spent { clock: of(&self.clock), processor: of(&self.processor) }
    }
}

/// How long this thread has had a processor.
fn processor() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// The most memory that the process has had, in bytes, where the system tells.
pub fn peak_memory() -> Option<u64> {
    let told = fs::read_to_string("/proc/self/status").ok()?;
    let line = told.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kib| kib * 1024)
}
