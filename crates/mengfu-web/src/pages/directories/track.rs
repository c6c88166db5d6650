//! How an entry went: the life of a text as a track, the sessions of a body on a line of time.

use maud::{Markup, html};
use mengfu::library::day::Span;
use mengfu::library::{Day, DirectoryEntry, LifeStep, Sitting};
use mengfu::model::{InstrumentId, Stage};

use crate::face::Face;
use crate::parts::day_of;
use crate::paths;

/// Sessions that a list shows.
const FEW: usize = 3;

/// The size of the line of time, in units of its picture.
const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 64.0;
const MARGIN: f64 = 24.0;

/// Sessions or life in a few words.
pub(super) fn in_short(entry: &DirectoryEntry, face: &Face) -> Markup {
    let stage = entry.life.last().map(|step| step.stage);
    let latest = entry.sittings.iter().rev().take(FEW);
    html! {
        @if let Some(stage) = stage {
            span class={ "chip stage-" (stage.code()) } { (face.word("stage", stage.code())) }
        }
        @for sitting in latest {
            span.chip { (session(sitting, face)) }
            " "
        }
        @if entry.sittings.len() > FEW { span.muted { "+" (entry.sittings.len() - FEW) } }
    }
}

/// The stages of a life with the statements that tell of each first.
pub(super) fn life(entry: &DirectoryEntry, face: &Face) -> Markup {
    let reached = entry.life.iter().map(|step| step.stage).max();
    html! {
        ol.track {
            @for stage in Stage::ALL {
                @let told: Vec<&LifeStep> = entry.life.iter().filter(|step| step.stage == *stage).collect();
                @let passed = reached.is_some_and(|reached| *stage <= reached);
                @let went_on = reached.is_some_and(|reached| *stage < reached);
                li class=(stage.code()) .told[!told.is_empty()] .passed[passed] .went-on[went_on] {
                    span.track-stage { (face.word("stage", stage.code())) }
                    @match told.first() {
                        None => span.small.muted { @if passed { (face.say("directories.not_told")) } @else { "—" } },
                        Some(first) => {
                            @if let Some(date) = told.iter().find_map(|step| step.date.as_deref()) {
                                time.track-date datetime=(date) { (date) }
                            }
                            span.small {
                                (face.say("directories.told_in")) " "
                                a href=(place(&first.instrument, first.provision, first.act)) { (day_of(&first.instrument, face)) }
                                @if told.len() > 1 { span.muted { " +" (told.len() - 1) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The sessions: drawn on a line of time, and in words.
pub(super) fn sessions(sittings: &[Sitting], face: &Face) -> Markup {
    html! {
        (line(sittings, face))
        div.scroll {
            table.table {
                thead { tr {
                    th scope="col" { (face.say("directories.session")) }
                    th scope="col" { (face.say("directories.dates")) }
                    th scope="col" { (face.say("directories.told_by")) }
                } }
                tbody {
                    @for sitting in sittings {
                        tr {
                            th scope="row" { (number(sitting, face)) }
                            td { @for (at, date) in sitting.dates.iter().enumerate() { @if at > 0 { br; } time.nowrap datetime=(date) { (date) } } }
                            td {
                                @for (at, id) in sitting.told_by.iter().enumerate() {
                                    @if at > 0 { (face.say("shell.list_separator")) }
                                    a.nowrap href=(paths::statement(id)) { (day_of(id, face)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The sessions of which the day is told, on a line of time; nothing where that is one alone.
fn line(sittings: &[Sitting], face: &Face) -> Markup {
    let dated: Vec<(&Sitting, Day)> = sittings
        .iter()
        .filter_map(|one| {
            let span = one.dates.iter().filter_map(|date| Span::of_edtf(date)).next_back()?;
            Some((one, span.first))
        })
        .collect();
    let days = || dated.iter().map(|(_, day)| *day);
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return html! {} };
    if first == last {
        return html! {};
    }
    let length = f64::from(last.days_after(first));
    let at = |day: Day| MARGIN + (WIDTH - 2.0 * MARGIN) * f64::from(day.days_after(first)) / length;
    let y = HEIGHT / 2.0;
    html! {
        svg.session-line viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(face.say("directories.line")) {
            line.axis x1=(MARGIN) x2=(WIDTH - MARGIN) y1=(y) y2=(y) {}
            @for (sitting, day) in &dated {
                g {
                    title { (session(sitting, face)) " · " (sitting.dates.join(", ")) }
                    circle cx=(format!("{:.1}", at(*day))) cy=(y) r="7" {}
                    @if let Some(number) = sitting.number {
                        text x=(format!("{:.1}", at(*day))) y=(y - 14.0) text-anchor="middle" { (number) }
                    }
                }
            }
            text.year x=(MARGIN) y=(HEIGHT - 6.0) text-anchor="start" { (first.to_string().get(..4).unwrap_or_default()) }
            text.year x=(WIDTH - MARGIN) y=(HEIGHT - 6.0) text-anchor="end" { (last.to_string().get(..4).unwrap_or_default()) }
        }
    }
}

/// A session in short: its number and its year.
fn session(sitting: &Sitting, face: &Face) -> String {
    let year = sitting.dates.last().and_then(|date| date.get(..4)).unwrap_or_default();
    match sitting.number {
        Some(number) if year.is_empty() => face.fill("directories.session_no", &number.to_string()),
        Some(number) => {
            format!("{} · {year}", face.fill("directories.session_no", &number.to_string()))
        }
        None => sitting.dates.last().cloned().unwrap_or_default(),
    }
}

fn number(sitting: &Sitting, face: &Face) -> String {
    sitting.number.map_or_else(
        || face.say("directories.unnumbered").to_owned(),
        |number| face.fill("directories.session_no", &number.to_string()),
    )
}

/// Where something is told.
pub(super) fn place(id: &InstrumentId, provision: Option<u32>, act: Option<u32>) -> String {
    match provision.zip(act) {
        Some((provision, act)) => {
            paths::act(&mengfu::model::ActAddress { instrument: id.clone(), provision, act })
        }
        None => paths::statement(id),
    }
}
