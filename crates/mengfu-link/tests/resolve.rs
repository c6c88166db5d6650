//! Which instrument of a register a citation means.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

use mengfu_link::citation::{Shelf, resolve_all};
use mengfu_model::{Card, Cited, EntityId, InstrumentId, Resolution};

fn card(id: &str, title: &str, signed: Option<&str>) -> Card {
    Card {
        instrument: InstrumentId(id.to_owned()),
        title: (!title.is_empty()).then(|| title.to_owned()),
        common: title == "联合声明",
        parties: vec!["CHN".to_owned(), "EGY".to_owned()],
        signed: signed.map(str::to_owned),
        kind: "joint-statement".to_owned(),
    }
}

fn cited(title: &str, day: Option<&str>) -> Cited {
    Cited {
        by: InstrumentId("CHN-EGY/2020-01-01".to_owned()),
        provision: 1,
        act: 1,
        words: format!("《{title}》"),
        entity: EntityId(format!("instrument:CHN-EGY:{title}")),
        title: (!title.is_empty()).then(|| title.to_owned()),
        common: title.is_empty() || title == "联合声明",
        parties: vec!["CHN".to_owned(), "EGY".to_owned()],
        day: day.map(str::to_owned),
        kind: Some("joint-statement".to_owned()),
        back_to: None,
    }
}

fn citing() -> Card {
    card("CHN-EGY/2020-01-01", "深化关系联合声明", Some("2020-01-01"))
}

/// The name of the one instrument found, or the names of those it could be, with `?`.
fn found(cited: &Cited, cards: &[Card]) -> String {
    match Shelf::new(cards.to_vec()).resolve(cited, &citing()) {
        Resolution::One { instrument, .. } => instrument.0,
        Resolution::None => "-".to_owned(),
        Resolution::Several { instruments } => {
            let names: Vec<_> = instruments.into_iter().map(|one| one.0).collect();
            format!("{}?", names.join(" "))
        }
    }
}

#[test]
fn statements_of_one_title_are_told_apart_by_their_days() {
    let cards = [
        card("CHN-EGY/1999-04-05", "联合声明", Some("1999-04-05")),
        card("CHN-EGY/2007-06-01", "联合声明", Some("2007-06-01")),
        card("CHN-EGY/2012-08-28", "联合声明", Some("2012-08-28")),
    ];
    assert_eq!(found(&cited("联合声明", Some("2007-06-01")), &cards), "CHN-EGY/2007-06-01");
    assert_eq!(found(&cited("联合声明", Some("2012")), &cards), "CHN-EGY/2012-08-28");
    assert_eq!(found(&cited("", Some("1999-04")), &cards), "CHN-EGY/1999-04-05");
    assert_eq!(found(&cited("联合声明", Some("2013")), &cards), "-");
    let open = "CHN-EGY/1999-04-05 CHN-EGY/2007-06-01 CHN-EGY/2012-08-28?";
    assert_eq!(found(&cited("联合声明", None), &cards), open);
}

#[test]
fn a_common_title_without_a_day_is_open_even_if_one_statement_is_there() {
    let cards = [card("CHN-EGY/1999-04-05", "联合声明", Some("1999-04-05"))];
    assert_eq!(found(&cited("联合声明", None), &cards), "CHN-EGY/1999-04-05?");
}

#[test]
fn a_title_of_its_own_needs_no_day() {
    let cards = [
        card("CHN-EGY/1999-04-05", "建立战略合作关系联合声明", Some("1999-04-05")),
        card("CHN-EGY/undated", "建立伙伴关系联合声明", None),
    ];
    let own = cited("建立战略合作关系联合声明", None);
    assert_eq!(found(&own, &cards), "CHN-EGY/1999-04-05");
    let undated = cited("建立伙伴关系联合声明", Some("2001-02-03"));
    assert_eq!(found(&undated, &cards), "CHN-EGY/undated");
}

#[test]
fn another_text_of_the_same_day_is_not_taken_for_it() {
    let cards = [card("CHN-EGY/1999-04-05", "和平利用核能联合声明", Some("1999-04-05"))];
    let other = cited("建立战略合作关系联合声明", Some("1999-04-05"));
    assert_eq!(found(&other, &cards), "CHN-EGY/1999-04-05?");
    // A source without a title may be it.
    let cards = [card("CHN-EGY/1999-04-05", "", Some("1999-04-05"))];
    assert_eq!(found(&other, &cards), "CHN-EGY/1999-04-05");
}

#[test]
fn neither_other_parties_nor_later_texts_are_meant() {
    let mut others = card("CHN-JOR/1999-04-05", "联合声明", Some("1999-04-05"));
    others.parties = vec!["CHN".to_owned(), "JOR".to_owned()];
    let later = card("CHN-EGY/2021-05-05", "建立伙伴关系联合声明", Some("2021-05-05"));
    assert_eq!(found(&cited("联合声明", Some("1999-04-05")), &[others]), "-");
    assert_eq!(found(&cited("建立伙伴关系联合声明", None), &[later]), "-");
}

#[test]
fn words_that_point_back_mean_what_they_point_to() {
    let cards = [card("CHN-EGY/1999-04-05", "联合声明", Some("1999-04-05"))];
    let back = Cited { back_to: Some(0), ..cited("", None) };
    let all = resolve_all(&[cited("联合声明", Some("1999-04-05")), back], &citing(), &cards);
    assert_eq!(all[0], all[1]);
    assert!(matches!(&all[1], Resolution::One { .. }));
}

#[test]
fn a_text_of_many_states_is_told_by_its_title_alone() {
    let mut many = card("AGO-CHN-EGY/2006-11-05", "北京峰会宣言", Some("2006-11-05"));
    many.parties = vec!["AGO".to_owned(), "CHN".to_owned(), "EGY".to_owned()];
    let told = |title| Cited { parties: Vec::new(), ..cited(title, Some("2006-11-05")) };
    assert_eq!(found(&told("北京峰会宣言"), &[many.clone()]), "AGO-CHN-EGY/2006-11-05");
    assert_eq!(found(&told("行动计划"), &[many]), "-");
}
