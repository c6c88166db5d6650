//! In what the copies of one statement differ.

use std::collections::BTreeSet;

use mengfu_model::{InstrumentId, Reading};
use serde::Serialize;

use super::Library;
use super::error::Result;
use super::instruments::{Readings, row_of};
use super::rows::plain;

/// In what a copy differs from the one that the statement is read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WitnessDifferences {
    /// The SHA-256 of the source of the copy.
    pub sha256: String,
    /// Which statement of that source.
    pub ordinal: u32,
    /// Facts that it gives otherwise: which, what the first copy says, what this one says.
    pub facts: Vec<(&'static str, String, String)>,
    /// Sentences that only the first copy has.
    pub missing: Vec<String>,
    /// Sentences that only this copy has.
    pub added: Vec<String>,
}

impl Library<'_> {
    /// In what each further copy of the instrument called `id` differs from its first one. White space,
    /// marks and the style of writing are no difference.
    pub fn witness_differences(&self, id: &InstrumentId) -> Result<Vec<WitnessDifferences>> {
        self.register.read(|view| {
            let row = row_of(&view, id)?;
            let witnesses = view.witnesses_of(row.no)?;
            let is_primary = |w: &&mengfu_register::WitnessRow| {
                (w.source, w.ordinal) == (row.source, row.ordinal)
            };
            let Some(primary) = witnesses.iter().find(is_primary) else { return Ok(Vec::new()) };
            let mut readings = Readings::new();
            let first = self.reading(&view, primary, &mut readings)?;
            let mut differences = Vec::new();
            for witness in witnesses.iter().filter(|w| !is_primary(w)) {
                let other = self.reading(&view, witness, &mut readings)?;
                differences.push(WitnessDifferences {
                    sha256: witness.hash.clone(),
                    ordinal: witness.ordinal,
                    facts: facts(&first, &other),
                    missing: self.only_in(&first, &other),
                    added: self.only_in(&other, &first),
                });
            }
            Ok(differences)
        })
    }

    /// The sentences of `one` that `other` does not have.
    fn only_in(&self, one: &Reading, other: &Reading) -> Vec<String> {
        let letters = |reading: &Reading| -> Vec<String> {
            let pack = self.engine.packs().get(&reading.pack);
            let letters = |text: &str| {
                plain(text, pack).chars().filter(|c| c.is_alphanumeric()).collect::<String>()
            };
            reading.provisions.iter().map(|p| letters(p.text.as_str())).collect()
        };
        let known: BTreeSet<String> = letters(other).into_iter().collect();
        let own = letters(one).into_iter().zip(&one.provisions);
        own.filter(|(letters, _)| !letters.is_empty() && !known.contains(letters))
            .map(|(_, provision)| provision.text.as_str().to_owned())
            .collect()
    }
}

fn facts(first: &Reading, other: &Reading) -> Vec<(&'static str, String, String)> {
    let of = |reading: &Reading| {
        let i = &reading.instrument;
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        [
            ("title", i.title.text.clone()),
            ("signed", i.signed.as_ref().map(|d| d.0.clone()).unwrap_or_default()),
            ("visit", i.visit.as_ref().map(|d| d.0.clone()).unwrap_or_default()),
            ("place", text(&i.place)),
            ("signatories", i.signatories.join(", ")),
            ("partnership", text(&i.partnership)),
            ("languages", i.languages.join(", ")),
        ]
    };
    let pairs = of(first).into_iter().zip(of(other));
    pairs.filter(|(a, b)| a.1 != b.1).map(|((name, a), (_, b))| (name, a, b)).collect()
}
