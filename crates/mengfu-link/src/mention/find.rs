//! Where a reading mentions something by name.

use mengfu_lang::{Pack, Scan};
use mengfu_model::{
    Act, EntityId, EntityKind, InstrumentId, Kind, Mention, Reading, Reference, ReferenceType,
    Stage, TimeReference,
};

use super::identity::squeezed;
use super::owner::Parties;
use super::rules::Mentions;

impl Mentions {
    /// All that `reading`, which the register calls `id`, mentions by name, in the order of the text;
    /// then who signed it and where.
    pub(crate) fn find(&self, pack: &Pack, id: &InstrumentId, reading: &Reading) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let parties = &self.parties(pack, reading);
        // What the sentence before says of a list that follows it.
        let mut lead = None;
        for (number, provision) in (1_u32..).zip(&reading.provisions) {
            let scan = pack.lexicon.scan(provision.text.as_str());
            if let Some(stage) = self.lead(pack, &scan) {
                lead = Some(stage);
            } else if provision.acts.iter().all(|act| act.references.is_empty()) {
                lead = None;
            }
            for (act_number, act) in (1_u32..).zip(&provision.acts) {
                let place = (id, number, act_number);
                let lead = lead.filter(|_| act.kind == Kind::Record);
                self.act(pack, &scan, act, parties, (place, lead), &mut mentions);
            }
        }
        mentions.extend(outline(id, reading));
        mentions
    }

    fn act(
        &self,
        pack: &Pack,
        scan: &Scan<'_>,
        act: &Act,
        parties: &Parties<'_>,
        ((instrument, provision, number), lead): ((&InstrumentId, u32, u32), Option<Stage>),
        mentions: &mut Vec<Mention>,
    ) {
        let within = act.quote.range();
        let mut times: Vec<&TimeReference> = act.times.iter().collect();
        times.sort_by_key(|time| (time.at.start, time.at.end));
        let stages = self.stages(pack, scan, act, lead);
        for (reference, stage) in act.references.iter().zip(stages) {
            let name = reference.at.range();
            let words = scan.normal().get(name.clone()).unwrap_or_default();
            let identity = self.identity(pack, words, reference.kind, parties);
            if self.is_generic(pack, &pack.lexicon.scan(&identity.name), reference.kind) {
                continue;
            }
            let date = self.date(pack, scan, reference.kind, &times, &name);
            let sessions = match (identity.session, reference.kind) {
                (Some(session), _) => vec![session],
                (None, ReferenceType::Mechanism | ReferenceType::Event | ReferenceType::Forum) => {
                    self.sessions(pack, scan, &within, &name)
                }
                (None, _) => Vec::new(),
            };
            let mention = Mention {
                entity: identity.id(date.as_deref()),
                kind: kind(reference.kind),
                surface: scan.text().get(name.clone()).unwrap_or_default().to_owned(),
                instrument: instrument.clone(),
                provision: Some(provision),
                act: Some(number),
                session: None,
                date,
                stage,
            };
            match sessions.as_slice() {
                [] => mentions.push(mention),
                [one] => mentions.push(Mention { session: Some(*one), ..mention }),
                // Which of the dates is whose, the words do not tell.
                several => mentions.extend(several.iter().map(|session| Mention {
                    session: Some(*session),
                    date: None,
                    ..mention.clone()
                })),
            }
        }
    }

    /// How far the texts that the act names had come. What is told of one name of a list holds for
    /// the names beside it that nothing else is told of.
    fn stages(
        &self,
        pack: &Pack,
        scan: &Scan<'_>,
        act: &Act,
        lead: Option<Stage>,
    ) -> Vec<Option<Stage>> {
        let within = act.quote.range();
        let names: Vec<&Reference> = act.references.iter().collect();
        let text = |one: &Reference| one.kind == ReferenceType::Instrument;
        let together: Vec<bool> = names
            .windows(2)
            .map(|pair| match pair {
                [one, next] => {
                    let between = one.at.end.get()..next.at.start.get();
                    text(one) && text(next) && self.listed(pack, scan, between)
                }
                _ => false,
            })
            .collect();
        let mut stages: Vec<Option<Stage>> = Vec::new();
        for (at, name) in names.iter().enumerate() {
            let list = at.checked_sub(1).and_then(|before| together.get(before)) == Some(&true);
            let first = stages.last().copied().flatten().filter(|_| list);
            let own = || self.life(scan, &within, &name.at.range());
            stages.push(first.or_else(|| text(name).then(own).flatten()));
        }
        let mut next = None;
        for (at, stage) in stages.iter_mut().enumerate().rev() {
            let list = together.get(at) == Some(&true);
            *stage = stage.or(next.filter(|_| list));
            next = *stage;
        }
        let told =
            |(name, stage): (&&Reference, Option<Stage>)| stage.or(lead.filter(|_| text(name)));
        names.iter().zip(stages).map(told).collect()
    }
}

/// Who signed, and where.
fn outline<'r>(id: &'r InstrumentId, reading: &'r Reading) -> impl Iterator<Item = Mention> + 'r {
    let people = reading.instrument.signatories.iter().map(|name| (EntityKind::Person, name));
    let places = reading.instrument.place.iter().map(|name| (EntityKind::Place, name));
    people.chain(places).filter_map(move |(kind, name)| {
        let normal = squeezed(name);
        let code = if kind == EntityKind::Person { "person" } else { "place" };
        (!normal.is_empty()).then(|| Mention {
            entity: EntityId(format!("{code}:{normal}")),
            kind,
            surface: name.clone(),
            instrument: id.clone(),
            provision: None,
            act: None,
            session: None,
            date: reading.instrument.signed.as_ref().map(|day| day.0.clone()),
            stage: None,
        })
    })
}

fn kind(kind: ReferenceType) -> EntityKind {
    match kind {
        ReferenceType::Instrument => EntityKind::Instrument,
        ReferenceType::Mechanism => EntityKind::Mechanism,
        ReferenceType::Forum => EntityKind::Forum,
        ReferenceType::Initiative => EntityKind::Initiative,
        ReferenceType::Project => EntityKind::Project,
        ReferenceType::Event => EntityKind::Event,
    }
}
