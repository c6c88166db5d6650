//! UTF-8, sound or damaged.

use super::Draft;

/// The name of the encoding.
pub(super) const NAME: &str = "UTF-8";

/// Sound characters between two damaged places of a file that is full of them are chance, unless
/// there are at least this many bytes of them.
const SHORTEST_BELIEVED: usize = 16;

/// Decodes from byte `start` on.
pub(super) fn decode(bytes: &[u8], start: usize) -> Draft {
    let mut draft = Draft::default();
    let rest = bytes.get(start..).unwrap_or_default();
    if let Ok(chars) = std::str::from_utf8(rest) {
        draft.text.units(chars, start, 1, 1);
        return draft;
    }
    let places = rest.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let noise = places > 64 && places * 32 > rest.len();
    let mut at = start;
    for chunk in rest.utf8_chunks() {
        let (chars, bad) = (chunk.valid(), chunk.invalid());
        if noise && chars.len() < SHORTEST_BELIEVED {
            draft.bad(at, at + chars.len());
        } else {
            draft.text.units(chars, at, 1, 1);
        }
        at += chars.len();
        if !bad.is_empty() {
            draft.bad(at, at + bad.len());
        }
        at += bad.len();
    }
    draft
}

/// Whether bytes that are not valid UTF-8 are nevertheless UTF-8: cut in mid-character, or with a
/// few bytes lost. In other encodings a valid sequence of three bytes is a rare chance.
pub(super) fn is_damaged(bytes: &[u8]) -> bool {
    if let Err(error) = std::str::from_utf8(bytes)
        && error.error_len().is_none()
        && bytes.get(..error.valid_up_to()).is_some_and(<[u8]>::is_ascii)
    {
        return true;
    }
    let (mut sound, mut places) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|byte| *byte >= 0xE0).count();
        // Bytes of one broken character come as several chunks without characters between.
        if !chunk.invalid().is_empty() && (places == 0 || !chunk.valid().is_empty()) {
            places += 1;
        }
    }
    sound >= 4 && places <= 2 + sound / 8
}
