//! The strings of a JSON text with their places. Other readers of JSON give values without places;
//! this one reads broken ends too, and never recurses.

/// A string value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Leaf<'a> {
    /// The first byte after the opening quote.
    pub(super) start: usize,
    /// The closing quote, or the end of the text.
    pub(super) end: usize,
    /// The key that it, or the list around it, stands under.
    pub(super) key: Option<&'a str>,
    /// The key of the object around it.
    pub(super) outer_key: Option<&'a str>,
}

/// Nothing that holds a text is nested deeper; a million brackets are no JSON.
const DEEPEST: usize = 4096;

/// What a scan found.
#[derive(Debug, Default)]
pub(super) struct Scanned<'a> {
    pub(super) leaves: Vec<Leaf<'a>>,
    /// Where the JSON breaks off or is broken.
    pub(super) damage: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Await {
    Key,
    Colon,
    Value,
    CommaOrEnd,
}

#[derive(Clone, Copy)]
struct Level<'a> {
    object: bool,
    key: Option<&'a str>,
}

/// Scans one value, or one a line. Nothing if `chars` is something else.
pub(super) fn scan(chars: &str) -> Option<Scanned<'_>> {
    let bytes = chars.as_bytes();
    let blank = |at: usize| {
        at + bytes
            .get(at..)
            .unwrap_or_default()
            .iter()
            .take_while(|b| b.is_ascii_whitespace())
            .count()
    };
    let first = blank(0);
    let bare = match bytes.get(first)? {
        b'{' | b'[' => false,
        b'"' => true,
        _ => return None,
    };
    let mut out = Scanned::default();
    let mut levels: Vec<Level<'_>> = Vec::new();
    let mut awaited = Await::Value;
    let mut at = first;
    let mut broken = false;
    loop {
        at = blank(at);
        let Some(byte) = bytes.get(at) else { break };
        let key = levels.last().and_then(|level| level.key);
        match (awaited, byte) {
            (Await::Value, b'{' | b'[') if levels.len() < DEEPEST => {
                let object = *byte == b'{';
                levels.push(Level { object, key: if object { None } else { key } });
                awaited = if object { Await::Key } else { Await::Value };
                at += 1;
            }
            (Await::Value, b'"') => {
                let end = string_end(bytes, at + 1);
                // The key of the level around an object is where the object stands.
                let outer_key = levels.iter().rev().nth(1).and_then(|level| level.key);
                if end > at + 1 {
                    out.leaves.push(Leaf { start: at + 1, end, key, outer_key });
                }
                awaited = Await::CommaOrEnd;
                if end >= bytes.len() {
                    at = end;
                    break;
                }
                at = end + 1;
            }
            (Await::Key, b'"') => {
                let end = string_end(bytes, at + 1);
                if let Some(level) = levels.last_mut() {
                    level.key = chars.get(at + 1..end);
                }
                awaited = Await::Colon;
                at = (end + 1).min(bytes.len());
            }
            (Await::Colon, b':') => {
                awaited = Await::Value;
                at += 1;
            }
            (Await::CommaOrEnd, b',') if !levels.is_empty() => {
                awaited = if levels.last().is_some_and(|level| level.object) {
                    Await::Key
                } else {
                    Await::Value
                };
                at += 1;
            }
            (Await::CommaOrEnd | Await::Key, b'}')
                if levels.last().is_some_and(|level| level.object) =>
            {
                levels.pop();
                awaited = Await::CommaOrEnd;
                at += 1;
            }
            (Await::CommaOrEnd | Await::Value, b']')
                if levels.last().is_some_and(|level| !level.object) =>
            {
                levels.pop();
                awaited = Await::CommaOrEnd;
                at += 1;
            }
            (Await::Value, b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => {
                let word = bytes.get(at..).unwrap_or_default();
                let len = word
                    .iter()
                    .take_while(|b| b.is_ascii_alphanumeric() || b"+-.".contains(b))
                    .count();
                if !is_atom(word.get(..len).unwrap_or_default(), at + len == bytes.len()) {
                    broken = true;
                    break;
                }
                awaited = Await::CommaOrEnd;
                at += len;
            }
            // The next value of JSON Lines.
            (Await::CommaOrEnd, b'{' | b'[') if levels.is_empty() && !bare => {
                awaited = Await::Value
            }
            _ => {
                broken = true;
                break;
            }
        }
    }
    let cut = !levels.is_empty()
        || awaited != Await::CommaOrEnd
        || bytes.get(at.saturating_sub(1)) != Some(&b'"') && bare;
    let open_string = out.leaves.last().is_some_and(|leaf| leaf.end >= bytes.len());
    if broken || cut || open_string {
        // A broken end is believed only after enough of JSON; a quoted word starts no JSON.
        let read: usize = out.leaves.iter().map(|leaf| leaf.end - leaf.start).sum();
        if bare || broken && read * 2 < chars.len() {
            return None;
        }
        if out.leaves.is_empty() && !levels.iter().any(|level| level.key.is_some()) {
            return None;
        }
        out.damage = Some(at);
    }
    Some(out)
}

/// The place of the quote that closes the string whose first byte is at `from`, or the end.
fn string_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += found;
        if bytes.get(at) == Some(&b'"') {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

fn is_atom(word: &[u8], at_end: bool) -> bool {
    let named = [&b"true"[..], b"false", b"null"]
        .iter()
        .any(|name| *name == word || at_end && name.starts_with(word));
    named || word.iter().all(|b| b.is_ascii_digit() || b"+-.eE".contains(b))
}
