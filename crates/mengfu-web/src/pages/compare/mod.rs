//! Two statements side by side: what a busy person must know first, then every act beside the one that
//! answers to it.

mod change;
mod pick;
mod rows;
mod summary;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};
use mengfu::library::{Comparison, Library, LibraryError, Listed};
use mengfu::model::InstrumentId;
use serde::Deserialize;

use self::change::Change;
use self::rows::Groups;
use crate::face::Face;
use crate::failure::Failure;
use crate::parts::reading::{lang, when};
use crate::parts::{name_of, parties, statement};
use crate::paths;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;

/// The comparison, or what is needed to choose two statements.
pub(super) fn router() -> Router<Room> {
    Router::new().route("/compare", get(compare))
}

/// Which statements, and what of the comparison.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    earlier: String,
    later: String,
    parties: String,
    what: String,
    by: String,
}

/// What two names mean.
enum Meant {
    /// Two statements.
    Both(InstrumentId, InstrumentId),
    /// A name fits several.
    Several { name: String, found: Vec<String> },
}

async fn compare(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let only = Change::from_code(&asked.what);
    if only.is_empty() && !asked.what.is_empty() {
        return Err(Failure::BadRequest { field: "what", value: asked.what });
    }
    let groups = match asked.by.as_str() {
        "topic" => Groups::Topic,
        _ => Groups::Article,
    };
    room.page(visit, &headers, move |library, face| {
        let title = face.say("shell.compare");
        if asked.earlier.trim().is_empty() || asked.later.trim().is_empty() {
            let body = pick::pick(library, &asked.parties, &asked.earlier, face)?;
            return Ok(Page::new(Section::Compare, title, body));
        }
        let body = match meant(library, asked.earlier.trim(), asked.later.trim())? {
            Meant::Several { name, found } => {
                pick::several(&name, &found, &asked.earlier, &asked.later, face)
            }
            Meant::Both(earlier, later) => {
                let comparison = library.compare(&earlier, &later)?;
                let names =
                    [&comparison.earlier, &comparison.later].map(|one| name_of(&one.id, face));
                let title = names.join(" ↔ ");
                let view = Compare { comparison, only, groups };
                return Ok(Page::new(Section::Compare, title, view.render(face)).wide());
            }
        };
        Ok::<_, Failure>(Page::new(Section::Compare, title, body))
    })
    .await
}

/// The statements that two names mean; the second may leave the parties of the first out.
fn meant(library: &Library<'_>, earlier: &str, later: &str) -> Result<Meant, Failure> {
    let named = |name: &str, beside: Option<&InstrumentId>| match library.named(name, beside) {
        Ok(id) => Ok(Ok(id)),
        Err(LibraryError::SeveralInstruments { name, found }) => Ok(Err((name, found))),
        Err(other) => Err(Failure::from(other)),
    };
    let several = |(name, found)| Meant::Several { name, found };
    Ok(match named(earlier, None)? {
        Err(many) => several(many),
        Ok(earlier) => match named(later, Some(&earlier))? {
            Err(many) => several(many),
            Ok(later) => Meant::Both(earlier, later),
        },
    })
}

struct Compare {
    comparison: Comparison,
    /// Only these changes are shown; all where there is none.
    only: Vec<Change>,
    groups: Groups,
}

impl Compare {
    fn render(&self, face: &Face) -> Markup {
        let Comparison { earlier, later, .. } = &self.comparison;
        html! {
            h1 { (face.say("compare.title")) }
            div.compared {
                (head(earlier, "compare.earlier", face))
                (head(later, "compare.later", face))
            }
            @if !earlier.complete || !later.complete { p.notice { (face.say("compare.incomplete")) } }
            (summary::summary(&self.comparison, &|change| self.address(Some(change), self.groups), face))
            div.toolbar {
                button type="button" data-print hidden { (face.say("text.print")) }
                span.muted { (face.say("text.take_along")) }
                @for (format, name) in [("docx", "DOCX"), ("md", "Markdown")] {
                    a href=(paths::export_comparison(&earlier.id, &later.id, format)) download { (name) }
                }
            }
            (self.filters(face))
            (rows::rows(&self.comparison, &self.only, self.groups, face))
        }
    }

    fn address(&self, only: Option<Change>, groups: Groups) -> String {
        let Comparison { earlier, later, .. } = &self.comparison;
        let pairs = [
            ("earlier", earlier.id.0.as_str()),
            ("later", &later.id.0),
            ("what", only.map_or("", Change::code)),
            ("by", groups.code()),
        ];
        paths::query("/compare", &pairs) + "#acts"
    }

    fn filters(&self, face: &Face) -> Markup {
        let counts = change::counts(&self.comparison);
        let current = |yes: bool| yes.then_some("true");
        html! {
            section.filters.no-print #acts aria-label=(face.say("compare.filters")) {
                ul.kinds {
                    li { a href=(self.address(None, self.groups)) aria-current=[current(self.only.is_empty())] {
                        (face.say("compare.all")) " " span.count { (self.comparison.rows.len()) }
                    } }
                    @for (change, n) in &counts {
                        li { a.{ (change.class()) } href=(self.address(Some(*change), self.groups)) aria-current=[current(self.only.contains(change))] {
                            (face.say(change.key())) " " span.count { (n) }
                        } }
                    }
                }
                ul.kinds aria-label=(face.say("compare.order")) {
                    @for groups in [Groups::Article, Groups::Topic] {
                        li { a href=(self.address(self.only.first().copied(), groups)) aria-current=[current(self.groups == groups)] { (face.say(groups.key())) } }
                    }
                }
            }
        }
    }
}

/// One of the two statements.
fn head(one: &Listed, key: &'static str, face: &Face) -> Markup {
    html! {
        section.card {
            p.muted { (face.say(key)) " · " b { (when(&one.when(), face)) } }
            h2 lang=[lang(one)] { (statement(&one.id, &one.title)) }
            p { (parties(&one.parties, face)) }
            @if let Some(partnership) = &one.partnership { p lang=[lang(one)] { bdi { (partnership) } } }
            p.muted { (face.count("compare.acts", one.acts as usize)) " · " (face.count("compare.commitments", one.commitments as usize)) }
        }
    }
}
