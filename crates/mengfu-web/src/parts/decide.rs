//! Forms by which people decide about an act. The page of the act and the ledger show the same ones.

use maud::{Markup, html};
use mengfu::model::{ActAddress, Grade, WorldState};

use crate::face::Face;
use crate::parts::with;

/// An act that people may decide about, and what is decided so far.
#[derive(Clone, Copy)]
pub(crate) struct Decide<'a> {
    /// The act.
    pub(crate) act: &'a ActAddress,
    /// The local address to return to.
    pub(crate) to: &'a str,
    /// Its state in the world. Only commitments have one; about other acts one can only leave a note.
    pub(crate) world: Option<WorldState>,
    /// Who leads the work on it.
    pub(crate) lead: Option<&'a str>,
    /// Whom to ask.
    pub(crate) contact: Option<&'a str>,
}

impl Decide<'_> {
    /// All forms that fit the act, folded.
    pub(crate) fn forms(&self, face: &Face) -> Markup {
        html! {
            div.decide {
                @if self.world.is_some() {
                    (folded("status", self.status(face), face))
                    (folded("evidence", self.evidence(face), face))
                    (folded("assign", self.assign(face), face))
                }
                (folded("note", self.note(face), face))
            }
        }
    }

    /// Says how it stands in the world.
    pub(crate) fn status(&self, face: &Face) -> Markup {
        let fields = html! {
            label.field {
                span { (face.say("decide.state")) }
                select name="state" required { (states(self.world, face)) }
            }
        };
        self.form("status", &fields, face)
    }

    /// Adds something that shows what became of it.
    pub(crate) fn evidence(&self, face: &Face) -> Markup {
        let fields = html! {
            label.field {
                span { (face.say("decide.location")) }
                input name="location" required maxlength="2000" placeholder="https://";
            }
            label.field {
                span { (face.say("decide.quote")) }
                textarea name="quote" rows="2" maxlength="4000" {}
            }
            label.field {
                span { (face.say("decide.grade")) }
                select name="grade" required {
                    @for grade in Grade::ALL {
                        option value=(grade.code()) selected[*grade == Grade::Document] {
                            (face.word("grade", grade.code()))
                        }
                    }
                }
            }
            label.field {
                span { (face.say("decide.shows")) }
                select name="shows" {
                    option value="" { (face.say("decide.shows_nothing")) }
                    (states(None, face))
                }
            }
        };
        self.form("evidence", &fields, face)
    }

    /// Says who leads the work on it, and whom to ask.
    pub(crate) fn assign(&self, face: &Face) -> Markup {
        let fields = html! {
            label.field {
                span { (face.say("decide.lead")) }
                input name="lead" required maxlength="200" value=(self.lead.unwrap_or_default());
            }
            label.field {
                span { (face.say("decide.contact")) }
                input name="contact" maxlength="200" value=(self.contact.unwrap_or_default());
            }
        };
        self.form("assign", &fields, face)
    }

    /// Leaves a remark.
    pub(crate) fn note(&self, face: &Face) -> Markup {
        let fields = html! {
            label.field {
                span { (face.say("decide.text")) }
                textarea name="text" rows="2" required maxlength="4000" {}
            }
        };
        self.form("note", &fields, face)
    }

    fn form(&self, what: &str, fields: &Markup, face: &Face) -> Markup {
        html! {
            form.decide-form method="post" action={ "/decide/" (what) } {
                input type="hidden" name="act" value=(self.act);
                input type="hidden" name="to" value=(self.to);
                (fields)
                @if what != "note" {
                    label.field {
                        span { (face.say("decide.reason")) }
                        input name="reason" maxlength="1000";
                    }
                }
                button.button-main type="submit" { (face.say("decide.enter")) }
            }
        }
    }
}

/// Withdraws the entry `number` of the journal.
pub(crate) fn withdraw(number: u64, to: &str, face: &Face) -> Markup {
    html! {
        form.decide-withdraw method="post" action="/decide/withdraw" {
            input type="hidden" name="number" value=(number);
            input type="hidden" name="to" value=(to);
            button.button-quiet type="submit" aria-label=(face.fill("decide.undo_entry", &number.to_string())) {
                (face.say("decide.undo"))
            }
        }
    }
}

/// Says that something was entered in the journal, and how to undo it. `address` is that of the page,
/// which carries the number of the entry: `?done=12`.
pub(crate) fn done(number: Option<u64>, address: &str, may_edit: bool, face: &Face) -> Markup {
    html! {
        @if let Some(number) = number {
            div.notice.notice-good.decide-done role="status" {
                span { (face.fill("decide.done", &number.to_string())) }
                @if may_edit { (withdraw(number, &with(address, "done", ""), face)) }
            }
        }
    }
}

/// Where an evidence is: a link where it is an address of the web, text where it is anything else.
pub(crate) fn location(location: &str) -> Markup {
    let web = ["https://", "http://"].iter().any(|scheme| location.starts_with(scheme));
    html! {
        @if web { a href=(location) rel="noopener noreferrer nofollow" { bdi { (location) } } }
        @else { bdi { (location) } }
    }
}

fn folded(what: &str, form: Markup, face: &Face) -> Markup {
    let title = match what {
        "status" => "decide.set_status",
        "evidence" => "decide.add_evidence",
        "assign" => "decide.name_lead",
        _ => "decide.leave_note",
    };
    html! {
        details.decide-part {
            summary { (face.say(title)) }
            (form)
        }
    }
}

fn states(now: Option<WorldState>, face: &Face) -> Markup {
    html! {
        @for state in WorldState::ALL {
            option value=(state.code()) selected[now == Some(*state)] {
                (face.word("world_state", state.code()))
            }
        }
    }
}
