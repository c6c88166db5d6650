//! The interface for programs: what the document says is so.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

mod house;

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Request;
use house::{Answer, House};
use mengfu::library::Access;
use serde_json::{Value, json};

fn json(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|e| panic!("{e} in {}", answer.body))
}

fn document(house: &House) -> Value {
    json(&house.get("/api/v1/openapi.json"))
}

fn post(house: &House, path: &str, content_type: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post(path).header("content-type", content_type);
    house.ask(request.body(body.into()).unwrap())
}

fn refs(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(to)) = fields.get("$ref") {
                found.insert(to.clone());
            }
            fields.values().for_each(|value| refs(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| refs(value, found)),
        _ => {}
    }
}

#[test]
fn the_document_is_whole() {
    let house = House::empty();
    let document = document(&house);
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut found = BTreeSet::new();
    refs(&document, &mut found);
    for to in found {
        assert!(document.pointer(to.strip_prefix('#').unwrap()).is_some(), "{to} leads nowhere");
    }
    for (path, methods) in document["paths"].as_object().unwrap() {
        assert!(path.starts_with("/api/v1/"), "{path}");
        for (method, operation) in methods.as_object().unwrap() {
            for key in ["summary", "description", "operationId"] {
                assert!(
                    operation[key].as_str().is_some_and(|t| !t.is_empty()),
                    "{method} {path}: {key}"
                );
            }
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let name = &parameter["name"];
                assert!(parameter["description"].is_string(), "{method} {path}: {name}");
            }
        }
    }
}

#[test]
fn every_question_of_the_document_has_an_answer() {
    let house = House::open();
    let latest = &json(&house.get("/api/v1/statements"))["items"][0]["id"];
    let (parties, day) = latest.as_str().unwrap().split_once('/').unwrap();
    let entry =
        json(&house.get("/api/v1/directories/mechanism"))["items"][0]["entry"]["id"].clone();
    let source = json(&house.get("/api/v1/sources"))["items"][0]["sha256"].clone();
    let document = document(&house);
    for (path, methods) in document["paths"].as_object().unwrap() {
        if methods.get("get").is_none() {
            continue;
        }
        let mut at = path
            .replace("{parties}", parties)
            .replace("{day}", day)
            .replace("{act}", "p1.a1")
            .replace("{formula}", "one-china")
            .replace("{kind}", "mechanism")
            .replace("{id}", entry.as_str().unwrap())
            .replace("{sha256}", source.as_str().unwrap());
        if path.ends_with("/compare") {
            at = format!("{at}?earlier={parties}/{day}&later={parties}/{day}");
        }
        let plain =
            |b: u8| if b.is_ascii() { char::from(b).to_string() } else { format!("%{b:02X}") };
        let at: String = at.bytes().map(plain).collect();
        let answer = house.get(&at);
        assert_eq!(answer.status, 200, "{at}: {}", answer.body);
        assert!(!answer.header("etag").is_empty(), "{at}");
        if answer.header("content-type") == "application/json" {
            json(&answer);
        }
    }
}

#[test]
fn lists_lead_on() {
    let house = House::open();
    let first = house.get("/api/v1/statements?limit=2");
    let link = first.header("link");
    assert!(link.contains("</api/v1/statements?limit=2&page=2>; rel=\"next\""), "{link}");
    assert!(!link.contains("rel=\"prev\"") && link.contains("rel=\"last\""), "{link}");
    let second = house.get("/api/v1/statements?limit=2&page=2");
    assert!(second.header("link").contains("rel=\"prev\""));
    assert_ne!(json(&first)["items"], json(&second)["items"]);
    assert_eq!(json(&first)["total"], json(&second)["total"]);
    let beyond = house.get("/api/v1/statements?page=1000000&limit=500");
    assert_eq!(json(&beyond)["items"], json!([]));
    // Kept answers lead on too, and those that are not sent again.
    let again =
        Request::get("/api/v1/statements?limit=2").header("if-none-match", first.header("etag"));
    let again = house.ask(again.body(Body::empty()).unwrap());
    assert_eq!((again.status.as_u16(), again.header("link")), (304, link));
}

#[test]
fn filters_are_those_of_the_pages() {
    let house = House::open();
    let all = json(&house.get("/api/v1/ledger?limit=1"))["total"].as_u64().unwrap();
    let trade = json(&house.get("/api/v1/ledger?limit=1&topic=trade"))["total"].as_u64().unwrap();
    assert!(0 < trade && trade < all);
    for wrong in ["topic=nonsense", "page=0", "limit=501", "due_from=soon", "page=x", "sort=up"] {
        let refused = house.get(&format!("/api/v1/ledger?{wrong}"));
        assert_eq!(refused.status, 400, "{wrong}");
        let problem = json(&refused);
        assert_eq!(
            (problem["type"].as_str(), problem["status"].as_u64()),
            (Some("/api#problem-bad-request"), Some(400))
        );
    }
}

