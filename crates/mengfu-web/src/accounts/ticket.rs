//! What a browser or a program carries to be known again.

use std::fmt::{self, Write as _};

use sha2::{Digest, Sha256};

use super::error::{AccountError, Result};

/// The bytes of a ticket: nobody guesses so many.
const BYTES: usize = 32;

/// A secret made by chance. Whoever carries it enters; the file keeps only its hash, so that whoever
/// reads the file cannot.
pub struct Ticket(String);

impl Ticket {
    /// A new one; `begins` tells people what it is for.
    pub(super) fn new(begins: &str) -> Result<Self> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes).map_err(|_| AccountError::NoChance)?;
        let mut ticket = begins.to_owned();
        for byte in bytes {
            let _ = write!(ticket, "{byte:02x}");
        }
        Ok(Self(ticket))
    }

    /// The ticket that somebody shows.
    pub fn shown(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The secret itself: into a cookie, or before the eyes of who asked for it, once.
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// What is kept of it. Chance needs no salt and no slow hash.
    pub(super) fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

/// A secret is never printed by accident.
impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ticket(…)")
    }
}
