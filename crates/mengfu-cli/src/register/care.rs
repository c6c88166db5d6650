//! `mengfu check`, `rebuild`, `backup`, `restore`.

use mengfu::library::{Access, CheckReport, Library, Problem};

use super::decide::decision_block;
use super::open::{anew, open, path};
use crate::args::register::{BackupArgs, CheckArgs, RestoreArgs};
use crate::commands::Context;
use crate::failure::{Exit, Failure};

/// Checks the register.
pub(crate) fn check(args: &CheckArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let words = context.words;
    let path = path(context)?;
    context.remark(&format!("{}: {}", words.label("register"), path.display()));
    // Nothing is brought up to date: a check looks at what there is.
    let library = Library::open(context.engine()?, &path, Access::Read);
    let library = library.map_err(|e| Failure::library(words, &e))?;
    let report = library.check().map_err(|e| Failure::library(words, &e))?;
    if args.output.json {
        let whole = serde_json::json!({
            "sources": report.sources,
            "statements": report.instruments,
            "entries": report.entries,
            "problems": report.problems.iter().map(problem).collect::<Vec<_>>(),
            "detached": report.detached,
        });
        context.print(&format!("{whole}\n"))?;
    } else {
        let page = context.page(args.output.width);
        let mut out = String::new();
        let numbers = [
            words.many("sources", usize::try_from(report.sources).unwrap_or(0)),
            words.many("instruments", report.instruments),
            words.many("entries", report.entries),
        ];
        page.block(&mut out, 0, ("", page.plain()), &numbers.join(" · "), page.bold());
        for one in &report.problems {
            page.block(&mut out, 2, ("", page.plain()), &problem(one), page.plain());
        }
        if !report.detached.is_empty() {
            let count = words.many("detached_decisions", report.detached.len());
            page.block(&mut out, 0, ("", page.plain()), &count, page.bold());
            report.detached.iter().for_each(|d| decision_block(&mut out, d, &page));
        }
        if report.problems.is_empty() {
            page.block(&mut out, 0, ("", page.plain()), words.label("sound"), page.plain());
        }
        context.print(&out)?;
    }
    verdict(&report, context)
}

fn verdict(report: &CheckReport, context: &Context<'_>) -> Result<Exit, Failure> {
    match report.problems.first() {
        None => Ok(Exit::Done),
        Some(first) => {
            let rebuild = report
                .problems
                .iter()
                .all(|p| matches!(p, Problem::Incomplete(_) | Problem::Outdated(_)));
            let name = if rebuild { "register-stale" } else { "register-faults" };
            Err(Failure::new(Exit::Register, context.words, name, &problem(first)))
        }
    }
}

fn problem(problem: &Problem) -> String {
    match problem {
        Problem::Fault(fault) => format!("{fault:?}"),
        Problem::Incomplete(what) => (*what).to_owned(),
        Problem::Outdated(by) => format!("derived by engine {by}"),
        other => format!("{other:?}"),
    }
}

/// Makes everything anew.
pub(crate) fn rebuild(context: &Context<'_>) -> Result<Exit, Failure> {
    let words = context.words;
    let path = path(context)?;
    context.remark(&format!("{}: {}", words.label("register"), path.display()));
    let library = Library::open(context.engine()?, &path, Access::Write);
    let library = library.map_err(|e| Failure::library(words, &e))?;
    anew(&library, context)?;
    let list = library.list(&[]).map_err(|e| Failure::library(words, &e))?;
    context.print(&format!(
        "{}: {}\n",
        words.label("rebuilt"),
        words.many("instruments", list.len())
    ))?;
    let detached = library.detached().map_err(|e| Failure::library(words, &e))?;
    if !detached.is_empty() {
        context.remark(&words.many("detached_decisions", detached.len()));
    }
    Ok(Exit::Done)
}

/// Writes a backup.
pub(crate) fn backup(args: &BackupArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let words = context.words;
    let path = path(context)?;
    context.remark(&format!("{}: {}", words.label("register"), path.display()));
    let library = Library::open(context.engine()?, &path, Access::Read);
    let library = library.map_err(|e| Failure::library(words, &e))?;
    library.backup(&args.file).map_err(|e| Failure::library(words, &e))?;
    context.print(&format!("{}: {}\n", words.label("written"), args.file.display()))?;
    Ok(Exit::Done)
}

/// Makes a register from a backup.
pub(crate) fn restore(args: &RestoreArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let words = context.words;
    let path = path(context)?;
    context.remark(&format!("{}: {}", words.label("register"), path.display()));
    Library::restore(&args.file, &path).map_err(|e| Failure::library(words, &e))?;
    let library = open(context, Access::Write)?;
    let list = library.list(&[]).map_err(|e| Failure::library(words, &e))?;
    context.print(&format!(
        "{}: {}\n",
        words.label("restored"),
        words.many("instruments", list.len())
    ))?;
    Ok(Exit::Done)
}
