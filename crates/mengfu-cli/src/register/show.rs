//! `mengfu list`, `mengfu show`, `mengfu search`.

use mengfu::library::{Access, EntryLink, Hit, Library, LibraryError, Shown, WitnessDifferences};
use mengfu::model::{ActAddress, InstrumentId, Reason};
use mengfu::{Packs, ReadSource, wire};

use super::ledger::entry_block;
use super::open::open;
use super::{day, json_lines};
use crate::args::register::{ListArgs, SearchArgs, ShowArgs};
use crate::commands::Context;
use crate::failure::{Exit, Failure};
use crate::present::{self, Page, clean, row, table};

/// Lists the statements.
pub(crate) fn list(args: &ListArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let words = context.words;
    let library = open(context, Access::Write)?;
    let list = library.list(&args.party).map_err(|e| Failure::library(words, &e))?;
    if list.is_empty() {
        return Err(Failure::new(Exit::NothingFound, words, "empty-register", ""));
    }
    if args.output.json {
        context.print(&json_lines(&list, context)?)?;
        return Ok(Exit::Done);
    }
    let page = context.page(args.output.width);
    let headings = ["statement", "title", "relation", "commitments"].map(|h| words.label(h));
    let mut table = table(&page, &headings);
    for one in &list {
        let mut notes = Vec::new();
        if one.placing != "signed" {
            notes.push(words.codes.placing(&one.placing).to_owned());
        }
        if !one.complete {
            notes.push(words.label("cut").to_owned());
        }
        if one.witnesses > 1 {
            notes.push(words.many("witnesses", one.witnesses as usize));
        }
        let id = match notes.is_empty() {
            true => one.id.to_string(),
            false => format!("{}\n{}", one.id, notes.join(", ")),
        };
        table.add_row(row(&[
            id,
            one.title.clone(),
            one.partnership.clone().unwrap_or_default(),
            one.commitments.to_string(),
        ]));
    }
    context.print(&format!("{table}\n"))?;
    Ok(Exit::Done)
}

/// Shows a statement or an act.
pub(crate) fn show(args: &ShowArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let library = open(context, Access::Write)?;
    match args.id.parse::<ActAddress>() {
        Ok(address) => show_act(&library, &address, args, context),
        Err(_) => show_instrument(&library, args, context),
    }
}

fn show_instrument(
    library: &Library<'_>,
    args: &ShowArgs,
    context: &Context<'_>,
) -> Result<Exit, Failure> {
    let words = context.words;
    let shown = library.show(&InstrumentId(args.id.clone()));
    let shown = shown.map_err(|e| Failure::library(words, &e))?;
    let packs: &Packs = library.engine().packs();
    let page = context.page(args.output.width);
    let text = match (args.witnesses, args.output.json) {
        (true, json) => {
            let differences = library.witness_differences(&shown.listed.id);
            let differences = differences.map_err(|e| Failure::library(words, &e))?;
            match json {
                true => {
                    let whole = serde_json::json!({
                        "witnesses": shown.witnesses, "differences": differences,
                    });
                    json_lines(&[whole], context)?
                }
                false => witnesses(&shown, &differences, &page),
            }
        }
        (false, true) => json_lines(&wire::lines(&shown.source, packs), context)?,
        (false, false) => present::outline(&shown.source, packs, &page),
    };
    context.print(&text)?;
    Ok(Exit::Done)
}

fn witnesses(shown: &Shown, differences: &[WitnessDifferences], page: &Page<'_>) -> String {
    let words = page.words;
    let headings = ["source", "hash", "acts_heading", "notes"].map(|h| words.label(h));
    let mut table = table(page, &headings);
    for one in &shown.witnesses {
        let mut notes = Vec::new();
        if one.primary {
            notes.push(words.label("primary"));
        }
        if !one.complete {
            notes.push(words.label("cut"));
        }
        let short = one.sha256.get(..12).unwrap_or(&one.sha256);
        table.add_row(row(&[
            one.names.join("\n"),
            short.to_owned(),
            one.acts.to_string(),
            notes.join(", "),
        ]));
    }
    let mut out = format!("{table}\n");
    for one in differences {
        let short = one.sha256.get(..12).unwrap_or(&one.sha256);
        page.block(&mut out, 0, ("", page.plain()), short, page.bold());
        for (fact, first, other) in &one.facts {
            let change = format!("{}: {} → {}", words.label(fact), clean(first), clean(other));
            page.block(&mut out, 2, ("", page.plain()), &change, page.plain());
        }
        for (mark, sentences) in [("−", &one.missing), ("+", &one.added)] {
            for sentence in sentences {
                page.block(&mut out, 2, (mark, page.bold()), &clean(sentence), page.plain());
            }
        }
    }
    out
}

