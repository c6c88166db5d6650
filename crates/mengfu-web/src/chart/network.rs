//! A picture of a network: parties and what they share.

use maud::{Markup, html};

use super::Chart;
use super::layout::{Body, Tie, places};
use super::measure::{width, wrap};
use super::pen::{Pen, Tone};
use crate::face::Face;
use crate::parts::said;

/// A network: those that stand first are drawn where not all have room.
pub(crate) struct Picture {
    /// The things.
    pub(crate) dots: Vec<Dot>,
    /// What joins them.
    pub(crate) lines: Vec<Line>,
}

/// A thing.
pub(crate) struct Dot {
    /// What it is called.
    pub(crate) name: String,
    /// What it is.
    pub(crate) kind: DotKind,
    /// In how many statements it is.
    pub(crate) weight: usize,
    /// Its page.
    pub(crate) to: String,
}

/// What a dot stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DotKind {
    Party,
    Mechanism,
    Project,
}

/// Two things are joined.
pub(crate) struct Line {
    /// Their places among the dots.
    pub(crate) ends: (usize, usize),
    /// In how many statements.
    pub(crate) weight: usize,
}

/// The most lines, strongest first: more are a tangle.
const LINES: usize = 140;

impl DotKind {
    const ALL: [Self; 3] = [Self::Party, Self::Mechanism, Self::Project];

    fn word(self) -> &'static str {
        match self {
            Self::Party => "chart.party",
            Self::Mechanism => "chart.mechanism",
            Self::Project => "chart.project",
        }
    }

    fn draw(self, pen: &Pen<'_>, place: (f32, f32), r: f32) -> Markup {
        match self {
            Self::Party => pen.disc(place, r, Tone::Seal, true),
            Self::Mechanism => pen.square(place, r * 0.8, Tone::Progress, true),
            Self::Project => pen.diamond(place, r, Tone::Place, true),
        }
    }
}

impl Picture {
    /// The places of the dots that are drawn for this pen: two thirds of the room are for parties where
    /// there is anything else.
    fn chosen(&self, pen: &Pen<'_>) -> Vec<usize> {
        let most: usize = if pen.is_narrow() { 13 } else { 34 };
        let of = |party: bool| {
            let dots = self.dots.iter().enumerate();
            let mut of: Vec<(usize, usize)> = dots
                .filter(|(_, dot)| (dot.kind == DotKind::Party) == party)
                .map(|(at, dot)| (at, dot.weight))
                .collect();
            of.sort_by_key(|(at, weight)| (std::cmp::Reverse(*weight), *at));
            of
        };
        let (parties, others) = (of(true), of(false));
        let for_others = others.len().min((most / 3).max(most.saturating_sub(parties.len())));
        let parties = parties.into_iter().take(most - for_others);
        parties.chain(others.into_iter().take(for_others)).map(|(at, _)| at).collect()
    }

    /// Whether not all are drawn on a wide page.
    pub(crate) fn leaves_out(&self, face: &Face) -> bool {
        self.chosen(&Pen::new(face, super::WIDE, false)).len() < self.dots.len()
    }

    fn kinds(&self) -> impl Iterator<Item = DotKind> {
        DotKind::ALL.into_iter().filter(|kind| self.dots.iter().any(|dot| dot.kind == *kind))
    }

    fn legend(&self, pen: &Pen<'_>) -> Markup {
        let mut x = 0.0;
        let mut shown = Vec::new();
        for kind in self.kinds() {
            let word = pen.face.say(kind.word());
            shown.push((x, kind, word));
            x += 22.0 + width(word, 13.0) + 18.0;
        }
        html! {
            @if shown.len() > 1 { @for (x, kind, word) in shown {
                (kind.draw(pen, (x + 8.0, 9.0), 7.0))
                (pen.text(x + 21.0, 14.0, 13.0, Tone::Ink, word))
            } }
        }
    }
}

impl Chart for Picture {
    fn title(&self, face: &Face) -> String {
        face.say("chart.network").to_owned()
    }

    fn summary(&self, face: &Face) -> String {
        let told = self.dots.iter().take(8).map(|dot| format!("{}: {}", dot.name, dot.weight));
        told.collect::<Vec<_>>().join(face.say("chart.and_so"))
    }

