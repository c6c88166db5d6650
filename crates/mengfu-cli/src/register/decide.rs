//! What people decide, and the journal of it.

use std::env;

use mengfu::library::{Access, DecisionAt, NewDecision};
use mengfu::model::{ActAddress, Decision, EntityId, Evidence, JournalEntry, WorldState};

use super::open::open;
use super::{json_lines, timestamp};
use crate::args::register::{
    AssignArgs, EvidenceCommand, HistoryArgs, MergeArgs, NoteArgs, SplitArgs, StatusCommand, Who,
    WithdrawArgs,
};
use crate::commands::Context;
use crate::failure::{Exit, Failure};
use crate::present::{Page, clean};

/// `mengfu status set`.
pub(crate) fn status(command: &StatusCommand, context: &Context<'_>) -> Result<Exit, Failure> {
    let StatusCommand::Set(args) = command;
    decide(&args.address, NewDecision::Status(args.state), &args.who, context)
}

/// `mengfu evidence add`.
pub(crate) fn evidence(command: &EvidenceCommand, context: &Context<'_>) -> Result<Exit, Failure> {
    let EvidenceCommand::Add(args) = command;
    let evidence = Evidence {
        location: args.location.clone(),
        quote: args.quote.clone(),
        grade: args.grade,
        shows: args.shows,
    };
    decide(&args.address, NewDecision::Evidence(evidence), &args.who, context)
}

/// `mengfu assign`.
pub(crate) fn assign(args: &AssignArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let decision = NewDecision::Assign { lead: args.lead.clone(), contact: args.contact.clone() };
    decide(&args.address, decision, &args.who, context)
}

/// `mengfu note`.
pub(crate) fn note(args: &NoteArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    decide(&args.address, NewDecision::Note(args.text.clone()), &args.who, context)
}

/// `mengfu merge`.
pub(crate) fn merge(args: &MergeArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let decision = Decision::Merge {
        entity: EntityId(args.entity.clone()),
        into: EntityId(args.into.clone()),
    };
    decide_other(decision, &args.who, context)
}

/// `mengfu split`.
pub(crate) fn split(args: &SplitArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let decision = Decision::Split {
        entity: EntityId(args.entity.clone()),
        surface: args.surface.clone(),
        into: EntityId(args.into.clone()),
    };
    decide_other(decision, &args.who, context)
}

/// `mengfu withdraw`.
pub(crate) fn withdraw(args: &WithdrawArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    decide_other(Decision::Withdraw { number: args.number }, &args.who, context)
}

fn decide(
    address: &str,
    decision: NewDecision,
    who: &Who,
    context: &Context<'_>,
) -> Result<Exit, Failure> {
    let words = context.words;
    let address = act_address(address, context)?;
    let author = author(who.author.as_ref(), context)?;
    let library = open(context, Access::Write)?;
    let entry = library.decide(&address, decision, &timestamp(), &author, &who.reason);
    acknowledge(&entry.map_err(|e| Failure::library(words, &e))?, context)
}

fn decide_other(decision: Decision, who: &Who, context: &Context<'_>) -> Result<Exit, Failure> {
    let author = author(who.author.as_ref(), context)?;
    let library = open(context, Access::Write)?;
    let entry = library.decide_other(decision, &timestamp(), &author, &who.reason);
    acknowledge(&entry.map_err(|e| Failure::library(context.words, &e))?, context)
}

/// The entry is on the disk when this is printed.
fn acknowledge(entry: &JournalEntry, context: &Context<'_>) -> Result<Exit, Failure> {
    let words = context.words;
    let hash = entry.hash.get(..12).unwrap_or_default();
    context.print(&format!("{} {} {hash}\n", words.label("journal"), entry.number))?;
    Ok(Exit::Done)
}

