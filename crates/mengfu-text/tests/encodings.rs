//! Bytes in every encoding that statements come in.

// Tests may fail loudly; the lints know only functions marked as tests.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod check;

use check::check;
use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, WINDOWS_1252};

const SIMPLIFIED: &str = "中华人民共和国和阿塞拜疆共和国联合声明\n　　一、双方同意：“加强”合作（1994年）。α·β……——《条约》\n";
const TRADITIONAL: &str = "兩國發表聯合聲明\n　　一、雙方同意：「加強」合作（1994年）。\n　　二、雙方決定發展經濟關係，並將繼續努力。\n";

fn decodes(bytes: &[u8], encoding: &str, text: &str) {
    let opened = check(bytes);
    assert_eq!((opened.encoding, opened.text.as_str()), (encoding, text));
}

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn utf8_with_and_without_mark() {
    decodes(SIMPLIFIED.as_bytes(), "UTF-8", SIMPLIFIED);
    decodes(["\u{FEFF}", SIMPLIFIED].concat().as_bytes(), "UTF-8", SIMPLIFIED);
}

#[test]
fn utf16_with_and_without_mark() {
    for text in [SIMPLIFIED, "Joint Statement\nThe two sides agreed.", "中国"] {
        decodes(&utf16(text, u16::to_le_bytes), "UTF-16LE", text);
        decodes(&utf16(text, u16::to_be_bytes), "UTF-16BE", text);
        let marked = ["\u{FEFF}", text].concat();
        decodes(&utf16(&marked, u16::to_le_bytes), "UTF-16LE", text);
        decodes(&utf16(&marked, u16::to_be_bytes), "UTF-16BE", text);
    }
    let odd = [utf16("中国😀", u16::to_le_bytes), vec![0x4E]].concat();
    let opened = check(&[&[0xFF, 0xFE], &odd[..]].concat());
    assert_eq!(opened.text.as_str(), "中国😀");
    assert_eq!(opened.findings[0].code.0, "undecodable-bytes");
}

#[test]
fn chinese_encodings() {
    decodes(&encoded(SIMPLIFIED, GB18030), "GB18030", SIMPLIFIED);
    decodes(&encoded("甲国和乙国联合声明", GB18030), "GB18030", "甲国和乙国联合声明");
    decodes(
        &encoded("㐀𠀀，双方同意加强合作，推动两国关系发展。", GB18030),
        "GB18030",
        "㐀𠀀，双方同意加强合作，推动两国关系发展。",
    );
    decodes(&encoded(TRADITIONAL, BIG5), "Big5", TRADITIONAL);
}

#[test]
fn a_declared_charset_is_believed_where_it_fits() {
    let page = |name: &str| format!("<meta charset=\"{name}\"><p>甲</p><p>乙</p>");
    let opened = check(&encoded(&page("gb2312"), GB18030));
    assert_eq!((opened.encoding, opened.text.as_str()), ("GB18030", "甲\n乙"));
    let opened = check(page("gb2312").as_bytes());
    assert_eq!((opened.encoding, opened.text.as_str()), ("UTF-8", "甲\n乙"));
}

#[test]
fn other_encodings() {
    let korean = "양측은 두 나라 관계를 발전시키기로 합의하였다. 공동성명을 발표하였다.";
    decodes(&encoded(korean, EUC_KR), "EUC-KR", korean);
    let japanese = "日本国政府と中華人民共和国政府の共同声明。両国は、これに合意した。";
    decodes(&encoded(japanese, SHIFT_JIS), "Shift_JIS", japanese);
    let english = "The two sides’ cooperation “grows”: Côte d’Ivoire and Türkiye agreed.";
    decodes(&encoded(english, WINDOWS_1252), "windows-1252", english);
}

#[test]
fn a_few_damaged_bytes_change_no_encoding() {
    let mut bytes = SIMPLIFIED.repeat(4).into_bytes();
    bytes.splice(9..10, [0xFF]);
    bytes.truncate(bytes.len() - 2);
    let opened = check(&bytes);
    assert_eq!(opened.encoding, "UTF-8");
    assert!(opened.text.as_str().starts_with("中华人共和国"));

    let mut bytes = encoded(&SIMPLIFIED.repeat(4), GB18030);
    bytes[40] = 0xFF;
    bytes.truncate(bytes.len() - 2);
    assert_eq!(check(&bytes).encoding, "GB18030");
}
