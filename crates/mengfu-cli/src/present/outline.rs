//! A source as a readable outline.

use std::fmt::Write as _;

use anstyle::Style;
use mengfu::wire::{ActWire, InstrumentWire, Number, ProvisionWire, ReadingLine, lines};
use mengfu::{Packs, ReadSource};

use super::findings::finding_block;
use super::page::{BOLD, DIM, PLAIN, Page, clean, kind_mark, kind_style};

/// The margin that holds the addresses of acts.
const MARGIN: usize = 12;
/// The steps of the scale of strengths, weakest first, as marks.
const SCALE: [&str; 7] = ["explore", "favour", "willing", "will", "agree", "bind", "declare"];

/// The outline of a source.
pub(crate) fn outline(source: &ReadSource, packs: &Packs, page: &Page<'_>) -> String {
    let mut out = String::new();
    let lines = lines(source, packs);
    let count = match lines.len() {
        0 => page.words.label("no_instrument").to_owned(),
        n => page.words.many("instruments", n),
    };
    let name = page.paint(BOLD, &clean(&source.name));
    let _ = writeln!(out, "{name} {}", page.paint(DIM, &format!("· {count}")));
    if lines.is_empty() {
        for line in mengfu::wire::finding_lines(source) {
            finding_block(&mut out, &line.finding, page);
        }
    }
    for (n, line) in (1..).zip(&lines) {
        page.rule(&mut out);
        head(&mut out, line, page);
        // The first instrument needs no number in addresses.
        let prefix = if n == 1 { String::new() } else { format!("{n}.") };
        body(&mut out, &line.provisions, &prefix, page);
        if !line.findings.is_empty() {
            let _ = writeln!(out, "\n{}", page.paint(BOLD, page.words.label("findings")));
            line.findings.iter().for_each(|f| finding_block(&mut out, f, page));
        }
    }
    out.push('\n');
    out
}

/// What the instrument says of itself.
fn head(out: &mut String, line: &ReadingLine<'_>, page: &Page<'_>) {
    let (i, words) = (&line.instrument, page.words);
    page.block(out, 0, ("", PLAIN), &clean(i.title), BOLD);
    if i.title_derived {
        page.block(out, 0, ("", PLAIN), words.label("title_derived"), DIM);
    }
    let acts: usize = line.provisions.iter().map(|p| p.acts.len()).sum();
    let numbers = [
        i.id.to_owned(),
        words.codes.instrument_kind(i.kind).to_owned(),
        words.many("provisions", line.provisions.len()),
        words.many("acts", acts),
    ];
    page.items(out, 0, &numbers.map(|text| (text, DIM)));
    for (label, value) in facts(i, page) {
        page.block(out, MARGIN, (words.label(label), DIM), &clean(&value), PLAIN);
    }
    if !i.complete {
        page.block(out, MARGIN, ("", PLAIN), words.label("incomplete"), BOLD);
    }
}

/// The facts of an instrument that are known, and of parties and date also that they are not.
fn facts<'a>(i: &InstrumentWire<'_>, page: &Page<'a>) -> Vec<(&'static str, String)> {
    let words = page.words;
    let unknown = |label: &str| words.label(label).to_owned();
    let parties: Vec<String> = i.parties.iter().map(|code| page.party(code)).collect();
    let parties = if parties.is_empty() { unknown("no_parties") } else { parties.join(", ") };
    let mut facts = vec![
        ("parties", parties),
        ("signed", i.signed.map_or_else(|| unknown("unsigned"), str::to_owned)),
    ];
    let mut known = |label, value: Option<String>| {
        facts.extend(value.filter(|v| !v.is_empty()).map(|v| (label, v)));
    };
    known("visit", i.visit.map(str::to_owned));
    known("place", i.place.map(str::to_owned));
    known("signatories", Some(i.signatories.join(", ")));
    known("partnership", i.partnership.map(str::to_owned));
    known("languages", Some(i.languages.join(", ")));
    known("copies", i.copies.map(|n| n.to_string()));
    let pieces: Vec<String> =
        i.source.iter().map(|p| format!("{}–{}", p.bytes[0], p.bytes[1])).collect();
    known("pieces", Some(pieces.join(" + ")));
    facts
}

