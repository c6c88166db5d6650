//! Small bars: a number for each year.

use maud::{Markup, html};

use super::Chart;
use super::pen::{Pen, Tone};
use crate::face::Face;

/// A number for each year, of two sorts one on the other.
pub(crate) struct Bars {
    /// What the lower and the upper part count.
    pub(crate) names: [String; 2],
    /// The bars, from left to right.
    pub(crate) bars: Vec<Bar>,
}

/// A bar.
pub(crate) struct Bar {
    /// What stands under it.
    pub(crate) label: String,
    /// How many of each sort.
    pub(crate) parts: [usize; 2],
    /// Where it leads.
    pub(crate) to: String,
    /// Whether it is the one that the page shows.
    pub(crate) chosen: bool,
}

const HEIGHT: f32 = 84.0;
const TOP: f32 = 34.0;

impl Chart for Bars {
    fn title(&self, face: &Face) -> String {
        face.say("chart.years").to_owned()
    }

    fn summary(&self, face: &Face) -> String {
        let told = self.bars.iter().filter(|bar| bar.total() > 0);
        let told = told.map(|bar| format!("{}: {}", bar.label, bar.total()));
        told.collect::<Vec<_>>().join(face.say("chart.and_so"))
    }

    fn draw(&self, pen: &Pen<'_>) -> (f32, Markup) {
        // Where all have no room, those around the chosen one are shown.
        let least = if pen.is_narrow() { 22.0 } else { 20.0 };
        let room = ((pen.width / least) as usize).max(1);
        let chosen = self.bars.iter().position(|bar| bar.chosen).unwrap_or_default();
        let last = self.bars.len().saturating_sub(room);
        let skip = chosen.saturating_sub(room / 2).min(last);
        let bars: Vec<&Bar> = self.bars.iter().skip(skip).take(room).collect();
        let most = bars.iter().map(|bar| bar.total()).max().unwrap_or(1).max(1) as f32;
        let step = (pen.width / bars.len().max(1) as f32).min(64.0);
        let every = (38.0 / step).ceil().max(1.0) as usize;
        let foot = TOP + HEIGHT;
        let body = html! {
            (self.legend(pen))
            (pen.line((0.0, foot), (step * bars.len() as f32, foot), Tone::Strong, 1.0))
            @for (n, bar) in bars.iter().enumerate() {
                @let x = step * n as f32;
                @let [lower, upper] = bar.parts.map(|part| part as f32 / most * (HEIGHT - 6.0));
                @let name = self.told(bar, pen.face);
                (pen.link(&bar.to, &name, &name, &html! {
                    rect.hit x=(x) y=(TOP) width=(step) height=(HEIGHT + 22.0) fill="none" pointer-events="all" {}
                    (pen.field((x + 2.0, foot - lower), (step - 4.0, lower), Tone::Commitment, 1.0))
                    (pen.field((x + 2.0, foot - lower - upper), (step - 4.0, upper), Tone::Place, 1.0))
                    @if bar.chosen || (n % every == 0 && !bars.iter().enumerate().any(|(m, b)| b.chosen && m.abs_diff(n) < every)) {
                        @let tone = if bar.chosen { Tone::Seal } else { Tone::Muted };
                        (pen.middle((x + step / 2.0).clamp(17.0, pen.width - 17.0), foot + 17.0, 12.0, tone, &bar.label))
                    }
                }))
            }
        };
        (foot + 26.0, body)
    }

    fn table(&self, face: &Face) -> Markup {
        let [lower, upper] = &self.names;
        html! {
            table.table {
                thead { tr {
                    th scope="col" { (face.say("chart.year")) }
                    th.num scope="col" { (lower) }
                    th.num scope="col" { (upper) }
                } }
                tbody {
                    @for bar in self.bars.iter().filter(|bar| bar.total() > 0) {
                        @let [lower, upper] = bar.parts;
                        tr {
                            th scope="row" { a href=(bar.to) { (bar.label) } }
                            td.num { (lower) }
                            td.num { (upper) }
                        }
                    }
                }
            }
        }
    }
}

impl Bars {
    /// A bar in words; where there is nothing to count, that.
    fn told(&self, bar: &Bar, face: &Face) -> String {
        let parts = self.names.iter().zip(bar.parts).filter(|(_, n)| *n > 0);
        let parts: Vec<String> = parts.map(|(name, n)| format!("{name} {n}")).collect();
        let told = match parts.is_empty() {
            true => face.say("chart.nothing").to_owned(),
            false => parts.join(face.say("shell.list_separator")),
        };
        format!("{}{}{told}", bar.label, face.say("text.colon"))
    }

    fn legend(&self, pen: &Pen<'_>) -> Markup {
        let [lower, upper] = &self.names;
        let second = 24.0 + super::measure::width(lower, 13.0) + 14.0;
        html! {
            (pen.square((6.0, 9.0), 5.0, Tone::Commitment, true))
            (pen.text(18.0, 14.0, 13.0, Tone::Ink, lower))
            (pen.square((second + 6.0, 9.0), 5.0, Tone::Place, true))
            (pen.text(second + 18.0, 14.0, 13.0, Tone::Ink, upper))
        }
    }
}

impl Bar {
    fn total(&self) -> usize {
        self.parts.iter().sum()
    }
}
