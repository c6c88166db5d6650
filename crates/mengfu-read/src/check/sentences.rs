//! Plain text as the sentences of one article.

use mengfu_lang::{ClassId, Pack};
use mengfu_model::{Text, TextBuilder};

use crate::outline::OutlinedProvision;

/// The sentences of `paragraphs`, all of the article `article`.
pub(crate) fn sentences<'p>(
    pack: &Pack,
    article: &str,
    paragraphs: impl IntoIterator<Item = &'p str>,
) -> Vec<OutlinedProvision> {
    let mut provisions: Vec<OutlinedProvision> = Vec::new();
    for paragraph in paragraphs {
        for (index, sentence) in split(pack, paragraph).into_iter().enumerate() {
            provisions.push(OutlinedProvision {
                article: article.to_owned(),
                text: text_of(sentence),
                at: None,
                paragraph_start: index == 0,
                article_start: provisions.is_empty(),
            });
        }
    }
    provisions
}

/// Where a mark of the class `mark.end` ends a sentence: outside brackets, and not as the point of
/// a number.
fn split<'p>(pack: &Pack, paragraph: &'p str) -> Vec<&'p str> {
    let class = |name: &str| pack.lexicon.class(name);
    let (end, open, close) = (class("mark.end"), class("mark.open"), class("mark.close"));
    let scan = pack.lexicon.scan(paragraph);
    let is = |at: usize, class: Option<ClassId>| class.and_then(|c| scan.longest(at, c));
    let (mut found, mut start, mut depth) = (Vec::new(), 0, 0_u32);
    for (at, _) in paragraph.char_indices() {
        if is(at, open).is_some() {
            depth += 1;
        } else if is(at, close).is_some() {
            depth = depth.saturating_sub(1);
        } else if let Some(hit) = is(at, end).filter(|_| depth == 0) {
            let to = hit.end as usize;
            let before = paragraph.get(..at).and_then(|t| t.chars().next_back());
            let after = paragraph.get(to..).and_then(|t| t.chars().next());
            if !(before.is_some_and(char::is_numeric) && after.is_some_and(char::is_numeric)) {
                found.push(paragraph.get(start..to).unwrap_or_default());
                start = to;
            }
        }
    }
    found.push(paragraph.get(start..).unwrap_or_default());
    found.into_iter().map(str::trim).filter(|s| !s.is_empty()).collect()
}

fn text_of(sentence: &str) -> Text {
    let mut builder = TextBuilder::default();
    builder.units(sentence, 0, 1, 1);
    builder.finish()
}
