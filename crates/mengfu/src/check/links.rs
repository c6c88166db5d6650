//! The literate suites of a pack for comparing: pairs of statements, and what links them.
//!
//! A case is a fenced block whose first line is ```` ```pair parties="CHN EGY" ````, with `later="…"` where
//! the later statement has other parties and `dates="2018-05-01 2021-06-01"` for the days of signing. Two
//! lines `---` part the earlier sentences from the later ones and these from what is expected, one a line:
//!
//! ```text
//! strengthens: words of the earlier act => words of the later act
//! none: words of the earlier act => words of the later act
//! new: words of the later act
//! drops: words of the earlier act
//! ```

use mengfu_link::{Digest, Linker};
use mengfu_model::{
    ActAddress, Edtf, Instrument, InstrumentId, InstrumentKind, Link, LinkEnds, PartyCode, Reading,
    Title,
};
use mengfu_read::Reader;
use mengfu_read::check::passage;

use super::Fault;

const FENCE: &str = "```";
const NAME: &str = "pair";
const ARROW: &str = "=>";
/// The days of signing of a case that names none.
const DATES: &str = "2018-05-01 2021-06-01";

/// How the suites of a pack for comparing are read.
#[derive(Debug, Default)]
pub struct LinkReport {
    /// How many expectations there are.
    pub expected: usize,
    /// What is not as expected, and lines that could not be understood.
    pub faults: Vec<Fault>,
}

/// Compares every pair of the suites of the pack of `linker`, read by `reader`.
pub fn link_suites(reader: &Reader, linker: &Linker) -> LinkReport {
    let mut report = LinkReport::default();
    for (file, content) in linker.pack().suites() {
        let mut open: Option<Case> = None;
        for (number, line) in (1..).zip(content.lines()) {
            let line = line.trim();
            match (line.strip_prefix(FENCE), open.take()) {
                (Some(_), Some(case)) => case.compare(reader, linker, file, &mut report),
                (Some(after), None) => {
                    open = after.trim_start().strip_prefix(NAME).map(Case::new);
                }
                (None, Some(mut case)) => {
                    case.line(number, line);
                    open = Some(case);
                }
                (None, None) => {}
            }
        }
    }
    report
}

#[derive(Default)]
struct Case {
    earlier: Side,
    later: Side,
    expected: Vec<(usize, String)>,
    /// How many lines `---` were seen.
    part: usize,
}

#[derive(Default)]
struct Side {
    parties: Vec<PartyCode>,
    date: String,
    paragraphs: Vec<String>,
}

impl Case {
    fn new(attributes: &str) -> Self {
        let attribute = |name: &str| {
            let (_, rest) = attributes.split_once(&format!("{name}=\""))?;
            rest.split_once('"').map(|(value, _)| value)
        };
        let codes = |codes: &str| codes.split_whitespace().filter_map(PartyCode::new).collect();
        let parties = attribute("parties").unwrap_or_default();
        let dates = attribute("dates").unwrap_or(DATES);
        let (first, second) = dates.split_once(' ').unwrap_or((dates, dates));
        let side = |parties: &str, date: &str| Side {
            parties: codes(parties),
            date: date.to_owned(),
            paragraphs: Vec::new(),
        };
        Self {
            earlier: side(parties, first),
            later: side(attribute("later").unwrap_or(parties), second),
            ..Self::default()
        }
    }

    fn line(&mut self, number: usize, line: &str) {
        match (line, self.part) {
            ("", _) => {}
            ("---", _) => self.part += 1,
            (_, 0) => self.earlier.paragraphs.push(line.to_owned()),
            (_, 1) => self.later.paragraphs.push(line.to_owned()),
            _ => self.expected.push((number, line.to_owned())),
        }
    }

    fn compare(self, reader: &Reader, linker: &Linker, file: &str, report: &mut LinkReport) {
        let (earlier, later) = (self.earlier.reading(reader), self.later.reading(reader));
        let (before, after) = (digest(linker, &earlier), digest(linker, &later));
        let links = match before.parties == after.parties {
            true => linker.align(&after, &[&before]),
            false => far(linker, &before, &after),
        };
        for (number, line) in &self.expected {
            report.expected += 1;
            if let Err(problem) = expect(line, &links, &earlier, &later) {
                let (file, line) = (file.to_owned(), Some(*number));
                report.faults.push(Fault { file, line, problem });
            }
        }
    }
}

