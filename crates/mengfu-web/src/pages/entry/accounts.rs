//! All accounts, for those who keep them, and what was done with them.

use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Outcome, aside, field, role_key, roles, time};
use crate::accounts::audit::NotedDeed;
use crate::accounts::{Account, AccountError, AccountName, Accounts, Noted, Password, password};
use crate::face::Face;
use crate::failure::Failure;
use crate::parts::pager_open;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::{Role, Visit};

/// Deeds on one page.
const PAGE: usize = 50;

/// Which page of what was done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: usize,
}

/// An account to be added.
#[derive(Deserialize)]
pub(super) struct NewAccount {
    name: String,
    password: String,
    role: String,
}

/// An account to be changed.
#[derive(Deserialize)]
pub(super) struct Change {
    name: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    password: String,
}

/// Shows all accounts and what was done with them.
pub(super) async fn accounts(
    State(room): State<Room>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    keeper(&visit)?;
    page(&room, &visit, asked.page.max(1), &Outcome::None)
}

/// Adds an account.
pub(super) async fn add(
    State(room): State<Room>,
    visit: Visit,
    Form(form): Form<NewAccount>,
) -> Result<Response, Failure> {
    let role = asked_role(&form.role)?;
    let first = !room.door().is_kept()?;
    let outcome = change(&room, &visit, "account.added", move |accounts, noted| {
        let name = AccountName::parse(&form.name)?;
        let password = Password::new(&form.password, name.as_str())?;
        accounts.add(&name, &password, role, noted).map(drop)
    })
    .await?;
    // With the first account the door closes: who made it shows that they know its password.
    if first && matches!(outcome, Outcome::Done(_)) {
        return Ok(Redirect::to("/sign-in").into_response());
    }
    page(&room, &visit, 1, &outcome)
}

/// Gives an account another role.
pub(super) async fn role(
    State(room): State<Room>,
    visit: Visit,
    Form(form): Form<Change>,
) -> Result<Response, Failure> {
    let role = asked_role(&form.role)?;
    let outcome = change(&room, &visit, "account.role_changed", move |accounts, noted| {
        accounts.set_role(&AccountName::parse(&form.name)?, role, noted)
    });
    page(&room, &visit, 1, &outcome.await?)
}

/// Gives an account another password.
pub(super) async fn password(
    State(room): State<Room>,
    visit: Visit,
    Form(form): Form<Change>,
) -> Result<Response, Failure> {
    let outcome = change(&room, &visit, "account.password_set", move |accounts, noted| {
        let name = AccountName::parse(&form.name)?;
        accounts.set_password(&name, &Password::new(&form.password, name.as_str())?, noted)
    });
    page(&room, &visit, 1, &outcome.await?)
}

/// Removes an account.
pub(super) async fn remove(
    State(room): State<Room>,
    visit: Visit,
    Form(form): Form<Change>,
) -> Result<Response, Failure> {
    let outcome = change(&room, &visit, "account.removed", move |accounts, noted| {
        accounts.remove(&AccountName::parse(&form.name)?, noted)
    });
    page(&room, &visit, 1, &outcome.await?)
}

/// Lets only those in who keep the accounts, and no programs.
fn keeper(visit: &Visit) -> Result<(), Failure> {
    visit.must_be(Role::Admin)?;
    match visit.signed_in && visit.account.is_none() {
        true => Err(Failure::NotAllowed),
        false => Ok(()),
    }
}

fn asked_role(code: &str) -> Result<Role, Failure> {
    let bad = || Failure::BadRequest { field: "role", value: code.to_owned() };
    Role::from_code(code).ok_or_else(bad)
}

