//! What must hold of links whatever the statements say.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::time::Instant;

use mengfu::check::passage;
use mengfu::link::{Digest, Linker, lineage};
use mengfu::model::{
    Edtf, Instrument, InstrumentId, InstrumentKind, Kind, LinkEnds, LinkKind, PartyCode, Reading,
    Title,
};
use mengfu::{Engine, Packs};
use proptest::prelude::*;
use proptest::sample::subsequence;

/// Sentences of an invented statement, no two of the same matter.
const SENTENCES: [&str; 16] = [
    "双方愿扩大鲜花贸易。",
    "双方商定2030年前建成沙漠灌溉示范区。",
    "肯方坚定奉行一个中国原则，反对任何形式的“台独”。",
    "中方支持肯方主办国际长跑大会。",
    "双方将探讨商签引渡条约的可能性。",
    "双方决定成立港口工作组。",
    "双方高度评价铁路养护合作成果。",
    "双方愿加强传统医药研究，互派护理人员。",
    "双方鼓励两国博物馆联合布展。",
    "双方将采取措施打击野生动物走私。",
    "中方愿扩大进口肯方牛油果。",
    "双方反对把体育政治化。",
    "双方呼吁国际社会重视蝗灾防治。",
    "双方愿共同推动卫星遥感数据共享。",
    "双方承诺不从事损害对方渔业资源的活动。",
    "本声明不针对任何第三国。",
];

fn linker() -> &'static Linker {
    Packs::embedded().unwrap().linker("zh").unwrap()
}

fn statement(parties: &[&str], date: &str, sentences: &[&str]) -> Digest {
    let mut readers = Packs::embedded().unwrap().readers();
    let reader = readers.find(|r| r.pack().settings.name == "zh").unwrap();
    let parties: Vec<PartyCode> = parties.iter().map(|p| PartyCode::new(p).unwrap()).collect();
    let signed = Edtf(date.to_owned());
    let codes: Vec<&str> = parties.iter().map(PartyCode::as_str).collect();
    let id = format!("{}/{date}", codes.join("-"));
    let reading = Reading {
        pack: "zh".to_owned(),
        provisions: passage(reader, &parties, Some(&signed), "1", sentences.iter().copied()),
        instrument: Instrument {
            id: id.clone(),
            title: Title { text: String::new(), derived: true },
            kind: InstrumentKind::JointStatement,
            parties,
            signed: Some(signed),
            visit: None,
            place: None,
            signatories: Vec::new(),
            languages: Vec::new(),
            names: Vec::new(),
            copies: None,
            partnership: None,
            complete: true,
            pieces: Vec::new(),
        },
        citations: Vec::new(),
        comparable_title: String::new(),
        findings: Vec::new(),
    };
    linker().digest(&InstrumentId(id), &reading)
}

/// Whether every act that could be compared is restated, literally.
fn all_restated(digest: &Digest, links: &[mengfu::model::Link]) -> Result<(), String> {
    let apart = |kind| matches!(kind, Kind::Record | Kind::Courtesy);
    let compared = digest.acts.iter().filter(|act| !apart(act.kind)).count();
    let same = links.iter().filter(|l| l.kind == LinkKind::Restates && l.score >= 1.0).count();
    let ends = links.iter().filter(|l| match &l.ends {
        LinkEnds::Both { earlier, later } => {
            (earlier.provision, earlier.act) == (later.provision, later.act)
        }
        _ => false,
    });
    match (ends.count(), same, links.len()) == (compared, compared, compared) {
        true => Ok(()),
        false => {
            Err(format!("{compared} acts, {same} restated, {} links: {links:#?}", links.len()))
        }
    }
}

