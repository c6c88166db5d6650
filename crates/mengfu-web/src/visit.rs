//! Who asks: the language and the look they want, and what they may do.

use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use mengfu::library::Day;
use serde::Serialize;

use crate::accounts::{AccountId, Noted};
use crate::clock;
use crate::failure::Failure;
use crate::words::Language;

/// What someone may do. Each may do what those before may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Sign in.
    Nobody,
    /// See everything.
    Reader,
    /// Add statements and decide.
    Editor,
    /// Keep the accounts too.
    Admin,
}

impl Role {
    /// The roles that an account can have.
    pub const ALL: [Self; 3] = [Self::Reader, Self::Editor, Self::Admin];

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Reader => "reader",
            Self::Editor => "editor",
            Self::Admin => "admin",
        }
    }

    /// The role with this code that an account can have.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Look {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Who asks, and for what.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The language of the interface.
    pub language: Language,
    /// The look.
    pub look: Look,
    /// What they may do.
    pub role: Role,
    /// Their name in the journal.
    pub name: String,
    /// Whether they signed in or showed a token; otherwise they are whoever sits at this machine.
    pub signed_in: bool,
    /// The account they signed in to with a browser; none for programs.
    pub account: Option<AccountId>,
    /// Where they ask from; unknown where nothing came over a network.
    pub from: Option<IpAddr>,
    /// What they ask for: path and query.
    pub uri: Uri,
    /// Today.
    pub today: Day,
}

impl Visit {
    /// Refuses whoever may do less than `role`.
    pub fn must_be(&self, role: Role) -> Result<(), Failure> {
        match self.role >= role {
            true => Ok(()),
            false if self.signed_in => Err(Failure::NotAllowed),
            false => Err(Failure::SignInFirst),
        }
    }

    /// Whether they may add and decide.
    pub fn may_edit(&self) -> bool {
        self.role >= Role::Editor
    }

    /// Who does something with an account, now.
    pub(crate) fn noted<'a>(&'a self, from: &'a str) -> Noted<'a> {
        Noted { at: clock::now(), who: &self.name, from }
    }

    /// Where they ask from, in words.
    pub(crate) fn peer_address(&self) -> String {
        self.from.map_or_else(String::new, |from| from.to_string())
    }

    /// Path and query as asked for.
    pub fn address(&self) -> &str {
        self.uri.path_and_query().map_or("/", |all| all.as_str())
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let visit = parts.extensions.get::<Self>().cloned();
        visit.ok_or_else(|| Failure::Fault("a request that nobody received".to_owned()))
    }
}

/// The value of the cookie called `name`.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let all = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|value| value.split(';')).filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| key.trim() == name).map(|(_, value)| value.trim())
}

/// The language that someone chose, or that their browser asks for.
pub(crate) fn language(headers: &HeaderMap) -> Language {
    let chosen = cookie(headers, "language").and_then(Language::from_code);
    chosen.unwrap_or_else(|| {
        let wanted = headers.get(ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        accepted(wanted)
    })
}

/// The look that someone chose.
pub(crate) fn look(headers: &HeaderMap) -> Look {
    match cookie(headers, "look") {
        Some("light") => Look::Light,
        Some("dark") => Look::Dark,
        _ => Look::System,
    }
}

/// The best of `Accept-Language`; English where it names no language of ours.
fn accepted(header: &str) -> Language {
    let weighed = header.split(',').filter_map(|item| {
        let (tag, rest) = item.split_once(';').unwrap_or((item, ""));
        let language = Language::from_code(tag.trim().split('-').next()?)?;
        let weight = rest.trim().strip_prefix("q=").map_or(Some(1.0), |q| q.parse::<f32>().ok())?;
        (weight > 0.0).then_some((language, weight))
    });
    let best = weighed.reduce(|best, other| if other.1 > best.1 { other } else { best });
    best.map_or(Language::En, |(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_that_weighs_most_is_taken() {
        assert_eq!(accepted("zh-CN,zh;q=0.9,en;q=0.8"), Language::Zh);
        assert_eq!(accepted("fr-FR,en;q=0.3,zh;q=0.7"), Language::Zh);
        assert_eq!(accepted("zh;q=0,fr"), Language::En);
        assert_eq!(accepted(""), Language::En);
    }
}