    fn draw(&self, pen: &Pen<'_>) -> (f32, Markup) {
        let chosen = self.chosen(pen);
        if chosen.is_empty() {
            return (0.0, html! {});
        }
        let narrow = pen.is_narrow();
        let (size, label) = if narrow { (12.0, 96.0) } else { (13.0, 138.0) };
        let dots: Vec<&Dot> = chosen.iter().filter_map(|at| self.dots.get(*at)).collect();
        let most = dots.iter().map(|dot| dot.weight).max().unwrap_or(1).max(1) as f32;
        let largest = if narrow { 17.0 } else { 24.0 };
        let radius = |dot: &Dot| 6.0 + (largest - 6.0) * (dot.weight as f32 / most).sqrt();
        let names: Vec<Vec<String>> =
            dots.iter().map(|dot| wrap(&dot.name, size, label, 2)).collect();
        let bodies: Vec<Body> = dots
            .iter()
            .zip(&names)
            .map(|(dot, lines)| {
                let wide = lines.iter().map(|line| width(line, size)).fold(0.0, f32::max);
                let high = 2.0 * radius(dot) + 4.0 + lines.len() as f32 * size * 1.25;
                Body { half: ((wide / 2.0).max(radius(dot)), high / 2.0) }
            })
            .collect();
        let mut lines: Vec<(usize, usize, usize)> = self
            .lines
            .iter()
            .filter_map(|line| {
                let place = |at| chosen.iter().position(|one| *one == at);
                Some((place(line.ends.0)?, place(line.ends.1)?, line.weight))
            })
            .collect();
        lines.sort_by_key(|(a, b, weight)| (std::cmp::Reverse(*weight), *a, *b));
        lines.truncate(LINES);
        let strongest = lines.first().map_or(1.0, |(_, _, weight)| *weight as f32);
        let ties: Vec<Tie> = lines
            .iter()
            .map(|(a, b, weight)| Tie { ends: (*a, *b), pull: *weight as f32 / strongest })
            .collect();
        let top = if self.kinds().count() > 1 { 30.0 } else { 0.0 };
        let needed: f32 = bodies.iter().map(|b| (b.half.0 + 8.0) * (b.half.1 + 6.0) * 4.0).sum();
        let (least, highest) = if narrow { (230.0, 760.0) } else { (280.0, 640.0) };
        let height = (needed * 2.6 / pen.width).clamp(least, highest);
        let at = places(&bodies, &ties, (pen.width, height));
        // A body is the dot with its label under it; the dot is its upper part.
        let centre = |n: usize| -> Option<(f32, f32)> {
            let ((x, y), (body, dot)) = at.get(n).zip(bodies.get(n).zip(dots.get(n)))?;
            Some((*x, y + top - body.half.1 + radius(dot)))
        };
        let body = html! {
            (self.legend(pen))
            @for (a, b, weight) in &lines {
                @if let (Some(from), Some(to)) = (centre(*a), centre(*b)) {
                    @let of_parties = [a, b].iter().all(|at| dots.get(**at).is_some_and(|dot| dot.kind == DotKind::Party));
                    (pen.line(from, to, if of_parties { Tone::Strong } else { Tone::Line }, 1.0 + 4.0 * (*weight as f32 / strongest).sqrt()))
                }
            }
            @for (n, (dot, lines)) in dots.iter().zip(&names).enumerate() {
                @if let Some(place) = centre(n) {
                    @let r = radius(dot);
                    @let name = format!("{} · {}", dot.name, pen.face.count("chart.statements", dot.weight));
                    (pen.words_link(&dot.to, &name, &html! {
                        (dot.kind.draw(pen, place, r))
                        (pen.lines((place.0, place.1 + r + size), size, Tone::Ink, lines, true))
                    }))
                }
            }
        };
        (height + top + 4.0, body)
    }

    fn table(&self, face: &Face) -> Markup {
        html! {
            table.table {
                thead { tr {
                    th scope="col" { (face.say("chart.name")) }
                    th scope="col" { (face.say("chart.sort")) }
                    th.num scope="col" { (face.say("chart.in_statements")) }
                } }
                tbody {
                    @for dot in &self.dots {
                        tr {
                            td { a href=(dot.to) { (said(&dot.name)) } }
                            td { (face.say(dot.kind.word())) }
                            td.num { (dot.weight) }
                        }
                    }
                }
            }
        }
    }
}
