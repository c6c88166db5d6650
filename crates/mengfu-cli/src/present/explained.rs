//! An explanation in words.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use mengfu::explain::{Explained, ExplainedAct, Reason};
use mengfu::wire::Bytes;

use super::outline::values;
use super::page::{BOLD, DIM, PLAIN, Page, clean, kind_mark, kind_style};

/// Columns before the words of a value.
const MARGIN: usize = 12;
const QUOTE: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green))).bold();

/// The explanation of a provision and its acts.
pub(crate) fn explained(explained: &Explained<'_>, page: &Page<'_>) -> String {
    let mut out = String::new();
    page.block(&mut out, 0, ("", PLAIN), &clean(&explained.address), BOLD);
    let place = [explained.instrument, explained.title, explained.article];
    let place: Vec<_> = place.iter().filter(|p| !p.is_empty()).map(|p| clean(p)).collect();
    page.block(&mut out, 0, ("", PLAIN), &place.join(" · "), DIM);
    page.block(&mut out, 0, ("", PLAIN), &ranges(&explained.bytes, page), DIM);
    if explained.acts.is_empty() {
        let _ = writeln!(out);
        page.block(&mut out, 2, ("", PLAIN), &clean(explained.text), PLAIN);
        page.block(&mut out, 2, ("", PLAIN), page.words.label("no_act"), DIM);
    }
    explained.acts.iter().for_each(|act| act_block(&mut out, act, page));
    out
}

fn act_block(out: &mut String, act: &ExplainedAct<'_>, page: &Page<'_>) {
    let _ = writeln!(out);
    page.block(out, 0, ("", PLAIN), &clean(&act.address), BOLD);
    for (text, style) in [(act.before, DIM), (act.values.q, QUOTE), (act.after, DIM)] {
        if !text.is_empty() {
            page.block(out, 2, ("", PLAIN), &clean(text), style);
        }
    }
    let style = kind_style(act.values.kind);
    let mut items = values(&act.values, style, page);
    items.insert(0, (kind_mark(act.values.kind).to_owned(), style));
    page.items(out, 2, &items);
    page.block(out, 2, ("", PLAIN), &ranges(&act.values.bytes, page), DIM);
    if act.reasons.is_empty() {
        page.block(out, 2, ("", PLAIN), page.words.label("no_reason"), DIM);
    }
    for reason in &act.reasons {
        reason_block(out, reason, page);
    }
}

/// A value: the words it rests on, the rule and what it is for, the term that decided.
fn reason_block(out: &mut String, reason: &Reason<'_>, page: &Page<'_>) {
    let words = page.words;
    let field = words.codes.field(reason.field);
    let rests = format!("“{}” · {}", clean(reason.words), ranges(&reason.bytes, page));
    page.block(out, MARGIN, (&format!("  {field}"), BOLD), &rests, PLAIN);
    let rule = format!("{} {} ({})", words.label("rule"), reason.rule, reason.rule_file);
    page.block(out, MARGIN, ("", PLAIN), &rule, PLAIN);
    if !reason.doc.is_empty() {
        page.block(out, MARGIN, ("", PLAIN), &clean(reason.doc), DIM);
    }
    if let Some(term) = &reason.term {
        let lines = term.lines.join(", ");
        let term = format!("{} {} ({lines})", words.label("word"), clean(term.term));
        page.block(out, MARGIN, ("", PLAIN), &term, PLAIN);
    }
}

fn ranges(bytes: &[Bytes], page: &Page<'_>) -> String {
    let list: Vec<String> = bytes.iter().map(|[from, to]| format!("{from}–{to}")).collect();
    format!("{} {}", page.words.label("bytes"), list.join(" + "))
}
