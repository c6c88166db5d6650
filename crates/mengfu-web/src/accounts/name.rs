//! Names of accounts.

use std::fmt;

use super::error::{AccountError, Result};

/// The longest name, in characters.
const LONGEST: usize = 64;

/// The name of an account, as it stands in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountName(String);

impl AccountName {
    /// Letters and digits of any script, and ` . - _ @ '` between them.
    pub fn parse(name: &str) -> Result<Self> {
        let name = name.trim();
        let between = |c: char| matches!(c, ' ' | '.' | '-' | '_' | '@' | '\'' | '·');
        let good = name.chars().all(|c| c.is_alphanumeric() || between(c));
        let length = name.chars().count();
        let begins = name.chars().next().is_some_and(char::is_alphanumeric);
        match good && begins && length <= LONGEST {
            true => Ok(Self(name.to_owned())),
            false => Err(AccountError::BadName(name.chars().take(LONGEST).collect())),
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form by which names are the same: nobody shall be taken for somebody else by a capital.
    pub(super) fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Display for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_of_any_script_and_of_no_markup() {
        for good in ["li.wei", "李薇", "Desk Officer 2", "a@example.org", "O'Neill"] {
            assert!(AccountName::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "  ", "-", "<b>", "a\nb", "a\u{202e}b", "a,b", &"x".repeat(65)] {
            assert!(AccountName::parse(bad).is_err(), "{bad:?}");
        }
        assert_eq!(AccountName::parse(" Li ").unwrap().as_str(), "Li");
    }
}
