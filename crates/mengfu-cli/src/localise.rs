//! The help in the language of the user.

use clap::{Arg, Command};

use crate::words::Words;

/// `command` with the help of `words`; every command and argument has words, as a test makes sure.
pub(crate) fn localise(command: Command, words: &Words) -> Command {
    let command = command.after_long_help(words.after_help);
    let mut command = command
        .mut_subcommand("read", |read| read.after_long_help(words.after_read_help))
        .mut_subcommand("ledger", |ledger| ledger.after_long_help(words.after_ledger_help));
    if !words.has_help() {
        return command;
    }
    // Building makes the help flags and the help command, so that they can be given words too.
    command.build();
    translate(command, None, words)
}

fn translate(command: Command, name: Option<&str>, words: &Words) -> Command {
    let word = |key: &str| words.help(key).unwrap_or_default().to_owned();
    let heading = |arg: &Arg| word(if arg.is_positional() { "arguments" } else { "options" });
    let help = |arg: &Arg| match (arg.get_id().as_str(), name) {
        ("help", _) => word("print-help"),
        ("version", _) => word("print-version"),
        (id @ ("color" | "lang" | "max_size" | "register"), _) => word(id),
        // What many commands have alike has one wording, unless a command says it its own way.
        (id, Some(name)) => match words.help(&format!("{name}-{id}")) {
            Some(own) => own.to_owned(),
            None => word(id),
        },
        (id, None) => word(id),
    };
    let about = word(name.unwrap_or("mengfu"));
    let template = format!(
        "{{about-with-newline}}\n{}：{{usage}}\n\n{{all-args}}{{after-help}}",
        word("usage")
    );
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let command = command
        .about(about.clone())
        .long_about(about)
        .help_template(template)
        .subcommand_help_heading(word("commands"))
        .mut_args(|arg| {
            let (heading, help) = (heading(&arg), help(&arg));
            arg.help_heading(heading).long_help(help.clone()).help(help)
        });
    match name {
        // The help command has every command below it once more.
        Some("help") => command,
        above => names.into_iter().fold(command, |command, below| {
            // `mengfu status set` is called `status-set` among the words.
            let name = match above {
                Some(above) if below != "help" => format!("{above}-{below}"),
                _ => below.clone(),
            };
            command.mut_subcommand(&below, |sub| translate(sub, Some(&name), words))
        }),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::args::Cli;
    use mengfu::words::Language;

    #[test]
    fn every_command_and_argument_has_words_in_chinese() {
        let command = localise(Cli::command(), &Words::of(Language::Zh));
        let chinese = |text: Option<&clap::builder::StyledStr>| {
            text.is_some_and(|t| t.to_string().chars().any(|c| ('一'..='鿿').contains(&c)))
        };
        let mut commands: Vec<&Command> = command.get_subcommands().collect();
        while let Some(sub) = commands.pop() {
            assert!(chinese(sub.get_about()), "{}", sub.get_name());
            if sub.get_name() == "help" {
                continue;
            }
            for arg in sub.get_arguments() {
                assert!(chinese(arg.get_help()), "{} {}", sub.get_name(), arg.get_id());
            }
            commands.extend(sub.get_subcommands());
        }
    }
}
