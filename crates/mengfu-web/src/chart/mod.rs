//! Charts: SVG made here, of the same facts as the page around it.
//!
//! A chart knows its facts and draws them for any width, so that a page carries one drawing for desks
//! and one for phones, and style shows the one that fits. Every mark has its colour twice: as an attribute, so
//! that a saved file looks right by itself, and by its class, so that a page can show it light or dark.

mod bars;
mod heat;
mod ladder;
mod layout;
mod measure;
mod network;
mod pen;
mod time;
mod timeline;

use maud::{Markup, html};

pub(crate) use bars::{Bar, Bars};
pub(crate) use heat::{Heat, HeatCell, HeatColumn, HeatRow};
pub(crate) use ladder::{Ladder, Step};
pub(crate) use network::{Dot, DotKind, Line, Picture};
pub(crate) use pen::{Pen, Tone};
pub(crate) use timeline::{Lane, Mark, Shape, Timeline};

use crate::face::Face;

/// The width of a drawing for desks and paper.
const WIDE: f32 = 1040.0;
/// The width of a drawing for phones.
const NARROW: f32 = 350.0;
/// What a file has around the drawing, and above it for the title.
const MARGIN: f32 = 28.0;
const HEADING: f32 = 46.0;

/// Facts that can be drawn.
pub(crate) trait Chart {
    /// What it shows, in a few words.
    fn title(&self, face: &Face) -> String;
    /// What it tells, for those who do not see it.
    fn summary(&self, face: &Face) -> String;
    /// Draws it from the upper left corner; gives the height too.
    fn draw(&self, pen: &Pen<'_>) -> (f32, Markup);
    /// The same facts as a table.
    fn table(&self, face: &Face) -> Markup;
}

/// A chart in a page: both drawings, ways to save it, and its table. `id` is its name in the page, `file`
/// the address of the file; where the page has the table already, it says so.
pub(crate) fn figure(
    chart: &dyn Chart,
    id: &str,
    file: &str,
    with_table: bool,
    face: &Face,
) -> Markup {
    let drawn = html! {
        div.chart-wide { (drawing(chart, &format!("{id}-wide"), WIDE, face)) }
        div.chart-narrow { (drawing(chart, &format!("{id}-narrow"), NARROW, face)) }
    };
    framed(id, file, &drawn, with_table.then(|| chart.table(face)), face)
}

/// A chart that is a table in a page, with ways to save it drawn.
pub(crate) fn tabular(chart: &dyn Chart, id: &str, file: &str, face: &Face) -> Markup {
    framed(id, file, &html! { div.scroll { (chart.table(face)) } }, None, face)
}

fn framed(id: &str, file: &str, drawn: &Markup, table: Option<Markup>, face: &Face) -> Markup {
    html! {
        figure.chart id=(id) {
            (drawn)
            figcaption.chart-foot.no-print {
                span.chart-tools {
                    a.button-quiet href=(file) download=(format!("mengfu-{id}.svg")) { (face.say("chart.svg")) }
                    button.button-quiet type="button" hidden data-save-png=(file) data-name=(format!("mengfu-{id}.png")) {
                        (face.say("chart.png"))
                    }
                }
            }
            @if let Some(table) = table {
                details.chart-table {
                    summary { (face.say("chart.table")) }
                    div.scroll { (table) }
                }
            }
        }
    }
}

fn drawing(chart: &dyn Chart, id: &str, width: f32, face: &Face) -> Markup {
    let pen = Pen::new(face, width, false);
    let (height, body) = chart.draw(&pen);
    html! {
        svg.chart-svg id=(id) viewBox=(format!("0 0 {width} {height:.0}")) width=(width) height=(format!("{height:.0}"))
            role="group" font-family=(pen::SANS) aria-labelledby=(format!("{id}-title")) aria-describedby=(format!("{id}-desc")) {
            title id=(format!("{id}-title")) { (chart.title(face)) }
            desc id=(format!("{id}-desc")) { (chart.summary(face)) }
            (body)
        }
    }
}

/// A chart as a file of its own: title above, ground behind, no links.
pub(crate) fn file(chart: &dyn Chart, about: &str, face: &Face) -> Vec<u8> {
    let pen = Pen::new(face, WIDE, true);
    let (height, body) = chart.draw(&pen);
    let (width, height) = (WIDE + 2.0 * MARGIN, height + 2.0 * MARGIN + HEADING);
    let markup = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {width} {height:.0}")) width=(width)
            height=(format!("{height:.0}")) font-family=(pen::SANS) lang=(crate::words::tag(face.language)) {
            title { (chart.title(face)) " · " (about) }
            desc { (chart.summary(face)) }
            rect width=(width) height=(format!("{height:.0}")) fill="#faf8f3" {}
            g transform=(format!("translate({MARGIN} {MARGIN})")) {
                (pen.heading(0.0, 16.0, &chart.title(face)))
                (pen.end(WIDE, 16.0, 13.0, Tone::Muted, about))
                g transform=(format!("translate(0 {HEADING})")) { (body) }
            }
        }
    };
    markup.into_string().into_bytes()
}
