//! Encodings from before Unicode: declared by the page, or told by statistics.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, GB18030, GBK, REPLACEMENT};
use mengfu_model::{Severity, Span};

use super::{Draft, pairs};
use crate::notes::Notes;

/// Statistics are slow (a few MB/s), and this much text tells enough.
const SAMPLE: usize = 64 << 10;
/// A stretch in which one character is different is decoded one character at a time.
const PAIRS_AT_ONCE: usize = 32;
/// How far into a page its charset is looked for.
const DECLARED_WITHIN: usize = 4 << 10;

/// Decodes in the declared or the most likely encoding; nothing if too many bytes are no text in it.
pub(super) fn decode(bytes: &[u8], notes: &mut Notes) -> Option<(&'static str, Draft)> {
    let declared = declared(bytes);
    if let Some(encoding) = declared {
        if let Some(draft) = attempt(bytes, encoding) {
            return Some((name(encoding), draft));
        }
        notes.found(
            "declared-encoding-wrong",
            Severity::Doubt,
            [],
            format!("The source declares {}, but its bytes are not.", name(encoding)),
        );
    }
    let guessed = guess(bytes);
    let draft = attempt(bytes, guessed)?;
    notes.found(
        "encoding-guessed",
        Severity::Info,
        [],
        format!("The encoding is not declared; read as {}.", name(guessed)),
    );
    Some((name(guessed), draft))
}

/// The charset of a `<meta>`, an XML declaration or the like.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes).to_ascii_lowercase();
    for key in [&b"charset"[..], b"encoding"] {
        for at in memchr::memmem::find_iter(&head, key) {
            let rest = head.get(at + key.len()..).unwrap_or_default();
            let Some(rest) = rest.trim_ascii_start().strip_prefix(b"=") else { continue };
            let rest = rest.trim_ascii_start();
            let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
            let len =
                rest.iter().take_while(|b| b.is_ascii_alphanumeric() || b"-_:".contains(b)).count();
            let label = rest.get(..len).unwrap_or_default();
            if let Some(encoding) = Encoding::for_label(label)
                && encoding != REPLACEMENT
                && encoding.is_ascii_compatible()
                && encoding != encoding_rs::UTF_8
            {
                return Some(widest(encoding));
            }
        }
    }
    None
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let from_first = bytes.get(first..).unwrap_or_default();
    let sample = from_first.get(..SAMPLE).unwrap_or(from_first);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // The end is not told: a file that is cut in mid-character is still in its encoding.
    detector.feed(sample, false);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    // One damaged byte makes the detector rule out an encoding of two bytes a character.
    let damaged = guessed.is_single_byte().then(|| pairs::guess(sample)).flatten();
    widest(damaged.unwrap_or(guessed))
}

/// The name as it is usually written.
fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 { "GB18030" } else { encoding.name() }
}

