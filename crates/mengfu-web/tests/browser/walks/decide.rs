//! What people decide: on the page of an act and in the ledger; it stands in the journal and can be undone.

use super::visitor::Visitor;
use super::{EVERYWHERE, walk_in};
use crate::{Check, Place};

pub(super) fn walks() -> Vec<Check> {
    [
        walk_in(Place::Own, "decide on the page of an act", &EVERYWHERE, |v| Box::pin(on_act(v))),
        walk_in(Place::Own, "decide in the ledger", &EVERYWHERE, |v| Box::pin(in_ledger(v))),
        walk_in(Place::Own, "add evidence, a lead and a note", &EVERYWHERE[..3], |v| {
            Box::pin(evidence(v))
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The form of a sort, in the order in which the page has them.
fn part(number: usize, within: &str) -> String {
    format!("{within} .decide-part:nth-child({number})")
}

/// Opens the forms of the first promise of the ledger, on its own page.
async fn open_first_act(v: &Visitor<'_>) -> String {
    v.open("/ledger").await;
    v.click(".ledger-table tbody tr:first-child a.quote").await;
    v.find("#journal").await;
    v.path().await
}

async fn on_act(v: &Visitor<'_>) {
    let act = open_first_act(v).await;
    let form = part(1, ".decide");
    v.click(&format!("{form} > summary")).await;
    v.choose(&format!("{form} select[name=state]"), "stalled").await;
    v.fill(&format!("{form} input[name=reason]"), "等待批准 waiting").await;
    v.click(&format!("{form} button[type=submit]")).await;

    v.find(".decide-done").await;
    assert_eq!(v.path().await, format!("{act}?done=1"));
    v.find(".values .world_state-stalled").await;
    let entry = v.text("#journal .journal li").await;
    for told in ["tester", "等待批准 waiting", v.word("stalled", "停滞")] {
        assert!(entry.contains(told), "{told} in {entry}");
    }

    v.open("/journal").await;
    let entry = v.text("#entry-1").await;
    for told in ["tester", "等待批准 waiting", v.word("stalled", "停滞")] {
        assert!(entry.contains(told), "{told} in {entry}");
    }
    v.click("#entry-1 .quote a").await;
    v.find("#journal").await;
    assert_eq!(v.path().await, act);

    v.click("#journal .decide-withdraw button").await;
    v.find(".decide-done").await;
    assert_eq!(v.path().await, format!("{act}?done=2"));
    assert_eq!(v.count(".values .world_state-stalled").await, 0);
    v.find("#journal .journal li.withdrawn").await;
}

async fn in_ledger(v: &Visitor<'_>) {
    v.open("/ledger?sort=due&open=1").await;
    let row = ".ledger-table tbody tr:first-child";
    let promise = v.text(&format!("{row} a.quote")).await;
    v.click(&format!("{row} .row-edit > summary")).await;
    let form = part(1, &format!("{row} .decide"));
    v.click(&format!("{form} > summary")).await;
    v.choose(&format!("{form} select[name=state]"), "stalled").await;
    v.click(&format!("{form} button[type=submit]")).await;

    v.find(".decide-done").await;
    assert_eq!(v.path().await, "/ledger?sort=due&open=1&done=1");
    assert_eq!(v.text(&format!("{row} a.quote")).await, promise, "the order is the same");
    v.find(&format!("{row} td:last-child .world_state-stalled")).await;

    // The state leads to who set it.
    v.click(&format!("{row} td:last-child a[href*='/journal']")).await;
    v.find("#entry-1:target").await;
    v.browser.back().await.unwrap();
    v.click(".decide-done button").await;
    v.find(&format!("{row} td:last-child .chip:not(.world_state-stalled)")).await;
    assert_eq!(v.path().await, "/ledger?sort=due&open=1&done=2");
}

async fn evidence(v: &Visitor<'_>) {
    let act = open_first_act(v).await;
    let form = part(2, ".decide");
    v.click(&format!("{form} > summary")).await;
    v.fill(&format!("{form} input[name=location]"), "https://example.org/opened").await;
    v.fill(&format!("{form} textarea[name=quote]"), "The road is open.").await;
    v.choose(&format!("{form} select[name=shows]"), "done").await;
    v.click(&format!("{form} button[type=submit]")).await;
    v.find("#journal a[href='https://example.org/opened']").await;
    v.find(".values .world_state-done").await;

    let form = part(3, ".decide");
    v.click(&format!("{form} > summary")).await;
    v.fill(&format!("{form} input[name=lead]"), "Ministry of Roads").await;
    v.fill(&format!("{form} input[name=contact]"), "Desk 3").await;
    v.click(&format!("{form} button[type=submit]")).await;
    v.find("#e2").await;
    v.open(&act).await;
    assert_eq!(v.attribute(".decide input[name=lead]", "value").await, "Ministry of Roads");

    let form = part(4, ".decide");
    v.click(&format!("{form} > summary")).await;
    v.fill(&format!("{form} textarea[name=text]"), "<b>ask again</b> in May").await;
    v.click(&format!("{form} button[type=submit]")).await;
    v.find("#e3").await;
    let journal = v.text("#journal").await;
    for told in ["The road is open.", "Ministry of Roads", "Desk 3", "<b>ask again</b> in May"] {
        assert!(journal.contains(told), "{told} in {journal}");
    }

    v.open("/ledger").await;
    let row = v.text(".ledger-table tbody tr:first-child").await;
    for told in ["Ministry of Roads", "<b>ask again</b> in May"] {
        assert!(row.contains(told), "{told} in {row}");
    }
    v.find(".ledger-table tbody tr:first-child .world_state-done").await;
}
