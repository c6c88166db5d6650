//! The wordings of each slot, one after the other: what stayed the same is said once, what changed
//! shows the change word by word.

use maud::{Markup, html};
use mengfu::difference::{Only, difference};
use mengfu::library::{FormulaMatrix, SlotRow};
use mengfu::link::formula::Cell;
use mengfu::model::{InstrumentId, Turn};

use super::grid::{act, anchor, name};
use super::sign;
use crate::face::Face;
use crate::parts::{day_of, language_of};
use crate::paths;

/// A wording, and the statements that have it one after the other.
struct Wording<'m> {
    first: bool,
    turn: Option<Turn>,
    provisional: bool,
    /// The statements with their cells; all say the same.
    said: Vec<(&'m InstrumentId, &'m Cell)>,
}

/// The wordings of all slots; of those that change alone where `changes` is asked for.
pub(super) fn wordings(matrix: &FormulaMatrix, changes: bool, face: &Face) -> Markup {
    html! {
        div.wordings {
            @for slot in &matrix.slots {
                @let steps = steps(matrix, slot);
                @if !changes || steps.len() > 1 {
                    section.wording id=(anchor(matrix, slot)) {
                        h3 { (name(slot, face)) }
                        ol.plain {
                            @for (at, step) in steps.iter().enumerate() {
                                (line(step, at.checked_sub(1).and_then(|before| last_said(&steps, before)), face))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The wordings of a slot in the order of time.
fn steps<'m>(matrix: &'m FormulaMatrix, slot: &'m SlotRow) -> Vec<Wording<'m>> {
    let mut steps: Vec<Wording<'m>> = Vec::new();
    for (id, cell) in matrix.statements.iter().zip(&slot.row.cells) {
        let same = matches!(cell.turn, None | Some(Turn::Same));
        match steps.last_mut() {
            // Where the slot is not filled again nothing is said of it.
            _ if cell.uses.is_empty() && cell.turn.is_none() => {}
            Some(step) if same => step.said.push((id, cell)),
            last => {
                let first = last.is_none();
                let said = vec![(id, cell)];
                steps.push(Wording { first, turn: cell.turn, provisional: cell.provisional, said });
            }
        }
    }
    steps
}

/// The words of the latest step up to `at` that has words.
fn last_said<'m>(steps: &[Wording<'m>], at: usize) -> Option<&'m str> {
    let steps = steps.iter().take(at + 1).rev();
    steps.flat_map(|step| step.said.first()).find_map(|(_, cell)| words(cell))
}

fn words(cell: &Cell) -> Option<&str> {
    cell.uses.first().map(|one| one.words.as_str())
}

fn line(step: &Wording<'_>, before: Option<&str>, face: &Face) -> Markup {
    let (class, sign, word) = match step.turn {
        _ if step.first => ("first", "★", face.say("formulas.first_use")),
        Some(turn) => (turn.code(), sign(turn), face.word("turn", turn.code())),
        None => ("same", "•", face.word("turn", "same")),
    };
    html! {
        li {
            span.wording-turn {
                span class={ "sign turn-" (class) } aria-hidden="true" { (sign) } " "
                span class={ "turn-word turn-" (class) } { (word) }
                @if step.provisional {
                    " " span.chip.severity-doubt title=(face.say("formulas.provisional_why")) { (face.say("formulas.provisional")) }
                }
            }
            div.wording-said {
                @if let Some((id, cell)) = step.said.first() {
                    @for (at, one) in cell.uses.iter().enumerate() {
                        p.quote {
                            @match act(id, one) {
                                Some(address) => a href=(paths::act(&address)) { (told(&one.words, before.filter(|_| at == 0), step)) },
                                None => (told(&one.words, before.filter(|_| at == 0), step)),
                            }
                            @if !one.actors.is_empty() { span.small.muted { " — " bdi { (face.actors(&one.actors)) } } }
                        }
                    }
                }
                p.small.muted {
                    @for (at, (id, _)) in step.said.iter().enumerate() {
                        @if at > 0 { (face.say("shell.list_separator")) }
                        a href=(paths::statement(id)) { (day_of(id, face)) }
                    }
                }
            }
        }
    }
}

/// The words of a wording; where it changed, with what only it has marked and what it lost struck out.
fn told(words: &str, before: Option<&str>, step: &Wording<'_>) -> Markup {
    let changed =
        matches!(step.turn, Some(Turn::Firmer | Turn::Looser | Turn::Mixed | Turn::Reworded));
    let Some(before) = before.filter(|_| changed) else {
        return html! { bdi lang=[language_of(words)] { (words) } };
    };
    html! {
        bdi lang=[language_of(words)] {
            @for piece in difference(before, words) {
                @match piece.only {
                    Only::Both => (piece.text),
                    Only::Earlier => del { (piece.text) },
                    Only::Later => ins { (piece.text) },
                }
            }
        }
    }
}
