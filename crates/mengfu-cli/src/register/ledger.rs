//! `mengfu ledger`.

use mengfu::library::{Access, Entry, Ledger, LedgerQuery, StateBecause};
use mengfu::model::{InstrumentId, Strength};

use super::open::open;
use super::{day, json_lines};
use crate::args::register::LedgerArgs;
use crate::commands::Context;
use crate::failure::{Exit, Failure};
use crate::present::{Page, clean, row, table};

/// Prints the ledger.
pub(crate) fn ledger(args: &LedgerArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let words = context.words;
    let query = query(args, context)?;
    let library = open(context, Access::Write)?;
    let ledger = library.ledger(&query).map_err(|e| Failure::library(words, &e))?;
    if ledger.totals.entries == 0 {
        return Err(Failure::new(Exit::NothingFound, words, "no-entry", ""));
    }
    let text = match (args.output.json, args.totals) {
        (true, true) => json_lines(std::slice::from_ref(&ledger.totals), context)?,
        (true, false) => json_lines(&ledger.entries, context)?,
        (false, only_totals) => {
            let page = context.page(args.output.width);
            let mut out = String::new();
            if !only_totals {
                lines(&mut out, &ledger, &page);
            }
            totals(&mut out, &ledger, args, &page);
            out
        }
    };
    context.print(&text)?;
    Ok(Exit::Done)
}

pub(super) fn query(args: &LedgerArgs, context: &Context<'_>) -> Result<LedgerQuery, Failure> {
    let some_day = |text: &Option<String>| text.as_ref().map(|t| day(Some(t), context)).transpose();
    Ok(LedgerQuery {
        parties: args.party.clone(),
        by: args.by.clone(),
        topics: args.topic.clone(),
        at_least: args.strength,
        world: args.state.clone(),
        text: args.text.clone(),
        open: args.open,
        due_from: some_day(&args.due_from)?,
        due_to: some_day(&args.due_to)?,
        words: args.word.clone(),
        instrument: args.statement.clone().map(InstrumentId),
        order: args.sort,
        reverse: args.reverse,
        skip: args.skip,
        most: if args.limit == 0 { usize::MAX } else { args.limit },
        ..LedgerQuery::as_of(day(args.as_of.as_ref(), context)?)
    })
}

fn lines(out: &mut String, ledger: &Ledger, page: &Page<'_>) {
    let words = page.words;
    let headings = ["entry", "owes", "promise", "due", "in_texts", "in_world"];
    let mut table = table(page, &headings.map(|h| words.label(h)));
    for entry in &ledger.entries {
        let strength = entry.strength.map_or("", |s| words.codes.strength(s));
        let due = entry.due.map_or_else(String::new, |d| match d.first == d.last {
            true => d.last.to_string(),
            false => format!("{}–{}", d.first, d.last),
        });
        let mut text = entry.quote.clone();
        if entry.umbrella {
            text = format!("{} ▾", text);
        }
        if entry.part_of.is_some() {
            text = format!("└ {text}");
        }
        table.add_row(row(&[
            entry.id.clone(),
            format!("{}\n{strength}", owes(entry, page)),
            text,
            due,
            words.codes.text_state(entry.text_state.code()).to_owned(),
            state(entry, page),
        ]));
    }
    out.push_str(&format!("{table}\n"));
}

fn owes(entry: &Entry, page: &Page<'_>) -> String {
    let name = |actor: &String| match actor.as_str() {
        "all" => page.words.label("all").to_owned(),
        code => page.party(code),
    };
    entry.by.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn state(entry: &Entry, page: &Page<'_>) -> String {
    let words = page.words;
    let state = words.codes.world_state(entry.world_state.code());
    match entry.because {
        StateBecause::Person(number) => format!("{state} ({} {number})", words.label("journal")),
        _ => state.to_owned(),
    }
}

fn totals(out: &mut String, ledger: &Ledger, args: &LedgerArgs, page: &Page<'_>) {
    let (words, totals) = (page.words, &ledger.totals);
    let shown = ledger.entries.len();
    let as_of = format!("{} {}", words.label("as_of"), ledger.as_of);
    let mut first = vec![words.many("commitments", totals.entries), as_of];
    if !args.totals && shown < totals.entries {
        first.push(words.label("shown").replace("{}", &shown.to_string()));
    }
    if totals.umbrellas > 0 {
        first.push(words.many("umbrellas", totals.umbrellas));
    }
    if totals.carried_on > 0 {
        first.push(words.many("carried_on", totals.carried_on));
    }
    page.block(out, 0, ("", page.plain()), &first.join(" · "), page.bold());
    let world = totals.world.iter();
    let world = world.map(|(s, n)| format!("{} {n}", words.codes.world_state(s.code())));
    let text = totals.text.iter();
    let text = text.map(|(s, n)| format!("{} {n}", words.codes.text_state(s.code())));
    let firm = Strength::ALL.iter().rev().filter_map(|s| Some((s, totals.strength.get(s.code())?)));
    let firm = firm.map(|(s, n)| format!("{} {n}", words.codes.strength(s.code())));
    for (label, list) in [
        ("in_world", world.collect::<Vec<_>>()),
        ("in_texts", text.collect()),
        ("strength", firm.collect()),
    ] {
        page.block(out, 14, (words.label(label), page.dim()), &list.join(" · "), page.plain());
    }
}

/// An entry with all its values.
pub(super) fn entry_block(out: &mut String, entry: &Entry, page: &Page<'_>) {
    let words = page.words;
    page.block(out, 0, ("", page.plain()), &entry.id, page.bold());
    let place = [entry.title.as_str(), &entry.article];
    let place: Vec<_> = place.iter().filter(|p| !p.is_empty()).map(|p| clean(p)).collect();
    page.block(out, 0, ("", page.plain()), &place.join(" · "), page.dim());
    page.block(out, 2, ("", page.plain()), &clean(&entry.quote), page.plain());
    let topics = entry.topics.iter().map(|t| words.codes.topic(t));
    let due = entry.due.map(|d| d.last.to_string()).unwrap_or_default();
    let facts = [
        ("owes", owes(entry, page)),
        ("strength", entry.strength.map_or("", |s| words.codes.strength(s)).to_owned()),
        ("topics", topics.collect::<Vec<_>>().join(", ")),
        ("due", due),
        ("in_texts", words.codes.text_state(entry.text_state.code()).to_owned()),
        ("in_world", state(entry, page)),
        ("lead", entry.led_by().unwrap_or_default().to_owned()),
        ("contact", entry.track.contact.clone().unwrap_or_default()),
        ("part_of", entry.part_of.clone().unwrap_or_default()),
    ];
    for (label, value) in facts.into_iter().filter(|(_, value)| !value.is_empty()) {
        page.block(out, 14, (words.label(label), page.dim()), &clean(&value), page.plain());
    }
}
