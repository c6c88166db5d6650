//! The wire says what the model says, in the words of reading-format v1.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use mengfu::model::*;
use mengfu::{Address, Packs, ReadSource, explain, wire};
use serde_json::{Value, json};

const SENTENCE: &str = "东方愿扩大贸易，到2031年达到200亿元。";

/// The packs of the program; which rule and entry come first there does not matter.
fn packs() -> &'static Packs {
    Packs::embedded().unwrap()
}

fn rule() -> &'static str {
    &packs().get("zh").unwrap().all_rules()[0].name
}

/// File, line and term of the first entry.
fn entry() -> (&'static str, usize, &'static str) {
    let entry = packs().entry("zh", EntryId(0)).unwrap();
    let sense = &entry.senses[0];
    (&sense.file, sense.line, &entry.term)
}

fn span(words: &str) -> TextSpan {
    let at = SENTENCE.find(words).unwrap();
    Span::new(at, at + words.len())
}

/// A source of one provision with one act, at byte 100 of its file.
fn source() -> ReadSource {
    let mut text = TextBuilder::default();
    text.units(SENTENCE, 100, 1, 1);
    let act = Act {
        quote: span("东方愿扩大贸易"),
        kind: Kind::Commitment,
        stance: None,
        strength: Some(Strength::Willing),
        standing: false,
        actors: vec![Actor::Party(PartyCode::new("EST").unwrap()), Actor::Body(span("东方"))],
        topics: [Topic::Trade].into_iter().collect(),
        times: vec![TimeReference {
            at: span("2031年"),
            value: Some(Edtf("2031".to_owned())),
            role: TimeRole::Deadline,
        }],
        quantities: vec![Quantity {
            at: span("200亿元"),
            value: 20_000_000_000.0,
            unit: "CNY".to_owned(),
            of: Some(span("贸易")),
        }],
        references: Vec::new(),
        derivations: vec![Derivation {
            field: Field::Strength,
            rule: RuleId(0),
            entry: Some(EntryId(0)),
            at: span("愿"),
        }],
    };
    let finding = Finding {
        code: FindingCode("title-derived"),
        severity: Severity::Info,
        at: vec![Span::new(1, 2), Span::new(4, 5)],
        message: "No title is printed.".to_owned(),
    };
    let reading = Reading {
        pack: "zh".to_owned(),
        citations: Vec::new(),
        comparable_title: String::new(),
        instrument: Instrument {
            id: "EST-WST/undated".to_owned(),
            title: Title { text: "联合声明".to_owned(), derived: true },
            kind: InstrumentKind::JointStatement,
            parties: vec![PartyCode::new("EST").unwrap(), PartyCode::new("WST").unwrap()],
            signed: None,
            visit: Some(Edtf("2030-01-01/2030-01-03".to_owned())),
            place: None,
            signatories: Vec::new(),
            languages: vec!["zh".to_owned()],
            names: Vec::new(),
            copies: Some(2),
            partnership: None,
            complete: true,
            pieces: vec![Span::new(100, 100 + SENTENCE.len())],
        },
        provisions: vec![Provision {
            article: "一".to_owned(),
            text: text.finish(),
            acts: vec![act],
        }],
        findings: vec![finding],
    };
    let whole = Finding {
        code: FindingCode("encoding-guessed"),
        severity: Severity::Doubt,
        at: Vec::new(),
        message: "The encoding was guessed.".to_owned(),
    };
    let set_aside = vec![SetAside { at: Span::new(0, 100), reason: SetAsideReason::Furniture }];
    ReadSource {
        name: "a.txt".to_owned(),
        sha256: "00".to_owned(),
        length: 200,
        reading: SourceReading { readings: vec![reading], set_aside, findings: vec![whole] },
    }
}

#[test]
fn a_line_has_every_value_in_its_place() {
    let source = source();
    let lines = wire::lines(&source, packs());
    let end = 100 + SENTENCE.len();
    assert_eq!(
        serde_json::to_value(&lines).unwrap(),
        json!([{
            "instrument": {
                "id": "EST-WST/undated", "title": "联合声明", "title_derived": true,
                "kind": "joint-statement", "parties": ["EST", "WST"], "signed": null,
                "visit": "2030-01-01/2030-01-03", "place": null, "signatories": [],
                "languages": ["zh"], "copies": 2, "partnership": null, "complete": true,
                "source": [{"file": "a.txt", "sha256": "00", "bytes": [100, end]}],
            },
            "provisions": [{
                "p": "p1", "article": "一", "text": SENTENCE, "bytes": [[100, end]],
                "acts": [{
                    "q": "东方愿扩大贸易", "bytes": [[100, 121]], "kind": "commitment",
                    "stance": null, "actors": ["EST", "东方"], "strength": "willing",
                    "standing": false, "topics": ["trade"],
                    "time": [{"text": "2031年", "edtf": "2031", "role": "deadline"}],
                    "quantities": [{"text": "200亿元", "value": 20_000_000_000_i64, "unit": "CNY", "of": "贸易"}],
                    "refs": [],
                    "why": [{"field": "strength", "rule": rule(),
                        "entry": format!("{}: {}", entry().0, entry().2), "text": "愿", "bytes": [[106, 109]]}],
                }],
            }],
            "findings": [
                {"code": "title-derived", "severity": "info", "bytes": [1, 2],
                    "all_bytes": [[1, 2], [4, 5]], "message": "No title is printed."},
                {"code": "encoding-guessed", "severity": "doubt", "bytes": null,
                    "message": "The encoding was guessed."},
            ],
            "engine": {"version": mengfu::VERSION, "pack": "zh", "pack_version": packs().get("zh").unwrap().settings.version},
        }])
    );
}

#[test]
fn findings_and_set_aside_spans_have_lines_of_their_own() {
    let source = source();
    let findings = serde_json::to_value(wire::finding_lines(&source)).unwrap();
    assert_eq!(findings[0]["instrument"], Value::Null);
    assert_eq!(findings[1]["instrument"], "EST-WST/undated");
    assert_eq!(findings[1]["code"], "title-derived");
    let aside = serde_json::to_value(wire::set_aside_lines(&source)).unwrap();
    assert_eq!(aside, json!([{"file": "a.txt", "reason": "furniture", "bytes": [0, 100]}]));
}

#[test]
fn an_act_is_explained_by_rule_entry_and_words() {
    let source = source();
    let address: Address = "a.txt#p1.a1".parse().unwrap();
    let explained = explain(&source, &address, packs()).unwrap();
    let act = &explained.acts[0];
    assert_eq!(act.after, "，到2031年达到200亿元。");
    let reason = &act.reasons[0];
    assert_eq!((reason.rule, reason.doc.is_empty()), (rule(), false));
    assert_eq!(reason.term.as_ref().unwrap().lines[0], format!("{}:{}", entry().0, entry().1));
    assert_eq!((reason.words, &reason.bytes), ("愿", &vec![[106, 109]]));
}

#[test]
fn what_is_not_there_is_not_explained() {
    let source = source();
    for address in ["a.txt#p2", "a.txt#p1.a2", "a.txt#2.p1"] {
        assert!(explain(&source, &address.parse().unwrap(), packs()).is_none(), "{address}");
    }
}

#[test]
fn lines_written_one_provision_at_a_time_are_the_same() {
    let source = source();
    let mut written = Vec::new();
    wire::write_lines(&source, packs(), &mut written).unwrap();
    let lines = wire::lines(&source, packs());
    let whole: String = lines.iter().map(|l| serde_json::to_string(l).unwrap() + "\n").collect();
    assert_eq!(String::from_utf8(written).unwrap(), whole);
}
