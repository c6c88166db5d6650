//! Characters that remember the bytes they came from.
//!
//! A [`Text`] is a string and an [`OffsetMap`] to the source as received. Every step that removes,
//! decodes or reorders characters builds a new `Text` from ranges of the one before it with a
//! [`TextBuilder`], so that the map to the source always composes.

use crate::span::{SourceSpan, Span, TextSpan};

/// A stretch of text whose relation to the source is uniform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Bytes of text.
    pub text: TextSpan,
    /// Bytes of source.
    pub source: SourceSpan,
    /// How the two advance together.
    pub step: Step,
}

/// How text and source advance together within a [`Run`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// In units: every `text` bytes come from `source` bytes, e.g. 3 from 2 for Chinese in GBK.
    Units {
        /// Bytes of text in one unit.
        text: u8,
        /// Bytes of source in one unit.
        source: u8,
    },
    /// As a whole: an entity, an escape, a tag that became a line break.
    Whole,
}

/// From ranges of text to ranges of the source, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    runs: Vec<Run>,
}

/// Characters and the map to the bytes they came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    content: String,
    map: OffsetMap,
}

/// Builds a [`Text`] from pieces of an earlier one, or from decoded bytes.
#[derive(Debug, Default)]
pub struct TextBuilder {
    text: Text,
}

impl OffsetMap {
    /// The uniform stretches, in the order of the text.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The source ranges that `span` came from, in the order of the text, neighbours joined.
    pub fn source_of(&self, span: TextSpan) -> Vec<SourceSpan> {
        let mut out: Vec<SourceSpan> = Vec::new();
        for run in self.overlapping(span) {
            let part = run.clip(span).source;
            match out.last_mut() {
                Some(last) if last.end == part.start => last.end = part.end,
                _ => out.push(part),
            }
        }
        out
    }

    fn overlapping(&self, span: TextSpan) -> impl Iterator<Item = &Run> {
        let from = self.runs.partition_point(|run| run.text.end <= span.start);
        self.runs.iter().skip(from).take_while(move |run| run.text.start < span.end)
    }

    fn push(&mut self, run: Run) {
        if let (Some(last), Step::Units { .. }) = (self.runs.last_mut(), run.step)
            && last.step == run.step
            && last.source.end == run.source.start
            && last.text.end == run.text.start
        {
            last.text.end = run.text.end;
            last.source.end = run.source.end;
            return;
        }
        // Halves of one whole (a letter and its combining mark from one unit) that were copied one
        // after the other stay one whole, so that no byte of the source is claimed twice.
        if let Some(last) = self.runs.last_mut()
            && (last.step, run.step) == (Step::Whole, Step::Whole)
            && last.text.end == run.text.start
            && last.source.start <= run.source.start
            && run.source.start < last.source.end
        {
            last.text.end = run.text.end;
            last.source.end = last.source.end.max(run.source.end);
            return;
        }
        self.runs.push(run);
    }
}

impl Run {
    /// The part of the run that `span` covers; units and wholes are never split.
    fn clip(&self, span: TextSpan) -> Run {
        let Step::Units { text, source } = self.step else { return *self };
        let (text, source) = (usize::from(text.max(1)), usize::from(source.max(1)));
        let start = span.start.get().max(self.text.start.get()) - self.text.start.get();
        let end = span.end.get().min(self.text.end.get()) - self.text.start.get();
        let (first, last) = (start / text, end.div_ceil(text));
        Run {
            text: Span::new(
                self.text.start.get() + first * text,
                (self.text.start.get() + last * text).min(self.text.end.get()),
            ),
            source: Span::new(
                self.source.start.get() + first * source,
                (self.source.start.get() + last * source).min(self.source.end.get()),
            ),
            step: self.step,
        }
    }
}

impl Text {
    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.content
    }
    /// The map to the source.
    pub fn map(&self) -> &OffsetMap {
        &self.map
    }
    /// The number of bytes of the characters in UTF-8.
    pub fn len(&self) -> usize {
        self.content.len()
    }
    /// Whether there is no character.
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }
    /// The characters of `span`; empty where the span is not on character borders of this text.
    pub fn slice(&self, span: TextSpan) -> &str {
        self.content.get(span.range()).unwrap_or_default()
    }
    /// The source ranges of `span`.
    pub fn source_of(&self, span: TextSpan) -> Vec<SourceSpan> {
        self.map.source_of(span)
    }
    /// The whole of it.
    pub fn span(&self) -> TextSpan {
        Span::new(0, self.content.len())
    }
    /// A new text of the characters of `span`, with their map.
    pub fn cut(&self, span: TextSpan) -> Text {
        let mut builder = TextBuilder::default();
        builder.copy(self, span);
        builder.finish()
    }
}

