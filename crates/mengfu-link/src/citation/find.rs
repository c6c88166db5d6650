//! The texts that a reading cites.

use std::ops::Range;

use mengfu_lang::{ClassId, Pack, Scan};
use mengfu_model::{
    Act, Card, Cited, InstrumentId, PartyCode, Provision, Reading, Reference, ReferenceType,
    TimeReference,
};

use crate::mention::{Identity, Mentions, Parties};

/// The stage of the pack's rules.
const STAGE: &str = "citation";

/// Bytes between a date and the word for a text that it tells.
const NEAR: usize = 150;

/// Words that point back do so over at most so many citations.
const MOST_BACK: usize = 64;

/// The classes of terms that have a meaning here.
#[derive(Debug, Default)]
pub(crate) struct Citations {
    text: Option<ClassId>,
    back: Option<ClassId>,
}

/// What all citations of an instrument share.
struct Source<'r> {
    pack: &'r Pack,
    mentions: &'r Mentions,
    by: &'r InstrumentId,
    parties: &'r Parties<'r>,
}

/// One act, where its citations are looked for.
struct Place<'r> {
    scan: &'r Scan<'r>,
    act: &'r Act,
    number: (u32, u32),
}

impl Citations {
    pub(crate) fn new(pack: &Pack) -> Self {
        Self {
            text: pack.lexicon.class("citation.text"),
            back: pack.lexicon.class("citation.back"),
        }
    }

    /// What citations of `reading` are compared with.
    pub(crate) fn card(
        &self,
        pack: &Pack,
        mentions: &Mentions,
        id: &InstrumentId,
        reading: &Reading,
    ) -> Card {
        let instrument = &reading.instrument;
        let printed = Some(&instrument.title).filter(|title| !title.derived);
        let normal = printed.map(|title| pack.lexicon.normaliser().normalise(&title.text));
        let text = ReferenceType::Instrument;
        let parties = mentions.parties(pack, reading);
        let title = normal.map(|words| mentions.identity(pack, &words, text, &parties));
        Card {
            instrument: id.clone(),
            common: title.as_ref().is_some_and(|title| title.common),
            title: title.map(|title| title.name),
            parties: codes(&instrument.parties),
            signed: instrument.signed.as_ref().map(|day| day.0.clone()),
            kind: instrument.kind.code().to_owned(),
        }
    }

    /// The texts that `reading` cites, in the order of the text.
    pub(crate) fn find(
        &self,
        pack: &Pack,
        mentions: &Mentions,
        by: &InstrumentId,
        reading: &Reading,
    ) -> Vec<Cited> {
        let parties = mentions.parties(pack, reading);
        let source = Source { pack, mentions, by, parties: &parties };
        let mut cited = Vec::new();
        for (number, provision) in (1_u32..).zip(&reading.provisions) {
            self.provision(&source, provision, number, &mut cited);
        }
        cited
    }

    fn provision(
        &self,
        source: &Source<'_>,
        provision: &Provision,
        number: u32,
        cited: &mut Vec<Cited>,
    ) {
        let scan = source.pack.lexicon.scan(provision.text.as_str());
        for (act_number, act) in (1_u32..).zip(&provision.acts) {
            let place = Place { scan: &scan, act, number: (number, act_number) };
            let mut here: Vec<(usize, Cited)> = Vec::new();
            let texts = act.references.iter().filter(|r| r.kind == ReferenceType::Instrument);
            let mut times: Vec<&TimeReference> = act.times.iter().collect();
            times.sort_by_key(|time| (time.at.start, time.at.end));
            for reference in texts {
                here.push((
                    reference.at.start.get(),
                    self.titled(source, &place, reference, &times),
                ));
            }
            here.extend(self.described(source, &place, &times));
            here.sort_by_key(|(at, _)| *at);
            let back = self.back(source, &place);
            let mut back = back.into_iter().peekable();
            for (at, one) in here {
                while let Some((_, earlier)) = back.next_if(|(start, _)| *start < at) {
                    refer(earlier, cited);
                }
                cited.push(one);
            }
            back.for_each(|(_, last)| refer(last, cited));
        }
    }

    /// A text that is named by its title, or by words that the reader took for a name.
    fn titled(
        &self,
        source: &Source<'_>,
        place: &Place<'_>,
        reference: &Reference,
        times: &[&TimeReference],
    ) -> Cited {
        let at = reference.at.range();
        let words = place.scan.normal().get(at.clone()).unwrap_or_default();
        let pack = source.pack;
        let text = ReferenceType::Instrument;
        let identity = source.mentions.identity(pack, words, text, source.parties);
        let day = source.mentions.date(pack, place.scan, text, times, &at);
        Cited {
            title: Some(identity.name.clone()),
            common: identity.common,
            kind: self.kind(pack, &identity.name),
            ..source.cited(place, at, &identity, day)
        }
    }

