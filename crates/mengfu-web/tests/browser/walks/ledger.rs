//! The ledger: filters, order, totals, views to give on, files.

use super::visitor::Visitor;
use super::{DESK, EVERYWHERE, PLAIN, walk};
use crate::Check;
use crate::driver::Setting;

pub(super) fn walks() -> Vec<Check> {
    [
        walk("filter the ledger", &EVERYWHERE, |v| Box::pin(filter(v))),
        walk("sort the ledger", &[DESK, Setting { language: "zh", ..PLAIN }], |v| {
            Box::pin(sort(v))
        }),
        walk("take the ledger along", &[DESK, PLAIN], |v| Box::pin(take_along(v))),
        walk("keep a view of the ledger", &[DESK], |v| Box::pin(keep_a_view(v))),
        walk("a view of nothing", &EVERYWHERE[..2], |v| Box::pin(nothing(v))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const TOTAL: &str = ".ledger-count .figure";
const ROWS: &str = ".ledger-table tbody tr";

async fn filter(v: &Visitor<'_>) {
    v.open("/ledger").await;
    assert_eq!(v.heading().await, v.word("Promises", "承诺台账"));
    let all = v.number(TOTAL).await;
    let scroll = "const box = document.querySelector('.ledger-main .scroll');
        return box.scrollWidth - box.clientWidth";
    assert!(v.look(scroll, "").await.as_i64().unwrap() <= 1, "the table is wider than its place");

    v.click(".facets input[name=state][value=done]").await;
    v.send(".facets button[type=submit]").await;
    v.find("ul.chosen li").await;
    let done = v.number(TOTAL).await;
    assert!(0 < done && done < all, "{done} of {all}");
    assert_eq!(v.count(ROWS).await, done);
    assert_eq!(v.count(&format!("{ROWS} td:last-child .world_state-done")).await, done);

    // The address is the view: whoever gets it sees the same.
    let address = v.path().await;
    assert!(address.contains("state=done"), "{address}");
    v.open("/").await;
    v.open(&address).await;
    assert_eq!(v.number(TOTAL).await, done);
    v.find(".facets input[name=state][value=done]:checked").await;

    v.click("ul.chosen a").await;
    v.find(".facets input[name=state][value=done]:not(:checked)").await;
    assert_eq!((v.number(TOTAL).await, v.count("ul.chosen li").await), (all, 0));
}

async fn sort(v: &Visitor<'_>) {
    v.open("/ledger").await;
    v.click("th a.sort[href*='sort=strength']").await;
    v.find("th[aria-sort=descending] a.sort[href*='sort=strength']").await;
    let firm = v.attribute(&format!("{ROWS}:first-child td:nth-child(4) .chip"), "class").await;
    v.click("th a.sort[href*='sort=strength']").await;
    v.find("th[aria-sort=ascending] a.sort[href*='sort=strength']").await;
    let loose = v.attribute(&format!("{ROWS}:first-child td:nth-child(4) .chip"), "class").await;
    assert_ne!(firm, loose);
}

async fn take_along(v: &Visitor<'_>) {
    v.open("/ledger?state=done").await;
    let total = v.number(TOTAL).await;
    let links = v.attributes(".exports a[download]", "href").await;
    assert_eq!(links.len(), 4);
    for link in links {
        let file = v.server.get(&link);
        assert_eq!(file.status, 200, "{link}");
        let begins = |with: &[u8]| file.body.starts_with(with);
        if link.contains(".xlsx") {
            assert!(begins(b"PK"), "{link}");
        } else if link.contains(".csv") {
            assert!(file.content_type.starts_with("text/csv"), "{}", file.content_type);
        } else if link.contains(".jsonl") {
            let lines = file.body.split(|b| *b == b'\n').filter(|line| !line.is_empty()).count();
            assert_eq!(lines, total, "{link}");
        } else {
            assert!(begins(b"BEGIN:VCALENDAR"), "{link}");
        }
    }
    assert_eq!(v.sees(".exports [data-print]").await, v.script());
}

async fn keep_a_view(v: &Visitor<'_>) {
    v.open("/ledger?state=done&sort=due").await;
    v.fill("#view-name", "kept, by date").await;
    v.click(".view-save button").await;
    v.find(".view-list a").await;
    v.open("/ledger").await;
    assert_eq!(v.text(".view-list a").await, "kept, by date");
    v.click(".view-list a").await;
    v.find("ul.chosen li").await;
    assert_eq!(v.path().await, "/ledger?state=done&sort=due");
    v.click(".view-list button").await;
    assert_eq!(v.count(".view-list li").await, 0);
}

async fn nothing(v: &Visitor<'_>) {
    v.open("/ledger?q=zzz").await;
    assert_eq!((v.number(TOTAL).await, v.count(ROWS).await), (0, 0));
    v.find(".ledger .empty").await;
}
