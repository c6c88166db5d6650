//! Encodings from before Unicode: declared by the page, or told by statistics.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, GB18030, GBK, REPLACEMENT};
use mengfu_model::{Severity, Span};

use super::Draft;
use crate::notes::Notes;

/// Statistics are slow (a few MB/s), and this much text tells enough.
const SAMPLE: usize = 64 << 10;
/// How far into a page its charset is looked for.
const DECLARED_WITHIN: usize = 4 << 10;

/// Decodes in the declared or the most likely encoding; nothing if too many bytes are no text in it.
pub(super) fn decode(bytes: &[u8], notes: &mut Notes) -> Option<(&'static str, Draft)> {
    let declared = declared(bytes);
    if let Some(encoding) = declared {
        if let Some(draft) = attempt(bytes, encoding) {
            return Some((encoding.name(), draft));
        }
        notes.found(
            "declared-encoding-wrong",
            Severity::Doubt,
            [],
            format!("The source declares {}, but its bytes are not.", encoding.name()),
        );
    }
    let guessed = guess(bytes);
    let draft = attempt(bytes, guessed)?;
    notes.found(
        "encoding-guessed",
        Severity::Info,
        [],
        format!("The encoding is not declared; read as {}.", guessed.name()),
    );
    Some((guessed.name(), draft))
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
    detector.feed(sample, sample.len() == from_first.len());
    widest(detector.guess(None, Utf8Detection::Deny))
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
    let mut decoding =
        Decoding { draft: Draft::default(), run: String::new(), start: 0, widths: (0, 0) };
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

    fn push(&mut self, chars: &str, start: usize, end: usize) {
        let widths = (chars.len(), end.saturating_sub(start));
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
