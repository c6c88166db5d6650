//! Parts of the page of a partnership: its statements, formulas and bodies as tables.

use std::collections::BTreeMap;

use maud::{Markup, html};
use mengfu::library::{CitedText, DirectoryEntry, FormulaMatrix, Listed, Partnership, SlotRow};
use mengfu::model::{ActAddress, InstrumentId, Turn};

use crate::face::Face;
use crate::parts::promise::{day_of, statement as by_day};
use crate::parts::{chip, day, parties, said, statement};
use crate::paths;

/// So many statements are shown at once.
const SHOWN: usize = 8;
/// So many turns of a slot are shown, the last ones.
const TURNS: usize = 5;

/// A line of the table of statements.
enum Line<'p> {
    /// The statement, whether its parties are these alone, and the one of them before it.
    Held(&'p Listed, bool, Option<&'p InstrumentId>),
    Cited(&'p CitedText),
}

/// The statements, latest first, those only cited among them.
pub(super) fn statements(of: &Partnership, face: &Face) -> Markup {
    let mut lines: Vec<(&str, Line<'_>)> = Vec::new();
    let mut before = None;
    for one in &of.statements {
        let earlier = if one.own { before } else { None };
        let day = one.listed.day.as_deref().unwrap_or_default();
        lines.push((day, Line::Held(&one.listed, one.own, earlier)));
        if one.own {
            before = Some(&one.listed.id);
        }
    }
    lines.extend(of.cited.iter().map(|text| (text.day.as_str(), Line::Cited(text))));
    // Stable, so that what stands on one day stays in its order.
    lines.sort_by(|(a, _), (b, _)| a.cmp(b));
    lines.reverse();
    let (last, earlier) = lines.split_at(lines.len().min(SHOWN));
    html! {
        (table(last, face))
        @if !earlier.is_empty() {
            details.earlier {
                summary { (face.count("partnership.earlier", earlier.len())) }
                (table(earlier, face))
            }
        }
    }
}

fn table(lines: &[(&str, Line<'_>)], face: &Face) -> Markup {
    let key = |key: &'static str| face.say(key);
    html! {
        table.table.stacked {
            thead { tr {
                th scope="col" { (key("chart.day")) }
                th scope="col" { (key("chart.statement")) }
                th scope="col" { (key("partnership.relation")) }
                th.num scope="col" { (key("chart.promises")) }
                th scope="col" { (key("partnership.changed")) }
            } }
            tbody {
                @for (_, line) in lines {
                    @match line {
                        Line::Held(one, own, earlier) => (held(one, *own, *earlier, face)),
                        Line::Cited(text) => (cited(text, face)),
                    }
                }
            }
        }
    }
}

fn held(one: &Listed, own: bool, earlier: Option<&InstrumentId>, face: &Face) -> Markup {
    html! {
        tr {
            td.nowrap {
                (day(one.day.as_deref(), face))
                @if one.signed.is_none() { br; span.muted.small { (face.word("placing", &one.placing)) } }
            }
            td {
                (statement(&one.id, &one.title))
                @if !one.complete { " " span.chip.severity-doubt { (face.say("partnership.incomplete")) } }
                @if !own { br; span.small { (parties(&one.parties, face)) } }
            }
            td data-label=(face.say("partnership.relation")) { @if let Some(words) = &one.partnership { (said(&words)) } }
            td.num data-label=(face.say("chart.promises")) {
                @if one.commitments > 0 {
                    a href=(paths::ledger(&[], &[("statement", &one.id.0)])) { (one.commitments) }
                }
            }
            td.nowrap {
                @if let Some(earlier) = earlier {
                    @let name = face.fill("partnership.compare_with", day_of(earlier, face));
                    a href=(paths::compare(earlier, &one.id)) title=(name) aria-label=(name) { (face.say("partnership.compare")) }
                }
            }
        }
    }
}

fn cited(text: &CitedText, face: &Face) -> Markup {
    html! {
        tr.only-cited {
            td.nowrap { (text.day) }
            td {
                a href=(paths::entity(&text.entity)) { (said(&text.words)) }
                br; span.muted.small {
                    (face.say("partnership.cited_by")) " "
                    @for (n, one) in text.by.iter().enumerate() {
                        @if n > 0 { (face.say("shell.list_separator")) }
                        a href=(paths::act(&ActAddress { instrument: one.by.clone(), provision: one.provision, act: one.act })) {
                            (day_of(&one.by, face))
                        }
                    }
                }
            }
            td { span.chip { (face.say("partnership.only_cited")) } }
            td {} td {}
        }
    }
}

/// The formulas with what became of each from statement to statement.
pub(super) fn formulas(of: &Partnership, face: &Face) -> Markup {
    let days: BTreeMap<&InstrumentId, &str> = of
        .topics
        .statements
        .iter()
        .map(|one| (&one.id, one.day.as_deref().unwrap_or_default()))
        .collect();
    html! {
        @if !of.formulas.is_empty() {
            section.card.block aria-labelledby="partnership-formulas" {
                h2 #partnership-formulas { (face.say("shell.formulas")) }
                p.muted { (face.say("partnership.formulas_note")) }
                div.threads {
                    @for matrix in &of.formulas { (formula(matrix, &days, face)) }
                }
            }
        }
    }
}

fn formula(matrix: &FormulaMatrix, days: &BTreeMap<&InstrumentId, &str>, face: &Face) -> Markup {
    html! {
        section.thread {
            h3 { a href=(paths::query(&paths::formula(&matrix.formula), &parties_pairs(&matrix.parties))) { (face.title(&matrix.title, &matrix.titles)) } }
            @for slot in &matrix.slots { (thread(slot, matrix, days, face)) }
        }
    }
}

fn parties_pairs(parties: &[String]) -> Vec<(&str, &str)> {
    parties.iter().map(|party| ("party", party.as_str())).collect()
}

/// A slot: where its words came, changed or went.
fn thread(
    slot: &SlotRow,
    matrix: &FormulaMatrix,
    days: &BTreeMap<&InstrumentId, &str>,
    face: &Face,
) -> Markup {
    let cells = matrix.statements.iter().zip(&slot.row.cells);
    let first = cells.clone().find(|(_, cell)| !cell.uses.is_empty());
    let first_id = first.map(|(id, _)| id);
    let turns = cells.clone().filter_map(|(id, cell)| {
        let told = |turn: &Turn| {
            !matches!(turn, Turn::Same | Turn::Reworded)
                && !(*turn == Turn::Appeared && Some(id) == first_id)
        };
        Some((id, cell.turn.filter(told)?, cell.provisional))
    });
    let turns: Vec<_> = turns.collect();
    let turns = turns.get(turns.len().saturating_sub(TURNS)..).unwrap_or_default();
    let reworded = cells.clone().filter(|(_, cell)| cell.turn == Some(Turn::Reworded)).count();
    let latest = cells.filter_map(|(id, cell)| Some((id, cell.uses.first()?))).last();
    let year =
        |id: &InstrumentId| days.get(id).and_then(|day| day.get(..4)).unwrap_or("—").to_owned();
    html! {
        div.slot {
            p.slot-head {
                span.slot-title { (face.title(&slot.title, &slot.titles)) @if let Some(variant) = &slot.row.variant { " · " (said(&variant)) } }
                @if let Some((id, _)) = first {
                    span.muted.small { (face.fill("partnership.since_year", &year(id))) }
                }
                @for (id, turn, provisional) in turns {
                    a.turn href=(paths::statement(id)) title=[provisional.then(|| face.say("overview.provisional_why"))] {
                        (year(id)) " " (chip("turn", turn.code(), face))
                    }
                }
                @if reworded > 0 { span.muted.small { (face.count("partnership.reworded", reworded)) } }
            }
            @if let Some((id, used)) = latest {
                p.quote.small {
                    (said(&used.words)) " "
                    @match used.provision.zip(used.act) {
                        Some((provision, act)) => a.muted href=(paths::act(&ActAddress { instrument: id.clone(), provision, act })) { (year(id)) },
                        None => (by_day(id, "", face)),
                    }
                }
            }
        }
    }
}

/// The bodies and projects that the statements mention.
pub(super) fn bodies(of: &Partnership, face: &Face) -> Markup {
    let key = |key: &'static str| face.say(key);
    html! {
        @if !of.bodies.is_empty() {
            section.card.block aria-labelledby="partnership-bodies" {
                h2 #partnership-bodies { (key("partnership.bodies")) }
                table.table.stacked {
                    thead { tr {
                        th scope="col" { (key("chart.name")) }
                        th scope="col" { (key("chart.sort")) }
                        th.num scope="col" { (key("partnership.mentions")) }
                        th scope="col" { (key("partnership.first_last")) }
                        th scope="col" { (key("partnership.sessions")) }
                    } }
                    tbody { @for entry in &of.bodies { (body(entry, face)) } }
                }
            }
        }
    }
}

fn body(entry: &DirectoryEntry, face: &Face) -> Markup {
    let last = entry.sittings.last();
    html! {
        tr {
            th scope="row" { a href=(paths::entity(&entry.id)) { (said(&entry.title)) } }
            td data-label=(face.say("chart.sort")) { (face.word("reference", entry.kind.code())) }
            td.num data-label=(face.say("partnership.mentions")) { (entry.mentions.len()) }
            td data-label=(face.say("partnership.first_last")) {
                (by_day(&entry.first, "", face))
                @if entry.first != entry.last { " – " (by_day(&entry.last, "", face)) }
            }
            td data-label=(face.say("partnership.sessions")) {
                @if let Some(last) = last {
                    @if let Some(number) = last.number { (face.fill("partnership.session_number", &number.to_string())) " " }
                    (last.dates.last().map(String::as_str).unwrap_or_default())
                    @if entry.sittings.len() > 1 { " " span.muted { (face.count("partnership.session_count", entry.sittings.len())) } }
                }
            }
        }
    }
}
