//! `mengfu export`.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use mengfu::export::{self, ExportError, separated::ByteOrderMark};
use mengfu::library::{Access, Library};
use mengfu::model::{EntityKind, InstrumentId};

use super::compare::compared;
use super::day;
use super::ledger::query;
use super::open::open;
use crate::args::views::{
    ExportCommand, ExportComparisonArgs, ExportLedgerArgs, ExportStatementArgs, Format, Target,
};
use crate::commands::Context;
use crate::failure::{Exit, Failure};

/// Writes what a register holds into a file for another program.
pub(crate) fn export(command: &ExportCommand, context: &Context<'_>) -> Result<Exit, Failure> {
    let (target, bytes) = match command {
        ExportCommand::Ledger(args) => (&args.target, ledger(args, context)?),
        ExportCommand::Calendar(args) => (&args.target, calendar(args, context)?),
        ExportCommand::Promises(args) => (&args.target, promises(args, context)?),
        ExportCommand::Comparison(args) => (&args.target, comparison(args, context)?),
        ExportCommand::Statement(args) => (&args.target, statement(args, context)?),
    };
    write(target, &bytes, context)?;
    Ok(Exit::Done)
}

type Bytes = Result<Vec<u8>, Failure>;

fn ledger(args: &ExportLedgerArgs, context: &Context<'_>) -> Bytes {
    let format = format(&args.target, &[Format::Xlsx, Format::Csv, Format::Jsonl], context)?;
    let library = open(context, Access::Write)?;
    let ledger = entries(args, &library, context)?;
    let tables = export::tables(&ledger.entries, ledger.as_of, context.words.codes);
    let mark = if args.bom { ByteOrderMark::With } else { ByteOrderMark::Without };
    let bytes = match format {
        Format::Csv => export::separated::csv(&tables, mark),
        Format::Jsonl => export::lines::json_lines(&tables),
        _ => export::spreadsheet::xlsx(&tables, &ledger.as_of.to_string()),
    };
    bytes.map_err(|e| fault(&e, context))
}

fn calendar(args: &ExportLedgerArgs, context: &Context<'_>) -> Bytes {
    format(&args.target, &[Format::Ics], context)?;
    let library = open(context, Access::Write)?;
    let ledger = entries(args, &library, context)?;
    let mut bodies = Vec::new();
    for kind in [EntityKind::Mechanism, EntityKind::Forum, EntityKind::Event] {
        let found = library.directory(kind, &args.ledger.party);
        bodies.extend(found.map_err(|e| Failure::library(context.words, &e))?);
    }
    let dated = export::calendar(&ledger.entries, &bodies, context.words.codes);
    let name = context.words.label("promises_and_sessions");
    Ok(export::calendar::ics(name, &dated, &ledger.as_of.to_string()).into_bytes())
}

fn promises(args: &ExportLedgerArgs, context: &Context<'_>) -> Bytes {
    let library = open(context, Access::Write)?;
    let mut open_only = query(&args.ledger, context)?;
    (open_only.open, open_only.most) = (true, usize::MAX);
    let ledger = library.ledger(&open_only).map_err(|e| Failure::library(context.words, &e))?;
    let of = &args.ledger.party;
    report(
        &export::open_promises(of, &ledger.entries, ledger.as_of, context.words.codes),
        &args.target,
        context,
    )
}

fn comparison(args: &ExportComparisonArgs, context: &Context<'_>) -> Bytes {
    let library = open(context, Access::Write)?;
    let found = compared(&library, &args.one, &args.other, context)?;
    report(&export::comparison(&found, context.words.codes), &args.target, context)
}

fn report(report: &export::report::Report, target: &Target, context: &Context<'_>) -> Bytes {
    match format(target, &[Format::Docx, Format::Md], context)? {
        Format::Md => Ok(export::markdown::markdown(report).into_bytes()),
        _ => export::docx::docx(report).map_err(|e| fault(&e, context)),
    }
}

fn statement(args: &ExportStatementArgs, context: &Context<'_>) -> Bytes {
    let format = format(&args.target, &[Format::Jsonld, Format::Akn], context)?;
    let library = open(context, Access::Write)?;
    let shown = library.show(&InstrumentId(args.id.clone()));
    let marked = export::marked(&shown.map_err(|e| Failure::library(context.words, &e))?);
    let today = day(None, context)?.to_string();
    let bytes = match format {
        Format::Akn => export::akoma_ntoso::xml(&marked, &today),
        _ => export::annotation::json_ld(&marked, &today),
    };
    bytes.map_err(|e| fault(&e, context))
}

/// The entries that the filters let through, all of them.
fn entries(
    args: &ExportLedgerArgs,
    library: &Library<'_>,
    context: &Context<'_>,
) -> Result<mengfu::library::Ledger, Failure> {
    let mut query = query(&args.ledger, context)?;
    query.most = usize::MAX;
    library.ledger(&query).map_err(|e| Failure::library(context.words, &e))
}

/// The format that the target asks for, which must be one of `possible`.
fn format(target: &Target, possible: &[Format], context: &Context<'_>) -> Result<Format, Failure> {
    target.format().filter(|format| possible.contains(format)).ok_or_else(|| {
        let names: Vec<String> = possible.iter().map(|f| format!("{f:?}").to_lowercase()).collect();
        Failure::new(Exit::Usage, context.words, "bad-format", &names.join(", "))
    })
}

/// Writes a file all at once: beside its place, then into it, so that nobody ever finds half of it.
fn write(target: &Target, bytes: &[u8], context: &Context<'_>) -> Result<(), Failure> {
    let failed = |e: &io::Error| Failure::output(context.words, e);
    if target.output == Path::new("-") {
        let mut out = io::stdout().lock();
        return out.write_all(bytes).and_then(|()| out.flush()).map_err(|e| failed(&e));
    }
    let name = target.output.display().to_string();
    if !target.force && target.output.exists() {
        return Err(Failure::new(Exit::Usage, context.words, "export-exists", &name));
    }
    let folder = target.output.parent().filter(|p| !p.as_os_str().is_empty());
    let written = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            Ok(file)
        })
        .and_then(|file| file.persist(&target.output).map_err(|e| e.error))
        .and_then(|file| readable(&file));
    written.map_err(|e| failed(&e))?;
    context.remark(&format!("{}: {name}", context.words.label("written")));
    Ok(())
}

/// Temporary files are for their owner alone; a report is for whoever may read the folder.
fn readable(file: &fs::File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        file.set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    let _ = file;
    Ok(())
}

fn fault(error: &ExportError, context: &Context<'_>) -> Failure {
    Failure::new(Exit::Fault, context.words, "export-failed", &error.to_string())
}
