//! The tokenizer, told not to swallow a page after a tag that nobody closed.

use std::convert::Infallible;

use html5gum::emitters::callback::{Callback, CallbackEmitter};
use html5gum::emitters::{Emitter, ForwardingEmitter};
use html5gum::{State, Tokenizer};

/// A callback that can say whether the text of the element just begun is raw, up to its end tag.
pub(super) trait Tokens: Callback<Infallible, usize> {
    /// Whether the element just begun may hold raw text.
    fn raw_allowed(&self) -> bool;
}

/// Runs `tokens` over the tokens of `chars`.
pub(super) fn tokenize<T: Tokens>(chars: &str, tokens: T) {
    let mut inner = CallbackEmitter::new(tokens);
    inner.naively_switch_states(true);
    let result = Tokenizer::new_with_emitter(chars, Guarded { inner }).finish();
    match result {
        Ok(()) => {}
    }
}

struct Guarded<T: Tokens> {
    inner: CallbackEmitter<T, Infallible, usize>,
}

impl<T: Tokens> ForwardingEmitter for Guarded<T> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.inner
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let state = self.inner.emit_current_tag()?;
        self.inner.callback_mut().raw_allowed().then_some(state)
    }
}

/// Where the last end tag of an element stands, for each name asked for.
#[derive(Debug)]
pub(super) struct LastEnds<'a> {
    bytes: &'a [u8],
    known: Vec<(Vec<u8>, Option<usize>)>,
}

impl<'a> LastEnds<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, known: Vec::new() }
    }

    /// The place of the last `</name`. Each name is searched for once.
    pub(super) fn of(&mut self, name: &[u8]) -> Option<usize> {
        if let Some((_, place)) = self.known.iter().find(|(known, _)| known == name) {
            return *place;
        }
        let place = memchr::memrchr_iter(b'<', self.bytes).find(|at| {
            let rest = self.bytes.get(at + 1..).and_then(|rest| rest.strip_prefix(b"/"));
            rest.and_then(|rest| rest.get(..name.len()))
                .is_some_and(|word| word.eq_ignore_ascii_case(name))
        });
        self.known.push((name.to_vec(), place));
        place
    }

    /// The place of the last `</name`, if it was asked for before.
    pub(super) fn known_last(&self, name: &[u8]) -> Option<usize> {
        self.known.iter().find(|(known, _)| known == name).and_then(|(_, place)| *place)
    }
}
