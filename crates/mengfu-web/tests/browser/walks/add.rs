//! Adding: a text is pasted, looked at, and accepted or thrown away.

use super::visitor::Visitor;
use super::{EVERYWHERE, walk_in};
use crate::{Check, Place};

pub(super) fn walks() -> Vec<Check> {
    [
        walk_in(Place::Own, "add a statement", &EVERYWHERE, |v| Box::pin(add(v))),
        walk_in(Place::Own, "add nothing", &EVERYWHERE[1..3], |v| Box::pin(add_nothing(v))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// An invented statement that no example has.
const TITLE: &str = "澜海共和国和赤岭王国关于共同开发灯塔群岛的联合声明";
const TEXT: &str = "澜海共和国和赤岭王国关于共同开发灯塔群岛的联合声明

应澜海共和国总统邀请，赤岭王国首相于2025年6月2日至4日对澜海共和国进行正式访问。双方声明如下：

一、双方将于2026年底前在灯塔群岛建成第一座灯塔。

二、双方愿扩大渔业合作，鼓励两国青年交流。

二〇二五年六月三日于望潮";

async fn send(v: &Visitor<'_>, text: &str, name: &str) {
    v.open("/add").await;
    // A field takes lines from keys slowly, and a statement has many of them.
    let there = serde_json::to_value(v.find("#text").await).unwrap();
    let paste = "arguments[0].value = arguments[1]";
    v.browser.execute(paste, vec![there, text.into()]).await.unwrap();
    v.fill("#name", name).await;
    v.click("form.add button[type=submit]").await;
}

async fn add(v: &Visitor<'_>) {
    v.open("/statements").await;
    let before = v.count("tbody tr").await;

    // Looked at and thrown away, it leaves the register as it was.
    send(v, TEXT, "lighthouses").await;
    let found = v.text(".looked tbody tr").await;
    assert!(found.contains(TITLE) && found.contains("2025-06-03"), "{found}");
    assert_eq!(v.heading().await, v.word("Review", "审阅"));
    assert!(v.find(".looked input[name=file]").await.is_selected().await.unwrap());
    v.click("button[form=discard]").await;
    v.find("form.add").await;
    v.open("/statements").await;
    assert_eq!(v.count("tbody tr").await, before);

    // Accepted, it is there.
    send(v, TEXT, "lighthouses").await;
    v.find(".looked tbody tr").await;
    v.click("#batch .button-main").await;
    v.click("#batch a.statement").await;
    v.find("#text .sentence").await;
    assert_eq!(v.heading().await, TITLE);
    v.open("/statements").await;
    assert_eq!(v.count("tbody tr").await, before + 1);

    // Sent again, it is known.
    send(v, TEXT, "lighthouses").await;
    v.find(".looked .notice").await;
    assert!(!v.find(".looked input[name=file]").await.is_selected().await.unwrap());
}

async fn add_nothing(v: &Visitor<'_>) {
    v.open("/add").await;
    v.click("form.add button[type=submit]").await;
    let told = v.text("[role=alert]").await;
    assert!(told.contains(v.word("Choose a file or paste a text", "请")), "{told}");

    send(v, "今天天气很好。", "weather").await;
    let told = v.text(".looked .notice").await;
    assert!(told.contains(v.word("No statement was found", "声明")), "{told}");
    assert!(!v.find(".looked input[name=file]").await.is_selected().await.unwrap());
    v.click("#batch .button-main").await;
    let told = v.text("[role=alert]").await;
    assert!(told.contains(v.word("No file is chosen", "文件")), "{told}");
}
