//! Ledger, formulas, directories, search, journal: what a reader finds there, in both languages.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

mod house;

use house::House;
use mengfu::library::{LedgerQuery, NewDecision};
use mengfu::model::{EntityKind, WorldState};

const PAGES: [&str; 12] = [
    "/ledger",
    "/ledger?open=1&state=overdue&topic=trade&topic=energy&at_least=agree&sort=due&reverse=1&q=合作",
    "/ledger?as_of=2010-01-01&party=X-48753d94&by=X-f7dc10b3&due_from=2009-01-01&text=restated",
    "/formulas",
    "/formulas/one-china",
    "/formulas/partnership?party=X-48753d94&changes=1",
    "/directories",
    "/directories/mechanism?q=委员会&sort=first",
    "/directories/person",
    "/search?q=税",
    "/search?q=合作&from=2000&to=2020&kind=commitment&topic=trade",
    "/journal",
];

#[test]
fn every_page_opens_in_both_languages_and_has_a_word_for_everything() {
    let house = House::open();
    for path in PAGES {
        for page in [house.get(path), house.get_zh(path)] {
            assert_eq!(page.status, 200, "{path}");
            for area in ["ledger.", "formulas.", "directories.", "search.", "journal.", "decide."] {
                let unsaid = page.body.split(['>', '<', '"']).find(|text| {
                    text.trim().starts_with(area) && !text.contains(' ') && !text.contains('/')
                });
                let file = |text: &&str| text.ends_with(".csv") || text.ends_with(".xlsx");
                assert_eq!(unsaid.filter(|text| !file(text)), None, "{path}");
            }
        }
    }
}

#[test]
fn a_filter_that_is_no_code_is_refused() {
    let house = House::open();
    for path in
        ["/ledger?topic=nothing", "/ledger?due_from=soon", "/ledger?sort=x", "/search?from=x&q=a"]
    {
        assert_eq!(house.get(path).status, 400, "{path}");
    }
}

#[test]
fn a_view_of_the_ledger_is_its_address() {
    let house = House::open();
    let page = house.get("/ledger?topic=trade&open=1&sort=due&page=1");
    page.has("value=\"/ledger?topic=trade&amp;open=1&amp;sort=due\"");
    page.has("/export/ledger.xlsx?topic=trade&amp;open=1&amp;sort=due");
    page.has("/export/calendar.ics?topic=trade");
    page.has("aria-sort=\"ascending\"");
}

#[test]
fn every_promise_is_counted_once_in_one_of_the_numbers() {
    let house = House::open();
    let query = LedgerQuery::as_of("2026-01-01".parse().unwrap());
    let totals = house.library().ledger(&query).unwrap().totals;
    assert!(totals.once > 0 && totals.once < totals.entries);
    assert!(totals.once + totals.umbrellas + totals.carried_on >= totals.entries);
    house.get("/ledger?as_of=2026-01-01").has(&format!("<strong>{}</strong>", totals.once));
}

#[test]
fn a_promise_is_edited_in_its_row_and_the_journal_tells_it_and_undoes_it() {
    let house = House::open();
    let query = LedgerQuery { most: 1, ..LedgerQuery::as_of("2026-01-01".parse().unwrap()) };
    let entry = house.library().ledger(&query).unwrap().entries.pop().unwrap();
    house.get("/ledger").has(&format!("value=\"{}\"", entry.id));
    let form = format!("act={}&to=%2Fledger&state=done&reason=seen", entry.id.replace('#', "%23"));
    let done = house.post("/decide/status", &form);
    assert_eq!((done.status.as_u16(), done.header("location")), (303, "/ledger?done=1"));
    house.get("/ledger?done=1").has("/decide/withdraw");
    let journal = house.get("/journal");
    journal.has("id=\"entry-1\"");
    journal.has("seen");
    journal.has("The chain is sound");
    house.post("/decide/withdraw", "number=1&to=%2Fjournal");
    house.get("/journal").has("withdrawn by entry 2");
}

#[test]
fn a_formula_shows_signs_words_and_changes_in_the_language_of_the_reader() {
    let house = House::open();
    let english = house.get("/formulas/partnership");
    english.has("Rank of the relation");
    english.has("first use");
    english.has("全面战略伙伴关系");
    let chinese = house.get_zh("/formulas/partnership");
    chinese.has("伙伴关系定位");
    chinese.has("首次使用");
    assert_eq!(house.get("/formulas/nothing").status, 404);
}

#[test]
fn a_thing_has_its_names_its_story_and_its_mentions() {
    let house = House::open();
    let library = house.library();
    let texts = library.directory(EntityKind::Instrument, &[]).unwrap();
    let tax = texts.iter().find(|e| e.title.contains("双重征税")).unwrap();
    let page = house.get(&mengfu_web::paths::entity(&tax.id));
    page.has("under negotiation");
    page.has("in force");
    page.has("<mark>");
    let bodies = library.directory(EntityKind::Mechanism, &[]).unwrap();
    let body = bodies.iter().find(|e| !e.sittings.is_empty()).unwrap();
    house.get_zh(&mengfu_web::paths::entity(&body.id)).has("第 8 次会议");
    assert_eq!(house.get("/directories/mechanism/mechanism:nothing").status, 404);
}

