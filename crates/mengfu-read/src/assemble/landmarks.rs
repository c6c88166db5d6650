//! The terms that the outline looks for in the whole of a text.

use mengfu_lang::{ClassId, ClassSet, Hit, Scan};

use crate::outline::grammar::Grammar;

/// Those terms, found in one walk over the text.
pub(crate) struct Landmarks<'s> {
    scan: &'s Scan<'s>,
    hits: Vec<Hit>,
}

impl<'s> Landmarks<'s> {
    pub(crate) fn new(grammar: &Grammar, scan: &'s Scan<'s>) -> Self {
        let class = &grammar.class;
        let mut any = ClassSet::default();
        let wanted = [
            class.furniture,
            class.group,
            class.party,
            class.organisation,
            class.tail,
            class.kind,
            class.relation_head,
        ];
        wanted.into_iter().flatten().for_each(|class| any.insert(class));
        Self { scan, hits: scan.hits_of_any(any, 0..scan.text().len()).collect() }
    }

    /// Those of `class`, by where they start, the longest first.
    pub(crate) fn of(&self, class: Option<ClassId>) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(move |hit| class.is_some_and(|class| self.scan.is(hit, class)))
    }

    /// Those that name parties, in the same order.
    pub(crate) fn parties(&self, grammar: &Grammar) -> impl Iterator<Item = &Hit> {
        let class = &grammar.class;
        let named = [class.group, class.party, class.organisation];
        self.hits
            .iter()
            .filter(move |hit| named.into_iter().flatten().any(|class| self.scan.is(hit, class)))
    }
}
