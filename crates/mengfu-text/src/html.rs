//! Pages and fragments of pages: tags, entities, and what is left when they are gone.

mod bold;
mod detect;
mod elements;
mod entities;
mod gap;
mod table;
mod tokens;
mod unwrap;

use mengfu_model::{Span, Text};

use crate::notes::Notes;
use crate::open::{Container, Segment};
use crate::pass::Pass;
use detect::Markup;

/// Unwraps each segment that has tags or entities, one round deep: text that was escaped twice comes
/// out escaped once. Nothing if there is none.
pub(crate) fn unwrap(
    text: &Text,
    segments: &[Segment],
    notes: &mut Notes,
) -> Option<(Text, Vec<Segment>)> {
    let verdicts: Vec<Markup> =
        segments.iter().map(|segment| detect::detect(text.slice(segment.span))).collect();
    if verdicts.iter().all(|verdict| *verdict == Markup::None) {
        return None;
    }
    notes.wrapped_in(Container::Html);
    let mut pass = Pass::new(text);
    let mut out = Vec::with_capacity(segments.len());
    for (segment, verdict) in segments.iter().zip(verdicts) {
        pass.keep_to(segment.span.start.get());
        let from = pass.out_len();
        let end = segment.span.end.get();
        let mut lines = segment.lines;
        match verdict {
            Markup::None => pass.keep_to(end),
            Markup::Entities => entities::unescape(&mut pass, end),
            Markup::Tags { lines: kept } => {
                lines &= kept;
                unwrap::unwrap(&mut pass, end, kept, notes);
            }
        }
        out.push(Segment { span: Span::new(from, pass.out_len()), lines });
    }
    Some((pass.finish(notes), out))
}
