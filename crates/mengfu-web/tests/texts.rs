//! The pages of one statement: reader, source, act. And that no document can do anything but be read.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

mod house;

use house::House;
use mengfu::library::{LedgerQuery, Listed};
use mengfu::model::{ActAddress, LinkKind};

const AT: &str = "2026-01-01T00:00:00Z";

/// The statement of 2023, which answers to four before it.
fn late(house: &House) -> Listed {
    let all = house.library().list(&[]).unwrap();
    all.into_iter().find(|one| one.id.0.ends_with("/2023-05-09")).unwrap()
}

fn page(one: &Listed) -> String {
    format!("/statements/{}", one.id)
}

/// An act of `one` that strengthens an earlier one.
fn strengthened(house: &House, one: &Listed) -> ActAddress {
    let text = house.library().text(&one.id).unwrap();
    let acts = text.provisions.iter().flat_map(|p| p.acts.iter().map(move |a| (p.number, a)));
    let (provision, act) = acts
        .filter(|(_, a)| a.links.iter().any(|l| l.kind == LinkKind::Strengthens && !l.later))
        .next()
        .unwrap();
    ActAddress { instrument: one.id.clone(), provision, act: act.number }
}

#[test]
fn a_statement_shows_its_facts_and_all_its_words() {
    let house = House::open();
    let one = late(&house);
    let answer = house.get(&page(&one));
    assert_eq!(answer.status, 200);
    answer.has(&one.title);
    answer.has("2023-05-09");
    answer.has(&format!("/statements/{}/source", one.id));
    answer.has("Outline");
    let text = house.library().text(&one.id).unwrap();
    for provision in &text.provisions {
        for act in &provision.acts {
            answer.has(provision.text.get(act.start..act.end).unwrap());
            answer.has(&format!("id=\"p{}.a{}\"", provision.number, act.number));
        }
    }
    let chinese = house.get_zh(&page(&one));
    chinese.has("条目");
    chinese.has("承诺：");
}

#[test]
fn links_lead_to_earlier_and_later_acts() {
    let house = House::open();
    let one = late(&house);
    let act = strengthened(&house, &one);
    let answer = house.get(&page(&one));
    answer.has("strengthens ");
    answer.has("?act=p");
    let own = house.get(&format!("{}/p{}.a{}", page(&one), act.provision, act.act));
    own.has("class=\"chip link-strengthens\"");
    own.has("<ins>");
    own.has("this act");
}

#[test]
fn what_is_filtered_out_is_dimmed_and_not_left_out() {
    let house = House::open();
    let one = late(&house);
    let all = house.get(&page(&one));
    let some = house.get(&format!("{}?kind=commitment&topic=trade", page(&one)));
    assert!(
        some.body.contains("class=\"sentence dim\"")
            && !all.body.contains("class=\"sentence dim\"")
    );
    let acts = |body: &str| body.matches(" id=\"p").count();
    assert_eq!(acts(&some.body), acts(&all.body));
    some.has("Show all");
    assert_eq!(house.get(&format!("{}?kind=promise", page(&one))).status, 400);
}

#[test]
fn an_act_is_read_beside_the_text_without_script() {
    let house = House::open();
    let one = late(&house);
    let act = strengthened(&house, &one);
    let place = format!("p{}.a{}", act.provision, act.act);
    let answer = house.get(&format!("{}?act={place}", page(&one)));
    answer.has("Chain through the statements");
    answer.has("zh/act/");
    assert_eq!(house.get(&format!("{}?act=p999.a1", page(&one))).status, 404);
    assert_eq!(house.get(&format!("{}/nothing", page(&one))).status, 404);
    assert_eq!(house.get("/statements/XAA-XBB/2000").status, 404);
    let brief = house.get(&format!("{}/{place}?brief=1", page(&one)));
    brief.has("id=\"brief\"");
}

#[test]
fn people_decide_on_the_page_of_an_act_and_can_undo() {
    let house = House::open();
    let today = "2027-01-01".parse().unwrap();
    let entry = house.library().ledger(&LedgerQuery::as_of(today)).unwrap().entries.remove(0);
    let own = format!(
        "/statements/{}/p{}.a{}",
        entry.address.instrument, entry.address.provision, entry.address.act
    );
    house.get(&own).has("action=\"/decide/evidence\"");
    let form = format!(
        "act={}&to={own}&location=javascript%3Aalert(1)&grade=document&quote=%3Cb%3E",
        entry.id.replace('#', "%23")
    );
    let answer = house.post("/decide/evidence", &form);
    assert_eq!(answer.header("location"), format!("{own}?done=1"));
    let after = house.get(answer.header("location"));
    after.has("Entered in the journal as entry 1.");
    after.has("&lt;b&gt;");
    after.has("javascript:alert(1)");
    assert!(!after.body.contains("href=\"javascript:"));
    after.has("name=\"number\" value=\"1\"");
    house.post("/decide/withdraw", &format!("number=1&to={own}"));
    house.get(&own).has("withdrawn");
}

