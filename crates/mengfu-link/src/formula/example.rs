//! The sentences that a slot accepts and rejects, read as a statement of one act.

use mengfu_lang::Rule;
use mengfu_model::{
    Act, Actor, Instrument, InstrumentId, InstrumentKind, Kind, PartyCode, Provision, Reading,
    Span, TextBuilder, Title, TopicSet,
};

use crate::Linker;

/// Who the examples speak of, with China.
const PARTIES: [&str; 3] = ["CHN", "ARG", "EGY"];

impl Linker {
    /// Whether `example`, said by all parties together or, where the rule asks for it, by the first, fills
    /// the slot of `rule`.
    pub(crate) fn fills(&self, rule: &Rule, example: &str) -> bool {
        let id = InstrumentId(String::new());
        self.formulas(&id, &reading(rule, example)).iter().any(|one| one.rule == rule.name)
    }
}

/// `words` as the only act of a statement; as the wording of a partnership where the rule reads that.
fn reading(rule: &Rule, words: &str) -> Reading {
    let parties: Vec<PartyCode> = PARTIES.into_iter().filter_map(PartyCode::new).collect();
    let alone = parties.first().copied().filter(|_| rule.flag("alone"));
    let mut text = TextBuilder::default();
    text.whole(words, Span::new(0, words.len()));
    let act = Act {
        quote: Span::new(0, words.len()),
        kind: Kind::Position,
        stance: None,
        strength: None,
        standing: false,
        actors: vec![alone.map_or(Actor::All, Actor::Party)],
        topics: TopicSet::default(),
        times: Vec::new(),
        quantities: Vec::new(),
        references: Vec::new(),
        derivations: Vec::new(),
    };
    let instrument = Instrument {
        id: String::new(),
        title: Title { text: String::new(), derived: true },
        kind: InstrumentKind::JointStatement,
        parties,
        signed: None,
        visit: None,
        place: None,
        signatories: Vec::new(),
        languages: Vec::new(),
        names: Vec::new(),
        copies: None,
        partnership: rule.flag("partnership").then(|| words.to_owned()),
        complete: true,
        pieces: Vec::new(),
    };
    let text = text.finish();
    Reading {
        pack: String::new(),
        instrument,
        provisions: vec![Provision { article: String::new(), text, acts: vec![act] }],
        citations: Vec::new(),
        comparable_title: String::new(),
        findings: Vec::new(),
    }
}
