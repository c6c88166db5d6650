//! Slots by instruments, and what changed from one instrument of a lineage to the next.

use std::collections::BTreeMap;

use mengfu_model::{Force, InstrumentId, SlotUse, Turn};

use serde::Serialize;

use super::slots::Family;

/// An instrument of a lineage with what it says in formulas.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    /// The instrument.
    pub instrument: &'a InstrumentId,
    /// Whether its beginning and its end are there.
    pub complete: bool,
    /// Its uses of slots, in any order.
    pub uses: &'a [SlotUse],
}

/// A slot through the instruments of a lineage.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Row {
    /// The formula.
    pub formula: String,
    /// The slot.
    pub slot: String,
    /// What it is filled with, where it can be filled in several ways.
    pub variant: Option<String>,
    /// One for each instrument, in their order.
    pub cells: Vec<Cell>,
}

/// A slot in one instrument.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Cell {
    /// Where it is filled, in the order of the text.
    pub uses: Vec<SlotUse>,
    /// What became of it since the instrument before; none in the first, and where neither has it.
    pub turn: Option<Turn>,
    /// Whether a missing part of one of the two could change that.
    pub provisional: bool,
}

/// Formula, slot, and what fills it.
type Key<'a> = (&'a str, &'a str, Option<&'a str>);

/// The slots that `columns`, in the order of time, fill, in the order of `families`.
pub fn matrix(families: &[Family], columns: &[Column<'_>]) -> Vec<Row> {
    let mut filled: BTreeMap<Key<'_>, Vec<Vec<&SlotUse>>> = BTreeMap::new();
    for (at, column) in columns.iter().enumerate() {
        for one in column.uses {
            let key = (one.formula.as_str(), one.slot.as_str(), one.variant.as_deref());
            let cells = filled.entry(key).or_insert_with(|| vec![Vec::new(); columns.len()]);
            if let Some(cell) = cells.get_mut(at) {
                cell.push(one);
            }
        }
    }
    let mut rows = Vec::new();
    for family in families {
        for slot in &family.slots {
            let from = (family.id.as_str(), slot.id.as_str(), None);
            let same = |key: &Key<'_>| (key.0, key.1) == (from.0, from.1);
            for (key, cells) in filled.range(from..).take_while(|(key, _)| same(key)) {
                rows.push(row(key.2, &family.id, &slot.id, cells, columns));
            }
        }
    }
    rows
}

fn row(
    variant: Option<&str>,
    formula: &str,
    slot: &str,
    filled: &[Vec<&SlotUse>],
    columns: &[Column<'_>],
) -> Row {
    let mut before: Option<(&Column<'_>, &Vec<&SlotUse>)> = None;
    let mut cells = Vec::new();
    for (column, uses) in columns.iter().zip(filled) {
        let turn = before.and_then(|(_, earlier)| turn(earlier, uses));
        let whole = column.complete && before.is_none_or(|(column, _)| column.complete);
        let provisional = !whole && matches!(turn, Some(Turn::Appeared | Turn::Gone));
        let mut uses_here: Vec<SlotUse> = uses.iter().map(|one| (*one).clone()).collect();
        uses_here.sort_by_key(|one| (one.provision, one.act, one.span));
        cells.push(Cell { uses: uses_here, turn, provisional });
        before = Some((column, uses));
    }
    Row {
        formula: formula.to_owned(),
        slot: slot.to_owned(),
        variant: variant.map(str::to_owned),
        cells,
    }
}

/// What became of a slot that was filled with `earlier` and is now filled with `later`: none where it
/// is filled in neither. Of several uses the firmest counts.
pub fn turn(earlier: &[&SlotUse], later: &[&SlotUse]) -> Option<Turn> {
    let Some(after) = firmest(later) else {
        return (!earlier.is_empty()).then_some(Turn::Gone);
    };
    let Some(before) = firmest(earlier) else { return Some(Turn::Appeared) };
    let (up, down) = moved(&before.force, &after.force);
    let words = |uses: &[&SlotUse]| {
        let mut words: Vec<String> = uses.iter().map(|one| one.plain.clone()).collect();
        words.sort();
        words.dedup();
        words
    };
    Some(match (up, down) {
        (true, true) => Turn::Mixed,
        (true, false) => Turn::Firmer,
        (false, true) => Turn::Looser,
        (false, false) if words(earlier) == words(later) => Turn::Same,
        (false, false) => Turn::Reworded,
    })
}

/// Whether some way became firmer, and whether some became looser. Where a verb is on no ladder,
/// nothing can be said of it.
fn moved(before: &Force, after: &Force) -> (bool, bool) {
    let verb = before.verb.zip(after.verb).unwrap_or((0, 0));
    let pairs = [verb, (before.scope, after.scope), (before.intensity, after.intensity)];
    (pairs.iter().any(|(b, a)| a > b), pairs.iter().any(|(b, a)| a < b))
}

fn firmest<'u>(uses: &[&'u SlotUse]) -> Option<&'u SlotUse> {
    let force = |one: &SlotUse| (one.force.verb, one.force.scope, one.force.intensity);
    // The earliest of equals, so that the order in which uses come does not matter.
    let place = |one: &SlotUse| std::cmp::Reverse((one.provision, one.act, one.span));
    uses.iter().copied().max_by_key(|one| (force(one), place(one)))
}
