//! Formulas: which there are, and how the wording of one moves through the statements.

mod grid;
mod wordings;

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};
use mengfu::library::{Family, FormulaMatrix, FormulaPage, FormulaQuery, FormulaUse};
use mengfu::model::{InstrumentId, Turn};

use crate::asked::Asked;
use crate::face::Face;
use crate::failure::Failure;
use crate::parts::{day_of, pager, party_choice};
use crate::paths;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;
use crate::words::grouped;

/// Partnerships on one page.
const PAGE: usize = 6;

pub(super) fn router() -> Router<Room> {
    Router::new().route("/formulas", get(formulas)).route("/formulas/{id}", get(formula))
}

/// Shows all formulas.
async fn formulas(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    room.page(visit, &headers, move |library, face| {
        let uses = library.formula_uses()?;
        let uses = uses.into_iter().map(|one| (one.formula.clone(), one)).collect();
        let body = list(&library.formulas(), &uses, face);
        Ok::<_, Failure>(Page::new(Section::Formulas, face.say("shell.formulas"), body))
    })
    .await
}

fn list(families: &[Family], uses: &BTreeMap<String, FormulaUse>, face: &Face) -> Markup {
    let mut families: Vec<&Family> = families.iter().collect();
    families.sort_by_key(|f| std::cmp::Reverse(uses.get(&f.id).map_or(0, |one| one.statements)));
    html! {
        h1 { (face.say("shell.formulas")) }
        p.lead { (face.say("formulas.lead")) }
        div.scroll {
            table.table.formula-list {
                thead { tr {
                    th scope="col" { (face.say("formulas.formula")) }
                    th.num scope="col" { (face.say("formulas.statements")) }
                    th.num scope="col" { (face.say("formulas.uses")) }
                    th scope="col" { (face.say("formulas.first")) }
                    th scope="col" { (face.say("formulas.last")) }
                } }
                tbody {
                    @for family in families {
                        @let used = uses.get(&family.id);
                        tr {
                            th scope="row" {
                                a href=(paths::formula(&family.id)) { (face.title(&family.title, &family.titles)) }
                                p.small.muted {
                                    @for (i, slot) in family.slots.iter().enumerate() {
                                        @if i > 0 { " · " }
                                        (face.title(&slot.title, &slot.titles))
                                    }
                                }
                            }
                            @match used {
                                Some(one) => {
                                    td.num { (grouped(one.statements)) }
                                    td.num { (grouped(one.uses)) }
                                    td { (named(&one.first, face)) }
                                    td { (named(&one.last, face)) }
                                }
                                None => td.muted colspan="4" { (face.say("formulas.unused")) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A statement by its day and its parties.
fn named(id: &InstrumentId, face: &Face) -> Markup {
    let parties = id.0.split_once('/').map_or("", |(parties, _)| parties);
    html! {
        a.nowrap href=(paths::statement(id)) { (day_of(id, face)) }
        br;
        span.small.muted { (face.parties_of(parties)) }
    }
}

/// Shows one formula, partnership by partnership.
async fn formula(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, Failure> {
    room.page(visit, &headers, move |library, face| {
        let family = library.formulas().into_iter().find(|family| family.id == id);
        let family = family.ok_or(Failure::NotFound(id))?;
        let query = FormulaQuery {
            formula: family.id.clone(),
            parties: asked.all("party"),
            skip: (asked.page() - 1) * PAGE,
            most: PAGE,
        };
        let page = library.formula_page(&query)?;
        let parties = library.parties()?;
        let name = face.title(&family.title, &family.titles).to_owned();
        let view = View { family, page, parties, asked };
        Ok::<_, Failure>(Page::new(Section::Formulas, name, view.render(face)).wide())
    })
    .await
}

/// One formula.
struct View {
    family: Family,
    page: FormulaPage,
    parties: BTreeMap<String, usize>,
    asked: Asked,
}

impl View {
    fn render(&self, face: &Face) -> Markup {
        let name = face.title(&self.family.title, &self.family.titles);
        html! {
            p.crumbs { a href="/formulas" { (face.say("shell.formulas")) } }
            h1 { (name) }
            p.lead { (face.count("formulas.partnerships", self.page.partnerships)) " " (face.say("formulas.how_to_read")) }
            form.toolbar method="get" action=(paths::formula(&self.family.id)) data-send-on-change {
                label for="f-party" { (face.say("formulas.party")) }
                (party_choice("f-party", &self.parties, self.asked.one("party"), face))
                label.check {
                    input type="checkbox" name="changes" value="1" checked[self.asked.is("changes")];
                    span { (face.say("formulas.changes_only")) }
                }
                button type="submit" { (face.say("formulas.show")) }
                button type="button" hidden data-print { (face.say("formulas.print")) }
            }
            (grid::key(face))
            @if self.page.matrices.is_empty() { p.empty { (face.say("formulas.none")) } }
            @for matrix in &self.page.matrices { (self.partnership(matrix, face)) }
            (pager(self.asked.page(), self.page.partnerships.div_ceil(PAGE), &self.asked.address(), face))
        }
    }

    fn partnership(&self, matrix: &FormulaMatrix, face: &Face) -> Markup {
        let anchor = matrix.parties.join("-");
        html! {
            section.card.formula id=(anchor) {
                h2 { a href=(paths::partnership(&matrix.parties)) { (face.actors(&matrix.parties)) } }
                div.formula-body {
                    (grid::grid(matrix, face))
                    (wordings::wordings(matrix, self.asked.is("changes"), face))
                }
            }
        }
    }
}

/// The sign of a turn, so that it is told without its colour.
fn sign(turn: Turn) -> &'static str {
    match turn {
        Turn::Appeared => "+",
        Turn::Gone => "−",
        Turn::Firmer => "▲",
        Turn::Looser => "▼",
        Turn::Mixed => "◆",
        Turn::Reworded => "≈",
        Turn::Same => "•",
    }
}
