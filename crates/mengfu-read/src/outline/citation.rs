//! What instruments say of each other: titles of joint texts cited with the day of their signing.

use std::collections::BTreeMap;

use mengfu_model::{Citation, Finding, FindingCode, Instrument, PartyCode, Severity, Text};

use crate::assemble::item::Item;
use crate::assemble::run::Run;
use crate::assemble::title::Page;
use crate::outline::{date, identity};

/// Bytes before a title within which its day stands.
const NEAR: usize = 120;

/// The joint texts that a run cites with their days.
pub(crate) fn citations(
    page: Page<'_>,
    text: &Text,
    items: &[Item],
    run: &Run,
    parties: &[PartyCode],
) -> Vec<Citation> {
    let marks = &page.grammar.marks;
    let Some(closes) = marks.title_close else { return Vec::new() };
    let mut out = Vec::new();
    for item in run.body.iter().filter_map(|at| items.get(*at)) {
        let range = item.fragment.range.clone();
        let Some(words) = page.scan.normal().get(range.clone()) else { continue };
        let mut after = 0;
        while let Some((open, opens)) = words.get(after..).and_then(|t| marks.titles.find(t))
            && let Some(long) = words.get(after + open..).and_then(|t| t.find(closes))
        {
            let start = after + open;
            let end = start + long;
            let near = (start.saturating_sub(NEAR).max(after)..=start)
                .find(|p| words.is_char_boundary(*p))
                .unwrap_or(start);
            if let Some(day) = date::last(page, range.start + near..range.start + start) {
                let title = words.get(start + opens.len_utf8()..end).unwrap_or_default();
                let to = range.start + end + closes.len_utf8();
                out.push(Citation {
                    title: squeezed(title),
                    day: day.day,
                    parties: parties.to_vec(),
                    at: text.source_of(mengfu_model::Span::new(day.range.start, to)),
                });
            }
            after = end + closes.len_utf8();
        }
    }
    out
}

/// An instrument whose day may be found in what others say of it.
pub struct Undated<'o> {
    /// The instrument.
    pub instrument: &'o mut Instrument,
    /// Its title in normal form, without white space; empty when it was derived.
    pub title: String,
    /// Its findings.
    pub findings: &'o mut Vec<Finding>,
}

/// Gives instruments without a day the day by which other instruments of the same parties cite them, and
/// says so in a finding. Where the others disagree, the day stays unknown.
pub fn date_by_citation(undated: Vec<Undated<'_>>, citations: &[Citation]) {
    let mut by_title: BTreeMap<&str, Vec<&Citation>> = BTreeMap::new();
    for citation in citations {
        by_title.entry(citation.title.as_str()).or_default().push(citation);
    }
    for one in undated {
        if one.instrument.signed.is_some() || one.title.is_empty() {
            continue;
        }
        let citing = by_title.get(one.title.as_str()).map(Vec::as_slice).unwrap_or_default();
        let mut citing = citing.iter().filter(|c| c.parties == one.instrument.parties);
        let Some(first) = citing.next() else { continue };
        let mut at = first.at.clone();
        let mut agree = true;
        for other in citing {
            agree &= other.day == first.day;
            at.extend(other.at.iter().copied());
        }
        one.findings.retain(|f| f.code != FindingCode("signed-unknown") || !agree);
        let (severity, message) = if agree {
            (
                Severity::Info,
                format!(
                    "The instrument gives no day of its signing; {} is the day by which others cite it.",
                    first.day.0
                ),
            )
        } else {
            (
                Severity::Doubt,
                "The instrument gives no day of its signing, and those that cite it disagree."
                    .to_owned(),
            )
        };
        let code = if agree { "signed-from-citation" } else { "signed-citations-disagree" };
        one.findings.push(Finding { code: FindingCode(code), severity, at, message });
        if agree {
            one.instrument.signed = Some(first.day.clone());
            let day = Some(first.day.0.as_str());
            one.instrument.id = identity::id(&one.instrument.parties, day);
        }
    }
}

/// `text` without white space.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
