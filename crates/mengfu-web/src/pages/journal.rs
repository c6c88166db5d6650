//! The journal: who decided what, when and why, and what still holds of it.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};
use mengfu::library::DecisionAt;
use mengfu::model::{Anchor, Decision, EntityId};

use crate::asked::Asked;
use crate::face::Face;
use crate::failure::Failure;
use crate::parts::{chip, decide, language_of, name_of, pager, place_in_words, with};
use crate::paths;
use crate::room::Room;
use crate::shell::{Page, Section};
use crate::visit::Visit;

/// Entries on one page.
const PAGE: usize = 50;

/// How a decision is attached that has lost its act.
const DETACHED: &str = "detached";

/// How a decision is attached that is where it was made.
const AT_ITS_PLACE: &str = "address";

/// The sorts of decisions by which one can filter.
const SORTS: [&str; 5] = ["status", "evidence", "assign", "note", "directory"];

pub(super) fn router() -> Router<Room> {
    Router::new().route("/journal", get(journal))
}

/// Shows the journal, latest first.
async fn journal(
    State(room): State<Room>,
    visit: Visit,
    headers: HeaderMap,
    asked: Asked,
) -> Result<Response, Failure> {
    let may_edit = visit.may_edit();
    room.page(visit, &headers, move |library, face| {
        let history = library.history()?;
        let broken = library.broken_entries()?;
        let view = View::of(history, broken, asked, may_edit);
        Ok::<_, Failure>(Page::new(Section::Journal, face.say("shell.journal"), view.render(face)))
    })
    .await
}

/// The entries that a view asks for, latest first.
pub(crate) fn wanted(history: Vec<DecisionAt>, asked: &Asked) -> Vec<DecisionAt> {
    let (author, what) = (asked.one("author"), asked.one("what"));
    let wanted = |one: &DecisionAt| {
        (author.is_empty() || one.entry.author == author)
            && (what.is_empty() || sort(&one.entry.decision) == what)
            && (!asked.is("detached") || is_lost(one))
    };
    history.into_iter().rev().filter(wanted).collect()
}

/// Whether a decision holds on to no act any more.
fn is_lost(one: &DecisionAt) -> bool {
    one.how == DETACHED && !one.withdrawn
}

struct View {
    /// Those of the view, latest first.
    entries: Vec<DecisionAt>,
    /// How many entries the journal has.
    all: usize,
    detached: usize,
    authors: Vec<String>,
    /// By which entry an entry was withdrawn.
    withdrawn_by: BTreeMap<u64, u64>,
    broken: Vec<u64>,
    page: usize,
    asked: Asked,
    may_edit: bool,
}

impl View {
    fn of(history: Vec<DecisionAt>, broken: Vec<u64>, asked: Asked, may_edit: bool) -> Self {
        let withdrawn_by = history.iter().filter(|one| !one.withdrawn).filter_map(|one| match &one
            .entry
            .decision
        {
            Decision::Withdraw { number } => Some((*number, one.entry.number)),
            _ => None,
        });
        let withdrawn_by = withdrawn_by.collect();
        let mut authors: Vec<String> = history.iter().map(|one| one.entry.author.clone()).collect();
        authors.sort_unstable();
        authors.dedup();
        let all = history.len();
        let detached = history.iter().filter(|one| is_lost(one)).count();
        let mut entries = wanted(history, &asked);
        // Who asks for an entry gets the page on which it stands.
        let place = asked
            .one("entry")
            .parse::<u64>()
            .ok()
            .and_then(|number| entries.iter().position(|one| one.entry.number == number));
        let page = place.map_or(asked.page(), |place| place / PAGE + 1);
        let total = entries.len();
        entries.truncate(page.saturating_mul(PAGE));
        entries.drain(..entries.len().min((page - 1) * PAGE));
        Self {
            entries,
            all: if asked.kept(&["entry"]).next().is_some() { total } else { all },
            detached,
            authors,
            withdrawn_by,
            broken,
            page,
            asked,
            may_edit,
        }
    }

    fn render(&self, face: &Face) -> Markup {
        let address = with(&self.asked.address(), "entry", "");
        html! {
            h1 { (face.say("shell.journal")) }
            p.lead { (face.say("journal.lead")) }
            (decide::done(self.asked.done(), &address, self.may_edit, face))
            (self.chain(face))
            (self.filters(face))
            @if self.entries.is_empty() {
                p.empty { (face.say(if self.all == 0 { "journal.nothing" } else { "journal.none" })) }
            }
            ol.plain.journal { @for one in &self.entries { (self.entry(one, &address, face)) } }
            (pager(self.page, self.all.div_ceil(PAGE), &address, face))
        }
    }

    /// Whether each entry carries the hash of the one before it.
    fn chain(&self, face: &Face) -> Markup {
        let numbers: Vec<String> = self.broken.iter().map(u64::to_string).collect();
        html! {
            @if self.broken.is_empty() {
                p.notice.notice-good { (face.count("journal.sound", self.all)) }
            } @else {
                p.notice.notice-bad role="alert" {
                    (face.fill("journal.broken", &numbers.join(face.say("shell.list_separator"))))
                }
            }
            @if self.detached > 0 {
                p.notice.notice-bad {
                    (face.count("journal.detached_count", self.detached)) " "
                    a href="/journal?detached=1" { (face.say("journal.show_detached")) }
                }
            }
        }
    }

