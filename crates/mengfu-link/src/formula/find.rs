//! Where a reading fills slots.

use std::ops::Range;

use mengfu_lang::{Match, Pack, Rule, Scan};
use mengfu_model::{Act, Actor, Force, InstrumentId, PartyCode, Provision, Reading, SlotUse};

use super::slots::{Formulas, STAGE, Slot};

/// A verb is sought in at most so many segments before the one that fills the slot.
const SEGMENTS_BACK: usize = 4;

/// A segment goes on for at most so many bytes before and after the words that fill a slot: no clause is
/// longer, and what has no pauses is no clause.
const LONGEST: usize = 900;

/// One act and what surrounds it.
struct Place<'r> {
    scan: &'r Scan<'r>,
    /// The starts of the segments of the provision.
    segments: &'r [usize],
    parties: &'r [PartyCode],
    act: Option<&'r Act>,
    within: Range<usize>,
}

/// Words that fill a slot.
struct Filled<'p> {
    found: Match<'p>,
    about: Option<String>,
    segment: Range<usize>,
}

impl Formulas {
    /// All that `reading`, which the register calls `id`, says in formulas, act by act, each in the order of the pack.
    pub fn uses(&self, pack: &Pack, id: &InstrumentId, reading: &Reading) -> Vec<SlotUse> {
        let mut uses = Vec::new();
        for (number, provision) in (1_u32..).zip(&reading.provisions) {
            let scan = pack.lexicon.scan(provision.text.as_str());
            let segments = self.segments(&scan);
            for (act_number, act) in (1_u32..).zip(&provision.acts) {
                let parties = &reading.instrument.parties;
                let within = act.quote.range();
                let place =
                    Place { scan: &scan, segments: &segments, parties, act: Some(act), within };
                let before = uses.len();
                for slot in self.slots.iter().filter(|slot| !slot.partnership) {
                    let rule = pack.rules(STAGE).get(slot.rule);
                    let Some(found) = rule.and_then(|rule| self.fill(slot, rule, &place)) else {
                        continue;
                    };
                    // Of several rules for a slot the first one that applies holds.
                    let filled = |one: &SlotUse| {
                        (&one.formula, &one.slot, &one.variant)
                            == (&found.formula, &found.slot, &found.variant)
                    };
                    if uses.iter().skip(before).any(filled) {
                        continue;
                    }
                    uses.push(SlotUse {
                        instrument: id.clone(),
                        provision: Some(number),
                        act: Some(act_number),
                        actors: actors(act, provision),
                        ..found
                    });
                }
            }
        }
        self.partnership(pack, id, reading, &mut uses);
        uses
    }

    /// The slots that the wording of the relation fills.
    fn partnership(
        &self,
        pack: &Pack,
        id: &InstrumentId,
        reading: &Reading,
        uses: &mut Vec<SlotUse>,
    ) {
        let Some(words) = &reading.instrument.partnership else { return };
        let scan = pack.lexicon.scan(words);
        let place = Place {
            scan: &scan,
            segments: &[0],
            parties: &reading.instrument.parties,
            act: None,
            within: 0..words.len(),
        };
        for slot in self.slots.iter().filter(|slot| slot.partnership) {
            let rule = pack.rules(STAGE).get(slot.rule);
            let Some(mut found) = rule.and_then(|rule| self.fill(slot, rule, &place)) else {
                continue;
            };
            found.force.scope = self.rank(&scan);
            let said = (1_u32..).zip(&reading.provisions).find_map(|(number, provision)| {
                let at = provision.text.as_str().find(words.as_str())?;
                let within = |act: &&Act| act.quote.range().contains(&at);
                let act = provision.acts.iter().position(|act| within(&act))?;
                Some((number, act, provision, at))
            });
            if let Some((number, act, provision, at)) = said {
                found.provision = Some(number);
                found.act = u32::try_from(act + 1).ok();
                found.span = span(at..at + words.len());
                found.actors =
                    provision.acts.get(act).map(|a| actors(a, provision)).unwrap_or_default();
            }
            uses.push(SlotUse { instrument: id.clone(), ..found });
        }
    }

