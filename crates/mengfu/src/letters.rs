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

/// The beginning of a text, with the bytes that the characters of each block take in it. Bytes, not
/// characters: one ideograph weighs as much as a short word.
struct Sample<'t> {
    text: &'t str,
    /// Of the first block, which languages share, each character has a count of its own.
    ascii: [u32; BLOCK as usize],
    bytes: [u32; BLOCKS],
}

impl<'t> Sample<'t> {
    fn new(text: &'t str) -> Self {
        let (mut ascii, mut bytes) = ([0; BLOCK as usize], [0; BLOCKS]);
        let mut end = 0;
        for c in text.chars().take(SAMPLE) {
            if let Some(count) = ascii.get_mut(c as usize) {
                *count += 1;
            } else if let Some(count) = bytes.get_mut(block_of(c)) {
                *count += u32::from(c.len_utf8() as u8);
            }
            end += c.len_utf8();
        }
        Self { text: text.get(..end).unwrap_or(text), ascii, bytes }
    }

    /// The bytes of the characters within `letters`.
    fn written(&self, letters: &[[char; 2]]) -> usize {
        let own = |c: char| letters.iter().any(|[from, to]| (*from..=*to).contains(&c));
        let ascii = ('\0'..).zip(self.ascii).filter(|(c, count)| *count > 0 && own(*c));
        let ascii: usize = ascii.map(|(_, count)| count as usize).sum();
        let counted = self.bytes.iter().enumerate().filter(|(_, bytes)| **bytes > 0);
        let others = counted.map(|(block, bytes)| self.in_block(block, *bytes, letters));
        ascii + others.sum::<usize>()
    }

    fn in_block(&self, block: usize, bytes: u32, letters: &[[char; 2]]) -> usize {
        let first = u32::try_from(block).unwrap_or(0) * BLOCK;
        let last = first + BLOCK - 1;
        let whole = |[from, to]: &[char; 2]| u32::from(*from) <= first && last <= u32::from(*to);
        let apart = |[from, to]: &[char; 2]| last < u32::from(*from) || u32::from(*to) < first;
        let shared = block + 1 == BLOCKS;
        if !shared && letters.iter().any(whole) {
            return bytes as usize;
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
