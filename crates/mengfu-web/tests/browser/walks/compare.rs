//! Two statements side by side: picking them, what changed, by article and by topic.

use super::visitor::Visitor;
use super::{EVERYWHERE, PLAIN, walk};
use crate::Check;
use crate::driver::Setting;
use crate::pages::PAIR;

pub(super) fn walks() -> Vec<Check> {
    [
        walk("pick two statements", &EVERYWHERE, |v| Box::pin(pick(v))),
        walk("see what changed", &EVERYWHERE, |v| Box::pin(changes(v))),
        walk("name two statements", &[PLAIN, Setting { language: "zh", ..PLAIN }], |v| {
            Box::pin(name(v))
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn two() -> String {
    format!("/compare?earlier={PAIR}%2F2016-11-22&later={PAIR}%2F2023-05-09")
}

async fn pick(v: &Visitor<'_>) {
    v.open("/compare").await;
    v.click(&format!(".pick-list a[href*='{PAIR}']")).await;
    v.find(".pick-list a[aria-current]").await;
    v.choose("select[name=earlier]", &format!("{PAIR}/2008-04-16")).await;
    v.choose("select[name=later]", &format!("{PAIR}/2023-05-09")).await;
    v.click(".card .pick button").await;
    v.find(".side-by-side").await;
    let heads = v.texts(".compared .card b").await;
    assert_eq!(heads, ["2008-04-16", "2023-05-09"]);
    assert_eq!(v.text("#summary").await, v.word("In a minute", "一分钟概览"));
    assert!(v.count(".weighty section").await > 0);
    v.find(".weighty .quote").await;
}

async fn changes(v: &Visitor<'_>) {
    v.open(&two()).await;
    let rows = ".side-by-side tbody tr:not(.group)";
    let all = v.count(rows).await;
    assert_eq!(v.number(".kinds li:first-child .count").await, all);
    for change in ["new", "drops", "strengthens", "weakens"] {
        let filter = format!(".kinds a.link-{change}");
        let told = v.number(&format!("{filter} .count")).await;
        v.click(&filter).await;
        v.find(&format!("{filter}[aria-current]")).await;
        let chips = v.count(&format!("{rows} .what .link-{change}")).await;
        assert_eq!((v.count(rows).await, chips), (told, told), "{change}");
    }
    v.click(".kinds a[href*='by=topic']").await;
    v.find(".kinds a[href*='by=topic'][aria-current]").await;
    assert!(v.path().await.contains("what=weakens"), "the filter stays");
    v.click(".kinds li:first-child a").await;
    v.find(".kinds li:first-child a[aria-current]").await;
    assert_eq!(v.count(rows).await, all);
    let groups = v.texts(".side-by-side .group").await;
    assert!(groups.iter().any(|group| group.trim() == v.word("trade", "贸易")), "{groups:?}");

    // What was said and what is said now differ word by word.
    assert!(v.count(".side-by-side ins").await > 0 && v.count(".side-by-side del").await > 0);
    let file = v.attribute(".toolbar a[download]", "href").await;
    assert!(v.server.get(&file).body.starts_with(b"PK"), "{file}");
    v.click(&format!("{rows} a.place")).await;
    v.find(".act-page").await;
}

async fn name(v: &Visitor<'_>) {
    v.open("/compare").await;
    v.fill("input[name=earlier]", &format!("{PAIR}/2016")).await;
    v.fill("input[name=later]", "2023").await;
    v.click("section:last-child .pick button").await;
    v.find(".side-by-side").await;
    assert_eq!(v.texts(".compared .card b").await, ["2016-11-22", "2023-05-09"]);
}