    /// The first words of the act that fill the slot; with a verb, an adverb, a scope.
    fn fill(&self, slot: &Slot, rule: &Rule, place: &Place<'_>) -> Option<SlotUse> {
        let together = |act: &Act| act.actors.contains(&Actor::All);
        if slot.alone && place.act.is_some_and(together) {
            return None;
        }
        let mut best: Option<Filled<'_>> = None;
        for pattern in &rule.patterns {
            let found = pattern.find_all(place.scan, place.within.clone()).into_iter();
            let first = found.filter_map(|found| self.filled(slot, found, place)).next();
            if let Some(first) = first
                && best.as_ref().is_none_or(|best| first.found.start < best.found.start)
            {
                best = Some(first);
            }
        }
        let Filled { found, about, segment } = best?;
        let variant = self.variant(&found, place);
        let (verb, stated) = self.verb(slot, place, &segment);
        let intensity = self.intensity(place.scan, &segment);
        let intensity = intensity.max(stated.map_or(0, |there| self.intensity(place.scan, &there)));
        Some(SlotUse {
            formula: slot.formula.clone(),
            slot: slot.slot.clone(),
            variant,
            instrument: InstrumentId(String::new()),
            provision: None,
            act: None,
            span: span(segment.clone()),
            words: place.scan.text().get(segment.clone()).unwrap_or_default().to_owned(),
            plain: self.plain(place, segment.clone()),
            actors: Vec::new(),
            about,
            force: Force {
                verb,
                scope: step(&slot.scope, place.scan, &segment).unwrap_or(0),
                intensity,
            },
            rule: rule.name.clone(),
        })
    }

    /// What matched, with the segment it stands in and the party it is about, if that fills the slot.
    fn filled<'p>(&self, slot: &Slot, found: Match<'p>, place: &Place<'_>) -> Option<Filled<'p>> {
        let about = match slot.about {
            true => Some(self.about(&found, place)?),
            false => None,
        };
        let segment = self.segment(found.range(), place);
        let excluded = slot.unless.iter().any(|p| p.find(place.scan, segment.clone()).is_some());
        (!excluded).then_some(Filled { found, about, segment })
    }

    /// The places where segments start.
    fn segments(&self, scan: &Scan<'_>) -> Vec<usize> {
        let whole = 0..scan.text().len();
        let pauses = self.classes.pause.map(|class| scan.hits_of(class, whole));
        let ends = pauses.into_iter().flatten().map(|hit| hit.end as usize);
        std::iter::once(0).chain(ends).collect()
    }

    /// The whole segments that `found` touches, within the act, without the pause that ends them.
    fn segment(&self, found: Range<usize>, place: &Place<'_>) -> Range<usize> {
        let before = place.segments.partition_point(|start| *start <= found.start);
        let start = before.checked_sub(1).and_then(|at| place.segments.get(at)).copied();
        let after = place.segments.partition_point(|start| *start <= found.end);
        let end = place.segments.get(after).copied().unwrap_or(place.within.end);
        let text = place.scan.text();
        let far = |at: usize| text.is_char_boundary(at);
        let least = found.start.saturating_sub(LONGEST).max(place.within.start);
        let least = (least..=found.start).find(|at| far(*at)).unwrap_or(found.start);
        let most = found.end.saturating_add(LONGEST).min(place.within.end).max(found.end);
        let most = (most..=text.len()).find(|at| far(*at)).unwrap_or(found.end);
        let start = start.unwrap_or(0).max(least);
        let end = end.min(most).max(found.end);
        let words = place.scan.text().get(start..end).unwrap_or_default();
        let pause = |class| {
            let last = words.char_indices().next_back().map(|(at, _)| start + at);
            last.filter(|at| *at >= found.end && place.scan.longest_by(*at, class, end).is_some())
        };
        start..self.classes.pause.and_then(pause).unwrap_or(end)
    }

    /// The step of the verb, and the segment it stands in where that is an earlier one.
    fn verb(
        &self,
        slot: &Slot,
        place: &Place<'_>,
        segment: &Range<usize>,
    ) -> (Option<u32>, Option<Range<usize>>) {
        if let Some(step) = step(&slot.ladder, place.scan, segment) {
            return (Some(step), None);
        }
        let mut end = segment.start;
        let before = place.segments.partition_point(|start| *start < end);
        let earlier = place.segments.get(..before).unwrap_or_default();
        for start in earlier.iter().rev().take(SEGMENTS_BACK) {
            if let Some(step) = step(&slot.ladder, place.scan, &(*start..end)) {
                return (Some(step), Some(*start..end));
            }
            end = *start;
        }
        (None, None)
    }

    fn intensity(&self, scan: &Scan<'_>, range: &Range<usize>) -> u32 {
        let Some(class) = self.classes.intensity else { return 0 };
        let hits = scan.hits_of(class, range.clone()).filter(|hit| hit.end as usize <= range.end);
        let values = hits.filter_map(|hit| scan.entry(&hit)?.value(class)?.parse().ok());
        values.max().unwrap_or(0)
    }

    /// The sum of what the words of a relation weigh, each counted once where it stands.
    fn rank(&self, scan: &Scan<'_>) -> u32 {
        let Some(class) = self.classes.rank else { return 0 };
        let (mut from, mut sum) = (0, 0_u32);
        for hit in scan.hits_of(class, 0..scan.text().len()) {
            if hit.start as usize >= from {
                from = hit.end as usize;
                let value = scan.entry(&hit).and_then(|e| e.value(class)?.parse().ok());
                sum = sum.saturating_add(value.unwrap_or(0));
            }
        }
        sum
    }

