//! The slots of a formula by the statements of a partnership, a sign for each.

use maud::{Markup, html};
use mengfu::library::{FormulaMatrix, SlotRow};
use mengfu::link::formula::Cell;
use mengfu::model::{ActAddress, InstrumentId, SlotUse, Turn};

use super::sign;
use crate::face::Face;
use crate::parts::{day_of, language_of};
use crate::paths;

/// The turns in the order in which the key explains them.
const TURNS: [Turn; 7] = [
    Turn::Appeared,
    Turn::Same,
    Turn::Firmer,
    Turn::Looser,
    Turn::Mixed,
    Turn::Reworded,
    Turn::Gone,
];

/// What the signs mean.
pub(super) fn key(face: &Face) -> Markup {
    html! {
        ul.legend.formula-key aria-label=(face.say("formulas.key")) {
            li { span.sign.turn-first { "★" } " " (face.say("formulas.first_use")) }
            @for turn in TURNS {
                li { span class={ "sign turn-" (turn.code()) } { (sign(turn)) } " " (face.word("turn", turn.code())) }
            }
        }
    }
}

/// The grid: a line a slot, a column a statement.
pub(super) fn grid(matrix: &FormulaMatrix, face: &Face) -> Markup {
    html! {
        div.scroll {
            table.formula-grid {
                caption.visually-hidden { (face.say("formulas.grid")) }
                thead { tr {
                    td {}
                    @for id in &matrix.statements {
                        th scope="col" {
                            a href=(paths::statement(id)) { span { (day_of(id, face)) } }
                        }
                    }
                } }
                tbody {
                    @for slot in &matrix.slots {
                        tr {
                            th scope="row" { a href={ "#" (anchor(matrix, slot)) } { (name(slot, face)) } }
                            @let first = slot.row.cells.iter().position(|cell| !cell.uses.is_empty());
                            @for (at, (id, one)) in matrix.statements.iter().zip(&slot.row.cells).enumerate() {
                                td { (cell(id, one, Some(at) == first, face)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The place of the wordings of a slot on the page.
pub(super) fn anchor(matrix: &FormulaMatrix, slot: &SlotRow) -> String {
    let variant = slot.row.variant.as_deref().unwrap_or_default();
    let parts = [matrix.parties.join("-"), slot.row.slot.clone(), paths::encoded(variant)];
    parts.join(".")
}

/// The name of a slot, with what fills it where that can be several things.
pub(super) fn name(slot: &SlotRow, face: &Face) -> Markup {
    html! {
        (face.title(&slot.title, &slot.titles))
        @if let Some(variant) = &slot.row.variant {
            " · " bdi lang=[language_of(variant)] { (face.party(variant)) }
        }
    }
}

/// The act in which a slot is filled.
pub(super) fn act(id: &InstrumentId, one: &SlotUse) -> Option<ActAddress> {
    let (provision, act) = one.provision.zip(one.act)?;
    Some(ActAddress { instrument: id.clone(), provision, act })
}

fn cell(id: &InstrumentId, cell: &Cell, first: bool, face: &Face) -> Markup {
    let told = match (cell.turn, cell.uses.is_empty()) {
        _ if first => Some(("first", "★", face.say("formulas.first_use"))),
        (Some(turn), _) => Some((turn.code(), sign(turn), face.word("turn", turn.code()))),
        (None, false) => Some(("same", "•", face.word("turn", "same"))),
        (None, true) => None,
    };
    let Some((class, sign, word)) = told else { return html! {} };
    let to = cell.uses.first().and_then(|one| act(id, one));
    let to = to.map_or_else(|| paths::statement(id), |address| paths::act(&address));
    let mut told = format!("{} · {word}", day_of(id, face));
    if cell.provisional {
        told.push_str(&format!(" · {}", face.say("formulas.provisional")));
    }
    cell.uses.iter().for_each(|one| told.push_str(&format!("\n{}", one.words)));
    html! {
        a class={ "sign turn-" (class) } href=(to) title=(told) {
            span aria-hidden="true" { (sign) }
            span.visually-hidden { (word) }
        }
    }
}
