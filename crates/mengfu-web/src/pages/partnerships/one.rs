//! The page of a partnership.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use mengfu::library::Partnership;

use super::charts::{self, ladder, timeline, topics};
use super::sections;
use crate::chart::{Chart as _, figure, file, tabular};
use crate::face::Face;
use crate::failure::Failure;
use crate::parts::promise::{kept, promise};
use crate::parts::said;
use crate::paths;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;
use crate::words::grouped;

/// Shows a partnership.
pub(super) async fn partnership(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let today = visit.today;
    room.page(visit, &headers, move |library, face| {
        let parties = library.parties_called(&name)?;
        let found = library.partnership(&parties, today)?;
        let found = found.ok_or(Failure::NotFound(name))?;
        let title = title(&found, face);
        let body = View { of: found }.render(face);
        Ok::<_, Failure>(Page::new(Section::Partnerships, title, body))
    })
    .await
}

/// A chart of it as a file.
pub(super) async fn chart(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path((name, chart)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (today, language) = (visit.today, visit.language);
    room.bytes(visit, &headers, "image/svg+xml", move |library| {
        let face = Face::naming(language, library.party_names()?);
        let parties = library.parties_called(&name)?;
        let found = library.partnership(&parties, today)?.ok_or(Failure::NotFound(name))?;
        let kind = chart.strip_suffix(".svg").unwrap_or_default();
        match charts::chart(kind, &found, &face) {
            Some(drawn) => Ok(file(drawn.as_ref(), &title(&found, &face), &face)),
            None => Err(Failure::NotFound(chart)),
        }
    })
    .await
}

fn title(of: &Partnership, face: &Face) -> String {
    let names: Vec<&str> = of.parties.iter().map(|party| face.party(party)).collect();
    names.join(" · ")
}

struct View {
    of: Partnership,
}

impl View {
    fn render(&self, face: &Face) -> Markup {
        let of = &self.of;
        let own = of.statements.iter().filter(|one| one.own).count();
        html! {
            header.partnership-head {
                h1 {
                    @for (n, party) in of.parties.iter().enumerate() {
                        @if n > 0 { span.muted { " · " } }
                        a.party href=(paths::partnerships_of(party)) title=(party) { (face.party(party)) }
                    }
                }
                @if let Some(rung) = of.relation.last() {
                    p.relation-now {
                        a.serif href=(paths::statement(&rung.statement)) { (said(&rung.words)) }
                        @if let Some(day) = &rung.day { " " span.muted.small { (face.fill("partnership.worded", day)) } }
                    }
                }
            }
            (self.figures(own, face))
            (self.time(face))
            @let steps = ladder(of);
            @if steps.is_worth_drawing() {
                section.card.block aria-labelledby="partnership-ladder" {
                    h2 #partnership-ladder { (steps.title(face)) }
                    p.muted { (face.say("partnership.ladder_note")) }
                    (figure(&steps, "ladder", &paths::partnership_chart(&of.parties, "ladder"), false, face))
                }
            }
            @let heat = topics(of, face);
            @if !heat.rows.is_empty() {
                section.card.block aria-labelledby="partnership-topics" {
                    h2 #partnership-topics { (heat.title(face)) }
                    p.muted { (face.say("partnership.topics_note")) }
                    (tabular(&heat, "topics", &paths::partnership_chart(&of.parties, "topics"), face))
                }
            }
            (self.promises(face))
            (sections::formulas(of, face))
            (sections::bodies(of, face))
        }
    }

    fn figures(&self, own: usize, face: &Face) -> Markup {
        let (of, promises) = (&self.of, &self.of.promises);
        let figures = [
            (own, "partnership.f_statements", "#partnership-statements".to_owned()),
            (promises.all, "partnership.f_promises", paths::ledger(&of.parties, &[])),
            (promises.open, "partnership.f_open", paths::ledger(&of.parties, &[("open", "1")])),
            (
                promises.overdue,
                "partnership.f_overdue",
                paths::ledger(&of.parties, &[("open", "1"), ("state", "overdue")]),
            ),
            (promises.kept, "partnership.f_kept", paths::ledger(&of.parties, &[("state", "done")])),
        ];
        html! {
            ul.figures {
                @for (number, key, to) in figures {
                    li { a.card.figure-card href=(to) {
                        span.figure { (grouped(number)) }
                        span.figure-word { (face.count(key, number)) }
                    } }
                }
            }
        }
    }

    fn time(&self, face: &Face) -> Markup {
        let of = &self.of;
        let line = timeline(of, face);
        html! {
            section.card.block aria-labelledby="partnership-statements" {
                h2 #partnership-statements { (line.title(face)) }
                (figure(&line, "timeline", &paths::partnership_chart(&of.parties, "timeline"), false, face))
                (sections::statements(of, face))
            }
        }
    }

    fn promises(&self, face: &Face) -> Markup {
        let of = &self.of;
        html! {
            div.two.halves {
                section.card aria-labelledby="partnership-open" {
                    h2 #partnership-open { (face.say("partnership.open_promises")) }
                    @if of.open.is_empty() {
                        p.empty { (face.say("partnership.nothing_open")) }
                    } @else {
                        ul.plain { @for entry in &of.open { li { (promise(entry, false, face)) } } }
                        p.more {
                            a href=(paths::ledger(&of.parties, &[("open", "1"), ("sort", "due")])) {
                                (face.count("partnership.all_open", of.promises.open)) " →"
                            }
                        }
                    }
                }
                section.card aria-labelledby="partnership-kept" {
                    h2 #partnership-kept { (face.say("partnership.kept_promises")) }
                    @if of.kept.is_empty() {
                        p.empty { (face.say("partnership.nothing_kept")) }
                    } @else {
                        ul.plain { @for one in &of.kept { li { (kept(one, false, face)) } } }
                        p.more {
                            a href=(paths::ledger(&of.parties, &[("state", "done")])) {
                                (face.count("partnership.all_kept", of.promises.kept)) " →"
                            }
                        }
                    }
                }
            }
        }
    }
}
