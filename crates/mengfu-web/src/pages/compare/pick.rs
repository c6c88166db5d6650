//! Choosing two statements: first whose, then which.

use maud::{Markup, html};
use mengfu::library::Library;
use mengfu::model::InstrumentId;

use crate::face::Face;
use crate::failure::Failure;
use crate::parts::name_of;
use crate::parts::reading::when;
use crate::paths;

/// So many partnerships are offered, those that spoke most often.
const OFFERED: usize = 60;

/// Partnerships with at least two statements; the statements of one where it is chosen.
pub(super) fn pick(
    library: &Library<'_>,
    parties: &str,
    earlier: &str,
    face: &Face,
) -> Result<Markup, Failure> {
    let mut lineages = library.lineages()?;
    // Codes of parties may have a hyphen themselves: names are compared, not taken apart.
    let chosen = lineages.iter().find(|one| one.parties.join("-") == parties);
    let chosen = chosen.map_or_else(Vec::new, |one| one.parties.clone());
    let statements = match chosen.is_empty() {
        true => Vec::new(),
        false => library.lineage(&chosen)?,
    };
    lineages.retain(|one| one.statements > 1);
    let more = lineages.len().saturating_sub(OFFERED);
    let last = statements.len().saturating_sub(1);
    Ok(html! {
        h1 { (face.say("compare.title")) }
        p.lead { (face.say("compare.lead")) }
        @if !statements.is_empty() {
            section.card {
                h2 { (names(&chosen, face)) }
                form.pick action="/compare" {
                    @for (name, key, at) in [("earlier", "compare.earlier", last.saturating_sub(1)), ("later", "compare.later", last)] {
                        label.field { span { (face.say(key)) }
                            select name=(name) {
                                @for (n, one) in statements.iter().enumerate() {
                                    option value=(one.id.0) selected[n == at] { (when(&one.when(), face)) " · " (one.title) }
                                }
                            }
                        }
                    }
                    button.button-main type="submit" { (face.say("shell.compare")) }
                }
            }
        }
        section {
            h2 { (face.say("compare.whose")) }
            ul.pick-list {
                @for one in lineages.iter().take(OFFERED) {
                    li { a href=(paths::query("/compare", &[("parties", &one.parties.join("-"))])) aria-current=[(one.parties == chosen).then_some("true")] {
                        (names(&one.parties, face)) " " span.muted { (face.count("compare.statements", one.statements as usize)) }
                    } }
                }
            }
            @if more > 0 { p { a href="/partnerships" { (face.count("compare.more", more)) } } }
        }
        section {
            h2 { (face.say("compare.any_two")) }
            p.muted { (face.say("compare.name_hint")) }
            form.pick action="/compare" {
                label.field { span { (face.say("compare.earlier")) } input name="earlier" required maxlength="200" value=(earlier) placeholder="CHN-AZE/2015"; }
                label.field { span { (face.say("compare.later")) } input name="later" required maxlength="200" placeholder="2025"; }
                button type="submit" { (face.say("shell.compare")) }
            }
        }
    })
}

/// A name that fits several statements: which of them is meant.
pub(super) fn several(
    name: &str,
    found: &[String],
    earlier: &str,
    later: &str,
    face: &Face,
) -> Markup {
    let address = |id: &str| {
        let (earlier, later) = match name == earlier {
            true => (id, later),
            false => (earlier, id),
        };
        paths::query("/compare", &[("earlier", earlier), ("later", later)])
    };
    html! {
        h1 { (face.say("compare.which")) }
        p.lead { (face.fill("compare.several", name)) }
        ul.pick-list { @for id in found { li { a href=(address(id)) { (name_of(&InstrumentId(id.clone()), face)) } } } }
    }
}

fn names(parties: &[String], face: &Face) -> String {
    let names: Vec<&str> = parties.iter().map(|code| face.party(code)).collect();
    names.join(" · ")
}
