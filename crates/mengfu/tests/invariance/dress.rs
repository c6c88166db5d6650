//! White space and markup.

use proptest::prelude::*;

use crate::corpus::{Statement, examples, seeds};
use crate::reading::{differences, said, same};

/// How lines become a page.
type Dress = fn(&[String]) -> String;

/// The ways in which lines are put on a page.
const DRESSES: &[(&str, Dress)] = &[
    ("a last line break", |lines| lines.join("\n") + "\n"),
    ("line breaks of Windows", |lines| lines.join("\r\n")),
    ("empty lines", |lines| lines.join("\n\n")),
    ("indented", |lines| each(lines, "　　", "\n")),
    ("indented by blanks", |lines| each(lines, "    ", "  \n")),
    ("no-break spaces", |lines| each(lines, "\u{A0}\u{A0}", "\n")),
    ("paragraphs of HTML", |lines| each(&escaped(lines), "<p>", "</p>\n")),
    ("paragraphs on one line", |lines| each(&escaped(lines), "<p>", "</p>")),
    ("indented paragraphs of HTML", |lines| {
        each(&escaped(lines), "<p style=\"text-indent:2em\">　　", "</p>\n")
    }),
    ("divisions", |lines| {
        format!("<div class=\"text\">{}</div>", each(&escaped(lines), "<div>", "</div>"))
    }),
    ("breaks", |lines| format!("<div>{}</div>", escaped(lines).join("<br/>\n"))),
    ("named blanks", |lines| each(&escaped(lines), "<p>&nbsp;&nbsp;&emsp;", "</p>")),
    ("a page", |lines| {
        let body = each(&escaped(lines), "<p><span>", "</span></p>\n");
        format!(
            "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n{body}</body></html>\n"
        )
    }),
    ("escaped", |lines| each(&escaped(lines), "&lt;p&gt;", "&lt;/p&gt;")),
    ("inside JSON", |lines| {
        serde_json::json!({ "content": each(&escaped(lines), "<p>", "</p>") }).to_string()
    }),
    ("plain inside JSON", |lines| serde_json::json!({ "content": lines.join("\n") }).to_string()),
    ("one endless line", |lines| lines.join("　　")),
    ("hard breaks of Markdown", |lines| each(lines, "", "  \n")),
    ("a quotation", |lines| each(lines, "> ", "\n>\n")),
    ("after front matter", |lines| format!("---\nauthor: x\n---\n\n{}\n", lines.join("\n\n"))),
];

fn each(lines: &[String], before: &str, after: &str) -> String {
    lines.iter().map(|line| format!("{before}{line}{after}")).collect()
}

fn escaped(lines: &[String]) -> Vec<String> {
    let escape =
        |line: &String| line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    lines.iter().map(escape).collect()
}

fn dressed(statements: &[Statement]) {
    let mut faults = Vec::new();
    for statement in statements {
        let before = said(statement.plain().as_bytes());
        assert!(before.len() > 10, "{} says something", statement.name);
        for (name, dress) in DRESSES {
            let after = said(dress(&statement.lines).as_bytes());
            faults.extend(differences(&format!("{}, {name}", statement.name), &before, &after));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn examples_say_the_same_in_any_dress() {
    dressed(&examples());
}

#[test]
fn seeds_say_the_same_in_any_dress() {
    dressed(&seeds());
}

/// The text in other encodings.
#[test]
fn an_encoding_changes_nothing() {
    for statement in examples().iter().chain(&seeds()) {
        let text = statement.plain();
        let before = said(text.as_bytes());
        let name = &statement.name;
        same(
            &format!("{name}, UTF-8 with a mark"),
            &before,
            &said(format!("\u{FEFF}{text}").as_bytes()),
        );
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        same(&format!("{name}, UTF-16"), &before, &said(&[&[0xFF, 0xFE], &little[..]].concat()));
        same(&format!("{name}, UTF-16 without a mark"), &before, &said(&little));
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        same(
            &format!("{name}, UTF-16 the other way"),
            &before,
            &said(&[&[0xFE, 0xFF], &big[..]].concat()),
        );
    }
}

/// Blanks that may stand after a mark that ends a sentence or a line.
fn blank() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "", "", " ", "  ", "\u{A0}", "\t", "\u{200B}"])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn blanks_around_lines_mean_nothing(
        which in 0_usize..9,
        blanks in prop::collection::vec((blank(), blank(), 1_usize..3), 97),
    ) {
        let statement = examples().swap_remove(which);
        let mut text = String::new();
        for (line, (before, after, breaks)) in statement.lines.iter().zip(blanks.iter().cycle()) {
            text += &format!("{before}{line}{after}{}", "\n".repeat(*breaks));
        }
        same(&statement.name, &said(statement.plain().as_bytes()), &said(text.as_bytes()));
    }
}
