//! Differences between two wordings, word by word.
//!
//! Chinese has no spaces between words; `jieba-rs` finds them, so that a difference is a word and not
//! half of one. Its dictionary is loaded when the first difference is asked for.

use std::sync::OnceLock;

use jieba_rs::Jieba;
use serde::Serialize;
use similar::{Algorithm, ChangeTag, capture_diff_slices};

/// Longer wordings are compared character by character, which needs no dictionary.
const LONGEST: usize = 20_000;

/// Some words, and which of the two wordings has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Piece {
    /// Which wording has them.
    pub only: Only,
    /// The words.
    pub text: String,
}

/// Which of two wordings has something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Only {
    /// Both.
    Both,
    /// Only the earlier.
    Earlier,
    /// Only the later.
    Later,
}

/// The words of both, in an order in which each can be read by leaving out what only the other has.
pub fn difference(earlier: &str, later: &str) -> Vec<Piece> {
    let (before, after) = (words(earlier), words(later));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut push = |only: Only, text: &str| match pieces.last_mut().filter(|p| p.only == only) {
        Some(last) => last.text.push_str(text),
        None => pieces.push(Piece { only, text: text.to_owned() }),
    };
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        for change in op.iter_changes(&before, &after) {
            let only = match change.tag() {
                ChangeTag::Equal => Only::Both,
                ChangeTag::Delete => Only::Earlier,
                ChangeTag::Insert => Only::Later,
            };
            push(only, change.value());
        }
    }
    if is_clear(&pieces, earlier, later) {
        return pieces;
    }
    let whole = [(Only::Earlier, earlier), (Only::Later, later)];
    whole.map(|(only, text)| Piece { only, text: text.to_owned() }).into()
}

/// Whether what both have is enough to read the difference word by word; two sentences that share
/// little are easier to read one after the other.
fn is_clear(pieces: &[Piece], earlier: &str, later: &str) -> bool {
    let shared: usize = pieces.iter().filter(|p| p.only == Only::Both).map(|p| p.text.len()).sum();
    shared * 2 >= earlier.len().min(later.len())
}

fn words(text: &str) -> Vec<&str> {
    static WORDS: OnceLock<Jieba> = OnceLock::new();
    if text.len() > LONGEST {
        return text.split_inclusive(|_: char| true).collect();
    }
    let found = WORDS.get_or_init(Jieba::new).cut(text, true);
    found.into_iter().map(|token| token.word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(pieces: &[Piece], wanted: Only) -> String {
        let kept = pieces.iter().filter(|p| p.only == Only::Both || p.only == wanted);
        kept.map(|p| p.text.as_str()).collect()
    }

    #[test]
    fn a_difference_is_a_word() {
        let pieces = difference("双方愿探讨建立合作中心。", "双方将尽快建立合作中心。");
        let gone: Vec<&str> =
            pieces.iter().filter(|p| p.only == Only::Earlier).map(|p| p.text.as_str()).collect();
        assert_eq!(gone, ["愿探讨"]);
    }

    #[test]
    fn sentences_that_share_little_stay_whole() {
        let pieces = difference("双方支持阿方发挥作用", "中方祝贺阿方成功举办大会");
        assert_eq!(pieces.len(), 2);
    }

    #[test]
    fn both_wordings_can_be_read_from_it() {
        for (a, b) in [("", "双方"), ("双方", ""), ("一带一路", "“一带一路”倡议"), ("a b", "a c b")]
        {
            let pieces = difference(a, b);
            assert_eq!(
                (only(&pieces, Only::Earlier), only(&pieces, Only::Later)),
                (a.into(), b.into())
            );
        }
    }
}
