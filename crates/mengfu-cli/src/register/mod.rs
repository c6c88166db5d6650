//! The commands that work on a register.

mod account;
mod add;
mod care;
mod compare;
mod decide;
mod export;
mod ledger;
mod open;
mod serve;
mod show;
mod views;

use mengfu::library::Day;

pub(crate) use account::account;
pub(crate) use add::add;
pub(crate) use care::{backup, check, rebuild, restore};
pub(crate) use compare::compare;
pub(crate) use decide::{assign, evidence, history, merge, note, split, status, withdraw};
pub(crate) use export::export;
pub(crate) use ledger::ledger;
pub(crate) use serve::serve;
pub(crate) use show::{list, search, show, statement};
pub(crate) use views::{directory, formula};

use crate::commands::Context;
use crate::failure::{Exit, Failure};

/// Seconds since 1970, by the clock of the machine.
fn now() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |d| d.as_secs())
}

/// Now, as RFC 3339 in UTC.
fn timestamp() -> String {
    let (now, day) = (now(), 86_400);
    let date = Day::from_number(i32::try_from(now / day).unwrap_or(i32::MAX));
    let seconds = now % day;
    let (h, m, s) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{date}T{h:02}:{m:02}:{s:02}Z")
}

/// The day that an argument names; today without one.
fn day(argument: Option<&String>, context: &Context<'_>) -> Result<Day, Failure> {
    match argument {
        Some(text) => {
            text.parse().map_err(|_| Failure::new(Exit::Usage, context.words, "bad-day", text))
        }
        None => Ok(Day::from_number(i32::try_from(now() / 86_400).unwrap_or(i32::MAX))),
    }
}

/// One JSON object a line.
fn json_lines<T: serde::Serialize>(lines: &[T], context: &Context<'_>) -> Result<String, Failure> {
    let mut text = String::new();
    for line in lines {
        let line = serde_json::to_string(line);
        text.push_str(&line.map_err(|e| Failure::output(context.words, &e.into()))?);
        text.push('\n');
    }
    Ok(text)
}
