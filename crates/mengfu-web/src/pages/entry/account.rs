//! One's own account: the password, and tokens for programs.

use axum::extract::{Form, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::{Outcome, aside, field, role_key, roles, time};
use crate::accounts::{
    AccountError, AccountId, AccountName, Noted, Password, Ticket, Token, TokenId, password,
};
use crate::face::Face;
use crate::failure::Failure;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::{Role, Visit};

/// Another password.
#[derive(Deserialize)]
pub(super) struct NewPassword {
    current: String,
    password: String,
    again: String,
}

/// A token to be made.
#[derive(Deserialize)]
pub(super) struct NewToken {
    name: String,
    role: String,
}

/// A token to be taken away.
#[derive(Deserialize)]
pub(super) struct OldToken {
    token: i64,
}

/// Shows the account.
pub(super) async fn account(State(room): State<Room>, visit: Visit) -> Result<Response, Failure> {
    page(&room, &visit, &Outcome::None, None)
}

/// Changes the password. All sessions end; this browser gets a new one.
pub(super) async fn password(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Form(form): Form<NewPassword>,
) -> Result<Response, Failure> {
    own(&visit)?;
    let door = room.door().clone();
    door.attempts().begin(&visit.name, visit.from)?;
    let accounts = door.accounts().clone();
    let (name, from, at) = (visit.name.clone(), visit.from_address(), visit.noted("").at);
    let done = aside(move || -> Result<Ticket, AccountError> {
        let noted = Noted { at, who: &name, from: &from };
        if !accounts.is_password(&name, &form.current)? {
            return Err(AccountError::Wrong);
        }
        if form.password != form.again {
            return Err(AccountError::NotAgain);
        }
        let password = Password::new(&form.password, &name)?;
        accounts.set_password(&AccountName::parse(&name)?, &password, &noted)?;
        accounts.sign_in(&name, &form.password, None, &noted)
    })
    .await?;
    match done {
        Ok(ticket) => {
            door.attempts().forget(&visit.name);
            let mut response =
                page(&room, &visit, &Outcome::Done("account.password_changed"), None)?;
            door.give(&ticket, &headers, &mut response);
            Ok(response)
        }
        Err(why) => page(&room, &visit, &Outcome::Refused(why), None),
    }
}

/// Makes a token and shows it, once.
pub(super) async fn add_token(
    State(room): State<Room>,
    visit: Visit,
    Form(form): Form<NewToken>,
) -> Result<Response, Failure> {
    let owner = own(&visit)?;
    let role = Role::from_code(&form.role).filter(|role| *role <= visit.role);
    let role = role.ok_or(Failure::BadRequest { field: "role", value: form.role })?;
    let from = visit.from_address();
    let made = room.door().accounts().add_token(owner, &form.name, role, &visit.noted(&from));
    match made {
        Ok(ticket) => page(&room, &visit, &Outcome::None, Some(&ticket)),
        Err(why) => page(&room, &visit, &Outcome::Refused(why), None),
    }
}

/// Takes a token away.
pub(super) async fn remove_token(
    State(room): State<Room>,
    visit: Visit,
    Form(form): Form<OldToken>,
) -> Result<Response, Failure> {
    let owner = own(&visit)?;
    let from = visit.from_address();
    let accounts = room.door().accounts();
    let done = accounts.remove_token(owner, TokenId(form.token), &visit.noted(&from));
    page(&room, &visit, &Outcome::of(done, "account.token_removed"), None)
}

/// The account of who signed in with a browser; a program may not change its owner's.
fn own(visit: &Visit) -> Result<AccountId, Failure> {
    match visit.account {
        Some(account) => Ok(account),
        None if visit.signed_in => Err(Failure::NotAllowed),
        None => Err(Failure::SignInFirst),
    }
}

fn page(
    room: &Room,
    visit: &Visit,
    outcome: &Outcome,
    made: Option<&Ticket>,
) -> Result<Response, Failure> {
    let face = &room.face(visit);
    let title = face.say("account.own");
    let body = match visit.account {
        Some(account) => {
            let tokens = room.door().accounts().tokens(account)?;
            own_account(visit, &tokens, outcome, made, face)
        }
        None => html! {
            h1 { (title) }
            p.lead { (face.say("account.nobody_signs_in")) }
            @if visit.role == Role::Admin {
                p { a.button href="/accounts" { (face.say("account.accounts")) } }
            }
        },
    };
    Ok(room.fresh(visit, &Page::new(Section::Account, title, body)))
}

fn own_account(
    visit: &Visit,
    tokens: &[Token],
    outcome: &Outcome,
    made: Option<&Ticket>,
    face: &Face,
) -> Markup {
    html! {
        h1 { (visit.name) }
        p.lead { (face.say(role_key(visit.role))) " · " (face.say(may_key(visit.role))) }
        (outcome.render(face))
        @if let Some(ticket) = made { (new_token(ticket, face)) }
        form method="post" action="/sign-out" {
            button type="submit" { (face.say("account.sign_out")) }
            @if visit.role == Role::Admin {
                " " a.button href="/accounts" { (face.say("account.accounts")) }
            }
        }
        div.two.gap-above {
            section.card {
                h2 { (face.say("account.tokens")) }
                p.muted { (face.say("account.tokens_hint")) " " a href="/api" { (face.say("shell.api")) } }
                (token_table(tokens, face))
                form.inline-form method="post" action="/account/tokens" {
                    (field(face.say("account.token_name"), "token-name", html! {
                        input #token-name name="name" required maxlength="64" autocomplete="off";
                    }))
                    (field(face.say("account.role"), "token-role", roles("token-role", "role", Role::Reader, visit.role, face)))
                    button type="submit" { (face.say("account.token_add")) }
                }
            }
            section.card {
                h2 { (face.say("account.change_password")) }
                form method="post" action="/account/password" {
                    input type="hidden" name="username" autocomplete="username" value=(visit.name);
                    (field(face.say("account.current_password"), "current", secret("current", "current", "current-password")))
                    (field(face.say("account.new_password"), "new", secret("new", "password", "new-password")))
                    (field(face.say("account.again"), "again", secret("again", "again", "new-password")))
                    p.muted.small { (face.say("account.password_hint")) }
                    button type="submit" { (face.say("account.change_password")) }
                }
            }
        }
    }
}

fn may_key(role: Role) -> &'static str {
    match role {
        Role::Nobody | Role::Reader => "account.may_reader",
        Role::Editor => "account.may_editor",
        Role::Admin => "account.may_admin",
    }
}

