//! Passwords: what is good enough, and how they are kept.

use std::sync::{LazyLock, Mutex, PoisonError};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use super::error::{AccountError, Result};

/// The fewest characters of a password.
pub const SHORTEST: usize = 10;

/// The most characters of a password, so that nobody makes us hash a book.
pub const LONGEST: usize = 256;

/// A password that is good enough to be kept. Never printed.
pub struct Password(String);

/// A hash as kept: it names its own parameters, so that better ones can follow.
pub(super) struct Hashed(pub(super) String);

impl Password {
    /// A password for the account called `name`.
    pub fn new(password: &str, name: &str) -> Result<Self> {
        let length = password.chars().count();
        let guessed = password.to_lowercase().trim() == name.to_lowercase();
        let same = password.chars().all(|c| password.starts_with(c));
        match (SHORTEST..=LONGEST).contains(&length) && !guessed && !same {
            true => Ok(Self(password.to_owned())),
            false => Err(AccountError::BadPassword),
        }
    }

    /// Its hash: argon2id with the parameters that the library holds to be right today.
    pub(super) fn hashed(&self) -> Result<Hashed> {
        let _turn = turn();
        let hash = Argon2::default().hash_password(self.0.as_bytes());
        Ok(Hashed(hash.map_err(|_| AccountError::NoChance)?.to_string()))
    }
}

/// Whether `password` is the one behind `kept`. Where there is none to compare with, as much work is
/// done all the same, so that the time tells nobody which names there are.
pub(super) fn is_right(password: &str, kept: Option<&str>) -> bool {
    let nobody = NOBODY.as_deref().unwrap_or_default();
    let Ok(hash) = PasswordHash::new(kept.unwrap_or(nobody)) else { return false };
    if password.chars().count() > LONGEST {
        return false;
    }
    let _turn = turn();
    let right = Argon2::default().verify_password(password.as_bytes(), &hash).is_ok();
    right && kept.is_some()
}

/// The hash of a password that nobody has.
static NOBODY: LazyLock<Option<String>> =
    LazyLock::new(|| Password("nobody's password".to_owned()).hashed().ok().map(|h| h.0));

/// Hashing takes much memory on purpose: one after the other, however many ask at once.
fn turn() -> std::sync::MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_by_its_hash_alone() {
        let hash = Password::new("tea at four o'clock", "li").unwrap().hashed().unwrap().0;
        assert!(hash.starts_with("$argon2id$") && !hash.contains("tea"));
        assert!(is_right("tea at four o'clock", Some(&hash)));
        assert!(!is_right("tea at five o'clock", Some(&hash)));
        assert!(!is_right("nobody's password", None));
    }

    #[test]
    fn what_is_easy_to_guess_is_refused() {
        for bad in ["", "short", "aaaaaaaaaaaa", "Li.Wei.Ministry", &"x1".repeat(200)] {
            assert!(Password::new(bad, "li.wei.ministry").is_err(), "{bad}");
        }
    }
}
