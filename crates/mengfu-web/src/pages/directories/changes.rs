//! What editors decide about entries: that two are one, that some words mean another thing. Every
//! decision goes into the journal and can be withdrawn.

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use mengfu::library::NotOne;
use mengfu::model::{Decision, EntityId};
use serde::Deserialize;

use super::entry::View;
use super::kind_of;
use crate::face::Face;
use crate::failure::Failure;
use crate::guard::now;
use crate::parts::{language_of, with};
use crate::paths;
use crate::room::Room;
use crate::visit::{Role, Visit};

/// Longer words nobody needs here.
const LONGEST: usize = 1_000;

/// That an entry is the same as another.
#[derive(Deserialize)]
pub(super) struct Merge {
    into: String,
    #[serde(default)]
    reason: String,
}

/// That mentions with these words are an entry of their own.
#[derive(Deserialize)]
pub(super) struct Split {
    surface: String,
    #[serde(default)]
    reason: String,
}

/// Counts the mentions of an entry to another one.
pub(super) async fn merge(
    State(room): State<Room>,
    visit: Visit,
    Path((kind, id)): Path<(String, String)>,
    Form(form): Form<Merge>,
) -> Result<Response, Failure> {
    visit.must_be(Role::Editor)?;
    let kind = kind_of(&kind)?;
    let entity = EntityId(id);
    let wanted = within(form.into, "into")?;
    let reason = within(form.reason, "reason")?;
    let at = now();
    let done = room.desk().write(move |library| {
        let refused = |value: String| Failure::BadRequest { field: "into", value };
        let into = match library.entity_named(kind, wanted.trim())? {
            Ok(into) if into != entity => into,
            Ok(same) => return Err(refused(same.0)),
            Err(NotOne(all)) if all.is_empty() => return Err(refused(wanted)),
            Err(NotOne(all)) => {
                let names: Vec<&str> = all.iter().map(|id| id.0.as_str()).collect();
                return Err(refused(names.join(", ")));
            }
        };
        let to = paths::entity(&into);
        let decision = Decision::Merge { entity, into };
        let entry = library.decide_other(decision, &at, &visit.name, &reason)?;
        Ok((to, entry.number))
    });
    let (to, number) = done.await?;
    Ok(back(&to, number))
}

/// Makes an entry of its own of the mentions with some words.
pub(super) async fn split(
    State(room): State<Room>,
    visit: Visit,
    Path((kind, id)): Path<(String, String)>,
    Form(form): Form<Split>,
) -> Result<Response, Failure> {
    visit.must_be(Role::Editor)?;
    kind_of(&kind)?;
    let (surface, reason) = (within(form.surface, "surface")?, within(form.reason, "reason")?);
    let entity = EntityId(id);
    let into = own_name(&entity, &surface);
    let to = paths::entity(&into);
    let at = now();
    let done = room.desk().write(move |library| {
        let page = library.entity_page(&entity, 0, 0)?;
        let names = page.map(|page| page.entry.names).unwrap_or_default();
        if names.len() < 2 || !names.iter().any(|(name, _)| *name == surface) {
            return Err(Failure::BadRequest { field: "surface", value: surface });
        }
        let decision = Decision::Split { entity, surface, into };
        Ok(library.decide_other(decision, &at, &visit.name, &reason)?.number)
    });
    Ok(back(&to, done.await?))
}

/// The name of the entry that some words of `entity` become: of the same sort and the same owners.
fn own_name(entity: &EntityId, surface: &str) -> EntityId {
    let mut parts = entity.0.split(':');
    let kind = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    let words: String = surface.chars().filter(|c| !c.is_whitespace() && *c != ':').collect();
    let name = match rest.as_slice() {
        [owners, _, ..] => format!("{kind}:{owners}:{words}"),
        _ => format!("{kind}:{words}"),
    };
    EntityId(if name == entity.0 { format!("{name}~2") } else { name })
}

fn within(words: String, field: &'static str) -> Result<String, Failure> {
    match words.len() <= LONGEST {
        true => Ok(words),
        false => Err(Failure::BadRequest { field, value: String::new() }),
    }
}

fn back(to: &str, number: u64) -> Response {
    Redirect::to(&with(to, "done", &number.to_string())).into_response()
}

/// The forms for editors.
pub(super) fn forms(view: &View, face: &Face) -> Markup {
    let entry = &view.page.entry;
    let here = paths::entity(&entry.id);
    let similar = paths::query(&paths::directory(entry.kind), &[("q", &short(&entry.title))]);
    html! {
        section.no-print {
            h2 { (face.say("directories.decide")) }
            details {
                summary { (face.say("directories.merge")) }
                form method="post" action={ (here) "/merge" } {
                    p.small { (face.say("directories.merge_hint")) " " a href=(similar) { (face.say("directories.similar")) } }
                    div.field {
                        label for="merge-into" { (face.say("directories.into")) }
                        input #merge-into name="into" required maxlength="300";
                    }
                    div.field {
                        label for="merge-reason" { (face.say("directories.reason")) }
                        input #merge-reason name="reason" maxlength="300";
                    }
                    button.button-main type="submit" { (face.say("directories.merge_do")) }
                }
            }
            @if entry.names.len() > 1 {
                details {
                    summary { (face.say("directories.split")) }
                    form method="post" action={ (here) "/split" } {
                        fieldset.field {
                            legend { (face.say("directories.split_hint")) }
                            @for (name, _) in &entry.names {
                                label.check {
                                    input type="radio" name="surface" value=(name) required;
                                    bdi lang=[language_of(name)] { (name) }
                                }
                            }
                        }
                        div.field {
                            label for="split-reason" { (face.say("directories.reason")) }
                            input #split-reason name="reason" maxlength="300";
                        }
                        button.button-main type="submit" { (face.say("directories.split_do")) }
                    }
                }
            }
            p.small.muted { (face.say("directories.undo_hint")) " " code { (entry.id.0) } }
        }
    }
}

/// The end of a name, which tells what sort of thing it is best.
fn short(name: &str) -> String {
    let letters: Vec<char> = name.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.iter().skip(letters.len().saturating_sub(4)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_of_its_own_has_the_same_owners() {
        let own = |id: &str, words: &str| own_name(&EntityId(id.to_owned()), words).0;
        assert_eq!(own("mechanism:CHN-AZE:混委会", "联委会"), "mechanism:CHN-AZE:联委会");
        assert_eq!(own("forum:联合国", "联合国 大会"), "forum:联合国大会");
        assert_eq!(own("forum:联合国", "联合国"), "forum:联合国~2");
    }
}
