//! Days, and what EDTF values say about them.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A day of the Gregorian calendar, as a number of days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(value_type = String, format = Date))]
pub struct Day(i32);

/// A text that names no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADay;

/// The days from the first to the last that a value may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Span {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
}

/// Days are counted from this one where numbers must not be negative.
const BASE: Day = Day::of(1600, 1, 1);

impl Day {
    /// The day with this year, month and day of the month.
    const fn of(year: i32, month: u32, day: u32) -> Self {
        // Years are counted from March, so that a leap day is the last of its year.
        let y = if month <= 2 { year - 1 } else { year };
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let shifted = (month as i32 + 9) % 12;
        let day_of_year = (153 * shifted + 2) / 5 + day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }

    /// The day so many days after 1970-01-01.
    pub fn from_number(number: i32) -> Self {
        Self(number)
    }

    /// The day with this year, month and day of the month, where the calendar has it.
    pub fn on(year: i32, month: u32, day: u32) -> Option<Self> {
        let made = (1..=12).contains(&month).then(|| Self::of(year, month, day))?;
        (made.civil() == (year, month, day)).then_some(made)
    }

    /// Its year.
    pub fn year(self) -> i32 {
        self.civil().0
    }

    /// Its month, from 1.
    pub fn month(self) -> u32 {
        self.civil().1
    }

    /// Its day of the month, from 1.
    pub fn day_of_month(self) -> u32 {
        self.civil().2
    }

    /// Its day of the week: 0 is Monday.
    pub fn weekday(self) -> u32 {
        // 1970-01-01 was a Thursday.
        (self.0 + 3).rem_euclid(7).unsigned_abs()
    }

    /// How many days it is after `other`.
    pub fn days_after(self, other: Self) -> i32 {
        self.0.saturating_sub(other.0)
    }

    /// Its number.
    pub(crate) fn number(self) -> i32 {
        self.0
    }

    /// Its number counted from a day before all statements.
    pub(crate) fn since_base(self) -> u32 {
        u32::try_from(self.0.saturating_sub(BASE.0)).unwrap_or(0)
    }

    fn civil(self) -> (i32, u32, u32) {
        let z = self.0.saturating_add(719_468);
        let (era, day_of_era) = (z.div_euclid(146_097), z.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = era * 400 + year_of_era + i32::from(month <= 2);
        (year, month.unsigned_abs(), day.unsigned_abs())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for Day {
    type Err = NotADay;

    /// A whole day; a year or a month alone is none.
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let span = single(text).ok_or(NotADay)?;
        (span.first == span.last).then_some(span.first).ok_or(NotADay)
    }
}

/// A day, a month or a year as one writes it; else from the first day to the last.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.last.to_string();
        let shorter = [day.get(..4), day.get(..7), Some(day.as_str())];
        let same = |text: &&str| single(text) == Some(*self);
        match shorter.into_iter().flatten().find(same) {
            Some(text) => f.write_str(text),
            None => write!(f, "{}/{}", self.first, self.last),
        }
    }
}

impl Span {
    /// The days that an EDTF value means; `None` where it has no end, is approximate, or says how long
    /// and not when.
    pub fn of_edtf(edtf: &str) -> Option<Self> {
        match edtf.split_once('/') {
            None => single(edtf),
            Some((from, to)) => {
                let last = single(to)?;
                let first = single(from).map_or(last.first, |span| span.first);
                (first <= last.last).then_some(Self { first, last: last.last })
            }
        }
    }
}

/// `2005`, `2005-03`, `2005-03-17`; nothing with a qualifier.
fn single(edtf: &str) -> Option<Span> {
    let mut parts = edtf.split('-');
    let mut number = |digits: usize| -> Option<Option<u32>> {
        let Some(part) = parts.next() else { return Some(None) };
        let plain = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| part.parse().ok())
    };
    let (year, month, day) = (number(4)??, number(2)?, number(2)?);
    let year = i32::try_from(year).ok()?;
    let known = |n: &u32, most: u32| (1..=most).contains(n);
    let length = |month: u32| {
        let after = if month == 12 { Day::of(year + 1, 1, 1) } else { Day::of(year, month + 1, 1) };
        (after.0 - Day::of(year, month, 1).0).unsigned_abs()
    };
    let (first, last) = match (month, day) {
        (None, _) => (Day::of(year, 1, 1), Day::of(year, 12, 31)),
        (Some(m), None) if known(&m, 12) => (Day::of(year, m, 1), Day::of(year, m, length(m))),
        (Some(m), Some(d)) if known(&m, 12) && known(&d, length(m)) => {
            (Day::of(year, m, d), Day::of(year, m, d))
        }
        _ => return None,
    };
    Some(Span { first, last })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn days_are_printed_as_they_are_read() {
        for text in ["1600-01-01", "1970-01-01", "2000-02-29", "2026-12-31", "1899-03-01"] {
            assert_eq!(text.parse::<Day>().unwrap().to_string(), text);
        }
        assert_eq!("1970-01-02".parse::<Day>().unwrap().number(), 1);
        for wrong in ["2001-02-29", "2001", "2001-13-01", "x", "", "2001-1-1"] {
            assert_eq!(wrong.parse::<Day>(), Err(NotADay), "{wrong}");
        }
    }

    #[test]
    fn a_day_tells_its_parts() {
        let day = Day::on(2024, 2, 29).unwrap();
        assert_eq!((day.year(), day.month(), day.day_of_month(), day.weekday()), (2024, 2, 29, 3));
        assert_eq!(Day::on(1969, 12, 28).map(Day::weekday), Some(6));
        assert_eq!(
            (Day::on(2023, 2, 29), Day::on(2023, 13, 1), Day::on(2023, 1, 0)),
            (None, None, None)
        );
    }

    #[test]
    fn a_span_is_written_as_short_as_it_can_be() {
        for text in ["2024", "2024-02", "2024-02-29", "2024-02-01/2024-03-15"] {
            assert_eq!(Span::of_edtf(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_value_means_days_or_none() {
        let days =
            |edtf: &str| Span::of_edtf(edtf).map(|s| (s.first.to_string(), s.last.to_string()));
        let some = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(days("2030"), some("2030-01-01", "2030-12-31"));
        assert_eq!(days("2024-02"), some("2024-02-01", "2024-02-29"));
        assert_eq!(days("2024-10-01/2025"), some("2024-10-01", "2025-12-31"));
        assert_eq!(days("../2025-06"), some("2025-06-01", "2025-06-30"));
        for vague in ["2030~", "2030?", "203X", "2024-07/..", "P1Y", "2024-21", ""] {
            assert_eq!(days(vague), None, "{vague}");
        }
    }
}
