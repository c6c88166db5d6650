//! Adding statements in the browser: sending, reviewing, accepting.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

mod house;

use std::path::Path;
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use house::{Answer, House, PASSWORD};
use mengfu_web::Rules;

const BOUNDARY: &str = "----between";

/// A part of a form: its name, the name of a file where it is one, its bytes.
type Part<'a> = (&'a str, Option<&'a str>, &'a [u8]);

fn multipart(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file, bytes) in parts {
        let file = file.map_or_else(String::new, |file| format!("; filename=\"{file}\""));
        let head = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

fn send(house: &House, parts: &[Part<'_>]) -> Answer {
    let request = Request::post("/add")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"));
    house.ask(request.body(Body::from(multipart(parts))).unwrap())
}

/// The page of a batch when nothing is under way any more.
fn finished(house: &House, at: &str) -> Answer {
    for _ in 0..600 {
        let page = house.get(at);
        if !page.body.contains("data-waiting") {
            return page;
        }
        page.has("http-equiv=\"refresh\"");
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{at} does not end");
}

fn example(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name)).unwrap()
}

/// The first file of the examples.
fn first() -> (String, Vec<u8>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".html"))
        .collect();
    names.sort();
    let name = names.swap_remove(0);
    let bytes = example(&name);
    (name, bytes)
}

#[test]
fn a_file_is_reviewed_before_it_is_added() {
    let house = House::empty();
    let (name, bytes) = first();
    let sent =
        send(&house, &[("file", Some(&name), &bytes), ("text", None, b""), ("name", None, b"")]);
    assert_eq!(sent.status, 303);
    let at = sent.header("location").to_owned();
    let review = finished(&house, &at);
    review.has(&name);
    review.has("1 statement found");
    review.has(">new<");
    assert!(house.library().list(&[]).unwrap().is_empty(), "nothing is kept before it is accepted");
    assert_eq!(house.post(&at, "").status, 422);
    assert_eq!(house.post(&at, "file=0").header("location"), at);
    let done = finished(&house, &at);
    let listed = house.library().list(&[]).unwrap();
    assert_eq!(listed.len(), 1);
    done.has(&format!("/statements/{}", listed[0].id));
    // The same once more.
    let again = send(&house, &[("file", Some("copy.html"), &bytes)]);
    let again = finished(&house, again.header("location"));
    again.has("has this very file already");
    assert!(!again.body.contains("checked"), "what is known is not chosen");
}

#[test]
fn what_was_added_tells_what_it_changed() {
    let house = House::open();
    let known = house.library().list(&[]).unwrap();
    let of = &known[0];
    let shown = house.library().show(&of.id).unwrap();
    let text = String::from_utf8_lossy(&shown.bytes).into_owned();
    // The same with one sentence more is another copy of the same statement.
    let copy = format!("{text}\n\n");
    let sent = send(&house, &[("text", None, copy.as_bytes()), ("name", None, b"copy.txt")]);
    let review = finished(&house, sent.header("location"));
    review.has("copy.txt");
    review.has("copy<");
}

#[test]
fn what_cannot_be_taken_is_told_in_words() {
    let house = House::empty();
    let nothing = send(&house, &[("file", Some(""), b""), ("text", None, b"  \n")]);
    assert_eq!(nothing.status, 422);
    nothing.has("Choose a file or paste a text first");
    let large = vec![b'x'; (32 << 20) + 1];
    let too_large = send(&house, &[("file", Some("large.txt"), &large)]);
    assert_eq!(too_large.status, 413);
    too_large.has("large.txt");
    let half = vec![b'x'; 30 << 20];
    let all = send(
        &house,
        &[("file", Some("a"), &half), ("file", Some("b"), &half), ("file", Some("c"), &half)],
    );
    assert_eq!(all.status, 413);
    all.has("Together the files are larger than 64 MiB");
    let many: Vec<Part<'_>> = (0..201).map(|_| ("file", Some("a.txt"), &b"x"[..])).collect();
    assert_eq!(send(&house, &many).status, 413);
    let broken = Request::post("/add")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"))
        .body(Body::from(format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf")));
    let broken = house.ask(broken.unwrap());
    assert_eq!(broken.status, 400);
    broken.has("broke off");
    let no_form = house.post("/add", "file=x");
    assert_eq!(no_form.status.as_u16() / 100, 4);
}

#[test]
fn hostile_files_show_as_text() {
    let house = House::empty();
    let script = "<script>alert(1)</script><img src=x onerror=alert(2)>\u{202e}";
    let name = "../../<b>evil\u{202e}.html";
    let junk: Vec<u8> =
        (0..4_096u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let sent = send(
        &house,
        &[
            ("file", Some(name), script.as_bytes()),
            ("file", Some("junk"), &junk),
            ("file", Some("empty"), b""),
        ],
    );
    let review = finished(&house, sent.header("location"));
    assert_eq!(review.status, 200);
    review.has("&lt;b&gt;evil.html");
    for bad in ["<script>alert", "<img src=x", "<b>evil", "\u{202e}.html"] {
        assert!(!review.body.contains(bad), "{bad}");
    }
    review.has("No statement was found in it");
    let at = sent.header("location");
    house.post(at, "file=0&file=1&file=2&file=99&file=x");
    assert_eq!(finished(&house, at).status, 200);
}

#[test]
fn a_batch_is_for_who_sent_it_alone() {
    let house = House::kept(Rules::LOCAL);
    let cookie = |name: &str| {
        let form = format!("name={name}&password={}", PASSWORD.replace(' ', "+"));
        let set = house.post("/sign-in", &form);
        set.header("set-cookie").split(';').next().unwrap().to_owned()
    };
    let (editor, admin, reader) = (cookie("editor"), cookie("admin"), cookie("reader"));
    let as_one = |method: &str, path: &str, who: &str, body: Vec<u8>| {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("cookie", who)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"));
        house.ask(request.body(Body::from(body)).unwrap())
    };
    let body = multipart(&[("text", None, b"a text")]);
    assert_eq!(as_one("POST", "/add", &reader, body.clone()).status, 403);
    assert_eq!(as_one("GET", "/add", &reader, Vec::new()).status, 403);
    let sent = as_one("POST", "/add", &editor, body);
    let at = sent.header("location");
    assert_eq!(as_one("GET", at, &editor, Vec::new()).status, 200);
    assert_eq!(as_one("GET", at, &admin, Vec::new()).status, 404);
    assert_eq!(as_one("POST", &format!("{at}/discard"), &editor, Vec::new()).status, 303);
    assert_eq!(as_one("GET", at, &editor, Vec::new()).status, 404);
}

#[test]
fn so_many_wait_and_not_more() {
    let house = House::empty();
    let text = |n: usize| send(&house, &[("text", None, format!("text {n}").as_bytes())]);
    let statuses: Vec<u16> = (0..6).map(|n| text(n).status.as_u16()).collect();
    assert_eq!(statuses, [303, 303, 303, 303, 503, 503]);
    text(7).has("Too many files wait");
    house.get_zh("/add").has("您有待审阅的文件");
}
