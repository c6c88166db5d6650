//! Formulas through the statements of each partnership: who said what in which words, and what changed.

use std::collections::BTreeMap;

use mengfu_link::formula::{Column, Family, Row, matrix};
use mengfu_model::{InstrumentId, SlotUse};
use mengfu_register::instrument::party_codes;
use serde::Serialize;

use super::Library;
use super::error::Result;

/// A formula through the statements of the same parties.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormulaMatrix {
    /// The formula: `one-china`.
    pub formula: String,
    /// What it is called in the language of the pack.
    pub title: String,
    /// The parties.
    pub parties: Vec<String>,
    /// Their statements, in the order of time.
    pub statements: Vec<InstrumentId>,
    /// The slots that are filled in any of them.
    pub slots: Vec<SlotRow>,
}

/// A slot through the statements.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SlotRow {
    /// What the slot is called in the language of the pack.
    pub title: String,
    /// The slot with a cell for each statement.
    #[serde(flatten)]
    pub row: Row,
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

    /// The formula called `formula` in the statements of every partnership that uses it, of which all of
    /// `parties` are parties.
    pub fn formula(&self, formula: &str, parties: &[String]) -> Result<Vec<FormulaMatrix>> {
        let Some(family) = self.formulas().into_iter().find(|f| f.id == formula) else {
            return Ok(Vec::new());
        };
        self.register.read(|view| {
            let mut uses: BTreeMap<InstrumentId, Vec<SlotUse>> = BTreeMap::new();
            if parties.is_empty() {
                for one in view.slots_of_formula(formula)? {
                    uses.entry(one.instrument.clone()).or_default().push(one);
                }
            }
            let mut lineages: BTreeMap<String, Vec<_>> = BTreeMap::new();
            for row in view.instruments_with(parties)? {
                if !parties.is_empty() {
                    let here = view.slots_of_formula_in(formula, row.no)?;
                    uses.extend((!here.is_empty()).then(|| (row.id.clone(), here)));
                }
                lineages.entry(row.parties.clone()).or_default().push(row);
            }
            let mut matrices = Vec::new();
            for (of, rows) in lineages {
                let used = rows.iter().any(|row| uses.contains_key(&row.id));
                if !used {
                    continue;
                }
                let columns: Vec<Column<'_>> = rows
                    .iter()
                    .map(|row| Column {
                        instrument: &row.id,
                        complete: row.complete,
                        uses: uses.get(&row.id).map_or(&[][..], Vec::as_slice),
                    })
                    .collect();
                let slots = matrix(std::slice::from_ref(&family), &columns);
                let title = |slot: &str| {
                    let name = family.slots.iter().find(|s| s.id == slot);
                    name.map_or_else(|| slot.to_owned(), |s| s.title.clone())
                };
                matrices.push(FormulaMatrix {
                    formula: family.id.clone(),
                    title: family.title.clone(),
                    parties: party_codes(&of).map(str::to_owned).collect(),
                    statements: rows.iter().map(|row| row.id.clone()).collect(),
                    slots: slots
                        .into_iter()
                        .map(|row| SlotRow { title: title(&row.slot), row })
                        .collect(),
                });
            }
            Ok(matrices)
        })
    }
}
