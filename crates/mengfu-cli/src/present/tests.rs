//! What a reading looks like, on a small invented statement.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use mengfu::model::*;
use mengfu::{Packs, ReadSource};

use super::*;
use crate::words::Words;
use mengfu::words::Language;

const HEADING: &str = "二/（七）";
const FIRST: &str =
    "应云泽共和国总统邀请，澜海共和国总统于2024年2月18日至21日对云泽共和国进行国事访问。";
const SECOND: &str = "双方决定建立战略伙伴关系，将在2028年前把双边贸易额提高到25亿美元，并根据《望潮协定》扩大渔业合作。";

fn span(text: &str, words: &str) -> TextSpan {
    let at = text.find(words).unwrap();
    Span::new(at, at + words.len())
}

fn text(words: &str, from: usize) -> Text {
    let mut text = TextBuilder::default();
    text.units(words, from, 1, 1);
    text.finish()
}

fn act(text: &str, words: &str, kind: Kind) -> Act {
    Act {
        quote: span(text, words),
        kind,
        stance: None,
        strength: None,
        standing: false,
        actors: vec![Actor::All],
        topics: TopicSet::default(),
        times: Vec::new(),
        quantities: Vec::new(),
        references: Vec::new(),
        derivations: Vec::new(),
    }
}

fn acts() -> Vec<Act> {
    let declare = Act {
        strength: Some(Strength::Declare),
        topics: [Topic::Political].into_iter().collect(),
        ..act(SECOND, "双方决定建立战略伙伴关系", Kind::Commitment)
    };
    let target = Act {
        strength: Some(Strength::Will),
        topics: [Topic::Trade].into_iter().collect(),
        times: vec![TimeReference {
            at: span(SECOND, "2028年前"),
            value: Some(Edtf("2028".to_owned())),
            role: TimeRole::Deadline,
        }],
        quantities: vec![Quantity {
            at: span(SECOND, "25亿美元"),
            value: 2.5e9,
            unit: "USD".to_owned(),
            of: Some(span(SECOND, "双边贸易额")),
        }],
        ..act(SECOND, "将在2028年前把双边贸易额提高到25亿美元", Kind::Commitment)
    };
    let fishery = Act {
        strength: Some(Strength::Will),
        standing: true,
        actors: vec![Actor::Party(party("XAA")), Actor::Body(span(SECOND, "双方"))],
        topics: [Topic::Agriculture, Topic::Legal].into_iter().collect(),
        references: vec![Reference {
            at: span(SECOND, "《望潮协定》"),
            kind: ReferenceType::Instrument,
            id: "instrument/望潮协定".to_owned(),
        }],
        ..act(SECOND, "并根据《望潮协定》扩大渔业合作", Kind::Commitment)
    };
    vec![declare, target, fishery]
}

fn party(code: &str) -> PartyCode {
    PartyCode::new(code).unwrap()
}

fn finding(code: &'static str, severity: Severity, message: &str) -> Finding {
    Finding {
        code: FindingCode(code),
        severity,
        at: vec![Span::new(12, 34)],
        message: message.to_owned(),
    }
}