fn some() -> impl Strategy<Value = Vec<&'static str>> {
    subsequence(SENTENCES.to_vec(), 1..=SENTENCES.len()).prop_shuffle()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A statement said again restates everything, drops nothing and adds nothing.
    #[test]
    fn the_same_again_restates_everything(sentences in some()) {
        let earlier = statement(&["CHN", "KEN"], "2019-05-01", &sentences);
        let later = statement(&["CHN", "KEN"], "2022-05-01", &sentences);
        let links = linker().align(&later, &[&earlier]);
        prop_assert_eq!(all_restated(&later, &links), Ok(()));
    }

    /// What is added or left out is new or dropped, and nothing else changes.
    #[test]
    fn what_is_left_out_is_dropped(kept in subsequence(SENTENCES.to_vec(), 1..SENTENCES.len())) {
        let all = statement(&["CHN", "KEN"], "2019-05-01", &SENTENCES);
        let some = statement(&["CHN", "KEN"], "2022-05-01", &kept);
        let links = linker().align(&some, &[&all]);
        prop_assert!(links.iter().all(|l| matches!(l.kind, LinkKind::Restates | LinkKind::Drops)), "{:#?}", links);
        let back = linker().align(&statement(&["CHN", "KEN"], "2023-05-01", &SENTENCES), &[&some]);
        prop_assert!(back.iter().all(|l| matches!(l.kind, LinkKind::Restates | LinkKind::New)), "{:#?}", back);
    }

    /// The order of an older, unrelated statement's sentences, or whether it is there at all, changes
    /// no link between the others.
    #[test]
    fn an_unrelated_statement_changes_nothing(first in some(), second in some()) {
        let earlier = statement(&["CHN", "KEN"], "2019-05-01", &first);
        let later = statement(&["CHN", "KEN"], "2022-05-01", &second);
        let odd = ["双方愿共同研究冰川企鹅羽毛的显微结构。", "双方将互赠古乐器图谱。"];
        let unrelated = statement(&["CHN", "KEN"], "2011-05-01", &odd);
        let without = linker().align(&later, &[&earlier]);
        let with = linker().align(&later, &[&earlier, &unrelated]);
        prop_assert_eq!(without, with);
    }

    /// A digest that was kept compares as the one that was made.
    #[test]
    fn a_digest_can_be_kept(sentences in some()) {
        let made = statement(&["CHN", "KEN"], "2019-05-01", &sentences);
        let kept: Digest = serde_json::from_str(&serde_json::to_string(&made).unwrap()).unwrap();
        prop_assert_eq!(made, kept);
    }
}

#[test]
fn the_fictional_corpus_restates_itself() {
    let engine = Engine::embedded().unwrap();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let mut compared = 0;
    for path in files.iter().filter(|p| p.is_file() && !p.ends_with("README.md")) {
        let source = engine.read("x", &std::fs::read(path).unwrap()).unwrap();
        for reading in source.reading.readings.iter().filter(|r| r.pack == "zh") {
            let digest = linker().digest(&InstrumentId("A-B/2001".to_owned()), reading);
            let again = linker().digest(&InstrumentId("A-B/2002".to_owned()), reading);
            let links = linker().align(&again, &[&digest]);
            assert_eq!(all_restated(&again, &links), Ok(()), "{}", path.display());
            compared += 1;
        }
    }
    assert!(compared > 5);
}

#[test]
fn a_missing_part_makes_new_and_dropped_provisional() {
    let mut earlier = statement(&["CHN", "KEN"], "2019-05-01", &SENTENCES[..3]);
    let later = statement(&["CHN", "KEN"], "2022-05-01", &SENTENCES[2..5]);
    earlier.complete = false;
    let links = linker().align(&later, &[&earlier]);
    let one_sided = |l: &&mengfu::model::Link| !matches!(l.ends, LinkEnds::Both { .. });
    assert!(links.iter().filter(one_sided).count() > 2);
    assert!(links.iter().all(|l| l.provisional != matches!(l.ends, LinkEnds::Both { .. })));
}

#[test]
fn a_lineage_holds_what_the_same_parties_said_before() {
    let said = |parties: &[&str], date: &str| statement(parties, date, &SENTENCES[..1]);
    let all = [
        said(&["CHN", "KEN"], "2019-05-01"),
        said(&["CHN", "KEN"], "2012-05-01"),
        said(&["CHN", "KEN", "TZA"], "2015-05-01"),
        said(&["CHN", "TZA"], "2016-05-01"),
        said(&["CHN", "KEN"], "2024-05-01"),
    ];
    let all: Vec<&Digest> = all.iter().collect();
    let later = said(&["CHN", "KEN"], "2022-05-01");
    let found: Vec<&str> = lineage(&later, &all).iter().map(|d| d.id.0.as_str()).collect();
    assert_eq!(found, ["CHN-KEN/2019-05-01", "CHN-KEN-TZA/2015-05-01", "CHN-KEN/2012-05-01"]);
}

#[test]
fn comparing_takes_no_longer_for_statements_made_to_be_slow() {
    let many =
        |count: usize| -> Vec<&str> { SENTENCES.iter().cycle().take(count).copied().collect() };
    let time = |count: usize| {
        let earlier = statement(&["CHN", "KEN"], "2019-05-01", &many(count));
        let later = statement(&["CHN", "KEN"], "2022-05-01", &many(count));
        let start = Instant::now();
        let links = linker().align(&later, &[&earlier]);
        assert!(!links.is_empty());
        start.elapsed()
    };
    time(160);
    let (short, long) = (time(400), time(3200));
    assert!(long < short * 40 + std::time::Duration::from_millis(50), "{short:?} {long:?}");
}
