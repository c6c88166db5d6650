//! `mengfu add`.

use std::io::{self, Write as _};
use std::ops::ControlFlow;
use std::thread;

use mengfu::library::{Access, Addition, Library};

use super::open::{open, settle};
use super::{json_lines, timestamp};
use crate::args::register::AddArgs;
use crate::batch::in_order;
use crate::commands::Context;
use crate::failure::{Exit, Failure};
use crate::inputs::{Input, inputs};
use crate::present::{Page, clean};
use crate::progress::Progress;
use crate::read::read_one;

/// Where more files than these are added, links are made at the end.
const FEW: usize = 8;

/// Adds all inputs.
pub(crate) fn add(args: &AddArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let words = context.words;
    let library = open(context, Access::Create)?;
    let inputs = inputs(&args.files);
    let engine = library.engine();
    let page = context.page(args.output.width);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let settled = inputs.len() <= FEW;
    let (mut unread, mut found, mut stopped) = (0, 0, None);
    let mut progress = Progress::new(inputs.len());
    in_order(
        &inputs,
        threads,
        |input: &Input| {
            let mut outcome = read_one(engine, input, words);
            if let (Input::Stdin, Ok((source, _))) = (input, &mut outcome) {
                source.name.clone_from(&args.name);
            }
            outcome
        },
        |outcome| {
            progress.step();
            let added = outcome.and_then(|(source, bytes)| {
                let added = library.add_read(&source, &bytes, &timestamp(), settled);
                added.map_err(|e| Failure::library(words, &e))
            });
            let print = |added: &Addition| match args.output.json {
                true => json_lines(std::slice::from_ref(added), context),
                false => Ok(summary(added, &page)),
            };
            match added.and_then(|added| {
                found += added.instruments.len();
                let text = print(&added)?;
                progress
                    .aside(|| {
                        let mut out = io::stdout().lock();
                        out.write_all(text.as_bytes()).and_then(|()| out.flush())
                    })
                    .map_err(|e| Failure::output(words, &e))
            }) {
                Ok(()) => ControlFlow::Continue(()),
                // A file that cannot be read costs that file; a register that cannot be written, all.
                Err(failure) if failure.exit == Exit::SomeUnread => {
                    unread += 1;
                    progress.aside(|| context.report(&failure));
                    ControlFlow::Continue(())
                }
                Err(failure) => {
                    stopped = Some(failure);
                    ControlFlow::Break(())
                }
            }
        },
    );
    progress.finish();
    if let Some(failure) = stopped {
        return Err(failure);
    }
    settle(&library, context)?;
    conclude(&library, inputs.len(), unread, found, args, context)
}

fn conclude(
    library: &Library<'_>,
    inputs: usize,
    unread: usize,
    found: usize,
    args: &AddArgs,
    context: &Context<'_>,
) -> Result<Exit, Failure> {
    let words = context.words;
    let names: Vec<_> = args.files.iter().take(3).map(|f| f.to_string_lossy()).collect();
    let nothing = |name| Err(Failure::new(Exit::NothingFound, words, name, &names.join(", ")));
    let has = library.list(&[]).map_err(|e| Failure::library(words, &e))?;
    let commitments: u32 = has.iter().map(|l| l.commitments).sum();
    context.remark(&format!(
        "{}: {}, {}",
        words.label("register_has"),
        words.many("instruments", has.len()),
        words.many("commitments", commitments as usize),
    ));
    match (inputs, unread) {
        (0, _) => nothing("no-input"),
        (all, unread) if all == unread => Ok(Exit::NoneRead),
        (_, 1..) => Ok(Exit::SomeUnread),
        _ if found == 0 => nothing("nothing-found"),
        _ => Ok(Exit::Done),
    }
}

/// What adding a file did, in words.
fn summary(added: &Addition, page: &Page<'_>) -> String {
    let words = page.words;
    let mut text = String::new();
    let state = match (added.known, added.instruments.len()) {
        (true, _) => words.label("known").to_owned(),
        (false, 0) => words.label("no_instrument").to_owned(),
        (false, n) => words.many("instruments", n),
    };
    page.block(
        &mut text,
        0,
        ("", page.plain()),
        &format!("{} · {state}", clean(&added.name)),
        page.bold(),
    );
    for one in &added.instruments {
        page.block(
            &mut text,
            2,
            ("", page.plain()),
            &format!("{}  {}", one.id, clean(&one.title)),
            page.plain(),
        );
        let mut facts = vec![
            words.many("provisions", one.provisions as usize),
            words.many("acts", one.acts as usize),
            words.many("commitments", one.commitments as usize),
        ];
        if one.witnesses > 1 {
            facts.push(words.many("witnesses", one.witnesses as usize));
        }
        if !one.complete {
            facts.push(words.label("incomplete").to_owned());
        }
        page.block(&mut text, 4, ("", page.plain()), &facts.join(" · "), page.dim());
    }
    let doubts = added.findings.iter().filter(|(_, severity)| severity != "info").count();
    let aside: Vec<String> = added
        .set_aside
        .iter()
        .filter(|(reason, _)| !matches!(reason.as_str(), "blank" | "markup" | "byte-order-mark"))
        .map(|(reason, bytes)| {
            format!(
                "{} {}",
                words.codes.reason(reason),
                words.many("bytes_of", usize::try_from(*bytes).unwrap_or(0))
            )
        })
        .collect();
    let mut rest = Vec::new();
    if !aside.is_empty() {
        rest.push(format!("{}: {}", words.label("set_aside"), aside.join(", ")));
    }
    if doubts > 0 {
        rest.push(words.many("doubts", doubts));
    }
    page.block(&mut text, 4, ("", page.plain()), &rest.join(" · "), page.dim());
    text
}
