//! What fills the slots that are the same in a whole statement.

use super::expand::Slots;
use super::wording::Wordings;
use super::world::{Lineage, World};

/// Names of the parties, and the macros.
pub(crate) fn of(words: &Wordings, world: &World, lineage: &Lineage) -> Slots {
    let mut slots: Slots = words.common.macros.clone();
    let several = usize::from(lineage.parties.len() > 2);
    let mut put = |name: &str, value: String| slots.insert(name.to_owned(), value);
    put("all", words.common.all.get(several).cloned().unwrap_or_default());
    put("two", words.common.states.get(several).cloned().unwrap_or_default());
    if let Some(group) = lineage.group.and_then(|g| words.world.group.get(g)) {
        let count = i64::try_from(lineage.parties.len()).unwrap_or(0);
        let count = words.common.number_in_words(count);
        put("group", group.name.replace("{count}", &count));
        put("mechanism", group.mechanism.replace("{count}", &count));
        put("forum", group.forum.clone());
        return slots;
    }
    let mut letters = String::new();
    for (side, party) in ["A", "B"].into_iter().zip(&lineage.parties) {
        let Some(state) = world.states.get(*party) else { continue };
        put(side, format!("{}{}", state.letter, words.common.side));
        put(&format!("{side}n"), state.short.clone());
        put(&format!("{side}f"), state.full.clone());
        put(&format!("abbr{side}"), state.letter.clone());
        letters.push_str(&state.letter);
    }
    put("AB", letters);
    let first = lineage.parties.first().and_then(|p| world.states.get(*p));
    if let Some(host) = first.and_then(|s| words.world.host.get(s.host?)) {
        put("part", host.part.clone());
        put("separatism", host.separatism.clone());
        put("initiative", host.initiative.clone());
        put("fair", host.fair.clone());
    }
    slots
}
