//! Formulas, directories, the network, the calendar, what the room says of itself.

use super::visitor::Visitor;
use super::{BOTH, EVERYWHERE, walk};
use crate::Check;
use crate::pages::PAIR;

pub(super) fn walks() -> Vec<Check> {
    [
        walk("follow a formula", &EVERYWHERE, |v| Box::pin(formula(v))),
        walk("look something up in a directory", &EVERYWHERE, |v| Box::pin(directory(v))),
        walk("see the network of some years", &EVERYWHERE, |v| Box::pin(network(v))),
        walk("go through the calendar", &EVERYWHERE, |v| Box::pin(calendar(v))),
        walk("read about the reading", &EVERYWHERE[1..3], |v| Box::pin(about(v))),
        walk("try the interface for programs", &BOTH, |v| Box::pin(interface(v))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn formula(v: &Visitor<'_>) {
    v.open("/formulas").await;
    v.click("a[href='/formulas/partnership']").await;
    v.find(".formula-grid").await;
    v.find(".formula-grid .sign.turn-first").await;
    let all = v.count(".wording").await;
    v.click("input[name=changes]").await;
    v.send("form.toolbar button[type=submit]").await;
    v.find("input[name=changes]:checked").await;
    assert!(v.count(".wording").await <= all);

    if v.script() && v.desk() {
        let there = serde_json::to_value(v.find(".formula-grid a.sign").await).unwrap();
        v.browser.execute("arguments[0].focus()", vec![there]).await.unwrap();
        v.find(".tip:not([hidden])").await;
        assert!(!v.text(".tip").await.is_empty());
    } else {
        assert!(!v.attribute(".formula-grid a.sign", "title").await.is_empty() || v.script());
    }
    v.click(".formula-grid a.sign").await;
    v.find(".act-page").await;
}

async fn directory(v: &Visitor<'_>) {
    v.open("/directories").await;
    v.click("main a[href='/directories/instrument']").await;
    v.find(".directory-table").await;
    assert_eq!(v.heading().await, v.word("Agreements and texts", "协定与文件"));
    let name = v.text(".directory-table tbody th a").await;
    v.click(".directory-table tbody th a").await;
    v.find(".mentions mark").await;
    assert_eq!(v.heading().await, name);
    assert!(v.path().await.starts_with("/directories/instrument/"));
    v.click(".mentions .quote a").await;
    v.find(".act-page, #text").await;
    assert!(v.path().await.starts_with("/statements/"));
}

async fn network(v: &Visitor<'_>) {
    v.open("/network").await;
    let parties = "[aria-labelledby=network-party] tbody tr";
    let all = v.count(parties).await;
    v.fill("#network-to", "2000\u{e007}").await;
    v.find("form.toolbar a[href='/network']").await;
    let some = v.count(parties).await;
    assert!(0 < some && some < all, "{some} of {all}");
    v.click("form.toolbar a[href='/network']").await;
    v.find("#network-to:not([value='2000'])").await;
    v.choose("#network-kind", "none").await;
    v.send("form.toolbar button").await;
    v.find("form.toolbar a[href='/network']").await;
    assert_eq!(v.count("[aria-labelledby=network-mechanism]").await, 0);
    assert_eq!(v.count(parties).await, all);
    v.click(&format!("{parties} a")).await;
    v.find(".stacked").await;
    assert!(v.path().await.starts_with("/partnerships?party="));
}

async fn calendar(v: &Visitor<'_>) {
    v.open("/calendar?year=2023").await;
    v.click("a[rel=next]").await;
    v.find("#calendar-year[value='2024']").await;
    assert!(v.heading().await.contains("2024"));
    v.click(".months .has a").await;
    v.find(".month.chosen").await;
    assert_eq!(v.path().await, "/calendar?year=2024&month=12#d2024-12-31");
    assert_eq!(v.text("#d2024-12-31").await, "2024-12-31");
    assert!(v.heading().await.contains(v.word("December 2024", "十二月")));
    v.click(".agenda .quote a").await;
    v.find(".act-page").await;
    assert!(v.path().await.contains(PAIR));
}

async fn about(v: &Visitor<'_>) {
    v.open("/").await;
    v.click(".foot a[href='/about']").await;
    v.find(".scores").await;
    assert_eq!(v.heading().await, v.word("About this reading", "关于本解读"));
    v.click(".facts a[href='/statements']").await;
    v.find("tbody tr").await;
}

async fn interface(v: &Visitor<'_>) {
    v.open("/api").await;
    let described = v.server.get("/api/v1/openapi.json");
    let described: serde_json::Value = serde_json::from_slice(&described.body).unwrap();
    assert!(described["paths"].is_object());
    let tries = v.attributes(".operation > p > a[href^='/api']", "href").await;
    assert!(tries.len() > 10, "{tries:?}");
    for path in tries {
        let answer = v.server.get(&path);
        assert_eq!(answer.status, 200, "{path}");
        // A source is the file as received, whatever it is.
        let expected = match path.ends_with("/source") {
            true => "application/octet-stream",
            false => "application/json",
        };
        assert!(answer.content_type.starts_with(expected), "{path}: {}", answer.content_type);
    }
}
