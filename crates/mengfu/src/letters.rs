//! In which language a text is written, told by its letters.

/// So many characters tell the language of a source.
const SAMPLE: usize = 1 << 16;
/// Characters with a count of their own together: as many as there are in ASCII.
const BLOCK: u32 = 128;
/// Blocks of the basic plane; what lies outside is counted with the last.
const BLOCKS: usize = 512;

/// In which of the languages, given by the ranges of their letters, most of the beginning of `text`
/// is written, the first of equals; `None` where it has no letter of any.
pub(crate) fn language_of<'a>(
    text: &str,
    languages: impl DoubleEndedIterator<Item = &'a [[char; 2]]> + ExactSizeIterator,
) -> Option<usize> {
    let sample = Sample::new(text);
    // The first of equals: the last in the reverse order.
    let counted = languages.map(|letters| sample.written(letters)).enumerate().rev();
    let (at, bytes) = counted.max_by_key(|(_, bytes)| *bytes)?;
    (bytes > 0).then_some(at)
}

/// The beginning of a text, with the number of characters of each block in it.
struct Sample<'t> {
    text: &'t str,
    /// Of the first block, which languages share, each character has a count of its own.
    ascii: [u32; BLOCK as usize],
    others: [u32; BLOCKS],
}

impl<'t> Sample<'t> {
    fn new(text: &'t str) -> Self {
        // No text has more characters than bytes.
        let long = text.len() > SAMPLE;
        let end = long.then(|| text.char_indices().nth(SAMPLE)).flatten().map(|(at, _)| at);
        let text = end.and_then(|end| text.get(..end)).unwrap_or(text);
        let (mut ascii, mut others) = ([0; BLOCK as usize], [0; BLOCKS]);
        for c in text.chars() {
            let count = ascii.get_mut(c as usize).or_else(|| others.get_mut(block_of(c)));
            count.into_iter().for_each(|count| *count += 1);
        }
        Self { text, ascii, others }
    }

    /// The bytes of the characters within `letters`. Bytes, not characters: one ideograph weighs as
    /// much as a short word.
    fn written(&self, letters: &[[char; 2]]) -> usize {
        let own = |c: char| letters.iter().any(|[from, to]| (*from..=*to).contains(&c));
        let ascii = ('\0'..).zip(self.ascii).filter(|(c, count)| *count > 0 && own(*c));
        let ascii: usize = ascii.map(|(_, count)| count as usize).sum();
        let counted = self.others.iter().enumerate().filter(|(_, count)| **count > 0);
        let others = counted.map(|(block, count)| self.in_block(block, *count, letters));
        ascii + others.sum::<usize>()
    }

    fn in_block(&self, block: usize, count: u32, letters: &[[char; 2]]) -> usize {
        let first = u32::try_from(block).unwrap_or(0) * BLOCK;
        let last = first + BLOCK - 1;
        let whole = |[from, to]: &[char; 2]| u32::from(*from) <= first && last <= u32::from(*to);
        let apart = |[from, to]: &[char; 2]| last < u32::from(*from) || u32::from(*to) < first;
        let shared = block + 1 == BLOCKS;
        if !shared && letters.iter().any(whole) {
            // All characters of a block take as many bytes.
            return count as usize * char::from_u32(first).map_or(0, char::len_utf8);
        }
        if !shared && letters.iter().all(apart) {
            return 0;
        }
        let own = |c: &char| letters.iter().any(|[from, to]| (from..=to).contains(&c));
        let chars = self.text.chars().filter(|c| block_of(*c) == block && own(c));
        chars.map(char::len_utf8).sum()
    }
}

fn block_of(c: char) -> usize {
    ((u32::from(c) / BLOCK) as usize).min(BLOCKS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_the_language() {
        let (han, latin) = ([['一', '鿿']], [['a', 'z'], ['A', 'Z']]);
        let language = |text| language_of(text, [&han[..], &latin[..]].into_iter());
        assert_eq!(language("the two sides agreed"), Some(1));
        assert_eq!(language("双方商定 (agreed)"), Some(0));
        assert_eq!(language("双方abcdef"), Some(0), "the first of equals");
        assert_eq!(language("12 34 。"), None);
        assert_eq!(language(""), None);
    }

    #[test]
    fn borders_of_blocks_do_not_matter() {
        let written = |text: &str, letters: &[[char; 2]]| Sample::new(text).written(letters);
        assert_eq!(written("αβγ", &[['α', 'β']]), 4);
        assert_eq!(written("éaß", &[['a', 'z'], ['à', 'ÿ']]), 3, "one range within a block");
        assert_eq!(written("𠀀一\u{fffd}", &[['𠀀', '𠀁']]), 4, "outside of the basic plane");
        assert_eq!(written("一丁", &[['一', '鿿'], ['一', '丁']]), 6, "ranges that overlap");
    }
}
