//! From a name as printed to the name of its entry.

use std::ops::Range;

use mengfu_lang::{Match, Pack, Scan};
use mengfu_model::{EntityId, PartyCode, ReferenceType};

use super::owner::Parties;
use super::rules::{Mentions, Renaming};

/// How often the rules are tried, since one may make room for another.
const ROUNDS: usize = 3;

/// Names longer than this are taken as they are: no name is so long.
const LONGEST: usize = 1200;

/// What a name tells by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    /// Its sort.
    pub(crate) kind: ReferenceType,
    /// Whose it is; none where it is known to all the world.
    pub(crate) owners: Option<Vec<PartyCode>>,
    /// The name, without owners, marks and number of session.
    pub(crate) name: String,
    /// The number of the session, where the name has one.
    pub(crate) session: Option<u32>,
    /// Whether many texts of the owners have this name, so that only the day tells them apart.
    pub(crate) common: bool,
}

impl Identity {
    /// The name of the entry; `day` is the day of signing of a text that is known by its day.
    pub(crate) fn id(&self, day: Option<&str>) -> EntityId {
        let mut id = self.kind.code().to_owned();
        if let Some(owners) = &self.owners {
            let codes: Vec<&str> = owners.iter().map(PartyCode::as_str).collect();
            id = format!("{id}:{}", codes.join("-"));
        }
        id = format!("{id}:{}", self.name);
        match day.filter(|_| self.common) {
            Some(day) => EntityId(format!("{id}:{day}")),
            None => EntityId(id),
        }
    }
}

impl Mentions {
    /// The identity of the thing of sort `kind` that an instrument of `parties` calls `words`, which
    /// are in normal form.
    pub(crate) fn identity(
        &self,
        pack: &Pack,
        words: &str,
        kind: ReferenceType,
        parties: &Parties<'_>,
    ) -> Identity {
        let words = squeezed(words);
        let mut found =
            Identity { kind, owners: None, name: words.clone(), session: None, common: false };
        if words.len() > LONGEST {
            return found;
        }
        if let Some((name, _)) = self.renamed(pack, &self.quoted, kind, &words) {
            found.name = name;
        }
        found.name = self.unmarked(pack, &found.name);
        found.name = self.long(pack, &found.name);
        self.rename(pack, &mut found);
        self.own(pack, &mut found, parties);
        self.rename(pack, &mut found);
        self.strip(pack, &mut found, parties);
        found.name = self.long(pack, &found.name);
        found.common = kind == ReferenceType::Instrument
            && found.owners.is_some()
            && self.is_common(&pack.lexicon.scan(&found.name));
        found
    }

    fn rename(&self, pack: &Pack, found: &mut Identity) {
        for _ in 0..ROUNDS {
            let Some((name, session)) =
                self.renamed(pack, &self.renamings, found.kind, &found.name)
            else {
                return;
            };
            found.name = name;
            found.session = found.session.or(session);
        }
    }

    /// What the first rule that applies makes of `name`, and the session that it tells.
    fn renamed(
        &self,
        pack: &Pack,
        rules: &[Renaming],
        kind: ReferenceType,
        name: &str,
    ) -> Option<(String, Option<u32>)> {
        let scan = pack.lexicon.scan(name);
        rules.iter().filter(|rule| rule.is_for(kind)).find_map(|rule| {
            let mut patterns = rule.patterns(pack).iter();
            let found = patterns.find_map(|p| p.match_at(&scan, 0, name.len()))?;
            let session = rule.session.or_else(|| number(&scan, &found, "session"));
            let kept = |part| found.get(part).and_then(|range: Range<usize>| name.get(range));
            let new = match &rule.name {
                Some(name) => name.clone(),
                None => [kept("keep"), kept("tail")].into_iter().flatten().collect(),
            };
            (!new.is_empty() && new != name).then_some((new, session))
        })
    }