#[test]
fn every_problem_leads_to_its_words() {
    let house = House::empty();
    for page in [house.get("/api"), house.get_zh("/api")] {
        for (code, _) in mengfu_web::failure::Failure::KINDS {
            page.has(&format!("id=\"problem-{code}\""));
        }
        assert!(!page.body.contains(">failure."), "a failure without words");
        assert!(!page.body.contains("\"api."), "a word is missing");
        page.has("schema-Listed");
    }
}

#[test]
fn refusals_of_every_sort_are_problems() {
    let house = House::open();
    let decisions = "/api/v1/decisions";
    let status = |answer: &Answer| {
        assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.body);
        let problem = json(answer);
        assert!(problem["type"].as_str().unwrap().starts_with("/api#problem-"));
        assert_eq!(problem["status"].as_u64(), Some(u64::from(answer.status.as_u16())));
        answer.status.as_u16()
    };
    assert_eq!(status(&house.get("/api/v1/nothing")), 404);
    assert_eq!(status(&house.get("/api/v1/statements/X-Y/2000-01-01")), 404);
    assert_eq!(status(&house.get(decisions)), 405);
    assert_eq!(status(&post(&house, "/api/v1/statements", "text/plain", "x")), 405);
    assert_eq!(house.get(decisions).header("allow"), "POST");
    assert_eq!(status(&post(&house, decisions, "text/plain", "x")), 415);
    assert_eq!(status(&post(&house, decisions, "application/json", "{")), 400);
    assert_eq!(status(&post(&house, decisions, "application/json", "{}")), 422);
    let large = vec![b' '; 2 << 20];
    assert_eq!(status(&post(&house, decisions, "application/json", large)), 413);
    let large = vec![b' '; (32 << 20) + 1];
    assert_eq!(status(&post(&house, "/api/v1/sources?name=a", "text/plain", large)), 413);
    assert_eq!(status(&post(&house, "/api/v1/sources", "text/plain", "x")), 400);
    assert_eq!(status(&house.get("/api/v1/compare?earlier=x")), 400);
    assert_eq!(status(&house.get("/api/v1/statements/%FF/%00/acts/p1.a1")), 400);
    let other_site = Request::post(decisions).header("sec-fetch-site", "cross-site");
    assert_eq!(status(&house.ask(other_site.body(Body::empty()).unwrap())), 403);
}

#[test]
fn deciding_writes_into_the_journal() {
    let house = House::open();
    let entry = &json(&house.get("/api/v1/ledger?limit=1"))["items"][0];
    let act = entry["id"].as_str().unwrap();
    let send =
        |body: Value| post(&house, "/api/v1/decisions", "application/json", body.to_string());
    let set =
        send(json!({"decision": "set-status", "act": act, "state": "done", "reason": "opened"}));
    assert_eq!(set.status, 201, "{}", set.body);
    assert_eq!(
        (json(&set)["author"].as_str(), json(&set)["number"].as_u64()),
        (Some("tester"), Some(1))
    );
    assert!(set.header("location").starts_with("/journal"));
    let evidence = json!({"decision": "add-evidence", "act": act, "location": "https://example.org", "grade": "document", "shows": "done"});
    assert_eq!(send(evidence).status, 201);
    assert_eq!(send(json!({"decision": "withdraw", "number": 1})).status, 201);
    assert_eq!(send(json!({"decision": "withdraw", "number": 99})).status, 404);
    assert_eq!(send(json!({"decision": "note", "act": act, "text": "  "})).status, 422);
    assert_eq!(send(json!({"decision": "note", "act": "nonsense", "text": "x"})).status, 422);
    assert_eq!(
        send(json!({"decision": "note", "act": "X-Y/2000-01-01#p1.a1", "text": "x"})).status,
        404
    );
    let journal = json(&house.get("/api/v1/journal"));
    assert_eq!(journal["total"].as_u64(), Some(3));
    assert_eq!(journal["items"][2]["withdrawn"], json!(true));
    let _ = Access::Read;
}

#[test]
fn a_source_is_reviewed_added_and_given_back() {
    let house = House::empty();
    let bytes = "<p>新闻</p>\u{feff}".as_bytes();
    let path = "/api/v1/sources?name=../a%2Fb.html";
    let review = post(&house, &format!("{path}&review=1"), "text/html", bytes);
    assert_eq!((review.status.as_u16(), json(&review)["known"].clone()), (200, json!(false)));
    assert_eq!(json(&house.get("/api/v1/sources"))["total"].as_u64(), Some(0));
    let added = post(&house, path, "text/html", bytes);
    assert_eq!((added.status.as_u16(), json(&added)["name"].clone()), (201, json!("b.html")));
    assert_eq!(post(&house, path, "text/html", bytes).status, 200);
    let hash = json(&added)["sha256"].as_str().unwrap().to_owned();
    let back = house.get(&format!("/api/v1/sources/{hash}"));
    assert_eq!(back.body.as_bytes(), bytes);
    assert_eq!(back.header("content-type"), "application/octet-stream");
    assert_eq!(back.header("content-disposition"), "attachment");
    assert_eq!(house.get("/api/v1/sources/nonsense").status, 404);
}