    /// What the slot is filled with: the value of the term captured as `variant`, else its words.
    fn variant(&self, found: &Match<'_>, place: &Place<'_>) -> Option<String> {
        let range = found.get("variant")?;
        let hit =
            self.classes.variant.and_then(|c| place.scan.longest_by(range.start, c, range.end));
        let entry = hit.and_then(|hit| place.scan.entry(&hit));
        let value = entry.zip(self.classes.variant).and_then(|(e, class)| e.value(class));
        let words = place.scan.normal().get(range)?;
        Some(value.filter(|v| !v.is_empty()).unwrap_or(words).to_owned())
    }

    /// The parties that the words captured as `of` name, if they are not those that speak.
    fn about(&self, found: &Match<'_>, place: &Place<'_>) -> Option<String> {
        let Some(range) = found.get("of") else {
            // A word for a side that no lexicon knows is the other of two, if just one of them speaks.
            let [one, other] = place.parties else { return None };
            let speaks = |party: &PartyCode| {
                place.act.is_some_and(|act| act.actors == [Actor::Party(*party)])
            };
            let other = if speaks(one) {
                other
            } else if speaks(other) {
                one
            } else {
                return None;
            };
            return found.get("other").map(|_| other.to_string());
        };
        let codes: Vec<&str> = [self.classes.party, self.classes.side]
            .into_iter()
            .flatten()
            .filter_map(|class| {
                let hit = place.scan.longest_by(range.start, class, range.end)?;
                place.scan.entry(&hit)?.value(class)
            })
            .flat_map(str::split_whitespace)
            .collect();
        let speaks = |party: &&PartyCode| {
            place.act.is_some_and(|act| act.actors.contains(&Actor::Party(**party)))
        };
        let named = place.parties.iter().filter(|party| codes.contains(&party.as_str()));
        let named: Vec<&str> = named.filter(|p| !speaks(p)).map(PartyCode::as_str).collect();
        (!named.is_empty()).then(|| named.join(" "))
    }

    /// The words of a segment in normal form, without who says them and without marks.
    fn plain(&self, place: &Place<'_>, range: Range<usize>) -> String {
        let scan = place.scan;
        let start = self.after_speaker(place, &range);
        let words = scan.normal().get(start..range.end).unwrap_or_default();
        let is_mark = |at: usize| self.classes.mark.is_some_and(|c| scan.longest(at, c).is_some());
        let kept = words.char_indices();
        kept.filter(|(at, c)| !c.is_whitespace() && !is_mark(start + at)).map(|(_, c)| c).collect()
    }

    /// Where the words of the one who speaks end, if `range` begins with them.
    fn after_speaker(&self, place: &Place<'_>, range: &Range<usize>) -> usize {
        let scan = place.scan;
        let Some(act) = place.act else { return range.start };
        let named = |class| scan.longest_by(range.start, class, range.end);
        let all = self.classes.all.and_then(named).filter(|_| act.actors.contains(&Actor::All));
        let parties = [self.classes.party, self.classes.side].into_iter().flatten();
        let mut parties = parties.filter_map(|class| {
            let hit = named(class)?;
            let mut codes = scan.entry(&hit)?.value(class)?.split_whitespace();
            let speaks = codes.any(|code| {
                PartyCode::new(code).is_some_and(|code| act.actors.contains(&Actor::Party(code)))
            });
            speaks.then_some(hit)
        });
        let Some(speaker) = all.or_else(|| parties.next()) else { return range.start };
        let end = speaker.end as usize;
        let organ = self.classes.organ.and_then(|class| scan.longest_by(end, class, range.end));
        organ.map_or(end, |organ| organ.end as usize)
    }
}

/// The highest step of a ladder whose pattern matches in `range`, from 1.
fn step(ladder: &[mengfu_lang::Pattern], scan: &Scan<'_>, range: &Range<usize>) -> Option<u32> {
    let at = ladder.iter().rposition(|p| p.find(scan, range.clone()).is_some())?;
    u32::try_from(at + 1).ok()
}

fn span(range: Range<usize>) -> Option<(u32, u32)> {
    Some((u32::try_from(range.start).ok()?, u32::try_from(range.end).ok()?))
}

/// Who acts, as written in readings.
fn actors(act: &Act, provision: &Provision) -> Vec<String> {
    let name = |actor: &Actor| match actor {
        Actor::All => "all".to_owned(),
        Actor::Party(code) => code.to_string(),
        Actor::Body(at) => provision.text.slice(*at).to_owned(),
    };
    act.actors.iter().map(name).collect()
}