    /// Joint texts that are told only by their date.
    fn described(
        &self,
        source: &Source<'_>,
        place: &Place<'_>,
        times: &[&TimeReference],
    ) -> Vec<(usize, Cited)> {
        let Some(class) = self.text else { return Vec::new() };
        let mut found = Vec::new();
        let mut names = place.act.references.iter().map(|r| r.at.range()).collect::<Vec<_>>();
        names.sort_by_key(|name| name.start);
        let named = |at: &Range<usize>| {
            let upto = names.partition_point(|name| name.start < at.end);
            let last = upto.checked_sub(1).and_then(|i| names.get(i));
            last.is_some_and(|name| name.end > at.start)
        };
        let mut from = 0;
        for hit in place.scan.hits_of(class, place.act.quote.range()) {
            let at = hit.range();
            if at.start < from || at.end > place.act.quote.range().end || named(&at) {
                continue;
            }
            let upto = times.partition_point(|time| time.at.end.get() <= at.start);
            let Some(time) = upto.checked_sub(1).and_then(|i| times.get(i)) else { continue };
            let between = time.at.end.get()..at.start;
            let day = time.value.as_ref().map(|value| value.0.clone());
            let day = day.filter(|day| day.starts_with(|c: char| c.is_ascii_digit()));
            let fits = between.len() <= NEAR && source.fits("described", place.scan, &between);
            let (Some(day), true) = (day, fits) else { continue };
            from = at.end;
            let text = ReferenceType::Instrument;
            let word = place.scan.normal().get(at.clone()).unwrap_or_default();
            let identity = source.mentions.identity(source.pack, word, text, source.parties);
            let words = time.at.start.get()..at.end;
            let cited = Cited {
                common: true,
                kind: self.kind(source.pack, word),
                ..source.cited(place, words, &identity, Some(day))
            };
            found.push((at.start, cited));
        }
        found
    }

    /// Words that point back, each with the kind of text that they speak of.
    fn back(&self, source: &Source<'_>, place: &Place<'_>) -> Vec<(usize, Cited)> {
        let Some(class) = self.back else { return Vec::new() };
        let rules = source.pack.rules(STAGE).iter().filter(|r| r.text("part") == Some("back"));
        let patterns = rules.flat_map(|rule| &rule.patterns);
        let found = patterns.flat_map(|p| p.find_all(place.scan, place.act.quote.range()));
        let mut back: Vec<(usize, Cited)> = found
            .filter_map(|found| {
                let text = found.get("text")?;
                let hit = place.scan.longest_by(text.start, class, text.end)?;
                let kind = place.scan.entry(&hit)?.value(class)?.to_owned();
                let word = place.scan.normal().get(text)?;
                let sort = ReferenceType::Instrument;
                let identity = source.mentions.identity(source.pack, word, sort, source.parties);
                let cited = source.cited(place, found.range(), &identity, None);
                Some((found.start, Cited { kind: Some(kind), common: true, ..cited }))
            })
            .collect();
        back.sort_by_key(|(at, _)| *at);
        back
    }

    /// The kind of text that a title ends with.
    fn kind(&self, pack: &Pack, title: &str) -> Option<String> {
        let class = self.text?;
        let scan = pack.lexicon.scan(title);
        let ends =
            scan.hits_of(class, 0..title.len()).filter(|hit| hit.end as usize == title.len());
        let hit = ends.min_by_key(|hit| hit.start)?;
        scan.entry(&hit)?.value(class).map(str::to_owned)
    }
}

impl Source<'_> {
    /// What every citation at `at` has.
    fn cited(
        &self,
        place: &Place<'_>,
        at: Range<usize>,
        identity: &Identity,
        day: Option<String>,
    ) -> Cited {
        Cited {
            by: self.by.clone(),
            provision: place.number.0,
            act: place.number.1,
            words: place.scan.text().get(at).unwrap_or_default().to_owned(),
            entity: identity.id(day.as_deref()),
            title: None,
            common: false,
            parties: identity.owners.as_deref().map(codes).unwrap_or_default(),
            day,
            kind: None,
            back_to: None,
        }
    }

    /// Whether the words at `between` fit a rule of `part`.
    fn fits(&self, part: &str, scan: &Scan<'_>, between: &Range<usize>) -> bool {
        let rules = self.pack.rules(STAGE).iter().filter(|r| r.text("part") == Some(part));
        let mut patterns = rules.flat_map(|rule| &rule.patterns);
        patterns.any(|p| p.match_at(scan, between.start, between.end).is_some())
    }
}

/// Adds words that point back, if just one text of their kind was cited before: the last sentence with
/// such a text decides.
fn refer(mut words: Cited, cited: &mut Vec<Cited>) {
    let earlier = cited.iter().enumerate().rev().take(MOST_BACK);
    let mut earlier = earlier.filter(|(_, one)| one.back_to.is_none() && one.kind == words.kind);
    let Some((at, last)) = earlier.next() else { return };
    let mut beside = earlier.take_while(|(_, one)| one.provision == last.provision);
    if beside.any(|(_, one)| one.entity != last.entity) {
        return;
    }
    words.back_to = Some(at);
    words.entity = last.entity.clone();
    words.parties.clone_from(&last.parties);
    words.day.clone_from(&last.day);
    words.title.clone_from(&last.title);
    cited.push(words);
}

fn codes(parties: &[PartyCode]) -> Vec<String> {
    parties.iter().map(PartyCode::to_string).collect()
}
