//! Runs: stretches of items that may be instruments, or pieces of them.

use std::collections::BTreeMap;
use std::ops::Range;

use mengfu_model::SetAsideReason;
use mengfu_text::BlockKind;

use crate::assemble::item::Item;
use crate::assemble::place::{self, Lookups};
use crate::assemble::tail;
use crate::assemble::title::{self, Page, Title};

/// A stretch of items that may be an instrument or a piece of one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Run {
    /// The item that is its title.
    pub(crate) title: Option<usize>,
    /// The items before the title that belong to it, where it is printed on several lines.
    pub(crate) title_lines: Vec<usize>,
    /// The second line of the title, which a dash opens.
    pub(crate) subtitle: Option<usize>,
    /// A line under the title that says when, perhaps where, it was signed.
    pub(crate) dated: Option<usize>,
    /// Its sentences and headings, in reading order.
    pub(crate) body: Vec<usize>,
    /// Its signatures.
    pub(crate) tail: Vec<usize>,
    /// What stands between its parts and is not its.
    pub(crate) aside: Vec<(usize, SetAsideReason)>,
    /// Whether its first sentence is one with which statements begin.
    pub(crate) opening: bool,
    /// Where, in its body, a piece was joined.
    pub(crate) joins: Vec<usize>,
    /// Whether pieces were put into another order than they are stored in.
    pub(crate) reordered: bool,
}

impl Run {
    /// Whether its beginning is there.
    pub(crate) fn has_head(&self) -> bool {
        self.title.is_some() || self.opening
    }
}

enum Phase {
    Between,
    Head,
    Body,
    Tail,
}

/// Cuts the items into runs at titles, openings, signatures and borders of pages.
pub(crate) fn runs(
    page: Page<'_>,
    items: &[Item],
    titles: &[Title],
    lookups: &mut Lookups,
) -> Vec<Run> {
    let mut builder = Builder {
        page,
        items,
        titles,
        runs: Vec::new(),
        now: Run::default(),
        phase: Phase::Between,
    };
    let mut at = 0;
    let mut page_before = 0;
    while let Some(item) = items.get(at) {
        if item.fragment.page != page_before {
            page_before = item.fragment.page;
            builder.page_border();
        }
        if wordless(page, item) && !builder.now.body.is_empty() {
            builder.now.aside.push((at, SetAsideReason::Furniture));
            at += 1;
            continue;
        }
        if item.title.is_some() && builder.title(at) {
            at += 1;
            continue;
        }
        if matches!(builder.phase, Phase::Body | Phase::Between)
            && !builder.now.body.is_empty()
            && let Some(end) = tail::end(page, items, at, lookups)
        {
            builder.now.tail.extend(at..end);
            builder.phase = Phase::Tail;
            at = end;
            continue;
        }
        match builder.phase {
            Phase::Head => builder.head(at, lookups),
            Phase::Body => builder.now.body.push(at),
            Phase::Tail => {
                builder.finish();
                builder.between(at);
            }
            Phase::Between => builder.between(at),
        }
        at += 1;
    }
    builder.finish();
    builder.runs
}

/// Whether an item is only figures and marks: the number of a page, of a note.
fn wordless(page: Page<'_>, item: &Item) -> bool {
    let range = item.fragment.range.clone();
    let text = page.scan.normal().get(range.clone()).unwrap_or_default();
    let bare = |c: char| !c.is_alphabetic();
    range.len() <= 24
        && item.label.is_none()
        && item.fragment.line != BlockKind::TableRow
        && text.chars().all(bare)
        && crate::outline::date::first(page, range).is_none()
}

struct Builder<'s> {
    page: Page<'s>,
    items: &'s [Item],
    titles: &'s [Title],
    runs: Vec<Run>,
    now: Run,
    phase: Phase,
}

