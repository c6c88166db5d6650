//! The door: who is known, and who may enter.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request};
use axum::http::header::{AUTHORIZATION, HOST, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;

use super::attempts::Attempts;
use crate::accounts::session::LONGEST;
use crate::accounts::{AccountError, AccountId, Accounts, Ticket};
use crate::clock;
use crate::failure::Failure;
use crate::visit::{Role, cookie};

/// The cookie of a session. A browser that keeps it under the longer name has it from this house alone
/// and over a safe way alone.
const SAFE: &str = "__Host-session";
const PLAIN: &str = "session";

/// For whom the house is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Whether others than the person at this machine can reach it.
    pub others: bool,
    /// Whether everybody may do everything while there are no accounts.
    pub open: bool,
    /// Whether requests come through a proxy, which tells from where.
    pub behind_proxy: bool,
    /// Whether sessions go over ways on which others can listen.
    pub plain_http: bool,
}

impl Rules {
    /// For the person who sits at this machine.
    pub const LOCAL: Self =
        Self { others: false, open: true, behind_proxy: false, plain_http: false };
}

/// The door of the house.
pub struct Door {
    accounts: Arc<Accounts>,
    rules: Rules,
    attempts: Attempts,
}

/// Who stands before the door.
pub(super) struct Guest {
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) signed_in: bool,
    pub(super) account: Option<AccountId>,
}

impl Guest {
    /// Somebody who is not known.
    pub(super) fn nobody() -> Self {
        Self { name: String::new(), role: Role::Nobody, signed_in: false, account: None }
    }
}

impl Door {
    /// A door where `accounts` are asked for as soon as there are any.
    pub fn new(accounts: Accounts, rules: Rules) -> Self {
        Self { accounts: Arc::new(accounts), rules, attempts: Attempts::default() }
    }

    /// The accounts.
    pub(crate) fn accounts(&self) -> &Arc<Accounts> {
        &self.accounts
    }

    /// The rules.
    pub(crate) fn rules(&self) -> Rules {
        self.rules
    }

    /// The attempts to sign in.
    pub(crate) fn attempts(&self) -> &Attempts {
        &self.attempts
    }

    /// Whether there are accounts, so that one has to sign in.
    pub(crate) fn is_kept(&self) -> Result<bool, Failure> {
        Ok(self.accounts.any()?)
    }

    /// Who asks. Without accounts everybody is the person sitting at the machine, where the rules have
    /// it so; with accounts whoever shows nothing is nobody.
    pub(super) fn guest(&self, headers: &HeaderMap, author: &str) -> Result<Guest, Failure> {
        if !self.is_kept()? {
            let sitting = Guest { name: author.to_owned(), role: Role::Admin, ..Guest::nobody() };
            return Ok(if self.rules.open { sitting } else { Guest::nobody() });
        }
        let now = clock::now();
        if let Some(token) = bearer(headers) {
            let known = self.accounts.by_token(&token, now)?.ok_or(Failure::BadToken)?;
            return Ok(Guest {
                name: known.name,
                role: known.role,
                signed_in: true,
                account: None,
            });
        }
        let known = match self.ticket(headers) {
            Some(ticket) => self.accounts.by_session(&ticket, now)?,
            None => None,
        };
        Ok(known.map_or_else(Guest::nobody, |known| Guest {
            name: known.name,
            role: known.role,
            signed_in: true,
            account: Some(known.id),
        }))
    }

    /// From where a request comes: what the proxy says where there is one, else the other end of the
    /// connection.
    pub(super) fn from(&self, request: &Request) -> Option<IpAddr> {
        let connection = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
        if !self.rules.behind_proxy {
            return connection;
        }
        // The last entry is the one that our own proxy added; whoever asks can write the others.
        let through = request.headers().get_all("x-forwarded-for").iter().next_back();
        let last = through.and_then(|v| v.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        last.or(connection)
    }

    /// The ticket that a browser carries. One that came over an unsafe way is none where ways are safe:
    /// a neighbour could have put it there.
    pub(crate) fn ticket(&self, headers: &HeaderMap) -> Option<Ticket> {
        let name = if self.is_safe(headers) { SAFE } else { PLAIN };
        cookie(headers, name).map(Ticket::shown)
    }

    /// Gives the browser the ticket of its session.
    pub(crate) fn give(&self, ticket: &Ticket, headers: &HeaderMap, response: &mut Response) {
        let safe = self.is_safe(headers);
        let name = if safe { SAFE } else { PLAIN };
        let secure = if safe { "; Secure" } else { "" };
        let value = ticket.secret();
        set(
            response,
            &format!("{name}={value}; Path=/; Max-Age={LONGEST}; HttpOnly; SameSite=Lax{secure}"),
        );
    }

    /// Takes the ticket from the browser.
    pub(crate) fn take(&self, response: &mut Response) {
        set(response, &format!("{SAFE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure"));
        set(response, &format!("{PLAIN}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"));
    }

    /// Whether the browser would throw the ticket away: it came over a way on which others can listen.
    pub(crate) fn would_lose(&self, headers: &HeaderMap) -> bool {
        let from = headers.get("origin").and_then(|v| v.to_str().ok()).unwrap_or_default();
        self.is_safe(headers) && from.starts_with("http://")
    }

    /// Whether a session must keep to safe ways. The way to one's own machine is one.
    fn is_safe(&self, headers: &HeaderMap) -> bool {
        let host = headers.get(HOST).and_then(|v| v.to_str().ok()).unwrap_or("localhost");
        !self.rules.plain_http && !is_loopback(host)
    }
}

impl From<AccountError> for Failure {
    fn from(error: AccountError) -> Self {
        Self::Fault(error.to_string())
    }
}

/// The token that a program shows.
fn bearer(headers: &HeaderMap) -> Option<Ticket> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| Ticket::shown(token.trim()))
}

/// Whether a host, with or without a port, is this machine to itself.
pub(super) fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let name = name.trim_end_matches('.');
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

fn set(response: &mut Response, cookie: &str) {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_knows_its_own_names() {
        for own in
            ["localhost", "LOCALHOST:8817", "127.0.0.1:80", "127.1.2.3", "[::1]:8817", "localhost."]
        {
            assert!(is_loopback(own), "{own}");
        }
        for other in [
            "",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "10.0.0.1",
            "[::2]",
            "0.0.0.0",
        ] {
            assert!(!is_loopback(other), "{other}");
        }
    }
}