#[test]
fn two_entries_become_one_and_two_again() {
    let house = House::open();
    let bodies = house.library().directory(EntityKind::Mechanism, &[]).unwrap();
    let (one, other) = (&bodies[0], &bodies[1]);
    let form = format!("into={}&reason=same", mengfu_web::paths::encoded(&other.id.0));
    let done = house.post(&format!("{}/merge", mengfu_web::paths::entity(&one.id)), &form);
    assert_eq!(done.status, 303);
    let page = house.get(done.header("location"));
    page.has(&one.names[0].0);
    page.has(&other.names[0].0);
    assert_eq!(house.get(&mengfu_web::paths::entity(&one.id)).status, 404);
    house.post("/decide/withdraw", "number=1&to=%2Fjournal");
    assert_eq!(house.get(&mengfu_web::paths::entity(&one.id)).status, 200);
    let nowhere = house.post(&format!("{}/merge", mengfu_web::paths::entity(&one.id)), "into=x");
    assert_eq!(nowhere.status, 400);
}

#[test]
fn words_with_another_meaning_become_an_entry_of_their_own() {
    let house = House::open();
    let bodies = house.library().directory(EntityKind::Mechanism, &[]).unwrap();
    let body = bodies.iter().find(|e| e.names.len() > 1).unwrap();
    let words = &body.names[1].0;
    let form = format!("surface={}", mengfu_web::paths::encoded(words));
    let done = house.post(&format!("{}/split", mengfu_web::paths::entity(&body.id)), &form);
    assert_eq!(done.status, 303);
    assert_eq!(house.get(done.header("location")).status, 200);
}

#[test]
fn words_are_found_and_marked_and_something_else_is_offered_where_nothing_is() {
    let house = House::open();
    house.get("/search?q=税").has("<mark>税</mark>");
    house.get("/search?q=避免双重征税").has("<mark>避免双重征税</mark>");
    let none = house.get("/search?q=避免双重征税冥王星");
    none.has("No sentence has all of this");
    none.has("/search?q=%E9%81%BF%E5%85%8D%E5%8F%8C%E9%87%8D%E5%BE%81%E7%A8%8E\"");
    let filtered = house.get("/search?q=税&to=1900");
    filtered.has("Search without filters");
    house.get("/search?q=澜海").has("Promises of 澜海共和国");
}

#[test]
fn a_view_comes_as_a_file_of_another_program() {
    let house = House::open();
    let csv = house.get("/export/ledger.csv?topic=trade");
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert!(csv.body.starts_with('\u{feff}'));
    assert!(csv.header("content-disposition").starts_with("attachment; filename=\"mengfu-ledger-"));
    for (path, content) in [
        ("/export/ledger.xlsx", "PK"),
        ("/export/ledger.jsonl", "{\"article\""),
        ("/export/calendar.ics", "BEGIN:VCALENDAR"),
        ("/export/open-promises.docx?parties=X-48753d94-X-f7dc10b3", "PK"),
        ("/export/open-promises.md?party=X-48753d94", "# "),
        (
            "/export/comparison.md?earlier=X-48753d94-X-f7dc10b3/2008-04-16&later=X-48753d94-X-f7dc10b3/2016-11-22",
            "# ",
        ),
        ("/export/statements/X-48753d94-X-f7dc10b3/2008-04-16.akn.xml", "<?xml"),
        ("/export/statements/X-48753d94-X-f7dc10b3/2008-04-16.jsonld", "{"),
        ("/export/statements/X-48753d94-X-f7dc10b3/2008-04-16.json", "{"),
    ] {
        let file = house.get(path);
        assert_eq!(file.status, 200, "{path}: {}", file.body);
        assert!(
            file.body.starts_with(content),
            "{path}: {}",
            &file.body[..40.min(file.body.len())]
        );
    }
    assert_eq!(house.get("/export/ledger.exe").status, 404);
    assert_eq!(house.get("/export/statements/A-B/2008-04-16.json").status, 404);
}

#[test]
fn hostile_words_stay_words() {
    let house = House::open();
    let query = LedgerQuery { most: 1, ..LedgerQuery::as_of("2026-01-01".parse().unwrap()) };
    let library = house.library();
    let entry = library.ledger(&query).unwrap().entries.pop().unwrap();
    let script = "<script>alert(1)</script>\u{202e}";
    let at = "2026-01-01T00:00:00Z";
    let note = NewDecision::Note(script.to_owned());
    library.decide(&entry.address, note, at, script, script).unwrap();
    library.decide(&entry.address, NewDecision::Status(WorldState::Done), at, "x", "y").unwrap();
    for path in ["/ledger", "/journal", "/search?q=%3Cscript%3E", "/ledger?q=%3Cscript%3E"] {
        let page = house.get(path);
        assert!(!page.body.contains("<script>alert"), "{path}");
    }
    house.get("/journal").has("&lt;script&gt;alert(1)&lt;/script&gt;");
}