#[test]
fn a_source_shows_every_character_and_why_it_was_set_aside() {
    let house = House::open();
    let all = house.library().list(&[]).unwrap();
    let two = all.iter().find(|one| one.id.0.ends_with("/1993-06-18")).unwrap();
    let answer = house.get(&format!("{}/source", page(two)));
    assert_eq!(answer.status, 200);
    answer.has("furniture of the page");
    answer.has("打印本页");
    answer.has("Another statement:");
    let wrong = all.iter().find(|one| one.id.0.ends_with("/2019-03-14")).unwrap();
    let wrong = house.get(&format!("{}/source", page(wrong)));
    wrong.has("Part 1 / 2");
    wrong.has("Part 2 / 2");
    wrong.has("id=\"f1\"");
    house.get_zh(&format!("{}/source", page(two))).has("页面杂项");
}

#[test]
fn bytes_of_a_source_are_pointed_out() {
    let house = House::open();
    let one = late(&house);
    let answer = house.get(&format!("{}/source?from=900&to=930", page(&one)));
    answer.has("<mark>");
    assert_eq!(house.get(&format!("{}/source?page=99&from=x", page(&one))).status, 200);
}

#[test]
fn copies_show_in_what_they_differ() {
    let house = House::open();
    let one = late(&house);
    let source = house.library().source(&one.id, Default::default()).unwrap();
    let text: String = source.stretches.iter().map(|s| s.text.as_str()).collect();
    let copy = text.replacen("。", "。双方愿共同举办灯塔节。", 8);
    house.library().add("copy.txt", copy.as_bytes(), AT).unwrap();
    let answer = house.get(&format!("{}/source", page(&one)));
    answer.has("copy.txt");
    answer.has("灯塔节");
}

/// A statement that a page of malice wraps, and that says malicious things itself.
fn hostile() -> String {
    let huge = "长".repeat(20_000);
    format!(
        "<html><head><title>x</title><style>body{{display:none}}</style></head><body onload=\"alert(1)\">\
         <script>alert('own')</script><p>澜海共和国和青泽共和国联合声明</p>\
         <p>应青泽共和国总统邀请，澜海共和国总统对青泽共和国进行国事访问。两国元首举行会谈，声明如下：</p>\
         <p>一、双方愿扩大农产品贸易&lt;script&gt;alert('text')&lt;/script&gt;，并将继续加强交通合作。</p>\
         <p>二、双方商定于2026年6月举行\u{202e}第三次\u{0}联委会会议。双方同意尽快商签《&lt;img src=x onerror=alert(2)&gt;协定》。</p>\
         <p>三、<a href=\"javascript:alert(3)\">青方欢迎澜方企业参与港口建设</a>，双方支持两国高校开展学术交流。</p>\
         <p>四、双方愿就{huge}交换经验。</p>\
         <p>2024年2月20日于青泽</p></body></html>"
    )
}

#[test]
fn a_hostile_document_is_text_everywhere() {
    let house = House::empty();
    let name = "<img src=x onerror=alert(4)>\u{202e}.html";
    house.library().add(name, hostile().as_bytes(), AT).unwrap();
    let listed = house.library().list(&[]).unwrap();
    assert_eq!(listed.len(), 1, "{listed:?}");
    let own = format!(
        "/statements/{}",
        listed[0].id.0.split('/').map(|p| p.to_owned()).collect::<Vec<_>>().join("/")
    );
    let text = house.library().text(&listed[0].id).unwrap();
    let mut pages = vec![own.clone(), format!("{own}/source")];
    for provision in &text.provisions {
        pages.extend(
            provision.acts.iter().map(|a| format!("{own}/p{}.a{}", provision.number, a.number)),
        );
    }
    let id = &listed[0].id;
    pages.push(format!("/compare?earlier={id}&later={id}"));
    for address in pages {
        let answer = house.get(&address);
        assert_eq!(answer.status, 200, "{address}");
        for bad in [
            "<script>alert",
            "<img src=x",
            "onload=\"",
            "href=\"javascript:",
            "display:none}</style>",
            "\u{202e}第",
            "\0",
        ] {
            assert!(!answer.body.contains(bad), "{address} has {bad:?}");
        }
    }
    let source = house.get(&format!("{own}/source"));
    source.has("&lt;script&gt;alert('own')&lt;/script&gt;");
    source.has("\\u{202E}");
    source.has("\\u{0000}");
    source.has("javascript:alert(3)");
}