fn show_act(
    library: &Library<'_>,
    address: &ActAddress,
    args: &ShowArgs,
    context: &Context<'_>,
) -> Result<Exit, Failure> {
    let words = context.words;
    let fail = |e| Failure::library(words, &e);
    let as_of = day(args.as_of.as_ref(), context)?;
    let links = library.links(address).map_err(fail)?;
    let entry = library.entry(address, as_of).map_err(fail)?;
    let history = library.history().map_err(fail)?;
    let history: Vec<_> = history.into_iter().filter(|d| d.act.as_ref() == Some(address)).collect();
    if args.output.json {
        let whole = serde_json::json!({
            "address": address.to_string(), "entry": entry, "links": links, "history": history,
        });
        context.print(&json_lines(&[whole], context)?)?;
        return Ok(Exit::Done);
    }
    let page = context.page(args.output.width);
    let mut out = String::new();
    match &entry {
        Some(entry) => entry_block(&mut out, entry, &page),
        None => page.block(&mut out, 0, ("", page.plain()), &address.to_string(), page.bold()),
    }
    for link in &links {
        link_block(&mut out, link, &page);
    }
    for decision in &history {
        super::decide::decision_block(&mut out, decision, &page);
    }
    context.print(&out)?;
    Ok(Exit::Done)
}

/// A link: the direction, what was done, where, in which words, and why.
fn link_block(out: &mut String, link: &EntryLink, page: &Page<'_>) {
    let words = page.words;
    let kind = words.codes.link(link.kind.code());
    let arrow = if link.later { "→" } else { "←" };
    let place = link.act.clone().unwrap_or_else(|| link.instrument.to_string());
    let sure = format!("{:.0} %", link.score * 100.0);
    let doubt = if link.provisional { words.label("provisional") } else { "" };
    let head: Vec<&str> =
        [kind, &place, &sure, doubt].into_iter().filter(|p| !p.is_empty()).collect();
    page.block(out, 4, (&format!("  {arrow}"), page.plain()), &head.join(" · "), page.bold());
    if let Some(quote) = &link.quote {
        page.block(out, 6, ("", page.plain()), &clean(quote), page.plain());
    }
    reasons_block(out, &link.reasons, page);
}

/// What changed, attribute by attribute.
pub(super) fn reasons_block(out: &mut String, reasons: &[Reason], page: &Page<'_>) {
    let words = page.words;
    for reason in reasons {
        let attribute = words.codes.attribute(reason.attribute.code());
        if reason.from == reason.to {
            continue;
        }
        let change = format!("{attribute}: {} → {}", clean(&reason.from), clean(&reason.to));
        page.block(out, 6, ("", page.plain()), &change, page.dim());
    }
}

/// The statement called `name`, as the register has it; `None` where there is no register, or none of
/// that name in it.
pub(crate) fn statement(name: &str, context: &Context<'_>) -> Result<Option<ReadSource>, Failure> {
    if !super::open::path(context)?.exists() {
        return Ok(None);
    }
    let library = open(context, Access::Write)?;
    match library.show(&InstrumentId(name.to_owned())) {
        Ok(shown) => Ok(Some(shown.source)),
        Err(LibraryError::NoInstrument(_)) => Ok(None),
        Err(error) => Err(Failure::library(context.words, &error)),
    }
}

/// Finds sentences.
pub(crate) fn search(args: &SearchArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let words = context.words;
    let library = open(context, Access::Write)?;
    let found = library.search(&args.words, args.limit).map_err(|e| Failure::library(words, &e))?;
    if found.total == 0 {
        return Err(Failure::new(Exit::NothingFound, words, "no-words", &args.words.join(" ")));
    }
    if args.output.json {
        context.print(&json_lines(&found.hits, context)?)?;
        return Ok(Exit::Done);
    }
    let page = context.page(args.output.width);
    let mut out = String::new();
    for hit in &found.hits {
        let place = [hit.address.as_str(), &hit.title, &hit.article];
        let place: Vec<_> = place.iter().filter(|p| !p.is_empty()).map(|p| clean(p)).collect();
        page.block(&mut out, 0, ("", page.plain()), &place.join(" · "), page.bold());
        page.block(&mut out, 2, ("", page.plain()), &marked(hit), page.plain());
    }
    let more = if found.more { "+" } else { "" };
    let total = words.many("provisions", found.total).replacen(
        &found.total.to_string(),
        &format!("{}{more}", found.total),
        1,
    );
    out.push_str(&format!("{total}\n"));
    context.print(&out)?;
    Ok(Exit::Done)
}

/// The sentence with marks around the words sought, which show without colours too.
fn marked(hit: &Hit) -> String {
    let mut out = String::new();
    let mut at = 0;
    for [from, to] in &hit.marks {
        if *from < at {
            continue;
        }
        out.push_str(&clean(hit.text.get(at..*from).unwrap_or_default()));
        out.push('【');
        out.push_str(&clean(hit.text.get(*from..*to).unwrap_or_default()));
        out.push('】');
        at = *to;
    }
    out.push_str(&clean(hit.text.get(at..).unwrap_or_default()));
    out
}