    fn filters(&self, face: &Face) -> Markup {
        html! {
            form.toolbar method="get" action="/journal" data-send-on-change {
                label for="j-what" { (face.say("journal.what")) }
                select #j-what name="what" {
                    option value="" { (face.say("journal.any")) }
                    @for code in SORTS {
                        option value=(code) selected[self.asked.one("what") == code] { (face.say(&format!("journal.{code}"))) }
                    }
                }
                label for="j-author" { (face.say("journal.author")) }
                select #j-author name="author" {
                    option value="" { (face.say("journal.anybody")) }
                    @for author in &self.authors {
                        option value=(author) selected[self.asked.one("author") == author] { (author) }
                    }
                }
                label.check {
                    input type="checkbox" name="detached" value="1" checked[self.asked.is("detached")];
                    span { (face.say("journal.detached_only")) }
                }
                button type="submit" { (face.say("journal.show")) }
            }
        }
    }

    fn entry(&self, one: &DecisionAt, address: &str, face: &Face) -> Markup {
        let entry = &one.entry;
        let (day, time) = entry.at.split_once('T').unwrap_or((&entry.at, ""));
        let here = with(address, "page", &self.page.to_string());
        html! {
            li.journal-entry id={ "entry-" (entry.number) } .was-withdrawn[one.withdrawn] {
                div.journal-head {
                    strong { (face.fill("journal.entry", &entry.number.to_string())) }
                    " · " time datetime=(entry.at) { (day) " " (time.trim_end_matches('Z').get(..5).unwrap_or_default()) " UTC" }
                    " · " bdi { (entry.author) }
                    @if one.how == DETACHED { " " span.chip.severity-problem { (face.word("attachment", &one.how)) } }
                    @else if !one.how.is_empty() && one.how != AT_ITS_PLACE {
                        " " span.chip.severity-doubt { (face.word("attachment", &one.how)) }
                    }
                    @if let Some(by) = self.withdrawn_by.get(&entry.number) {
                        " " a.chip href=(paths::journal_entry(*by)) { (face.fill("journal.withdrawn_by", &by.to_string())) }
                    }
                }
                div.journal-what { (what(&entry.decision, face)) }
                @if let Some(anchor) = anchor(&entry.decision) {
                    blockquote.quote {
                        @match &one.act {
                            Some(act) => a href=(paths::act(act)) { bdi lang=[language_of(&anchor.quote)] { (anchor.quote) } },
                            None => bdi lang=[language_of(&anchor.quote)] { (anchor.quote) },
                        }
                    }
                    p.small.muted {
                        @match &one.act {
                            Some(act) => { (name_of(&act.instrument, face)) " · " (place_in_words(act, face)) },
                            None => { (face.say("journal.was_at")) " " code { (anchor.address) } },
                        }
                    }
                }
                @if !entry.reason.is_empty() {
                    p.small { span.muted { (face.say("journal.because")) " " } bdi { (entry.reason) } }
                }
                div.journal-foot {
                    @if self.may_edit && !one.withdrawn { (decide::withdraw(entry.number, &here, face)) }
                    details.muted {
                        summary { (face.say("journal.hash")) }
                        p { (face.say("journal.own_hash")) " " code { (entry.hash) } }
                        p { (face.say("journal.hash_before")) " " code { (entry.before) } }
                    }
                }
            }
        }
    }
}

/// The sort of a decision, for the filter.
fn sort(decision: &Decision) -> &'static str {
    match decision {
        Decision::SetStatus { .. } => "status",
        Decision::AddEvidence { .. } => "evidence",
        Decision::Assign { .. } => "assign",
        Decision::Note { .. } => "note",
        Decision::Merge { .. } | Decision::Split { .. } => "directory",
        Decision::Withdraw { .. } => "withdraw",
    }
}

/// What a decision holds on to.
fn anchor(decision: &Decision) -> Option<&Anchor> {
    match decision {
        Decision::SetStatus { about, .. }
        | Decision::AddEvidence { about, .. }
        | Decision::Assign { about, .. }
        | Decision::Note { about, .. } => Some(about),
        Decision::Merge { .. } | Decision::Split { .. } | Decision::Withdraw { .. } => None,
    }
}

/// What was decided, in words.
fn what(decision: &Decision, face: &Face) -> Markup {
    html! {
        @match decision {
            Decision::SetStatus { state, .. } => {
                (face.say("journal.did_status")) " " (chip("world_state", state.code(), face))
            }
            Decision::AddEvidence { evidence, .. } => {
                (face.say("journal.did_evidence")) " " (decide::location(&evidence.location))
                " " span.chip { (face.word("grade", evidence.grade.code())) }
                @if let Some(shows) = evidence.shows {
                    " " span.muted { (face.say("journal.shows")) } " " (chip("world_state", shows.code(), face))
                }
                @if let Some(quote) = &evidence.quote {
                    p.small { bdi lang=[language_of(quote)] { (quote) } }
                }
            }
            Decision::Assign { lead, contact, .. } => {
                (face.say("journal.did_assign")) " " strong { bdi { (lead) } }
                @if let Some(contact) = contact { " · " bdi { (contact) } }
            }
            Decision::Note { text, .. } => { (face.say("journal.did_note")) " " bdi { (text) } }
            Decision::Merge { entity, into } => {
                (face.say("journal.did_merge")) " " (thing(entity)) " → " (thing(into))
            }
            Decision::Split { entity, surface, into } => {
                (face.say("journal.did_split")) " " bdi { (surface) } ": " (thing(entity)) " → " (thing(into))
            }
            Decision::Withdraw { number } => {
                (face.say("journal.did_withdraw")) " "
                a href=(paths::journal_entry(*number)) { (face.fill("journal.entry", &number.to_string())) }
            }
        }
    }
}

/// An entry of a directory by its name.
fn thing(id: &EntityId) -> Markup {
    let name = id.0.rsplit(':').next().unwrap_or(&id.0);
    html! { a href=(paths::entity(id)) title=(id.0) { bdi lang=[language_of(name)] { (name) } } }
}