    /// Gives the name its owners, and takes them from the name.
    fn own(&self, pack: &Pack, found: &mut Identity, parties: &Parties<'_>) {
        if !matches!(found.kind, ReferenceType::Mechanism | ReferenceType::Instrument) {
            return;
        }
        let name = found.name.clone();
        let scan = pack.lexicon.scan(&name);
        let owner = self.owner(&scan, found.kind, parties, true);
        if owner.is_none() && self.wide(pack, &scan, found.kind) {
            return;
        }
        found.owners = Some(match owner {
            Some(owner) => {
                found.name = scan.normal().get(owner.rest).unwrap_or_default().to_owned();
                if owner.parties.is_empty() { parties.codes.to_vec() } else { owner.parties }
            }
            None => parties.codes.to_vec(),
        });
    }

    /// Takes the owners from a name in which they stand once more, as in a title on the border of
    /// the two that names them before its matter too.
    fn strip(&self, pack: &Pack, found: &mut Identity, parties: &Parties<'_>) {
        let Some(owners) = &found.owners else { return };
        let name = found.name.clone();
        let scan = pack.lexicon.scan(&name);
        let again = self.owner(&scan, found.kind, parties, true);
        if let Some(again) =
            again.filter(|again| again.parties == *owners || again.parties.is_empty())
        {
            found.name = scan.normal().get(again.rest).unwrap_or_default().to_owned();
        }
    }

    /// The name under which a directory lists `name`, with its short words made long.
    fn long(&self, pack: &Pack, name: &str) -> String {
        let name = self.alias_of(pack, name).unwrap_or_else(|| name.to_owned());
        let long = self.spelt_out(pack, &name);
        self.alias_of(pack, &long).unwrap_or(long)
    }

    /// The name that the lexicon gives for `name`.
    fn alias_of(&self, pack: &Pack, name: &str) -> Option<String> {
        let scan = pack.lexicon.scan(name);
        let class = self.classes.alias?;
        let hit = scan.longest(0, class).filter(|hit| hit.end as usize == name.len())?;
        scan.entry(&hit)?.value(class).map(str::to_owned)
    }

    /// `name` with its short words made long.
    fn spelt_out(&self, pack: &Pack, name: &str) -> String {
        let Some(class) = self.classes.part else { return name.to_owned() };
        let scan = pack.lexicon.scan(name);
        let (mut long, mut at) = (String::new(), 0);
        for hit in scan.hits_of(class, 0..name.len()) {
            let value = scan.entry(&hit).and_then(|entry| entry.value(class)).unwrap_or_default();
            // The long word may stand there already and the short one be a part of it.
            let within = long_word_around(scan.normal(), hit.range(), value);
            if (hit.start as usize) < at || within {
                continue;
            }
            long.push_str(scan.normal().get(at..hit.start as usize).unwrap_or_default());
            long.push_str(value);
            at = hit.end as usize;
        }
        long.push_str(scan.normal().get(at..).unwrap_or_default());
        long
    }

    fn unmarked(&self, pack: &Pack, name: &str) -> String {
        let scan = pack.lexicon.scan(name);
        let is_mark = |at| self.classes.mark.is_some_and(|class| scan.longest(at, class).is_some());
        let kept = name.char_indices().filter(|(at, _)| !is_mark(*at));
        kept.map(|(_, c)| c).collect()
    }
}

/// Whether the short word at `at` stands inside its long word.
fn long_word_around(text: &str, at: Range<usize>, long: &str) -> bool {
    let short = text.get(at.clone()).unwrap_or_default();
    long.match_indices(short).any(|(offset, _)| {
        let start = at.start.checked_sub(offset);
        start.is_some_and(|start| text.get(start..start + long.len()) == Some(long))
    })
}

/// The number captured under `name`.
pub(super) fn number(scan: &Scan<'_>, found: &Match<'_>, name: &str) -> Option<u32> {
    let value = scan.number(found.get(name)?)?;
    let whole = value.fract() == 0.0 && (1.0..100_000.0).contains(&value);
    // In range and whole, so that nothing is cut off.
    whole.then_some(value as u32)
}

/// `text` without white space, and with the narrow forms of letters and figures.
pub(crate) fn squeezed(text: &str) -> String {
    // The wide forms of ASCII letters and figures stand in the same order, so far from the narrow ones.
    const WIDE: u32 = 0xFEE0;
    let narrow = |c: char| {
        let ascii = u32::from(c).checked_sub(WIDE).and_then(char::from_u32);
        ascii.filter(char::is_ascii_alphanumeric).unwrap_or(c)
    };
    text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}
