//! Characters that a text is searched for, such as those that end a sentence.

use memchr::memmem::Finder;

/// Some characters, found in a text without looking at each of its characters.
#[derive(Debug)]
pub(crate) struct CharSet {
    chars: Vec<char>,
    /// Whether all white space is among them.
    blank: bool,
    /// By byte: whether the UTF-8 form of one of them begins with it. Marks and ideographs hardly
    /// share such bytes, so this passes over most of a text.
    leads: [bool; 256],
    /// What finds the only one sooner still.
    one: Option<Finder<'static>>,
}

impl CharSet {
    /// These characters.
    pub(crate) fn of(chars: impl IntoIterator<Item = char>) -> Self {
        let chars: Vec<char> = chars.into_iter().collect();
        let one = match chars.as_slice() {
            [c] => Some(Finder::new(c.encode_utf8(&mut [0; 4])).into_owned()),
            _ => None,
        };
        let mut set = Self { chars: Vec::new(), blank: false, leads: [false; 256], one };
        chars.iter().for_each(|c| set.lead(*c));
        set.chars = chars;
        set
    }

    /// All white space.
    pub(crate) fn blank() -> Self {
        let mut set = Self::of([]);
        set.blank = true;
        // Above the ideographic space there is none.
        ('\0'..='\u{3000}').filter(|c| c.is_whitespace()).for_each(|c| set.lead(c));
        set
    }

    /// These characters and the others.
    pub(crate) fn and(mut self, others: &Self) -> Self {
        self.one = None;
        self.chars.extend(&others.chars);
        self.blank |= others.blank;
        self.leads.iter_mut().zip(others.leads).for_each(|(own, other)| *own |= other);
        self
    }

    fn lead(&mut self, c: char) {
        let first = c.encode_utf8(&mut [0; 4]).bytes().next().unwrap_or(0);
        self.leads.iter_mut().skip(usize::from(first)).take(1).for_each(|lead| *lead = true);
    }

    /// The characters as they were listed.
    pub(crate) fn listed(&self) -> &[char] {
        &self.chars
    }

    /// Whether `c` is one of them.
    pub(crate) fn contains(&self, c: &char) -> bool {
        self.chars.contains(c) || self.blank && c.is_whitespace()
    }

    /// The first of them in `text`, with where it stands.
    pub(crate) fn find(&self, text: &str) -> Option<(usize, char)> {
        self.places(text).next()
    }

    /// Whether one of them is in `text`.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// All of them in `text`, with where they stand.
    pub(crate) fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, char)> + 't {
        let mut at = 0;
        let lead = |b: &u8| self.leads.get(usize::from(*b)) == Some(&true);
        std::iter::from_fn(move || {
            loop {
                let rest = text.as_bytes().get(at..)?;
                at += match &self.one {
                    Some(finder) => finder.find(rest)?,
                    None => rest.iter().position(lead)?,
                };
                let c = text.get(at..)?.chars().next()?;
                let here = at;
                at += c.len_utf8();
                if self.contains(&c) {
                    return Some((here, c));
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_search_through_all_characters_finds() {
        let text = "甲，乙 丙。\u{a0}丁\u{3000}é.戊\n《己》";
        let marks = CharSet::of("。，《.".chars());
        for set in
            [marks.and(&CharSet::blank()), CharSet::blank(), CharSet::of([]), CharSet::of(['乙'])]
        {
            let slow = text.char_indices().filter(|(_, c)| set.contains(c));
            assert!(set.places(text).eq(slow), "{set:?}");
        }
    }

    #[test]
    fn no_white_space_stands_above_the_ideographic_space() {
        assert!(!('\u{3001}'..=char::MAX).any(char::is_whitespace));
    }
}
