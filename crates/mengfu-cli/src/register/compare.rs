//! `mengfu compare`.

use anstyle::{AnsiColor, Style};
use mengfu::difference::{Only, Piece};
use mengfu::library::{Access, ComparedActs, Comparison, Library};
use mengfu::model::InstrumentId;

use super::json_lines;
use super::open::open;
use super::show::reasons_block;
use crate::args::views::{CHANGES, CompareArgs, Groups};
use crate::commands::Context;
use crate::failure::{Exit, Failure};
use crate::present::{Page, clean};

const GONE: Style = AnsiColor::Red.on_default().strikethrough();
const COME: Style = AnsiColor::Green.on_default().underline();

/// Compares two statements.
pub(crate) fn compare(args: &CompareArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let library = open(context, Access::Write)?;
    let mut comparison = compared(&library, &args.one, &args.other, context)?;
    if !args.only.is_empty() {
        comparison.rows.retain(|row| args.only.contains(&row.what));
    }
    if args.output.json {
        context.print(&json_lines(&[comparison], context)?)?;
        return Ok(Exit::Done);
    }
    let page = context.page(args.output.width);
    context.print(&text(&comparison, args.by, &page))?;
    Ok(Exit::Done)
}

/// The comparison of the statements that two names mean.
pub(super) fn compared(
    library: &Library<'_>,
    one: &str,
    other: &str,
    context: &Context<'_>,
) -> Result<Comparison, Failure> {
    let fail = |e| Failure::library(context.words, &e);
    let one: InstrumentId = library.named(one, None).map_err(fail)?;
    let other = library.named(other, Some(&one)).map_err(fail)?;
    library.compare(&one, &other).map_err(fail)
}

fn text(comparison: &Comparison, groups: Groups, page: &Page<'_>) -> String {
    let words = page.words;
    let mut out = String::new();
    for (sign, one) in [("−", &comparison.earlier), ("+", &comparison.later)] {
        let cut = if one.complete { "" } else { words.label("cut") };
        let line: Vec<&str> =
            [one.id.0.as_str(), &one.title, cut].into_iter().filter(|l| !l.is_empty()).collect();
        page.block(&mut out, 2, (sign, page.dim()), &clean(&line.join(" · ")), page.bold());
    }
    let counts: Vec<String> = CHANGES
        .iter()
        .filter_map(|kind| {
            let count = comparison.counts.get(kind)?;
            Some(format!("{} {count}", words.codes.link(kind.code())))
        })
        .collect();
    page.block(&mut out, 2, ("", page.plain()), &counts.join(" · "), page.plain());
    let mut group = None;
    for row in in_groups(&comparison.rows, groups) {
        let name = group_of(row, groups, page);
        if group.as_ref() != Some(&name) {
            out.push('\n');
            page.block(&mut out, 0, ("", page.plain()), &name, page.bold());
            group = Some(name);
        }
        row_block(&mut out, row, page);
    }
    out
}

fn in_groups(rows: &[ComparedActs], groups: Groups) -> Vec<&ComparedActs> {
    let mut rows: Vec<&ComparedActs> = rows.iter().collect();
    match groups {
        // They come in the order of the later text.
        Groups::Article => {}
        Groups::Topic => rows.sort_by_key(|row| topic(row)),
        Groups::Change => rows.sort_by_key(|row| CHANGES.iter().position(|c| *c == row.what)),
    }
    rows
}

fn group_of(row: &ComparedActs, groups: Groups, page: &Page<'_>) -> String {
    let words = page.words;
    match groups {
        Groups::Article => {
            let act = row.later.as_ref().or(row.earlier.as_ref());
            let article = act.map_or("", |act| act.article.as_str());
            let name = if article.is_empty() { words.label("outside_articles") } else { article };
            let dropped = row.later.is_none();
            if dropped { format!("− {name}") } else { name.to_owned() }
        }
        Groups::Topic => words.codes.topic(topic(row)).to_owned(),
        Groups::Change => words.codes.link(row.what.code()).to_owned(),
    }
}

fn topic(row: &ComparedActs) -> &'static str {
    let act = row.later.as_ref().or(row.earlier.as_ref());
    act.and_then(|act| act.topics.first().copied()).unwrap_or("")
}

fn row_block(out: &mut String, row: &ComparedActs, page: &Page<'_>) {
    let words = page.words;
    let places = [&row.earlier, &row.later].into_iter().flatten();
    let places: Vec<&str> =
        places.map(|act| act.id.rsplit('#').next().unwrap_or_default()).collect();
    let doubt = if row.provisional { words.label("provisional") } else { "" };
    let sure = match (&row.earlier, &row.later) {
        (Some(_), Some(_)) => format!("{:.0} %", row.score * 100.0),
        _ => String::new(),
    };
    let head: Vec<String> =
        [words.codes.link(row.what.code()).to_owned(), places.join(" → "), sure, doubt.to_owned()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
    page.block(out, 4, ("  ·", page.dim()), &head.join(" · "), page.dim());
    page.block(out, 4, ("", page.plain()), &marked(&row.words, row, page), page.plain());
    reasons_block(out, &row.reasons, page);
}

/// The words of both statements; with colours the differences are coloured, and always they are
/// marked, for those who see none.
fn marked(pieces: &[Piece], row: &ComparedActs, page: &Page<'_>) -> String {
    let both = row.earlier.is_some() && row.later.is_some();
    let paint = |piece: &Piece| {
        let text = clean(&piece.text);
        match piece.only {
            Only::Earlier if both => page.paint(GONE, &format!("[-{text}-]")),
            Only::Later if both => page.paint(COME, &format!("{{+{text}+}}")),
            _ => text.into_owned(),
        }
    };
    pieces.iter().map(paint).collect()
}
