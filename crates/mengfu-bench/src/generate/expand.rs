//! Fills wordings: `[a|b]` takes one alternative, `{slot}` the value of a slot or one of the macros.

use std::collections::BTreeMap;

use super::random::Random;
use super::wording::WordingError;

/// Values by the name of the slot. A value may hold alternatives and slots itself.
pub(crate) type Slots = BTreeMap<String, String>;

/// How deep slots may name slots.
const DEEPEST: usize = 8;

/// The wording with everything filled in.
pub(crate) fn expand(
    wording: &str,
    slots: &[&Slots],
    random: &mut Random,
) -> Result<String, WordingError> {
    let mut out = String::new();
    fill(wording, slots, random, 0, &mut out)?;
    Ok(out)
}

fn fill(
    wording: &str,
    slots: &[&Slots],
    random: &mut Random,
    depth: usize,
    out: &mut String,
) -> Result<(), WordingError> {
    let mut rest = wording;
    while let Some(at) = rest.find(['[', '{']) {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        let (inner, after) = group(here);
        if here.starts_with('[') {
            let all = alternatives(inner);
            if let Some(one) = random.pick(&all) {
                fill(one, slots, random, depth, out)?;
            }
        } else {
            let value = slots.iter().find_map(|s| s.get(inner)).filter(|_| depth < DEEPEST);
            let Some(value) = value else {
                return Err(WordingError::Slot { wording: wording.into(), slot: inner.into() });
            };
            fill(value, slots, random, depth + 1, out)?;
        }
        rest = after;
    }
    out.push_str(rest);
    Ok(())
}

/// What stands in the bracket that `text` begins with, and what follows it.
fn group(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            let inner = text.get(1..at).unwrap_or_default();
            return (inner, text.get(at + c.len_utf8()..).unwrap_or_default());
        }
    }
    (text.get(1..).unwrap_or_default(), "")
}

/// The parts of `inner` between the bars that stand in no further bracket.
fn alternatives(inner: &str) -> Vec<&str> {
    let (mut out, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, c) in inner.char_indices() {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => {
                out.extend(inner.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    out.extend(inner.get(start..));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots(pairs: &[(&str, &str)]) -> Slots {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn slots_and_alternatives_are_filled() {
        let slots = slots(&[("who", "两国[|政府]"), ("what", "{who}合作")]);
        let mut random = Random::new(1, 1);
        let mut seen: Vec<String> =
            (0..50).flat_map(|_| expand("[愿|将]加强{what}", &[&slots], &mut random)).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(
            seen,
            ["将加强两国合作", "将加强两国政府合作", "愿加强两国合作", "愿加强两国政府合作"]
        );
    }

    #[test]
    fn a_slot_that_nothing_fills_is_an_error() {
        let loops = slots(&[("a", "{b}"), ("b", "{a}")]);
        let mut random = Random::new(1, 1);
        assert!(expand("{a}", &[&loops], &mut random).is_err());
        assert!(expand("{c}", &[&loops], &mut random).is_err());
    }
}
