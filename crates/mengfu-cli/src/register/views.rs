//! `mengfu formula` and `mengfu directory`.

use mengfu::library::{Access, DirectoryEntry, FormulaMatrix};
use mengfu::model::Turn;

use super::json_lines;
use super::open::open;
use crate::args::views::{DirectoryArgs, FormulaArgs};
use crate::commands::Context;
use crate::failure::{Exit, Failure};
use crate::present::{Page, clean, row, table};

/// So many names of an entry are shown in a list.
const NAMES: usize = 3;

/// Shows a formula, or which there are.
pub(crate) fn formula(args: &FormulaArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let words = context.words;
    let library = open(context, Access::Write)?;
    let page = context.page(args.output.width);
    let Some(name) = &args.formula else {
        let all = library.formulas();
        let mut table = table(&page, &["formula", "title", "slots"].map(|h| words.label(h)));
        for family in &all {
            let slots: Vec<&str> = family.slots.iter().map(|slot| slot.title.as_str()).collect();
            table.add_row(row(&[family.id.clone(), family.title.clone(), slots.join("、")]));
        }
        context.print(&format!("{table}\n"))?;
        return Ok(Exit::Done);
    };
    let found = library.formula(name, &args.party).map_err(|e| Failure::library(words, &e))?;
    if found.is_empty() {
        return Err(Failure::new(Exit::NothingFound, words, "no-formula", name));
    }
    if args.output.json {
        context.print(&json_lines(&found, context)?)?;
        return Ok(Exit::Done);
    }
    let mut out = String::new();
    for matrix in &found {
        matrix_block(&mut out, matrix, args.changed, &page);
    }
    context.print(&out)?;
    Ok(Exit::Done)
}

fn matrix_block(out: &mut String, matrix: &FormulaMatrix, changed: bool, page: &Page<'_>) {
    let parties: Vec<String> = matrix.parties.iter().map(|code| page.party(code)).collect();
    let head = format!("{} · {}", matrix.title, parties.join(" – "));
    page.block(out, 0, ("", page.plain()), &clean(&head), page.bold());
    for slot in &matrix.slots {
        let variant = slot.row.variant.as_deref().unwrap_or_default();
        let name: Vec<&str> =
            [slot.title.as_str(), variant].into_iter().filter(|n| !n.is_empty()).collect();
        page.block(out, 2, ("", page.plain()), &clean(&name.join(" · ")), page.bold());
        for (statement, cell) in matrix.statements.iter().zip(&slot.row.cells) {
            let said = cell.uses.iter().map(|one| one.words.as_str()).collect::<Vec<_>>();
            let same = matches!(cell.turn, None | Some(Turn::Same));
            if said.is_empty() && cell.turn.is_none() || changed && same {
                continue;
            }
            let day = statement.0.split_once('/').map_or(statement.0.as_str(), |(_, day)| day);
            let turn = cell.turn.map_or("", |turn| page.words.codes.turn(turn.code()));
            let doubt = if cell.provisional { page.words.label("provisional") } else { "" };
            let who: Vec<String> = match cell.uses.first() {
                Some(one) => one.actors.iter().map(|code| actor(code, page)).collect(),
                None => Vec::new(),
            };
            let line: Vec<String> = [who.join(", "), said.join("；"), turn.into(), doubt.into()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect();
            page.block(
                out,
                15,
                (&format!("    {day}"), page.dim()),
                &clean(&line.join(" · ")),
                page.plain(),
            );
        }
    }
    out.push('\n');
}

/// Who says it.
fn actor(code: &str, page: &Page<'_>) -> String {
    if code == "all" { page.words.label("all").to_owned() } else { page.party(code) }
}

/// Shows a directory, or one entry of it.
pub(crate) fn directory(args: &DirectoryArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let words = context.words;
    let library = open(context, Access::Write)?;
    let kind = args.directory.kind();
    let entries = match &args.entry {
        None => library.directory(kind, &args.party),
        Some(name) => library.directory_entry(name),
    };
    let mut entries = entries.map_err(|e| Failure::library(words, &e))?;
    if args.entry.is_some() {
        entries.retain(|entry| entry.kind == kind);
    }
    if entries.is_empty() {
        let what = args.entry.as_deref().unwrap_or(kind.code());
        return Err(Failure::new(Exit::NothingFound, words, "no-directory-entry", what));
    }
    if args.output.json {
        context.print(&json_lines(&entries, context)?)?;
        return Ok(Exit::Done);
    }
    let page = context.page(args.output.width);
    let mut out = String::new();
    match &args.entry {
        None => list(&mut out, &entries, &page),
        Some(_) => entries.iter().for_each(|entry| entry_block(&mut out, entry, &page)),
    }
    context.print(&out)?;
    Ok(Exit::Done)
}

fn list(out: &mut String, entries: &[DirectoryEntry], page: &Page<'_>) {
    let words = page.words;
    let headings = ["entry", "mentions", "first_last", "sessions_life"].map(|h| words.label(h));
    let mut table = table(page, &headings);
    for entry in entries {
        let others = entry.names.iter().map(|(name, _)| name).filter(|name| **name != entry.title);
        let others: Vec<&str> = others.take(NAMES).map(String::as_str).collect();
        let name = match others.is_empty() {
            true => entry.title.clone(),
            false => format!("{}\n{}", entry.title, others.join("\n")),
        };
        let range = match entry.first == entry.last {
            true => entry.first.to_string(),
            false => format!("{}\n{}", entry.first, entry.last),
        };
        table.add_row(row(&[name, entry.mentions.len().to_string(), range, story(entry, page)]));
    }
    out.push_str(&format!("{table}\n"));
}

/// The sessions of an entry, or its life.
fn story(entry: &DirectoryEntry, page: &Page<'_>) -> String {
    let sessions = entry.sittings.iter().map(|sitting| {
        let number = sitting.number.map(|n| format!("#{n} ")).unwrap_or_default();
        format!("{number}{}", sitting.dates.join(", "))
    });
    let mut before = None;
    let life = entry.life.iter().filter_map(|step| {
        let stage = page.words.codes.stage(step.stage.code());
        let new = before.replace(stage) != Some(stage);
        let date = step.date.as_deref().unwrap_or_default();
        new.then(|| format!("{stage} {date} ({})", step.instrument))
    });
    sessions.chain(life).collect::<Vec<_>>().join("\n")
}

fn entry_block(out: &mut String, entry: &DirectoryEntry, page: &Page<'_>) {
    let words = page.words;
    page.block(out, 0, ("", page.plain()), &clean(&entry.title), page.bold());
    page.block(out, 14, (words.label("entry"), page.dim()), &clean(&entry.id.0), page.plain());
    let names: Vec<String> =
        entry.names.iter().map(|(name, count)| format!("{name} ({count})")).collect();
    page.block(
        out,
        14,
        (words.label("names"), page.dim()),
        &clean(&names.join(" · ")),
        page.plain(),
    );
    for line in story(entry, page).lines() {
        page.block(out, 14, ("", page.plain()), &clean(line), page.plain());
    }
    for mention in &entry.mentions {
        let place = match (mention.provision, mention.act) {
            (Some(p), Some(a)) => format!("{}#p{p}.a{a}", mention.instrument),
            (Some(p), None) => format!("{}#p{p}", mention.instrument),
            _ => mention.instrument.to_string(),
        };
        let line = format!("{place} · {}", mention.surface);
        page.block(out, 4, ("  ·", page.dim()), &clean(&line), page.plain());
    }
}
