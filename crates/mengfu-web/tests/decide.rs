//! Deciding in the browser: forms go into the journal, can be undone, and refuse what makes no sense.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

mod house;

use house::House;
use mengfu::library::{Day, Entry, LedgerQuery};
use mengfu::model::{Decision, WorldState};

fn today() -> Day {
    "2027-01-01".parse().unwrap()
}

fn some(house: &House) -> Entry {
    house.library().ledger(&LedgerQuery::as_of(today())).unwrap().entries.remove(0)
}

fn now(house: &House, entry: &Entry) -> Entry {
    house.library().entry(&entry.address, "2999-01-01".parse().unwrap()).unwrap().unwrap()
}

fn form(entry: &Entry, rest: &str) -> String {
    format!("act={}&to=%2Fledger%3Fq%3Da%23row&{rest}", entry.id.replace('#', "%23"))
}

#[test]
fn a_state_is_entered_and_undone() {
    let house = House::open();
    let entry = some(&house);
    let answer = house.post("/decide/status", &form(&entry, "state=stalled&reason=waiting"));
    assert_eq!(answer.status, 303);
    assert_eq!(answer.header("location"), "/ledger?q=a&done=1#row");
    assert_eq!(now(&house, &entry).world_state, WorldState::Stalled);
    let history = house.library().history().unwrap();
    assert_eq!(
        (history[0].entry.author.as_str(), history[0].entry.reason.as_str()),
        ("tester", "waiting")
    );

    let undone = house.post("/decide/withdraw", "number=1&to=%2Fledger");
    assert_eq!(undone.header("location"), "/ledger?done=2");
    assert_eq!(now(&house, &entry).world_state, entry.world_state);
    house.post("/decide/withdraw", "number=2&to=%2Fledger");
    assert_eq!(now(&house, &entry).world_state, WorldState::Stalled);
}

#[test]
fn evidence_lead_and_note_are_entered() {
    let house = House::open();
    let entry = some(&house);
    let evidence = "location=https%3A%2F%2Fexample.org%2Fa&quote=&grade=own-claim&shows=done";
    house.post("/decide/evidence", &form(&entry, evidence));
    house.post("/decide/assign", &form(&entry, "lead=Ministry+of+Ports&contact="));
    house.post("/decide/note", &form(&entry, "text=%20ask%20again%20"));
    let after = now(&house, &entry);
    assert_eq!(after.world_state, WorldState::Done);
    assert_eq!(after.track.lead.as_deref(), Some("Ministry of Ports"));
    assert_eq!(after.track.note.as_deref(), Some("ask again"));
    let history = house.library().history().unwrap();
    let Decision::AddEvidence { evidence, .. } = &history[0].entry.decision else { panic!() };
    assert_eq!(evidence.quote, None);
}

#[test]
fn what_makes_no_sense_is_refused_and_changes_nothing() {
    let house = House::open();
    let entry = some(&house);
    for (path, body, status) in [
        ("/decide/status", form(&entry, "state=perhaps"), 400),
        ("/decide/status", "state=done".to_owned(), 400),
        ("/decide/status", "act=XAA-XBB%2F2000%23p1.a1&state=done".to_owned(), 404),
        ("/decide/evidence", form(&entry, "location=+&grade=document"), 400),
        ("/decide/evidence", form(&entry, "location=a&grade=hearsay"), 400),
        ("/decide/assign", form(&entry, "lead="), 400),
        ("/decide/note", form(&entry, "text=%00"), 400),
        ("/decide/note", form(&entry, &format!("text={}", "a".repeat(4_001))), 413),
        ("/decide/withdraw", "number=99".to_owned(), 404),
        ("/decide/withdraw", "number=x".to_owned(), 400),
    ] {
        assert_eq!(house.post(path, &body).status, status, "{path} {body:.80}");
    }
    assert!(house.library().history().unwrap().is_empty());
}

#[test]
fn one_never_returns_to_another_site() {
    let house = House::open();
    let entry = some(&house);
    let body = format!("act={}&to=%2F%2Fevil.example&text=a", entry.id.replace('#', "%23"));
    assert_eq!(house.post("/decide/note", &body).header("location"), "/?done=1");
}

#[test]
fn all_forms_of_an_act_stand_on_a_page() {
    let house = House::open();
    let entry = some(&house);
    let address = format!("/decide?act={}&to=%2Fledger", entry.id.replace('#', "%23"));
    let page = house.get(&address);
    for form in ["status", "evidence", "assign", "note"] {
        page.has(&format!("action=\"/decide/{form}\""));
    }
    page.has("value=\"/ledger\"");
    house.get_zh(&address).has("裁定落实情况");
}
