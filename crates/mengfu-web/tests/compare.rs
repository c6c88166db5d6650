//! Two statements side by side.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

mod house;

use house::House;

const SEA: &str = "X-48753d94-X-f7dc10b3";

#[test]
fn two_statements_stand_side_by_side() {
    let house = House::open();
    let address = format!("/compare?earlier={SEA}/2008-04-16&later={SEA}/2023-05-09");
    let answer = house.get(&address);
    assert_eq!(answer.status, 200);
    for part in [
        "In a minute",
        "<svg",
        "<ins>",
        "<del>",
        "no longer said",
        "put in: ",
        "/export/comparison",
    ] {
        answer.has(part);
    }
    house.get_zh(&address).has("一分钟概览");
}

#[test]
fn names_are_understood_as_on_the_command_line() {
    let house = House::open();
    let short = house.get(&format!("/compare?earlier={SEA}/2008&later=2023"));
    assert_eq!(short.status, 200);
    short.has("2023-05-09");
    let backwards = house.get(&format!("/compare?earlier={SEA}/2023&later=2008"));
    let title =
        |body: &str| body.split("<title>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert_eq!(title(&short.body), title(&backwards.body));
    let several = house.get(&format!("/compare?earlier={SEA}&later=2023"));
    several.has("fits several statements");
    several.has("later=2023");
    assert_eq!(house.get("/compare?earlier=XAA-XBB&later=2023").status, 404);
}

#[test]
fn one_sort_of_change_can_be_shown_alone() {
    let house = House::open();
    let address = format!("/compare?earlier={SEA}/2008&later=2023");
    let rows = |body: &str| body.matches("<td class=\"what\">").count();
    let all = rows(&house.get(&address).body);
    let codes = [
        "fulfils",
        "advances",
        "strengthens",
        "weakens",
        "mixed",
        "new",
        "drops",
        "reworded",
        "same",
    ];
    let parts: usize =
        codes.map(|code| rows(&house.get(&format!("{address}&what={code}")).body)).iter().sum();
    assert!(all > 20);
    assert_eq!(parts, all);
    let again = rows(&house.get(&format!("{address}&what=restates")).body);
    let both =
        ["reworded", "same"].map(|code| rows(&house.get(&format!("{address}&what={code}")).body));
    assert_eq!(again, both.iter().sum::<usize>());
    assert_eq!(house.get(&format!("{address}&what=better")).status, 400);
    assert_eq!(rows(&house.get(&format!("{address}&by=topic")).body), all);
}

#[test]
fn statements_are_chosen_by_their_parties() {
    let house = House::open();
    let pick = house.get("/compare");
    pick.has(&format!("/compare?parties={SEA}"));
    let chosen = house.get(&format!("/compare?parties={SEA}"));
    chosen.has("<select name=\"earlier\">");
    chosen.has(&format!("value=\"{SEA}/1996-09-05\""));
    house.get_zh("/compare").has("任选两份声明");
}
