//! A page: its width, its colours, its words.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use textwrap::{Options, WordSeparator, WrapAlgorithm};
use unicode_width::UnicodeWidthStr;

use crate::words::Words;

/// Quiet words: addresses, values that matter less.
pub(crate) const DIM: Style = Style::new().dimmed();
/// Titles and articles.
pub(crate) const BOLD: Style = Style::new().bold();
/// Nothing special.
pub(crate) const PLAIN: Style = Style::new();

/// What the presentation needs to know.
pub(crate) struct Page<'a> {
    pub(crate) words: &'a Words,
    /// Columns.
    pub(crate) width: usize,
    pub(crate) colour: bool,
    /// Names of parties by code, in the language of the words.
    pub(crate) parties: &'a BTreeMap<String, String>,
    /// What statements call those that no list knows.
    pub(crate) named: Option<&'a BTreeMap<String, String>>,
}

impl Page<'_> {
    /// Nothing special.
    pub(crate) fn plain(&self) -> Style {
        PLAIN
    }
    /// Titles and names.
    pub(crate) fn bold(&self) -> Style {
        BOLD
    }
    /// Quiet words.
    pub(crate) fn dim(&self) -> Style {
        DIM
    }

    /// `text` in `style`, if this page has colours.
    pub(crate) fn paint(&self, style: Style, text: &str) -> String {
        match self.colour && style != PLAIN {
            true => format!("{style}{text}{style:#}"),
            false => text.to_owned(),
        }
    }

    /// Appends `text` in `style`, wrapped, after `margin` columns; `mark` stands in the margin of the
    /// first line, in its own style.
    pub(crate) fn block(
        &self,
        out: &mut String,
        margin: usize,
        mark: (&str, Style),
        text: &str,
        style: Style,
    ) {
        if text.is_empty() && mark.0.is_empty() {
            return;
        }
        for (i, line) in self.wrap(text, margin).iter().enumerate() {
            let (words, mark_style) = if i == 0 { mark } else { ("", PLAIN) };
            self.line(out, margin, (words, mark_style), &self.paint(style, line));
        }
    }

    /// Appends `items` after `margin` columns, as many on a line as there is room for.
    pub(crate) fn items(&self, out: &mut String, margin: usize, items: &[(String, Style)]) {
        const BETWEEN: &str = " · ";
        let room = self.room(margin);
        let (mut line, mut used) = (String::new(), 0);
        for (text, style) in items {
            let needed = text.width();
            if used > 0 && used + BETWEEN.width() + needed > room {
                self.line(out, margin, ("", PLAIN), &std::mem::take(&mut line));
                used = 0;
            }
            if needed > room {
                self.block(out, margin, ("", PLAIN), text, *style);
                continue;
            }
            if used > 0 {
                line.push_str(&self.paint(DIM, BETWEEN));
                used += BETWEEN.width();
            }
            line.push_str(&self.paint(*style, text));
            used += needed;
        }
        if used > 0 {
            self.line(out, margin, ("", PLAIN), &line);
        }
    }

    /// A rule across the page.
    pub(crate) fn rule(&self, out: &mut String) {
        let _ = writeln!(out, "{}", self.paint(DIM, &"─".repeat(self.width.min(78))));
    }

    fn line(&self, out: &mut String, margin: usize, mark: (&str, Style), painted: &str) {
        let gap = margin.saturating_sub(mark.0.width());
        let mark = self.paint(mark.1, mark.0);
        let _ = writeln!(out, "{mark}{:gap$}{painted}", "");
    }

    fn room(&self, margin: usize) -> usize {
        self.width.saturating_sub(margin).max(10)
    }

    fn wrap<'t>(&self, text: &'t str, margin: usize) -> Vec<Cow<'t, str>> {
        // First fit: the optimal fit is not linear, and Chinese gains nothing from it.
        let options = Options::new(self.room(margin))
            .wrap_algorithm(WrapAlgorithm::FirstFit)
            .word_separator(WordSeparator::UnicodeBreakProperties);
        textwrap::wrap(text, options)
    }

    /// The name of a party with this code.
    pub(crate) fn party(&self, code: &str) -> String {
        match self.parties.get(code).or_else(|| self.named?.get(code)) {
            Some(name) => format!("{} {code}", clean(name)),
            None => code.to_owned(),
        }
    }
}

/// `text` without what could steer a terminal: control characters and marks that turn the direction
/// of writing. Line breaks and tabs become spaces.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
    };
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let tame = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        c if steers(c) => '\u{fffd}',
        c => c,
    };
    Cow::Owned(text.chars().map(tame).collect())
}

/// The colour of a kind of act.
pub(crate) fn kind_style(kind: &str) -> Style {
    let colour = |c: AnsiColor| Style::new().fg_color(Some(c.into()));
    match kind {
        "commitment" => colour(AnsiColor::Green).bold(),
        "position" => colour(AnsiColor::Blue).bold(),
        "appraisal" => colour(AnsiColor::Yellow),
        "appeal" => colour(AnsiColor::Magenta),
        "final" => colour(AnsiColor::Cyan),
        _ => DIM,
    }
}

/// The colour of a severity.
pub(crate) fn severity_style(severity: &str) -> Style {
    let colour = |c: AnsiColor| Style::new().fg_color(Some(c.into()));
    match severity {
        "problem" => colour(AnsiColor::Red).bold(),
        "doubt" => colour(AnsiColor::Yellow).bold(),
        _ => DIM,
    }
}

/// The mark of a kind of act.
pub(crate) fn kind_mark(kind: &str) -> &'static str {
    match kind {
        "commitment" => "●",
        "position" => "◆",
        "appraisal" => "○",
        "appeal" => "▷",
        "record" => "·",
        "courtesy" => "~",
        _ => "=",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mengfu::words::Language;

    #[test]
    fn lines_keep_within_the_width_that_chinese_needs() {
        let words = Words::of(Language::En);
        let page = Page {
            words: &words,
            width: 30,
            colour: false,
            parties: &BTreeMap::new(),
            named: None,
        };
        let mut out = String::new();
        page.block(
            &mut out,
            6,
            ("p1", PLAIN),
            "双方愿扩大贸易，并就能源、交通等领域开展合作。",
            PLAIN,
        );
        assert!(out.lines().count() > 1);
        assert!(out.lines().all(|line| line.width() <= 30), "{out}");
    }

    #[test]
    fn what_steers_a_terminal_is_not_printed() {
        assert_eq!(clean("a\u{1b}[31mb\u{202e}c\nd"), "a\u{fffd}[31mb\u{fffd}c d");
    }
}
