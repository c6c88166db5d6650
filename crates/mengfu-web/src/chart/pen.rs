//! What drawings are made of.

use maud::{Markup, html};

use super::measure;
use crate::face::Face;

/// Letters of drawings. As an attribute, so that a file has them too.
pub(super) const SANS: &str = "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans', sans-serif";
/// Letters of headings.
const SERIF: &str =
    "'Source Han Serif SC', 'Noto Serif CJK SC', 'Songti SC', Georgia, 'Times New Roman', serif";

/// A colour, by what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    Ink,
    Muted,
    Line,
    Strong,
    Seal,
    Link,
    Commitment,
    Progress,
    Place,
    Ground,
    Sunken,
}

impl Tone {
    /// The class by which a page colours it.
    fn class(self) -> &'static str {
        match self {
            Self::Ink => "t-ink",
            Self::Muted => "t-muted",
            Self::Line => "t-line",
            Self::Strong => "t-strong",
            Self::Seal => "t-seal",
            Self::Link => "t-link",
            Self::Commitment => "t-commitment",
            Self::Progress => "t-progress",
            Self::Place => "t-place",
            Self::Ground => "t-ground",
            Self::Sunken => "t-sunken",
        }
    }

    /// The colour in a file, which is always light; the light one of the style.
    fn colour(self) -> &'static str {
        match self {
            Self::Ink => "#211e1a",
            Self::Muted => "#625c52",
            Self::Line => "#ded7ca",
            Self::Strong => "#b9b0a0",
            Self::Seal => "#a8322a",
            Self::Link => "#1f4e7c",
            Self::Commitment => "#0a6a4e",
            Self::Progress => "#1f5f99",
            Self::Place => "#805200",
            Self::Ground => "#ffffff",
            Self::Sunken => "#f1ede4",
        }
    }
}

/// Where a text stands to the point that is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Anchor {
    Start,
    Middle,
    End,
}

/// Draws for one width, in one language, into a page or a file.
pub(crate) struct Pen<'f> {
    /// The language, and names of codes.
    pub(crate) face: &'f Face,
    /// The width.
    pub(crate) width: f32,
    file: bool,
}

impl<'f> Pen<'f> {
    pub(super) fn new(face: &'f Face, width: f32, file: bool) -> Self {
        Self { face, width, file }
    }

    /// Whether there is little room.
    pub(super) fn is_narrow(&self) -> bool {
        self.width < 600.0
    }

    /// A mark as a link called `name`; `more` is told to who lingers on it. In a file, where addresses
    /// lead nowhere, it is none.
    pub(super) fn link(&self, to: &str, name: &str, more: &str, mark: &Markup) -> Markup {
        html! {
            @if self.file {
                (self.note(more, mark))
            } @else {
                a href=(to) aria-label=(name) {
                    // Nobody lingers on a phone.
                    @if !self.is_narrow() { title { (more) } }
                    (mark)
                }
            }
        }
    }

    /// Words as a link.
    pub(super) fn words_link(&self, to: &str, more: &str, words: &Markup) -> Markup {
        html! {
            @if self.file {
                (self.note(more, words))
            } @else {
                a href=(to) { @if !self.is_narrow() { title { (more) } } (words) }
            }
        }
    }

    /// A mark that tells more to who lingers on it.
    pub(super) fn note(&self, more: &str, mark: &Markup) -> Markup {
        html! { g { title { (more) } (mark) } }
    }

    /// Words that begin at `x`.
    pub(super) fn text(&self, x: f32, y: f32, size: f32, tone: Tone, words: &str) -> Markup {
        self.words((x, y), size, tone, Anchor::Start, false, words)
    }

    /// Words around `x`.
    pub(super) fn middle(&self, x: f32, y: f32, size: f32, tone: Tone, words: &str) -> Markup {
        self.words((x, y), size, tone, Anchor::Middle, false, words)
    }

    /// Words that end at `x`.
    pub(super) fn end(&self, x: f32, y: f32, size: f32, tone: Tone, words: &str) -> Markup {
        self.words((x, y), size, tone, Anchor::End, false, words)
    }

    /// Words that begin at `x` and keep clear of what lies under them.
    pub(super) fn over(&self, x: f32, y: f32, size: f32, tone: Tone, words: &str) -> Markup {
        self.words((x, y), size, tone, Anchor::Start, true, words)
    }

    /// Words around `x` that keep clear of what lies under them.
    pub(super) fn middle_over(&self, x: f32, y: f32, size: f32, tone: Tone, words: &str) -> Markup {
        self.words((x, y), size, tone, Anchor::Middle, true, words)
    }

    /// The title of a file.
    pub(super) fn heading(&self, x: f32, y: f32, words: &str) -> Markup {
        html! {
            text x=(px(x)) y=(px(y)) fill=(Tone::Ink.colour()) font-family=(SERIF) font-size="20" font-weight="600" { (words) }
        }
    }