fn source() -> ReadSource {
    let visit = Act {
        actors: vec![Actor::Party(party("XAA"))],
        ..act(FIRST, FIRST.trim_end_matches('。'), Kind::Record)
    };
    let instrument = Instrument {
        id: "XAA-XBB/2024-02-20".to_owned(),
        title: Title {
            text: "澜海共和国和云泽共和国联合声明".to_owned(), derived: false
        },
        kind: InstrumentKind::JointStatement,
        parties: vec![party("XAA"), party("XBB")],
        signed: Some(Edtf("2024-02-20".to_owned())),
        visit: Some(Edtf("2024-02-18/2024-02-21".to_owned())),
        place: Some("青泽".to_owned()),
        signatories: vec!["甲·乙".to_owned(), "丙·丁".to_owned()],
        languages: vec!["zh".to_owned(), "fr".to_owned()],
        names: Vec::new(),
        copies: Some(2),
        partnership: Some("战略伙伴关系".to_owned()),
        complete: false,
        pieces: vec![Span::new(600, 900), Span::new(12, 480)],
    };
    let reading = Reading {
        pack: "zh".to_owned(),
        citations: Vec::new(),
        comparable_title: String::new(),
        instrument,
        provisions: vec![
            Provision { article: String::new(), text: text(FIRST, 600), acts: vec![visit] },
            Provision { article: HEADING.to_owned(), text: text(SECOND, 12), acts: acts() },
            Provision { article: HEADING.to_owned(), text: text("无。", 400), acts: vec![] },
        ],
        findings: vec![finding("pieces-joined", Severity::Info, "Two pieces were joined.")],
    };
    let bytes = [0xe4; 900];
    ReadSource {
        name: "a\u{1b}[31m.txt".to_owned(),
        sha256: "00".to_owned(),
        length: bytes.len(),
        reading: SourceReading {
            readings: vec![reading],
            set_aside: vec![SetAside { at: Span::new(0, 12), reason: SetAsideReason::Furniture }],
            findings: vec![finding(
                "encoding-guessed",
                Severity::Doubt,
                "The encoding was guessed.",
            )],
        },
    }
}

fn page(words: &Words, width: usize, colour: bool) -> Page<'_> {
    static PARTIES: LazyLock<BTreeMap<String, String>> =
        LazyLock::new(|| BTreeMap::from([("XAA".to_owned(), "澜海".to_owned())]));
    Page { words, width, colour, parties: &PARTIES, named: None }
}

#[test]
fn an_outline_in_english() {
    let words = Words::of(Language::En);
    let packs = Packs::embedded().unwrap();
    insta::assert_snapshot!(outline(&source(), packs, &page(&words, 72, false)));
}

#[test]
fn an_outline_in_chinese_on_a_narrow_page() {
    let words = Words::of(Language::Zh);
    let packs = Packs::embedded().unwrap();
    insta::assert_snapshot!(outline(&source(), packs, &page(&words, 40, false)));
}

#[test]
fn colours_change_no_character() {
    let words = Words::of(Language::En);
    let packs = Packs::embedded().unwrap();
    let coloured = outline(&source(), packs, &page(&words, 72, true));
    assert!(coloured.contains("\u{1b}["));
    let plain: String = anstyle_strip(&coloured);
    assert_eq!(plain, outline(&source(), packs, &page(&words, 72, false)));
}

/// Without the escape sequences of colours.
fn anstyle_strip(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    plain + rest
}

#[test]
fn findings_and_set_aside_spans() {
    let words = Words::of(Language::En);
    let page = page(&words, 72, false);
    insta::assert_snapshot!(findings(&source(), &page));
    let bytes = "责任编辑：某某\u{7}。".as_bytes();
    insta::assert_snapshot!(set_aside(&source(), bytes, &page));
}

#[test]
fn an_explanation_names_rule_term_words_and_bytes() {
    let (words, packs) = (Words::of(Language::En), Packs::embedded().unwrap());
    let mut source = source();
    let act = &mut source.reading.readings[0].provisions[1].acts[0];
    act.derivations.push(Derivation {
        field: Field::Strength,
        rule: RuleId(0),
        entry: Some(EntryId(0)),
        at: span(SECOND, "决定"),
    });
    let address = "a.txt#p2.a1".parse().unwrap();
    let explanation = mengfu::explain(&source, &address, packs).unwrap();
    let shown = explained(&explanation, &page(&words, 200, false));
    let rule = packs.rule("zh", RuleId(0)).unwrap();
    let term = packs.entry("zh", EntryId(0)).unwrap();
    for part in ["a.txt#p2.a1", "commitment", "“决定” · bytes 18–24", &rule.name, &term.term]
    {
        assert!(shown.contains(part), "{part} in\n{shown}");
    }
}
