//! The addresses of the room, made in one place.

use std::fmt::Write as _;

use crate::batch::BatchId;
use mengfu::model::{ActAddress, EntityId, EntityKind, InstrumentId};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a segment of a path shows as itself.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A segment of a path, or a value of a query.
pub fn encoded(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

/// The page of a statement: `/statements/CHN-AZE/2005-03-17`.
pub fn statement(id: &InstrumentId) -> String {
    let (parties, day) = id.0.split_once('/').unwrap_or((&id.0, "-"));
    format!("/statements/{}/{}", encoded(parties), encoded(day))
}

/// Its source as received.
pub fn source(id: &InstrumentId) -> String {
    format!("{}/source", statement(id))
}

/// A range of bytes of its source, pointed out.
pub fn source_at(id: &InstrumentId, from: usize, to: usize) -> String {
    let (from, to) = (from.to_string(), to.to_string());
    query(&source(id), &[("from", &from), ("to", &to)]) + "#at"
}

/// The page of an act: `/statements/CHN-AZE/2005-03-17/p12.a2`.
pub fn act(address: &ActAddress) -> String {
    format!("{}/p{}.a{}", statement(&address.instrument), address.provision, address.act)
}

/// The place of an act in the text of its statement.
pub fn act_in_text(address: &ActAddress) -> String {
    format!("{}#p{}.a{}", statement(&address.instrument), address.provision, address.act)
}

/// The page of a partnership: `/partnerships/CHN-AZE`.
pub fn partnership(parties: &[String]) -> String {
    format!("/partnerships/{}", encoded(&parties.join("-")))
}

/// The acts of a statement that speak of a topic.
pub fn statement_topic(id: &InstrumentId, topic: &str) -> String {
    query(&statement(id), &[("topic", topic)])
}

/// The partnerships of a party.
pub fn partnerships_of(party: &str) -> String {
    query("/partnerships", &[("party", party)])
}

/// A chart of a partnership as a file: `/partnerships/CHN-AZE/ladder.svg`.
pub fn partnership_chart(parties: &[String], chart: &str) -> String {
    format!("{}/{chart}.svg", partnership(parties))
}

/// The promises of these parties that pass further filters.
pub fn ledger(parties: &[String], filters: &[(&str, &str)]) -> String {
    let parties = parties.iter().map(|party| ("party", party.as_str()));
    query("/ledger", &parties.chain(filters.iter().copied()).collect::<Vec<_>>())
}

/// What one statement did with an earlier one, one sort of it.
pub fn compare_only(earlier: &InstrumentId, later: &InstrumentId, what: &str) -> String {
    query("/compare", &[("earlier", &earlier.0), ("later", &later.0), ("what", what)]) + "#acts"
}

/// The comparison of two statements.
pub fn compare(earlier: &InstrumentId, later: &InstrumentId) -> String {
    query("/compare", &[("earlier", &earlier.0), ("later", &later.0)])
}

/// A directory: `/directories/mechanism`.
pub fn directory(kind: EntityKind) -> String {
    format!("/directories/{}", kind.code())
}

/// The page of an entry of a directory.
pub fn entity(id: &EntityId) -> String {
    let kind = id.0.split(':').next().unwrap_or_default();
    format!("/directories/{}/{}", encoded(kind), encoded(&id.0))
}

/// A formula: `/formulas/one-china`.
pub fn formula(id: &str) -> String {
    format!("/formulas/{}", encoded(id))
}

/// Where one signs in, to go on to `to`.
pub fn sign_in(to: &str) -> String {
    query("/sign-in", &[("to", if to == "/" { "" } else { to })])
}

/// The review of files that were sent.
pub(crate) fn batch(id: &BatchId) -> String {
    format!("/add/{}", encoded(id.as_str()))
}

/// The entry `number` of the journal, on the page of it.
pub fn journal_entry(number: u64) -> String {
    format!("/journal?entry={number}#entry-{number}")
}

/// A file for other programs: `/export/ledger.xlsx`.
pub fn export(file: &str) -> String {
    format!("/export/{file}")
}

/// A statement as a file of another program: `akn`, `jsonld`, `json`.
pub fn export_statement(id: &InstrumentId, format: &str) -> String {
    // Akoma Ntoso is XML, and named so that every system knows it.
    let ending = if format == "akn" { "akn.xml" } else { format };
    format!("/export{}.{ending}", statement(id))
}

/// A comparison as a file: `docx`, `md`.
pub fn export_comparison(earlier: &InstrumentId, later: &InstrumentId, ending: &str) -> String {
    query(&format!("/export/comparison.{ending}"), &[("earlier", &earlier.0), ("later", &later.0)])
}

/// `path` with a query; pairs without a value are left out.
pub fn query(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut out = path.to_owned();
    let mut before = '?';
    for (key, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = write!(out, "{before}{key}={}", encoded(value));
        before = '&';
    }
    out
}

/// The codes of parties from the name that they give a statement: `CHN-AZE`. The code of a party that no
/// list knows has a hyphen itself: `X-48753d94`.
pub(crate) fn party_codes(joined: &str) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for part in joined.split('-') {
        match codes.last_mut().filter(|code| *code == "X") {
            Some(code) => *code = format!("X-{part}"),
            None => codes.push(part.to_owned()),
        }
    }
    codes
}

/// The name of a statement from the segments of its address.
pub(crate) fn instrument(parties: &str, day: &str) -> InstrumentId {
    InstrumentId(format!("{parties}/{day}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_statements_come_back_from_their_addresses() {
        let id = InstrumentId("CHN-x-某国/2005~2".to_owned());
        let path = statement(&id);
        assert_eq!(path, "/statements/CHN-x-%E6%9F%90%E5%9B%BD/2005~2");
        assert_eq!(instrument("CHN-x-某国", "2005~2"), id);
    }

    #[test]
    fn parties_are_told_apart() {
        assert_eq!(party_codes("CHN-AZE"), ["CHN", "AZE"]);
        assert_eq!(party_codes("CHN-X-48753d94-X-f7dc10b3"), ["CHN", "X-48753d94", "X-f7dc10b3"]);
    }

    #[test]
    fn a_query_has_what_has_a_value() {
        assert_eq!(
            query("/ledger", &[("q", "a b"), ("by", ""), ("sort", "due")]),
            "/ledger?q=a%20b&sort=due"
        );
    }
}
