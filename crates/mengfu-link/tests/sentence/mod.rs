//! A reading of one sentence as one act, for the examples of rules.

use mengfu_model::{
    Act, Actor, Instrument, InstrumentKind, Kind, PartyCode, Provision, Reading, Span, Text,
    TextBuilder, Title, TopicSet,
};

fn text(words: &str) -> Text {
    let mut builder = TextBuilder::default();
    builder.whole(words, Span::new(0, words.len()));
    builder.finish()
}

/// `words` as the only act of a statement of China, Egypt and Argentina, said by all. A few words are
/// the wording of a partnership too.
pub(crate) fn reading(words: &str) -> Reading {
    let end = words.trim_end_matches(['。', '；']).len();
    let act = Act {
        quote: Span::new(0, end),
        kind: Kind::Position,
        stance: None,
        strength: None,
        standing: false,
        actors: vec![Actor::All],
        topics: TopicSet::default(),
        times: Vec::new(),
        quantities: Vec::new(),
        references: Vec::new(),
        derivations: Vec::new(),
    };
    let code = |code| PartyCode::new(code).unwrap();
    Reading {
        pack: "zh".to_owned(),
        instrument: Instrument {
            id: "CHN-ARG-EGY/2024-01-01".to_owned(),
            title: Title { text: String::new(), derived: true },
            kind: InstrumentKind::JointStatement,
            parties: vec![code("CHN"), code("ARG"), code("EGY")],
            signed: None,
            visit: None,
            place: None,
            signatories: Vec::new(),
            languages: Vec::new(),
            copies: None,
            partnership: (!words.ends_with('。')).then(|| words.to_owned()),
            complete: true,
            pieces: Vec::new(),
        },
        provisions: vec![Provision { article: String::new(), text: text(words), acts: vec![act] }],
        citations: Vec::new(),
        comparable_title: String::new(),
        findings: Vec::new(),
    }
}
