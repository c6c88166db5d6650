//! The frame around all pages: language, look, headers, failures.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

mod house;

use axum::body::Body;
use axum::http::Request;
use house::House;

#[test]
fn a_page_speaks_the_language_of_who_asks() {
    let house = House::open();
    let english = house.get("/statements");
    english.has("<html lang=\"en\">");
    english.has("Statements");
    let chinese = house.get_zh("/statements");
    chinese.has("<html lang=\"zh-Hans\">");
    chinese.has("声明");
}

#[test]
fn choosing_a_language_sets_a_cookie_and_goes_back() {
    let house = House::empty();
    let answer = house.get("/language/zh?to=%2Fledger");
    assert_eq!(answer.status, 303);
    assert_eq!(answer.header("location"), "/ledger");
    assert!(answer.header("set-cookie").starts_with("language=zh;"));
}

#[test]
fn nothing_at_an_address_is_said_in_words_or_as_a_problem() {
    let house = House::empty();
    let page = house.get("/no-such-page");
    assert_eq!(page.status, 404);
    page.has("Nothing is here");
    let problem = house.get("/api/v1/no-such-thing");
    assert_eq!(
        (problem.status.as_u16(), problem.header("content-type")),
        (404, "application/problem+json")
    );
}

#[test]
fn a_page_that_did_not_change_is_not_sent_twice() {
    let house = House::open();
    let first = house.get("/statements");
    let again = Request::get("/statements").header("if-none-match", first.header("etag"));
    let again = house.ask(again.body(Body::empty()).unwrap());
    assert_eq!((again.status.as_u16(), again.body.as_str()), (304, ""));
}

#[test]
fn no_page_may_run_what_is_not_ours() {
    let answer = House::empty().get("/statements");
    assert!(answer.header("content-security-policy").contains("default-src 'none'"));
    assert!(!answer.body.contains(" style=") && !answer.body.contains(" onclick="));
}

#[test]
fn a_form_of_another_site_changes_nothing() {
    let house = House::empty();
    let foreign = Request::post("/add").header("sec-fetch-site", "cross-site");
    assert_eq!(house.ask(foreign.body(Body::empty()).unwrap()).status, 403);
}

#[test]
fn a_party_that_no_list_knows_is_called_as_the_statement_calls_it() {
    let page = House::open().get("/statements");
    assert!(!page.body.contains(">X-"), "{}", page.body);
    page.has("title=\"X-f7dc10b3\">澜海共和国</span>");
}
