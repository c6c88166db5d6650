//! Copies of one statement, dates that others cite, and decisions that hold on to acts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

use std::path::Path;

use mengfu::Engine;
use mengfu::library::{
    Access, Day, LedgerQuery, Library, LibraryError, NewDecision, Span, StateBecause,
};
use mengfu::model::{ActAddress, Decision, Evidence, Grade, InstrumentId, WorldState};

const AT: &str = "2026-11-21T08:00:00Z";
const LATER: &str = "2026-11-22T08:00:00Z";

const BODY: &str = "应青泽共和国总统邀请，澜海共和国总统对青泽共和国进行国事访问。\n\
    两国元首举行会谈，就双边关系交换了意见，声明如下：\n\
    一、双方重申坚持相互尊重的原则，愿扩大农产品贸易，并将继续加强交通合作。\n\
    二、双方商定于2026年6月举行第三次联委会会议。双方同意尽快商签《投资保护协定》。\n\
    三、青方欢迎澜方企业参与港口建设，双方支持两国高校开展学术交流。\n\
    四、双方决定建立海关合作工作组，愿就通关便利化交换经验。\n";
const CLOSING: &str = "2024年2月20日于青泽\n";

fn whole() -> String {
    format!("澜海共和国和青泽共和国联合声明\n\n{BODY}\n{CLOSING}")
}

fn library(folder: &Path) -> Library<'static> {
    Library::open(Engine::embedded().unwrap(), &folder.join("r.mengfu"), Access::Create).unwrap()
}

fn only(library: &Library<'_>) -> InstrumentId {
    let mut list = library.list(&[]).unwrap();
    assert_eq!(list.len(), 1, "{list:?}");
    list.remove(0).id
}

fn act(library: &Library<'_>, words: &str) -> ActAddress {
    let ledger = library.ledger(&LedgerQuery::as_of(day("2030-01-01"))).unwrap();
    let found = ledger.entries.into_iter().find(|e| e.quote.contains(words));
    found.unwrap().address
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn the_same_statement_from_two_pages_is_one_with_two_witnesses() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    library.add("a.txt", whole().as_bytes(), AT).unwrap();
    let first = only(&library);
    // Another page cut the end off, and with it the day.
    let cut = format!("澜海共和国和青泽共和国联合声明\n\n{BODY}");
    let added = library.add("b.txt", cut.as_bytes(), LATER).unwrap();
    assert_eq!(only(&library), first);
    assert_eq!(added.instruments[0].id, first);
    assert!(!added.instruments[0].primary);
    let shown = library.show(&first).unwrap();
    assert_eq!(shown.witnesses.len(), 2);
    assert!(shown.witnesses[0].primary);
    assert_eq!(shown.witnesses[0].names, ["a.txt"]);
    let differences = library.witness_differences(&first).unwrap();
    assert_eq!(differences.len(), 1);
    assert!(differences[0].missing.is_empty() && differences[0].added.is_empty());
    assert!(differences[0].facts.iter().any(|(fact, ..)| *fact == "signed"));
    // The same bytes once more are no third.
    let again = library.add("c.txt", cut.as_bytes(), LATER).unwrap();
    assert!(again.known);
    assert_eq!(library.show(&first).unwrap().witnesses.len(), 2);
    assert_eq!(library.check().unwrap().problems, []);
}

#[test]
fn a_better_copy_takes_over_and_decisions_stay_where_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let cut = format!("澜海共和国和青泽共和国联合声明\n\n{BODY}");
    library.add("cut.txt", cut.as_bytes(), AT).unwrap();
    assert!(only(&library).0.ends_with("/undated"));
    let about = act(&library, "联委会会议");
    library.decide(&about, NewDecision::Note("已约定日期".to_owned()), AT, "某人", "").unwrap();
    library.add("whole.txt", whole().as_bytes(), LATER).unwrap();
    assert!(only(&library).0.ends_with("/2024-02-20"));
    let history = library.history().unwrap();
    assert_eq!(history[0].how, "other-instrument");
    assert_eq!(history[0].act, Some(act(&library, "联委会会议")));
    assert!(library.detached().unwrap().is_empty());
    let expected = library.dump().unwrap();
    library.rebuild(|_, _| {}).unwrap();
    assert_eq!(library.dump().unwrap(), expected);
}

