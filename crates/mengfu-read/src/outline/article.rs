//! Articles nested as printed, and the sentences in them.

use mengfu_model::{Span, Text, TextBuilder};

use crate::assemble::item::Item;
use crate::assemble::run::Run;
use crate::assemble::title::Page;
use crate::outline::OutlinedProvision;

/// Most characters of a heading.
const LONGEST_HEADING: usize = 30;
/// The same in a script of letters.
const LONGEST_SPACED: usize = 90;

struct Level {
    /// The style of the label; `None` for a heading in words.
    style: Option<u32>,
    rank: i64,
    shown: String,
    /// Whether a sentence was read since.
    used: bool,
}

/// The sentences of a run, each with the path of its article.
pub(crate) fn provisions(
    page: Page<'_>,
    text: &Text,
    items: &[Item],
    run: &Run,
) -> Vec<OutlinedProvision> {
    let mut walk =
        Walk { page, text, items, run, stack: Vec::new(), article_start: true, out: Vec::new() };
    let mut index = 0;
    let last_label = run
        .body
        .iter()
        .rposition(|at| items.get(*at).is_some_and(|i| i.label.is_some()))
        .unwrap_or(0);
    let mut closing = false;
    while let Some(item) = run.body.get(index).and_then(|at| items.get(*at)) {
        if let Some(label) = &item.label {
            walk.label(
                label.style,
                label.rank,
                page.scan.text().get(label.shown.clone()).unwrap_or_default(),
            );
            closing = false;
        }
        if item.only_label() || walk.heading(index, item) {
            index += 1;
            continue;
        }
        if item.label.is_none() && item.fragment.opens && (index > last_label || last_label == 0) {
            closing = page.grammar.at("closing", page.scan, item.body()).is_some();
        }
        index = walk.sentence(index, item, closing);
    }
    walk.out
}

struct Walk<'s> {
    page: Page<'s>,
    text: &'s Text,
    items: &'s [Item],
    run: &'s Run,
    stack: Vec<Level>,
    article_start: bool,
    out: Vec<OutlinedProvision>,
}

impl Walk<'_> {
    fn item(&self, index: usize) -> Option<&Item> {
        self.items.get(*self.run.body.get(index)?)
    }

    fn label(&mut self, style: u32, rank: i64, shown: &str) {
        let same = self.stack.iter().position(|l| l.style == Some(style));
        let over = self.stack.last().filter(|l| l.style.is_none() && !l.used).is_some();
        match same {
            // A heading in words directly before the next label of a series stands above the series.
            Some(at) if over => {
                let heading = self.stack.pop();
                self.stack.truncate(at);
                self.stack.extend(heading);
            }
            Some(at) => self.stack.truncate(at),
            None => {
                while self.stack.last().is_some_and(|l| l.style.is_some() && l.rank >= rank) {
                    self.stack.pop();
                }
            }
        }
        self.stack.push(Level { style: Some(style), rank, shown: self.shown(shown), used: false });
        self.article_start = true;
    }

    /// A label or heading as paths show it: without the white space that says nothing.
    fn shown(&self, text: &str) -> String {
        let between = if self.page.grammar.marks.spaced { " " } else { "" };
        text.split_whitespace().collect::<Vec<_>>().join(between)
    }

    /// Takes the item as a heading, if it is one.
    fn heading(&mut self, index: usize, item: &Item) -> bool {
        let begins = item.fragment.opens || item.label.is_some();
        let joined = self.run.joins.contains(&(index + 1));
        if item.fragment.ended || item.listed || !begins || joined {
            return false;
        }
        let range = item.body();
        let printed = self.page.scan.text().get(range.clone()).unwrap_or_default();
        let marks = &self.page.grammar.marks;
        let longest = if marks.spaced { LONGEST_SPACED } else { LONGEST_HEADING };
        let short = printed.chars().nth(longest).is_none();
        let titled = marks.title_open.is_some_and(|open| printed.contains(open));
        if !short || titled || marks.pauses.is_in(printed) {
            return false;
        }
        let Some(next) = self.item(index + 1).filter(|n| n.fragment.opens || n.label.is_some())
        else {
            return false;
        };
        if let Some(label) = &item.label {
            // The items of a list are labelled too, but nothing stands under them.
            let list = next.label.as_ref().is_some_and(|n| n.style == label.style);
            return !list;
        }
        if crate::assemble::weigh::speaks(self.page, item) && range.len() > 24 {
            return false;
        }
        let sentence_follows =
            next.fragment.ended || next.label.is_some() || next.body().len() > range.len();
        if sentence_follows {
            let brackets =
                |c: char| marks.brackets_open.contains(&c) || marks.brackets_close.contains(&c);
            let shown = self.shown(printed);
            let inner = shown.trim_matches(brackets);
            // Brackets around the whole heading are an ornament.
            let whole =
                shown.starts_with(brackets) && !inner.is_empty() && !inner.contains(brackets);
            let shown = if whole { inner.to_owned() } else { shown };
            while self.stack.last().is_some_and(|l| l.style.is_none()) {
                self.stack.pop();
            }
            if let Some(at) = self.stack.iter().position(|l| l.style.is_none()) {
                self.stack.truncate(at);
            }
            self.stack.push(Level { style: None, rank: i64::MAX, shown, used: false });
            self.article_start = true;
        }
        sentence_follows
    }

    /// Takes the item as a sentence, with the piece that continues it; gives the index of what follows.
    fn sentence(&mut self, index: usize, item: &Item, closing: bool) -> usize {
        let mut next = index + 1;
        let body = item.body();
        let mut builder = TextBuilder::default();
        self.copy(&mut builder, &body);
        // The terms found in the page serve the sentence only where nothing was left out of it.
        let mut at = Some(body.clone()).filter(|body| builder.len() == body.len());
        if self.run.joins.contains(&next)
            && !item.fragment.ended
            && let Some(rest) = self.item(next).filter(|r| r.label.is_none())
        {
            let more = rest.body();
            self.copy(&mut builder, &more);
            at = None;
            next += 1;
        }
        let article = if closing { String::new() } else { self.path() };
        if let Some(level) = self.stack.last_mut() {
            level.used = true;
        }
        let paragraph_start = item.fragment.opens || item.label.is_some();
        self.out.push(OutlinedProvision {
            article,
            text: builder.finish(),
            at,
            paragraph_start,
            article_start: self.article_start,
        });
        self.article_start = false;
        next
    }

    /// Copies words without the line breaks within them.
    fn copy(&self, builder: &mut TextBuilder, range: &std::ops::Range<usize>) {
        let words = self.page.scan.text().get(range.clone()).unwrap_or_default();
        if !words.is_empty() && memchr::memchr2(b'\n', b'\r', words.as_bytes()).is_none() {
            builder.copy(self.text, Span::new(range.start, range.end));
            return;
        }
        let mut at = range.start;
        for line in words.split_inclusive(['\n', '\r']) {
            let kept = line.trim_end_matches(['\n', '\r']);
            let joins = at > range.start;
            let from = if joins { kept.len() - kept.trim_start().len() } else { 0 };
            let to = if kept.len() == line.len() { kept.len() } else { kept.trim_end().len() };
            if from < to {
                builder.copy(self.text, Span::new(at + from, at + to));
            }
            at += line.len();
        }
    }

    fn path(&self) -> String {
        let shown: Vec<&str> = self.stack.iter().map(|l| l.shown.as_str()).collect();
        shown.join("/")
    }
}
