//! Language, light and dark, the frame around the pages.

use super::visitor::Visitor;
use super::{BOTH, EVERYWHERE, SCRIPT, walk};
use crate::Check;

pub(super) fn walks() -> Vec<Check> {
    [
        walk("choose a language", &BOTH, |v| Box::pin(choose_a_language(v))),
        walk("choose dark, and it stays", &BOTH, |v| Box::pin(choose_dark(v))),
        walk("go to the search with one key", &SCRIPT, |v| Box::pin(one_key(v))),
        walk("go through the navigation", &EVERYWHERE, |v| Box::pin(navigate(v))),
        walk("ask for what is not there", &BOTH, |v| Box::pin(not_there(v))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn choose_a_language(v: &Visitor<'_>) {
    v.open("/statements").await;
    let (other, own) = (v.word("zh-Hans", "en"), v.word("en", "zh-Hans"));
    v.click(&format!("a[hreflang={other}]")).await;
    v.find(&format!("html[lang={other}]")).await;
    assert_eq!(v.path().await, "/statements");
    assert_eq!(v.heading().await, v.word("声明", "Statements"));
    v.click(&format!("a[hreflang={own}]")).await;
    v.find(&format!("html[lang={own}]")).await;
    assert_eq!(v.heading().await, v.word("Statements", "声明"));
}

async fn choose_dark(v: &Visitor<'_>) {
    v.open("/statements?page=1").await;
    v.click("a[href^='/look/dark']").await;
    v.find("html[data-look=dark]").await;
    assert_eq!(v.path().await, "/statements?page=1");
    let ground = "return getComputedStyle(document.documentElement).backgroundColor";
    let dark = v.look(ground, "").await;
    v.open("/about").await;
    v.find("html[data-look=dark]").await;
    assert_eq!(v.look(ground, "").await, dark);
    v.click("a[href^='/look/light']").await;
    v.find("html[data-look=light]").await;
    assert_ne!(v.look(ground, "").await, dark);
}

async fn one_key(v: &Visitor<'_>) {
    v.open("/statements").await;
    v.find("body").await.send_keys("/").await.unwrap();
    let focused = v.browser.active_element().await.unwrap();
    assert_eq!(focused.attr("id").await.unwrap().as_deref(), Some("head-q"));
}

async fn navigate(v: &Visitor<'_>) {
    v.open("/").await;
    let row = if v.desk() { ".nav-row" } else { ".nav-menu" };
    for page in ["/partnerships", "/ledger", "/calendar", "/add"] {
        if !v.desk() {
            v.click(".nav-menu summary").await;
        }
        v.click(&format!("{row} a[href='{page}']")).await;
        v.find(&format!("{row} a[href='{page}'][aria-current=page]")).await;
        assert_eq!(v.path().await, page);
    }
}

async fn not_there(v: &Visitor<'_>) {
    v.open("/statements/XAA-XBB/2000-01-01").await;
    assert_eq!(v.heading().await, v.word("Nothing is here", "此处无内容"));
    v.click(".failure .button").await;
    v.find(".nav-row a[href='/'][aria-current=page]").await;
}
