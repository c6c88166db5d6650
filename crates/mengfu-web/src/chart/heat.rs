//! Topics by statements: the darker, the more is said. A page shows it as the table that it is; only a file
//! has it drawn.

use maud::{Markup, html};

use super::Chart;
use super::measure::width;
use super::pen::{Pen, Tone};
use super::time::year_of;
use crate::face::Face;

/// Topics by statements.
pub(crate) struct Heat {
    /// The statements, in the order of time.
    pub(crate) columns: Vec<HeatColumn>,
    /// The topics.
    pub(crate) rows: Vec<HeatRow>,
}

/// A statement.
pub(crate) struct HeatColumn {
    /// Its day, EDTF.
    pub(crate) day: Option<String>,
    /// What it is called.
    pub(crate) name: String,
    /// Its page.
    pub(crate) to: String,
}

/// A topic.
pub(crate) struct HeatRow {
    /// What it is called.
    pub(crate) name: String,
    /// The promises of it.
    pub(crate) to: String,
    /// One for each statement.
    pub(crate) cells: Vec<HeatCell>,
}

/// A topic in a statement.
pub(crate) struct HeatCell {
    /// How many acts speak of it.
    pub(crate) acts: usize,
    /// Where they are shown.
    pub(crate) to: String,
}

const ROW: f32 = 27.0;
const HEAD: f32 = 30.0;
const SIZE: f32 = 13.0;
/// How much of the colour each level has; the words on the last are light.
const SHARES: [f32; 6] = [0.0, 0.08, 0.18, 0.30, 0.42, 0.95];
/// The same for the style.
const LEVELS: [&str; 6] = ["heat-0", "heat-1", "heat-2", "heat-3", "heat-4", "heat-5"];
/// On a phone there is room for so many columns.
const PHONE: usize = 6;

impl Heat {
    /// Whether a phone has no room for the `n`th column: the last ones are shown.
    fn is_old(&self, n: usize) -> bool {
        n + PHONE < self.columns.len()
    }

    fn most(&self) -> usize {
        let acts = self.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.acts);
        acts.max().unwrap_or(1).max(1)
    }
}

/// The level of a number, 0 for nothing; small numbers differ a little more than they would by share
/// alone.
fn level(acts: usize, most: usize) -> usize {
    let share = (acts as f32 / most as f32).powf(0.8);
    ((share * 5.0).ceil() as usize).min(5)
}

impl Chart for Heat {
    fn title(&self, face: &Face) -> String {
        face.say("chart.heat").to_owned()
    }

    fn summary(&self, face: &Face) -> String {
        let told = self.rows.iter().take(5).map(|row| {
            format!("{} {}", row.name, row.cells.iter().map(|cell| cell.acts).sum::<usize>())
        });
        told.collect::<Vec<_>>().join(face.say("chart.and_so"))
    }

    fn draw(&self, pen: &Pen<'_>) -> (f32, Markup) {
        let names = self.rows.iter().map(|row| width(&row.name, SIZE));
        let left = names.fold(0.0, f32::max).min(pen.width * 0.34) + 12.0;
        let cell = ((pen.width - left) / self.columns.len().max(1) as f32).min(190.0);
        let most = self.most();
        let body = html! {
            @for (n, column) in self.columns.iter().enumerate() {
                @let x = left + cell * (n as f32 + 0.5);
                @let year = column.day.as_deref().map_or("—", year_of);
                @let name = format!("{} · {}", column.day.as_deref().unwrap_or("—"), column.name);
                (pen.note(&name, &pen.middle(x, HEAD - 12.0, 12.0, Tone::Link, year)))
            }
            @for (n, row) in self.rows.iter().enumerate() {
                @let y = HEAD + ROW * n as f32;
                (pen.note(&row.name, &pen.end(left - 10.0, y + 18.0, SIZE, Tone::Ink, &pen.fit(&row.name, SIZE, left - 10.0))))
                @for (m, (one, column)) in row.cells.iter().zip(&self.columns).enumerate() {
                    @let place = (left + cell * m as f32 + 1.0, y + 1.0);
                    @if one.acts == 0 {
                        (pen.field(place, (cell - 2.0, ROW - 2.0), Tone::Sunken, 0.6))
                    } @else {
                        @let level = level(one.acts, most);
                        @let tone = if level == 5 { Tone::Ground } else { Tone::Ink };
                        @let name = format!("{} · {} · {}", row.name, column.day.as_deref().unwrap_or("—"), pen.face.count("chart.acts", one.acts));
                        (pen.note(&name, &html! {
                            (pen.field(place, (cell - 2.0, ROW - 2.0), Tone::Commitment, SHARES.get(level).copied().unwrap_or(1.0)))
                            (pen.middle(place.0 + cell / 2.0 - 1.0, y + 18.0, 12.0, tone, &one.acts.to_string()))
                        }))
                    }
                }
            }
        };
        (HEAD + ROW * self.rows.len() as f32 + 4.0, body)
    }

    fn table(&self, face: &Face) -> Markup {
        let most = self.most();
        html! {
            table.heat {
                thead { tr {
                    td {}
                    @for (n, column) in self.columns.iter().enumerate() {
                        th.heat-old[self.is_old(n)] scope="col" {
                            a href=(column.to) title=(column.name) { (column.day.as_deref().map_or("—", year_of)) }
                        }
                    }
                } }
                tbody {
                    @for row in &self.rows {
                        tr {
                            th scope="row" { a href=(row.to) { (row.name) } }
                            @for (n, cell) in row.cells.iter().enumerate() {
                                td.(LEVELS.get(level(cell.acts, most)).copied().unwrap_or_default()).heat-old[self.is_old(n)] {
                                    @if cell.acts > 0 { a href=(cell.to) { (cell.acts) } }
                                }
                            }
                        }
                    }
                }
            }
            @if self.is_old(0) { p.heat-note.small.muted { (face.say("chart.heat_note")) } }
        }
    }
}
