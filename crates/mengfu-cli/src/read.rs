//! `mengfu read`: many inputs, one after another on the page.

use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use mengfu::{Engine, ReadSource, across, wire};
use serde::Serialize;

use crate::args::ReadArgs;
use crate::batch::in_order;
use crate::commands::Context;
use crate::failure::{Exit, Failure};
use crate::inputs::{Input, inputs};
use crate::present::{self, Page};
use crate::progress::Progress;
use crate::words::Words;

/// Runs of up to this many files are read as one, so that dates can be taken across files.
const TOGETHER_FILES: usize = 256;
/// … if they have no more bytes than this together.
const TOGETHER_BYTES: u64 = 64 << 20;

/// What to print of a source.
#[derive(Clone, Copy)]
enum View {
    Outline,
    Findings,
    SetAside,
}

/// Readings of larger sources are written as they are made: as text they would take many times as much
/// memory as the source.
const LARGE: usize = 1 << 20;

/// One input, done.
struct Done {
    text: String,
    /// A large source, of which the lines are still to be made.
    large: Option<ReadSource>,
    instruments: usize,
    failure: Option<Failure>,
}

/// How a run went so far.
#[derive(Default)]
struct Totals {
    inputs: usize,
    unread: usize,
    instruments: usize,
}

/// A source with its bytes, or why there is none.
type Outcome = Result<(ReadSource, Vec<u8>), Failure>;

/// Reads all inputs and prints what was asked for.
pub(crate) fn run(args: &ReadArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let engine = context.engine()?;
    let inputs = inputs(&args.files);
    let page = context.page(args.width);
    let view = match (args.findings, args.set_aside) {
        (true, _) => View::Findings,
        (_, true) => View::SetAside,
        _ => View::Outline,
    };
    let print = |source: &ReadSource, bytes: &[u8]| match args.json {
        true => json(source, view, &engine),
        false => Ok(readable(source, bytes, view, &engine, &page)),
    };
    let streamed = args.json && matches!(view, View::Outline);
    let finish = |outcome: Outcome| match outcome {
        Ok((source, bytes)) if streamed && bytes.len() > LARGE => Done {
            text: String::new(),
            instruments: source.reading.readings.len(),
            large: Some(source),
            failure: None,
        },
        outcome => done(outcome, &print, context.words),
    };
    let threads = args.jobs.map_or_else(processors, usize::from);
    let mut totals = Totals { inputs: inputs.len(), ..Totals::default() };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut progress = Progress::new(inputs.len());
    let mut written = Ok(());

    let mut deliver = |done: Done, progress: &Progress| {
        totals.instruments += done.instruments;
        totals.unread += usize::from(done.failure.is_some());
        written = progress.aside(|| {
            out.write_all(done.text.as_bytes())?;
            if let Some(source) = &done.large {
                wire::write_lines(source, engine.packs(), &mut out)?;
            }
            if let Some(failure) = &done.failure {
                // What was read before it is on the page before it.
                out.flush()?;
                context.report(failure);
            }
            Ok(())
        });
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let read = |input: &Input| read_one(&engine, input, context.words);
    if together(&inputs) {
        let mut outcomes = Vec::new();
        in_order(&inputs, threads, read, |outcome| {
            outcomes.push(outcome);
            progress.step();
            ControlFlow::Continue(())
        });
        fill_dates(&mut outcomes);
        for outcome in outcomes {
            if deliver(finish(outcome), &progress).is_break() {
                break;
            }
        }
    } else {
        in_order(
            &inputs,
            threads,
            |input| finish(read(input)),
            |done| {
                progress.step();
                deliver(done, &progress)
            },
        );
    }
    progress.finish();
    match written.and_then(|()| out.flush()) {
        // Nobody reads on: that is what they wanted.
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Done),
        Err(e) => Err(Failure::output(context.words, &e)),
        Ok(()) => conclude(&totals, args, context),
    }
}

/// Reads one input; a fault of the program costs this input only.
pub(crate) fn read_one(engine: &Engine<'_>, input: &Input, words: &Words) -> Outcome {
    let name = input.name();
    let attempt = || {
        engine.check_size(input.length()).map_err(|e| Failure::refused(words, &name, &e))?;
        let bytes =
            input.bytes(engine.largest()).map_err(|e| Failure::unreadable(words, &name, &e))?;
        let source = engine.read(&name, &bytes).map_err(|e| Failure::refused(words, &name, &e))?;
        Ok((source, bytes))
    };
    catch_unwind(AssertUnwindSafe(attempt))
        .unwrap_or_else(|_| Err(Failure::new(Exit::SomeUnread, words, "crashed", &name)))
}

fn processors() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Whether the inputs are few enough to hold all their readings.
fn together(inputs: &[Input]) -> bool {
    inputs.len() <= TOGETHER_FILES
        && inputs.iter().map(Input::length).sum::<u64>() <= TOGETHER_BYTES
}

/// Fills dates across those sources that could be read.
fn fill_dates(outcomes: &mut [Outcome]) {
    let mut sources = Vec::new();
    for (source, _) in outcomes.iter_mut().flatten() {
        sources.push(std::mem::take(source));
    }
    across::fill_dates(&mut sources);
    for ((slot, _), source) in outcomes.iter_mut().flatten().zip(sources) {
        *slot = source;
    }
}

/// Turns an outcome into what is printed.
fn done(
    outcome: Outcome,
    print: &impl Fn(&ReadSource, &[u8]) -> serde_json::Result<String>,
    words: &Words,
) -> Done {
    let none =
        |failure| Done { text: String::new(), large: None, instruments: 0, failure: Some(failure) };
    match outcome {
        Err(failure) => none(failure),
        Ok((source, bytes)) => match print(&source, &bytes) {
            Ok(text) => {
                let instruments = source.reading.readings.len();
                Done { text, large: None, instruments, failure: None }
            }
            Err(e) => none(Failure::output(words, &e.into())),
        },
    }
}

fn readable(
    source: &ReadSource,
    bytes: &[u8],
    view: View,
    engine: &Engine<'_>,
    page: &Page<'_>,
) -> String {
    match view {
        View::Outline => present::outline(source, engine.packs(), page),
        View::Findings => present::findings(source, page),
        View::SetAside => present::set_aside(source, bytes, page),
    }
}

fn json(source: &ReadSource, view: View, engine: &Engine<'_>) -> serde_json::Result<String> {
    match view {
        View::Outline => json_lines(&wire::lines(source, engine.packs())),
        View::Findings => json_lines(&wire::finding_lines(source)),
        View::SetAside => json_lines(&wire::set_aside_lines(source)),
    }
}

fn json_lines<T: Serialize>(lines: &[T]) -> serde_json::Result<String> {
    lines.iter().try_fold(String::new(), |mut text, line| {
        text.push_str(&serde_json::to_string(line)?);
        text.push('\n');
        Ok(text)
    })
}

/// The exit code, and a word where nothing was found.
fn conclude(totals: &Totals, args: &ReadArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let names: Vec<_> = args.files.iter().take(3).map(|f| f.to_string_lossy()).collect();
    let more = if args.files.len() > 3 { ", …" } else { "" };
    let names = format!("{}{more}", names.join(", "));
    let nothing = |name| Failure::new(Exit::NothingFound, context.words, name, &names);
    match totals {
        Totals { inputs: 0, .. } => Err(nothing("no-input")),
        t if t.unread == t.inputs => Ok(Exit::NoneRead),
        t if t.unread > 0 => Ok(Exit::SomeUnread),
        t if t.instruments == 0 => Err(nothing("nothing-found")),
        _ => Ok(Exit::Done),
    }
}
