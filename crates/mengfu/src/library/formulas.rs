//! Formulas through the statements of each partnership: who said what in which words, and what changed.

use std::collections::BTreeMap;

use mengfu_link::formula::{Column, Family, Row, Titles, matrix};
use mengfu_model::{InstrumentId, SlotUse};
use mengfu_register::View;
use mengfu_register::key::InstrumentNo;
use serde::Serialize;

use super::Library;
use super::error::Result;
use super::show::codes;

/// A formula through the statements of the same parties.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FormulaMatrix {
    /// The formula: `one-china`.
    pub formula: String,
    /// What it is called in the language of the pack.
    pub title: String,
    /// What it is called in other languages, by their codes.
    pub titles: Titles,
    /// The parties.
    pub parties: Vec<String>,
    /// Their statements, in the order of time.
    pub statements: Vec<InstrumentId>,
    /// The slots that are filled in any of them.
    pub slots: Vec<SlotRow>,
}

/// A slot through the statements.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SlotRow {
    /// What the slot is called in the language of the pack.
    pub title: String,
    /// What it is called in other languages, by their codes.
    pub titles: Titles,
    /// The slot with a cell for each statement.
    #[serde(flatten)]
    pub row: Row,
}

/// Which part of a formula to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaQuery {
    /// The formula.
    pub formula: String,
    /// All of these are parties of the partnership.
    pub parties: Vec<String>,
    /// So many partnerships are left out first.
    pub skip: usize,
    /// At most so many are given.
    pub most: usize,
}

/// A part of a formula.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FormulaPage {
    /// How many partnerships use it.
    pub partnerships: usize,
    /// Some of them, those with most statements that use it first.
    pub matrices: Vec<FormulaMatrix>,
}

/// How often a formula is used, and since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FormulaUse {
    /// The formula.
    pub formula: String,
    /// At how many places its slots are filled.
    pub uses: usize,
    /// In how many statements.
    pub statements: usize,
    /// The earliest statement that uses it.
    pub first: InstrumentId,
    /// The latest.
    pub last: InstrumentId,
}

impl Library<'_> {
    /// The formulas that the packs know.
    pub fn formulas(&self) -> Vec<Family> {
        let packs = self.engine.packs();
        let mut families: Vec<Family> = Vec::new();
        for family in packs.linkers().flat_map(|linker| linker.families()) {
            if !families.iter().any(|known| known.id == family.id) {
                families.push(family.clone());
            }
        }
        families
    }

    /// How often each formula is used, of those that are used at all.
    pub fn formula_uses(&self) -> Result<Vec<FormulaUse>> {
        self.register.read(|view| {
            let id = |no: InstrumentNo| view.instrument_id(no);
            let mut uses = Vec::new();
            for count in view.formula_counts()? {
                let Some((first, last)) = id(count.first)?.zip(id(count.last)?) else { continue };
                uses.push(FormulaUse {
                    formula: count.formula,
                    uses: count.uses as usize,
                    statements: count.instruments as usize,
                    first,
                    last,
                });
            }
            Ok(uses)
        })
    }

    /// The formula called `formula` in the statements of every partnership that uses it, of which all of
    /// `parties` are parties.
    pub fn formula(&self, formula: &str, parties: &[String]) -> Result<Vec<FormulaMatrix>> {
        let query = FormulaQuery {
            formula: formula.to_owned(),
            parties: parties.to_vec(),
            skip: 0,
            most: usize::MAX,
        };
        let mut matrices = self.formula_page(&query)?.matrices;
        matrices.sort_by(|one, other| one.parties.cmp(&other.parties));
        Ok(matrices)
    }

    /// Some of the partnerships that use a formula, each with all its statements.
    pub fn formula_page(&self, query: &FormulaQuery) -> Result<FormulaPage> {
        let Some(family) = self.formulas().into_iter().find(|f| f.id == query.formula) else {
            return Ok(FormulaPage { partnerships: 0, matrices: Vec::new() });
        };
        self.register.read(|view| {
            let sets = view.party_sets_of_formula(&family.id, &query.parties)?;
            let here = sets.iter().skip(query.skip).take(query.most);
            let matrices = here.map(|parties| through(&view, &family, parties));
            Ok(FormulaPage { partnerships: sets.len(), matrices: matrices.collect::<Result<_>>()? })
        })
    }
}

/// A formula through the statements of exactly these parties.
fn through(view: &View<'_>, family: &Family, parties: &str) -> Result<FormulaMatrix> {
    let rows = view.instruments_of(parties)?;
    let mut uses: BTreeMap<InstrumentId, Vec<SlotUse>> = BTreeMap::new();
    for one in view.slots_of_formula_for(&family.id, parties)? {
        uses.entry(one.instrument.clone()).or_default().push(one);
    }
    let columns: Vec<Column<'_>> = rows
        .iter()
        .map(|row| Column {
            instrument: &row.id,
            complete: row.complete,
            uses: uses.get(&row.id).map_or(&[][..], Vec::as_slice),
        })
        .collect();
    Ok(laid_out(family, codes(parties), &columns))
}

/// A formula slot by slot through some statements of the same parties.
pub(super) fn laid_out(
    family: &Family,
    parties: Vec<String>,
    columns: &[Column<'_>],
) -> FormulaMatrix {
    let slots = matrix(std::slice::from_ref(family), columns).into_iter().map(|row| {
        let name = family.slots.iter().find(|slot| slot.id == row.slot);
        SlotRow {
            title: name.map_or_else(|| row.slot.clone(), |slot| slot.title.clone()),
            titles: name.map(|slot| slot.titles.clone()).unwrap_or_default(),
            row,
        }
    });
    FormulaMatrix {
        formula: family.id.clone(),
        title: family.title.clone(),
        titles: family.titles.clone(),
        parties,
        statements: columns.iter().map(|column| column.instrument.clone()).collect(),
        slots: slots.collect(),
    }
}