/// GB18030 decodes whatever GBK and GB2312 do, and more.
fn widest(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// Decodes; nothing if more than one byte in fifty is damaged or a control character.
fn attempt(bytes: &[u8], encoding: &'static Encoding) -> Option<Draft> {
    let controls =
        bytes.iter().filter(|b| b.is_ascii_control() && !b.is_ascii_whitespace()).count();
    // A file may be padded with zeros; those are set aside later and say nothing of the rest.
    let zeros = memchr::memchr_iter(0, bytes).count();
    let weight = bytes.len() - zeros;
    if (controls - zeros) * 50 > weight {
        return None;
    }
    let mut decoding = Decoding {
        draft: Draft::default(),
        run: String::new(),
        start: 0,
        widths: (0, 0),
        single: encoding.is_single_byte(),
    };
    decoding.feed(bytes, encoding);
    let draft = decoding.draft;
    let damage = if bytes.len() < 64 { draft.bad_bytes.saturating_sub(3) } else { draft.bad_bytes };
    (damage * 50 <= weight).then_some(draft)
}

/// Characters that take the same number of bytes in both encodings, handed over together.
struct Decoding {
    draft: Draft,
    run: String,
    start: usize,
    widths: (usize, usize),
    /// Whether each character is one byte.
    single: bool,
}

impl Decoding {
    fn feed(&mut self, bytes: &[u8], encoding: &'static Encoding) {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut buffer = [0u8; 32];
        // `seen` bytes went in; the characters up to `done` came out.
        let (mut seen, mut done) = (0, 0);
        while seen < bytes.len() || done < bytes.len() {
            let ascii = self.ascii(bytes, seen, done);
            if ascii > 0 {
                (seen, done) = (seen + ascii, done + ascii);
                continue;
            }
            let pairs = if seen == done { self.pairs(bytes, seen, encoding) } else { 0 };
            if pairs > 0 {
                (seen, done) = (seen + pairs, done + pairs);
                continue;
            }
            let last = seen + 1 >= bytes.len();
            let next = bytes.get(seen..bytes.len().min(seen + 1)).unwrap_or_default();
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(next, &mut buffer, last);
            seen += read;
            let chars =
                buffer.get(..written).and_then(|out| std::str::from_utf8(out).ok()).unwrap_or("");
            match result {
                DecoderResult::Malformed(bad, after) => {
                    let bad_end = seen.saturating_sub(usize::from(after)).max(done);
                    let bad_start = bad_end.saturating_sub(usize::from(bad)).max(done);
                    if !chars.is_empty() {
                        self.push(chars, done, bad_start);
                    } else {
                        self.bad(done, bad_start);
                    }
                    self.bad(bad_start, bad_end);
                    done = bad_end;
                }
                DecoderResult::InputEmpty | DecoderResult::OutputFull => {
                    if !chars.is_empty() {
                        self.push(chars, done, seen);
                        done = seen;
                    } else if last {
                        self.bad(done, seen);
                        break;
                    }
                }
            }
        }
        self.flush();
    }

    /// Takes a stretch of ASCII at once where no character is in the making.
    fn ascii(&mut self, bytes: &[u8], seen: usize, done: usize) -> usize {
        if seen != done {
            return 0;
        }
        let rest = bytes.get(seen..).unwrap_or_default();
        // The last byte is left to the decoder, which must learn that it is the last.
        let rest = rest.get(..rest.len().saturating_sub(1)).unwrap_or_default();
        let len = Encoding::ascii_valid_up_to(rest);
        if let Some(chars) = rest.get(..len).and_then(|chars| std::str::from_utf8(chars).ok())
            && len > 0
        {
            self.flush();
            self.draft.text.units(chars, seen, 1, 1);
        }
        len
    }

    /// Takes a stretch of characters of two bytes each that are three bytes each in UTF-8, which
    /// nearly all of Chinese is; one at a time takes five times as long.
    fn pairs(&mut self, bytes: &[u8], start: usize, encoding: &'static Encoding) -> usize {
        if self.single {
            return 0;
        }
        let is_pair = |pair: &&[u8]| matches!(pair, [0x81..=0xFE, 0x40..=0xFE]);
        let rest = bytes.get(start..).unwrap_or_default();
        let rest = rest.get(..rest.len().saturating_sub(1)).unwrap_or_default();
        let count = rest.chunks_exact(2).take(PAIRS_AT_ONCE).take_while(is_pair).count();
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut buffer = [0u8; PAIRS_AT_ONCE * 3 + 16];
        let stretch = rest.get(..count * 2).unwrap_or_default();
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(stretch, &mut buffer, true);
        let out = buffer.get(..written).unwrap_or_default();
        let heads = out.iter().filter(|byte| (0xE0..0xF0).contains(*byte)).count();
        if !matches!(result, DecoderResult::InputEmpty)
            || read != count * 2
            || heads * 3 != written
            || heads != count
        {
            return 0;
        }
        let Ok(chars) = std::str::from_utf8(out) else { return 0 };
        if !self.run.is_empty() && self.widths != (3, 2) {
            self.flush();
        }
        if self.run.is_empty() {
            (self.start, self.widths) = (start, (3, 2));
        }
        self.run.push_str(chars);
        count * 2
    }

    fn push(&mut self, chars: &str, start: usize, end: usize) {
        let widths = (chars.len(), end.saturating_sub(start));
        if chars.is_ascii() && widths.0 == widths.1 {
            // After damage the decoder gives back several bytes that were sound by themselves.
            self.flush();
            self.draft.text.units(chars, start, 1, 1);
            return;
        }
        if chars.chars().nth(1).is_some() {
            // Two characters from one code: they stand for it together.
            self.flush();
            self.draft.text.whole(chars, Span::new(start, end));
            return;
        }
        if widths != self.widths {
            self.flush();
        }
        if self.run.is_empty() {
            (self.start, self.widths) = (start, widths);
        }
        self.run.push_str(chars);
    }

    fn bad(&mut self, start: usize, end: usize) {
        if start < end {
            self.flush();
            self.draft.bad(start, end);
        }
    }

    fn flush(&mut self) {
        if let (Ok(text), Ok(source)) = (u8::try_from(self.widths.0), u8::try_from(self.widths.1))
            && !self.run.is_empty()
        {
            self.draft.text.units(&self.run, self.start, text, source);
        }
        self.run.clear();
        self.widths = (0, 0);
    }
}
