//! Which values of a JSON text are the text.

use super::Role;
use super::scan::{Leaf, Scanned};

/// Keys that formats use for a title.
const TITLE_KEYS: [&str; 5] = ["title", "headline", "articletitle", "newstitle", "doctitle"];

/// Keys that formats use for a text.
const TEXT_KEYS: [&str; 16] = [
    "content",
    "contents",
    "text",
    "body",
    "html",
    "article",
    "articlebody",
    "articlecontent",
    "fulltext",
    "detail",
    "contenthtml",
    "contenttext",
    "paragraphs",
    "newscontent",
    "doccontent",
    "maintext",
];

/// A key that says only how the value is given; the key around it says what it is.
const TRANSPARENT_KEYS: [&str; 5] = ["rendered", "value", "cdata", "zh", "raw"];

/// Text under a key that may hold other things too must have this many bytes.
const SHORTEST_TEXT: usize = 48;
/// No title is longer.
const LONGEST_TITLE: usize = 600;

/// The values that are titles or text, in the order of the source.
pub(super) fn choose<'a>(chars: &'a str, scanned: &Scanned<'a>) -> Vec<(Leaf<'a>, Role)> {
    let raw = |leaf: &Leaf<'_>| chars.get(leaf.start..leaf.end).unwrap_or_default();
    let under_text_key = |leaf: &Leaf<'_>| is_under(leaf, &TEXT_KEYS);
    // A page that names its text says by that which values are not: summaries, tags, links.
    let named = scanned.leaves.iter().any(|leaf| {
        under_text_key(leaf) && raw(leaf).len() >= SHORTEST_TEXT && is_prose(raw(leaf))
    });
    let longest = scanned
        .leaves
        .iter()
        .filter(|leaf| is_prose(raw(leaf)))
        .map(|leaf| raw(leaf).len())
        .max()
        .unwrap_or(0);
    let least = SHORTEST_TEXT.max(longest / 8);
    scanned
        .leaves
        .iter()
        .filter_map(|leaf| {
            let value = raw(leaf);
            if value.trim().is_empty() {
                None
            } else if is_under(leaf, &TITLE_KEYS) && value.len() <= LONGEST_TITLE {
                Some((*leaf, Role::Title))
            } else if named {
                (under_text_key(leaf) && !is_link(value)).then_some((*leaf, Role::Body))
            } else {
                let keyless = leaf.key.is_none() && leaf.outer_key.is_none();
                let long = value.len() >= least && longest >= SHORTEST_TEXT;
                (is_prose(value) && (long || keyless)).then_some((*leaf, Role::Body))
            }
        })
        .collect()
}

fn is_under(leaf: &Leaf<'_>, keys: &[&str]) -> bool {
    let Some(key) = leaf.key.map(folded) else { return false };
    if keys.contains(&key.as_str()) {
        return true;
    }
    TRANSPARENT_KEYS.contains(&key.as_str())
        && leaf.outer_key.map(folded).is_some_and(|outer| keys.contains(&outer.as_str()))
}

/// `article_title`, `articleTitle` and `ArticleTitle` are one key.
fn folded(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).take(32).flat_map(char::to_lowercase).collect()
}

/// Whether a value may be text: not a link, and not a hash, a name or a code.
fn is_prose(value: &str) -> bool {
    !is_link(value) && (!value.is_ascii() || value.contains([' ', '\n', '<', '\\']))
}

fn is_link(value: &str) -> bool {
    let value = value.trim();
    let rest = value.strip_prefix("http").or(value.strip_prefix("//"));
    rest.is_some() && !value.contains([' ', '\n', '<'])
}
