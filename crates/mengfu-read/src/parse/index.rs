//! Which rules of a stage to ask, told by the verb, the features and the words of an act.

use std::collections::HashMap;

use mengfu_lang::{ClassSet, Pack, PackError, Places, Rule, Sieve};
use mengfu_model::EntryId;

use crate::parse::condition::{Condition, Facts, Features, fault};

/// How many features are told together.
const GROUP: usize = 4;

/// The rules of a stage by what they cannot do without, so that most need not be asked.
#[derive(Debug, Default)]
pub(crate) struct RuleIndex {
    by_verb: HashMap<EntryId, Places>,
    without_verb: Places,
    /// For each four of the features that the engine knows, and each choice of them that may hold,
    /// those that then cannot apply, since they ask for another or bar one of them.
    barred: Vec<[Places; 1 << GROUP]>,
    sieve: Sieve,
}

impl RuleIndex {
    /// An index of `rules` with their conditions, in the order in which they are asked.
    pub(crate) fn new(pack: &Pack, rules: &[(&Rule, &Condition)]) -> Result<Self, PackError> {
        if let Some((rule, _)) = rules.get(Places::MOST) {
            return Err(fault(rule, "more rules than a stage can hold"));
        }
        let those = |wanted: &dyn Fn(&Condition) -> bool| {
            let mut places = Places::default();
            let all = rules.iter().enumerate();
            all.filter(|(_, (_, c))| wanted(c)).for_each(|(at, _)| places.insert(at));
            places
        };
        let mut by_classes: HashMap<ClassSet, Places> = HashMap::new();
        let class = pack.lexicon.class("verb");
        let verbs = pack.lexicon.entries().filter(|(_, e)| class.is_some_and(|c| e.is(c)));
        let by_verb = verbs.map(|(id, entry)| {
            let places = by_classes.entry(entry.classes);
            (id, *places.or_insert_with(|| those(&|c| c.allows(&entry.classes))))
        });
        let features: Vec<(Places, Places)> = Features::each_plain()
            .map(|feature| (those(&|c| c.asks_for(feature)), those(&|c| c.bars(feature))))
            .collect();
        let barred = features.chunks(GROUP).map(|group| {
            std::array::from_fn(|held| {
                let mut places = Places::default();
                for (bit, (asked, barred)) in group.iter().enumerate() {
                    places.extend(if held >> bit & 1 == 1 { barred } else { asked });
                }
                places
            })
        });
        let lists = rules.iter().map(|(rule, c)| vec![rule.patterns.as_slice(), c.object()]);
        Ok(Self {
            by_verb: by_verb.collect(),
            without_verb: those(&|c| c.allows(&ClassSet::default())),
            barred: barred.collect(),
            sieve: Sieve::new(&pack.lexicon, lists),
        })
    }

    /// The places of the rules that could apply to `facts`.
    pub(crate) fn candidates(&self, facts: &Facts<'_>) -> impl Iterator<Item = usize> + use<> {
        let verb = facts.head.verb.and_then(|verb| self.by_verb.get(&verb.entry));
        let mut places = *verb.unwrap_or(&self.without_verb);
        let mut held = facts.features.0 as usize;
        for barred in &self.barred {
            if let Some(barred) = barred.get(held % (1 << GROUP)) {
                places.remove(barred);
            }
            held >>= GROUP;
        }
        places.retain(&self.sieve.pass(facts.scan, facts.reach()));
        places.iter()
    }
}
