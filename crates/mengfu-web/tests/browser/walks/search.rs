//! Search, and where hits lead.

use super::visitor::Visitor;
use super::{EVERYWHERE, walk};
use crate::Check;

pub(super) fn walks() -> Vec<Check> {
    [
        walk("search and narrow down", &EVERYWHERE, |v| Box::pin(search(v))),
        walk("search for what nobody said", &EVERYWHERE[1..3], |v| Box::pin(nothing(v))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const ENTER: &str = "\u{e007}";

async fn search(v: &Visitor<'_>) {
    v.open("/about").await;
    v.fill("#head-q", &format!("贸易{ENTER}")).await;
    v.find(".hits").await;
    assert_eq!(v.heading().await, v.word("Search", "检索"));
    let all = v.number("p[role=status]").await;
    let marked = v.texts(".hit mark").await;
    assert!(marked.len() >= all.min(25), "{marked:?}");
    assert!(marked.iter().all(|word| word == "贸易" || word == "貿易"), "{marked:?}");

    v.click(".search-filters summary").await;
    v.choose("#s-kind", "appraisal").await;
    v.click(".search-field button").await;
    v.find(".search-filters[open] .button").await;
    let some = v.number("p[role=status]").await;
    assert!(0 < some && some < all, "{some} of {all}");
    // A hit shows the acts that its words are in; the act of this kind may be another of the sentence.
    assert!(v.count(".hit:has(.kind-appraisal)").await > 0);

    v.click(".hit .quote a").await;
    v.find(".text a.act:target").await;
    v.browser.back().await.unwrap();
    v.click(".hit .hit-acts a").await;
    v.find(".act-page").await;
}

async fn nothing(v: &Visitor<'_>) {
    v.open("/search?q=%E6%9C%88%E7%90%83%E5%9F%BA%E5%9C%B0").await;
    v.find(".empty").await;
    assert_eq!(v.count(".hit").await, 0);
    v.fill("#s-q", &format!("合作{ENTER}")).await;
    v.find(".hit mark").await;
}