impl TextBuilder {
    /// Appends the characters of `span` of `from`, keeping where they came from.
    pub fn copy(&mut self, from: &Text, span: TextSpan) {
        let Some(chars) = from.content.get(span.range()) else { return };
        let base = self.text.content.len();
        if base == 0 {
            self.text.content.reserve_exact(chars.len());
        }
        for run in from.map.overlapping(span) {
            let part = run.clip(span);
            let start = part.text.start.get().max(span.start.get()) - span.start.get();
            let end = part.text.end.get().min(span.end.get()) - span.start.get();
            self.text.map.push(Run { text: Span::new(base + start, base + end), ..part });
        }
        self.text.content.push_str(chars);
    }

    /// Appends `chars`, which stand for the characters of `span` of `from` (an entity, an escape, a tag).
    pub fn replace(&mut self, from: &Text, span: TextSpan, chars: &str) {
        let sources = from.source_of(span);
        let (Some(first), Some(last)) = (sources.first(), sources.last()) else {
            return;
        };
        self.whole(chars, Span::new(first.start.get(), last.end.get().max(first.end.get())));
    }

    /// Appends `chars`, decoded as one unit from the bytes `source`.
    pub fn whole(&mut self, chars: &str, source: SourceSpan) {
        let base = self.text.content.len();
        self.text.content.push_str(chars);
        let text = Span::new(base, self.text.content.len());
        if !text.is_empty() {
            self.text.map.push(Run { text, source, step: Step::Whole });
        }
    }

    /// Appends `chars`, each of `text` bytes and decoded from `source` bytes, the first at `from`.
    pub fn units(&mut self, chars: &str, from: usize, text: u8, source: u8) {
        let base = self.text.content.len();
        self.text.content.push_str(chars);
        let count = chars.len() / usize::from(text.max(1));
        if count == 0 {
            return;
        }
        self.text.map.push(Run {
            text: Span::new(base, self.text.content.len()),
            source: Span::new(from, from + count * usize::from(source)),
            step: Step::Units { text, source },
        });
    }

    /// The number of bytes so far.
    pub fn len(&self) -> usize {
        self.text.content.len()
    }
    /// Whether nothing was appended yet.
    pub fn is_empty(&self) -> bool {
        self.text.content.is_empty()
    }
    /// The characters so far.
    pub fn as_str(&self) -> &str {
        &self.text.content
    }
    /// The finished text.
    pub fn finish(self) -> Text {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gbk() -> Text {
        let mut b = TextBuilder::default();
        b.units("ab", 0, 1, 1);
        b.units("中国", 2, 3, 2);
        b.whole("&", Span::new(6, 11));
        b.units("c", 11, 1, 1);
        b.finish()
    }

    #[test]
    fn a_span_maps_to_the_bytes_it_came_from() {
        let t = gbk();
        assert_eq!(t.as_str(), "ab中国&c");
        assert_eq!(t.source_of(Span::new(5, 8)), vec![Span::new(4, 6)]);
        assert_eq!(t.source_of(Span::new(8, 9)), vec![Span::new(6, 11)]);
        assert_eq!(t.source_of(t.span()), vec![Span::new(0, 12)]);
    }

    #[test]
    fn maps_compose_through_copies_in_any_order() {
        let t = gbk();
        let mut b = TextBuilder::default();
        b.copy(&t, Span::new(5, 10));
        b.copy(&t, Span::new(0, 2));
        let u = b.finish();
        assert_eq!(u.as_str(), "国&cab");
        assert_eq!(u.source_of(Span::new(0, 3)), vec![Span::new(4, 6)]);
        assert_eq!(u.source_of(u.span()), vec![Span::new(4, 12), Span::new(0, 2)]);
    }

    #[test]
    fn a_unit_is_never_split() {
        let t = gbk();
        assert_eq!(t.source_of(Span::new(2, 3)), vec![Span::new(2, 4)]);
    }
}
