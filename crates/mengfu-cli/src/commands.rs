//! The commands: arguments in, calls to the facade, output and exit code out.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use clap::Command as ClapCommand;
use mengfu::{Address, Engine, explain};

use crate::args::{CheckPackArgs, Cli, Command, CompletionsArgs, ExplainArgs, ManArgs, When};
use crate::failure::{Exit, Failure};
use crate::inputs::Input;
use crate::present::{self, Page};
use crate::read;
use crate::register;
use crate::screen;
use crate::words::Words;

/// What every command knows.
pub(crate) struct Context<'a> {
    pub(crate) words: &'a Words,
    pub(crate) color: When,
    /// The most bytes that a file may have.
    pub(crate) largest: u64,
    /// The register that the arguments name.
    pub(crate) register: Option<&'a Path>,
    /// What statements call the parties that no list knows, by code, once a register is open.
    pub(crate) named: OnceCell<BTreeMap<String, String>>,
}

impl Context<'_> {
    /// Tells of a failure that does not end the run.
    pub(crate) fn report(&self, failure: &Failure) {
        screen::report(failure, self.words, self.color);
    }

    /// Says something beside the output, on standard error.
    pub(crate) fn remark(&self, text: &str) {
        eprintln!("{}", present::clean(text));
    }

    /// A page for standard output.
    pub(crate) fn page(&self, width: Option<u16>) -> Page<'_> {
        Page {
            words: self.words,
            width: screen::width(width),
            colour: screen::colour_out(self.color),
            parties: self.words.codes.parties(),
            named: self.named.get(),
        }
    }

    /// The engine with the packs of the program.
    pub(crate) fn engine(&self) -> Result<Engine<'static>, Failure> {
        Engine::embedded()
            .map(|engine| engine.with_largest(self.largest))
            .map_err(|e| Failure::new(Exit::Fault, self.words, "packs", &e.to_string()))
    }

    /// Writes to standard output. Nobody listening any more is no failure.
    pub(crate) fn print(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(Failure::output(self.words, &e)),
            _ => Ok(()),
        }
    }
}

/// Runs a command.
pub(crate) fn run(cli: &Cli, clap: ClapCommand, words: &Words) -> Result<Exit, Failure> {
    let context = Context {
        words,
        color: cli.color,
        largest: cli.max_size,
        register: cli.register.as_deref(),
        named: OnceCell::new(),
    };
    match &cli.command {
        Command::Read(args) => read::run(args, &context),
        Command::Explain(args) => run_explain(args, &context),
        Command::Add(args) => {
            give_way();
            register::add(args, &context)
        }
        Command::List(args) => register::list(args, &context),
        Command::Show(args) => register::show(args, &context),
        Command::Ledger(args) => register::ledger(args, &context),
        Command::Search(args) => register::search(args, &context),
        Command::Compare(args) => register::compare(args, &context),
        Command::Formula(args) => register::formula(args, &context),
        Command::Directory(args) => register::directory(args, &context),
        Command::Serve(args) => register::serve(args, &context),
        Command::Account(command) => register::account(command, &context),
        Command::Export(command) => register::export(command, &context),
        Command::Status(command) => register::status(command, &context),
        Command::Evidence(command) => register::evidence(command, &context),
        Command::Assign(args) => register::assign(args, &context),
        Command::Note(args) => register::note(args, &context),
        Command::Merge(args) => register::merge(args, &context),
        Command::Split(args) => register::split(args, &context),
        Command::Withdraw(args) => register::withdraw(args, &context),
        Command::History(args) => register::history(args, &context),
        Command::Check(args) => register::check(args, &context),
        Command::Rebuild => {
            give_way();
            register::rebuild(&context)
        }
        Command::Backup(args) => register::backup(args, &context),
        Command::Restore(args) => register::restore(args, &context),
        Command::CheckPack(args) => check_pack(args, &context),
        Command::Completions(args) => completions(args, clap, &context),
        Command::Man(args) => man(args, clap, &context),
    }
}

fn run_explain(args: &ExplainArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let words = context.words;
    let fail = |exit, name, what: &str| Failure::new(exit, words, name, what);
    let address: Address =
        args.address.parse().map_err(|_| fail(Exit::Usage, "bad-address", &args.address))?;
    let input = match address.file.as_str() {
        "-" => Input::Stdin,
        path => Input::File(path.into()),
    };
    let engine = context.engine()?;
    let kept = match &input {
        Input::File(path) if !path.exists() => register::statement(&address.file, context)?,
        _ => None,
    };
    let source = match kept {
        Some(source) => source,
        None => {
            read::read_one(&engine, &input, words)
                .map_err(|failure| Failure { exit: Exit::NoneRead, ..failure })?
                .0
        }
    };
    let explained = explain(&source, &address, engine.packs())
        .ok_or_else(|| fail(Exit::NothingFound, "no-such-act", &args.address))?;
    if args.json {
        let json = serde_json::to_string_pretty(&explained)
            .map_err(|e| Failure::output(words, &e.into()))?;
        context.print(&format!("{json}\n"))?;
    } else {
        let page = context.page(args.width);
        context.print(&present::explained(&explained, &page))?;
    }
    Ok(Exit::Done)
}

fn check_pack(args: &CheckPackArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let words = context.words;
    let name = args.folder.to_string_lossy();
    if !args.folder.join("pack.toml").is_file() {
        return Err(Failure::new(Exit::NoneRead, words, "no-pack", &name));
    }
    let faults = mengfu::check::check_pack(&args.folder);
    if faults.is_empty() {
        context.print(&format!("{name}: {}\n", words.label("pack_sound")))?;
        return Ok(Exit::Done);
    }
    let lines: String = faults.iter().map(|fault| format!("{name}/{fault}\n")).collect();
    context.print(&format!("{lines}{}\n", words.many("faults", faults.len())))?;
    Err(Failure::new(Exit::PackFaults, words, "pack-faults", &name))
}

fn completions(
    args: &CompletionsArgs,
    mut clap: ClapCommand,
    context: &Context<'_>,
) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut clap, "mengfu", &mut script);
    context.print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}

fn man(args: &ManArgs, clap: ClapCommand, context: &Context<'_>) -> Result<Exit, Failure> {
    let command = match &args.command {
        None => clap,
        Some(name) => {
            let found = clap.find_subcommand(name).cloned();
            let found = found
                .ok_or_else(|| Failure::new(Exit::Usage, context.words, "no-command", name))?;
            let title = format!("mengfu-{name}");
            found.name(title)
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .render(&mut page)
        .map_err(|e| Failure::output(context.words, &e))?;
    context.print(&String::from_utf8_lossy(&page))?;
    Ok(Exit::Done)
}

/// Lets those who read go first where both want the processors; a machine with nothing else to do works on
/// as fast.
fn give_way() {
    #[cfg(unix)]
    let _ = rustix::process::nice(10);
}
