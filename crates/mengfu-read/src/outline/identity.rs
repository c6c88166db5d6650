//! Whose instrument it is, and what it is called.

use std::ops::Range;

use mengfu_model::{InstrumentKind, PartyCode, Title};

use crate::assemble::item::Item;
use crate::assemble::party::{self, LocalParty, Who};
use crate::assemble::run::Run;
use crate::assemble::title::{self, Page};
use crate::outline::citation::squeezed;

/// The party that comes first in ids.
const FIRST: &str = "CHN";
/// Sentences of the preamble that may name the parties.
const PREAMBLE: usize = 5;

/// The parties of a run: as its title lists them, else as they signed, else as its preamble names them.
pub(crate) fn parties(
    page: Page<'_>,
    items: &[Item],
    run: &Run,
    title: Option<&Range<usize>>,
) -> Vec<PartyCode> {
    let titled = title.map(|range| listed(page, range)).unwrap_or_default();
    let mut found = titled.clone();
    if found.len() < 2 {
        let lines = run.title_lines.iter().filter_map(|at| items.get(*at));
        let lines: Vec<PartyCode> = lines.flat_map(|i| listed(page, &i.fragment.range)).collect();
        found.extend(lines);
    }
    if distinct(&found) < 2 {
        found.extend(signing(page, items, run));
    }
    if distinct(&found) < 2 {
        let named = preamble(page, items, run);
        // An organisation in the title whose members the preamble lists does not sign beside them.
        if distinct(&named) > 2 {
            found.retain(|code| named.contains(code));
        }
        found.extend(named);
    }
    if distinct(&found) < 2
        && let Some(first) = run.body.first().and_then(|at| items.get(*at))
    {
        found.extend(first_sentence(page, &first.body()));
    }
    sorted(found)
}

/// The parties that the first sentence names by their full names, outside the titles of works.
fn first_sentence(page: Page<'_>, range: &Range<usize>) -> Vec<PartyCode> {
    let mentions = party::within(page.mentions, range).iter();
    let named = mentions.filter(|m| m.full && !quoted(page, m.range.start, range.start));
    named.flat_map(|m| codes(page, m.who)).collect()
}

/// Without repetitions, in the order of ids.
fn sorted(mut found: Vec<PartyCode>) -> Vec<PartyCode> {
    found.sort_by_key(|code| (code.as_str() != FIRST, *code));
    found.dedup();
    found
}

fn distinct(found: &[PartyCode]) -> usize {
    sorted(found.to_vec()).len()
}

/// The parties listed in a title; where it only names one, that one.
fn listed(page: Page<'_>, range: &Range<usize>) -> Vec<PartyCode> {
    let mentions = party::within(page.mentions, range);
    let list = mentions.iter().find_map(|m| {
        title::pair_at(page, m.range.start, range.end)?;
        Some(title::party_list(page, m.range.start, range.end).0)
    });
    let who: Vec<Who> = list.unwrap_or_else(|| mentions.iter().map(|m| m.who).collect());
    who.into_iter().flat_map(|who| codes(page, who)).collect()
}

/// The codes of one party, or of a group.
pub(crate) fn codes(page: Page<'_>, who: Who) -> Vec<PartyCode> {
    match who {
        Who::One(code) => vec![code],
        Who::Group(entry) => {
            let entry = page.grammar.pack.lexicon.entry(entry);
            let value = entry.and_then(|e| e.value(page.grammar.class.group?)).unwrap_or_default();
            value.split_whitespace().filter_map(PartyCode::new).collect()
        }
    }
}

fn signing(page: Page<'_>, items: &[Item], run: &Run) -> Vec<PartyCode> {
    let lines = run.tail.iter().filter_map(|at| items.get(*at));
    let mentions = lines.flat_map(|item| {
        let range = item.fragment.range.clone();
        party::within(page.mentions, &range).iter().filter(move |m| {
            let office =
                page.grammar.term(page.scan, m.range.end, page.grammar.class.office, range.end);
            m.full || office.is_some() || m.range == range
        })
    });
    let found: Vec<PartyCode> = mentions.flat_map(|m| codes(page, m.who)).collect();
    if distinct(&found) >= 2 { found } else { Vec::new() }
}

