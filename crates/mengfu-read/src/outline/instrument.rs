//! One run as an instrument: every attribute from its own place.

use mengfu_model::{Instrument, InstrumentKind, PartyName, SetAsideReason, Severity};
use mengfu_text::BlockKind;

use crate::assemble::item::Item;
use crate::assemble::run::Run;
use crate::assemble::title::{Page, Title};
use crate::assemble::weigh;
use crate::outline::ledger::Ledger;
use crate::outline::notice::finding;
use crate::outline::when::span;
use crate::outline::{
    Outlined, Work, aliases, article, citation, date, identity, partnership, signature, when,
};

/// Lines at the end of a run without signatures that are no sentences: another page's headline, a site's words.
pub(crate) fn trim(page: Page<'_>, items: &[Item], run: &mut Run, ledger: &mut Ledger) {
    let drop = |item: &Item| {
        let words = page.scan.normal().get(item.body()).unwrap_or_default();
        let pauses = &page.grammar.marks.pauses;
        !item.fragment.ended
            && item.fragment.opens
            && item.label.is_none()
            && (item.title.is_some() || !weigh::speaks(page, item))
            && words.chars().count() <= 40
            && !pauses.is_in(words)
    };
    while run.tail.is_empty()
        && let Some(at) = run.body.last().copied()
        && items.get(at).is_some_and(drop)
        && run.body.len() > 1
    {
        run.body.pop();
        ledger.aside(at, SetAsideReason::OtherText);
    }
    // Where the signing formula ends a text, what follows and does not speak as the text does is comment.
    if run.tail.is_empty()
        && let Some(last) = run.body.iter().rposition(|at| {
            items.get(*at).is_some_and(|i| {
                i.fragment.ended && page.grammar.at("closing", page.scan, i.body()).is_some()
            })
        })
        && run
            .body
            .iter()
            .skip(last + 1)
            .filter_map(|at| items.get(*at))
            .all(|i| i.label.is_none() && !weigh::speaks(page, i))
        && items
            .get(run.body.get(last + 1).copied().unwrap_or(usize::MAX))
            .is_some_and(|i| i.fragment.opens)
    {
        for at in run.body.split_off(last + 1) {
            ledger.aside(at, SetAsideReason::OtherText);
        }
    }
    while run.title.is_none()
        && let Some(at) = run.body.first().copied()
        && items.get(at).is_some_and(|i| {
            drop(i)
                || (!i.fragment.ended
                    && i.title.is_none()
                    && !run.opening
                    && i.label.is_none()
                    && i.fragment.opens
                    && run.body.len() > 1
                    && next_opens(items, run))
        })
        && run.body.len() > 1
    {
        run.body.remove(0);
        ledger.aside(at, SetAsideReason::OtherText);
    }
}

fn next_opens(items: &[Item], run: &Run) -> bool {
    let second = run.body.get(1).and_then(|at| items.get(*at));
    second.is_some_and(|i| i.fragment.opens && i.fragment.ended) && run.joins.first() != Some(&1)
}

