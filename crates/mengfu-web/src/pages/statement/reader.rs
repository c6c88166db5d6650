//! The reader: the text as an instrument, its acts marked, and the reading of one of them beside it.

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use mengfu::library::StatementText;

use super::act_at;
use super::body::Body;
use super::brief::Brief;
use super::filter::{Asked, Filter};
use super::head::head;
use super::outline::{outline, parts};
use crate::face::Face;
use crate::failure::Failure;
use crate::parts::reading::lang;
use crate::paths;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;

/// Shows a statement.
pub(super) async fn reader(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    Path((parties, day)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let today = visit.today;
    let filter = asked.filter()?;
    room.page(visit, &headers, move |library, face| {
        let id = paths::instrument(&parties, &day);
        let text = library.text(&id)?;
        let brief = match asked.act.as_str() {
            "" => None,
            place => Some(Brief::of(library, act_at(&id, place)?, today)?),
        };
        let title = text.listed.title.clone();
        let view = Reader { text, filter, brief, chosen: asked.act };
        Ok::<_, Failure>(Page::new(Section::Statements, title, view.render(face)).wide())
    })
    .await
}

struct Reader {
    text: StatementText,
    filter: Filter,
    /// The reading beside the text.
    brief: Option<Brief>,
    chosen: String,
}

impl Reader {
    fn render(&self, face: &Face) -> Markup {
        let parts = parts(&self.text.provisions);
        let lang = lang(&self.text.listed);
        let body = Body { text: &self.text, filter: &self.filter, chosen: &self.chosen, face };
        html! {
            (head(&self.text, face))
            (self.filter.bar(&self.text, &self.chosen, face))
            (legend(face))
            div.reader {
                (outline(&parts, lang, face))
                article.text lang=[lang] #text { (body.parts(&parts, 0)) }
                (self.beside(face))
            }
        }
    }

    /// The reading of the chosen act; what to do to get one where none is chosen.
    fn beside(&self, face: &Face) -> Markup {
        let away = self.filter.address(&paths::statement(&self.text.listed.id), "");
        html! {
            aside.beside.empty-beside[self.brief.is_none()] #beside aria-label=(face.say("text.beside")) aria-live="polite" {
                a.beside-close href=(away) hidden[self.brief.is_none()] { (face.say("text.close")) }
                div #brief {
                    @match &self.brief {
                        Some(brief) => (brief.render(face)),
                        None => p.muted { (face.say("text.choose")) },
                    }
                }
            }
        }
    }
}

/// What the marks in the text mean.
fn legend(face: &Face) -> Markup {
    html! {
        details.marks {
            summary { (face.say("text.legend")) }
            p {
                @for kind in ["commitment", "position", "appraisal", "appeal", "record", "courtesy", "final"] {
                    span.mark-one { span.act.{ "kind-" (kind) } { (face.word("kind", kind)) } }
                }
            }
            p {
                span.muted { (face.say("text.legend_strength")) }
                @for strength in ["declare", "bind", "agree", "will", "willing", "favour", "explore"] {
                    span.mark-one { span.act.kind-commitment.{ "s-" (strength) } { (face.word("strength", strength)) } }
                }
            }
            p {
                span.muted { (face.say("text.legend_links")) }
                @for (sign, link) in [("=", "restates"), ("▲", "strengthens"), ("▼", "weakens"), ("◇", "mixed"), ("▸", "advances"), ("✓", "fulfils"), ("−", "drops")] {
                    span.mark-one { span.chain-mark.{ "link-" (link) } { (sign) } " " (face.word("link", link)) }
                }
            }
        }
    }
}