/// The parties that the first sentences name: in a list, or each with its office.
fn preamble(page: Page<'_>, items: &[Item], run: &Run) -> Vec<PartyCode> {
    let first = run.body.iter().filter_map(|at| items.get(*at)).take(PREAMBLE);
    let mut found = Vec::new();
    for item in first {
        if item.label.is_some() && distinct(&found) >= 2 {
            break;
        }
        let range = item.body();
        for mention in party::within(page.mentions, &range) {
            if let Some(end) = title::pair_at(page, mention.range.start, range.end)
                && !quoted(page, mention.range.start, range.start)
            {
                let (list, _) = title::party_list(page, mention.range.start, end);
                found.extend(list.into_iter().flat_map(|who| codes(page, who)));
            } else if page
                .grammar
                .term(page.scan, mention.range.end, page.grammar.class.office, range.end)
                .is_some()
            {
                found.extend(codes(page, mention.who));
            }
        }
        if distinct(&found) >= 2 {
            break;
        }
    }
    found
}

/// Whether `at` lies in the title of a work.
fn quoted(page: Page<'_>, at: usize, from: usize) -> bool {
    let marks = &page.grammar.marks;
    let before = page.scan.normal().get(from..at).unwrap_or_default();
    let last = before
        .chars()
        .rev()
        .take(300)
        .find(|c| Some(*c) == marks.title_open || Some(*c) == marks.title_close);
    last.is_some() && last == marks.title_open
}

/// The title as printed, else made from parties and kind.
pub(crate) fn title(
    page: Page<'_>,
    items: &[Item],
    run: &Run,
    printed: Option<&Range<usize>>,
    kind: InstrumentKind,
    parties: &[PartyCode],
    locals: &[LocalParty],
) -> Title {
    if let Some(range) = printed {
        let lines = run
            .title_lines
            .iter()
            .filter_map(|at| items.get(*at))
            .map(|i| i.fragment.range.clone());
        let parts: Vec<String> = lines
            .chain([range.clone()])
            .chain(run.subtitle.and_then(|at| items.get(at)).map(|i| i.fragment.range.clone()))
            .filter_map(|r| page.scan.text().get(r))
            .map(|part| title::unspaced(part.trim()))
            .collect();
        let joint = if parts.iter().any(|p| p.is_ascii()) { " " } else { "" };
        return Title { text: parts.join(joint), derived: false };
    }
    let names: Vec<String> = parties.iter().map(|code| full_name(page, *code, locals)).collect();
    let marks = &page.grammar.marks;
    let list = match names.split_last() {
        Some((last, others)) if !others.is_empty() => {
            format!("{}{}{last}", others.join(&marks.list_separator), marks.list_last)
        }
        _ => names.concat(),
    };
    let text =
        marks.derived_title.replace("{parties}", &list).replace("{kind}", &kind_word(page, kind));
    Title { text, derived: true }
}

fn full_name(page: Page<'_>, code: PartyCode, locals: &[LocalParty]) -> String {
    if let Some(local) = locals.iter().find(|l| l.code == code) {
        return local.full.clone();
    }
    let term = page.grammar.names().party(code.as_str());
    let term = term.and_then(|id| page.grammar.pack.lexicon.entry(id));
    term.map_or_else(|| code.as_str().to_owned(), |entry| entry.term.clone())
}

fn kind_word(page: Page<'_>, kind: InstrumentKind) -> String {
    let word = page.grammar.names().kind(kind.code());
    let word = word.and_then(|id| page.grammar.pack.lexicon.entry(id));
    word.map(|entry| entry.term.clone()).unwrap_or_default()
}

/// The id: parties, then the day of signing.
pub(crate) fn id(parties: &[PartyCode], signed: Option<&str>) -> String {
    let codes: Vec<&str> = parties.iter().map(PartyCode::as_str).collect();
    let codes = if codes.is_empty() { "unknown".to_owned() } else { codes.join("-") };
    format!("{codes}/{}", signed.unwrap_or("undated"))
}

/// A title in the form in which citations are compared.
pub(crate) fn comparable(page: Page<'_>, title: &str) -> String {
    squeezed(&page.grammar.pack.lexicon.normaliser().normalise(title))
}
