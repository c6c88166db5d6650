#![allow(clippy::string_slice)]

use super::*;
use crate::pack::{Pack, PackFile};

fn pack() -> Pack {
    Pack::load(&[
        PackFile {
            path: "pack.toml",
            content: "name = \"zh\"\nversion = \"1\"\nletters = [[\"一\", \"鿿\"]]\n",
        },
        PackFile {
            path: "lexicon/test.tsv",
            content: "term\tclass\tvalue\n支持\tverb.support\n鼓励\tverb.encourage\n双方\tactor.all\n\
                      双\tdigit\t2\n中方\tactor.side\tCHN\n一\tdigit\t1\n二\tdigit\t2\n〇\tdigit\t0\n五\tdigit\t5\n\
                      十\tunit\t10\n亿\tunit\t100000000\n千\tunit\t1000\nCOP29\tevent\n",
        },
        PackFile { path: "variants.tsv", content: "發\t发\n雙\t双\n" },
    ])
    .unwrap()
}

fn find(pattern: &str, text: &str) -> Option<(String, Option<String>)> {
    let pack = pack();
    let scan = pack.lexicon.scan(text);
    let pattern = Pattern::compile(pattern, &pack.lexicon).unwrap();
    let found = pattern.find(&scan, 0..text.len())?;
    let x = found.get("x").map(|r| text[r].to_owned());
    Some((text[found.range()].to_owned(), x))
}

fn is(pattern: &str, text: &str, whole: &str, x: Option<&str>) {
    assert_eq!(find(pattern, text), Some((whole.to_owned(), x.map(str::to_owned))), "{pattern}");
}

#[test]
fn literals_classes_and_captures() {
    is("<actor> [x:<verb>]", "今天双方支持开放", "双方支持", Some("支持"));
    is("(支持|鼓励)", "双方鼓励", "鼓励", None);
    is("<verb.support|verb.encourage>", "双方鼓励", "鼓励", None);
    assert_eq!(find("<verb.support>", "双方鼓励"), None);
}

#[test]
fn terms_match_in_any_script_and_width() {
    is("<actor>", "雙方支持", "雙方", None);
    is("<event>", "举办ＣＯＰ２９。", "ＣＯＰ２９", None);
    is("发展", "發展", "發展", None);
}

#[test]
fn a_shorter_term_is_tried_when_the_longer_fails() {
    is("<digit|actor> 方", "双方", "双方", None);
}

#[test]
fn gaps_are_lazy_and_bounded() {
    is("在[x:~]框架下", "在联合国框架下和多边框架下", "在联合国框架下", Some("联合国"));
    assert_eq!(find("在~2框架下", "在联合国框架下"), None);
    is("在~3框架下", "在联合国框架下", "在联合国框架下", None);
}

#[test]
fn repeats_and_anchors() {
    is("^(\\d){4}年", "2024年", "2024年", None);
    is("第[x:<digit>+]次", "第二五次", "第二五次", Some("二五"));
    is("a+b*c?$", "aab", "aab", None);
    assert_eq!(find("^支持", "双方支持"), None);
}

#[test]
fn looking_around() {
    is("支持!(两国)[x:\\h]", "支持两国，支持他", "支持他", Some("他"));
    is("=<(双方)<verb>", "他支持，双方鼓励", "鼓励", None);
    is("!<(双方)<verb>", "双方支持，他鼓励", "鼓励", None);
    is("支持=(他)", "支持他", "支持", None);
}

#[test]
fn numerals() {
    let pack = pack();
    let number = |text: &str| pack.lexicon.scan(text).number(0..text.len());
    assert_eq!(number("二〇二五"), Some(2025.0));
    assert_eq!(number("二十五"), Some(25.0));
    assert_eq!(number("十五"), Some(15.0));
    assert_eq!(number("２０亿"), Some(2e9));
    assert_eq!(number("1.5亿"), Some(1.5e8));
    assert_eq!(number("547.67亿"), Some(54_767_000_000.0));
    assert_eq!(number("3千"), Some(3000.0));
    assert_eq!(number("二十个"), None);
    assert_eq!(number(""), None);
}

#[test]
fn a_hostile_text_is_given_up_in_time() {
    let text = "在".repeat(3_000);
    assert_eq!(find("(在?)*(在?)*框架下", &text), None);
}

#[test]
fn mistakes_are_told() {
    let pack = pack();
    for bad in ["(支持", "<nothing>", "[x:支持", "*支持", "支持)", "{2}"] {
        assert!(Pattern::compile(bad, &pack.lexicon).is_err(), "{bad}");
    }
}
