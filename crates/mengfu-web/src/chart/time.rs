//! Time along a line.

use mengfu::library::{Day, Span};

/// From days to places on a line.
pub(super) struct Axis {
    first: i32,
    last: i32,
    from: f32,
    to: f32,
}

impl Axis {
    /// An axis for whole years that hold all `days`, drawn between two places. None where there are none.
    pub(super) fn new(days: impl Iterator<Item = Day> + Clone, from: f32, to: f32) -> Option<Self> {
        let (first, last) = (days.clone().min()?.year(), days.max()?.year() + 1);
        Some(Self { first, last, from, to })
    }

    /// The place of a day.
    pub(super) fn place(&self, day: Day) -> f32 {
        let start = Day::on(self.first, 1, 1);
        let end = Day::on(self.last, 1, 1);
        let (Some(start), Some(end)) = (start, end) else { return self.from };
        let share = day.days_after(start) as f32 / end.days_after(start).max(1) as f32;
        self.from + share.clamp(0.0, 1.0) * (self.to - self.from)
    }

    /// Years that are written on the axis with their places, so many that they stay apart.
    pub(super) fn years(&self, apart: f32) -> Vec<(i32, f32)> {
        let years = (self.last - self.first).max(1);
        let most = ((self.to - self.from) / apart).max(1.0) as i32;
        let step = [1, 2, 5, 10, 20, 25, 50, 100].into_iter().find(|step| years / step <= most);
        let step = step.unwrap_or(200);
        let from = self.first + (step - self.first.rem_euclid(step)) % step;
        let marked = (from..self.last).step_by(step.unsigned_abs() as usize);
        marked.filter_map(|year| Some((year, self.place(Day::on(year, 1, 1)?)))).collect()
    }
}

/// The day by which something with an EDTF date stands.
pub(crate) fn day_of(edtf: &str) -> Option<Day> {
    Span::of_edtf(edtf).map(|span| span.first)
}

/// The year of an EDTF date, as printed.
pub(super) fn year_of(edtf: &str) -> &str {
    edtf.split(['-', '/', '~', '?']).next().unwrap_or(edtf)
}
