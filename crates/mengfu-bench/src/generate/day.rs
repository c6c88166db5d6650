//! Days, as the generated statements print them.

use super::wording::Common;

/// A day, counted from the beginning of March of the year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) i64);

impl Day {
    /// The day of a date of the civil calendar.
    pub(crate) fn new(year: i64, month: i64, day: i64) -> Self {
        let y = if month <= 2 { year - 1 } else { year };
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Self(365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + of_year)
    }

    /// Year, month and day.
    pub(crate) fn civil(self) -> (i64, i64, i64) {
        let era = self.0.div_euclid(146_097);
        let of_era = self.0.rem_euclid(146_097);
        let y = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * y + y / 4 - y / 100);
        let m = (5 * of_year + 2) / 153;
        let month = if m < 10 { m + 3 } else { m - 9 };
        let year = y + era * 400 + i64::from(month <= 2);
        (year, month, of_year - (153 * m + 2) / 5 + 1)
    }

    pub(crate) fn year(self) -> i64 {
        self.civil().0
    }

    /// As ISO 8601 writes it.
    pub(crate) fn iso(self) -> String {
        let (y, m, d) = self.civil();
        format!("{y:04}-{m:02}-{d:02}")
    }
}

impl Common {
    /// With Arabic numerals.
    pub(crate) fn date(&self, day: Day) -> String {
        let (y, m, d) = day.civil();
        let [of_year, of_month, of_day] = &self.date_marks;
        format!("{y}{of_year}{m}{of_month}{d}{of_day}")
    }

    /// With Chinese numerals.
    pub(crate) fn date_in_words(&self, day: Day) -> String {
        let (y, m, d) = day.civil();
        let [of_year, of_month, of_day] = &self.date_marks;
        let (m, d) = (self.number_in_words(m), self.number_in_words(d));
        format!("{}{of_year}{m}{of_month}{d}{of_day}", self.digits_of(y))
    }

    /// The days from `from` to `to`, with what both have in common said once.
    pub(crate) fn days(&self, from: Day, to: Day) -> String {
        let [_, of_month, of_day] = &self.date_marks;
        let ((y, m, _), (y2, m2, d2)) = (from.civil(), to.civil());
        let first = self.date(from);
        let to_word = &self.to;
        match (y == y2, m == m2) {
            (true, true) => format!("{first}{to_word}{d2}{of_day}"),
            (true, false) => format!("{first}{to_word}{m2}{of_month}{d2}{of_day}"),
            (false, _) => format!("{first}{to_word}{}", self.date(to)),
        }
    }

    fn digits_of(&self, number: i64) -> String {
        let digit = |c: char| {
            let at = usize::try_from(c.to_digit(10).unwrap_or(0)).unwrap_or(0);
            self.digits.chars().nth(at).unwrap_or(c)
        };
        number.to_string().chars().map(digit).collect()
    }

    /// A number below a hundred in Chinese numerals.
    pub(crate) fn number_in_words(&self, number: i64) -> String {
        let (tens, ones) = (number / 10, number % 10);
        let mut out = String::new();
        if tens > 1 {
            out.push_str(&self.digits_of(tens));
        }
        if tens > 0 {
            out.push_str(&self.ten);
        }
        if ones > 0 || tens == 0 {
            out.push_str(&self.digits_of(ones));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        for (y, m, d) in [(1990, 1, 1), (2000, 2, 29), (2024, 2, 29), (2035, 12, 31), (2100, 3, 1)]
        {
            assert_eq!(Day::new(y, m, d).civil(), (y, m, d));
        }
        assert_eq!(Day(Day::new(2023, 12, 31).0 + 1).iso(), "2024-01-01");
    }
}
