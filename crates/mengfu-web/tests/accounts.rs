//! Who may enter, and what they may do.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

mod house;

use axum::body::Body;
use axum::http::Request;
use house::{Answer, House, PASSWORD};
use mengfu_web::Rules;

const OTHERS: Rules = Rules { others: true, open: false, ..Rules::LOCAL };
const HOST: &str = "room.example.org";

/// A request from a browser that carries `cookie`.
fn ask(house: &House, method: &str, path: &str, cookie: &str, form: &str) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", HOST)
        .header("cookie", cookie)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    house.ask(request.body(Body::from(form.to_owned())).unwrap())
}

fn sign_in(house: &House, name: &str, password: &str) -> Answer {
    let form = format!("name={name}&password={}&to=%2Faccount", password.replace(' ', "+"));
    ask(house, "POST", "/sign-in", "", &form)
}

/// The cookie that a browser keeps after signing in as `name`.
fn cookie(house: &House, name: &str) -> String {
    let answer = sign_in(house, name, PASSWORD);
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/account"));
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

#[test]
fn without_accounts_others_see_nothing() {
    let house = House::behind(OTHERS);
    let page = ask(&house, "GET", "/statements", "", "");
    assert_eq!((page.status.as_u16(), page.header("location")), (303, "/sign-in?to=%2Fstatements"));
    ask(&house, "GET", "/sign-in", "", "").has("mengfu account add");
    assert_eq!(ask(&house, "POST", "/accounts", "", "name=x&password=y&role=admin").status, 401);
}

#[test]
fn whoever_is_not_signed_in_sees_the_porch_alone() {
    let house = House::kept(OTHERS);
    for path in
        ["/", "/statements", "/journal", "/accounts", "/account", "/add", "/about", "/nothing"]
    {
        let answer = ask(&house, "GET", path, "session=forged", "");
        assert_eq!(answer.status, 303, "{path}");
        assert!(answer.header("location").starts_with("/sign-in"), "{path}");
    }
    assert_eq!(ask(&house, "GET", "/api/v1/statements", "", "").status, 401);
    assert_eq!(ask(&house, "GET", "/sign-in", "", "").status, 200);
    assert_eq!(ask(&house, "GET", "/assets/x/style.css", "", "").status, 200);
    let door = ask(&house, "GET", "/sign-in", "", "");
    assert!(!door.body.contains("/ledger"), "the porch leads nowhere");
}

#[test]
fn a_session_is_a_cookie_that_scripts_and_other_sites_cannot_use() {
    let house = House::kept(OTHERS);
    let answer = sign_in(&house, "Reader", PASSWORD);
    let set = answer.header("set-cookie");
    for part in ["__Host-session=", "; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
        assert!(set.contains(part), "{part} in {set}");
    }
    let carried = cookie(&house, "reader");
    ask(&house, "GET", "/account", &carried, "").has("reader");
    assert_eq!(ask(&house, "GET", "/statements", &carried, "").status, 200);
    // What the file has of it opens nothing.
    let file = std::fs::read(house.accounts().path()).unwrap();
    let secret = carried.split('=').nth(1).unwrap();
    assert!(!String::from_utf8_lossy(&file).contains(secret));
    // A cookie from an unsafe way is none.
    let unsafe_one = carried.replace("__Host-", "");
    assert_eq!(ask(&house, "GET", "/statements", &unsafe_one, "").status, 303);
}

#[test]
fn a_wrong_password_and_a_wrong_name_are_told_alike() {
    let house = House::kept(OTHERS);
    let (wrong, nobody) = (sign_in(&house, "reader", "wrong"), sign_in(&house, "nobody", "wrong"));
    assert_eq!((wrong.status.as_u16(), nobody.status.as_u16()), (401, 401));
    assert_eq!(wrong.body.replace("reader", "nobody"), nobody.body);
    assert!(wrong.header("set-cookie").is_empty());
}

#[test]
fn guessing_is_stopped() {
    let house = House::kept(OTHERS);
    let statuses: Vec<u16> =
        (0..12).map(|_| sign_in(&house, "editor", "wrong").status.as_u16()).collect();
    assert_eq!(statuses.last(), Some(&429));
    let even_right = sign_in(&house, "editor", PASSWORD);
    assert_eq!(even_right.status, 429);
    assert!(!even_right.header("retry-after").is_empty());
    assert_eq!(sign_in(&house, "reader", PASSWORD).status, 303);
}

#[test]
fn signing_in_again_makes_a_new_session_and_ends_the_old_one() {
    let house = House::kept(OTHERS);
    let first = cookie(&house, "reader");
    let form = format!("name=reader&password={}", PASSWORD.replace(' ', "+"));
    let second = ask(&house, "POST", "/sign-in", &first, &form);
    let second = second.header("set-cookie").split(';').next().unwrap().to_owned();
    assert_ne!(first, second);
    assert_eq!(ask(&house, "GET", "/statements", &first, "").status, 303);
    assert_eq!(ask(&house, "GET", "/statements", &second, "").status, 200);
    let out = ask(&house, "POST", "/sign-out", &second, "");
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(ask(&house, "GET", "/statements", &second, "").status, 303);
}

#[test]
fn another_password_ends_every_session() {
    let house = House::kept(OTHERS);
    let (here, there) = (cookie(&house, "reader"), cookie(&house, "reader"));
    let form =
        "current=tea+at+four+o'clock&password=coffee+at+five+o'clock&again=coffee+at+five+o'clock";
    let changed = ask(&house, "POST", "/account/password", &here, form);
    assert_eq!(changed.status, 200);
    let new = changed.header("set-cookie").split(';').next().unwrap().to_owned();
    for old in [here, there] {
        assert_eq!(ask(&house, "GET", "/statements", &old, "").status, 303);
    }
    assert_eq!(ask(&house, "GET", "/statements", &new, "").status, 200);
    assert_eq!(sign_in(&house, "reader", PASSWORD).status, 401);
    let wrong = "current=wrong&password=coffee+at+six+o'clock&again=coffee+at+six+o'clock";
    ask(&house, "POST", "/account/password", &new, wrong).has("wrong");
}

#[test]
fn each_role_may_what_it_may() {
    let house = House::kept(OTHERS);
    let (reader, admin) = (cookie(&house, "reader"), cookie(&house, "admin"));
    assert_eq!(ask(&house, "GET", "/accounts", &reader, "").status, 403);
    let form = "name=reader&role=admin";
    assert_eq!(ask(&house, "POST", "/accounts/role", &reader, form).status, 403);
    ask(&house, "GET", "/accounts", &admin, "").has("signed in");
    ask(&house, "POST", "/accounts/role", &admin, "name=reader&role=editor")
        .has("The role was changed");
    ask(&house, "GET", "/account", &reader, "").has("Editor");
    ask(&house, "POST", "/accounts/role", &admin, "name=admin&role=reader")
        .has("last administrator");
    ask(&house, "POST", "/accounts/remove", &admin, "name=admin").has("last administrator");
    ask(&house, "POST", "/accounts/remove", &admin, "name=reader").has("was removed");
    assert_eq!(ask(&house, "GET", "/statements", &reader, "").status, 303);
    let chinese = Request::get("/accounts")
        .header("host", HOST)
        .header("cookie", &admin)
        .header("accept-language", "zh")
        .body(Body::empty());
    house.ask(chinese.unwrap()).has("账户操作记录");
}

#[test]
fn a_token_opens_the_interface_for_programs_and_no_more_than_its_role() {
    let house = House::kept(OTHERS);
    let editor = cookie(&house, "editor");
    let shown = ask(&house, "POST", "/account/tokens", &editor, "name=%3Cscript%3E&role=reader");
    shown.has("&lt;script&gt;");
    let at = shown.body.find("mengfu_").unwrap();
    let token = &shown.body[at..at + 7 + 64];
    assert_eq!(ask(&house, "POST", "/account/tokens", &editor, "name=x&role=admin").status, 400);
    let with = |token: &str, path: &str, method: &str| {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", HOST)
            .header("authorization", format!("Bearer {token}"));
        house.ask(request.body(Body::empty()).unwrap())
    };
    assert_eq!(with(token, "/statements", "GET").status, 200);
    assert_eq!(with("mengfu_forged", "/statements", "GET").status, 401);
    let refused = with("mengfu_forged", "/api/v1/statements", "GET");
    assert_eq!(refused.header("www-authenticate"), "Bearer");
    // A program changes no accounts, whoever it works for.
    assert_eq!(with(token, "/account/password", "POST").status.as_u16() / 100, 4);
    ask(&house, "POST", "/account/tokens/remove", &editor, "token=1").has("taken away");
    assert_eq!(with(token, "/statements", "GET").status, 401);
}

#[test]
fn nobody_signs_in_over_a_way_on_which_others_listen() {
    let house = House::kept(OTHERS);
    let request = Request::post("/sign-in")
        .header("host", HOST)
        .header("origin", format!("http://{HOST}"))
        .header("content-type", "application/x-www-form-urlencoded");
    let form = format!("name=reader&password={PASSWORD}");
    let answer = house.ask(request.body(Body::from(form)).unwrap());
    assert_eq!(answer.status, 403);
    answer.has("HTTPS");
}

#[test]
fn the_first_account_closes_the_door() {
    let house = House::behind(Rules::LOCAL);
    house.get("/accounts").has("There are no accounts");
    let form = "name=Li+Wei&password=a+sentence+to+remember&role=reader";
    let added = house.post("/accounts", form);
    assert_eq!((added.status.as_u16(), added.header("location")), (303, "/sign-in"));
    assert_eq!(house.get("/statements").status, 303);
    let first = &house.accounts().list().unwrap()[0];
    assert_eq!((first.name.as_str(), first.role.code()), ("Li Wei", "admin"));
}

#[test]
fn a_name_of_another_house_is_not_answered_on_this_machine() {
    let house = House::empty();
    let with = |host: &str| {
        house.ask(Request::get("/statements").header("host", host).body(Body::empty()).unwrap())
    };
    assert_eq!(with("evil.example:8817").status, 421);
    assert_eq!(with("127.0.0.1:8817").status, 200);
    assert_eq!(with("localhost").status, 200);
    let absolute = Request::get("http://evil.example/statements").body(Body::empty());
    assert_eq!(house.ask(absolute.unwrap()).status, 421);
}

#[test]
fn every_answer_is_protected() {
    let house = House::kept(OTHERS);
    let admin = cookie(&house, "admin");
    for path in [
        "/sign-in",
        "/account",
        "/accounts",
        "/statements",
        "/nothing",
        "/api/v1/nothing",
        "/assets/x/style.css",
    ] {
        let answer = ask(&house, "GET", path, &admin, "");
        assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    }
    for path in ["/account", "/accounts"] {
        assert!(ask(&house, "GET", path, &admin, "").header("cache-control").contains("no-store"));
    }
}
