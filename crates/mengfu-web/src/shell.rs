//! The frame around every page: head, navigation, foot.

use maud::{DOCTYPE, Markup, html};

use crate::assets;
use crate::face::Face;
use crate::paths;
use crate::visit::{Look, Role, Visit};
use crate::words::{Words, other_than, own_name, tag};

/// Changes when the frame does, so that nobody keeps a page in an old frame.
pub(crate) const PRINT: &str = concat!(env!("CARGO_PKG_VERSION"), "/", env!("MENGFU_ASSETS"));

/// A part of the house, as the navigation has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Section {
    Overview,
    Partnerships,
    Statements,
    Ledger,
    Compare,
    Formulas,
    Directories,
    Network,
    Calendar,
    Search,
    Add,
    Journal,
    About,
    Account,
}

impl Section {
    /// Those that the navigation shows, in its order.
    const NAVIGATION: [Self; 10] = [
        Self::Overview,
        Self::Partnerships,
        Self::Statements,
        Self::Ledger,
        Self::Compare,
        Self::Formulas,
        Self::Directories,
        Self::Network,
        Self::Calendar,
        Self::Add,
    ];

    fn path(self) -> &'static str {
        match self {
            Self::Overview => "/",
            Self::Partnerships => "/partnerships",
            Self::Statements => "/statements",
            Self::Ledger => "/ledger",
            Self::Compare => "/compare",
            Self::Formulas => "/formulas",
            Self::Directories => "/directories",
            Self::Network => "/network",
            Self::Calendar => "/calendar",
            Self::Search => "/search",
            Self::Add => "/add",
            Self::Journal => "/journal",
            Self::About => "/about",
            Self::Account => "/account",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Overview => "shell.overview",
            Self::Partnerships => "shell.partnerships",
            Self::Statements => "shell.statements",
            Self::Ledger => "shell.ledger",
            Self::Compare => "shell.compare",
            Self::Formulas => "shell.formulas",
            Self::Directories => "shell.directories",
            Self::Network => "shell.network",
            Self::Calendar => "shell.calendar",
            Self::Search => "shell.search",
            Self::Add => "shell.add",
            Self::Journal => "shell.journal",
            Self::About => "shell.about",
            Self::Account => "shell.account",
        }
    }
}

/// A page without its frame.
pub struct Page {
    section: Section,
    title: String,
    body: String,
    wide: bool,
    waiting: bool,
}

impl Page {
    /// A page of `section`; `body` begins with its `h1`.
    pub fn new(section: Section, title: impl Into<String>, body: Markup) -> Self {
        Self { section, title: title.into(), body: body.into_string(), wide: false, waiting: false }
    }

    /// The same page over the whole width of the window: tables, texts side by side.
    #[must_use]
    pub fn wide(self) -> Self {
        Self { wide: true, ..self }
    }

    /// The same page, which looks again every second until there is more to show.
    #[must_use]
    pub fn waiting(self) -> Self {
        Self { waiting: true, ..self }
    }

    /// Its HTML.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// How many bytes keeping it takes.
    pub(crate) fn weight(&self) -> usize {
        self.body.len() + self.title.len()
    }
}

/// The page in its frame.
pub(crate) fn html(visit: &Visit, page: &Page) -> Markup {
    let words = Words::of(visit.language);
    let say = |key: &'static str| words.say(key);
    let look = match visit.look {
        Look::System => None,
        Look::Light => Some("light"),
        Look::Dark => Some("dark"),
    };
    html! {
        (DOCTYPE)
        html lang=(tag(visit.language)) data-look=[look] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (page.title) " · " (say("shell.name")) }
                link rel="icon" href=(assets::path("seal.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(assets::path("style.css"));
                @if page.waiting { noscript { meta http-equiv="refresh" content="1"; } }
                script type="module" src=(assets::path("script.js")) {}
            }
            body {
                a.skip href="#main" { (say("shell.skip")) }
                header.head {
                    a.brand href="/" {
                        img src=(assets::path("seal.svg")) alt="" width="34" height="34";
                        span.brand-name { (say("shell.name")) }
                        span.brand-line { (say("shell.line")) }
                    }
                    @if visit.role > Role::Nobody {
                        form.head-search action="/search" role="search" aria-label=(say("shell.search_label")) {
                            label.visually-hidden for="head-q" { (say("shell.search_label")) }
                            input #head-q type="search" name="q" placeholder=(say("shell.search_placeholder")) maxlength="200";
                            button type="submit" { (say("shell.search")) }
                        }
                    }
                    (preferences(visit, words))
                }
                @if visit.role > Role::Nobody {
                    nav.nav aria-label=(say("shell.navigation")) {
                        details.nav-menu {
                            summary { (say("shell.menu")) " · " (say(page.section.key())) }
                            (navigation(visit, page, words))
                        }
                        div.nav-row { (navigation(visit, page, words)) }
                    }
                }
                main #main .wide[page.wide] tabindex="-1" { (maud::PreEscaped(page.body.as_str())) }
                footer.foot {
                    @if visit.role > Role::Nobody {
                        p {
                            a href="/about" { (say("shell.about")) } " · "
                            a href="/journal" { (say("shell.journal")) } " · "
                            a href="/api" { (say("shell.api")) }
                            @if visit.role == Role::Admin { " · " a href="/accounts" { (say("shell.accounts")) } }
                        }
                    }
                    p.muted { (say("shell.foot")) }
                }
            }
        }
    }
}

fn navigation(visit: &Visit, page: &Page, words: &Words) -> Markup {
    html! {
        ul {
            @for section in Section::NAVIGATION {
                @if section != Section::Add || visit.may_edit() {
                    li {
                        a href=(section.path()) aria-current=[(section == page.section).then_some("page")] {
                            (words.say(section.key()))
                        }
                    }
                }
            }
        }
    }
}

/// Language, look, and who is signed in.
fn preferences(visit: &Visit, words: &Words) -> Markup {
    let here = paths::encoded(visit.address());
    let (other, look) =
        (other_than(visit.language), if visit.look == Look::Dark { "light" } else { "dark" });
    html! {
        div.head-tools {
            a.tool href={ "/language/" (other.code()) "?to=" (here) } lang=(tag(other)) hreflang=(tag(other)) rel="nofollow" {
                (own_name(other))
            }
            a.tool href={ "/look/" (look) "?to=" (here) } rel="nofollow" {
                (words.say(if look == "dark" { "shell.dark" } else { "shell.light" }))
            }
            @if visit.signed_in {
                a.tool href="/account" { (visit.name) }
            }
        }
    }
}

/// The page that tells of a failure.
pub(crate) fn failure(face: &Face, failure: &crate::failure::Failure) -> Page {
    let code = failure.code().replace('-', "_");
    let (title, hint) = (format!("failure.{code}"), format!("failure.{code}_hint"));
    let title = face.say(&title).to_owned();
    let body = html! {
        section.failure {
            p.failure-code { (failure.status().as_u16()) }
            h1 { (title) }
            p { (face.say(&hint)) }
            @if let Some(detail) = failure.detail() { p.muted { code lang="en" { bdi { (detail) } } } }
            p { a.button href="/" { (face.say("failure.home")) } }
        }
    };
    Page::new(Section::About, title, body)
}
