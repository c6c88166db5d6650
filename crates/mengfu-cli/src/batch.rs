//! Works on many items at once and delivers the results in the order of the items, holding no more
//! of them than a small multiple of the threads.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

struct State<T> {
    /// The next item to work on.
    next: usize,
    /// The number of results delivered.
    delivered: usize,
    /// Results that wait for those before them.
    ready: BTreeMap<usize, T>,
    /// Whether nobody wants more.
    stopped: bool,
}

/// Calls `work` on every item with `threads` threads, and `deliver` on every result in order, on the
/// thread of the caller, until it breaks.
pub(crate) fn in_order<I: Sync, T: Send>(
    items: &[I],
    threads: usize,
    work: impl Fn(&I) -> T + Sync,
    mut deliver: impl FnMut(T) -> ControlFlow<()>,
) {
    let window = threads.max(1) * 2;
    let state = Mutex::new(State { next: 0, delivered: 0, ready: BTreeMap::new(), stopped: false });
    let (room, news) = (Condvar::new(), Condvar::new());
    let worker = || {
        loop {
            let mut held = lock(&state);
            while held.next >= held.delivered + window && !held.stopped {
                held = room.wait(held).unwrap_or_else(PoisonError::into_inner);
            }
            let at = held.next;
            let Some(item) = items.get(at).filter(|_| !held.stopped) else { return };
            held.next += 1;
            drop(held);
            let result = work(item);
            lock(&state).ready.insert(at, result);
            news.notify_one();
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads.clamp(1, items.len().max(1)) {
            scope.spawn(worker);
        }
        for at in 0..items.len() {
            let mut held = lock(&state);
            let result = loop {
                match held.ready.remove(&at) {
                    Some(result) => break result,
                    None => held = news.wait(held).unwrap_or_else(PoisonError::into_inner),
                }
            };
            drop(held);
            let flow = deliver(result);
            let mut held = lock(&state);
            held.delivered = at + 1;
            held.stopped = flow.is_break();
            drop(held);
            room.notify_all();
            if flow.is_break() {
                return;
            }
        }
    });
}

fn lock<T>(state: &Mutex<State<T>>) -> MutexGuard<'_, State<T>> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_and_few_are_held() {
        let items: Vec<usize> = (0..500).collect();
        let (started, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut seen = Vec::new();
        in_order(
            &items,
            4,
            |n| {
                started.fetch_add(1, Ordering::SeqCst);
                thread::sleep(Duration::from_micros((n * 7 % 5) as u64 * 50));
                *n
            },
            |n| {
                seen.push(n);
                let held = started.load(Ordering::SeqCst) - (seen.len() - 1);
                most.fetch_max(held, Ordering::SeqCst);
                ControlFlow::Continue(())
            },
        );
        assert_eq!(seen, items);
        assert!(most.load(Ordering::SeqCst) <= 9, "{most:?}");
    }

    #[test]
    fn a_break_ends_the_work() {
        let items: Vec<usize> = (0..100_000).collect();
        let worked = AtomicUsize::new(0);
        let mut seen = 0;
        in_order(
            &items,
            3,
            |_| worked.fetch_add(1, Ordering::SeqCst),
            |_| {
                seen += 1;
                if seen == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(seen, 10);
        assert!(worked.load(Ordering::SeqCst) < 20);
    }

    #[test]
    fn no_items_is_no_work() {
        in_order(&[0; 0], 2, |n| *n, |_| ControlFlow::Continue(()));
    }
}
