//! What took going through the whole register, kept for whoever asks for the next part of it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;

use mengfu_register::State;

/// So many answers are kept.
const MOST: usize = 8;

/// Answers to questions, each for one state of the register; the oldest goes first.
pub(super) struct Memo<K, V>(RefCell<VecDeque<(State, K, Arc<V>)>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<K: PartialEq, V> Memo<K, V> {
    /// The answer to a question in this state of the register, where it is known.
    pub(super) fn of(&self, state: State, question: &K) -> Option<Arc<V>> {
        let kept = self.0.borrow();
        let known = kept.iter().find(|(then, asked, _)| *then == state && asked == question);
        known.map(|(_, _, answer)| answer.clone())
    }

    /// Keeps an answer; what was found in other states is of no use any more.
    pub(super) fn keep(&self, state: State, question: K, answer: V) -> Arc<V> {
        let answer = Arc::new(answer);
        let mut kept = self.0.borrow_mut();
        kept.retain(|(then, _, _)| *then == state);
        if kept.len() >= MOST {
            kept.pop_front();
        }
        kept.push_back((state, question, answer.clone()));
        answer
    }
}