#[test]
fn dates_follow_what_is_known_as_of_a_day_and_people_have_the_last_word() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    library.add("a.txt", whole().as_bytes(), AT).unwrap();
    let about = act(&library, "联委会会议");
    let state = |as_of: &str| {
        let entry = library.entry(&about, day(as_of)).unwrap().unwrap();
        (entry.world_state, entry.because)
    };
    assert_eq!(state("2026-06-30").0, WorldState::NoEvidence);
    assert_eq!(state("2026-07-01"), (WorldState::Overdue, StateBecause::Date));
    assert!(library.entry(&about, day("2024-02-19")).unwrap().is_none());
    // Without a date nothing is ever overdue.
    let vague = act(&library, "商签");
    let entry = library.entry(&vague, day("2090-01-01")).unwrap().unwrap();
    assert_eq!(entry.world_state, WorldState::NoEvidence);

    let evidence = Evidence {
        location: "https://example.org/news".to_owned(),
        quote: Some("会议已举行".to_owned()),
        grade: Grade::Independent,
        shows: Some(WorldState::Done),
    };
    library.decide(&about, NewDecision::Evidence(evidence), AT, "某人", "见报").unwrap();
    assert_eq!(state("2026-11-21"), (WorldState::Done, StateBecause::Person(1)));
    assert_eq!(state("2026-11-20"), (WorldState::Overdue, StateBecause::Date));
    library.decide(&about, NewDecision::Status(WorldState::Stalled), LATER, "某人", "").unwrap();
    assert_eq!(state("2026-11-21").0, WorldState::Done);
    assert_eq!(state("2026-11-22"), (WorldState::Stalled, StateBecause::Person(2)));
    library.decide_other(Decision::Withdraw { number: 2 }, LATER, "某人", "误").unwrap();
    assert_eq!(state("2026-11-22"), (WorldState::Done, StateBecause::Person(1)));
    let none = library.decide_other(Decision::Withdraw { number: 9 }, LATER, "某人", "");
    assert!(matches!(none, Err(LibraryError::NoEntry(9))));
    let entry = library.entry(&about, day("2026-11-22")).unwrap().unwrap();
    assert_eq!(entry.track.evidence, 1);
    assert_eq!(library.history().unwrap().len(), 3);
    assert_eq!(library.check().unwrap().problems, []);
}

#[test]
fn words_characters_and_parts_of_sentences_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    library.add("a.txt", whole().as_bytes(), AT).unwrap();
    let total = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
        library.search(&words, 10).unwrap().total
    };
    assert_eq!(total(&["港"]), 1);
    assert_eq!(total(&["高校"]), 1);
    assert_eq!(total(&["商签《投资保护协定》"]), 1);
    assert_eq!(total(&["貿易"]), 1);
    assert_eq!(total(&["双方", "合作"]), 2);
    assert_eq!(total(&["易扩"]), 0);
    assert_eq!(total(&["2026"]), 1);
    assert_eq!(total(&["\"' OR *"]), 0);
    assert_eq!(total(&[""]), 0);
    let hit = library.search(&["高校".to_owned()], 1).unwrap().hits.remove(0);
    let [from, to] = hit.marks[0];
    assert_eq!(&hit.text[from..to], "高校");
    let query =
        LedgerQuery { words: vec!["海关".to_owned()], ..LedgerQuery::as_of(day("2026-01-01")) };
    assert!(library.ledger(&query).unwrap().totals.entries > 0);
}

#[test]
fn a_day_that_others_cite_comes_with_them_and_renames_the_statement() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let undated = format!("澜海共和国和青泽共和国关于建立友好伙伴关系的联合声明\n\n{BODY}");
    library.add("a.txt", undated.as_bytes(), AT).unwrap();
    let before = only(&library);
    assert!(before.0.ends_with("/undated"));
    let citing = "澜海共和国和青泽共和国联合声明\n\n\
        应澜海共和国总统邀请，青泽共和国总统对澜海共和国进行国事访问。\n\
        一、双方积极评价2019年5月8日签署的《澜海共和国和青泽共和国关于建立友好伙伴关系的联合声明》，愿继续落实。\n\
        二、双方愿扩大旅游合作，支持两国媒体互访。\n\n2023年4月2日于澜海\n";
    library.add("b.txt", citing.as_bytes(), AT).unwrap();
    let ids: Vec<String> = library.list(&[]).unwrap().into_iter().map(|l| l.id.0).collect();
    assert!(ids[0].ends_with("/2019-05-08"), "{ids:?}");
    let shown = library.show(&InstrumentId(ids[0].clone())).unwrap();
    assert_eq!(shown.listed.placing, "citation");
    let findings = &shown.source.reading.readings[0].findings;
    assert!(findings.iter().any(|f| f.code.0 == "signed-from-citation"), "{findings:?}");
    let expected = library.dump().unwrap();
    library.rebuild(|_, _| {}).unwrap();
    assert_eq!(library.dump().unwrap(), expected);
}

#[test]
fn what_begins_with_the_statement_is_never_overdue() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let text = "澜海共和国和青泽共和国建立外交关系联合公报\n\n\
        澜海共和国和青泽共和国决定自1992年4月2日起建立大使级外交关系。\n\
        双方同意自1993年1月1日起互免签证。\n1992年4月2日于青泽\n";
    library.add("a.txt", text.as_bytes(), AT).unwrap();
    let ledger = library.ledger(&LedgerQuery::as_of(day("2026-11-21"))).unwrap();
    let due: Vec<_> = ledger.entries.iter().map(|e| (e.due, e.world_state)).collect();
    let visas = "1993-01-01".parse().ok().map(|day| Span { first: day, last: day });
    assert_eq!(due, [(None, WorldState::NoEvidence), (visas, WorldState::Overdue)]);
}
