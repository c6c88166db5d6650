//! Signing in and out, one's own account, and all accounts.

mod account;
mod accounts;
mod sign_in;

use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};

use crate::accounts::AccountError;
use crate::clock;
use crate::face::Face;
use crate::failure::Failure;
use crate::room::Room;
use crate::visit::Role;

pub(super) fn router() -> Router<Room> {
    Router::new()
        .route("/sign-in", get(sign_in::form).post(sign_in::sign_in))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/account", get(account::account))
        .route("/account/password", post(account::password))
        .route("/account/tokens", post(account::add_token))
        .route("/account/tokens/remove", post(account::remove_token))
        .route("/accounts", get(accounts::accounts).post(accounts::add))
        .route("/accounts/role", post(accounts::role))
        .route("/accounts/password", post(accounts::password))
        .route("/accounts/remove", post(accounts::remove))
}

/// What a form did: told above the page that has it.
enum Outcome {
    /// Nothing was sent.
    None,
    /// It was done: the key of its words.
    Done(&'static str),
    /// It was not, and why.
    Refused(AccountError),
}

impl Outcome {
    fn of(done: Result<(), AccountError>, key: &'static str) -> Self {
        done.map_or_else(Self::Refused, |()| Self::Done(key))
    }

    fn render(&self, face: &Face) -> Markup {
        html! {
            @match self {
                Self::None => {}
                Self::Done(key) => p.notice.notice-good role="status" { (face.say(key)) },
                Self::Refused(why) => p.notice.notice-bad role="alert" { (refusal(why, face)) },
            }
        }
    }
}

/// Why nothing was done, in words.
fn refusal(why: &AccountError, face: &Face) -> String {
    face.fill(&format!("account.refused_{}", why.code()), &why.about())
}

/// A field of a form with its label.
fn field(label: &str, id: &str, input: Markup) -> Markup {
    html! { div.field { label for=(id) { (label) } (input) } }
}

/// Chooses among the roles up to `most`.
fn roles(id: &str, name: &str, chosen: Role, most: Role, face: &Face) -> Markup {
    html! {
        select id=(id) name=(name) {
            @for role in Role::ALL.into_iter().filter(|role| *role <= most) {
                option value=(role.code()) selected[role == chosen] {
                    (face.say(role_key(role)))
                }
            }
        }
    }
}

fn role_key(role: Role) -> &'static str {
    match role {
        Role::Nobody => "account.role_nobody",
        Role::Reader => "account.role_reader",
        Role::Editor => "account.role_editor",
        Role::Admin => "account.role_admin",
    }
}

/// A time, or a dash.
fn time(seconds: Option<u64>, face: &Face) -> Markup {
    html! {
        @match seconds {
            Some(seconds) => time.nowrap { (clock::for_people(seconds)) " UTC" },
            None => span.muted title=(face.say("account.never")) { "—" },
        }
    }
}

/// Does what waits on a disk or takes time on purpose, on a thread where that harms nobody.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Failure::Interrupted)
}
