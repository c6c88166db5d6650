//! Overview, partnerships, network and calendar: the facts are there in both languages, they lead to the
//! words behind them, and what a text says stays text.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

mod house;

use house::{Answer, House};

/// Lanhai and Chiling, whose story the examples tell.
const LANHAI_CHILING: &str = "/partnerships/X-48753d94-X-f7dc10b3";

/// A drawing by itself is well-formed, has a title and a description, and leads nowhere.
#[track_caller]
fn is_a_drawing(answer: &Answer) {
    assert_eq!(answer.header("content-type"), "image/svg+xml");
    answer.has("<svg xmlns=\"http://www.w3.org/2000/svg\"");
    answer.has("<title>");
    answer.has("<desc>");
    assert!(!answer.body.contains("<a ") && !answer.body.contains("style="));
    let opened = answer.body.matches("<g>").count() + answer.body.matches("<g ").count();
    assert_eq!(opened, answer.body.matches("</g>").count());
}

#[test]
fn the_overview_counts_and_leads_to_what_is_counted() {
    let page = House::open().get("/");
    for words in ["<h1>Overview</h1>", "open promises", "promises kept", "Due next", "To look at"] {
        page.has(words);
    }
    for link in ["/statements", "/partnerships", "/ledger?open=1", "/ledger?state=done", "/network"]
    {
        page.has(&format!("href=\"{link}\""));
    }
    page.has("<span class=\"figure\">10</span>");
    page.has("全面战略伙伴关系");
    page.has("/source\"");
}

#[test]
fn the_overview_tells_what_the_newest_statement_changed() {
    let page = House::open().get_zh("/");
    page.has("最新声明带来的变化");
    page.has("/compare?earlier=");
    page.has("&amp;what=");
    page.has("即将到期");
    page.has("有待查看");
}

#[test]
fn an_empty_register_says_how_to_begin() {
    let house = House::empty();
    let page = house.get("/");
    page.has("The register is empty");
    page.has("href=\"/add\"");
    house.get_zh("/").has("名册尚无内容");
    for path in ["/partnerships", "/network", "/calendar", "/network.svg", "/calendar.svg"] {
        assert_eq!(house.get(path).status, 200, "{path}");
    }
    assert_eq!(house.get("/partnerships/CHN-AZE").status, 404);
}

#[test]
fn partnerships_can_be_chosen_by_party() {
    let house = House::open();
    let all = house.get("/partnerships");
    all.has("4 partnerships");
    all.has("战略伙伴关系");
    let of_one = house.get("/partnerships?party=X-0808ed04");
    of_one.has("2 partnerships");
    of_one.has("<option value=\"X-0808ed04\" selected>");
    assert!(!of_one.body.contains(LANHAI_CHILING));
    house.get_zh("/partnerships").has("共 4 对伙伴关系");
    house.get("/partnerships?party=nobody").has("No statement has these parties.");
    assert_eq!(house.get("/partnerships?page=99").status, 200);
}

#[test]
fn a_partnership_tells_its_story() {
    let house = House::open();
    let page = house.get(LANHAI_CHILING);
    page.has(">澜海共和国</a>");
    // The relation rose from friendly relations to a comprehensive strategic partnership.
    page.has("How the relation is worded");
    page.has("友好合作关系");
    page.has("全面战略伙伴关系");
    // Each statement is compared with the one before.
    page.has("/compare?earlier=X-48753d94-X-f7dc10b3%2F2016-11-22&amp;later=X-48753d94-X-f7dc10b3%2F2023-05-09");
    // The statement of the four is on the line of time too.
    page.has("Statements with others");
    page.has("/statements/X-0808ed04-X-3064c6ef-X-48753d94-X-f7dc10b3/2014-08-27");
    page.has("?topic=trade\"");
    page.has("?party=X-48753d94&amp;party=X-f7dc10b3&amp;open=1");
    page.has("/formulas/");
    house.get_zh(LANHAI_CHILING).has("各声明涉及的领域");
}

#[test]
fn charts_are_files_too() {
    let house = House::open();
    for chart in ["timeline", "ladder", "topics"] {
        is_a_drawing(&house.get(&format!("{LANHAI_CHILING}/{chart}.svg")));
    }
    is_a_drawing(&house.get("/network.svg"));
    is_a_drawing(&house.get_zh("/calendar.svg?year=2024"));
    assert_eq!(house.get(&format!("{LANHAI_CHILING}/none.svg")).status, 404);
    assert_eq!(house.get(&format!("{LANHAI_CHILING}/timeline.png")).status, 404);
}

#[test]
fn the_network_can_be_narrowed() {
    let house = House::open();
    let all = house.get("/network");
    all.has("10 statements in these years.");
    all.has("澜海共和国");
    all.has("/directories/mechanism/");
    let early = house.get("/network?from=1993&to=1996");
    early.has("2 statements in these years.");
    assert!(!early.body.contains("云泽"));
    let parties = house.get("/network?kind=none");
    assert!(!parties.body.contains("/directories/mechanism/"));
    house.get("/network?from=1800&to=1801").has("No statement lies in these years.");
    for wrong in ["from=soon", "to=99999", "kind=weather"] {
        assert_eq!(house.get(&format!("/network?{wrong}")).status, 400, "{wrong}");
    }
    house.get_zh("/network").has("谁与谁共同发表声明");
}

#[test]
fn the_calendar_tells_what_is_due() {
    let house = House::open();
    // The ferry is promised by the end of 2024; the eighth session of the commission is set for 2024.
    let page = house.get("/calendar?year=2024");
    page.has("Calendar 2024");
    page.has("<span class=\"promise-due\">by <time datetime=\"2024-12-31\">");
    page.has("session 8");
    page.has("/export/calendar.ics?due_from=2024-01-01&amp;due_to=2024-12-31");
    let narrowed = house.get("/calendar?year=2024&month=2&party=X-0808ed04");
    narrowed.has("February 2024");
    narrowed
        .has("/export/calendar.ics?party=X-0808ed04&amp;due_from=2024-02-01&amp;due_to=2024-02-29");
    house.get_zh("/calendar?year=2024&month=2").has("2024年二月");
    house.get("/calendar?year=1700").has("Nothing is dated here.");
    for wrong in ["year=0", "year=x", "month=13"] {
        assert_eq!(house.get(&format!("/calendar?{wrong}")).status, 400, "{wrong}");
    }
}

#[test]
fn what_a_text_says_stays_text() {
    let house = House::empty();
    let text = "中华人民共和国和哈萨克斯坦共和国关于建立<script>alert(1)</script>战略伙伴关系的联合声明\n\n\
        双方商定于2031年底前建成“<img src=x onerror=alert(2)>”大桥。双方决定建立战略伙伴关系。\n\n\
        二〇二四年七月三日于阿斯塔纳\n";
    let library = house.library();
    library.add("hostile.txt", text.as_bytes(), "2026-01-01T00:00:00Z").unwrap();
    for path in ["/", "/partnerships", "/partnerships/CHN-KAZ", "/network", "/calendar?year=2031"] {
        let page = house.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert!(!page.body.contains("<script>alert"), "{path}");
        assert!(!page.body.contains("<img src=x"), "{path}");
    }
    let page = house.get("/partnerships/%3Cscript%3E");
    assert_eq!(page.status, 404);
    assert!(!page.body.contains("<script>"));
}
