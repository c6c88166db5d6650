//! One normaliser for lexicon and input, so that variants of script are not listed by hand.
//!
//! It replaces characters one by one with characters of the same length in UTF-8, so that offsets
//! in the normal text are offsets in the text as printed.

use std::borrow::Cow;

/// Replaces variant characters, and letter case where the pack folds it.
#[derive(Debug, Default)]
pub struct Normaliser {
    /// For every character of the basic plane its normal form, or zero; empty when there is none.
    table: Vec<u16>,
    fold_case: bool,
}

impl Normaliser {
    pub(crate) fn new(pairs: &[(char, char)], fold_case: bool) -> Self {
        let mut table = Vec::new();
        if !pairs.is_empty() {
            table.resize(0x1_0000, 0);
        }
        for (from, to) in pairs {
            let (Ok(from_code), Ok(to_code)) = (u16::try_from(*from), u16::try_from(*to)) else {
                continue;
            };
            if from.len_utf8() == to.len_utf8()
                && let Some(slot) = table.get_mut(usize::from(from_code))
            {
                *slot = to_code;
            }
        }
        Self { table, fold_case }
    }

    /// The normal form of `c`, where that is another character.
    fn other(&self, c: char) -> Option<char> {
        if c.is_ascii() {
            return (self.fold_case && c.is_ascii_uppercase()).then(|| c.to_ascii_lowercase());
        }
        let to = *self.table.get(u32::from(c) as usize).filter(|to| **to > 0)?;
        char::from_u32(u32::from(to)).filter(|to| *to != c)
    }

    /// `text` in normal form, of the same length.
    pub fn normalise<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let (mut normal, mut copied) = (String::new(), 0);
        for (at, c) in text.char_indices() {
            if let Some(to) = self.other(c) {
                if copied == 0 {
                    normal.reserve_exact(text.len());
                }
                normal.push_str(text.get(copied..at).unwrap_or_default());
                normal.push(to);
                copied = at + c.len_utf8();
            }
        }
        if copied == 0 {
            return Cow::Borrowed(text);
        }
        normal.push_str(text.get(copied..).unwrap_or_default());
        Cow::Owned(normal)
    }
}

/// A term as it is printed with full-width characters: all of them, or the digits alone.
pub(crate) fn full_width(term: &str) -> impl Iterator<Item = String> {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c);
    let forms = [
        term.chars().map(|c| if c.is_ascii_graphic() { wide(c) } else { c }).collect::<String>(),
        term.chars().map(|c| if c.is_ascii_digit() { wide(c) } else { c }).collect(),
    ];
    forms.into_iter().filter(move |form| form != term)
}