    fn words(
        &self,
        (x, y): (f32, f32),
        size: f32,
        tone: Tone,
        anchor: Anchor,
        over: bool,
        words: &str,
    ) -> Markup {
        let anchor = match anchor {
            Anchor::Start => None,
            Anchor::Middle => Some("middle"),
            Anchor::End => Some("end"),
        };
        let halo = |value: &'static str| over.then_some(value);
        html! {
            text.(tone.class()).halo[over] x=(px(x)) y=(px(y)) font-size=(size) fill=(tone.colour())
                text-anchor=[anchor] paint-order=[halo("stroke")] stroke-width=[halo("4")] stroke-linejoin=[halo("round")]
                stroke=[over.then_some(self.ground())] { (words) }
        }
    }

    /// A line.
    pub(super) fn line(&self, from: (f32, f32), to: (f32, f32), tone: Tone, width: f32) -> Markup {
        html! {
            line.(tone.class()).stroke x1=(px(from.0)) y1=(px(from.1)) x2=(px(to.0)) y2=(px(to.1))
                stroke=(tone.colour()) stroke-width=(px(width)) {}
        }
    }

    /// A line through points; dashed where it only leads on.
    pub(super) fn path(
        &self,
        points: &[(f32, f32)],
        tone: Tone,
        width: f32,
        dashed: bool,
    ) -> Markup {
        html! {
            polyline.(tone.class()).stroke points=(joined(points)) fill="none" stroke=(tone.colour())
                stroke-width=(px(width)) stroke-linejoin="round" stroke-linecap="round"
                stroke-dasharray=[dashed.then_some("2 5")] {}
        }
    }

    /// A disc.
    pub(super) fn disc(&self, (x, y): (f32, f32), r: f32, tone: Tone, filled: bool) -> Markup {
        let ink = self.inked(tone, filled);
        html! {
            circle.(ink.class) cx=(px(x)) cy=(px(y)) r=(px(r)) fill=(ink.fill) stroke=(ink.stroke) stroke-width=(ink.width) {}
        }
    }

    /// A square on its corner.
    pub(super) fn diamond(&self, (x, y): (f32, f32), r: f32, tone: Tone, filled: bool) -> Markup {
        let ink = self.inked(tone, filled);
        let points = joined(&[(x, y - r), (x + r, y), (x, y + r), (x - r, y)]);
        html! {
            polygon.(ink.class) points=(points) fill=(ink.fill) stroke=(ink.stroke) stroke-width=(ink.width) {}
        }
    }

    /// A square.
    pub(super) fn square(&self, (x, y): (f32, f32), r: f32, tone: Tone, filled: bool) -> Markup {
        let ink = self.inked(tone, filled);
        let side = px(2.0 * r);
        html! {
            rect.(ink.class) x=(px(x - r)) y=(px(y - r)) width=(side) height=(side) rx="2"
                fill=(ink.fill) stroke=(ink.stroke) stroke-width=(ink.width) {}
        }
    }

    /// A filled mark has its colour inside, an open one only around it.
    fn inked(&self, tone: Tone, filled: bool) -> Ink {
        let (class, ground) = (tone.class(), self.ground());
        match filled {
            true => Ink {
                class: format!("{class} filled"),
                fill: tone.colour(),
                stroke: ground,
                width: "1.5",
            },
            false => Ink {
                class: format!("{class} open"),
                fill: ground,
                stroke: tone.colour(),
                width: "2",
            },
        }
    }

    /// The ground of a file is paper, that of a page its card.
    fn ground(&self) -> &'static str {
        if self.file { "#faf8f3" } else { Tone::Ground.colour() }
    }

    /// A rectangle of a colour, more or less of it.
    pub(super) fn field(
        &self,
        (x, y): (f32, f32),
        (width, height): (f32, f32),
        tone: Tone,
        share: f32,
    ) -> Markup {
        html! {
            rect.(tone.class()).fill x=(px(x)) y=(px(y)) width=(px(width.max(0.0))) height=(px(height.max(0.0))) rx="1.5"
                fill=(tone.colour()) fill-opacity=[(share < 1.0).then(|| format!("{share:.2}"))] {}
        }
    }

    /// Words in the lines they need, the first at `y`; each at most `most` wide.
    pub(super) fn lines(
        &self,
        (x, y): (f32, f32),
        size: f32,
        tone: Tone,
        lines: &[String],
        middle: bool,
    ) -> Markup {
        let leading = size * 1.25;
        html! {
            @for (n, line) in lines.iter().enumerate() {
                @let y = y + leading * n as f32;
                @if middle { (self.middle_over(x, y, size, tone, line)) } @else { (self.over(x, y, size, tone, line)) }
            }
        }
    }

    /// As much of `words` as is at most `most` wide.
    pub(super) fn fit(&self, words: &str, size: f32, most: f32) -> String {
        measure::cut(words, size, most)
    }
}

/// How a mark is inked.
struct Ink {
    class: String,
    fill: &'static str,
    stroke: &'static str,
    width: &'static str,
}

/// Points as an attribute.
fn joined(points: &[(f32, f32)]) -> String {
    let points: Vec<String> =
        points.iter().map(|(x, y)| format!("{},{}", px(*x), px(*y))).collect();
    points.join(" ")
}

/// A length with no more digits than the eye sees.
pub(super) fn px(value: f32) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}
