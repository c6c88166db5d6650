//! `mengfu serve`.

use std::thread;

use mengfu::library::Access;
use mengfu_web::{Desk, Door, Room, Rules};

use super::account::{accounts, refused};
use super::add::add;
use super::decide::author;
use super::open::open;
use crate::args::register::{AddArgs, Output};
use crate::args::serve::ServeArgs;
use crate::commands::Context;
use crate::failure::{Exit, Failure};

/// In whose name the person at this machine decides where the system names none.
const NOBODY: &str = "local";

/// So many bytes of answers are kept.
const MEMORY: u64 = 48 << 20;

/// Adds what is to be added, then serves the register until somebody ends it.
pub(crate) fn serve(args: &ServeArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let words = context.words;
    let door = door(args, context)?;
    if !args.files.is_empty() {
        let output = Output { json: false, width: None };
        add(&AddArgs { files: args.files.clone(), name: "-".to_owned(), output }, context)?;
    }
    // Opened once here, so that what another engine derived is made anew before anybody asks.
    let library = open(context, Access::Create)?;
    let path = library.path().to_owned();
    drop(library);
    let readers = thread::available_parallelism().map_or(2, usize::from);
    let desk = Desk::open(context.engine()?, &path, readers);
    let desk = desk.map_err(|e| Failure::library(words, &e))?;
    let room = Room::new(
        desk,
        MEMORY,
        &author(args.author.as_ref(), context).unwrap_or_else(|_| NOBODY.to_owned()),
    )
    .behind(door);
    let ready = |address| {
        context.remark(&words.label("serving").replace("{}", &format!("http://{address}/")))
    };
    mengfu_web::serve(room, args.bind, ready).map_err(|error| {
        let mut failure = Failure::new(Exit::Fault, words, "cannot-serve", &args.bind.to_string());
        failure.message = format!("{} ({error})", failure.message);
        failure
    })?;
    Ok(Exit::Done)
}

/// Who may enter. Others than the person at this machine are not served before there is an account,
/// unless somebody says that they know what that means.
fn door(args: &ServeArgs, context: &Context<'_>) -> Result<Door, Failure> {
    let accounts = accounts(&args.file, context)?;
    let others = !args.bind.ip().to_canonical().is_loopback() || args.behind_proxy;
    let kept = accounts.any().map_err(|e| refused(&e, context))?;
    let open = !others || args.everybody_writes;
    if !kept && !open {
        return Err(Failure::new(
            Exit::Usage,
            context.words,
            "nobody-may-enter",
            &args.bind.to_string(),
        ));
    }
    if !kept && others {
        context.remark(context.words.label("everybody_writes"));
    }
    let rules =
        Rules { others, open, behind_proxy: args.behind_proxy, plain_http: args.plain_http };
    Ok(Door::new(accounts, rules))
}
