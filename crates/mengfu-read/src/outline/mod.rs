//! What an instrument is: title, parties, cast, dates, articles, sentences.
//!
//! [`Outliner::outline`] takes an opened source and gives the instruments in it, each with its sentences, and
//! what of the source belongs to none of them. The pieces of the instruments and the spans set aside cover
//! the whole source.

mod aliases;
mod article;
mod cast;
pub(crate) mod charset;
mod citation;
pub(crate) mod date;
mod date_of;
pub(crate) mod grammar;
mod identity;
mod instrument;
mod ledger;
mod notice;
mod partnership;
pub(crate) mod signature;
mod when;

pub use cast::Cast;
pub use citation::{Undated, date_by_citation};

use std::ops::Range;
use std::sync::Arc;

use mengfu_lang::{Pack, Scan};
use mengfu_model::{Citation, Finding, Instrument, SetAside, SetAsideReason, Severity, Text};
use mengfu_text::Opened;

use crate::assemble::item::{Item, items};
use crate::assemble::landmarks::Landmarks;
use crate::assemble::party::{LocalParty, mentions};
use crate::assemble::place::Lookups;
use crate::assemble::run::{Run, runs};
use crate::assemble::title::{Page, Title, titles};
use crate::assemble::{fragment, furniture, join, twice, weigh};
use aliases::SideCounts;
use grammar::Grammar;
use ledger::Ledger;

/// One instrument with its sentences in reading order.
#[derive(Clone, Debug)]
pub struct Outlined {
    /// What it is.
    pub instrument: Instrument,
    /// Who is who in it.
    pub cast: Cast,
    /// Its sentences.
    pub provisions: Vec<OutlinedProvision>,
    /// The joint texts that it cites with their days.
    pub citations: Vec<Citation>,
    /// Its title as citations are compared with it; empty when it was derived.
    pub comparable_title: String,
    /// What was noticed about it.
    pub findings: Vec<Finding>,
}

/// One sentence, before its acts are read.
#[derive(Clone, Debug)]
pub struct OutlinedProvision {
    /// The path of printed labels; empty for preamble and closing.
    pub article: String,
    /// The sentence without its label.
    pub text: Text,
    /// Where it stands in the text of the source, if in one piece.
    pub at: Option<Range<usize>>,
    /// Whether it is the first of its paragraph.
    pub paragraph_start: bool,
    /// Whether it is the first of its article.
    pub article_start: bool,
}

/// What outlining a source gives.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The instruments, in the order in which they begin in the source.
    pub instruments: Vec<Outlined>,
    /// The bytes that belong to no instrument.
    pub set_aside: Vec<SetAside>,
    /// What was noticed about the source as a whole.
    pub findings: Vec<Finding>,
}

/// Finds and outlines the instruments of sources, by one pack.
pub struct Outliner {
    grammar: Grammar,
}

impl Outliner {
    /// An outliner by the words and rules of `pack`.
    pub fn new(pack: Arc<Pack>) -> Self {
        Self { grammar: Grammar::new(pack) }
    }

    /// The instruments of a source.
    pub fn outline(&self, opened: &Opened) -> Outline {
        self.outline_with_scan(opened).0
    }

    /// The instruments of a source, and the scan of its text.
    pub fn outline_with_scan<'s>(&'s self, opened: &'s Opened) -> (Outline, Scan<'s>) {
        let scan = self.grammar.pack.lexicon.scan(opened.text.as_str());
        let grammar = &self.grammar;
        let landmarks = Landmarks::new(grammar, &scan);
        let furniture = furniture::furniture(grammar, &scan, &landmarks);
        let (mentions, locals) = mentions(grammar, &scan, &landmarks);
        let page = Page { grammar, scan: &scan, landmarks: &landmarks, mentions: &mentions };
        let fragments = fragment::fragments(grammar, &scan, &opened.blocks, &furniture);
        let titles = titles(page, &fragments);
        let items = items(page, fragments, &titles);
        let mut lookups = Lookups::default();
        let found = join::join(page, &items, runs(page, &items, &titles, &mut lookups));
        let mut work = Work {
            page,
            opened,
            items: &items,
            titles: &titles,
            locals: &locals,
            lookups,
            counts: SideCounts::default(),
            ledger: Ledger::new(items.len()),
            findings: Vec::new(),
        };
        let instruments = work.instruments(found);
        if instruments.is_empty() {
            work.findings.push(notice::finding(
                "no-instrument",
                Severity::Info,
                &opened.text,
                [],
                "The source holds no statement that could be recognised.",
            ));
        }
        let set_aside = work.ledger.set_aside(opened, &items, &furniture);
        let mut findings = opened.findings.clone();
        findings.append(&mut work.findings);
        (Outline { instruments, set_aside, findings }, scan)
    }
}

/// The work on one source.
struct Work<'s> {
    page: Page<'s>,
    opened: &'s Opened,
    items: &'s [Item],
    titles: &'s [Title],
    locals: &'s [LocalParty],
    lookups: Lookups,
    counts: SideCounts,
    ledger: Ledger,
    findings: Vec<Finding>,
}

impl Work<'_> {
    fn instruments(&mut self, found: Vec<Run>) -> Vec<Outlined> {
        let (mut runs, others): (Vec<Run>, Vec<Run>) =
            found.into_iter().partition(|run| weigh::is_instrument(self.page, self.items, run));
        for run in &others {
            self.ledger.leave(run, SetAsideReason::OtherText);
        }
        for run in &mut runs {
            instrument::trim(self.page, self.items, run, &mut self.ledger);
        }
        let copies = twice::copies(self.page, self.items, &runs);
        let heads = partnership::heads(self.page);
        let mut kept: Vec<(usize, Outlined)> = Vec::new();
        for (at, run) in runs.iter().enumerate() {
            if copies.get(at).is_none_or(Option::is_none) {
                let number = self.ledger.keep(run);
                let outlined = self.instrument(run, &heads);
                kept.push((at, outlined));
                debug_assert_eq!(number + 1, kept.len());
            }
        }
        for (at, run) in runs.iter().enumerate() {
            let Some(original) = copies.get(at).copied().flatten() else { continue };
            self.ledger.leave(run, SetAsideReason::Duplicate);
            let spans = run
                .body
                .iter()
                .filter_map(|i| self.items.get(*i))
                .map(|i| when::span(&i.fragment.range));
            let finding = notice::finding(
                "duplicate-statement",
                Severity::Info,
                &self.opened.text,
                spans,
                "The source prints this statement a second time; it was read once.",
            );
            if let Ok(at) = kept.binary_search_by_key(&original, |(k, _)| *k)
                && let Some((_, outlined)) = kept.get_mut(at)
            {
                outlined.findings.push(finding);
            }
        }
        let mut out: Vec<Outlined> = kept.into_iter().map(|(_, outlined)| outlined).collect();
        let pieces = self.ledger.pieces(self.opened, self.items, out.len());
        for (outlined, pieces) in out.iter_mut().zip(pieces) {
            outlined.instrument.pieces = pieces;
        }
        date_of::by_each_other(&mut out);
        date_of::name(&mut out);
        out
    }
}
