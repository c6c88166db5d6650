//! How often somebody may try to sign in.
//!
//! A store of counters with a bound and an end is all that is needed, and the cache of answers is one.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use moka::sync::Cache;

use crate::failure::Failure;

/// Attempts are counted over so long a time.
const WINDOW: Duration = Duration::from_secs(15 * 60);

/// So many for one name, wherever they come from.
const FOR_NAME: u32 = 10;

/// So many from one address, whatever the name.
const FROM_ADDRESS: u32 = 40;

/// So many names and so many addresses are remembered.
const REMEMBERED: u64 = 20_000;

/// Counts attempts to sign in.
pub(crate) struct Attempts {
    names: Cache<u64, Arc<AtomicU32>>,
    addresses: Cache<Option<IpAddr>, Arc<AtomicU32>>,
}

impl Default for Attempts {
    fn default() -> Self {
        let names = Cache::builder().max_capacity(REMEMBERED).time_to_live(WINDOW).build();
        let addresses = Cache::builder().max_capacity(REMEMBERED).time_to_live(WINDOW).build();
        Self { names, addresses }
    }
}

impl Attempts {
    /// Counts an attempt before it is made, so that many at once count as many; refuses one too many.
    pub(crate) fn begin(&self, name: &str, from: Option<IpAddr>) -> Result<(), Failure> {
        let counters = [
            (self.names.get_with(key(name), Arc::default), FOR_NAME),
            (self.addresses.get_with(from.map(network), Arc::default), FROM_ADDRESS),
        ];
        // Whoever is refused is not counted again: the end of the time comes for everybody.
        let full = counters.iter().any(|(made, most)| made.load(Ordering::Relaxed) >= *most);
        if full {
            return Err(Failure::TooMany { seconds: WINDOW.as_secs() });
        }
        for (made, _) in &counters {
            made.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Forgets the attempts for a name: its owner has come.
    pub(crate) fn forget(&self, name: &str) {
        self.names.invalidate(&key(name));
    }
}

/// Names of any length are remembered in eight bytes.
fn key(name: &str) -> u64 {
    use std::hash::{BuildHasher, RandomState};
    use std::sync::LazyLock;
    /// By chance, so that nobody can make one name count for another.
    static STATE: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    STATE.hash_one(name.trim().to_lowercase())
}

/// Whoever has one address of the new kind has all that begin alike.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_tried_so_often_and_not_more() {
        let attempts = Attempts::default();
        let from = |n: u8| Some(IpAddr::from([10, 0, 0, n]));
        for n in 0..FOR_NAME {
            assert!(attempts.begin("Li", from(n as u8)).is_ok());
        }
        assert!(attempts.begin(" li", from(99)).is_err());
        attempts.forget("LI");
        assert!(attempts.begin("li", from(99)).is_ok());
    }

    #[test]
    fn an_address_tries_so_many_names_and_not_more() {
        let attempts = Attempts::default();
        let from: Option<IpAddr> = Some("2001:db8::1".parse().unwrap());
        let near: Option<IpAddr> = Some("2001:db8::ffff".parse().unwrap());
        for n in 0..FROM_ADDRESS {
            assert!(attempts.begin(&n.to_string(), from).is_ok());
        }
        assert!(attempts.begin("another", near).is_err());
        assert!(attempts.begin("another", Some("2001:db9::1".parse().unwrap())).is_ok());
    }
}
