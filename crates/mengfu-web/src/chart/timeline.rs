//! Statements along a line of time, in lanes.

use maud::{Markup, html};

use super::Chart;
use super::measure::width;
use super::pen::{Pen, Tone};
use super::time::{Axis, day_of, year_of};
use crate::face::Face;
use crate::parts::said;

/// Statements along a line of time.
pub(crate) struct Timeline {
    /// Those with the same marks lie in one lane.
    pub(crate) lanes: Vec<Lane>,
}

/// One lane.
pub(crate) struct Lane {
    /// What lies in it.
    pub(crate) name: String,
    /// Its statements, in the order of time.
    pub(crate) marks: Vec<Mark>,
    /// How they are marked.
    pub(crate) shape: Shape,
}

/// How statements are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Disc,
    Diamond,
    OpenSquare,
}

/// A statement.
pub(crate) struct Mark {
    /// Its day as written, EDTF.
    pub(crate) day: String,
    /// What it is called.
    pub(crate) name: String,
    /// Its page.
    pub(crate) to: String,
    /// How many promises it has; sets the size of the mark.
    pub(crate) weight: usize,
    /// Whether the day is only where it stands, not when it was signed.
    pub(crate) about: bool,
}

const LANE: f32 = 78.0;
const SIZE: f32 = 13.0;
const SMALLEST: f32 = 5.5;

impl Timeline {
    /// The radius of the largest mark: smaller where many must stand side by side.
    fn largest(&self, pen: &Pen<'_>) -> f32 {
        let most = self.lanes.iter().map(|lane| lane.marks.len()).max().unwrap_or(1).max(1);
        (pen.width / most as f32 * 0.4).clamp(SMALLEST + 1.5, 14.0)
    }

    fn marks(&self) -> impl Iterator<Item = &Mark> + Clone {
        self.lanes.iter().flat_map(|lane| &lane.marks)
    }
}

impl Chart for Timeline {
    fn title(&self, face: &Face) -> String {
        face.say("chart.timeline").to_owned()
    }

    fn summary(&self, face: &Face) -> String {
        let lanes = self.lanes.iter().filter(|lane| !lane.marks.is_empty());
        let told: Vec<String> =
            lanes.map(|lane| format!("{}: {}", lane.name, lane.marks.len())).collect();
        told.join(face.say("chart.and_so"))
    }

    fn draw(&self, pen: &Pen<'_>) -> (f32, Markup) {
        let days = self.marks().filter_map(|mark| day_of(&mark.day));
        let edge = if pen.is_narrow() { 16.0 } else { 24.0 };
        let Some(axis) = Axis::new(days, edge, pen.width - edge) else {
            return (0.0, html! {});
        };
        let most = self.marks().map(|mark| mark.weight).max().unwrap_or(1).max(1);
        let size = Size { most, largest: self.largest(pen) };
        let lanes: Vec<&Lane> = self.lanes.iter().filter(|lane| !lane.marks.is_empty()).collect();
        let foot = lanes.len() as f32 * LANE + 14.0;
        let years = axis.years(if pen.is_narrow() { 46.0 } else { 64.0 });
        let body = html! {
            @for (year, x) in &years {
                (pen.line((*x, 4.0), (*x, foot), Tone::Line, 1.0))
                (pen.middle(*x, foot + 18.0, SIZE, Tone::Muted, &year.to_string()))
            }
            @for (n, lane) in lanes.iter().enumerate() {
                @let y = n as f32 * LANE + 42.0;
                (pen.line((0.0, y), (pen.width, y), Tone::Strong, 1.0))
                (pen.over(0.0, y - 24.0, SIZE, Tone::Muted, &pen.fit(&lane.name, SIZE, pen.width)))
                @for mark in &lane.marks {
                    @if let Some(day) = day_of(&mark.day) {
                        (draw(pen, lane.shape, mark, (axis.place(day), y), &size))
                    }
                }
                (labels(pen, lane, &axis, y))
            }
        };
        (foot + 26.0, body)
    }

    fn table(&self, face: &Face) -> Markup {
        html! {
            table.table {
                thead { tr {
                    th scope="col" { (face.say("chart.day")) }
                    th scope="col" { (face.say("chart.statement")) }
                    th scope="col" { (face.say("chart.sort")) }
                    th.num scope="col" { (face.say("chart.promises")) }
                } }
                tbody {
                    @for lane in &self.lanes {
                        @for mark in &lane.marks {
                            tr {
                                td.nowrap { (mark.day) }
                                td { a href=(mark.to) { (said(&mark.name)) } }
                                td { (lane.name) }
                                td.num { @if mark.weight > 0 { (mark.weight) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How large marks are.
struct Size {
    /// The greatest weight.
    most: usize,
    /// Its radius.
    largest: f32,
}

impl Size {
    /// By area, so that twice the promises look like twice as much.
    fn radius(&self, weight: usize) -> f32 {
        SMALLEST + (self.largest - SMALLEST) * (weight as f32 / self.most as f32).sqrt()
    }
}

fn draw(pen: &Pen<'_>, shape: Shape, mark: &Mark, place: (f32, f32), size: &Size) -> Markup {
    let r = size.radius(mark.weight);
    let drawn = match shape {
        Shape::Disc => pen.disc(place, r, Tone::Commitment, !mark.about),
        Shape::Diamond => pen.diamond(place, r, Tone::Progress, !mark.about),
        Shape::OpenSquare => pen.square(place, 6.0, Tone::Muted, false),
    };
    pen.link(&mark.to, &mark.day, &format!("{} · {}", mark.day, mark.name), &drawn)
}

/// The years under the marks, as far as they stand apart.
fn labels(pen: &Pen<'_>, lane: &Lane, axis: &Axis, y: f32) -> Markup {
    let mut free = f32::MIN;
    let mut shown = Vec::new();
    for mark in &lane.marks {
        let Some(day) = day_of(&mark.day) else { continue };
        let label = year_of(&mark.day);
        let half = width(label, SIZE) / 2.0;
        let x = axis.place(day).clamp(half, pen.width - half);
        if x - half > free {
            free = x + half + 4.0;
            shown.push((x, label));
        }
    }
    html! { @for (x, label) in shown { (pen.middle_over(x, y + 27.0, 12.0, Tone::Ink, label)) } }
}