fn secret(id: &str, name: &str, complete: &str) -> Markup {
    let fewest = (complete == "new-password").then_some(password::SHORTEST);
    html! {
        input id=(id) type="password" name=(name) required autocomplete=(complete) minlength=[fewest] maxlength=(password::LONGEST);
    }
}

fn new_token(ticket: &Ticket, face: &Face) -> Markup {
    html! {
        div.notice.notice-good role="status" {
            p { strong { (face.say("account.token_made")) } }
            p { code.token { (ticket.secret()) } }
            p.muted.small { code { "curl -H 'Authorization: Bearer " (ticket.secret()) "' …/api/v1/statements" } }
        }
    }
}

fn token_table(tokens: &[Token], face: &Face) -> Markup {
    html! {
        @if tokens.is_empty() { p.empty { (face.say("account.no_tokens")) } } @else {
            div.scroll { table.table {
                thead { tr {
                    th scope="col" { (face.say("account.token_name")) }
                    th scope="col" { (face.say("account.role")) }
                    th scope="col" { (face.say("account.since")) }
                    th scope="col" { (face.say("account.used")) }
                    th scope="col" { span.visually-hidden { (face.say("account.remove")) } }
                } }
                tbody { @for token in tokens { tr {
                    th scope="row" { bdi { (token.name) } }
                    td { (face.say(role_key(token.role))) }
                    td { (time(Some(token.since), face)) }
                    td { (time(token.used, face)) }
                    td { form method="post" action="/account/tokens/remove" {
                        input type="hidden" name="token" value=(token.id.0);
                        button.button-quiet type="submit" aria-label={ (face.say("account.remove")) ": " (token.name) } { (face.say("account.remove")) }
                    } }
                } } }
            } }
        }
    }
}
