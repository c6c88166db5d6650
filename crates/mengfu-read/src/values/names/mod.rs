//! The named things that an act refers to.
//!
//! One walk over the words of the act. A name is a term that the lexicon lists, a title in its
//! marks, or words between a border and a word that ends names. The longest name wins, and
//! what lies inside it is none.

mod capitals;
mod frame;
mod need;
mod walk;

use mengfu_lang::{Pack, PackError, Scan};
use mengfu_model::{Act, Derivation, Field, PartyCode, Reference, RuleId, Span};

use crate::values::rules::Named;
use crate::values::token::Token;
use crate::values::words::Words;
use capitals::Capitals;
use walk::Walk;

const STAGE: &str = "references";
/// A name described by more than so many bytes is none.
const LONGEST: usize = 150;
/// A remark in brackets after a name belongs to it if it is no longer than this.
const LONGEST_REMARK: usize = 42;

/// The rules of the stage, compiled.
#[derive(Debug)]
pub(super) struct Names {
    rules: Option<Sources>,
    capitals: Option<Capitals>,
    /// Rules with patterns of what may stand before a name and does not belong to it.
    dates: Vec<usize>,
    ordinals: Vec<usize>,
}

/// What gives names, each a rule of the pack.
#[derive(Clone, Copy, Debug)]
struct Sources {
    listed: RuleId,
    title: RuleId,
    quoted: RuleId,
    tail: RuleId,
    clause: RuleId,
}

impl Names {
    pub(super) fn new(pack: &Pack) -> Result<Self, PackError> {
        let part = |wanted: &str| {
            let rules = pack.rules(STAGE).iter().enumerate();
            rules.filter(|(_, r)| r.text("part") == Some(wanted)).map(|(at, _)| at).collect()
        };
        let named = Named::new(pack, STAGE);
        let capitals = Capitals::new(pack, &named)?;
        let rules = match named.is_empty() || capitals.is_some() {
            true => None,
            false => Some(Sources {
                listed: named.get("listed")?,
                title: named.get("title")?,
                quoted: named.get("quoted")?,
                tail: named.get("described")?,
                clause: named.get("clause")?,
            }),
        };
        Ok(Self { rules, capitals, dates: part("date"), ordinals: part("ordinal") })
    }

    pub(super) fn read(
        &self,
        pack: &Pack,
        words: &Words,
        scan: &Scan<'_>,
        tokens: &[Token],
        parties: &[PartyCode],
        act: &mut Act,
    ) {
        let range = act.quote.range();
        let found = match (&self.capitals, self.rules) {
            (Some(capitals), _) => capitals.find(scan, tokens, range),
            (None, Some(sources)) => {
                let found = Vec::new();
                let mut walk = Walk { names: self, sources, pack, words, scan, parties, found };
                walk.run(tokens, range);
                walk.found
            }
            (None, None) => return,
        };
        for one in found {
            let at = Span::new(one.start, one.end);
            let name = scan.normal().get(one.start..one.end).unwrap_or_default();
            act.references.push(Reference {
                at,
                kind: one.kind,
                id: format!("{}:{name}", one.kind.code()),
            });
            let (rule, entry) = (one.rule, one.entry);
            act.derivations.push(Derivation { field: Field::References, rule, entry, at });
        }
    }
}
