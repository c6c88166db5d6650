//! The clock of the machine, the only one that is read.

use std::time::{SystemTime, UNIX_EPOCH};

use mengfu::library::Day;

const DAY: u64 = 86_400;

/// Seconds since 1970.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// Today in UTC.
pub(crate) fn today() -> Day {
    day(now())
}

/// Now as RFC 3339 in UTC: how the register notes times.
pub(crate) fn timestamp() -> String {
    let now = now();
    let (h, m, s) = (now % DAY / 3_600, now / 60 % 60, now % 60);
    format!("{}T{h:02}:{m:02}:{s:02}Z", day(now))
}

/// A time for people, in UTC: `2026-11-03 14:05`.
pub(crate) fn for_people(seconds: u64) -> String {
    let (h, m) = (seconds % DAY / 3_600, seconds / 60 % 60);
    format!("{} {h:02}:{m:02}", day(seconds))
}

fn day(seconds: u64) -> Day {
    Day::from_number(i32::try_from(seconds / DAY).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_to_the_minute() {
        assert_eq!(for_people(951_782_399), "2000-02-28 23:59");
        assert_eq!(for_people(951_782_400), "2000-02-29 00:00");
    }
}