impl Work<'_> {
    /// The instrument that a run is.
    pub(crate) fn instrument(&mut self, run: &Run, heads: &[std::ops::Range<usize>]) -> Outlined {
        let (page, items, text) = (self.page, self.items, &self.opened.text);
        let printed: Option<&Title> =
            run.title.and_then(|at| self.titles.get(items.get(at)?.title?));
        let range = printed.map(|t| &t.range);
        let kind = printed
            .and_then(|t| InstrumentKind::from_code(&t.kind))
            .or_else(|| self.own_kind(run))
            .or_else(|| self.lead_kind(run))
            .or_else(|| self.headline_kind())
            .unwrap_or(InstrumentKind::Other);
        let parties = identity::parties(page, items, run, range);
        let mut cast = page.grammar.cast.cast(&parties);
        aliases::add(page, items, run, self.locals, &mut cast, &mut self.counts);
        let signing = when::signing(page, items, run, range, &mut self.lookups);
        let (copies, languages) = when::copies(page, items, run);
        let lines: Vec<_> = run
            .tail
            .iter()
            .filter_map(|at| items.get(*at))
            .map(|i| i.fragment.range.clone())
            .collect();
        let signers = signature::names(page, &lines, &mut self.lookups);
        let printed_text =
            |r: &std::ops::Range<usize>| page.scan.text().get(r.clone()).unwrap_or_default();
        let written = |r: &std::ops::Range<usize>| {
            signature::written(printed_text(r), page.grammar.marks.spaced)
        };
        let below = run.subtitle.and_then(|at| items.get(at)).map(|i| i.fragment.range.clone());
        let titled: Vec<_> = range.cloned().into_iter().chain(below).collect();
        let titles = titled.len();
        let ranges: Vec<_> = titled
            .into_iter()
            .chain(run.body.iter().filter_map(|at| items.get(*at)).map(Item::body))
            .collect();
        let relation = partnership::highest(page, heads, &ranges, titles, &parties);
        let title = identity::title(page, items, run, range, kind, &parties, self.locals);
        let comparable_title =
            if title.derived { String::new() } else { identity::comparable(page, &title.text) };
        let citations = citation::citations(page, text, items, run, &parties);
        let provisions = article::provisions(page, text, items, run);
        let (begins, ends) = (self.begins(run), self.ends(run, &signing));
        let ours = self.locals.iter().filter(|local| parties.contains(&local.code));
        let names = ours.map(|l| PartyName { code: l.code, name: l.full.clone() }).collect();
        let instrument = Instrument {
            id: String::new(),
            title,
            kind,
            parties,
            names,
            signed: signing.day.clone(),
            visit: when::visit(page, items, run),
            place: signing.place.as_ref().map(&written),
            signatories: signers.iter().map(&written).collect(),
            languages,
            copies,
            partnership: relation.map(|r| written(&r.range)),
            complete: begins && ends,
            pieces: Vec::new(),
        };
        let mut outlined = Outlined {
            instrument,
            cast,
            provisions,
            citations,
            comparable_title,
            findings: Vec::new(),
        };
        self.notice(run, &mut outlined, begins, ends);
        outlined
    }

    /// The kind by which the text calls itself.
    fn own_kind(&self, run: &Run) -> Option<InstrumentKind> {
        let class = &self.page.grammar.class;
        let find = |class: Option<mengfu_lang::ClassId>| {
            let class = class?;
            run.body.iter().rev().filter_map(|at| self.items.get(*at)).find_map(|item| {
                let body = item.body();
                let word = self.page.scan.first_of(body, class)?.range();
                InstrumentKind::from_code(self.page.grammar.value(
                    self.page.scan,
                    &word,
                    Some(class),
                )?)
            })
        };
        find(class.itself).or_else(|| find(class.announce))
    }

    /// The kind that a report just before the text names: that this joint statement follows in full.
    fn lead_kind(&self, run: &Run) -> Option<InstrumentKind> {
        let first = run.body.first()?.checked_sub(1)?;
        let lead = self.items.get(first)?.fragment.range.clone();
        let class = self.page.grammar.class.kind;
        let term = |at| self.page.grammar.term(self.page.scan, at, class, lead.end);
        let word = lead.clone().rev().take(400).filter_map(term).max_by_key(|w| w.end)?;
        let word = lead
            .clone()
            .rev()
            .take(400)
            .filter_map(term)
            .filter(|w| w.end == word.end)
            .min_by_key(|w| w.start)?;
        InstrumentKind::from_code(self.page.grammar.value(self.page.scan, &word, class)?)
    }

    /// The kind that the page's headline names.
    fn headline_kind(&self) -> Option<InstrumentKind> {
        let lines = self.items.iter().filter(|i| i.fragment.line == BlockKind::Title);
        let class = self.page.grammar.class.kind;
        lines.take(4).find_map(|item| {
            let range = item.fragment.range.clone();
            let word = range
                .clone()
                .filter_map(|at| self.page.grammar.term(self.page.scan, at, class, range.end))
                .next_back()?;
            InstrumentKind::from_code(self.page.grammar.value(self.page.scan, &word, class)?)
        })
    }

    fn begins(&self, run: &Run) -> bool {
        let labels = || run.body.iter().filter_map(|at| self.items.get(*at)?.label.as_ref());
        let top = labels().map(|l| l.rank).min();
        let first = labels().find(|l| Some(l.rank) == top);
        run.has_head() && first.is_none_or(|l| l.number <= 1)
    }

    fn ends(&self, run: &Run, signing: &when::Signing) -> bool {
        let last = run.body.last().and_then(|at| self.items.get(*at));
        let cut = last.is_some_and(|i| !i.fragment.ended);
        if !run.tail.is_empty() {
            return true;
        }
        let mut closing = run.body.iter().rev().filter_map(|at| self.items.get(*at)).take(5);
        let formula = closing.any(|i| {
            ["closing", "final"]
                .iter()
                .any(|role| self.page.grammar.at(role, self.page.scan, i.body()).is_some())
        });
        !cut && (formula || run.dated.is_some() || signing.by_meeting || signing.by_title)
    }

    fn notice(&self, run: &Run, outlined: &mut Outlined, begins: bool, ends: bool) {
        let text = &self.opened.text;
        let at = |items: &[usize]| {
            items
                .iter()
                .filter_map(|i| self.items.get(*i))
                .map(|i| span(&i.fragment.range))
                .collect::<Vec<_>>()
        };
        let edge = |index: Option<&usize>| index.map(|i| at(&[*i])).unwrap_or_default();
        let mut note = |code, severity, spans: Vec<mengfu_model::TextSpan>, message: &str| {
            outlined.findings.push(finding(code, severity, text, spans, message))
        };
        if outlined.instrument.title.derived {
            note(
                "title-derived",
                Severity::Info,
                edge(run.body.first()),
                "The source prints no title; one was made from the parties and the kind.",
            );
        } else if run
            .title
            .and_then(|t| self.items.get(t))
            .is_some_and(|i| i.fragment.line == mengfu_text::BlockKind::Title)
        {
            note(
                "title-from-metadata",
                Severity::Info,
                edge(run.title.as_ref()),
                "The title stands in the metadata of the source, not in the text.",
            );
        }
        for (item, reason) in &run.aside {
            let range = self.items.get(*item).map(|i| i.fragment.range.clone()).unwrap_or_default();
            if *reason == SetAsideReason::RepeatedTitle {
                note(
                    "repeated-title",
                    Severity::Info,
                    at(&[*item]),
                    "The title is printed more than once; it was read once.",
                );
            } else if let Some(day) = date::first(self.page, range) {
                note(
                    "upload-date-ignored",
                    Severity::Info,
                    vec![span(&day.range)],
                    &format!(
                        "{} stands with the page, not in the text; it is no day of signing.",
                        day.day.0
                    ),
                );
            }
        }
        for join in &run.joins {
            let around: Vec<usize> = [join.checked_sub(1), Some(*join)]
                .into_iter()
                .flatten()
                .filter_map(|i| run.body.get(i).copied())
                .collect();
            let message = if run.reordered {
                "The source stores the pieces of this instrument in another order; the numbers of the articles tell the order."
            } else {
                "Something else stands between two pieces of this instrument."
            };
            note(
                if run.reordered { "pieces-reordered" } else { "pieces-joined" },
                Severity::Doubt,
                at(&around),
                message,
            );
            if around.first().and_then(|i| self.items.get(*i)).is_some_and(|i| !i.fragment.ended) {
                note(
                    "join-in-mid-word",
                    Severity::Doubt,
                    at(&around),
                    "The pieces were joined within a sentence.",
                );
            }
        }
        if !begins {
            note(
                "beginning-missing",
                Severity::Problem,
                edge(run.body.first()),
                "The beginning of the instrument is missing.",
            );
        }
        if !ends {
            note(
                "end-missing",
                Severity::Problem,
                edge(run.body.last()),
                "The end of the instrument is missing: neither signatures nor a closing sentence follow.",
            );
        }
        if outlined.instrument.signed.is_none() {
            note(
                "signed-unknown",
                Severity::Doubt,
                edge(run.tail.first().or(run.body.last())),
                "The instrument gives no day of its signing.",
            );
        }
        for PartyName { code, name } in outlined.instrument.names.clone() {
            let spans = self
                .page
                .mentions
                .iter()
                .find(|m| m.who == crate::assemble::party::Who::One(code))
                .map(|m| vec![span(&m.range)]);
            note(
                "unknown-party",
                Severity::Doubt,
                spans.unwrap_or_default(),
                &format!("No list knows the party {name}; its code {code} was made from its name."),
            );
        }
        if outlined.instrument.parties.len() < 2 {
            note(
                "parties-unknown",
                Severity::Problem,
                edge(run.body.first()),
                "Fewer than two parties could be recognised.",
            );
        }
    }
}