async fn change(
    room: &Room,
    visit: &Visit,
    done: &'static str,
    work: impl FnOnce(&Accounts, &Noted<'_>) -> Result<(), AccountError> + Send + 'static,
) -> Result<Outcome, Failure> {
    keeper(visit)?;
    let accounts = room.door().accounts().clone();
    let (who, from, at) = (visit.name.clone(), visit.from_address(), visit.noted("").at);
    let work = move || work(&accounts, &Noted { at, who: &who, from: &from });
    Ok(Outcome::of(aside(work).await?, done))
}

fn page(room: &Room, visit: &Visit, page: usize, outcome: &Outcome) -> Result<Response, Failure> {
    let face = &room.face(visit);
    let accounts = room.door().accounts();
    let all = accounts.list()?;
    let skip = (page - 1).saturating_mul(PAGE);
    let mut deeds = accounts.deeds(skip, PAGE + 1)?;
    let more = deeds.len() > PAGE;
    deeds.truncate(PAGE);
    let title = face.say("account.accounts");
    let body = html! {
        h1 { (title) }
        p.lead { (face.say("account.accounts_lead")) }
        (outcome.render(face))
        @if all.is_empty() { p.notice { (face.say("account.first")) } }
        @else { (table(&all, visit, face)) }
        section.card.narrow.gap-above {
            h2 { (face.say("account.add")) }
            form method="post" action="/accounts" {
                (field(face.say("account.name"), "name", html! {
                    input #name name="name" required maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false";
                }))
                (field(face.say("account.password"), "password", html! {
                    input #password type="password" name="password" required minlength=(password::SHORTEST) maxlength=(password::LONGEST) autocomplete="new-password" aria-describedby="password-hint";
                }))
                p #password-hint .muted.small { (face.say("account.password_hint")) }
                (field(face.say("account.role"), "role", roles("role", "role", if all.is_empty() { Role::Admin } else { Role::Reader }, Role::Admin, face)))
                button.button-main type="submit" { (face.say("account.add")) }
            }
        }
        @if !deeds.is_empty() { (audit(&deeds, face)) }
        (pager_open(page, more, "/accounts", face))
    };
    Ok(room.fresh(visit, &Page::new(Section::Account, title, body)))
}

fn table(all: &[Account], visit: &Visit, face: &Face) -> Markup {
    html! {
        div.scroll { table.table {
            thead { tr {
                th scope="col" { (face.say("account.name")) }
                th scope="col" { (face.say("account.role")) }
                th scope="col" { (face.say("account.since")) }
                th scope="col" { (face.say("account.seen")) }
                th.num scope="col" { (face.say("account.tokens")) }
                th scope="col" { (face.say("account.change")) }
            } }
            tbody { @for one in all { tr {
                th scope="row" { bdi { (one.name) } @if Some(one.id) == visit.account { " " span.muted { (face.say("account.you")) } } }
                td { (face.say(role_key(one.role))) }
                td { (time(Some(one.since), face)) }
                td { (time(one.seen, face)) }
                td.num { (one.tokens) }
                td { (changes(one, face)) }
            } } }
        } }
    }
}

fn changes(one: &Account, face: &Face) -> Markup {
    let id = |what: &str| format!("{what}-{}", one.id.0);
    let hidden = html! { input type="hidden" name="name" value=(one.name); };
    html! {
        details {
            summary { (face.say("account.change")) }
            form.inline-form method="post" action="/accounts/role" {
                (hidden)
                label.visually-hidden for=(id("role")) { (face.say("account.role")) }
                (roles(&id("role"), "role", one.role, Role::Admin, face))
                button type="submit" { (face.say("account.change_role")) }
            }
            form.inline-form method="post" action="/accounts/password" {
                (hidden)
                label.visually-hidden for=(id("password")) { (face.say("account.new_password")) }
                input id=(id("password")) type="password" name="password" required minlength=(password::SHORTEST) maxlength=(password::LONGEST) autocomplete="new-password" placeholder=(face.say("account.new_password"));
                button type="submit" { (face.say("account.set_password")) }
            }
            form.inline-form method="post" action="/accounts/remove" {
                (hidden)
                button type="submit" { (face.say("account.remove_account")) }
            }
        }
    }
}

fn audit(deeds: &[NotedDeed], face: &Face) -> Markup {
    html! {
        section #audit .gap-above {
            h2 { (face.say("account.audit")) }
            div.scroll { table.table {
                thead { tr {
                    th.num scope="col" { "№" }
                    th scope="col" { (face.say("account.at")) }
                    th scope="col" { (face.say("account.deed")) }
                    th scope="col" { (face.say("account.who")) }
                    th scope="col" { (face.say("account.about")) }
                    th scope="col" { (face.say("account.address")) }
                } }
                tbody { @for deed in deeds { tr {
                    td.num { (deed.number) }
                    td { (time(Some(deed.at), face)) }
                    td { (face.say(&format!("account.deed_{}", deed.deed.replace('-', "_")))) }
                    td { bdi { (deed.who) } }
                    td { bdi { (deed.about) } }
                    td { code { (deed.address) } }
                } } }
            } }
        }
    }
}
