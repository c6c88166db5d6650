//! Chinese in pairs of bytes, told by where the bytes lie, so that damage does not hide it.

use encoding_rs::{BIG5, Encoding, GB18030};

/// Fewer pairs tell nothing.
const FEWEST: usize = 16;

/// Tells GB2312 and Big5 by their common characters.
pub(super) fn guess(sample: &[u8]) -> Option<&'static Encoding> {
    let (mut all, mut gb, mut big5, mut low) = (0usize, 0usize, 0usize, 0usize);
    let mut bytes = sample.iter().copied();
    while let Some(lead) = bytes.next() {
        if lead < 0x81 {
            continue;
        }
        let Some(trail) = bytes.next() else { break };
        all += 1;
        let high = trail >= 0xA1;
        gb += usize::from(high && matches!(lead, 0xA1..=0xA3 | 0xB0..=0xD7));
        low += usize::from(matches!(trail, 0x40..=0x7E));
        big5 += usize::from((high || matches!(trail, 0x40..=0x7E)) && matches!(lead, 0xA1..=0xC6));
    }
    let nearly_all = |count: usize| all >= FEWEST && count * 10 >= all * 9;
    if nearly_all(gb) {
        Some(GB18030)
    } else if nearly_all(big5) && low * 6 >= all {
        Some(BIG5)
    } else {
        None
    }
}
