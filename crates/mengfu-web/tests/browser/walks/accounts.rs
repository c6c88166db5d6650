//! Signing in, what each role may, signing out.

use super::visitor::Visitor;
use super::{EVERYWHERE, walk_in};
use crate::house::PASSWORD;
use crate::{Check, Place};

pub(super) fn walks() -> Vec<Check> {
    [
        walk_in(Place::Guarded, "sign in and out", &EVERYWHERE, |v| Box::pin(in_and_out(v))),
        walk_in(Place::Guarded, "each role may what it may", &EVERYWHERE[1..3], |v| {
            Box::pin(roles(v))
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn sign_in(v: &Visitor<'_>, name: &str, password: &str) {
    v.fill("#name", name).await;
    v.fill("#password", password).await;
    v.click(".door button[type=submit]").await;
}

async fn in_and_out(v: &Visitor<'_>) {
    v.open("/ledger?state=done").await;
    assert_eq!(v.heading().await, v.word("Sign in", "登录"));
    assert_eq!(v.count("nav.nav").await, 0, "the porch leads nowhere");
    sign_in(v, "reader", "not the password").await;
    v.find("[role=alert]").await;
    assert_eq!(v.attribute("#name", "value").await, "reader");

    sign_in(v, "reader", PASSWORD).await;
    v.find(".ledger-table").await;
    assert_eq!(v.path().await, "/ledger?state=done", "one is where one wanted to go");

    v.click(".head-tools a[href='/account']").await;
    v.click("form[action='/sign-out'] button").await;
    v.find(".door").await;
    v.open("/statements").await;
    v.find(".door").await;
}

async fn roles(v: &Visitor<'_>) {
    v.open("/ledger").await;
    sign_in(v, "reader", PASSWORD).await;
    v.find(".ledger-table").await;
    assert_eq!(v.count(".row-edit").await, 0);
    assert_eq!(v.count("nav a[href='/add']").await, 0);
    v.click(".ledger-table tbody tr:first-child a.quote").await;
    v.find("#journal").await;
    assert_eq!(v.count("form[action^='/decide']").await, 0);
    v.open("/add").await;
    assert_eq!(v.heading().await, v.word("Your account may not do this", "您的账户无权进行此操作"));
    v.open("/account").await;
    v.click("form[action='/sign-out'] button").await;

    v.find(".door").await;
    sign_in(v, "editor", PASSWORD).await;
    v.find(".head-tools a[href='/account']").await;
    v.open("/ledger").await;
    v.click(".ledger-table tbody tr:first-child a.quote").await;
    let form = ".decide .decide-part:nth-child(1)";
    v.click(&format!("{form} > summary")).await;
    v.choose(&format!("{form} select[name=state]"), "in-progress").await;
    v.click(&format!("{form} button[type=submit]")).await;
    v.find(".values .world_state-in-progress").await;
    assert!(v.text("#journal .journal li").await.contains("editor"));
    v.open("/accounts").await;
    v.find(".failure").await;
}
