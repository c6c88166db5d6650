//! How the wording of a relation rose through the years.

use maud::{Markup, html};

use super::Chart;
use super::measure::wrap;
use super::pen::{Pen, Tone};
use super::time::{Axis, day_of, year_of};
use crate::face::Face;
use crate::parts::said;

/// How the wording of a relation rose through the years.
pub(crate) struct Ladder {
    /// The wordings in the order of time.
    pub(crate) steps: Vec<Step>,
}

/// A wording in a statement.
pub(crate) struct Step {
    /// The words, as printed.
    pub(crate) words: String,
    /// How high they rank, where that is known.
    pub(crate) rank: Option<u32>,
    /// The day by which the statement stands, EDTF.
    pub(crate) day: String,
    /// What the statement is called.
    pub(crate) name: String,
    /// Its page.
    pub(crate) to: String,
}

const RUNG: f32 = 54.0;

impl Ladder {
    /// The different wordings, lowest first: by rank; those of one rank, or of none, as they came.
    fn rungs(&self) -> Vec<&str> {
        let mut rungs: Vec<(Option<u32>, usize, &str)> = Vec::new();
        for (at, step) in self.steps.iter().enumerate() {
            if !rungs.iter().any(|(_, _, words)| *words == step.words) {
                rungs.push((step.rank, at, &step.words));
            }
        }
        rungs.sort_by_key(|(rank, at, _)| (*rank, *at));
        rungs.into_iter().map(|(_, _, words)| words).collect()
    }

    /// Whether the wording changes here; and then, whether its year stands below the mark, for where the
    /// line comes from below it stands above.
    fn turns(&self, n: usize, height: impl Fn(&str) -> f32) -> Option<bool> {
        let now = &self.steps.get(n)?.words;
        let Some(before) = n.checked_sub(1).and_then(|before| self.steps.get(before)) else {
            return Some(true);
        };
        (before.words != *now).then(|| height(&before.words) < height(now))
    }

    /// Whether there is anything to compare.
    pub(crate) fn is_worth_drawing(&self) -> bool {
        self.rungs().len() > 1
    }
}

impl Chart for Ladder {
    fn title(&self, face: &Face) -> String {
        face.say("chart.ladder").to_owned()
    }

    fn summary(&self, face: &Face) -> String {
        let told = self.steps.iter().map(|s| format!("{} {}", year_of(&s.day), s.words));
        told.collect::<Vec<_>>().join(face.say("chart.and_so"))
    }

    fn draw(&self, pen: &Pen<'_>) -> (f32, Markup) {
        let rungs = self.rungs();
        let narrow = pen.is_narrow();
        let size = if narrow { 13.0 } else { 14.0 };
        let left = if narrow { 14.0 } else { 270.0 };
        let days = self.steps.iter().filter_map(|step| day_of(&step.day));
        let Some(axis) = Axis::new(days, left, pen.width - 18.0) else { return (0.0, html! {}) };
        let foot = rungs.len() as f32 * RUNG + 12.0;
        let height = |words: &str| {
            let at = rungs.iter().position(|rung| *rung == words).unwrap_or_default();
            foot - 22.0 - at as f32 * RUNG
        };
        let mut points: Vec<(f32, f32)> = Vec::new();
        for step in &self.steps {
            let Some(day) = day_of(&step.day) else { continue };
            let (x, y) = (axis.place(day), height(&step.words));
            if let Some((_, before)) = points.last() {
                points.push((x, *before));
            }
            points.push((x, y));
        }
        let last = points.last().map(|(_, y)| (pen.width, *y));
        points.extend(last);
        let years = axis.years(if narrow { 46.0 } else { 64.0 });
        let body = html! {
            @for (year, x) in &years {
                (pen.line((*x, 4.0), (*x, foot), Tone::Line, 1.0))
                (pen.middle(*x, foot + 18.0, 13.0, Tone::Muted, &year.to_string()))
            }
            @for rung in &rungs {
                @let y = height(rung);
                (pen.line((if narrow { 0.0 } else { left - 10.0 }, y), (pen.width, y), Tone::Line, 1.0))
            }
            (pen.path(&points, Tone::Seal, 2.5, false))
            @for rung in &rungs {
                @let y = height(rung);
                @if narrow {
                    (pen.over(0.0, y - 12.0, size, Tone::Ink, &pen.fit(rung, size, pen.width)))
                } @else {
                    @let lines = wrap(rung, size, left - 24.0, 2);
                    @let top = if lines.len() > 1 { y - 4.0 } else { y + 5.0 };
                    (pen.lines((0.0, top), size, Tone::Ink, &lines, false))
                }
            }
            @for (n, step) in self.steps.iter().enumerate() {
                @if let Some(day) = day_of(&step.day) {
                    @let place = (axis.place(day), height(&step.words));
                    (pen.link(&step.to, &step.day, &format!("{} · {} · {}", step.day, step.words, step.name), &html! {
                        (pen.disc(place, if self.steps.len() > 14 { 5.0 } else { 7.0 }, Tone::Seal, true))
                    }))
                    @if !narrow && let Some(below) = self.turns(n, height) {
                        (pen.middle_over(place.0, place.1 + if below { 20.0 } else { -12.0 }, 12.0, Tone::Muted, year_of(&step.day)))
                    }
                }
            }
        };
        (foot + 26.0, body)
    }

    fn table(&self, face: &Face) -> Markup {
        html! {
            table.table {
                thead { tr {
                    th scope="col" { (face.say("chart.day")) }
                    th scope="col" { (face.say("chart.relation")) }
                    th scope="col" { (face.say("chart.statement")) }
                } }
                tbody {
                    @for step in &self.steps {
                        tr {
                            td.nowrap { (step.day) }
                            td { (said(&step.words)) }
                            td { a href=(step.to) { (said(&step.name)) } }
                        }
                    }
                }
            }
        }
    }
}
