//! Follows every link and sends every searching form from the first page on: no page is missing, none
//! fails.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

mod house;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use house::House;
use html5gum::{Token, Tokenizer};
use url::Url;

/// So many addresses of one form are followed; those of other statements look alike.
const ALIKE: usize = 60;

#[test]
fn every_link_leads_somewhere() {
    let house = House::open();
    let base = Url::parse("http://house/").unwrap();
    let mut waiting = VecDeque::from([base.clone()]);
    let mut met = BTreeSet::from([base.clone()]);
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    let mut faults = Vec::new();
    let mut asked = 0;
    while let Some(url) = waiting.pop_front() {
        let address = &url[url::Position::BeforePath..url::Position::AfterQuery];
        let answer = house.get(address);
        asked += 1;
        let status = answer.status.as_u16();
        if status >= 400 {
            faults.push(format!("{status} {address}"));
            continue;
        }
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        let ids = ids(&answer.body);
        for link in links(&answer.body) {
            let Ok(to) = url.join(&link) else {
                faults.push(format!("{address} links to {link:?}"));
                continue;
            };
            if to.origin() != base.origin() {
                continue;
            }
            let (mut page, place) = (to.clone(), to.fragment().map(str::to_owned));
            page.set_fragment(None);
            if let Some(place) = place.filter(|_| page == url)
                && !ids.contains(place.as_str())
            {
                faults.push(format!("{address} has no place {place}"));
            }
            if met.contains(&page) {
                continue;
            }
            let count = alike.entry(form(&page)).or_default();
            *count += 1;
            if *count <= ALIKE {
                met.insert(page.clone());
                waiting.push_back(page);
            }
        }
    }
    println!("{asked} addresses, {} forms", alike.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(asked > 20, "only {asked} addresses");
}

/// The form of an address: its words without names and numbers, and the keys of its query.
fn form(url: &Url) -> String {
    let words = url.path_segments().unwrap().map(|segment| match segment {
        s if s.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') => s,
        _ => "*",
    });
    let keys: BTreeSet<String> = url.query_pairs().map(|(key, _)| key.into_owned()).collect();
    format!(
        "{}?{}",
        words.collect::<Vec<_>>().join("/"),
        keys.into_iter().collect::<Vec<_>>().join("&")
    )
}

/// Where the links of a page lead, and where its searching forms, sent as they stand.
fn links(html: &str) -> Vec<String> {
    let mut links = Vec::new();
    let mut form: Option<(String, Vec<(String, String)>)> = None;
    let mut select: Option<(String, bool)> = None;
    for token in Tokenizer::new(html) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                let of = |name: &str| {
                    tag.attributes
                        .get(name.as_bytes())
                        .map(|v| String::from_utf8_lossy(v).into_owned())
                };
                match &tag.name[..] {
                    b"a" | b"link" => links.extend(of("href")),
                    b"img" | b"script" => links.extend(of("src")),
                    b"form" if of("method").is_none_or(|m| m.eq_ignore_ascii_case("get")) => {
                        form = Some((of("action").unwrap_or_default(), Vec::new()));
                    }
                    b"select" => select = of("name").map(|name| (name, false)),
                    b"option" => {
                        if let (Some((_, fields)), Some((name, taken))) = (&mut form, &mut select)
                            && (of("selected").is_some() || !*taken)
                        {
                            *taken = true;
                            fields.retain(|(key, _)| key != name);
                            fields.push((name.clone(), of("value").unwrap_or_default()));
                        }
                    }
                    b"input" => {
                        let box_off = matches!(of("type").as_deref(), Some("checkbox" | "radio"))
                            && of("checked").is_none();
                        if let (Some((_, fields)), Some(name), false) =
                            (&mut form, of("name"), box_off)
                        {
                            fields.push((name, of("value").unwrap_or_default()));
                        }
                    }
                    _ => {}
                }
            }
            Token::EndTag(tag) if &tag.name[..] == b"form" => {
                if let Some((action, fields)) = form.take() {
                    let mut url = Url::parse("http://house/").unwrap().join(&action).unwrap();
                    url.query_pairs_mut().clear().extend_pairs(fields);
                    links.push(url.into());
                }
            }
            _ => {}
        }
    }
    links
}

/// The places of a page that can be linked to.
fn ids(html: &str) -> BTreeSet<String> {
    let tags = Tokenizer::new(html).filter_map(|token| match token.unwrap() {
        Token::StartTag(tag) => Some(tag),
        _ => None,
    });
    tags.filter_map(|tag| {
        Some(String::from_utf8_lossy(tag.attributes.get("id".as_bytes())?).into_owned())
    })
    .collect()
}