/// What a register would find between instruments of different parties: by a key that both have.
fn far(linker: &Linker, before: &Digest, after: &Digest) -> Vec<Link> {
    let promised = linker.promised(before);
    let met = linker.reported(after).iter().any(|r| promised.iter().any(|p| p.key == r.key));
    if met { linker.fulfilled(before, after) } else { Vec::new() }
}

fn digest(linker: &Linker, reading: &Reading) -> Digest {
    linker.digest(&InstrumentId(reading.instrument.id.clone()), reading)
}

impl Side {
    fn reading(&self, reader: &Reader) -> Reading {
        let signed = Edtf(self.date.clone());
        let paragraphs = self.paragraphs.iter().map(String::as_str);
        let codes: Vec<&str> = self.parties.iter().map(PartyCode::as_str).collect();
        Reading {
            pack: reader.pack().settings.name.clone(),
            provisions: passage(reader, &self.parties, Some(&signed), "1", paragraphs),
            instrument: Instrument {
                id: format!("{}/{}", codes.join("-"), self.date),
                title: Title { text: String::new(), derived: true },
                kind: InstrumentKind::JointStatement,
                parties: self.parties.clone(),
                signed: Some(signed),
                visit: None,
                place: None,
                signatories: Vec::new(),
                languages: Vec::new(),
                names: Vec::new(),
                copies: None,
                partnership: None,
                complete: true,
                pieces: Vec::new(),
            },
            citations: Vec::new(),
            comparable_title: String::new(),
            findings: Vec::new(),
        }
    }
}

/// Whether the links are as the line says.
fn expect(line: &str, links: &[Link], earlier: &Reading, later: &Reading) -> Result<(), String> {
    let (label, words) = line.split_once(':').ok_or("a line needs a label and `:`")?;
    let acts = |reading: &Reading, words: &str| match acts_of(reading, words.trim()) {
        acts if acts.is_empty() => Err(format!("no act has the words `{}`", words.trim())),
        acts => Ok(acts),
    };
    let one_sided = matches!(label, "new" | "drops");
    let (from, to) = match words.split_once(ARROW) {
        Some((from, to)) => (acts(earlier, from)?, acts(later, to)?),
        None if label == "new" => (Vec::new(), acts(later, words)?),
        None if label == "drops" => (acts(earlier, words)?, Vec::new()),
        None => return Err(format!("`{label}` needs `{ARROW}` between two acts")),
    };
    let ends = |link: &&Link| match &link.ends {
        LinkEnds::Both { earlier, later } => {
            !one_sided && from.contains(earlier) && to.contains(later)
        }
        LinkEnds::New { later, .. } => label == "new" && to.contains(later),
        LinkEnds::Dropped { earlier, .. } => label == "drops" && from.contains(earlier),
    };
    let found: Vec<String> = links.iter().filter(ends).map(name).collect();
    match label {
        "none" if found.is_empty() => Ok(()),
        _ if found.iter().any(|name| name == label) => Ok(()),
        _ if found.is_empty() => Err(format!("nothing instead of `{line}`")),
        _ => Err(format!("{} instead of `{line}`", found.join(", "))),
    }
}

/// The label of a link as it is written.
fn name(link: &Link) -> String {
    format!("{:?}", link.kind).to_lowercase()
}

/// The acts of `reading` that share a word with `words`.
fn acts_of(reading: &Reading, words: &str) -> Vec<ActAddress> {
    let mut acts = Vec::new();
    for (number, provision) in (1_u32..).zip(&reading.provisions) {
        let Some(start) = provision.text.as_str().find(words) else { continue };
        for (count, act) in (1_u32..).zip(&provision.acts) {
            if act.quote.start.get() < start + words.len() && start < act.quote.end.get() {
                let instrument = InstrumentId(reading.instrument.id.clone());
                acts.push(ActAddress { instrument, provision: number, act: count });
            }
        }
    }
    acts
}
