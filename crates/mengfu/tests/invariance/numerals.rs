//! How numbers are written.

use serde_json::Value;

use crate::corpus::{Statement, examples, seeds};
use crate::reading::{differences, said};

/// The digits of Chinese, each in its place.
const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn wide(text: &str) -> String {
    let wide = |c: char| match c {
        '0'..='9' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
        _ => c,
    };
    text.chars().map(wide).collect()
}

/// `text` with each run of ASCII digits that `after` accepts by what follows it, written by `write`.
fn rewritten(text: &str, write: impl Fn(&str, &str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_digit) {
        let end = start + rest[start..].find(|c| !is_digit(c)).unwrap_or(rest.len() - start);
        let (digits, tail) = (&rest[start..end], &rest[end..]);
        let apart = !rest[..start].ends_with(['.', '-', '—', '－', '/'])
            && !tail.starts_with(['.', '-', '—', '－', ':', '/']);
        out += &rest[..start];
        out += &Some(())
            .filter(|()| apart)
            .and_then(|()| write(digits, tail))
            .unwrap_or(digits.to_owned());
        rest = tail;
    }
    out + rest
}

/// Years digit by digit, months and days as they are spoken.
fn chinese_dates(text: &str) -> String {
    rewritten(text, |digits, tail| match digits.len() {
        // The Games are known by their name with its figures.
        4 if tail.starts_with('年') && !tail.starts_with("年冬奥会") => {
            Some(digits.bytes().map(|b| DIGITS[usize::from(b - b'0')]).collect())
        }
        1 | 2 if tail.starts_with(['月', '日']) => Some(spoken(digits.parse().unwrap())),
        _ => None,
    })
}

/// A number below a hundred: 三, 十, 十二, 三十一.
fn spoken(number: usize) -> String {
    let (tens, ones) = (number / 10, number % 10);
    let ones = if ones == 0 { String::new() } else { DIGITS[ones].to_string() };
    match tens {
        0 => ones,
        1 => format!("十{ones}"),
        _ => format!("{}十{ones}", DIGITS[tens]),
    }
}

/// Without the words as printed, which the style changes, of course, and without reasons: a name that the
/// pack knows with its figures, such as that of an agenda, is known by a rule where it is written out.
fn unprinted(said: &[Value]) -> Vec<Value> {
    let mut said = said.to_vec();
    said.iter_mut().for_each(unprint);
    said
}

fn unprint(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for printed in ["q", "text", "of", "title", "why"] {
                fields.remove(printed);
            }
            fields.values_mut().for_each(unprint);
        }
        Value::Array(items) => items.iter_mut().for_each(unprint),
        Value::String(words) => *words = chinese_dates(words),
        _ => {}
    }
}

fn styled(statements: &[Statement], style: fn(&str) -> String) {
    let mut faults = Vec::new();
    for statement in statements {
        let mut before = said(statement.plain().as_bytes());
        let mut after = said(style(&statement.plain()).as_bytes());
        // Pages print their own dates in figures; one that is written out is no such date.
        for said in [&mut before, &mut after] {
            for value in said.iter_mut() {
                if let Some(Value::Array(findings)) = value.get_mut("findings") {
                    findings.retain(|code| code != "upload-date-ignored");
                }
            }
        }
        faults.extend(differences(&statement.name, &unprinted(&before), &unprinted(&after)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn full_width_digits_mean_what_ascii_digits_mean() {
    styled(&examples(), wide);
    styled(&seeds(), wide);
}

#[test]
fn dates_in_chinese_numerals_mean_the_same() {
    styled(&examples(), chinese_dates);
    styled(&seeds(), chinese_dates);
}
