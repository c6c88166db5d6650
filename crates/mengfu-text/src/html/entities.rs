//! Entities: `&nbsp;`, `&#8226;`, `&amp;`.

use html5gum::{Token, Tokenizer};
use mengfu_model::SetAsideReason;

use crate::clean::is_invisible;
use crate::pass::Pass;

/// The longest name of an entity, with its marks.
const LONGEST: usize = 34;

/// An entity: its length, and the one or two characters that it stands for.
pub(super) type Entity = (usize, char, Option<char>);

/// Whether there is an entity that a plain text would not have by chance.
pub(super) fn any(bytes: &[u8]) -> bool {
    let mut decoder = Decoder::default();
    memchr::memchr_iter(b'&', bytes)
        .any(|at| decoder.decode(bytes.get(at..).unwrap_or_default(), true).is_some())
}

/// Decodes the entities from the cursor to `end` and keeps the rest.
pub(super) fn unescape(pass: &mut Pass<'_>, end: usize) {
    let bytes = pass.from().as_str().as_bytes();
    let mut decoder = Decoder::default();
    let mut at = pass.at();
    while let Some(found) = bytes.get(at..end).and_then(|rest| memchr::memchr(b'&', rest)) {
        at += found;
        match decoder.decode(bytes.get(at..end).unwrap_or_default(), true) {
            Some(entity) => {
                pass.keep_to(at);
                put(pass, entity);
                at += entity.0;
            }
            None => at += 1,
        }
    }
    pass.keep_to(end);
}

/// Lets `entity`, which stands at the cursor, become its characters.
pub(super) fn put(pass: &mut Pass<'_>, (len, first, second): Entity) {
    let end = pass.at() + len;
    if is_invisible(first) && second.is_none() {
        pass.drop_to(end, SetAsideReason::Markup);
    } else {
        pass.put_to(end, if first == '\r' { '\n' } else { first }, second);
    }
}

/// Decodes entities, remembering the last one: most pages repeat one or two.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    name: Vec<u8>,
    entity: Option<Entity>,
}

impl Decoder {
    /// The entity at the start of `rest`. Without `strict` the semicolon may be missing, as HTML has it.
    pub(super) fn decode(&mut self, rest: &[u8], strict: bool) -> Option<Entity> {
        let body = rest.get(1..).unwrap_or_default();
        let len = body
            .iter()
            .take(LONGEST)
            .take_while(|b| b.is_ascii_alphanumeric() || **b == b'#')
            .count();
        let closed = body.get(len) == Some(&b';');
        if len < 2 || strict && !closed {
            return None;
        }
        let name = rest.get(..1 + len + usize::from(closed))?;
        if name != self.name {
            self.name.clear();
            self.name.extend_from_slice(name);
            self.entity = decode(name);
        }
        self.entity
    }
}

/// Asks the tokenizer, which has the table of names.
fn decode(name: &[u8]) -> Option<Entity> {
    for token in Tokenizer::new(name) {
        let Ok(Token::String(value)) = token else { continue };
        let chars = std::str::from_utf8(&value).ok()?;
        if chars.as_bytes() == name {
            return None;
        }
        let mut chars = chars.chars();
        let (first, second) = (chars.next()?, chars.next());
        return chars.next().is_none().then_some((name.len(), first, second));
    }
    None
}