/// The address of an act in the register.
pub(super) fn act_address(text: &str, context: &Context<'_>) -> Result<ActAddress, Failure> {
    text.parse().map_err(|_| Failure::new(Exit::Usage, context.words, "bad-act-address", text))
}

pub(super) fn author(named: Option<&String>, context: &Context<'_>) -> Result<String, Failure> {
    let of = |name: &str| env::var(name).ok().filter(|v| !v.trim().is_empty());
    let user = || ["MENGFU_AUTHOR", "USER", "USERNAME"].iter().find_map(|name| of(name));
    let author = named.cloned().filter(|name| !name.trim().is_empty()).or_else(user);
    author.ok_or_else(|| Failure::new(Exit::Usage, context.words, "no-author", ""))
}

/// `mengfu history`.
pub(crate) fn history(args: &HistoryArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let words = context.words;
    let wanted = args.address.as_deref().map(|a| act_address(a, context)).transpose()?;
    let library = open(context, Access::Write)?;
    let mut history = library.history().map_err(|e| Failure::library(words, &e))?;
    history.retain(|d| {
        (wanted.is_none() || d.act == wanted) && (!args.detached || d.how == "detached")
    });
    if history.is_empty() {
        return Err(Failure::new(Exit::NothingFound, words, "no-decision", ""));
    }
    if args.output.json {
        context.print(&json_lines(&history, context)?)?;
        return Ok(Exit::Done);
    }
    let page = context.page(args.output.width);
    let mut out = String::new();
    history.iter().for_each(|decision| decision_block(&mut out, decision, &page));
    context.print(&out)?;
    Ok(Exit::Done)
}

/// An entry of the journal: what, by whom, when, on what, why.
pub(super) fn decision_block(out: &mut String, at: &DecisionAt, page: &Page<'_>) {
    let words = page.words;
    let entry = &at.entry;
    let head = format!("{} · {} · {}", what(&entry.decision, page), clean(&entry.author), entry.at);
    let style = if at.withdrawn { page.dim() } else { page.bold() };
    page.block(out, 6, (&format!("{:>4}", entry.number), page.dim()), &head, style);
    let on = match (&at.act, at.how.as_str()) {
        (Some(act), "address") => act.to_string(),
        (Some(act), how) => format!("{act} ({})", words.codes.attachment(how)),
        (None, "detached") => words.label("detached").to_owned(),
        _ => String::new(),
    };
    let withdrawn = if at.withdrawn { words.label("withdrawn") } else { "" };
    for line in [on.as_str(), &entry.reason, withdrawn] {
        if !line.is_empty() {
            page.block(out, 6, ("", page.plain()), &clean(line), page.dim());
        }
    }
}

fn what(decision: &Decision, page: &Page<'_>) -> String {
    let words = page.words;
    let state = |s: WorldState| words.codes.world_state(s.code()).to_owned();
    let label = |name, rest: String| format!("{}: {}", words.label(name), clean(&rest));
    match decision {
        Decision::SetStatus { state: s, .. } => label("status", state(*s)),
        Decision::AddEvidence { evidence, .. } => {
            let grade = words.codes.grade(evidence.grade.code()).to_owned();
            let shows = evidence.shows.map(state).unwrap_or_default();
            let quote = evidence.quote.clone().unwrap_or_default();
            let parts = [evidence.location.clone(), quote, grade, shows];
            let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
            label("evidence", parts.join(" · "))
        }
        Decision::Assign { lead, contact, .. } => {
            let contact = contact.as_ref().map_or_else(String::new, |c| format!(" · {c}"));
            label("lead", format!("{lead}{contact}"))
        }
        Decision::Note { text, .. } => label("note", text.clone()),
        Decision::Merge { entity, into } => label("merge", format!("{} → {}", entity.0, into.0)),
        Decision::Split { entity, surface, into } => {
            label("split", format!("{} “{surface}” → {}", entity.0, into.0))
        }
        Decision::Withdraw { number } => label("withdraws", number.to_string()),
    }
}
