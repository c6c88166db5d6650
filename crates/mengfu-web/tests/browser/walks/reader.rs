//! Reading a statement: what stands out, the outline, the reading of an act, its chain, the source.

use super::visitor::Visitor;
use super::{EVERYWHERE, SCRIPT, walk};
use crate::Check;
use crate::pages::PAIR;

pub(super) fn walks() -> Vec<Check> {
    [
        walk("read only the acts of one side", &EVERYWHERE, |v| Box::pin(one_side(v))),
        walk("jump by the outline", &EVERYWHERE[..3], |v| Box::pin(outline(v))),
        walk("read an act beside the text", &EVERYWHERE, |v| Box::pin(beside(v))),
        walk("point at an act", &SCRIPT[..1], |v| Box::pin(point(v))),
        walk("follow an act through the statements", &EVERYWHERE[1..3], |v| Box::pin(chain(v))),
        walk("look at the source", &EVERYWHERE, |v| Box::pin(source(v))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn statement() -> String {
    format!("/statements/{PAIR}/2023-05-09")
}

async fn one_side(v: &Visitor<'_>) {
    v.open(&statement()).await;
    let all = v.count(".text a.act").await;
    assert_eq!(v.count(".text .dim").await, 0);
    let sides = v.attributes(".filter-form select[name=by] option", "value").await;
    let side = sides.iter().find(|code| code.starts_with("X-")).expect("a side of its own");
    v.choose(".filter-form select[name=by]", side).await;
    v.send(".filter-form button").await;

    let told = v.text(".filter-told").await;
    let shown = v.count(".text .sentence:not(.dim) a.act:not(.dim)").await;
    assert!(0 < shown && shown < all, "{shown} of {all}");
    assert!(told.contains(&format!("{shown} / {all}")), "{told}");
    assert!(v.path().await.contains(&format!("by={side}")));

    v.click(".kinds a.kind-commitment").await;
    v.find(".kinds a.kind-commitment[aria-current]").await;
    let promises = v.count(".text .sentence:not(.dim) a.act:not(.dim)").await;
    assert_eq!(v.count(".text .sentence:not(.dim) a.kind-commitment:not(.dim)").await, promises);
    assert!(promises <= shown);
    v.click(".filter-told a").await;
    v.find(".kinds li:first-child a[aria-current]").await;
    assert_eq!(v.count(".text .dim").await, 0);
}

async fn outline(v: &Visitor<'_>) {
    v.open(&statement()).await;
    let link = v.all(".outline a").await.pop().expect("an outline");
    let to = link.attr("href").await.unwrap().unwrap();
    v.click_on(&link).await;
    v.find(&format!("{to}:target")).await;
    assert!(v.path().await.ends_with(&to));
    let there = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight";
    assert_eq!(v.look(there, &to).await, true, "{to} is seen");
    // The number of a sentence is one line, however long it is.
    let lines = "return [...document.querySelectorAll('.no')].filter((no) =>
        no.getClientRects().length && no.offsetHeight > 2.9 * parseFloat(getComputedStyle(no).fontSize) + 2).length";
    assert_eq!(v.look(lines, "").await, 0);
}

async fn beside(v: &Visitor<'_>) {
    v.open(&statement()).await;
    let place = v.attribute(".text a.act.kind-commitment", "id").await;
    v.click(".text a.act.kind-commitment").await;
    v.find("#brief .brief-title").await;
    assert!(v.path().await.starts_with(&format!("{}?act={place}", statement())));
    v.find(".text a.act[aria-current]").await;
    v.find("#brief .derivation summary").await;
    let quote = v.text("#brief blockquote.quote").await;

    if v.script() && v.desk() {
        v.find("body").await.send_keys("\u{e00c}").await.unwrap();
        v.find("#brief > p.muted:only-child").await;
        assert!(!v.path().await.contains("act="));
        v.browser.back().await.unwrap();
        v.find("#brief .brief-title").await;
    }
    v.click("#brief .brief-title a").await;
    v.find(".act-page").await;
    assert_eq!(v.path().await, format!("{}/{place}", statement()));
    assert!(v.text(".context").await.contains(&quote));
    v.click(".toolbar a[href*='#p']").await;
    v.find(&format!("[id='{place}']:target")).await;
}

async fn point(v: &Visitor<'_>) {
    v.open(&statement()).await;
    let act = v.find(".text a.act.kind-commitment").await;
    let hidden = "return getComputedStyle(document.querySelector('.text a.act.kind-commitment > .card-of')).clipPath";
    assert_ne!(v.look(hidden, "").await, "none");
    // From the keyboard: the act is focused, and its reading is there.
    let there = serde_json::to_value(&act).unwrap();
    let focus = "arguments[0].focus({ focusVisible: true })";
    v.browser.execute(focus, vec![there]).await.unwrap();
    v.find(".text a.act:focus-visible").await;
    assert_eq!(v.look(hidden, "").await, "none");
    assert!(v.text(".text a.act:focus-visible > .card-of").await.contains("commitment"));
}

async fn chain(v: &Visitor<'_>) {
    v.open(&statement()).await;
    v.click(".text a.chain-mark:not(.chain-later)").await;
    v.find("#chain, #text").await;
    assert!(!v.path().await.starts_with(&format!("{}/", statement())));
    v.open(&statement()).await;
    let marked = "const mark = document.querySelector('.text a.chain-mark:not(.chain-later)');
        let before = mark.previousElementSibling;
        while (!before.matches('a.act')) before = before.previousElementSibling;
        return before.id";
    let place = v.look(marked, "").await.as_str().unwrap().to_owned();
    v.open(&format!("{}/{place}", statement())).await;
    assert!(v.count("#chain .chain-act").await > 1);
    v.click("#chain .chain-act:not(.here) .chain-where a").await;
    v.find("#chain .chain-act.here").await;
    assert_ne!(v.path().await, format!("{}/{place}", statement()));
    v.click(".toolbar a[rel=next]").await;
    v.find(".toolbar a[rel=prev]").await;
}

async fn source(v: &Visitor<'_>) {
    v.open(&format!("/statements/{PAIR}/2008-04-16")).await;
    v.click(".fact-grid a[href$='/source']").await;
    v.find(".received").await;
    assert_eq!(v.heading().await, v.word("The source as received", "来源原貌"));
    let reasons = v.texts(".aside-reason").await;
    let furniture = v.word("furniture of the page", "页面杂项");
    assert!(reasons.iter().any(|reason| reason == furniture), "{reasons:?}");
    v.click("#findings + ol a[href*='#at']").await;
    v.find("#at:target").await;
    v.find(".received mark").await;
    v.click(".crumbs a").await;
    v.find("#text .sentence").await;
}