/// The provisions with their acts, under the labels of their articles.
fn body(out: &mut String, provisions: &[ProvisionWire<'_>], prefix: &str, page: &Page<'_>) {
    let mut article = None;
    for provision in provisions {
        if article != Some(provision.article) {
            article = Some(provision.article);
            out.push('\n');
            page.block(out, 0, ("", PLAIN), &clean(provision.article), BOLD);
        }
        let address = format!("{prefix}{}", provision.p);
        if provision.acts.is_empty() {
            page.block(out, MARGIN, (&address, DIM), &clean(provision.text), DIM);
        }
        for (n, act) in (1..).zip(&provision.acts) {
            act_block(out, &format!("{address}.a{n}"), act, page);
        }
    }
}

/// An act: address, mark and words, and below them its values.
fn act_block(out: &mut String, address: &str, act: &ActWire<'_>, page: &Page<'_>) {
    let style = kind_style(act.kind);
    let mark = kind_mark(act.kind);
    page.block(out, MARGIN, (address, DIM), &format!("{mark} {}", clean(act.q)), quote_style(act));
    page.items(out, MARGIN + 2, &values(act, style, page));
}

/// Firm words are bold.
fn quote_style(act: &ActWire<'_>) -> Style {
    match act.strength {
        Some("declare" | "bind" | "agree") => BOLD,
        _ => PLAIN,
    }
}

/// The values of an act, in words.
pub(super) fn values(act: &ActWire<'_>, style: Style, page: &Page<'_>) -> Vec<(String, Style)> {
    let words = page.words;
    let mut kind = words.codes.kind(act.kind).to_owned();
    if let Some(strength) = act.strength {
        let steps = SCALE.iter().position(|s| *s == strength).map_or(0, |at| at + 1);
        let gauge = format!("{}{}", "▰".repeat(steps), "▱".repeat(SCALE.len() - steps));
        let _ = write!(kind, " {gauge} {}", words.codes.strength(strength));
    }
    if let Some(stance) = act.stance {
        let _ = write!(kind, " {}", words.codes.stance(stance));
    }
    let mut items = vec![(kind, style)];
    let actors = act.actors.iter().map(|actor| match *actor {
        "all" => words.label("all").to_owned(),
        code => page.party(&clean(code)),
    });
    items.extend(actors.map(|actor| (actor, PLAIN)));
    if act.standing {
        items.push((words.label("standing").to_owned(), PLAIN));
    }
    let topics: Vec<&str> = act.topics.iter().map(|t| words.codes.topic(t)).collect();
    if !topics.is_empty() {
        items.push((topics.join(", "), DIM));
    }
    for time in &act.time {
        let value = time.edtf.map_or_else(|| clean(time.text), |edtf| edtf.into());
        items.push((format!("{} {value}", words.codes.role(time.role)), PLAIN));
    }
    for q in &act.quantities {
        let of = q.of.map_or_else(String::new, |of| format!("{} ", clean(of)));
        items.push((format!("{of}{} {}", number(q.value), clean(q.unit)), PLAIN));
    }
    for r in &act.refs {
        items.push((format!("{} {}", words.codes.reference(r.kind), clean(r.text)), DIM));
    }
    items
}

/// A number with its thousands set apart.
fn number(number: Number) -> String {
    let Number::Whole(whole) = number else {
        return match number {
            Number::Broken(broken) => broken.to_string(),
            Number::Whole(whole) => whole.to_string(),
        };
    };
    let digits = whole.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if whole < 0 { format!("-{grouped}") } else { grouped }
}