impl Builder<'_> {
    fn finish(&mut self) {
        let run = std::mem::take(&mut self.now);
        if run.title.is_some() || !run.body.is_empty() || !run.aside.is_empty() {
            self.runs.push(run);
        }
        self.phase = Phase::Between;
    }

    fn page_border(&mut self) {
        match self.phase {
            Phase::Head => {}
            Phase::Body | Phase::Tail | Phase::Between => self.finish(),
        }
    }

    /// Takes the item at `at` as a title; `false` if here it is none.
    fn title(&mut self, at: usize) -> bool {
        match self.phase {
            Phase::Head => {
                if let Some(before) = self.now.title.replace(at) {
                    let reason = if self.alike(before, at) {
                        SetAsideReason::RepeatedTitle
                    } else {
                        SetAsideReason::Furniture
                    };
                    let keep = !self.alike(before, at) && self.poorer(at, before);
                    let (kept, aside) = if keep { (before, at) } else { (at, before) };
                    self.now.title = Some(kept);
                    if kept == at {
                        let above = self.now.subtitle.take();
                        self.now.aside.extend(above.map(|at| (at, SetAsideReason::RepeatedTitle)));
                    }
                    self.now.aside.push((aside, reason));
                }
                return true;
            }
            Phase::Body if !self.begins_after(at) => return false,
            _ => {}
        }
        let lines = self.lines_before(at);
        self.finish();
        self.now.title = Some(at);
        self.now.title_lines = lines;
        self.phase = Phase::Head;
        true
    }

    /// Lines just before a title that is only its second half: the names of the parties.
    fn lines_before(&mut self, at: usize) -> Vec<usize> {
        let paired = self.title_at(at).is_some_and(|t| t.paired);
        let Some(last) = self.now.body.last().copied().filter(|last| !paired && last + 1 == at)
        else {
            return Vec::new();
        };
        let Some(item) = self.items.get(last) else { return Vec::new() };
        let range = item.fragment.range.clone();
        let is_list =
            title::pair_at(self.page, range.start, range.end).is_some_and(|end| end == range.end);
        if is_list && !item.fragment.ended {
            self.now.body.pop();
            return vec![last];
        }
        Vec::new()
    }

    fn title_at(&self, at: usize) -> Option<&Title> {
        self.titles.get(self.items.get(at)?.title?)
    }

    /// Whether two titles have the same words.
    fn alike(&self, a: usize, b: usize) -> bool {
        let words = |at: usize| {
            let title = self.title_at(at)?;
            let text = self.page.scan.normal().get(title.range.clone())?;
            Some(text.chars().filter(|c| !c.is_whitespace()).collect::<String>())
        };
        words(a) == words(b)
    }

    /// Whether the title `a` says less than the title `b`: it names no parties though the other does.
    fn poorer(&self, a: usize, b: usize) -> bool {
        let paired = |at: usize| self.title_at(at).is_some_and(|t| t.paired);
        !paired(a) && paired(b)
    }

    /// Whether what follows the item `at` is the beginning of an instrument.
    fn begins_after(&self, at: usize) -> bool {
        let page_of = |at: usize| self.items.get(at).map(|i| i.fragment.page);
        if at > 0 && page_of(at - 1) != page_of(at) {
            return true;
        }
        let next = self
            .items
            .iter()
            .skip(at + 1)
            .take(40)
            .find(|i| i.title.is_none() && !self.skipped_in_head(i));
        next.is_some_and(|next| {
            self.opens(next) || next.label.as_ref().is_some_and(|l| l.number == 1 && l.rank <= 3)
        }) && self.items.get(at).is_some_and(|i| i.label.is_none() && i.fragment.opens)
    }

    /// Whether an item is a sentence with which statements begin.
    fn opens(&self, item: &Item) -> bool {
        let range = item.fragment.range.clone();
        item.fragment.opens
            && item.label.is_none()
            && (item.fragment.ended || range.len() > 120)
            && (self.page.grammar.at("opening", self.page.scan, range.clone()).is_some()
                || title::pair_at(self.page, range.start, range.end).is_some())
    }

    /// A line between title and text that is neither: a date, a source, an author.
    fn skipped_in_head(&self, item: &Item) -> bool {
        let text = self.page.scan.normal().get(item.fragment.range.clone()).unwrap_or_default();
        let pauses = self.page.grammar.marks.pauses.listed();
        let range = &item.fragment.range;
        let (grammar, scan) = (self.page.grammar, self.page.scan);
        // The parties of a treaty may have a line of their own, with what they are called.
        let declares = range.len() < 240
            && title::pair_at(self.page, range.start, range.end).is_some()
            && grammar.holds(scan, range.clone(), grammar.class.declared);
        !item.fragment.ended
            && !declares
            && item.label.is_none()
            && item.fragment.range.len() < 240
            && !text.chars().any(|c| {
                pauses.get(..2).is_some_and(|p| p.contains(&c))
                    || pauses.get(2) == Some(&c) && text.ends_with(c)
            })
    }

    fn head(&mut self, at: usize, lookups: &mut Lookups) {
        let Some(item) = self.items.get(at) else { return };
        let text = self.page.scan.normal().get(item.fragment.range.clone()).unwrap_or_default();
        let bracket =
            text.chars().next().is_some_and(|c| self.page.grammar.marks.brackets_open.contains(&c));
        // A page prints its own date in figures and without a place; the instrument says where, or writes
        // the figures out.
        let plain = |day: &Range<usize>| {
            let day = self.page.scan.normal().get(day.clone());
            day.is_some_and(|t| t.contains(mengfu_lang::is_figure))
        };
        if self.now.dated.is_none()
            && !item.fragment.ended
            && place::whole(self.page, &item.fragment.range, lookups)
                .is_some_and(|d| bracket || d.place.is_some() || !plain(&d.range))
        {
            self.now.dated = Some(at);
            return;
        }
        if !self.skipped_in_head(item) {
            self.now.opening = self.opens(item);
            self.now.body.push(at);
            self.phase = Phase::Body;
            return;
        }
        if self.now.subtitle.is_none() && text.starts_with(title::DASH) {
            self.now.subtitle = Some(at);
            return;
        }
        if item.fragment.line == BlockKind::Heading || self.is_first_heading(at) {
            self.now.body.push(at);
            self.phase = Phase::Body;
            return;
        }
        self.now.aside.push((at, SetAsideReason::Furniture));
    }

    /// Whether the line at `at` is the heading of a first part: other such lines follow in the text.
    fn is_first_heading(&self, at: usize) -> bool {
        let heading = |i: &Item| {
            i.fragment.opens
                && i.title.is_none()
                && self.skipped_in_head(i)
                && i.fragment.range.len() <= 72
        };
        let text =
            self.items.get(at).and_then(|i| self.page.scan.normal().get(i.fragment.range.clone()));
        let plain = text.is_some_and(|t| !t.chars().any(|c| c.is_ascii_alphanumeric()));
        let next = self.items.get(at + 1).is_some_and(|i| i.fragment.ended);
        let upto = self.items.iter().skip(at + 1).take(120).take_while(|i| i.title.is_none());
        let windows = upto.collect::<Vec<_>>();
        let later = windows
            .windows(2)
            .filter(|w| matches!(w, [a, b] if heading(a) && b.fragment.ended))
            .count();
        plain && next && later >= 2
    }

    fn between(&mut self, at: usize) {
        let Some(item) = self.items.get(at) else { return };
        if self.opens(item) {
            self.finish();
            self.now.opening = true;
            self.now.body.push(at);
            self.phase = Phase::Body;
            return;
        }
        self.now.body.push(at);
    }
}

/// The last number of each style of label among `items`.
pub(crate) fn last_numbers(items: &[Item], body: &[usize]) -> BTreeMap<u32, u32> {
    let labels = body.iter().filter_map(|at| items.get(*at)?.label.as_ref());
    labels.map(|label| (label.style, label.number)).collect()
}
